"""The places of the shipped gazetteer."""

from __future__ import annotations

import pytest

from geo.atlas import Atlas
from geo.dataset.records.models import Place


@pytest.fixture(scope="session")
def places(atlas: Atlas) -> tuple[Place, ...]:
    return tuple(atlas.dataset.records.places)
