"""What was agreed for the bands, and what is only reported."""

from __future__ import annotations

import pytest

from geo.zone import BANDS, Band, LimitBasis, LimitSubject, limits_of


def _maxima(band: Band, basis: LimitBasis) -> dict[LimitSubject, list[int | None]]:
    found: dict[LimitSubject, list[int | None]] = {}
    for limit in limits_of(band).limits:
        if limit.basis is basis:
            found.setdefault(limit.subject, []).append(limit.maximum)
    return found


def test_numbers_of_the_side_document() -> None:
    assert _maxima(Band.KM_0_10, LimitBasis.SIDE_DOCUMENT) == {
        LimitSubject.FORCES: [2],
        LimitSubject.MEN: [6000],
        LimitSubject.TANKS: [75],
        LimitSubject.GUNS: [36],
        LimitSubject.MISSILES: [0],
    }
    assert _maxima(Band.KM_10_20, LimitBasis.SIDE_DOCUMENT) == {
        LimitSubject.GUNS: [162, None],
        LimitSubject.MISSILES: [0],
    }
    assert _maxima(Band.KM_20_25, LimitBasis.SIDE_DOCUMENT) == {LimitSubject.MISSILES: [0]}


@pytest.mark.parametrize("band", BANDS)
def test_every_limit_has_a_source_and_the_press_is_marked(band: Band) -> None:
    limits = limits_of(band)
    assert limits.band is band
    for limit in limits.limits:
        assert limit.source_url.startswith("http")
        assert limit.source_title
        assert ("not treaty text" in limit.text) == (limit.basis is LimitBasis.PRESS)
        assert ("ground-to-ground" in limit.text) == (limit.basis is LimitBasis.PRESS)


@pytest.mark.parametrize("band", BANDS)
def test_the_tank_cap_that_was_not_found_is_not_printed(band: Band) -> None:
    limits = limits_of(band)
    assert "450" not in " ".join([limits.note, *(limit.text for limit in limits.limits)])
