"""The error tree and how faults are worded."""

from __future__ import annotations

import pytest

from geo import errors
from geo.errors import DataError, Fault, FilterError

FAULTS = (
    Fault("talks.csv", 3, "status", "unknown value"),
    Fault("events.csv", 10, "lat", "out of range"),
    Fault("events.csv", 9, "lat", "out of range"),
)


def test_fault_reads_as_file_row_field_and_reason() -> None:
    assert str(FAULTS[0]) == "talks.csv:3:status: unknown value"


def test_report_is_sorted_by_file_and_row() -> None:
    report = DataError(FAULTS).report().splitlines()
    assert [line.split(": ")[0] for line in report] == [
        "events.csv:9:lat",
        "events.csv:10:lat",
        "talks.csv:3:status",
    ]


def test_filter_error_names_every_parameter() -> None:
    assert str(FilterError([("from", "no date"), ("bbox", "four numbers")])) == "from: no date; bbox: four numbers"


@pytest.mark.parametrize(
    ("kind", "parent"),
    [
        (errors.DataError, errors.AtlasError),
        (errors.UsageError, errors.AtlasError),
        (errors.FilterError, errors.UsageError),
        (errors.CoordinateError, errors.UsageError),
        (errors.NotFoundError, errors.AtlasError),
    ],
)
def test_tree_stands(kind: type[Exception], parent: type[Exception]) -> None:
    assert kind.__base__ is parent
