"""Record models: spans, radii, names, and the tables that hold them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from geo.dataset.records import TABLES, Area, ControlChange, Line, Position, Talk
from geo.text.dates import Span
from tests.record_folder import valid_rows

ROWS = valid_rows()


def _change(**values: str) -> ControlChange:
    return ControlChange.model_validate({**_filled(ControlChange, ROWS["control_changes"][0]), **values})


def _filled(model: Any, row: dict[str, str]) -> dict[str, str]:
    return {name: row.get(name, "") for name in model.model_fields}


@pytest.mark.parametrize(
    ("start", "end", "precision", "span"),
    [
        ("2025-01-10", "", "day", ("2025-01-10", "2025-01-10")),
        ("2025-01-10", "2025-01-12", "day", ("2025-01-10", "2025-01-12")),
        ("2025-01-10", "", "inferred_day", ("2025-01-10", "2025-01-10")),
        ("2025-01-10", "", "week", ("2025-01-07", "2025-01-13")),
        ("2025-01-10", "2025-01-16", "week", ("2025-01-10", "2025-01-16")),
        ("2025-02", "", "month", ("2025-02-01", "2025-02-28")),
        ("2025-02-10", "", "month", ("2025-02-01", "2025-02-28")),
        ("2025-02", "2025-03", "season", ("2025-02-01", "2025-03-31")),
        ("2025", "", "year", ("2025-01-01", "2025-12-31")),
        ("2025-05-01", "2025-05-03", "range", ("2025-05-01", "2025-05-03")),
    ],
)
def test_span_of_an_imprecise_date(start: str, end: str, precision: str, span: tuple[str, str]) -> None:
    assert _change(date_start=start, date_end=end, date_precision=precision).span == Span(*span)


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)).map(date.isoformat),
    st.sampled_from(["day", "inferred_day", "week", "month", "season", "year", "unknown"]),
)
def test_span_holds_the_day_that_was_given(day: str, precision: str) -> None:
    assert _change(date_start=day, date_precision=precision).span.overlaps(day, day)


@pytest.mark.parametrize("day", ["0001-01-02", "9999-12-30"])
def test_week_at_the_end_of_the_calendar_is_cut(day: str) -> None:
    assert _change(date_start=day, date_precision="week").span.overlaps(day, day)


def test_record_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        _change().title = "x"


def test_unknown_column_is_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        _change(colour="red")


@pytest.mark.parametrize(
    ("model", "table", "values"),
    [
        (Position, "positions", {"valid_from": "2025-02", "valid_to": "2025-01"}),
        (Area, "areas", {"valid_to": "1974-05-30"}),
        (Line, "lines", {"valid_to": "1973"}),
        (Talk, "talks", {"date_start": "2025-02-01", "date_end": "2025-01"}),
    ],
)
def test_end_before_start_is_refused(model: Any, table: str, values: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="before"):
        model.model_validate({**_filled(model, ROWS[table][0]), **values})


def test_place_gives_every_spelling_the_default_first() -> None:
    places = next(table for table in TABLES if table.name == "places")
    place: Any = places.model.model_validate(_filled(places.model, ROWS["places"][0]))
    assert place.names == ("Quneitra", "القنيطرة", "Kuneitra", "Al Qunaytirah")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_described(table: Any) -> None:
    assert [name for name, field in table.model.model_fields.items() if not field.description] == []


@pytest.mark.parametrize("table", [table for table in TABLES if table.keyed], ids=lambda table: table.name)
def test_id_is_the_first_column(table: Any) -> None:
    assert table.columns[0] == "id"
