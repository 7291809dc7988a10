"""What differs between two windows as Markdown: one line a window, a table by kind, lists of what lasts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from geo.analysis.addresses import Addresses
from geo.analysis.comparison.model import Comparison, WindowSide
from geo.analysis.comparison.wording import count_words, holding_words, order_words, side_words
from geo.atlas import Feature
from geo.atlas.evidence import date_words
from geo.query.window import COMPARED_PARAMETERS, Window
from geo.text.markdown import plain
from geo.text.messages import mark, tr
from geo.vocab.labels import label_of

NAMES = (mark("First"), mark("Second"))
CAVEAT = mark(
    "Numbers are reports in this atlas, a sample, never a total: a difference may come from what was collected. "
    "A record counts in a window when its days touch it; *unsure* are those whose days are not all in it."
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two windows that are compared."""

    first: Window
    second: Window

    def to_params(self) -> dict[str, str]:
        """Return the parameters that give the windows back; an open end has none."""
        ends = (self.first.first, self.first.last, self.second.first, self.second.last)
        return {name: day for name, day in zip(COMPARED_PARAMETERS, ends, strict=True) if day is not None}


def comparison_text(pair: Pair, compared: Comparison, addresses: Addresses) -> str:
    """Return everything that differs between two windows.

    Parameters
    ----------
    pair : Pair
        The windows.
    compared : Comparison
        What differs between them.
    addresses : Addresses
        Where records are.

    Returns
    -------
    str
        Markdown.
    """
    return "\n\n".join(
        [
            summary_text(pair, compared),
            f":small[{tr(CAVEAT)}]",
            f"## {tr('Reports and talks by kind')}",
            kinds_text(compared) or f"**{tr('No report or talk of these filters lies in either window.')}**",
            f"## {tr('What lasts: areas, lines, control and posts')}",
            lasting_text(compared, addresses),
        ]
    )


def summary_text(pair: Pair, compared: Comparison) -> str:
    """Return one line for each window, and whether their lengths differ."""
    sides = ((pair.first, compared.first), (pair.second, compared.second))
    lines = [
        f"- **{tr(name)}**, {plain(window.words)}. {_sentence(side_words(side))}"
        for name, (window, side) in zip(NAMES, sides, strict=True)
    ]
    if compared.first.days != compared.second.days or compared.first.days is None:
        lines.append(f"- {tr('The windows are not of one length, so that their numbers do not compare as they are.')}")
    return "\n".join(lines)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def kinds_text(compared: Comparison) -> str:
    """Return the reports by kind as a Markdown table; empty if there are none."""
    if not compared.kinds:
        return ""
    blank = compared.first.blank, compared.second.blank
    shared = any(row.both for row in compared.kinds)
    rows = [
        f"| {plain(label_of(row.kind))} | {count_words(row.first, row.first_unsure, blank=blank[0])} "
        f"| {count_words(row.second, row.second_unsure, blank=blank[1])} | {_change(compared, row.first, row.second)} "
        + (f"| {row.both or ''} |" if shared else "|")
        for row in compared.kinds
    ]
    names = [tr("Kind"), *map(tr, NAMES), tr("Difference"), *([tr("In both")] if shared else [])]
    return "\n".join([f"| {' | '.join(names)} |", f"|---|{'---:|' * (len(names) - 1)}", *rows])


def _change(compared: Comparison, first: int, second: int) -> str:
    if compared.first.blank or compared.second.blank:
        return ""
    return f"{second - first:+,}".replace("-", "\N{MINUS SIGN}") if second != first else "0"


def lasting_text(compared: Comparison, addresses: Addresses) -> str:
    """Return what holds in one window only: areas, lines, control, posts."""
    headings = order_words(compared.order)
    parts = [
        f"**{heading}** ({len(found):,})\n\n" + "\n".join(_lasting_line(feature, addresses) for feature in found)
        for heading, found in zip(headings, (compared.only_first, compared.only_second), strict=True)
        if found
    ]
    if not parts:
        parts.append(tr("No area, line, claim of control or post is in one window only."))
    parts.append(tr("In both windows: {count}.", count=f"{len(compared.in_both):,}"))
    return "\n\n".join(parts)


def _lasting_line(feature: Feature, addresses: Addresses) -> str:
    properties = feature.properties
    link = f"[{plain(str(properties['title']))}]({addresses.record(feature.id)})"
    status = f"; {plain(str(properties['status']))}" if properties.get("status") else ""
    return f"- {link}: {plain(holding_words(properties))}{status}"


def dated_text(features: Sequence[Feature], addresses: Addresses) -> str:
    """Return the dated entries of the control layer as a list."""
    return "\n".join(
        f"- {plain(date_words(item.properties))}: [{plain(str(item.properties['title']))}]({addresses.record(item.id)})"
        for item in features
    )


def files_text(pair: Pair, compared: Comparison, addresses: Addresses) -> str:
    """Return links to the layers of both windows: the ids that the maps can show in them."""
    rows = [f"| {tr('Window')} | {tr('Features')} | {tr('Files')} |", "|---|---:|---|"]
    for name, window, side in zip(NAMES, (pair.first, pair.second), (compared.first, compared.second), strict=True):
        count = sum(len(layer.features) for layer in side.layers.values())
        links = " · ".join(
            f"[{label} ({count:,})]({addresses.layer('all', form, side_query(side))})"
            for label, form in (("GeoJSON", "geojson"), ("CSV", "csv"))
        )
        rows.append(f"| {tr(name)}: {plain(window.words)} | {count:,} | {links} |")
    return "\n".join(rows)


def side_query(side: WindowSide) -> str:
    """Return the query that gives the features of a window over HTTP."""
    return urlencode({"layers": ",".join(side.layers), **side.filters.to_params()}, safe=",")
