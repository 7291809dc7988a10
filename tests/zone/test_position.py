"""The position test: reference places, traps near the lines, far places, and the public JSON."""

from __future__ import annotations

import json

import numpy as np
import pytest

from geo.errors import UsageError
from geo.zone import BANDS, NamedPlaces, Zone, locate, named_places, position_json

HADER = (35.83028, 33.27944)
MAJDAL_SHAMS = (35.7716, 33.27029)
BIR_AJAM = (35.86712, 33.05324)
FAR_PLACES = {
    "Paris": (2.3522, 48.8566),
    "Damascus": (36.2765, 33.5138),
    "Homs": (36.7167, 34.7333),
    "Beirut": (35.5018, 33.8938),
    "Marjayoun, Lebanon": (35.59, 33.36),
    "Irbid, Jordan": (35.85, 32.5556),
    "Umm Qais, Jordan": (35.68, 32.655),
    "Haifa": (34.99, 32.8),
    "Sydney": (151.2, -33.9),
    "Honolulu": (-157.86, 21.31),
    "North Pole": (0.0, 90.0),
    "date line": (180.0, 10.0),
}
KEYS = [
    "side",
    "certainty",
    "possible",
    "band",
    "distance_to_a_m",
    "distance_to_b_m",
    "line_accuracy_m",
    "depends_on_geometry",
    "uncertainty_m",
    "nearest_place",
]


@pytest.fixture(scope="module")
def places() -> NamedPlaces:
    return named_places(["hader", "bir-ajam"], ["Hader", "Bir Ajam"], [35.83028, 35.86712], [33.27944, 33.05324])


def test_reference_points_are_right(zone: Zone, reference_points: list[dict[str, str]]) -> None:
    lon = [float(row["lon"]) for row in reference_points]
    lat = [float(row["lat"]) for row in reference_points]
    expected = [row["expected"] for row in reference_points]
    assert len(expected) == 20
    assert locate(zone, lon, lat).sides.tolist() == expected  # the one of low confidence too


def test_natural_earth_gets_two_reference_points_wrong(
    zone: Zone, natural_earth: Zone, reference_points: list[dict[str, str]]
) -> None:
    lon = [float(row["lon"]) for row in reference_points]
    lat = [float(row["lat"]) for row in reference_points]
    sides = locate(natural_earth, lon, lat).sides
    wrong = [row["name"] for row, side in zip(reference_points, sides, strict=True) if row["expected"] != side]
    assert wrong == ["Majdal Shams", "Hader (Hadar)"]
    depends = locate(zone, lon, lat, alternative=natural_earth).depends_on_geometry
    flagged = [row["name"] for row, flag in zip(reference_points, depends, strict=True) if flag]
    assert flagged == wrong


@pytest.mark.parametrize(
    ("point", "side", "possible_at_1_km"),
    [
        (HADER, "east_of_b", ["east_of_b", "inside"]),
        (MAJDAL_SHAMS, "west_of_a", ["inside", "west_of_a"]),
        (BIR_AJAM, "inside", ["east_of_b", "inside", "west_of_a"]),
    ],
)
def test_traps_near_the_lines(zone: Zone, point: tuple[float, float], side: str, possible_at_1_km: list[str]) -> None:
    exact = position_json(zone, *point)
    assert (exact["side"], exact["possible"]) == (side, [side])
    blurred = position_json(zone, *point, uncertainty_m=1000)
    assert (blurred["side"], blurred["possible"]) == ("cannot_tell", possible_at_1_km)
    assert blurred["band"] is None


@pytest.mark.parametrize("name", FAR_PLACES)
def test_far_places_are_outside_with_distances(zone: Zone, name: str) -> None:
    answer = position_json(zone, *FAR_PLACES[name])
    assert answer["side"] == "outside_region"
    assert answer["possible"] == ["outside_region"]
    assert answer["band"] is None
    assert abs(int(str(answer["distance_to_a_m"]))) > 10_000
    assert abs(int(str(answer["distance_to_b_m"]))) > 10_000


def test_distances_of_far_places(zone: Zone) -> None:
    found = locate(zone, *zip(*(FAR_PLACES[name] for name in ("Paris", "Damascus", "Homs")), strict=True))
    assert found.distance_to_a_m / 1000 == pytest.approx([-3255.7, 48.3, 177.6], abs=0.5)
    assert found.distance_to_b_m / 1000 == pytest.approx([-3255.9, 39.1, 164.8], abs=0.5)


def test_signs_are_positive_east_of_a_line(zone: Zone) -> None:
    katzrin, quneitra, khan_arnabah = (35.69139, 32.99194), (35.82389, 33.12556), (35.89158, 33.18378)
    found = locate(zone, *zip(katzrin, quneitra, khan_arnabah, strict=True))
    assert np.sign(found.distance_to_a_m).tolist() == [-1, 1, 1]
    assert np.sign(found.distance_to_b_m).tolist() == [-1, -1, 1]


def test_off_the_ends_the_meridians_of_the_ends_part_west_from_east(zone: Zone) -> None:
    for line, distances in (
        (zone.line_a, lambda found: found.distance_to_a_m),
        (zone.line_b, lambda found: found.distance_to_b_m),
    ):
        for (lon, lat), step in ((line.coords[0], 1.0), (line.coords[-1], -1.0)):
            for away in (0.2, 1.5, 40.0):
                found = locate(zone, [lon - 0.01, lon + 0.01], [lat + step * away] * 2)
                assert np.sign(distances(found)).tolist() == [-1, 1]


def test_bands(zone: Zone) -> None:
    # Due west of Quneitra and due east of Khan Arnabah, away from the ends.
    lon = np.array([35.80, 35.70, 35.58, 35.95, 36.05, 36.13])
    found = locate(zone, lon, np.full(6, 33.12))
    assert found.sides.tolist() == ["west_of_a"] * 3 + ["east_of_b"] * 3
    assert found.bands.tolist() == [band.value for band in BANDS] * 2
    distance_m = np.where(lon < 35.82, -found.distance_to_a_m, found.distance_to_b_m)
    for code, metres in zip(found.band_code, distance_m, strict=True):
        assert (0, 10_000, 20_000)[code] <= metres < (10_000, 20_000, 25_000)[code]


def test_no_band_when_the_circle_crosses_a_band_edge(zone: Zone) -> None:
    qatana = (36.07888, 33.43757)  # 19,381 m east of line B
    near = position_json(zone, *qatana, uncertainty_m=500)
    assert (near["side"], near["band"]) == ("east_of_b", "10-20")
    far = position_json(zone, *qatana, uncertainty_m=1000)
    assert (far["side"], far["possible"], far["band"]) == ("east_of_b", ["east_of_b"], None)


def test_json_has_exactly_the_public_keys(zone: Zone, natural_earth: Zone, places: NamedPlaces) -> None:
    answer = position_json(zone, 35.8239, 33.1256, uncertainty_m=250.5, alternative=natural_earth, places=places)
    assert list(answer) == KEYS
    assert json.loads(json.dumps(answer)) == answer
    assert answer == {
        "side": "inside",
        "certainty": "clear",
        "possible": ["inside"],
        "band": None,
        "distance_to_a_m": 561,
        "distance_to_b_m": -4740,
        "line_accuracy_m": 250,
        "depends_on_geometry": False,
        "uncertainty_m": 250.5,
        "nearest_place": {
            "id": "bir-ajam",
            "name": "Bir Ajam",
            "distance_m": 8982,
            "bearing_deg": 333,
            "compass": "north-west",
        },
    }
    assert position_json(zone, 35.8239, 33.1256)["nearest_place"] is None


def test_one_call_for_many_equals_many_calls_for_one(zone: Zone, natural_earth: Zone) -> None:
    random = np.random.default_rng(7)
    lon, lat = random.uniform(35.4, 36.3, 60), random.uniform(32.5, 33.7, 60)
    radius_m = random.choice([0.0, 300.0, 2500.0], 60)
    together = locate(zone, lon, lat, uncertainty_m=radius_m, alternative=natural_earth)
    for row in range(60):
        alone = position_json(zone, lon[row], lat[row], uncertainty_m=radius_m[row], alternative=natural_earth)
        assert together.to_json(row) == alone


def test_threads_blocks_and_tables_do_not_change_an_answer(zone: Zone) -> None:
    random = np.random.default_rng(8)
    count = 30_000  # four blocks, the last one small enough to look at every piece
    lon, lat = random.uniform(34.5, 37.0, count), random.uniform(31.9, 34.3, count)
    radius_m = random.choice([0.0, 800.0], count)
    one = locate(zone, lon, lat, uncertainty_m=radius_m, workers=1)
    four = locate(zone, lon, lat, uncertainty_m=radius_m, workers=4)
    few = [
        locate(
            zone,
            lon[start : start + 1500],
            lat[start : start + 1500],
            uncertainty_m=radius_m[start : start + 1500],
        )
        for start in range(0, count, 1500)
    ]
    for name in ("side_code", "possible_bits", "band_code", "distance_to_a_m", "distance_to_b_m"):
        expected = getattr(one, name)
        assert np.array_equal(expected, getattr(four, name))
        assert np.array_equal(expected, np.concatenate([getattr(part, name) for part in few]))


def test_no_points_give_no_answers(zone: Zone) -> None:
    assert len(locate(zone, [], [])) == 0


def test_a_very_large_circle_touches_every_side(zone: Zone) -> None:
    everything = ["east_of_b", "inside", "outside_region", "west_of_a"]
    for point in ((35.8239, 33.1256), (36.2765, 33.5138), (2.3522, 48.8566)):
        assert position_json(zone, *point, uncertainty_m=4_000_000)["possible"] == everything
    assert position_json(zone, 2.3522, 48.8566, uncertainty_m=3_000_000)["side"] == "outside_region"


@pytest.mark.parametrize("radius_m", [-1.0, float("nan"), float("inf"), "wide", [1.0, 2.0]])
def test_bad_radius_is_refused(zone: Zone, radius_m: object) -> None:
    with pytest.raises(UsageError, match="uncertainty_m"):
        locate(zone, [35.8, 35.9, 36.0], [33.1, 33.1, 33.1], uncertainty_m=radius_m)  # type: ignore[arg-type]
