"""Where the rows of a batch lie: from coordinates, a pair in one cell, WKT, plus codes or confirmed place names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from openlocationcode import openlocationcode

from geo.errors import CoordinateError
from geo.readers.geometry.reference_system import transformer_to_wgs84
from geo.readers.geometry.wkt import OUTSIDE, read_wkt
from geo.readers.model.choices import PlaceCandidate, Role
from geo.readers.model.precision import COUNTRY_CENTRES
from geo.readers.model.reading import NOT_LOCATED
from geo.readers.model.row_issues import RowIssues
from geo.readers.values.numeric_columns import NOTHING, Floats, read_degree_column
from geo.text.coordinates import read_pair
from geo.text.numbers import plain_digits

_WORDS_AROUND = re.compile(
    r"^\s*(?:~|≈|near|about|approx(?:imately|\.)?|ca\.|circa|around|at)?\s*(.*?\d\D{0,3}?)\s*(?:\((?:approx|about|ca|circa)[^()]*\)|\?)?\s*$",
    re.IGNORECASE,
)
UNREAD_PAIR = "the pair of coordinates cannot be read; write it like 33.1256, 35.8239"
_METRES_A_DEGREE = 111_320.0
SOUTH_SYRIA = (35.3, 32.2, 37.2, 34.0)
"""West, south, east and north in degrees of the land around the zone, for telling swapped coordinates."""

SWAPPED_ROW = "the point would lie in south Syria if latitude and longitude changed places; it is kept as written"


@dataclass
class RowLocations:
    """Where rows lie.

    Attributes
    ----------
    lon, lat : ndarray of float
        Degrees WGS 84, not a number where unknown or where the row is a shape.
    radius_m : ndarray of float
        Radius that the kind of location implies, metres; not a number where it implies none.
    basis : NDArray of object
        What the radius follows from.
    shapes : ndarray of object or None
        Lines and areas.
    """

    lon: Floats
    lat: Floats
    radius_m: Floats
    basis: NDArray[np.object_]
    shapes: NDArray[np.object_] | None = None


def locate(
    table: pa.Table,
    mapping: Mapping[Role, str],
    issues: RowIssues,
    *,
    swap: bool = False,
    epsg: int | None = None,
    places: Mapping[str, PlaceCandidate] | None = None,
    max_vertices: int = 2_000_000,
    drop_impossible: bool = True,
) -> RowLocations:
    """Return where rows lie, by the first kind of location that is mapped and filled.

    Parameters
    ----------
    table : pa.Table
        Columns of text.
    mapping : mapping of Role to str
        Column by role.
    issues : RowIssues
        Takes what is wrong.
    swap : bool
        Whether latitude and longitude have changed places in the file.
    epsg : int or None
        The plane reference system of the coordinates; None for degrees.
    places : mapping of str to PlaceCandidate
        Confirmed places by the text in the column of places.
    max_vertices : int
        Most vertices in the shapes of the batch.
    drop_impossible : bool
        Whether points that cannot be are taken away.
    """
    rows = table.num_rows
    found = RowLocations(_nothing(rows), _nothing(rows), _nothing(rows), np.full(rows, "", dtype=object))
    ways: tuple[tuple[tuple[Role, ...], Callable[[], None]], ...] = (
        ((Role.LAT, Role.LON), lambda: _from_two(table, mapping, issues, found)),
        ((Role.LAT_LON,), lambda: _from_pair(table[mapping[Role.LAT_LON]], issues, found, lat_first=True)),
        ((Role.LON_LAT,), lambda: _from_pair(table[mapping[Role.LON_LAT]], issues, found, lat_first=False)),
        ((Role.WKT,), lambda: _from_wkt(table[mapping[Role.WKT]], issues, found, max_vertices)),
        ((Role.PLUS_CODE,), lambda: _from_codes(table[mapping[Role.PLUS_CODE]], issues, found)),
    )
    for roles, read in ways:
        if all(mapping.get(role) for role in roles) and np.isnan(found.lon).any():
            read()
    if epsg is not None:
        _from_plane(found, issues, epsg)
    if swap:
        found.lon, found.lat = found.lat, found.lon
    if places and mapping.get(Role.PLACE):
        _from_names(table[mapping[Role.PLACE]], issues, found, places)
    if drop_impossible:
        _drop_impossible(found, issues)
    return found


def _from_plane(found: RowLocations, issues: RowIssues, epsg: int) -> None:
    """Convert points of a plane system to degrees."""
    known = ~np.isnan(found.lon) & ~np.isnan(found.lat)
    points = np.full(len(known), None, dtype=object)
    points[known] = shapely.points(found.lon[known], found.lat[known])
    moved = transformer_to_wgs84(epsg).apply(points)
    found.lon[known], found.lat[known] = shapely.get_x(moved[known]), shapely.get_y(moved[known])
    lost = known & ~(np.isfinite(found.lon) & np.isfinite(found.lat))
    issues.refuse(lost, f"the point is outside the reference system EPSG:{epsg}")
    found.lon[lost], found.lat[lost] = np.nan, np.nan


def _nothing(rows: int) -> Floats:
    return np.full(rows, np.nan)


def _fill(found: RowLocations, lon: Floats, lat: Floats) -> NDArray[np.bool_]:
    """Take over points for rows that have none yet; return which."""
    open_rows = np.isnan(found.lon) & np.isnan(found.lat)
    if found.shapes is not None:
        open_rows &= shapely.is_missing(found.shapes)
    taken: NDArray[np.bool_] = open_rows & ~(np.isnan(lon) & np.isnan(lat))
    found.lon[taken], found.lat[taken] = lon[taken], lat[taken]
    return taken


def _from_two(table: pa.Table, mapping: Mapping[Role, str], issues: RowIssues, found: RowLocations) -> None:
    lat = read_degree_column(flat(table[mapping[Role.LAT]]), axis="NS")
    lon = read_degree_column(flat(table[mapping[Role.LON]]), axis="EW")
    for column, read in ((mapping[Role.LAT], lat), (mapping[Role.LON], lon)):
        issues.refuse(read.unread, f"{column} is not a number; write degrees like 33.1256")
    half = (np.isnan(lat.values) != np.isnan(lon.values)) & ~lat.unread & ~lon.unread
    issues.refuse(half, "one of latitude and longitude is missing")
    _fill(found, lon.values, lat.values)


def _from_pair(column: pa.ChunkedArray, issues: RowIssues, found: RowLocations, *, lat_first: bool) -> None:
    encoded = flat(column).dictionary_encode()
    texts = encoded.dictionary.to_pylist()
    which = encoded.indices.to_numpy(zero_copy_only=False)
    read = [pair_of(text, lat_first=lat_first) for text in texts]
    lon, lat, radius_m = (np.array([point[at] for point in read], dtype=np.float64)[which] for at in range(3))
    blank = np.array([plain_digits(text).lower() in NOTHING for text in texts], dtype=np.bool_)[which]
    taken = _fill(found, lon, lat)
    cells = taken & (radius_m > 0)
    found.radius_m[cells], found.basis[cells] = radius_m[cells], "size of the cell of the grid reference"
    issues.refuse(~blank & ~taken & np.isnan(found.lon), UNREAD_PAIR)


def pair_of(text: str, *, lat_first: bool = True) -> tuple[float, float, float]:
    """Return what a cell that holds both coordinates means.

    Parameters
    ----------
    text : str
        The cell.
    lat_first : bool
        Which number is first where the cell itself does not say so; letters and names of directions do.

    Returns
    -------
    lon, lat, radius_m : float
        Degrees, and the radius that the notation leaves open in metres. Not a number, all three, where the cell is not
        understood: half of it is never taken.

    Examples
    --------
    >>> pair_of("33.1256, 35.8239"), pair_of("(33,1256; 35,8239)")[:2], pair_of("?, 35.8239")
    ((35.8239, 33.1256, 0.0), (35.8239, 33.1256), (nan, nan, nan))
    """
    for plain in (text, _WORDS_AROUND.sub(r"\1", text)):
        try:
            point = read_pair(plain)
        except (CoordinateError, ValueError):
            continue
        if point.sure_of_order or lat_first:
            return point.lon, point.lat, point.uncertainty_m
        return point.lat, point.lon, point.uncertainty_m
    return np.nan, np.nan, np.nan


def _from_wkt(column: pa.ChunkedArray, issues: RowIssues, found: RowLocations, max_vertices: int) -> None:
    wanted = np.isnan(found.lon)
    shapes = read_wkt(column, issues, wanted=wanted, max_vertices=max_vertices)
    points = shapely.get_type_id(shapes) == shapely.GeometryType.POINT
    lon, lat = _nothing(len(shapes)), _nothing(len(shapes))
    lon[points], lat[points] = shapely.get_x(shapes[points]), shapely.get_y(shapes[points])
    _fill(found, lon, lat)
    drawn = wanted & ~points & ~shapely.is_missing(shapes)
    if drawn.any():
        found.shapes = np.full(len(shapes), None, dtype=object)
        found.shapes[drawn] = shapes[drawn]


def _from_codes(column: pa.ChunkedArray, issues: RowIssues, found: RowLocations) -> None:
    encoded = flat(column).dictionary_encode()
    codes = [text.strip().upper() for text in encoded.dictionary.to_pylist()]
    which = encoded.indices.to_numpy(zero_copy_only=False)
    areas = [openlocationcode.decode(code) if openlocationcode.isFull(code) else None for code in codes]
    lon = np.array([area.longitudeCenter if area else np.nan for area in areas])[which]
    lat = np.array([area.latitudeCenter if area else np.nan for area in areas])[which]
    half = np.array([(area.latitudeHi - area.latitudeLo) / 2 if area else np.nan for area in areas])[which]
    taken = _fill(found, lon, lat)
    found.radius_m[taken] = half[taken] * _METRES_A_DEGREE * np.sqrt(2)
    found.basis[taken] = "size of the plus code's cell"
    short = np.array([bool(code) and area is None for code, area in zip(codes, areas, strict=True)])[which]
    issues.warn(short & np.isnan(found.lon), "the plus code is not a full one; paste the full code")


def _from_names(
    column: pa.ChunkedArray, issues: RowIssues, found: RowLocations, places: Mapping[str, PlaceCandidate]
) -> None:
    encoded = flat(column).dictionary_encode()
    which = encoded.indices.to_numpy(zero_copy_only=False)
    meant = [places.get(text.strip()) for text in encoded.dictionary.to_pylist()]
    lon = np.array([place.lon if place and place.lon is not None else np.nan for place in meant])[which]
    lat = np.array([place.lat if place and place.lat is not None else np.nan for place in meant])[which]
    radius = np.array([place.precision_m if place and place.precision_m is not None else np.nan for place in meant])
    names = np.array([f"centre of {place.name}, chosen for its name" if place else "" for place in meant], dtype=object)
    taken = _fill(found, lon, lat)
    found.radius_m[taken], found.basis[taken] = radius[which][taken], names[which][taken]
    issues.warn(taken, "the place was found by its name and confirmed; the row itself has no coordinates")


def _drop_impossible(found: RowLocations, issues: RowIssues) -> None:
    """Refuse points that cannot be, and warn of points that may mean something else."""
    lon, lat = found.lon, found.lat
    with np.errstate(invalid="ignore"):
        outside = (np.abs(lat) > 90) | (np.abs(lon) > 180)
        zero = (np.abs(lat) < 1e-6) & (np.abs(lon) < 1e-6)
        west, south, east, north = SOUTH_SYRIA
        swapped = (lat >= west) & (lat <= east) & (lon >= south) & (lon <= north)
    issues.refuse(outside, OUTSIDE)
    issues.refuse(zero, "0, 0 is what programs write where a place is unknown")
    issues.warn(swapped, SWAPPED_ROW)
    for country, (centre_lon, centre_lat) in COUNTRY_CENTRES.items():
        centre = (np.abs(lon - centre_lon) < 1e-4) & (np.abs(lat - centre_lat) < 1e-4)
        issues.refuse(
            centre, f"the point is what lists of countries give for {country} as a whole; give the place itself"
        )
    lost = outside | zero
    lon[lost], lat[lost] = np.nan, np.nan
    nowhere = np.isnan(lon) & ~issues.refused
    if found.shapes is not None:
        nowhere &= shapely.is_missing(found.shapes)
    issues.warn(nowhere, NOT_LOCATED)


def flat(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """Return a column as one array."""
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def looks_swapped(lon: Floats, lat: Floats) -> bool:
    """Return whether most points only make sense in south Syria, or at all, with latitude and longitude exchanged."""
    known = ~(np.isnan(lon) | np.isnan(lat))
    if not known.any():
        return False
    west, south, east, north = SOUTH_SYRIA
    with np.errstate(invalid="ignore"):
        swapped = (lat >= west) & (lat <= east) & (lon >= south) & (lon <= north)
        swapped |= (np.abs(lat) > 90) & (np.abs(lat) <= 180) & (np.abs(lon) <= 90)
    return bool(np.count_nonzero(swapped & known) * 2 > np.count_nonzero(known))
