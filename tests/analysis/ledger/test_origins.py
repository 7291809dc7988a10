"""Independent origins: never counted higher than the links allow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.ledger import independent_origins
from geo.atlas import Atlas
from tests.analysis.ledger.conftest import WithOrigins

NAMES = ("SANA", "SOHR", "AFP", "IDF", "Israeli army", "own", "local sources", "Al-Ikhbariya")
ORIGINS = st.lists(st.lists(st.sampled_from(NAMES), max_size=3).map("; ".join), max_size=6)


@pytest.mark.parametrize(
    ("origins", "count"),
    [
        ([], 0),
        ([""], 0),
        (["SANA", "SANA"], 1),
        (["SANA", "AFP"], 2),
        (["SANA, SOHR"], 1),
        (["SANA, SOHR", "SOHR"], 1),
        (["SANA", "SOHR", "SANA/SOHR"], 1),
        (["own", "own"], 2),
        (["own", "AFP", ""], 2),
        (["IDF", "Israeli army"], 1),
        (["SANA", "Syrian state media (via Anadolu)"], 1),
        (["UN", "UNDOF"], 1),
        (["local sources", "AFP"], 1),
        (["local sources"], 0),
    ],
)
def test_origins_that_overlap_count_once(with_origins: WithOrigins, origins: list[str], count: int) -> None:
    assert len(independent_origins(with_origins(origins), "ev-strike")) == count


@given(origins=ORIGINS)
def test_groups_share_no_name(with_origins: WithOrigins, origins: list[str]) -> None:
    groups = independent_origins(with_origins(origins), "ev-strike")
    assert sum(len(group) for group in groups) == len(frozenset().union(*groups))


@given(origins=ORIGINS)
def test_never_more_origins_than_links(with_origins: WithOrigins, origins: list[str]) -> None:
    assert len(independent_origins(with_origins(origins), "ev-strike")) <= len(origins)


@given(origins=ORIGINS)
def test_order_of_the_links_does_not_matter(with_origins: WithOrigins, origins: list[str]) -> None:
    named = [origin.replace("own", "AP") for origin in origins]
    forward = independent_origins(with_origins(named), "ev-strike")
    assert set(forward) == set(independent_origins(with_origins(named[::-1]), "ev-strike"))


def test_record_without_links_has_none(atlas: Atlas) -> None:
    assert independent_origins(atlas.dataset, "no-such-record") == ()
