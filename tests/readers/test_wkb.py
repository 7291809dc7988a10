"""Well-known binary: walked, counted, and read; what lies about itself is refused before a library sees it."""

from __future__ import annotations

import struct

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.readers.geometry.wkb import shapes_of, walk

NUMBER = st.floats(min_value=-180, max_value=180, allow_nan=False)
POSITION = st.tuples(NUMBER, NUMBER)
SHAPES = st.one_of(
    st.builds(shapely.Point, POSITION),
    st.builds(shapely.MultiPoint, st.lists(POSITION, min_size=1, max_size=4)),
    st.builds(shapely.LineString, st.lists(POSITION, min_size=2, max_size=5)),
    st.builds(shapely.Polygon, st.lists(POSITION, min_size=3, max_size=5)),
)


def _read(*blobs: bytes | None, vertices: int = 1000) -> tuple[list[object], list[list[str]]]:
    faults: list[list[str]] = [[] for _ in blobs]
    shapes, _ = shapes_of(blobs, faults=faults, vertices_left=vertices)
    return list(shapes), faults


@given(
    shapes=st.lists(SHAPES, min_size=1, max_size=3),
    order=st.sampled_from([0, 1]),
    flavour=st.sampled_from(["iso", "extended"]),
)
@settings(max_examples=80)
def test_what_shapely_writes_is_read(shapes: list[shapely.Geometry], order: int, flavour: str) -> None:
    whole = shapely.GeometryCollection(shapes)
    blob = shapely.to_wkb(whole, byte_order=order, flavor=flavour)
    extent = walk(blob)
    assert (extent.end, extent.vertices) == (len(blob), shapely.get_num_coordinates(whole))
    ((made,), faults) = _read(blob)
    assert faults == [[]]
    assert shapely.equals_exact(made, whole)


@given(
    blob=st.builds(shapely.to_wkb, SHAPES),
    changes=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 255)), max_size=4),
)
@settings(max_examples=150)
def test_damaged_bytes_end_as_a_shape_or_a_fault(blob: bytes, changes: list[tuple[int, int]]) -> None:
    damaged = bytearray(blob)
    for at, value in changes:
        damaged[at % len(damaged)] = value
    try:
        ((made,), (faults,)) = _read(bytes(damaged))
    except OverflowError:
        return
    assert (made is None) == bool(faults)


@pytest.mark.parametrize(
    ("blob", "words"),
    [
        (b"", "cut off"),
        (b"\x01\x01\x00\x00\x00", "cut off"),
        (b"\x07" + bytes(20), "cut off or damaged"),
        (struct.pack("<BII", 1, 2, 2**32 - 1), "cut off"),
        (struct.pack("<BII", 1, 7, 2**32 - 1), "cut off"),
        (struct.pack("<BII", 1, 3, 2**31), "cut off"),
        (struct.pack("<BII", 1, 99, 1), "unknown type 99"),
        (struct.pack("<BII", 1, 7, 1) * 100_000, "nested more than 16"),
        (struct.pack("<BIII", 1, 16, 0, 0), "TIN"),
    ],
)
def test_what_lies_about_itself_is_refused(blob: bytes, words: str) -> None:
    ((made,), (faults,)) = _read(blob)
    assert made is None
    assert words in faults[0]


def test_more_vertices_than_allowed_are_refused() -> None:
    with pytest.raises(OverflowError):
        _read(shapely.to_wkb(shapely.LineString([(0, 0)] * 20)), vertices=19)


def test_a_ring_that_is_not_closed_is_refused() -> None:
    blob = struct.pack("<BIII8d", 1, 3, 1, 4, *range(8))
    assert "closed" in _read(blob)[1][0][0]


def test_an_arc_is_drawn_as_short_lines() -> None:
    half = struct.pack("<BII6d", 1, 8, 3, 0, 0, 1, 1, 2, 0)
    ((made,), faults) = _read(half)
    points = shapely.get_coordinates(made)
    assert faults == [[]]
    assert np.allclose(np.hypot(points[:, 0] - 1, points[:, 1]), 1)
    assert made.length == pytest.approx(np.pi, rel=0.001)
    assert (tuple(points[0]), tuple(points[-1])) == ((0, 0), (2, 0))


def test_an_area_with_arcs_keeps_its_size() -> None:
    circle = struct.pack("<BII6d", 1, 8, 3, 0, 0, 2, 0, 0, 0)
    ((made,), _) = _read(struct.pack("<BII", 1, 10, 1) + circle)
    assert made.area == pytest.approx(np.pi, rel=0.01)


def test_nothing_stays_nothing() -> None:
    assert _read(None) == ([None], [[]])
