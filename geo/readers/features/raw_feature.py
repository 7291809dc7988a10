"""From features to batches of events: what every reader of geometry files shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.errors import DataError, Fault
from geo.readers.features.properties import CHOSEN, Meaning, fill_from_properties
from geo.readers.geometry.geojson_geometry import off_the_globe
from geo.readers.model.reading import EVENT_COLUMNS, NOT_LOCATED, Batch, RowStatus
from geo.readers.values.location import SOUTH_SYRIA, SWAPPED_ROW


@dataclass
class RawFeature:
    """One feature as a reader found it.

    Attributes
    ----------
    number : int
        Its number in its part, from 1.
    properties : dict of str to str
        Every property as text.
    geometry : BaseGeometry or None
        Its shape in degrees WGS 84.
    point : tuple of float or None
        Longitude and latitude of a plain point, instead of ``geometry``.
    part : str
        Folder, layer or member it is in.
    refusals, warnings : list of str
        Why it is refused; what is odd about it.
    known : dict
        Model columns that the format itself gives, such as the name of a KML placemark.
    """

    number: int
    properties: dict[str, str]
    geometry: BaseGeometry | None = None
    point: tuple[float, float] | None = None
    part: str = ""
    refusals: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    known: dict[str, Any] = field(default_factory=dict)


def columns_of(features: Iterable[RawFeature], *, name: str, max_columns: int) -> tuple[str, ...]:
    """Return the names of all properties, in the order in which they are met.

    Raises
    ------
    DataError
        If there are more than are allowed.
    """
    found: dict[str, None] = {}
    for feature in features:
        found.update(dict.fromkeys(feature.properties))
        if len(found) > max_columns:
            reason = f"its features have more than {max_columns} different properties; keep those that matter"
            raise DataError([Fault(name, feature.number, "-", reason)])
    return tuple(found)


def batches_of(
    features: Iterable[RawFeature], columns: Sequence[str], *, meaning: Meaning, batch_rows: int
) -> Iterator[Batch]:
    """Yield the features as batches of events.

    Parameters
    ----------
    features : iterable of RawFeature
        The features in file order.
    columns : sequence of str
        Names of all properties.
    meaning : Meaning
        What the properties mean.
    batch_rows : int
        Most rows in a batch.
    """
    stream = iter(features)
    first = 0
    while run := list(islice(stream, batch_rows)):
        yield _batch(run, columns, meaning=meaning, first=first)
        first += len(run)


def _batch(run: list[RawFeature], columns: Sequence[str], *, meaning: Meaning, first: int) -> Batch:
    index = pd.RangeIndex(first, first + len(run))
    original = pd.DataFrame(
        {name: [feature.properties.get(name, "") for feature in run] for name in columns}, index=index, dtype="str"
    )
    geometry = np.empty(len(run), dtype=object)
    for at, feature in enumerate(run):
        geometry[at] = feature.geometry
    points = [at for at, feature in enumerate(run) if feature.point is not None]
    if points:
        geometry[points] = shapely.points(np.array([run[at].point for at in points], dtype=np.float64))
    return assemble(
        FeatureRows(
            numbers=np.array([feature.number for feature in run], dtype=np.int64),
            parts=[feature.part for feature in run],
            original=original,
            geometry=geometry,
            refusals=[feature.refusals for feature in run],
            warnings=[feature.warnings for feature in run],
            known={
                name: [feature.known.get(name) for feature in run]
                for name in dict.fromkeys(key for feature in run for key in feature.known)
            },
        ),
        meaning,
    )


@dataclass(frozen=True)
class FeatureRows:
    """A run of features as columns of equal length.

    Attributes
    ----------
    numbers : ndarray of int
        Number of each in its part, from 1.
    parts : list of str
        Part of each.
    original : DataFrame
        Properties as text; its index goes on into the batch.
    geometry : ndarray of object
        Shapes in degrees WGS 84, or None.
    refusals, warnings : list of list of str
        Of each; lists are changed in place.
    known : mapping of str to list
        Model columns that the format itself gives; None where it does not.
    """

    numbers: NDArray[np.int64]
    parts: list[str]
    original: pd.DataFrame
    geometry: NDArray[np.object_]
    refusals: list[list[str]]
    warnings: list[list[str]]
    known: Mapping[str, list[Any]] = field(default_factory=dict)


def assemble(rows: FeatureRows, meaning: Meaning) -> Batch:
    """Return the batch of a run of features."""
    with np.errstate(invalid="ignore", over="ignore"):  # coordinates that are not numbers are refused in words
        geometry = _single_points(_exchanged(rows.geometry) if meaning.swap else rows.geometry)
        lon, lat, shapes = _locations(geometry, rows)
    events = pd.DataFrame(index=rows.original.index)
    for column, kind in EVENT_COLUMNS.items():
        events[column] = np.nan if kind == "float64" else ""
    events["row"] = rows.numbers
    events["part"] = rows.parts
    remarks = fill_from_properties(events, rows.original, meaning, warnings=rows.warnings)
    for column, values in rows.known.items():
        given = np.array([value is not None and value != "" for value in values], dtype=bool)
        if given.any():
            events[column] = [
                value if use else old for value, use, old in zip(values, given, events[column], strict=True)
            ]
    events["lon"], events["lat"] = lon, lat
    if meaning.uncertainty_m is not None:
        unknown = np.isnan(events["uncertainty_m"].to_numpy()) & ~np.isnan(lon)
        events["uncertainty_m"] = events["uncertainty_m"].mask(unknown, meaning.uncertainty_m)
        events["uncertainty_basis"] = events["uncertainty_basis"].mask(unknown, CHOSEN)
    refused = np.array([bool(reasons) for reasons in rows.refusals], dtype=bool)
    warned = np.array([bool(reasons) for reasons in rows.warnings], dtype=bool)
    events["status"] = np.select([refused, warned], [RowStatus.REFUSED, RowStatus.WARNED], RowStatus.ACCEPTED)
    events["reasons"] = [
        "; ".join(dict.fromkeys([*first, *second, *third]))
        for first, second, third in zip(rows.refusals, rows.warnings, remarks, strict=True)
    ]
    return Batch(events.astype(EVENT_COLUMNS), rows.original, shapes)


def _exchanged(geometry: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return shapes with longitude and latitude exchanged."""
    made: NDArray[np.object_] = shapely.transform(shapely.force_2d(geometry), lambda points: points[:, ::-1])
    return made


def _single_points(geometry: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the shapes, those with a single point in them replaced by that point, those with nothing by None."""
    plain = geometry.copy()
    plain[shapely.is_empty(geometry)] = None
    kinds = shapely.get_type_id(plain)
    for at in np.flatnonzero((kinds == 4) | (kinds == 7)):
        if shapely.get_num_geometries(plain[at]) == 1:
            inner = shapely.get_geometry(plain[at], 0)
            plain[at] = inner if shapely.get_type_id(inner) == 0 else plain[at]
    return plain


def _locations(
    geometry: NDArray[np.object_], rows: FeatureRows
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.object_] | None]:
    """Return longitudes, latitudes and shapes; what lies nowhere on Earth goes into the reasons."""
    positions, owners = shapely.get_coordinates(geometry, return_index=True)
    for at in np.unique(owners[~np.isfinite(positions).all(axis=1)]):
        rows.refusals[at].append("its coordinates are not finite numbers")
        geometry[at] = None
    lon, lat = _points(geometry, rows)
    is_shape = ~shapely.is_missing(geometry) & (shapely.get_type_id(geometry) != 0)
    for at in np.flatnonzero(is_shape):
        words = off_the_globe(geometry[at])
        if words:
            rows.warnings[at].append(words)
    for at in np.flatnonzero(shapely.is_missing(geometry)):
        if not rows.refusals[at]:
            rows.warnings[at].append(NOT_LOCATED)
    refused = np.array([bool(reasons) for reasons in rows.refusals], dtype=bool)
    lon[refused], lat[refused] = np.nan, np.nan
    kept = is_shape & ~refused
    if not kept.any():
        return lon, lat, None
    shapes = np.full(len(geometry), None, dtype=object)
    shapes[kept] = shapely.force_2d(geometry[kept])
    return lon, lat, shapes


def _points(geometry: NDArray[np.object_], rows: FeatureRows) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitude and latitude of the points; what is odd about them goes into the reasons."""
    is_point = shapely.get_type_id(geometry) == 0
    lon, lat = np.full(len(geometry), np.nan), np.full(len(geometry), np.nan)
    lon[is_point], lat[is_point] = shapely.get_x(geometry[is_point]), shapely.get_y(geometry[is_point])
    off = is_point & ~((np.abs(lon) <= 180) & (np.abs(lat) <= 90))
    for at in np.flatnonzero(off):
        rows.refusals[at].append(_off_words(lon[at], lat[at]))
    for at in np.flatnonzero((lon == 0) & (lat == 0)):
        rows.warnings[at].append("0, 0 is what programs write where a place is unknown")
    west, south, east, north = SOUTH_SYRIA
    for at in np.flatnonzero((lat >= west) & (lat <= east) & (lon >= south) & (lon <= north)):
        rows.warnings[at].append(SWAPPED_ROW)
    return lon, lat


def _off_words(lon: float, lat: float) -> str:
    cure = "save the file in WGS 84 (EPSG:4326)" if max(abs(lon), abs(lat)) > 400 else "correct it"
    return f"longitude {lon:g}, latitude {lat:g} is outside -180 to 180, -90 to 90 degrees; {cure}"
