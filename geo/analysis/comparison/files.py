"""A comparison as files: what differs between two windows, one row or object a fact, as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from geo.analysis.comparison.model import Comparison, KindCount, WindowSide
from geo.analysis.comparison.wording import order_words
from geo.atlas import Feature
from geo.atlas.specs import LayerSpec
from geo.dataset.load import DatasetAbout
from geo.exports.cells import neutral, source_text
from geo.text.messages import tr

COMPARISON_COLUMNS: tuple[str, ...] = (
    "row",
    "window",
    "layer",
    "kind",
    "id",
    "title",
    "start",
    "end",
    "attested_from",
    "known_to",
    "in_first",
    "in_second",
    "reports_first",
    "unsure_first",
    "reports_second",
    "unsure_second",
    "reports_both",
    "days",
    "days_without_coverage",
    "note",
    "sources",
    "licence",
    "credit",
    "dataset_version",
)
"""Columns of the file; ``row`` says what a row is: window, kind, report, lasting or dated."""
YES, NO, UNSURE = "yes", "no", "unsure"


def comparison_csv(compared: Comparison, *, version: str) -> bytes:
    """Return what differs as CSV, UTF-8 with BOM; an empty count means that nothing of the window is covered.

    Parameters
    ----------
    compared : Comparison
        The two windows.
    version : str
        Version of the data set, which each row names.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COMPARISON_COLUMNS)
    for row in _rows(compared):
        full = {**row, "sources": " | ".join(map(source_text, row.get("sources", ()))), "dataset_version": version}
        writer.writerow([neutral(full.get(name)) for name in COMPARISON_COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def comparison_json(compared: Comparison, *, about: DatasetAbout, version: str) -> bytes:
    """Return what differs as one JSON object: the rows of the CSV by what they are, sources as objects.

    Parameters
    ----------
    compared : Comparison
        The two windows.
    about : DatasetAbout
        Title of the data set, and when it was compiled.
    version : str
        Version of the data set.
    """
    parts: dict[str, list[dict[str, Any]]] = {"window": [], "kind": [], "report": [], "lasting": [], "dated": []}
    for row in _rows(compared):
        what = str(row.pop("row"))
        parts[what].append({name: value for name, value in row.items() if value is not None})
    head = {
        "title": about.title,
        "as_of": about.as_of,
        "dataset_version": version,
        "first_lies": str(compared.order),
        "filters": _filters(compared.first),
    }
    return (json.dumps({**head, **parts}, ensure_ascii=False, indent=1) + "\n").encode()


def _rows(compared: Comparison) -> Iterator[dict[str, Any]]:
    """Return all rows; what a row lacks is None or left out."""
    specs = {
        str(layer_id): layer.spec
        for side in (compared.first, compared.second)
        for layer_id, layer in side.layers.items()
    }
    yield _window("first", compared.first)
    yield _window("second", compared.second)
    for count in compared.kinds:
        yield {**_kind(compared, count), **_licence(specs[str(count.layer)])}
    for row in (*_reports(compared), *_lasting(compared), *_dated(compared)):
        yield {**row, **_licence(specs[row["layer"]])}


def _licence(spec: LayerSpec) -> dict[str, Any]:
    return {"licence": str(spec.licence), "credit": spec.credit}


def _filters(side: WindowSide) -> dict[str, str]:
    return {name: text for name, text in side.filters.to_params().items() if name not in ("from", "to")}


def _window(name: str, side: WindowSide) -> dict[str, Any]:
    unsure = sum(not side.surely_holds(feature) for feature in side.reports)
    counts = (None, None) if side.blank else (len(side.reports), unsure)
    chosen = "; ".join(f"{wanted}: {text}" for wanted, text in _filters(side).items())
    return {
        "row": "window",
        "window": name,
        "start": side.filters.date_from,
        "end": side.filters.date_to,
        f"reports_{name}": counts[0],
        f"unsure_{name}": counts[1],
        "days": side.days,
        "days_without_coverage": side.uncovered,
        "note": f"Filters: {chosen}" if chosen else None,
    }


def _kind(compared: Comparison, count: KindCount) -> dict[str, Any]:
    found: dict[str, Any] = {"row": "kind", "layer": str(count.layer), "kind": count.kind}
    if not compared.first.blank:
        found |= {"reports_first": count.first, "unsure_first": count.first_unsure}
    if not compared.second.blank:
        found |= {"reports_second": count.second, "unsure_second": count.second_unsure}
    return found | {"reports_both": count.both}


def _reports(compared: Comparison) -> Iterator[dict[str, Any]]:
    """Return each report of either window once, and whether all of its days lie in it."""
    sides = (compared.first, compared.second)
    reports = {feature.id: feature for side in sides for feature in side.reports}
    ids = [frozenset(feature.id for feature in side.reports) for side in sides]
    for feature in sorted(reports.values(), key=lambda item: (str(item.properties["valid_from"]), item.id)):
        held = [
            NO if feature.id not in known else YES if side.surely_holds(feature) else UNSURE
            for side, known in zip(sides, ids, strict=True)
        ]
        yield _record("report", feature, *held)


def _lasting(compared: Comparison) -> Iterator[dict[str, Any]]:
    words = order_words(compared.order)
    parts = (
        (compared.only_first, YES, NO, words[0]),
        (compared.only_second, NO, YES, words[1]),
        (compared.in_both, YES, YES, tr("In both windows")),
    )
    for features, first, second, note in parts:
        for feature in features:
            yield {**_record("lasting", feature, first, second), "note": note}


def _dated(compared: Comparison) -> Iterator[dict[str, Any]]:
    """Return the dated entries of control; one between the windows lies in neither."""
    for feature in compared.dated:
        held = (YES if _touches(side, feature) else NO for side in (compared.first, compared.second))
        yield _record("dated", feature, *held)


def _touches(side: WindowSide, feature: Feature) -> bool:
    return feature.span is not None and feature.span.overlaps(side.filters.date_from, side.filters.date_to)


def _record(row: str, feature: Feature, first: str, second: str) -> dict[str, Any]:
    properties = feature.properties
    return {
        "row": row,
        "layer": str(properties["layer"]),
        "kind": properties["kind"],
        "id": feature.id,
        "title": properties["title"],
        "start": properties["valid_from"],
        "end": properties["valid_to"],
        "attested_from": properties.get("attested_from"),
        "known_to": properties.get("date_precision"),
        "in_first": first,
        "in_second": second,
        "sources": list(properties.get("sources", ())),
    }
