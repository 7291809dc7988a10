"""Sizes of the zone, and the published figures beside them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon, box

from geo.zone import (
    PUBLISHED_FIGURES,
    Zone,
    ZoneMeasures,
    area_km2,
    compare_published,
    length_km,
    measure_zone,
)


@pytest.fixture(scope="module")
def measures(zone: Zone) -> ZoneMeasures:
    return measure_zone(zone)


def test_sizes(measures: ZoneMeasures) -> None:
    assert measures.area_km2 == pytest.approx(232.2, abs=0.1)
    assert measures.length_km == pytest.approx(75.2, abs=0.1)
    assert measures.line_a_km == pytest.approx(79.6, abs=0.1)
    assert measures.line_b_km == pytest.approx(97.5, abs=0.1)
    assert measures.edge_with_jordan_km == pytest.approx(0.76, abs=0.01)
    assert measures.edge_with_lebanon_km == pytest.approx(14.2, abs=0.1)


def test_widths(measures: ZoneMeasures) -> None:
    assert measures.narrowest.width_m == pytest.approx(206.5, abs=0.5)
    assert measures.narrowest.middle == pytest.approx((35.8009, 32.7815), abs=0.001)  # in the extreme south
    assert measures.widest_west_east.width_m == pytest.approx(8480, abs=10)
    assert measures.widest_west_east.middle[1] == pytest.approx(33.13, abs=0.01)  # at Quneitra
    assert measures.widest_between_lines.width_m == pytest.approx(12_868, abs=30)
    assert measures.widest_between_lines.way.coords[-1][1] > 33.3  # on Mount Hermon


def test_narrowest_width_by_brute_force(
    zone: Zone,
    measures: ZoneMeasures,
    brute_force_m: Callable[[LineString, np.ndarray, np.ndarray], np.ndarray],
) -> None:
    places = shapely.get_coordinates(shapely.segmentize(zone.line_a, 0.0002))
    south = places[places[:, 1] < 32.8]
    assert brute_force_m(zone.line_b, south[:, 0], south[:, 1]).min() == pytest.approx(
        measures.narrowest.width_m, abs=0.5
    )


def test_area_does_not_depend_on_direction_and_counts_holes() -> None:
    ring = box(35, 33, 36, 34)
    holed = Polygon(ring.exterior.coords, [box(35.4, 33.4, 35.6, 33.6).exterior.coords])
    assert area_km2(ring.reverse()) == area_km2(ring)
    assert area_km2(holed) == pytest.approx(area_km2(ring) - area_km2(box(35.4, 33.4, 35.6, 33.6)))
    assert area_km2(MultiPolygon([ring, box(36.5, 33, 37, 34)])) > area_km2(ring)
    assert area_km2(Polygon()) == 0


def test_length_of_a_degree_of_the_meridian() -> None:
    assert length_km(LineString([(35, 33), (35, 34)])) == pytest.approx(110.91, abs=0.01)


def test_published_figures_agree_or_not_in_plain_words(measures: ZoneMeasures) -> None:
    verdicts = {(c.figure.text, c.figure.speaker): c.verdict for c in compare_published(measures)}
    assert len(verdicts) == len(PUBLISHED_FIGURES)
    assert verdicts["about 235 km2", "FAF"] == "agrees"
    assert verdicts["400 km2", "AnewZ"] == "ours is 42 % smaller"
    assert verdicts["over 75 km", "UNDOF"] == "agrees"
    assert verdicts["about 70 km", "Jewish Journal, 2014"] == "ours is 7 % larger"
    assert verdicts["200 m in the extreme south", "UNDOF"] == "agrees"
    assert verdicts["under 400 m at the Jordan border", "UN Secretary-General, budget report 2005"] == (
        "ours is 90 % larger"
    )
    assert verdicts["about 10 km in the centre", "UNDOF"] == "ours is 15 % smaller"


def test_every_figure_says_who_and_where() -> None:
    for figure in PUBLISHED_FIGURES:
        assert figure.speaker
        assert figure.url is None or figure.url.startswith("http")
        assert figure.low is not None or figure.high is not None
