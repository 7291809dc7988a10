"""The page "Where is it?": what may be typed, what is refused and why, what is answered."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from geo.atlas import Atlas
from tests.pages.reading import OpenPage, run_page, texts

POINT = "33.12560 N, 35.82390 E"
COORDINATES = {
    "decimal": "33.1256, 35.8239",
    "decimal without comma": "33.1256 35.8239",
    "hemispheres behind": "33.1256 N 35.8239 E",
    "hemispheres before": "N 33.1256, E 35.8239",
    "longitude first, with hemispheres": "35.8239E 33.1256N",
    "degrees, minutes, seconds": "33°07'32.16\"N 35°49'26.04\"E",
    "typographic signs": "33° 07′ 32.16″ N, 35° 49′ 26.04″ E",
    "degrees and minutes": "33° 7.536' N, 35° 49.434' E",
    "decimal commas": "33,1256; 35,8239",
    "decimal commas, space between": "33,1256 35,8239",
    "Arabic digits": "٣٣٫١٢٥٦، ٣٥٫٨٢٣٩",
    "exponents": "3.31256e1, 3.58239e1",
    "OpenStreetMap view": "https://www.openstreetmap.org/#map=15/33.1256/35.8239",
    "OpenStreetMap marker": "https://www.openstreetmap.org/?mlat=33.1256&mlon=35.8239#map=5/1/1",
    "Google view": "https://www.google.com/maps/@33.1256,35.8239,15z",
    "Google place": "https://www.google.com/maps/place/X/@33.2,35.9,15z/data=!8m2!3d33.1256!4d35.8239",
    "Google query": "https://www.google.com/maps?q=33.1256,35.8239",
    "geo address": "geo:33.1256,35.8239",
    "geo address with zoom": "geo:33.1256,35.8239?z=12",
}
PLUS_CODES = {"full": "8G5Q4RGF+6H", "short with a place": "4RGF+6H Quneitra", "small letters": "8g5q4rgf+6h"}
PLACES = ("Jubata al-Khashab", "Jabata al Khashab", "jubata al khashab", "جباتا الخشب", "ג'ובתא אל-ח'שב")
REFUSED = {
    "unknown place": ("Atlantis", "no place of this name"),
    "shortened link": ("https://maps.app.goo.gl/abc", "shortened link"),
    "link without coordinates": ("https://news.example/story", "no coordinates"),
    "latitude out of range": ("95, 100", "outside"),
    "longitude out of range": ("33.1, 200", "outside"),
    "link out of range": ("geo:133.1,35.8", "out of range"),
    "three numbers": ("33.1 35.8 36.2", "two coordinates are needed"),
    "one number": ("33.1", "two coordinates are needed"),
    "one hemisphere": ("33.1256 N", "hemisphere"),
    "two latitudes": ("33.1 N 35.8 N", "other E or W"),
    "minutes over 60": ("33°70'N 35°0'E", "between 0 and 60"),
    "minus and hemisphere": ("-33.1 N 35.8 E", "minus sign"),
    "short plus code alone": ("4RGF+6H", "short plus code"),
    "not a number": ("nan, nan", "no place of this name"),
}

INSIDE = "Inside the UN buffer zone (inside the area of separation)"


def _ask(app: AppTest, text: str, *, within: str = "") -> AppTest:
    app.text_input(key="within").set_value(within)
    return app.text_input(key="at").set_value(text).run()


def _understood(app: AppTest) -> str:
    found = [str(text) for text in app.caption.values if str(text).startswith("Understood")]
    return found[0].replace("\\", "") if found else "; ".join(texts(app))


def _answer(app: AppTest) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(app.json[0].value)
    return found


def _linked(app: AppTest) -> dict[str, str]:
    """Return the address parameters of the link to the answer."""
    text = next(str(text) for text in app.markdown.values if str(text).startswith("[Link"))
    return dict(parse_qsl(urlsplit(text.partition("(")[2].rstrip(")")).query))


@pytest.fixture(scope="module")
def where() -> AppTest:
    """Return a session in which one question after the other is asked."""
    return run_page("where", {})


def test_opens_without_an_error(open_page: OpenPage) -> None:
    app = open_page("where")
    assert (list(app.exception), list(app.error), list(app.warning)) == ([], [], [])


def test_says_what_can_be_typed(open_page: OpenPage) -> None:
    captions = [str(text) for text in open_page("where").caption.values]
    assert [text for text in captions if "For example" in text and "8G5Q4RGF" in text]


@pytest.mark.parametrize("text", COORDINATES.values(), ids=COORDINATES)
def test_coordinates_are_understood(where: AppTest, text: str) -> None:
    assert POINT in _understood(_ask(where, text))


@pytest.mark.parametrize("text", PLUS_CODES.values(), ids=PLUS_CODES)
def test_plus_code_is_understood(where: AppTest, text: str) -> None:
    assert "plus code 8G5Q4RGF+6H: **33.12556 N, 35.82394 E**" in _understood(_ask(where, text))


@pytest.mark.parametrize("text", PLACES)
def test_place_is_found_in_any_spelling(where: AppTest, text: str) -> None:
    assert "place Jubata al-Khashab" in _understood(_ask(where, text))


def test_order_of_bare_numbers_is_said(where: AppTest) -> None:
    assert _understood(_ask(where, "33.1256, 35.8239")).endswith("latitude first.")


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_understood_is_refused_with_the_reason(where: AppTest, text: str, reason: str) -> None:
    warnings = [str(value).replace("\\", "") for value in _ask(where, text).warning.values]
    assert [warning for warning in warnings if warning.startswith("Not understood") and reason in warning]


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_understood_gets_no_answer(where: AppTest, text: str, reason: str) -> None:
    assert not len(_ask(where, text).json)


@pytest.mark.parametrize("within", ["far", "-5", "1.000", "1e999"])
def test_radius_that_is_no_radius_is_refused(where: AppTest, within: str) -> None:
    assert len(_ask(where, "33.1256, 35.8239", within=within).warning) == 1


def test_markup_that_is_not_understood_is_literal(where: AppTest) -> None:
    warning = str(_ask(where, "1 [x](https://evil.example) **b**").warning.values[0])
    assert "](" not in warning


def test_ambiguous_name_asks(where: AppTest) -> None:
    assert "more than one place" in str(_ask(where, "Saida").info.values[0])


def test_ambiguous_name_gets_no_answer(where: AppTest) -> None:
    assert not len(_ask(where, "Saida").json)


def test_choices_say_where_the_places_are(where: AppTest) -> None:
    buttons = _ask(where, "Saida").button
    labels = [button.label.replace("\\", "") for button in buttons if str(button.key).startswith("choose_")]
    assert "Saida al-Golan, also Saida · Quneitra" in labels
    assert "Razaniyat Saida, also Razaniyet Saida · Quneitra · no point known" in labels


def test_choice_of_an_ambiguous_name_is_answered(where: AppTest) -> None:
    app = _ask(where, "Saida")
    app.button(key="choose_saida-al-golan").click().run()
    assert "place Saida al-Golan" in _understood(app)


def test_place_without_a_point_says_so(where: AppTest) -> None:
    assert "without a point" in str(_ask(where, "Saida al-Hanout").info.values[0])


def test_quneitra_is_inside(where: AppTest) -> None:
    assert _ask(where, "33.1256, 35.8239").subheader.values == [
        "Inside the UN buffer zone (inside the area of separation)"
    ]


def test_quneitra_within_1_km_cannot_be_told(where: AppTest) -> None:
    assert _ask(where, "33.1256, 35.8239", within="1000").subheader.values == ["Cannot tell"]


def test_sentence_names_what_is_possible(where: AppTest) -> None:
    said = " ".join(texts(_ask(where, "33.1256, 35.8239", within="1000"))).replace("\\", "")
    assert "inside the area of separation and west of line A are both possible" in said


def test_place_counts_with_its_own_radius(where: AppTest) -> None:
    assert _answer(_ask(where, "Quneitra"))["uncertainty_m"] == 1000


def test_typed_radius_counts_more_than_the_place(where: AppTest) -> None:
    assert _answer(_ask(where, "Quneitra", within="0"))["uncertainty_m"] == 0


@pytest.mark.parametrize(
    ("text", "within"), [("33.1256, 35.8239", ""), ("33.1256, 35.8239", "1000"), ("48.85, 2.35", "50"), ("Hader", "")]
)
def test_answer_is_that_of_the_position_test(where: AppTest, atlas: Atlas, text: str, within: str) -> None:
    answer = _answer(_ask(where, text, within=within))
    link = _linked(where)
    lat, lon = (float(piece) for piece in link["at"].split(","))
    assert answer == atlas.test.answer(lon, lat, uncertainty_m=float(link.get("within", 0)))


@pytest.mark.parametrize("within", ["", "1000"])
def test_permalink_brings_the_answer_back(open_page: OpenPage, where: AppTest, within: str) -> None:
    answer = _answer(_ask(where, "Jubata al-Khashab", within=within))
    assert _answer(open_page("where", _linked(where))) == answer


def test_citation_names_version_and_origin(where: AppTest, atlas: Atlas) -> None:
    citation = str(_ask(where, "33.1256, 35.8239").code.values[0])
    assert f"version {atlas.dataset.version}" in citation
    assert "© OpenStreetMap contributors" in citation


def test_line_keeps_its_name_in_the_heading(where: AppTest) -> None:
    assert _ask(where, "33.1256, 35.79").subheader.values == [
        "Outside the UN buffer zone, on the Israeli-held side (west of line A)"
    ]


def test_paris_is_outside_the_region(where: AppTest) -> None:
    assert _ask(where, "48.8534, 2.3488").subheader.values == [
        "Outside the UN buffer zone (outside the region of the 1974 agreement)"
    ]


def test_wrong_order_is_said_once_and_can_be_swapped(where: AppTest) -> None:
    app = _ask(where, "35.8239, 33.1256")
    assert [warning.value for warning in app.warning] == [
        "Longitude and latitude look swapped: the other way round, the point lies by the lines."
    ]
    next(button for button in app.button if button.label == "Swap them").click().run()
    assert app.subheader.values == [INSIDE]


def test_sentence_to_copy_comes_with_its_source(where: AppTest) -> None:
    assert "lies inside the UN buffer zone" in _ask(where, "33.1256, 35.8239").code[1].value
