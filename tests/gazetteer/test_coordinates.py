"""Every form in which coordinates are typed: taken, or refused with the reason; never read by half."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.errors import CoordinateError
from geo.gazetteer import read_pair

QUNEITRA = (33.1256, 35.8239)
DMS = (33 + 7 / 60 + 32 / 3600, 35 + 49 / 60 + 26 / 3600)
DM = (33 + 7.5 / 60, 35 + 49.2 / 60)

ACCEPTED: tuple[tuple[str, tuple[float, float]], ...] = (
    ("33.1256, 35.8239", QUNEITRA),
    ("33.1256,35.8239", QUNEITRA),
    ("33.1256 35.8239", QUNEITRA),
    ("  33.1256 ;\t35.8239 \n", QUNEITRA),
    ("33.1256/35.8239", QUNEITRA),
    ("+33.1256, +35.8239", QUNEITRA),
    ("+33.1256+035.8239/", QUNEITRA),
    ("-33.1256-070.5", (-33.1256, -70.5)),
    ("33.1256, -70.5", (33.1256, -70.5)),
    ("\u221233.1256, \u221270.5", (-33.1256, -70.5)),
    ("3.31256e1, 3.58239E1", QUNEITRA),
    ("33.1256\u00b0, 35.8239\u00b0", QUNEITRA),
    ("33.1256 N 35.8239 E", QUNEITRA),
    ("33.1256N 35.8239E", QUNEITRA),
    ("33.1256N35.8239E", QUNEITRA),
    ("N33.1256E35.8239", QUNEITRA),
    ("n33 e35", (33, 35)),
    ("N 33.1256, E 35.8239", QUNEITRA),
    ("E 35.8239 N 33.1256", QUNEITRA),
    ("35.8239\u00b0 E, 33.1256\u00b0 N", QUNEITRA),
    ("33.1256 north, 35.8239 east", QUNEITRA),
    ("North: 33.1256 East: 35.8239", QUNEITRA),
    ("33.1256 S 35.8239 W", (-33.1256, -35.8239)),
    ("3.31256e1 N 3.58239e1 E", QUNEITRA),
    ("lat 33.1256 lon 35.8239", QUNEITRA),
    ("Latitude: 33.1256, Longitude: 35.8239", QUNEITRA),
    ("lon=35.8239&lat=33.1256".replace("&", " "), QUNEITRA),
    ("lng: 35.8239, lat: 33.1256", QUNEITRA),
    ("Long. 35.8239 Lat. 33.1256", QUNEITRA),
    ("lat 33.1256 N, lon 35.8239 E", QUNEITRA),
    ("33\u00b007'32\"N 35\u00b049'26\"E", DMS),
    ("33\u00b0 07\u2032 32\u2033 N, 35\u00b0 49\u2032 26\u2033 E", DMS),
    ("33\u00ba07\u201932\u201dN 35\u00ba49\u201926\u201dE", DMS),
    ("33\u00b007'32''N 35\u00b049'26''E", DMS),
    ("N33\u00b007'32\" E35\u00b049'26\"", DMS),
    ("33\u00b007'32\" 35\u00b049'26\"", DMS),
    ("33 07 32 N 35 49 26 E", DMS),
    ("33 7 32 N, 35 49 26 E", DMS),
    ("33:07:32N 35:49:26E", DMS),
    ("33 07 32 35 49 26", DMS),
    ("33d07m32s 35d49m26s", DMS),
    ("33d07m32sN 35d49m26sE", DMS),
    ("33d 07m 32s N 35d 49m 26s E", DMS),
    ("33\u00b007.5'N 35\u00b049.2'E", DM),
    ("33 07.5 35 49.2", DM),
    ("33 7,5 N 35 49,2 E", DM),
    ("33,1256 35,8239", QUNEITRA),
    ("33,1256; 35,8239", QUNEITRA),
    ("33,1256, 35,8239", QUNEITRA),
    ("33,12 N 35,82 E", (33.12, 35.82)),
    ("33,5 N 35 E", (33.5, 35)),
    ("33\u066b1256 35\u066b8239", QUNEITRA),
    ("33.1256\u060c 35.8239", QUNEITRA),
    ("\u0663\u0663.\u0661\u0662\u0665\u0666, \u0663\u0665.\u0668\u0662\u0663\u0669", QUNEITRA),
    ("\u200e33.1256, 35.8239\u200f", QUNEITRA),
    ("33.1256\u00a0N\u00a035.8239\u00a0E", QUNEITRA),
    ("-0\u00b030'00\", 35\u00b000'00\"", (-0.5, 35)),
    ("0, 0", (0, 0)),
    ("-90, 180", (-90, 180)),
    ("35.8239, 133.1256", (35.8239, 133.1256)),
    ("133.1256, 35.8239", (35.8239, 133.1256)),
    ("33,12", (33, 12)),
)
REFUSED: tuple[tuple[str, str], ...] = (
    ("33.1256", "two coordinates are needed"),
    ("33.1256 35.8239 12", "two coordinates are needed"),
    ("33 7 32 35 49", "two coordinates are needed"),
    ("1 2 3 4 5 6 7 8", "two coordinates are needed"),
    ("33.1256, 181", "outside -180 to 180"),
    ("91, 91", "outside -90 to 90"),
    ("1e999, 35", "too large"),
    ("1e400 5 N 35 E", "too large"),
    ("33.1256 N 35.8239", "hemisphere letter is missing or too many"),
    ("33.1256 N 35.8239 E 5 S", "hemisphere letter is missing or too many"),
    ("33.1256 N 35.8239 S", "one coordinate needs N or S"),
    ("33.1256 E 35.8239 W", "one coordinate needs N or S"),
    ("33.1256 N 35.8239 E 7", "a number follows the last hemisphere letter"),
    ("-33.1256 N 35.8239 E", "minus sign and a hemisphere letter"),
    ("-0 N 35 E", "minus sign and a hemisphere letter"),
    ("33 60 0 N 35 0 0 E", "between 0 and 60"),
    ("33 7 61 N 35 0 0 E", "between 0 and 60"),
    ("33 -7 32, 35 49 26", "between 0 and 60"),
    ("33.5 7 N 35 49 E", "only the last"),
    ("33'07\u00b0 N 35'49\u00b0 E", "out of order"),
    ("33\u00b0 35\u00b0 49' 26\"", "out of order"),
    ("33 7 32 5 N 35 E", "one to three numbers"),
    ("N 33 35 E", "one to three numbers"),
    ("33,12,35,82", "may part numbers or decimals"),
    ("33,7,32,35,49,26", "may part numbers or decimals"),
    ("33.1256-35.8239", "a sign follows a digit"),
    ("33.1256+35.8239", "a sign follows a digit"),
    ("lat 33.1256, 35.8239", "once each, or neither"),
    ("lat 33.1256, lat 35.8239", "once each, or neither"),
    ("lat 33.1256 E lon 35.8239 N", "contradict each other"),
    ("33.1256, 35.8239 and more", "not part of a coordinate"),
    ("33.1256, 35.8239)", "not part of a coordinate"),
    ("33.1256. 35.8239", "not part of a coordinate"),
    ("33,125.6 35", "two coordinates are needed"),
    ("\u00b23, 35", "not part of a coordinate"),
    ("0x21, 35", "not part of a coordinate"),
    ("nan, 35", "not part of a coordinate"),
    ("33_1, 35", "not part of a coordinate"),
    ("33 07 32 K", "not part of a coordinate"),
    ("<script>1,2</script>", "not part of a coordinate"),
    ("", "two coordinates are needed"),
    ("1 " * 61, "longer than 120"),
)


@pytest.mark.parametrize(("text", "expected"), ACCEPTED, ids=[text for text, _ in ACCEPTED])
def test_accepted_form(text: str, expected: tuple[float, float]) -> None:
    found = read_pair(text)
    assert (found.lat, found.lon) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("text", "reason"), REFUSED, ids=[text[:30] for text, _ in REFUSED])
def test_refused_form(text: str, reason: str) -> None:
    with pytest.raises(CoordinateError, match=reason):
        read_pair(text)


@pytest.mark.parametrize(
    ("text", "sure", "form"),
    [
        ("33.1256, 35.8239", False, "latitude, longitude"),
        ("133.1256, 35.8239", True, "longitude, latitude"),
        ("33.1256 N 35.8239 E", True, "degrees with hemispheres"),
        ("lon 35.8239 lat 33.1256", True, "named latitude and longitude"),
    ],
)
def test_it_says_how_it_was_read(text: str, sure: bool, form: str) -> None:
    found = read_pair(text)
    assert (found.sure_of_order, found.form) == (sure, form)


def test_a_refusal_shows_how_to_write_it() -> None:
    with pytest.raises(CoordinateError, match=r"33\.1256 N 35\.8239 E"):
        read_pair("somewhere 12")


# Written in a form and read back


def _sexagesimal(value: float) -> tuple[int, int, float]:
    hundredths = round(abs(value) * 360_000)
    return hundredths // 360_000, hundredths % 360_000 // 6_000, hundredths % 6_000 / 100


def _dms(value: float, sides: str, template: str) -> str:
    degrees, minutes, seconds = _sexagesimal(value)
    return template.format(d=degrees, m=minutes, s=seconds, side=sides[value < 0])


def _dm(value: float, sides: str) -> str:
    tenthousandths = round(abs(value) * 600_000)
    return f"{tenthousandths // 600_000}\u00b0{tenthousandths % 600_000 / 10_000:07.4f}'{sides[value < 0]}"


def _signed_dms(value: float) -> str:
    degrees, minutes, seconds = _sexagesimal(value)
    return f"{'-' if value < 0 else ''}{degrees}\u00b0{minutes:02d}'{seconds:05.2f}\""


def _arabic(text: str) -> str:
    return text.translate({ord("0") + digit: 0x0660 + digit for digit in range(10)})


def _both(template: str) -> Callable[[float, float], str]:
    return lambda lat, lon: f"{_dms(lat, 'NS', template)} {_dms(lon, 'EW', template)}"


SECONDS = 0.0051 / 3600
FORMS: dict[str, tuple[Callable[[float, float], str], float]] = {
    "decimal": (lambda lat, lon: f"{lat:.6f}, {lon:.6f}", 5.1e-7),
    "decimal, whole precision": (lambda lat, lon: f"{lat!r} {lon!r}", 0),
    "decimal comma": (lambda lat, lon: f"{lat:.6f}; {lon:.6f}".replace(".", ","), 5.1e-7),
    "Arabic digits": (lambda lat, lon: _arabic(f"{lat:.6f}\u060c {lon:.6f}".replace(".", "\u066b")), 5.1e-7),
    "exponent": (lambda lat, lon: f"{lat:.8e}, {lon:.8e}", 5.1e-7),
    "ISO 6709": (lambda lat, lon: f"{lat:+010.6f}{lon:+011.6f}/", 5.1e-7),
    "hemisphere after": (
        lambda lat, lon: f"{abs(lat):.5f} {'NS'[lat < 0]} {abs(lon):.5f} {'EW'[lon < 0]}",
        5.1e-6,
    ),
    "hemisphere before, longitude first": (
        lambda lat, lon: f"{'EW'[lon < 0]}{abs(lon):.5f} {'NS'[lat < 0]}{abs(lat):.5f}",
        5.1e-6,
    ),
    "hemisphere before, glued": (
        lambda lat, lon: f"{'NS'[lat < 0]}{abs(lat):.5f}{'EW'[lon < 0]}{abs(lon):.5f}",
        5.1e-6,
    ),
    "hemisphere, decimal comma": (
        lambda lat, lon: f"{abs(lat):.5f}{'NS'[lat < 0]}, {abs(lon):.5f}{'EW'[lon < 0]}".replace(".", ","),
        5.1e-6,
    ),
    "named, longitude first": (lambda lat, lon: f"lon: {lon:.6f}, lat: {lat:.6f}", 5.1e-7),
    "degrees, minutes, seconds": (_both("{d}\u00b0{m:02d}'{s:05.2f}\"{side}"), SECONDS),
    "typographic": (_both("{d}\u00b0 {m:02d}\u2032 {s:05.2f}\u2033 {side}"), SECONDS),
    "side first": (_both("{side} {d}\u00b0{m:02d}'{s:05.2f}\""), SECONDS),
    "letters": (_both("{d}d{m:02d}m{s:05.2f}s {side}"), SECONDS),
    "colons": (_both("{d}:{m:02d}:{s:05.2f}{side}"), SECONDS),
    "spaces": (_both("{d} {m:02d} {s:05.2f} {side}"), SECONDS),
    "signed": (lambda lat, lon: f"{_signed_dms(lat)}, {_signed_dms(lon)}", SECONDS),
    "degrees and minutes": (lambda lat, lon: f"{_dm(lat, 'NS')} {_dm(lon, 'EW')}", 0.000051 / 60),
}


@pytest.mark.parametrize("form", FORMS)
@given(
    lat=st.floats(-90, 90, allow_subnormal=False).map(lambda lat: round(lat, 9)),
    lon=st.floats(-180, 180, allow_subnormal=False).map(lambda lon: round(lon, 9)),
)
@example(lat=-0.008, lon=0.004)
@example(lat=89.9999999, lon=-179.9999999)
@example(lat=33.1256, lon=35.8239)
def test_what_is_written_in_a_form_is_read_back(form: str, lat: float, lon: float) -> None:
    write, precision = FORMS[form]
    found = read_pair(write(lat, lon))
    assert abs(found.lat - lat) <= precision
    assert abs(found.lon - lon) <= precision


@given(st.text(alphabet="0123456789 .,;:+-eENSW\u00b0'\"dmslatonghiu/=", max_size=60) | st.text(max_size=130))
def test_anything_is_understood_or_refused(text: str) -> None:
    try:
        found = read_pair(text)
    except CoordinateError:
        return
    assert abs(found.lat) <= 90
    assert abs(found.lon) <= 180
