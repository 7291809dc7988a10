"""Lines and polygons made anew, what moved, and what must not be accepted."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod
from shapely.geometry import LineString

from geo.dataset.load import DATA_FOLDER
from geo.errors import DataError
from geo.maintenance.refresh import FolderSource, Refreshed, read_pinned, refresh_lines
from geo.maintenance.refresh.rebuild import chains
from tests.maintenance.refresh.recorded import GOLAN, LINE_A, LINE_B, SEPARATION, Recorded, pinned_line, pinned_ring

FOLDER = DATA_FOLDER / "geometry"
PINNED = FOLDER / "openstreetmap.geojson"
GEOD = Geod(ellps="WGS84")


def _refreshed(present: Recorded, tmp_path: Path) -> Refreshed:
    return refresh_lines(FOLDER, FolderSource(present.write(tmp_path / "recorded")))


def _reasons(found: Refreshed) -> str:
    return "\n".join(f"{fault.field}: {fault.reason}" for fault in found.faults)


def test_the_file_is_written_as_it_stands() -> None:
    assert read_pinned(PINNED).to_bytes() == PINNED.read_bytes()


def test_unchanged_elements_give_the_very_same_file(present: Recorded, tmp_path: Path) -> None:
    found = _refreshed(present, tmp_path)
    assert (found.body == PINNED.read_bytes(), found.changed, found.faults) == (True, False, ())
    assert {(move.moved_max_m, move.changed) for move in found.moves} == {(0.0, False)}


def test_order_and_direction_of_ways_and_members_change_nothing(present: Recorded, tmp_path: Path) -> None:
    shuffle = random.Random(5)
    for way in present.ways:
        if shuffle.random() < 0.5:
            present.ways[way].reverse()
    for members in present.relations.values():
        shuffle.shuffle(members)
    assert _refreshed(present, tmp_path).body == PINNED.read_bytes()


def test_moved_vertex_is_measured(present: Recorded, tmp_path: Path) -> None:
    line = pinned_line("line-a")
    lon, lat = line[25]
    present.move((lon, lat), to=(lon + 0.002, lat))
    found = _refreshed(present, tmp_path)
    moves = {move.id: move for move in found.moves}
    places = shapely.get_coordinates(shapely.segmentize(LineString(line), 0.00002))
    many = np.ones(len(places))
    expected_m = GEOD.inv((lon + 0.002) * many, lat * many, places[:, 0], places[:, 1])[2].min()
    assert moves["line-a"].moved_max_m == pytest.approx(expected_m, abs=0.5)
    assert 0 < moves["line-a"].moved_mean_m < moves["line-a"].moved_max_m / 5
    assert moves["area-of-separation"].moved_max_m == moves["line-a"].moved_max_m
    assert moves["golan-held"].moved_max_m == moves["line-a"].moved_max_m
    assert (moves["line-b"].moved_max_m, moves["line-b"].changed) == (0.0, False)
    assert {move.last_edit for name, move in moves.items() if name != "line-b"} == {"2026-10-05"}
    assert found.faults == ()


def test_area_and_length_are_those_of_the_ellipsoid(present: Recorded, tmp_path: Path) -> None:
    ring = pinned_ring("area-of-separation")
    lon, lat = pinned_line("line-b")[90]
    present.move((lon, lat), to=(lon + 0.003, lat))
    move = next(move for move in _refreshed(present, tmp_path).moves if move.id == "area-of-separation")
    moved = [(x + 0.003, y) if (x, y) == (lon, lat) else (x, y) for x, y in ring]
    sizes = [GEOD.polygon_area_perimeter(*zip(*points, strict=True)) for points in (ring, moved)]
    assert [move.area_before_km2, move.area_now_km2] == pytest.approx([abs(area) / 1e6 for area, _ in sizes], abs=6e-4)
    assert [move.length_before_km, move.length_now_km] == pytest.approx([edge / 1e3 for _, edge in sizes], abs=6e-4)


def test_new_vertex_is_counted(present: Recorded, tmp_path: Path) -> None:
    first, second = present.ways[LINE_B[0]][:2]
    (x1, y1), (x2, y2) = present.nodes[first], present.nodes[second]
    present.ways[LINE_B[0]].insert(1, present.node_at((round((x1 + x2) / 2, 6) + 0.0003, round((y1 + y2) / 2, 6))))
    move = next(move for move in _refreshed(present, tmp_path).moves if move.id == "line-b")
    assert (move.vertices_before, move.vertices_now, move.changed) == (181, 182, True)


def test_version_and_day_are_renewed(present: Recorded, tmp_path: Path) -> None:
    present.versions[SEPARATION], present.days[SEPARATION] = 41, "2026-09-01"
    present.days[LINE_A[2]] = "2026-08-15"
    found = _refreshed(present, tmp_path)
    moves = {move.id: move for move in found.moves}
    assert (moves["area-of-separation"].version_now, moves["area-of-separation"].day_now) == ("41", "2026-09-01")
    assert (moves["line-a"].version_now, moves["line-a"].day_now) == (None, "2026-08-15")
    assert found.changed
    assert b'"osm_version":"41","osm_date":"2026-09-01"' in found.body


def test_ring_keeps_its_start_and_direction_when_the_start_moves(present: Recorded, tmp_path: Path) -> None:
    lon, lat = pinned_ring("area-of-separation")[0]
    present.move((lon, lat), to=(lon + 0.0004, lat))
    found = _refreshed(present, tmp_path)
    changed = [
        number
        for number, (old, new) in enumerate(zip(PINNED.read_bytes().split(b"["), found.body.split(b"["), strict=True))
        if old != new
    ]
    assert len(changed) == 3  # the ring's first and last vertex, and line B's first


def test_seven_decimals_are_rounded_to_six(present: Recorded, tmp_path: Path) -> None:
    present.nodes = {number: (lon + 4e-7, lat - 4e-7) for number, (lon, lat) in present.nodes.items()}
    assert _refreshed(present, tmp_path).body == PINNED.read_bytes()


def test_vertices_that_become_one_are_written_once(present: Recorded, tmp_path: Path) -> None:
    first = present.ways[LINE_B[0]][0]
    lon, lat = present.nodes[first]
    present.nodes[999_999] = (lon, lat + 3e-7)
    present.ways[LINE_B[0]].insert(1, 999_999)
    assert _refreshed(present, tmp_path).body == PINNED.read_bytes()


@given(st.integers(2, 40), st.data())
def test_chains_put_any_cutting_together_again(count: int, data: st.DataObject) -> None:
    cuts = sorted({0, count, *data.draw(st.lists(st.integers(1, count), max_size=8))})
    ways = [tuple(range(start, end + 1)) for start, end in pairwise(cuts)]
    turned = [way[::-1] if data.draw(st.booleans()) else way for way in data.draw(st.permutations(ways))]
    (chain,) = chains(turned)
    assert chain in (tuple(range(count + 1)), tuple(range(count, -1, -1)))


# Not to be accepted


def test_missing_way_is_named(present: Recorded, tmp_path: Path) -> None:
    gone = LINE_A[1]
    for number, members in present.relations.items():
        present.relations[number] = [member for member in members if member[0] != gone]
    found = _refreshed(present, tmp_path)
    assert f"line-a: way/{gone} is gone" in _reasons(found)
    assert "area-of-separation: a ring of it does not close" in _reasons(found)
    assert [move.id for move in found.moves] == ["line-b"]


def test_missing_relation_is_named(present: Recorded, tmp_path: Path) -> None:
    del present.relations[GOLAN]
    found = _refreshed(present, tmp_path)
    assert _reasons(found) == f"golan-held: relation/{GOLAN} is gone from OpenStreetMap"


def test_no_relation_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nothing to compare with"):
        refresh_lines(FOLDER, FolderSource(tmp_path))


def test_shortened_way_breaks_the_line(present: Recorded, tmp_path: Path) -> None:
    present.ways[LINE_A[2]] = present.ways[LINE_A[2]][2:]
    assert "line-a: its 5 ways do not make one line" in _reasons(_refreshed(present, tmp_path))


def test_split_way_leaves_the_line_short_of_the_border(present: Recorded, tmp_path: Path) -> None:
    south = present.ways[LINE_A[-1]]
    kept, cut = south[:3], south[2:]
    if set(present.ways[LINE_A[-2]]) & set(cut):
        kept, cut = cut, kept
    present.ways[LINE_A[-1]], present.ways[77] = kept, cut
    for members in present.relations.values():
        members.append((77, "outer"))
    assert "short of the border" in _reasons(_refreshed(present, tmp_path))


def test_branch_is_no_line(present: Recorded, tmp_path: Path) -> None:
    present.ways[LINE_B[1]] = present.ways[LINE_B[1]][::-1]
    inner = present.ways[LINE_B[0]][10]
    end = next(node for node in present.ways[LINE_B[1]] if node in present.ways[LINE_B[0]])
    present.ways[LINE_B[1]] = [inner if node == end else node for node in present.ways[LINE_B[1]]]
    assert "line-b: its 2 ways do not make one line" in _reasons(_refreshed(present, tmp_path))


def test_missing_node_is_named(present: Recorded, tmp_path: Path) -> None:
    folder = present.write(tmp_path / "recorded")
    lost = present.ways[LINE_B[0]][5]
    for path in folder.glob("*.xml"):
        lines = [line for line in path.read_text().splitlines() if f'<node id="{lost}" ' not in line]
        path.write_text("\n".join(lines))
    found = refresh_lines(FOLDER, FolderSource(folder))
    assert "line-b: 1 of its nodes are missing" in _reasons(found)


def test_crossing_lines_are_named(present: Recorded, tmp_path: Path) -> None:
    lon, lat = pinned_line("line-a")[30]
    present.move((lon, lat), to=(lon + 0.15, lat))
    assert "line-a: lines A and B cross or touch each other" in _reasons(_refreshed(present, tmp_path))


def test_line_that_crosses_itself_is_named(present: Recorded, tmp_path: Path) -> None:
    line = pinned_line("line-b")
    lon, lat = line[94]
    present.move(line[90], to=(lon + 0.0005, lat - 0.001))
    assert "line-b: the line crosses itself" in _reasons(_refreshed(present, tmp_path))


def test_area_off_by_more_than_a_tenth_is_named(present: Recorded, tmp_path: Path) -> None:
    for lon, lat in pinned_line("line-b")[5:170]:
        present.move((lon, lat), to=(round(lon + 0.01, 6), lat))
    reasons = _reasons(_refreshed(present, tmp_path))
    assert "area-of-separation: its area changes by +" in reasons
    assert "more than 10 %" in reasons


def test_polygon_that_does_not_fit_the_lines_is_named(present: Recorded, tmp_path: Path) -> None:
    middle = LINE_B[1]
    spare = [
        present.node_at((round(x + 0.003, 6), y)) for x, y in (present.nodes[node] for node in present.ways[middle])
    ]
    present.ways[88] = [present.ways[middle][0], *spare[1:-1], present.ways[middle][-1]]
    members = present.relations[SEPARATION]
    present.relations[SEPARATION] = [(88 if way == middle else way, role) for way, role in members]
    folder = present.write(tmp_path / "recorded")
    (folder / f"way-{middle}.xml").write_bytes(present.full(f"way/{middle}"))
    found = refresh_lines(FOLDER, FolderSource(folder))
    assert "do not fit lines A and B" in _reasons(found)


def test_second_outer_ring_is_named(present: Recorded, tmp_path: Path) -> None:
    corners = [present.node_at(point) for point in ((35.0, 33.0), (35.1, 33.0), (35.1, 33.1))]
    present.ways[66] = [*corners, corners[0]]
    present.relations[GOLAN].append((66, "outer"))
    assert "golan-held: has 2 outer rings" in _reasons(_refreshed(present, tmp_path))


def test_hole_is_kept_and_counted(present: Recorded, tmp_path: Path) -> None:
    corners = [present.node_at(point) for point in ((35.75, 33.0), (35.752, 33.0), (35.752, 33.002))]
    present.ways[66] = [*corners, corners[0]]
    present.relations[GOLAN].append((66, "inner"))
    found = _refreshed(present, tmp_path)
    move = next(move for move in found.moves if move.id == "golan-held")
    assert (move.vertices_now - move.vertices_before, found.faults) == (3, ())
    assert move.area_before_km2 is not None
    assert move.area_now_km2 is not None
    assert 0.01 < move.area_before_km2 - move.area_now_km2 < 0.03


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"osm":["relation/184888"],', ""),
        ('"osm":["relation/184888"]', '"osm":["way/184888"]'),
        ('"osm":["relation/184888"]', '"osm":"relation/184888"'),
        ('"osm":["relation/184888"]', '"osm":[]'),
        ('"osm":["relation/184888"]', '"osm":["relation/../1"]'),
        ('"osm_version":"37",', ""),
        ('"osm":["way/231315570","way/1194778774"]', '"osm":["relation/1"]'),
    ],
)
def test_pinned_file_that_does_not_say_its_elements_is_refused(tmp_path: Path, old: str, new: str) -> None:
    text = PINNED.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / PINNED.name).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_pinned(tmp_path / PINNED.name)
    assert "properties" in caught.value.report()
