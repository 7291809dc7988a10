"""What enrichment adds to a row: one table of columns, and the words that stand in them."""

from __future__ import annotations

from enum import StrEnum

import pyarrow as pa


class NoSide(StrEnum):
    """Why no single side is given for a row."""

    CIRCLE_CROSSES = "circle_crosses"
    UNCERTAINTY_UNKNOWN = "uncertainty_unknown"
    SHAPE_SPANS = "shape_spans"


class ShapeRelation(StrEnum):
    """How a line or an area lies to the area of separation."""

    INSIDE = "inside"
    TOUCHES = "touches"
    APART = "apart"


class Alike(StrEnum):
    """What two rows of one file have in common."""

    ID = "possible duplicate: same id"
    REPORT = "same news report: same link, same place (about 100 m), same day"
    PLACE_DAY_KIND = "possible duplicate: same place (about 100 m), same day, same kind"
    PLACE_DAY_KIND_TITLE = "possible duplicate: same place (about 100 m), same day, same kind, same title"


SEVERAL = "several"
"""Stands in ``side`` for a line or an area that reaches several sides: known, and not one side."""

ADDED_COLUMNS: dict[str, pa.DataType] = {
    "file_row": pa.int64(),
    "side": pa.string(),
    "no_side_reason": pa.string(),
    "side_of_point": pa.string(),
    "possible_sides": pa.string(),
    "certainty": pa.string(),
    "shape_relation": pa.string(),
    "band": pa.string(),
    "distance_to_a_m": pa.int64(),
    "distance_to_b_m": pa.int64(),
    "line_accuracy_m": pa.int64(),
    "depends_on_geometry": pa.bool_(),
    "uncertainty_used_m": pa.float64(),
    "nearest_place_id": pa.string(),
    "nearest_place": pa.string(),
    "nearest_place_m": pa.int64(),
    "nearest_un_position_id": pa.string(),
    "nearest_un_position": pa.string(),
    "nearest_un_position_m": pa.int64(),
    "nearest_israeli_position_id": pa.string(),
    "nearest_israeli_position": pa.string(),
    "nearest_israeli_position_m": pa.int64(),
    "near_records": pa.int64(),
    "near_record_ids": pa.string(),
    "near_record_score": pa.int64(),
    "near_record_why": pa.string(),
    "alike_row": pa.int64(),
    "alike_why": pa.string(),
}
"""Added columns in order, with their Arrow types; each is described in docs/enrichment.md.

Text that does not apply is empty; numbers and flags that are not known are null, never 0 or false.
"""
