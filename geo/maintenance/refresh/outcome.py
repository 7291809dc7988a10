"""The whole comparison: read, rebuild, measure, judge. Nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from geo.dataset.geometry_files import read_geometries
from geo.errors import DataError, Fault
from geo.maintenance.refresh.compare import Move, compare
from geo.maintenance.refresh.fetch import ElementSource
from geo.maintenance.refresh.osm import Elements, read_elements
from geo.maintenance.refresh.pinned import PINNED_NAME, Pinned, PinnedFile, read_pinned
from geo.maintenance.refresh.plausible import implausible
from geo.maintenance.refresh.rebuild import last_edit, rebuild
from geo.zone.plane.crs import local_plane

BORDERS_NAME = "borders_openstreetmap.geojson"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The outcome.

    Attributes
    ----------
    moves : tuple of Move
        What became of each feature that could be rebuilt.
    faults : tuple of Fault
        Why the result must not replace the pinned one; empty if it may.
    body : bytes
        The new file; features that could not be rebuilt are in it as they were.
    changed : bool
        Whether it differs from the pinned one.
    """

    moves: tuple[Move, ...]
    faults: tuple[Fault, ...]
    body: bytes
    changed: bool

    def to_json(self) -> dict[str, Any]:
        """Return what is printed for machines."""
        faults = [{"feature": fault.field, "reason": fault.reason} for fault in self.faults]
        moves = [move.to_json() for move in self.moves]
        return {"changed": self.changed, "plausible": not faults, "faults": faults, "features": moves}


def elements_needed(features: Sequence[Pinned]) -> tuple[list[str], list[str]]:
    """Return the relations, which are always read, and the ways, which are read if no relation brings them."""
    names = [name for feature in features for name in feature.elements]
    relations = [name for name in names if name.startswith("relation/")]
    return relations, [name for name in names if name not in relations]


def refresh_lines(folder: Path, source: ElementSource) -> Refreshed:
    """Compare the pinned geometry with the present one.

    Parameters
    ----------
    folder : Path
        ``data/geometry``.
    source : ElementSource
        Where the present elements come from.

    Raises
    ------
    SourceError
        If the source cannot be read.
    DataError
        If the pinned files are broken, or an answer is no OpenStreetMap XML.
    """
    pinned = read_pinned(folder / PINNED_NAME)
    borders = read_geometries(folder / BORDERS_NAME)
    elements = _read_all(pinned.features, source)
    rebuilt: dict[str, Pinned] = {}
    faults: list[Fault] = []
    for feature in pinned.features:
        try:
            rebuilt[feature.id] = rebuild(feature, elements)
        except DataError as error:
            faults += error.faults
    moves = _moves(pinned.features, rebuilt, elements)
    faults += implausible(rebuilt, moves, borders=borders)
    renewed = replace(pinned, features=tuple(rebuilt.get(feature.id, feature) for feature in pinned.features))
    return Refreshed(tuple(moves.values()), tuple(faults), renewed.to_bytes(), changed=_differ(pinned, renewed))


def _read_all(features: Sequence[Pinned], source: ElementSource) -> Elements:
    relations, ways = elements_needed(features)
    elements = Elements()
    for name in (*relations, *ways):
        kind, _, number = name.partition("/")
        if kind == "way" and int(number) in elements.ways:
            continue
        body = source.read(name)
        if body is not None:
            elements = elements.joined(read_elements(body, name=name))
    if not elements.nodes:
        raise DataError([Fault(name, 0, "-", "is not there; nothing to compare with") for name in relations])
    return elements


def _moves(features: Sequence[Pinned], rebuilt: dict[str, Pinned], elements: Elements) -> dict[str, Move]:
    middle = features[0].geometry.centroid
    plane = local_plane(round(middle.x, 2), round(middle.y, 2))
    return {
        feature.id: compare(
            feature, rebuilt[feature.id], last_edit=last_edit(rebuilt[feature.id], elements), plane=plane
        )
        for feature in features
        if feature.id in rebuilt
    }


def _differ(one: PinnedFile, other: PinnedFile) -> bool:
    return one.to_bytes() != other.to_bytes()
