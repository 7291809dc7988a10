"""A recorded answer of OpenStreetMap, made by code from our own geometry; tests take it and change one thing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from geo.dataset.load import DATA_FOLDER

SEPARATION, GOLAN = 184888, 16119376
LINE_A = (793722591, 1194778776, 793722588, 793722585, 95034190)
LINE_B = (231315570, 1194778774)
FIRST_CLOSING_WAY = 900_000_000
Point = tuple[float, float]


@dataclass
class Recorded:
    """Elements as OpenStreetMap would have them."""

    nodes: dict[int, Point] = field(default_factory=dict)
    ways: dict[int, list[int]] = field(default_factory=dict)
    relations: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    days: dict[int, str] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)

    def node_at(self, point: Point) -> int:
        """Return the node at a place, made if there is none."""
        for number, place in self.nodes.items():
            if place == point:
                return number
        number = len(self.nodes) + 1
        self.nodes[number] = point
        return number

    def move(self, point: Point, *, to: Point) -> None:
        """Move a node, and date its edit."""
        number = self.node_at(point)
        self.nodes[number] = to
        self.days[number] = "2026-10-05"

    def full(self, element: str) -> bytes:
        """Return the answer for ``relation/N`` or ``way/N`` with all that it refers to."""
        kind, _, number = element.partition("/")
        ways = [way for way, _ in self.relations[int(number)]] if kind == "relation" else [int(number)]
        nodes = dict.fromkeys(node for way in ways for node in self.ways[way])
        lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6" generator="made for a test">']
        lines += [self._node(node) for node in nodes]
        lines += [self._way(way) for way in ways]
        if kind == "relation":
            lines.append(self._relation(int(number)))
        return "\n".join([*lines, "</osm>", ""]).encode()

    def answers(self) -> dict[str, bytes]:
        """Return every answer that may be asked for, by element."""
        names = [f"relation/{number}" for number in self.relations] + [f"way/{number}" for number in self.ways]
        return {name: self.full(name) for name in names}

    def write(self, folder: Path) -> Path:
        """Write the answers of the relations as files and return the folder."""
        folder.mkdir(exist_ok=True)
        for number in self.relations:
            (folder / f"relation-{number}.xml").write_bytes(self.full(f"relation/{number}"))
        return folder

    def _node(self, number: int) -> str:
        lon, lat = self.nodes[number]
        return f'<node id="{number}" visible="true" {self._edit(number)} lat="{lat:.7f}" lon="{lon:.7f}"/>'

    def _way(self, number: int) -> str:
        refs = "".join(f'<nd ref="{node}"/>' for node in self.ways[number])
        name = quoteattr("<Line> & 'خط'")
        return f'<way id="{number}" visible="true" {self._edit(number)}>{refs}<tag k="name" v={name}/></way>'

    def _relation(self, number: int) -> str:
        members = "".join(f'<member type="way" ref="{way}" role="{role}"/>' for way, role in self.relations[number])
        label = '<member type="node" ref="1" role="label"/>'
        return f'<relation id="{number}" visible="true" {self._edit(number)}>{label}{members}</relation>'

    def _edit(self, number: int) -> str:
        day, version = self.days.get(number, "2020-01-01"), self.versions.get(number, 1)
        return f'version="{version}" changeset="1" timestamp="{day}T10:00:00Z" user="x&amp;y" uid="1"'


def recorded() -> Recorded:
    """Return the pinned geometry as elements: the answer when nothing has changed."""
    features = _pinned_features()
    made = Recorded()
    line_a, line_b = (features[name]["geometry"]["coordinates"] for name in ("line-a", "line-b"))
    _split(made, line_a, LINE_A, day=features["line-a"]["properties"]["osm_date"])
    _split(made, line_b, LINE_B, day=features["line-b"]["properties"]["osm_date"])
    for number, name, ways in (
        (SEPARATION, "area-of-separation", (*LINE_A, *LINE_B)),
        (GOLAN, "golan-held", LINE_A),
    ):
        properties = features[name]["properties"]
        made.days[number], made.versions[number] = properties["osm_date"], int(properties["osm_version"])
        closing = _close(made, features[name]["geometry"]["coordinates"][0], ways)
        members = [(way, "outer") for way in (*closing[::-1], *ways)]
        made.relations[number] = [*members[1:], (members[0][0], "")]
    return made


def pinned_line(name: str) -> list[Point]:
    """Return the vertices of a pinned line."""
    return [(lon, lat) for lon, lat in _pinned_features()[name]["geometry"]["coordinates"]]


def pinned_ring(name: str) -> list[Point]:
    """Return the outer ring of a pinned polygon."""
    return [(lon, lat) for lon, lat in _pinned_features()[name]["geometry"]["coordinates"][0]]


def _pinned_features() -> dict[str, Any]:
    path = DATA_FOLDER / "geometry" / "openstreetmap.geojson"
    return {feature["id"]: feature for feature in json.loads(path.read_text(encoding="utf-8"))["features"]}


def _split(made: Recorded, line: list[list[float]], ways: tuple[int, ...], *, day: str) -> None:
    """Cut a line into ways of about one length, every second one drawn against the grain."""
    nodes = [made.node_at((lon, lat)) for lon, lat in line]
    cuts = [round(step * (len(nodes) - 1) / len(ways)) for step in range(len(ways) + 1)]
    for number, way in enumerate(ways):
        part = nodes[cuts[number] : cuts[number + 1] + 1]
        made.ways[way] = part[::-1] if number % 2 else part
        made.days[way] = day if number == 0 else "2019-05-01"


def _close(made: Recorded, ring: list[list[float]], ways: tuple[int, ...]) -> list[int]:
    """Add ways for the edges of a ring that no line covers, and return their ids."""
    nodes = [made.node_at((lon, lat)) for lon, lat in ring]
    drawn = {frozenset(edge) for way in ways for edge in pairwise(made.ways[way])}
    edges = list(pairwise(nodes))
    first = next(at for at, edge in enumerate(edges) if frozenset(edge) in drawn)
    closing: list[int] = []
    open_way: list[int] = []
    for edge in edges[first:] + edges[:first] + [edges[first]]:
        if frozenset(edge) in drawn:
            if open_way:
                number = FIRST_CLOSING_WAY + len(made.ways)
                made.ways[number] = open_way
                closing.append(number)
            open_way = []
        else:
            open_way = [*(open_way or edge[:1]), edge[1]]
    return closing


Answer = bytes | Callable[[Any], None]
Answers = Mapping[str, Answer]
