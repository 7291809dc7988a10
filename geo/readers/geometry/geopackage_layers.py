"""The layers of features in a GeoPackage: their tables, columns and reference systems."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from geo.readers.geometry.reference_system import ALREADY_WGS84, ToWgs84, transformer_to_wgs84
from geo.readers.guards.sqlite_guard import plain_tables, quoted, stored_columns
from geo.readers.model.messages import as_name

_APPLICATION_IDS = (0x47504B47, 0x47503130, 0x47503131)
_UNDEFINED_DEGREES, _UNDEFINED_PLANE = 0, -1


@dataclass(frozen=True)
class GeoPackageLayer:
    """A layer of features.

    Attributes
    ----------
    table, geometry : str
        Its table, and the column of its shapes.
    columns : tuple of str
        Its other columns.
    rows : int
        How many features it has.
    to_wgs84 : ToWgs84
        How its coordinates become WGS 84.
    fault : str
        Why none of its features has a place that can be read; empty where they have.
    """

    table: str
    geometry: str
    columns: tuple[str, ...]
    rows: int
    to_wgs84: ToWgs84
    fault: str = ""


def check_kind(database: sqlite3.Connection) -> None:
    """Refuse a database that is not a GeoPackage.

    Raises
    ------
    ValueError
        If it is none.
    """
    (application,) = database.execute("PRAGMA application_id").fetchone()
    if application not in _APPLICATION_IDS:
        raise ValueError("it is an SQLite database but not a GeoPackage; export it as GeoPackage")
    if "gpkg_contents" not in plain_tables(database):
        raise ValueError("it has no table gpkg_contents, which a GeoPackage must have; export it again")


def layers_of(database: sqlite3.Connection, chosen: str | None) -> list[GeoPackageLayer]:
    """Return the layers of features, or the chosen one.

    Raises
    ------
    ValueError
        If the chosen one is not there, or one is not a table of its own.
    """
    tables = plain_tables(database)
    if "gpkg_geometry_columns" not in tables:
        return []
    found = database.execute(
        "SELECT c.table_name, g.column_name, g.srs_id FROM gpkg_contents AS c JOIN gpkg_geometry_columns AS g "
        "ON g.table_name = c.table_name WHERE c.data_type = 'features' ORDER BY c.rowid"
    ).fetchall()
    layers = []
    for table, geometry, srs_id in found:
        if not isinstance(table, str) or table not in tables or table.startswith(("sqlite_", "gpkg_", "rtree_")):
            raise ValueError(f"the layer {as_name(str(table))} is not a table of its own; export it again")
        if chosen is None or chosen == table:
            layers.append(_layer(database, table, str(geometry), srs_id))
    if chosen is not None and not layers:
        raise ValueError(
            f"it has no layer {as_name(chosen)}; it has {', '.join(as_name(str(row[0])) for row in found)}"
        )
    return layers


def _layer(database: sqlite3.Connection, table: str, geometry: str, srs_id: object) -> GeoPackageLayer:
    columns = stored_columns(database, table)
    if geometry not in columns:
        raise ValueError(f"the layer {as_name(table)} has no column {as_name(geometry)}; export it again")
    (rows,) = database.execute(f"SELECT count(*) FROM {quoted(table)}").fetchone()  # noqa: S608 - quoted
    to_wgs84, fault = _to_wgs84(database, srs_id)
    return GeoPackageLayer(table, geometry, tuple(name for name in columns if name != geometry), rows, to_wgs84, fault)


def _to_wgs84(database: sqlite3.Connection, srs_id: object) -> tuple[ToWgs84, str]:
    if srs_id == _UNDEFINED_DEGREES:
        return ToWgs84("", "its reference system is not defined; taken as degrees WGS 84"), ""
    if srs_id == _UNDEFINED_PLANE:
        return ALREADY_WGS84, "its layer has a plane without a reference system; save it in WGS 84 (EPSG:4326)"
    row = database.execute(
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?",
        (srs_id,),
    ).fetchone()
    if row is None:
        return ALREADY_WGS84, "its layer names a reference system that the file does not have; export it again"
    organization, code, definition = row
    try:
        if str(organization).upper() == "EPSG" and isinstance(code, int):
            return transformer_to_wgs84(code), ""
        return transformer_to_wgs84(str(definition)), ""
    except ValueError as error:
        return ALREADY_WGS84, str(error)
