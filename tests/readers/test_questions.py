"""Every format asks what a table asks: nothing about dates or coordinates is guessed silently."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely

from geo.readers import Choices, DateOrder, QuestionsOpen, propose, read_events

OPEN = ("03/04/2025", "05/05/2025", "")
DECIDED = ("03/04/2025", "16/05/2025", "")
HERE = ((35.8, 33.1), (35.9, 33.2), (36.0, 33.0))
SWAPPED = tuple((lat, lon) for lon, lat in HERE)
FORMATS = ("csv", "geojson", "kml", "gpkg", "zip", "parquet", "native.parquet")

WriteRows = Callable[..., Path]


@pytest.fixture
def write_rows(tmp_path: Path) -> WriteRows:
    """Return a function that writes dated points in a format."""

    def write(ending: str, dates: Sequence[str], places: Sequence[tuple[float, float]] = HERE) -> Path:
        path = tmp_path / f"mine.{ending}"
        frame = geopandas.GeoDataFrame({"date": list(dates)}, geometry=shapely.points(places), crs="EPSG:4326")
        if ending == "csv":
            lines = [f"{lat},{lon},{date}" for (lon, lat), date in zip(places, dates, strict=True)]
            path.write_text("\n".join(["lat,lon,date", *lines]), encoding="utf-8")
        elif ending == "kml":
            path.write_text(_kml(dates, places), encoding="utf-8")
        elif ending.endswith("parquet"):
            frame.to_parquet(path, geometry_encoding="geoarrow" if ending.startswith("native") else "WKB")
        elif ending == "zip":
            path.write_bytes(_shapefile(frame, tmp_path))
        else:
            frame.to_file(path)
        return path

    return write


def _kml(dates: Sequence[str], places: Sequence[tuple[float, float]]) -> str:
    marks = [
        f'<Placemark><ExtendedData><Data name="date"><value>{date}</value></Data></ExtendedData>'
        f"<Point><coordinates>{lon},{lat}</coordinates></Point></Placemark>"
        for (lon, lat), date in zip(places, dates, strict=True)
    ]
    return f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{"".join(marks)}</Document></kml>'


def _shapefile(frame: geopandas.GeoDataFrame, folder: Path) -> bytes:
    frame.to_file(folder / "mine.shp")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in folder.glob("mine.*"):
            archive.write(part, part.name)
    return out.getvalue()


def _asked(path: Path) -> list[str]:
    with pytest.raises(QuestionsOpen) as caught:
        read_events(path)
    assert [question.id for question in propose(path).questions] == [question.id for question in caught.value.questions]
    return [question.id for question in caught.value.questions]


@pytest.mark.parametrize("ending", FORMATS)
def test_an_open_order_of_dates_is_asked(write_rows: WriteRows, ending: str) -> None:
    assert _asked(write_rows(ending, OPEN)) == ["date_order"]


@pytest.mark.parametrize("ending", FORMATS)
def test_an_order_that_the_file_decides_is_noted(write_rows: WriteRows, ending: str) -> None:
    reading = read_events(write_rows(ending, DECIDED))
    assert any("day first, as '16/05/2025' decides" in note for note in reading.notes)
    assert next(iter(reading.batches)).events["date_from"].tolist() == ["2025-04-03", "2025-05-16", ""]


@pytest.mark.parametrize("ending", FORMATS)
def test_coordinates_that_look_swapped_are_asked(write_rows: WriteRows, ending: str) -> None:
    assert _asked(write_rows(ending, ("", "", "2025-05-16"), SWAPPED)) == ["swap_coordinates"]


@pytest.mark.parametrize("ending", FORMATS)
def test_the_answers_hold(write_rows: WriteRows, ending: str) -> None:
    chosen = Choices(date_order=DateOrder.MONTH_FIRST, swap_coordinates=True, uncertainty_m=250.0)
    batch = next(iter(read_events(write_rows(ending, OPEN, SWAPPED), choices=chosen).batches))
    assert batch.events["date_from"].tolist() == ["2025-03-04", "2025-05-05", ""]
    assert np.allclose(batch.events[["lon", "lat"]], HERE)
    assert batch.events["uncertainty_m"].tolist() == [250.0] * 3
    assert set(batch.events["uncertainty_basis"]) == {"chosen for the whole file"}


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "zip", "parquet"])
def test_areas_that_look_swapped_are_asked_about_too(tmp_path: Path, ending: str) -> None:
    frame = geopandas.GeoDataFrame({"n": [1]}, geometry=[shapely.box(33.0, 35.8, 33.1, 35.9)], crs="EPSG:4326")
    path = tmp_path / f"mine.{ending}"
    if ending == "zip":
        path.write_bytes(_shapefile(frame, tmp_path))
    elif ending == "parquet":
        frame.to_parquet(path)
    else:
        frame.to_file(path)
    assert _asked(path) == ["swap_coordinates"]


@pytest.mark.parametrize("ending", ["gpkg", "parquet"])
def test_a_date_far_down_the_file_decides_the_order(write_rows: WriteRows, ending: str) -> None:
    path = write_rows(ending, [*["03/04/2025"] * 10_001, "16/05/2025"], [HERE[0]] * 10_002)
    assert propose(path).questions == ()
