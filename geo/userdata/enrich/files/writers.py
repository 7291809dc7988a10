"""Writers of enriched rows, one per format, each taking the rows batch by batch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from geo.errors import UsageError
from geo.exports.formats import Format
from geo.exports.kml import TAIL, head, placemark
from geo.userdata.enrich.files.geometry_columns import geometries, wkb_column, wkt_column
from geo.userdata.enrich.files.spreadsheet_safe import harmless
from geo.userdata.enrich.files.table import About, Rows

GEOMETRY = "geometry"
MOST_XLSX_ROWS = 1_048_575
"""Rows below the header that a sheet of a workbook can hold."""
_LAYER = "enriched"


class RowWriter(Protocol):
    """Something that rows are written with."""

    def write(self, rows: Rows) -> None:
        """Write the rows of a batch."""

    def close(self) -> None:
        """Finish the file."""

    def abandon(self) -> None:
        """Let go of the file, which nobody will read."""


def open_writer(form: Format, path: Path, about: About) -> RowWriter:
    """Return the writer of a format.

    Parameters
    ----------
    form : Format
        The format.
    path : Path
        File to write; it is whole only after ``close``.
    about : About
        What the file says of itself.
    """
    writers: dict[Format, type[Any]] = {
        Format.CSV: CsvWriter,
        Format.GEOJSON: GeoJsonWriter,
        Format.KML: KmlWriter,
        Format.GEOPACKAGE: GeoPackageWriter,
        Format.GEOPARQUET: GeoParquetWriter,
        Format.XLSX: XlsxWriter,
    }
    writer: RowWriter = writers[form](path, about)
    return writer


class CsvWriter:
    """CSV: UTF-8 with a byte order mark, formulas made harmless, lines and areas as WKT."""

    def __init__(self, path: Path, _about: About) -> None:
        self._out = path.open("wb")
        self._out.write(b"\xef\xbb\xbf")
        self._writer: pa.csv.CSVWriter | None = None

    def write(self, rows: Rows) -> None:
        """Write the rows of a batch."""
        table = harmless(rows.table.append_column("wkt", wkt_column(rows)))
        if self._writer is None:
            self._writer = pa.csv.CSVWriter(self._out, table.schema)
        self._writer.write_table(table)

    def close(self) -> None:
        """Finish the file."""
        if self._writer is not None:
            self._writer.close()
        self._out.close()

    abandon = close


class GeoParquetWriter:
    """GeoParquet 1.1, longitude and latitude on WGS 84 (OGC:CRS84)."""

    def __init__(self, path: Path, about: About) -> None:
        self._path, self._about = path, about
        self._writer: pa.parquet.ParquetWriter | None = None

    def write(self, rows: Rows) -> None:
        """Write the rows of a batch."""
        table = rows.table.append_column(GEOMETRY, wkb_column(rows))
        if self._writer is None:
            column = {"encoding": "WKB", "geometry_types": []}
            geo = {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
            said = {name: json.dumps(value, ensure_ascii=False) for name, value in described(self._about).items()}
            schema = table.schema.with_metadata({"geo": json.dumps(geo), **said})
            self._writer = pa.parquet.ParquetWriter(self._path, schema, compression="zstd")
        self._writer.write_table(table.cast(self._writer.schema))

    def close(self) -> None:
        """Finish the file."""
        if self._writer is not None:
            self._writer.close()

    abandon = close


class GeoPackageWriter:
    """GeoPackage with one table, EPSG:4326."""

    def __init__(self, path: Path, about: About) -> None:
        self._path, self._about = path, about

    def write(self, rows: Rows) -> None:
        """Write the rows of a batch."""
        import pyogrio

        from geo.exports.frames import writing_geopackage

        with writing_geopackage():
            pyogrio.write_arrow(
                rows.table.append_column(GEOMETRY, wkb_column(rows)),
                self._path,
                layer=_LAYER,
                driver="GPKG",
                geometry_name=GEOMETRY,
                geometry_type="Unknown",
                crs="EPSG:4326",
                append=self._path.exists(),
                dataset_metadata={**described(self._about), "notes": "; ".join(self._about.notes)},
            )

    def close(self) -> None:
        """Finish the file; every batch is written whole already."""

    abandon = close


class GeoJsonWriter:
    """GeoJSON (RFC 7946), one feature a line, empty properties left out."""

    def __init__(self, path: Path, about: About) -> None:
        self._out = path.open("w", encoding="utf-8", newline="\n")
        members = "".join(f"{_json(name)}:{_json(value)},\n" for name, value in described(about).items())
        self._out.write(f'{{"type":"FeatureCollection",\n{members}"features":[')
        self._between = "\n"

    def write(self, rows: Rows) -> None:
        """Write the rows of a batch."""
        names = rows.table.column_names
        columns = [column.to_pylist() for column in rows.table.columns]
        for geometry, *values in zip(geometries(rows), *columns, strict=True):
            properties = {
                name: value for name, value in zip(names, values, strict=True) if value is not None and value != ""
            }
            feature = {"type": "Feature", "geometry": geometry, "properties": properties}
            self._out.write(self._between + _json(feature))
            self._between = ",\n"

    def close(self) -> None:
        """Finish the file."""
        self._out.write("\n]}\n")
        self._out.close()

    def abandon(self) -> None:
        """Let go of the file, which nobody will read."""
        self._out.close()


class KmlWriter:
    """KML 2.2: title, answer and extended data of each row."""

    def __init__(self, path: Path, about: About) -> None:
        self._identities: set[str] = set()
        self._out = path.open("w", encoding="utf-8", newline="\n")
        said = [f"{name}: {value}" for name, value in described(about).items() if name != "notes"]
        self._out.write(head(about.title, [*said, *about.notes]))

    def write(self, rows: Rows) -> None:
        """Write the rows of a batch."""
        names = rows.table.column_names
        columns = [column.to_pylist() for column in rows.table.columns]
        for geometry, *values in zip(geometries(rows), *columns, strict=True):
            row = dict(zip(names, values, strict=True))
            told = (row.get("summary"), row["reasons"], row["near_record_why"], row["alike_why"], row["credit"])
            self._out.write(
                placemark(
                    str(row["title"] or row["id"] or f"row {row['file_row']}"),
                    [f"Side: {row['side']}" if row["side"] else "", *(str(text) for text in told if text)],
                    data={("record_id" if name == "id" else name): value for name, value in row.items()},
                    geometry=geometry,
                    identity=self._identity(row),
                    begin=row["date_from"] or "",
                    end=row["date_to"] or "",
                )
            )

    def _identity(self, row: dict[str, Any]) -> str:
        """Return the id of a row for its placemark; a file may repeat ids, and XML has each once."""
        found = str(row["id"] or "")
        if found in self._identities:
            return ""
        self._identities.add(found)
        return found

    def close(self) -> None:
        """Finish the file."""
        self._out.write(TAIL)
        self._out.close()

    def abandon(self) -> None:
        """Let go of the file, which nobody will read."""
        self._out.close()


class XlsxWriter:
    """Excel workbook: a sheet of rows, and a sheet that says where they come from."""

    def __init__(self, path: Path, about: About) -> None:
        from openpyxl import Workbook

        self._path, self._about = path, about
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet("rows")
        self._rows = 0

    def write(self, rows: Rows) -> None:
        """Write the rows of a batch.

        Raises
        ------
        UsageError
            If there are more rows than a sheet can hold.
        """
        from geo.exports.xlsx import cell

        table = rows.table.append_column("wkt", wkt_column(rows))
        if not self._rows:
            self._sheet.append([cell(self._sheet, name) for name in table.column_names])
        self._rows += len(table)
        if self._rows > MOST_XLSX_ROWS:
            raise UsageError(f"A workbook holds {MOST_XLSX_ROWS:,} rows; choose csv or parquet for more.")
        for values in zip(*(column.to_pylist() for column in table.columns), strict=True):
            self._sheet.append([cell(self._sheet, value) for value in values])

    def close(self) -> None:
        """Finish the file."""
        from geo.exports.xlsx import write_about

        said = described(self._about)
        notes = [["note", note] for note in said.pop("notes")]
        write_about(self._book, [*map(list, said.items()), *notes])
        self._book.save(self._path)

    def abandon(self) -> None:
        """Let go of the file, which nobody will read."""
        self._sheet.close()


def described(about: About) -> dict[str, Any]:
    """Return what a file says of itself, by name."""
    return {
        "title": about.title,
        "dataset_version": about.dataset_version,
        "credit": about.credit,
        "notes": list(about.notes),
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
