"""Shapes that cost too much end in a message that names the row; all others get the answers of the plain way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
import shapely
from numpy.random import default_rng
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.atlas import Atlas
from geo.errors import DataError
from geo.userdata.enrich import bounded_shapes
from geo.userdata.enrich.bounded_shapes import ShapeBounds, bounded_shape_columns
from geo.userdata.enrich.shapes import shape_columns

_BOUNDS = ShapeBounds("mine.geojson", max_seconds=60.0)
_SOON = replace(_BOUNDS, max_seconds=1.0)


def _scribble(vertices: int, *, seed: int = 1) -> BaseGeometry:
    numbers = default_rng(seed)
    ring = np.column_stack([35.6 + numbers.random(vertices) * 0.6, 32.7 + numbers.random(vertices) * 0.7])
    return shapely.Polygon(ring)


def _line(vertices: int) -> BaseGeometry:
    return shapely.LineString(shapely.get_coordinates(_scribble(vertices)))


def _array(shapes: list[BaseGeometry]) -> NDArray[np.object_]:
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found


def _random_shapes(count: int) -> NDArray[np.object_]:
    """Return areas and lines, most of them small, many of them crossing themselves."""
    numbers = default_rng(7)
    shapes: list[BaseGeometry] = []
    for index in range(count):
        vertices = int(numbers.integers(4, 12))
        middle = np.array([35.3 + numbers.random() * 1.2, 32.5 + numbers.random() * 1.1])
        points = middle + (numbers.random((vertices, 2)) - 0.5) * 10 ** -numbers.uniform(0, 3)
        shapes.append(shapely.Polygon(points) if index % 3 else shapely.LineString(points))
    return _array(shapes)


def _lists(columns: dict[str, pa.Array]) -> dict[str, list[object]]:
    return {name: values.to_pylist() for name, values in columns.items()}


def test_answers_of_the_process_are_those_of_the_plain_way(atlas: Atlas) -> None:
    shapes = _random_shapes(1_000)
    found = bounded_shape_columns(atlas.test, shapes, rows=range(1_000), bounds=_BOUNDS)
    assert (len(set(shapely.is_valid(shapes))), _lists(found)) == (2, _lists(shape_columns(atlas.test, shapes)))


def test_few_simple_shapes_need_no_process(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(bounded_shapes, "run_child")
    shapes = _array([shapely.box(35.8, 33.0, 35.9, 33.1)])
    assert bounded_shape_columns(atlas.test, shapes, rows=[1], bounds=_BOUNDS)["side"].to_pylist() == ["several"]


@pytest.mark.parametrize("shape", [_scribble(500), _line(4_000)], ids=["area", "line"])
def test_a_shape_that_costs_too_much_is_named(atlas: Atlas, shape: BaseGeometry) -> None:
    shapes = _array(
        [shapely.box(35.8, 33.0, 35.9, 33.1), shapely.buffer(shapely.Point(35.8, 33), 0.1, quad_segs=600), shape]
    )
    with pytest.raises(DataError) as refused:
        bounded_shape_columns(atlas.test, shapes, rows=[4, 5, 9], bounds=_SOON)
    (fault,) = refused.value.faults
    assert (fault.file, fault.row, fault.field) == ("mine.geojson", 9, "geometry")
    assert "simplify it or leave it out" in fault.reason


def test_work_that_nobody_waits_for_ends(atlas: Atlas) -> None:
    def cancelled() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        bounded_shape_columns(
            atlas.test, _array([_scribble(500)]), rows=[1], bounds=replace(_BOUNDS, check_cancelled=cancelled)
        )


def test_the_time_of_reading_counts() -> None:
    assert replace(_BOUNDS, until=0.0).seconds(1) == 1.0
