"""A pinned line or polygon made anew from OpenStreetMap elements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from shapely.geometry import LineString, Polygon
from shapely.geometry.polygon import orient

from geo.errors import DataError, Fault
from geo.maintenance.refresh.osm import Elements, Way
from geo.maintenance.refresh.pinned import DECIMALS, PINNED_NAME, Pinned

Point = tuple[float, float]
_OUTER = ("outer", "")


def rebuild(pinned: Pinned, elements: Elements) -> Pinned:
    """Return a feature as it is now: ways joined, six decimals, kept in the direction of the pinned one.

    A line runs from north to south. A ring starts at the vertex where the pinned one starts, or at the
    nearest to it, and turns the same way.

    Raises
    ------
    DataError
        If an element is gone, the ways of a line leave gaps or branch, or a ring does not close.
    """
    number = _number(pinned.elements[0])
    if isinstance(pinned.geometry, Polygon):
        relation = elements.relations.get(number)
        if relation is None:
            raise _fault(pinned, f"relation/{number} is gone from OpenStreetMap")
        polygon = _polygon(pinned, relation.ways, elements)
        return pinned.renewed(polygon, version=str(relation.version), day=relation.day)
    ways = [_way(pinned, _number(name), elements) for name in pinned.elements]
    version = str(ways[0].version) if pinned.version is not None else None
    return pinned.renewed(_line(pinned, ways, elements), version=version, day=max(way.day for way in ways))


def last_edit(pinned: Pinned, elements: Elements) -> str:
    """Return the day of the latest edit of anything in a feature, its nodes included."""
    numbers = [_number(name) for name in pinned.elements]
    days = []
    if isinstance(pinned.geometry, Polygon):
        relation = elements.relations[numbers[0]]
        days.append(relation.day)
        numbers = [number for number, _ in relation.ways]
    ways = [elements.ways[number] for number in numbers if number in elements.ways]
    days += [way.day for way in ways]
    days += [elements.nodes[node].day for way in ways for node in way.nodes if node in elements.nodes]
    return max(days)


def chains(ways: Iterable[Sequence[int]]) -> list[tuple[int, ...]]:
    """Join ways that share an end into chains of nodes, as long as they go.

    Examples
    --------
    >>> chains([(3, 4), (1, 2), (3, 2)])
    [(1, 2, 3, 4)]
    """
    rest = [tuple(way) for way in ways]
    found: list[tuple[int, ...]] = []
    while rest:
        chain = rest.pop(0)
        while chain[0] != chain[-1]:
            next_to = next((way for way in rest if {way[0], way[-1]} & {chain[0], chain[-1]}), None)
            if next_to is None:
                break
            rest.remove(next_to)
            chain = _joined(chain, next_to)
        found.append(chain)
    return found


def _joined(chain: tuple[int, ...], way: tuple[int, ...]) -> tuple[int, ...]:
    if chain[-1] in (way[0], way[-1]):
        return chain + (way if way[0] == chain[-1] else way[::-1])[1:]
    return (way if way[-1] == chain[0] else way[::-1])[:-1] + chain


def _line(pinned: Pinned, ways: list[Way], elements: Elements) -> LineString:
    ends = Counter(end for way in ways for end in (way.nodes[0], way.nodes[-1]))
    found = chains(way.nodes for way in ways)
    if len(found) != 1 or max(ends.values()) > 2:
        raise _fault(pinned, f"its {len(ways)} ways do not make one line: {len(found)} pieces, or a branch")
    points = _points(pinned, found[0], elements)
    if points[0] == points[-1]:
        raise _fault(pinned, "its ways make a ring, not a line")
    line = LineString(points if points[0][1] >= points[-1][1] else points[::-1])
    if not line.is_simple:
        raise _fault(pinned, "the line crosses itself")
    return line


def _polygon(pinned: Pinned, members: Sequence[tuple[int, str]], elements: Elements) -> Polygon:
    outer = _rings(pinned, [number for number, role in members if role in _OUTER], elements)
    inner = _rings(pinned, [number for number, role in members if role == "inner"], elements)
    if len(outer) != 1:
        raise _fault(pinned, f"has {len(outer)} outer rings; the pinned one has 1")
    polygon = orient(Polygon(outer[0], inner), sign=1.0 if _is_ccw(pinned) else -1.0)
    if not polygon.is_valid:
        raise _fault(pinned, "its rings cross themselves or one another")
    ring = [(lon, lat) for lon, lat, *_ in polygon.exterior.coords]
    return Polygon(_turned(ring, start=_start(pinned)), list(polygon.interiors))


def _rings(pinned: Pinned, numbers: list[int], elements: Elements) -> list[list[Point]]:
    rings = []
    for chain in chains(_way(pinned, number, elements).nodes for number in numbers):
        if chain[0] != chain[-1] or len(chain) < 4:
            raise _fault(pinned, "a ring of it does not close")
        points = _points(pinned, chain, elements)
        if len(points) < 4:
            raise _fault(pinned, "a ring of it has shrunk to nothing")
        rings.append(points)
    return rings


def _way(pinned: Pinned, number: int, elements: Elements) -> Way:
    way = elements.ways.get(number)
    if way is None:
        raise _fault(pinned, f"way/{number} is gone from OpenStreetMap; if it was split or merged, mend the list osm")
    if len(way.nodes) < 2:
        raise _fault(pinned, f"way/{number} has fewer than two nodes")
    return way


def _points(pinned: Pinned, chain: Sequence[int], elements: Elements) -> list[Point]:
    missing = [node for node in chain if node not in elements.nodes]
    if missing:
        raise _fault(pinned, f"{len(missing)} of its nodes are missing from the answer")
    nodes = [elements.nodes[node] for node in chain]
    rounded = [(round(node.lon, DECIMALS), round(node.lat, DECIMALS)) for node in nodes]
    return [point for number, point in enumerate(rounded) if number == 0 or point != rounded[number - 1]]


def _start(pinned: Pinned) -> Point:
    lon, lat = pinned.geometry.exterior.coords[0] if isinstance(pinned.geometry, Polygon) else (0.0, 0.0)
    return lon, lat


def _is_ccw(pinned: Pinned) -> bool:
    return isinstance(pinned.geometry, Polygon) and pinned.geometry.exterior.is_ccw


def _turned(ring: list[Point], *, start: Point) -> list[Point]:
    """Return a closed ring from the vertex nearest to ``start`` on; degrees will do to find it."""
    open_ring = ring[:-1]
    first = min(
        range(len(open_ring)),
        key=lambda number: (open_ring[number][0] - start[0]) ** 2 + (open_ring[number][1] - start[1]) ** 2,
    )
    turned = open_ring[first:] + open_ring[:first]
    return [*turned, turned[0]]


def _number(element: str) -> int:
    return int(element.partition("/")[2])


def _fault(pinned: Pinned, reason: str) -> DataError:
    return DataError([Fault(PINNED_NAME, 0, pinned.id, reason)])
