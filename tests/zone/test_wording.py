"""The answer in sentences: golden ones for each side, and what must never be said."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas import Atlas
from geo.zone import Side
from geo.zone.wording import READER_WORDS, SIDE_WORDS, metres_text, point_text, position_sentences, quotable_sentence

Point = tuple[float, float, float]
ACCURACY = "the lines as drawn are good to about 250 m."
OTHERWISE = "Another published drawing of the zone (Natural Earth) would answer differently."
BOTH = "inside the area of separation and west of line A are both possible."
ALL = (
    "east of line B, inside the area of separation, outside the region of the 1974 agreement and west of line A "
    "are all possible."
)
QUNEITRA = f"It is 560 m east of line A and 4.7 km west of line B; {ACCURACY}"
BAND = "That is in the band of {} km of the areas of limitation."
GOLDEN: dict[str, tuple[Point, list[str]]] = {
    "inside": (
        (35.8239, 33.1256, 0),
        ["33.12560 N, 35.82390 E lies inside the UN buffer zone (inside the area of separation).", QUNEITRA],
    ),
    "west of A": (
        (35.69139, 32.99194, 0),
        [
            "32.99194 N, 35.69139 E lies outside the UN buffer zone, on the Israeli-held side (west of line A).",
            BAND.format("10 to 20"),
            f"It is 17 km west of line A and 17 km west of line B; {ACCURACY}",
        ],
    ),
    "east of B": (
        (35.89158, 33.18378, 0),
        [
            "33.18378 N, 35.89158 E lies outside the UN buffer zone, on the Syrian side (east of line B).",
            BAND.format("0 to 10"),
            f"It is 4.7 km east of line A and 640 m east of line B; {ACCURACY}",
        ],
    ),
    "known to within": (
        (35.8239, 33.1256, 200),
        [
            f"33.12560 N, 35.82390 E (known to within 200 m) lies {READER_WORDS['inside']}.",
            QUNEITRA,
        ],
    ),
    "cannot tell between two": (
        (35.8239, 33.1256, 1000),
        [
            f"One cannot tell where 33.12560 N, 35.82390 E (known to within 1.0 km) lies: {BOTH}",
            QUNEITRA,
            OTHERWISE,  # Natural Earth's line A is 1,052 m away here
        ],
    ),
    "cannot tell between all": (
        (35.8239, 33.1256, 60_000),
        [f"One cannot tell where 33.12560 N, 35.82390 E (known to within 60 km) lies: {ALL}", QUNEITRA],
    ),
    "near a line": (
        (35.83028, 33.27944, 0),
        [
            "33.27944 N, 35.83028 E lies outside the UN buffer zone, on the Syrian side (east of line B).",
            BAND.format("0 to 10"),
            f"It is 3.6 km east of line A and 110 m east of line B; {ACCURACY}",
            "The line itself is known only to about 250 m, so the side is not a firm fact.",
            OTHERWISE,
        ],
    ),
    "far away": (
        (2.3522, 48.8566, 0),
        ["48.85660 N, 2.35220 E lies outside the UN buffer zone (outside the region of the 1974 agreement)."],
    ),
    "outside, not far": (
        (36.2765, 33.5138, 0),
        [
            "33.51380 N, 36.27650 E lies outside the UN buffer zone (outside the region of the 1974 agreement).",
            f"It is 48 km east of line A and 39 km east of line B; {ACCURACY}",
        ],
    ),
    "south and west": (
        (-70.5, -33.4, 0),
        ["33.40000 S, 70.50000 W lies outside the UN buffer zone (outside the region of the 1974 agreement)."],
    ),
}


def _sentences(atlas: Atlas, lon: float, lat: float, radius_m: float) -> list[str]:
    answer = atlas.test.answer(lon, lat, uncertainty_m=radius_m)
    return position_sentences({**answer, "nearest_place": None}, lon=lon, lat=lat)


@pytest.mark.parametrize("name", GOLDEN)
def test_golden_sentences(atlas: Atlas, name: str) -> None:
    point, expected = GOLDEN[name]
    assert _sentences(atlas, *point) == expected


@pytest.mark.parametrize(
    ("distance_m", "sentence"),
    [
        (12, "The nearest place in the gazetteer is Hader, at this point."),
        (80, "It is 80 m north-west of Hader."),
        (8982, "It is 9.0 km north-west of Hader."),
    ],
)
def test_nearest_place(atlas: Atlas, distance_m: int, sentence: str) -> None:
    place = {"id": "hader", "name": "Hader", "distance_m": distance_m, "bearing_deg": 315, "compass": "north-west"}
    answer = {**atlas.test.answer(35.8239, 33.1256), "nearest_place": place}
    assert position_sentences(answer, lon=35.8239, lat=33.1256)[-1] == sentence


def test_every_side_has_words() -> None:
    assert set(SIDE_WORDS) == {str(side) for side in Side} - {"cannot_tell"}


@pytest.mark.parametrize("name", [name for name in GOLDEN if name != "near a line"])
def test_only_near_a_line_the_side_is_no_firm_fact(atlas: Atlas, name: str) -> None:
    assert "not a firm fact" not in " ".join(_sentences(atlas, *GOLDEN[name][0]))


def test_the_doubt_of_the_line_reaches_a_point_that_its_circle_alone_does_not(atlas: Atlas) -> None:
    answer = atlas.test.answer(35.8239, 33.1256, uncertainty_m=500)
    assert (answer["side"], answer["certainty"], answer["distance_to_a_m"]) == ("inside", "line_doubt", 561)
    sentence = (
        "The line itself is known only to about 250 m and the point only to 500 m, so the side is not a firm fact."
    )
    assert sentence in position_sentences(answer, lon=35.8239, lat=33.1256)
    assert sentence in quotable_sentence(answer, lon=35.8239, lat=33.1256)


def test_sentence_to_copy_names_its_source(atlas: Atlas) -> None:
    quoted = quotable_sentence(atlas.test.answer(35.8239, 33.1256), lon=35.8239, lat=33.1256)
    assert quoted.startswith("33.12560 N, 35.82390 E lies inside the UN buffer zone")
    assert quoted.endswith("(approximate, no official demarcation))")


@pytest.mark.parametrize(
    ("distance_m", "text"),
    [
        (0, "0 m"),
        (0.2, "1 m"),
        (3, "3 m"),
        (-3, "3 m"),
        (12, "10 m"),
        (561, "560 m"),
        (994, "990 m"),
        (995, "1.0 km"),
        (999.9, "1.0 km"),
        (1000, "1.0 km"),
        (4740, "4.7 km"),
        (9949, "9.9 km"),
        (9950, "10 km"),
        (9999, "10 km"),
        (49_247, "49 km"),
        (1_234_567, "1,235 km"),
    ],
)
def test_distances(distance_m: float, text: str) -> None:
    assert metres_text(distance_m) == text


@given(st.floats(0, 1e7))
def test_distance_is_within_a_tenth_and_never_1000_m(distance_m: float) -> None:
    number, unit = metres_text(distance_m).replace(",", "").split()
    said_m = float(number) * (1000 if unit == "km" else 1)
    assert abs(said_m - distance_m) <= max(1, distance_m / 10, 5 if distance_m > 10 else 0)
    assert not (unit == "m" and float(number) >= 1000)


@pytest.mark.parametrize(
    ("lon", "lat", "text"),
    [
        (35.8239, 33.1256, "33.12560 N, 35.82390 E"),
        (-70.5, -33.4, "33.40000 S, 70.50000 W"),
        (0, 0, "0.00000 N, 0.00000 E"),
    ],
)
def test_points(lon: float, lat: float, text: str) -> None:
    assert point_text(lon, lat) == text


@given(lon=st.floats(35.2, 36.4), lat=st.floats(32.5, 33.7), radius_m=st.sampled_from([0, 200, 1000, 5000]))
def test_what_is_said_agrees_with_the_answer(atlas: Atlas, lon: float, lat: float, radius_m: float) -> None:
    answer: dict[str, Any] = atlas.test.answer(lon, lat, uncertainty_m=radius_m)
    found = position_sentences(answer, lon=lon, lat=lat)
    said = " ".join(found)
    assert all(sentence.endswith(".") for sentence in found)
    assert ("cannot tell" in said) == (answer["side"] == "cannot_tell")
    assert all(SIDE_WORDS[side] in found[0] for side in answer["possible"])
    assert ("areas of limitation" in said) == (answer["band"] is not None)
    assert (OTHERWISE in found) == answer["depends_on_geometry"]
    assert ("known to within" in said) == bool(radius_m)
    assert ("east of line A" in said) == (answer["distance_to_a_m"] >= 0 or "east of line A" in found[0])
