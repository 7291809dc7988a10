"""OpenStreetMap XML: nodes, ways and relations. A document type, and with it every entity, is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn, TypeVar
from xml.parsers import expat

from geo.errors import DataError, Fault


@dataclass(frozen=True, slots=True)
class Node:
    """A node: degrees WGS 84, its version, and the day of its last edit."""

    lon: float
    lat: float
    version: int
    day: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way: the ids of its nodes, its version, and the day of its last edit."""

    nodes: tuple[int, ...]
    version: int
    day: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation: ids and roles of the ways in it, its version, and the day of its last edit."""

    ways: tuple[tuple[int, str], ...]
    version: int
    day: str


@dataclass(frozen=True, slots=True)
class Elements:
    """What one or more answers hold, by id."""

    nodes: Mapping[int, Node] = field(default_factory=dict)
    ways: Mapping[int, Way] = field(default_factory=dict)
    relations: Mapping[int, Relation] = field(default_factory=dict)

    def joined(self, other: Elements) -> Elements:
        """Return both together; of an element in both, the later version."""
        return Elements(
            _later(self.nodes, other.nodes),
            _later(self.ways, other.ways),
            _later(self.relations, other.relations),
        )


def read_elements(body: bytes, *, name: str) -> Elements:
    """Read one answer.

    Parameters
    ----------
    body : bytes
        OpenStreetMap XML, version 0.6, UTF-8.
    name : str
        What was asked for; names the answer in a fault.

    Raises
    ------
    DataError
        If it is not well formed, has a document type, or an element lacks something; the row is the line.
    """
    reader = _Reader(name)
    reader.read(body)
    return Elements(reader.nodes, reader.ways, reader.relations)


class _Reader:
    """Collects elements while expat reads; works on bytes of any origin."""

    def __init__(self, name: str) -> None:
        self.nodes: dict[int, Node] = {}
        self.ways: dict[int, Way] = {}
        self.relations: dict[int, Relation] = {}
        self._name = name
        self._members: list[tuple[int, str]] | None = None
        self._depth = 0
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._open: dict[str, str] = {}

    def read(self, body: bytes) -> None:
        try:
            self._parser.Parse(body, True)  # noqa: FBT003 - expat takes no keywords
        except expat.ExpatError as error:
            self._fail(f"is not well-formed XML ({expat.ErrorString(error.code)})")
        except (KeyError, ValueError):
            self._fail("an element lacks an id, a version, a date or a coordinate, or one of them is not a number")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1 and tag != "osm":
            self._fail("is no OpenStreetMap document")
        elif self._depth == 2:
            self._open, self._members = attributes, []
        elif self._depth == 3 and self._members is not None:
            if tag == "nd":
                self._members.append((int(attributes["ref"]), ""))
            elif tag == "member" and attributes["type"] == "way":
                self._members.append((int(attributes["ref"]), attributes.get("role", "")))

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._depth == 1 and tag in ("node", "way", "relation") and self._open.get("visible") != "false":
            self._keep(tag, tuple(self._members or ()))

    def _keep(self, tag: str, members: tuple[tuple[int, str], ...]) -> None:
        number, version = int(self._open["id"]), int(self._open["version"])
        day = datetime.fromisoformat(self._open["timestamp"]).date().isoformat()
        if tag == "way":
            self.ways[number] = Way(tuple(node for node, _ in members), version, day)
        elif tag == "relation":
            self.relations[number] = Relation(members, version, day)
        else:
            lon, lat = float(self._open["lon"]), float(self._open["lat"])
            if not (abs(lon) <= 180 and abs(lat) <= 90):
                raise ValueError("out of range")
            self.nodes[number] = Node(lon, lat, version, day)

    def _refuse_doctype(self, *_: object) -> NoReturn:
        self._fail("has a document type; such XML is refused")

    def _fail(self, reason: str) -> NoReturn:
        raise DataError([Fault(self._name, self._parser.CurrentLineNumber, "-", reason)]) from None


_Item = TypeVar("_Item", Node, Way, Relation)


def _later(one: Mapping[int, _Item], other: Mapping[int, _Item]) -> dict[int, _Item]:
    joined = dict(one)
    for number, item in other.items():
        if number not in joined or item.version > joined[number].version:
            joined[number] = item
    return joined
