"""The card in the frame and the pages say dates in the same words."""

from __future__ import annotations

import json

import pytest

from geo.atlas import Atlas
from geo.atlas.evidence import date_words
from geo.vocab import DatePrecision
from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import Server

pytestmark = pytest.mark.browser

ENDS = (None, "2024-12-08", "2025-01-01", "2025-01-31", "2025-12-31")


@pytest.fixture(scope="module")
def tab(server: Server, module_tab: Open) -> AtlasPage:
    """Open the frame by itself, in a time zone in which a clock would show another day."""
    return module_tab(timezone_id="Pacific/Apia").open(server.url("/map"))


def _said(tab: AtlasPage, properties: list[dict[str, object]]) -> list[str]:
    found: list[str] = tab.in_frame(
        "(all) => JSON.parse(all).map((p) => Atlas.cardText.dates(p))", json.dumps(properties)
    )
    return found


def test_every_shipped_feature_has_the_same_words(tab: AtlasPage, atlas: Atlas) -> None:
    features = [feature for layer in atlas.layers.values() for feature in layer.features]
    said = _said(tab, [dict(feature.properties) for feature in features])
    wanted = [date_words(feature.properties) for feature in features]
    assert [(f.id, a, b) for f, a, b in zip(features, said, wanted, strict=True) if a != b] == []


def test_every_precision_of_every_span_has_the_same_words(tab: AtlasPage) -> None:
    properties: list[dict[str, object]] = [
        {"valid_from": start, "valid_to": end, **({"date_precision": str(precision)} if precision else {})}
        for precision in (None, *DatePrecision)
        for start in ENDS
        for end in ENDS
        if start is None or end is None or start <= end
    ]
    assert _said(tab, properties) == [date_words(entry) for entry in properties]
