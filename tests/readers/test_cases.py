"""Files as people have them, with the values that they mean: samples of each kind of trouble that was found."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from geo.errors import CoordinateError, DataError
from geo.gazetteer import find_point
from geo.readers import Choices, read_events

CHOICES = {"grid_columns.csv": Choices(crs="EPSG:2039"), "shapefile_arabic_cpg_88596.zip": Choices()}
"""Answers that a person gives where a question is right."""
MESSAGES = {"formulas_never_computed.xlsx": "formula"}
"""Files for which a message is right, and what it names."""
REFUSED_WITH = {"points.fgb": "FlatGeobuf"}
"""Files for which a message that names the format is right."""
MAY_BE_REFUSED = {("pair_words_around.csv", row) for row in (2, 3, 4, 6)}
TOLERANCE_DEG = 2e-5


def _folder() -> Path | None:
    here = Path(__file__).resolve().parents[2]
    folders = (parent / "shared" / "cases" / "2026-11" for parent in (here.parent, here.parent.parent))
    return next((folder for folder in folders if folder.is_dir()), None)


def _expected() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    folder = _folder()
    if folder is not None:
        with (folder / "expected.csv").open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                found[row["file"]].append(row)
    return found


def _notations() -> list[dict[str, str]]:
    folder = _folder()
    if folder is None:
        return []
    with (folder / "notations.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


EXPECTED, NOTATIONS = _expected(), _notations()


def _number(text: str) -> float | None:
    return float(text) if text else None


def _known(value: Any) -> float | None:
    return None if math.isnan(value) else float(value)


@pytest.mark.skipif(not EXPECTED, reason="the cases are not here")
@pytest.mark.parametrize("name", EXPECTED)
def test_each_case_has_its_values(name: str) -> None:
    folder = _folder()
    assert folder is not None
    if name in REFUSED_WITH:
        with pytest.raises(DataError) as caught:
            read_events(folder / name)
        assert REFUSED_WITH[name] in caught.value.report()
        return
    reading = read_events(folder / name, choices=CHOICES.get(name))
    rows = {int(row["row"]): row for batch in reading.batches for row in batch.events.to_dict("records")}
    words = " ".join([*reading.notes, *(row["reasons"] for row in rows.values())])
    assert MESSAGES.get(name, "") in words
    for right in EXPECTED[name]:
        row = rows[int(right["row"])]
        if (name, int(right["row"])) in MAY_BE_REFUSED and row["status"] == "refused":
            assert row["reasons"]
            continue
        place = (_known(row["lat"]), _known(row["lon"]))
        if right["lat"]:
            assert place == pytest.approx((float(right["lat"]), float(right["lon"])), abs=TOLERANCE_DEG), words
        else:
            assert place == (None, None)
            assert row["reasons"]
        assert (row["date_from"], row["date_to"]) == (right["date_from"], right["date_to"]), words
        figures = ("killed_min", "killed_max", "uncertainty_m")
        assert [_known(row[figure]) for figure in figures] == [_number(right[figure]) for figure in figures], words
        if right["remark"].startswith("title "):
            assert row["title"] == right["remark"].removeprefix("title ")
        if right["remark"] == "a warning":
            assert "\ufffd" in words or "encoding" in words


@pytest.mark.skipif(not NOTATIONS, reason="the notations are not here")
@pytest.mark.parametrize("case", NOTATIONS, ids=[case["input"][:40] for case in NOTATIONS])
def test_each_notation_is_read_in_a_search_and_in_a_cell(case: dict[str, str]) -> None:
    if not case["lat"]:
        with pytest.raises(CoordinateError):
            find_point((), case["input"])
        return
    point = find_point((), case["input"]).point
    assert point is not None
    off_m = math.hypot((point.lat - float(case["lat"])) * 111_200, (point.lon - float(case["lon"])) * 93_200)
    assert off_m <= float(case["tolerance_m"])
