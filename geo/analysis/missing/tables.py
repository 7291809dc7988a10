"""How much is missing, as HTML tables: ours in one column, every publisher's total in words with what it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from geo.analysis.missing.months import Month, count_between, rivals_of
from geo.analysis.missing.shown import Shown, words_of
from geo.dataset.load import Dataset
from geo.dataset.records.outside import Yardstick
from geo.text.dates import first_day, last_day
from geo.text.html import joined, link_html
from geo.text.html_table import table_html
from geo.text.messages import tr
from geo.vocab import Governorate
from geo.vocab.labels import label_of

_LINES = Markup("<br>")
_SMALL = Markup("<small>{}</small>")
_SECTION = Markup('<style>{}</style><div class="atlas-missing">{}</div>')
_HEADED = Markup("<h3>{}</h3>{}")
SOUTH: tuple[Governorate, ...] = (
    Governorate.QUNEITRA,
    Governorate.DARAA,
    Governorate.SUWAYDA,
    Governorate.RIF_DIMASHQ,
)
"""Governorates of the table; others have too few reports for a column."""


def missing_html(months: Sequence[Month]) -> Markup:
    """Return our counts and the totals of others by month, then by governorate."""
    parts = (
        (tr("By month and kind"), months_html(months)),
        (tr("By governorate, where a publisher divides by it"), governorates_html(months)),
    )
    return _section(joined(_HEADED.format(*part) for part in parts))


@lru_cache(maxsize=1)
def _style() -> Markup:
    return Markup(Path(__file__).with_name("missing.css").read_text(encoding="utf-8"))  # noqa: S704 - a file of ours


def _section(inside: Markup) -> Markup:
    return _SECTION.format(_style(), inside)


def months_html(months: Sequence[Month]) -> Markup:
    """Return each month with our count by kind, and next to it each total of others with what it counts."""
    head = [tr("Month"), tr("Our records"), tr("Of these by kind"), tr("What others count in this month")]
    rows = (
        [month.name, f"{month.ours.total:,}", _parts(month.ours.by_kind), _others(month.yardsticks)]
        for month in reversed(months)
    )
    return table_html(head, rows, name=tr("Our records and the totals of others by month"))


def governorates_html(months: Sequence[Month]) -> Markup:
    """Return the months with a total that is divided by governorate, our count and each publisher's row by row."""
    head = [tr("Month and who counts"), *(label_of(name) for name in SOUTH), tr("Elsewhere or more than one")]
    rows: list[list[Markup | str]] = []
    for month in reversed(months):
        divided = [item for item in month.yardsticks if item.by_governorate]
        if not divided:
            continue
        rows.append(
            [
                tr("{month}: our records", month=month.name),
                *_cells(_named(month.ours.by_governorate)),
            ]
        )
        rows += [
            [f"{month.name}: {item.publisher}, {item.unit}", *_cells(dict(item.by_governorate))] for item in divided
        ]
    return table_html(head, rows, name=tr("Our records and the totals of others by governorate"))


def _named(counts: Mapping[Governorate, int]) -> dict[str, int]:
    return {str(name): count for name, count in counts.items()}


def _cells(counts: Mapping[str, int]) -> list[Markup | str]:
    inside = [f"{counts.get(name, 0):,}" for name in SOUTH]
    rest = [f"{label_of(name)} {count:,}" for name, count in counts.items() if name not in SOUTH]
    return [*inside, "; ".join(sorted(rest)) or "0"]


def other_totals_html(dataset: Dataset) -> Markup:
    """Return the totals that cover no whole month, each next to our own count of its days."""
    head = [
        tr("Days"),
        tr("Who counts"),
        tr("Total"),
        tr("What is counted"),
        tr("Our records of these days"),
        tr("Mind"),
    ]
    found = sorted(
        (item for item in dataset.records.yardsticks if item.month is None), key=lambda item: item.period_start
    )
    return _section(table_html(head, (_row(dataset, item) for item in found), name=tr("Other totals")))


def rivals_html(dataset: Dataset) -> Markup:
    """Return the groups of totals of nearly the same days and the same unit whose numbers differ."""
    head = [tr("Unit"), tr("Days"), tr("Who counts"), tr("Total"), tr("What is counted")]
    rows = (_rival_row(item) for group in rivals_of(dataset) for item in group)
    return _section(table_html(head, rows, name=tr("Totals that stand against each other")))


def _rival_row(item: Yardstick) -> list[Markup | str]:
    days = f"{item.period_start} – {item.period_end}"
    return [item.unit, days, link_html(item.publisher, item.url), words_of(Shown(item)), item.counted]


def _row(dataset: Dataset, item: Yardstick) -> list[Markup | str]:
    first, last = first_day(item.period_start), last_day(item.period_end)
    ours = count_between(dataset.records.events, first, last).total
    days = item.period_start if item.period_start == item.period_end else f"{item.period_start} – {item.period_end}"
    who = link_html(item.publisher, item.url)
    return [days, who, words_of(Shown(item)), item.counted, f"{ours:,}", _mind(item)]


def _others(yardsticks: Iterable[Yardstick]) -> Markup | str:
    lines = [
        Markup("{}: {}. {}").format(
            link_html(item.publisher, item.url), words_of(Shown(item)), _SMALL.format(_definition(item))
        )
        for item in yardsticks
    ]
    return _LINES.join(lines) if lines else tr("No total of others was found for this month.")


def _definition(item: Yardstick) -> str:
    kinds = _parts(dict(item.by_kind))
    division = tr(" Their own kinds: {kinds}.", kinds=kinds) if kinds else ""
    return f"{item.counted}; {label_of(item.seen)}.{division} {item.note}".strip()


def _mind(item: Yardstick) -> Markup:
    also = _parts(dict((*item.by_kind, *item.by_governorate, *item.also)))
    lines = [
        item.note,
        tr("Also given: {figures}.", figures=also) if also else "",
        label_of(item.seen).capitalize() + ".",
    ]
    return _SMALL.format(" ".join(filter(None, lines)))


def _parts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{label_of(name).lower()} {count:,}" for name, count in counts.items())
