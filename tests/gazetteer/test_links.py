"""Map links, geo: addresses and plus codes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openlocationcode import openlocationcode
from pyproj import Geod

from geo.dataset.records.models import Place
from geo.errors import CoordinateError
from geo.gazetteer import find_point
from geo.gazetteer.links import decode_plus_code, read_link

ACCEPTED = (
    ("https://www.openstreetmap.org/#map=15/33.1256/35.8239", "OpenStreetMap link"),
    ("https://www.openstreetmap.org/relation/184888#map=9.5/33.1256/35.8239&layers=N", "OpenStreetMap link"),
    ("openstreetmap.org/#map=15/33.1256/35.8239", "OpenStreetMap link"),
    ("osm.org/#map=15/33.1256/35.8239", "OpenStreetMap link"),
    ("https://www.openstreetmap.org/?mlat=33.1256&mlon=35.8239#map=12/33.2/35.9", "OpenStreetMap marker"),
    ("https://www.openstreetmap.org/query?lat=33.1256&lon=35.8239#map=16/33.2/35.9", "map link"),
    ("https://www.google.com/maps/@33.1256,35.8239,15z", "map link (view)"),
    ("https://www.google.com/maps/place/Quneitra/@33.2,35.9,17z/data=!4m2!3m1!3d33.1256!4d35.8239", "map link (place)"),
    (
        "https://www.google.com/maps/place/33%C2%B007'32.2%22N/@33.2,35.9,17z/data=!3d33.1256!4d35.8239",
        "map link (place)",
    ),
    ("https://www.google.com/maps/search/33.1256,+35.8239?entry=tts", "map link"),
    ("https://www.google.com/maps/place/33.1256,35.8239", "map link"),
    ("https://www.google.com/maps/dir//33.1256,35.8239/@33.2,35.9,15z", "map link"),
    ("https://www.google.com/maps?q=33.1256,35.8239", "map link"),
    ("https://maps.google.com/?q=33.1256%2C35.8239&z=12", "map link"),
    ("google.com/maps?q=33.1256,35.8239", "map link"),
    ("https://www.google.com/maps/search/?api=1&query=33.1256,35.8239", "map link"),
    ("https://www.google.com/maps/dir/?api=1&destination=33.1256, 35.8239", "map link"),
    ("https://maps.apple.com/?ll=33.1256,35.8239&q=Quneitra", "map link"),
    ("https://yandex.com/maps/?ll=35.8239%2C33.1256&z=12", "map link"),
    ("HTTPS://WWW.OPENSTREETMAP.ORG/#map=15/33.1256/35.8239", "OpenStreetMap link"),
    ("geo:33.1256,35.8239", "geo: address"),
    ("GEO:33.1256,35.8239;u=35", "geo: address"),
    ("geo:33.1256,35.8239,900?z=15", "geo: address"),
    ("geo:0,0?q=33.1256,35.8239(Quneitra)", "geo: address"),
)
REFUSED = (
    ("https://goo.gl/maps/abc", "shortened"),
    ("https://maps.app.goo.gl/abc123", "shortened"),
    ("maps.app.goo.gl/abc123", "shortened"),
    ("https://osm.org/go/0EEQjE--", "shortened"),
    ("https://www.openstreetmap.org/go/0EEQjE--", "shortened"),
    ("https://bit.ly/3xyz", "shortened"),
    ("https://www.openstreetmap.org/relation/184888", "no coordinates"),
    ("https://news.example/33/35", "no coordinates"),
    ("https://", "no coordinates"),
    ("https://[x", "broken"),
    ("https://[::1/?q=1,2", "broken"),
    ("https://www.google.com/maps/@91.5,35.8239,15z", "out of range"),
    ("https://www.openstreetmap.org/?mlat=33.1&mlon=999", "out of range"),
    ("https://www.openstreetmap.org/?mlat=x&mlon=35", "no two numbers"),
    ("https://www.openstreetmap.org/?mlat=nan&mlon=35", "out of range"),
    ("geo:33.1256", "no two numbers"),
    ("geo:north,east", "no two numbers"),
    ("geo:91,0", "out of range"),
    ("geo:", "no two numbers"),
)


@pytest.mark.parametrize(("text", "form"), ACCEPTED, ids=[text for text, _ in ACCEPTED])
def test_accepted_link(places: tuple[Place, ...], text: str, form: str) -> None:
    found = find_point(places, f" {text} ")
    assert found.point is not None
    assert (found.point.lat, found.point.lon, found.point.form) == (33.1256, 35.8239, form)
    assert (found.point.sure_of_order, found.uncertainty_m) == (True, 0)


@pytest.mark.parametrize(("text", "reason"), REFUSED, ids=[text for text, _ in REFUSED])
def test_refused_link(places: tuple[Place, ...], text: str, reason: str) -> None:
    with pytest.raises(CoordinateError, match=reason):
        find_point(places, text)


def test_host_that_only_begins_like_a_shortener_is_read() -> None:
    found = read_link("https://t.company.example/?q=33.1256,35.8239")
    assert found is not None
    assert found.lat == 33.1256


@pytest.mark.parametrize("text", ["33.1256, 35.8239", "Hader", "httpsomething", "georgia"])
def test_other_text_is_no_link(text: str) -> None:
    assert read_link(text) is None


LINKS: dict[str, Callable[[float, float], str]] = {
    "osm view": lambda lat, lon: f"https://www.openstreetmap.org/#map=15/{lat:.5f}/{lon:.5f}",
    "osm marker": lambda lat, lon: f"https://www.openstreetmap.org/?mlat={lat:.5f}&mlon={lon:.5f}",
    "view": lambda lat, lon: f"https://www.google.com/maps/@{lat:.5f},{lon:.5f},15z",
    "place": lambda lat, lon: f"https://www.google.com/maps/place/x/@1,2,3z/data=!3d{lat:.5f}!4d{lon:.5f}",
    "search": lambda lat, lon: f"https://www.google.com/maps/search/{lat:.5f},{lon:.5f}",
    "query": lambda lat, lon: f"https://maps.google.com/?q={lat:.5f},{lon:.5f}",
    "yandex": lambda lat, lon: f"https://yandex.ru/maps/?ll={lon:.5f},{lat:.5f}",
    "geo": lambda lat, lon: f"geo:{lat:.5f},{lon:.5f}",
}
LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)


@pytest.mark.parametrize("form", LINKS)
@given(lat=LATITUDES, lon=LONGITUDES)
def test_what_is_written_as_a_link_is_read_back(form: str, lat: float, lon: float) -> None:
    found = read_link(LINKS[form](lat, lon))
    assert found is not None
    assert (found.lat, found.lon) == pytest.approx((lat, lon), abs=5.1e-6)


@given(st.sampled_from(["https://", "geo:", "www.", "osm.org/", "https://www.google.com/maps/"]), st.text(max_size=60))
def test_any_link_is_understood_or_refused(start: str, rest: str) -> None:
    try:
        found = read_link(start + rest)
    except CoordinateError:
        return
    assert found is not None
    assert abs(found.lat) <= 90


# Plus codes


@pytest.mark.parametrize("text", ["8G5Q4RGF+6H", "8g5q4rgf+6h", " 8G5Q4RGF+6H ", "8G5Q4RGF+6H Nowhereville"])
def test_plus_code(places: tuple[Place, ...], text: str) -> None:
    found = find_point(places, text)
    assert found.point is not None
    assert (found.point.lat, found.point.lon) == pytest.approx((33.1255625, 35.8239375), abs=1e-9)
    assert found.point.form == "plus code 8G5Q4RGF+6H"


@pytest.mark.parametrize(
    "text", ["4RGF+6H Quneitra", "4RGF+6H, Khan Arnabah", "4rgf+6h القنيطرة", "4RGF+6H Quneitra, Syria"]
)
def test_short_plus_code_with_a_place(places: tuple[Place, ...], text: str) -> None:
    found = find_point(places, text)
    assert found.point is not None
    assert found.point.form == "plus code 8G5Q4RGF+6H"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("4RGF+6H", "needs a place behind it"),
        ("4RGF+6H Nowhereville", "no known point"),
        ("4RGF+6H Kasarat junction", "no known point"),
        ("8G5Q4RGF+6", "not a valid plus code"),
        ("ZZ5Q4RGF+6H", "not part of a coordinate"),
    ],
)
def test_refused_plus_code(places: tuple[Place, ...], text: str, reason: str) -> None:
    with pytest.raises(CoordinateError, match=reason):
        find_point(places, text)


def test_short_plus_code_beside_two_places_far_apart_is_refused(places: tuple[Place, ...]) -> None:
    near = next(place for place in places if place.id == "hader")
    far = near.model_copy(update={"id": "hader-2", "lat": 36.2, "lon": 37.1})
    with pytest.raises(CoordinateError, match="one of several"):
        find_point([near, far], "4RGF+6H Hader")


@given(lat=LATITUDES, lon=LONGITUDES, length=st.sampled_from([4, 6, 8, 10, 11]))
def test_the_circle_of_a_plus_code_covers_its_cell(lat: float, lon: float, length: int) -> None:
    code = openlocationcode.encode(lat, lon, length)
    middle, radius_m = decode_plus_code(code, near=None)
    area = openlocationcode.decode(code)
    assert area.latitudeLo - 1e-9 <= lat <= area.latitudeHi + 1e-9
    corners = [(area.longitudeLo, area.latitudeLo), (area.longitudeHi, area.latitudeHi)]
    for corner_lon, corner_lat in corners:
        _, _, away_m = Geod(ellps="WGS84").inv(middle.lon, middle.lat, corner_lon, corner_lat)
        if length > 4 and abs(lat) < 85:
            assert away_m <= radius_m * 1.001
