"""Enriched rows as files: read back in every format, harmless to spreadsheets, whole or not there."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas
import openpyxl
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.atlas import Atlas
from geo.errors import UsageError
from geo.exports import Format
from geo.exports.cells import FORMULA_STARTS
from geo.readers import Batch, Reading
from geo.userdata.enrich import Enricher
from geo.userdata.enrich.files.spreadsheet_safe import harmless
from geo.userdata.enrich.files.table import distinct_names
from geo.userdata.enrich.run import CREDIT, Output, enrich_file
from geo.userdata.enrich.summary import Summary
from tests.userdata.enrich.conftest import MakeBatch

WriteRows = Callable[..., Summary]
HOSTILE = '=HYPERLINK("http://evil.example")<script>alert(1)</script>'
AREA = shapely.box(35.8229, 33.1246, 35.8249, 33.1266)
ROWS: list[dict[str, Any]] = [
    {
        "id": "a",
        "title": "A",
        "lon": 35.8239,
        "lat": 33.1256,
        "uncertainty_m": 0.0,
        "date_from": "2025-03-01",
        "date_to": "2025-03-02",
    },
    {"id": "b", "title": HOSTILE, "summary": HOSTILE},
    {"id": "c", "title": "C"},
    {"id": "d", "title": "D", "status": "refused", "reasons": "no coordinate"},
]


@pytest.fixture
def write_rows(atlas: Atlas, enricher: Enricher) -> WriteRows:
    """Return a function that enriches batches and writes them to a path."""

    def write(batches: list[Batch], path: Path, *, with_original: bool = True, refused: Path | None = None) -> Summary:
        reading = Reading("table", ("a note",), "a licence note", True, None, iter(batches))
        output = Output(path, Format(path.suffix.lstrip(".")), with_original, refused)
        return enrich_file(reading, enricher, output, atlas=atlas)

    return write


@pytest.fixture
def batches(make_batch: MakeBatch) -> list[Batch]:
    """Return two batches: a point and a row without a place, then an area and a refused row."""
    return [make_batch(ROWS[:2]), make_batch(ROWS[2:], start=2, shapes=[AREA, None])]


def test_repeated_news_reports_are_counted(
    atlas: Atlas, enricher: Enricher, make_batch: MakeBatch, tmp_path: Path
) -> None:
    report = {**ROWS[0], "url": "https://news.example/1"}
    rows = [{**report, "id": str(number), "kind": f"kind {number}"} for number in range(3)]
    reading = Reading("gdelt", (), "", True, None, iter([make_batch(rows)]))
    summary = enrich_file(reading, enricher, Output(tmp_path / "out.csv", Format.CSV, True), atlas=atlas)
    assert summary.to_json()["rows_of_a_report_seen_before"] == 2
    assert any(line.startswith("2 rows repeat a news report") for line in summary.sentences())


def _read(path: Path) -> pd.DataFrame:
    match path.suffix:
        case ".csv":
            return pd.read_csv(path)
        case ".xlsx":
            return pd.read_excel(path, sheet_name="rows", engine="openpyxl")
        case ".parquet":
            return geopandas.read_parquet(path)
        case ".kml":
            return geopandas.read_file(path).drop(columns="id").rename(columns={"record_id": "id"})
    return geopandas.read_file(path)


@pytest.mark.parametrize("form", list(Format), ids=str)
def test_rows_come_back(write_rows: WriteRows, batches: list[Batch], tmp_path: Path, form: Format) -> None:
    write_rows(batches, tmp_path / f"out.{form}")
    found = _read(tmp_path / f"out.{form}")
    assert list(found["id"]) == ["a", "b", "c", "d"]
    assert list(found["side"].fillna("")) == ["inside", "", "inside", ""]
    assert list(found["original_text"]) == ["row 0", "row 1", "row 2", "row 3"]
    assert set(found["credit"]) == {CREDIT}


@pytest.mark.parametrize("form", [Format.GEOJSON, Format.KML, Format.GEOPACKAGE, Format.GEOPARQUET], ids=str)
def test_geometry_comes_back(write_rows: WriteRows, batches: list[Batch], tmp_path: Path, form: Format) -> None:
    write_rows(batches, tmp_path / f"out.{form}")
    point, nothing, area, refused = _read(tmp_path / f"out.{form}").geometry
    assert (point.x, point.y) == (35.8239, 33.1256)
    assert area.equals(AREA)
    assert (nothing, refused) == (None, None)


@pytest.mark.parametrize("form", [Format.CSV, Format.XLSX], ids=str)
def test_areas_are_text_in_tables(write_rows: WriteRows, batches: list[Batch], tmp_path: Path, form: Format) -> None:
    write_rows(batches, tmp_path / f"out.{form}")
    texts = _read(tmp_path / f"out.{form}")["wkt"].fillna("")
    assert [bool(text) for text in texts] == [False, False, True, False]
    assert shapely.from_wkt(texts[2]).equals(AREA)


@pytest.mark.parametrize("form", list(Format), ids=str)
def test_file_names_version_credit_and_licence(
    write_rows: WriteRows, batches: list[Batch], tmp_path: Path, atlas: Atlas, form: Format
) -> None:
    path = tmp_path / f"out.{form}"
    write_rows(batches, path)
    if form is Format.XLSX:
        book = openpyxl.load_workbook(path)
        said = " ".join(str(cell) for row in book["about"].iter_rows(values_only=True) for cell in row)
    else:
        said = path.read_bytes().decode("utf-8", "ignore")
    assert atlas.dataset.version in said
    assert "OpenStreetMap contributors" in said
    assert form is Format.CSV or "a licence note" in said


@pytest.mark.parametrize("form", [Format.CSV, Format.XLSX], ids=str)
def test_formulas_are_text(write_rows: WriteRows, batches: list[Batch], tmp_path: Path, form: Format) -> None:
    write_rows(batches, tmp_path / f"out.{form}")
    assert _read(tmp_path / f"out.{form}")["title"][1] == "'" + HOSTILE


def test_markup_in_kml_is_text(write_rows: WriteRows, batches: list[Batch], tmp_path: Path) -> None:
    write_rows(batches, tmp_path / "out.kml")
    assert "<script" not in (tmp_path / "out.kml").read_text(encoding="utf-8")


def test_csv_is_read_by_the_standard_library(write_rows: WriteRows, batches: list[Batch], tmp_path: Path) -> None:
    write_rows(batches, tmp_path / "out.csv")
    body = (tmp_path / "out.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    assert body.startswith(b"\xef\xbb\xbf")
    assert [row["summary"] for row in rows] == ["", "'" + HOSTILE, "", ""]


def test_geojson_keeps_no_empty_property(write_rows: WriteRows, batches: list[Batch], tmp_path: Path) -> None:
    write_rows(batches, tmp_path / "out.geojson")
    features = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))["features"]
    values = [value for feature in features for value in feature["properties"].values()]
    assert [value for value in values if value in ("", None)] == []


def test_own_columns_and_prose_are_left_out_on_request(
    write_rows: WriteRows, batches: list[Batch], tmp_path: Path
) -> None:
    write_rows(batches, tmp_path / "out.csv", with_original=False)
    columns = set(_read(tmp_path / "out.csv").columns)
    assert not {"summary", "original_text"} & columns


def test_refused_rows_keep_their_reason_and_columns(
    write_rows: WriteRows, batches: list[Batch], tmp_path: Path
) -> None:
    write_rows(batches, tmp_path / "out.csv", refused=tmp_path / "refused.csv")
    (row,) = pd.read_csv(tmp_path / "refused.csv").to_dict("records")
    assert (row["file_row"], row["reasons"], row["original_text"]) == (4, "no coordinate", "row 3")


def test_counts_add_up(write_rows: WriteRows, batches: list[Batch], tmp_path: Path) -> None:
    summary = write_rows(batches, tmp_path / "out.csv").to_json()
    assert summary["rows"] == sum(summary["status"].values()) == 4
    assert summary["located"] == sum(summary["sides"].values()) == 2


def test_file_without_rows_has_its_columns(write_rows: WriteRows, tmp_path: Path) -> None:
    write_rows([], tmp_path / "out.csv")
    assert "side" in pd.read_csv(tmp_path / "out.csv").columns


def _breaking(batches: list[Batch], error: BaseException) -> Any:
    yield from batches
    raise error


@pytest.mark.parametrize("form", list(Format), ids=str)
@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("cut off")], ids=["interrupted", "broken"])
def test_work_that_ends_early_leaves_the_older_file(
    write_rows: WriteRows, batches: list[Batch], tmp_path: Path, form: Format, error: BaseException
) -> None:
    path = tmp_path / f"out.{form}"
    path.write_text("older", encoding="utf-8")
    with pytest.raises(type(error)):
        write_rows(_breaking(batches, error), path, refused=tmp_path / "refused.csv")
    assert [found.name for found in tmp_path.iterdir()] == [path.name]
    assert path.read_text(encoding="utf-8") == "older"


def test_too_many_rows_for_a_sheet_are_refused(
    write_rows: WriteRows, batches: list[Batch], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.userdata.enrich.files.writers.MOST_XLSX_ROWS", 3)
    with pytest.raises(UsageError, match="choose csv or parquet"):
        write_rows(batches, tmp_path / "out.xlsx")


def test_columns_of_one_name_but_for_case_stay_apart() -> None:
    assert distinct_names(["Id", "ID", "id"]) == ["original_Id", "original_ID_2", "original_id_3"]


@settings(max_examples=60)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8"), max_size=6) | st.sampled_from(["-71.2", "+1e5", "-1+1", "=A1"]),
        max_size=8,
    )
)
def test_no_text_of_a_column_is_left_that_a_spreadsheet_would_run(texts: list[str]) -> None:
    import pyarrow as pa

    table = harmless(pa.table({"x": pa.array([None, *texts], pa.large_string()).slice(1)}))
    for before, after in zip(texts, table["x"].to_pylist(), strict=True):
        assert after in (before, "'" + before)
        assert not after.startswith(FORMULA_STARTS) or float(after) is not None


@pytest.mark.parametrize("form", list(Format), ids=str)
def test_numbers_that_are_none_are_empty(
    write_rows: WriteRows, make_batch: MakeBatch, tmp_path: Path, form: Format
) -> None:
    write_rows(
        [make_batch([{"id": "a", "lon": float("inf"), "lat": 33.0, "status": "refused"}])], tmp_path / f"x.{form}"
    )
    found = _read(tmp_path / f"x.{form}")
    assert "lon" not in found or found["lon"].isna().all()


def _with_columns(batch: Batch, **columns: str) -> Batch:
    return Batch(
        batch.events, pd.DataFrame({k: [v] for k, v in columns.items()}, index=batch.events.index, dtype="str")
    )


def test_columns_of_a_later_batch_are_named_when_left_out(
    write_rows: WriteRows, make_batch: MakeBatch, tmp_path: Path
) -> None:
    first = _with_columns(make_batch([{"id": "a"}]), colour="red", size="1")
    second = _with_columns(make_batch([{"id": "b"}], start=1), shape="round", colour="blue")
    summary = write_rows([first, second], tmp_path / "out.csv")
    assert summary.left_out == ["shape"]
    assert list(_read(tmp_path / "out.csv")["original_colour"]) == ["red", "blue"]


def test_own_column_with_a_hostile_name_is_harmless(
    write_rows: WriteRows, make_batch: MakeBatch, tmp_path: Path
) -> None:
    name = '=A1"><script>\x00'
    write_rows([_with_columns(make_batch([{"id": "a"}]), **{name: "1"})], tmp_path / "out.kml")
    write_rows([_with_columns(make_batch([{"id": "a"}]), **{name: "1"})], tmp_path / "out.csv")
    assert "<script" not in (tmp_path / "out.kml").read_text(encoding="utf-8")
    assert geopandas.read_file(tmp_path / "out.kml")["record_id"].tolist() == ["a"]
    assert [column for column in _read(tmp_path / "out.csv").columns if column.startswith(FORMULA_STARTS)] == []
