"""Gaps of the sources reach whoever draws time, through the registry."""

from __future__ import annotations

from starlette.testclient import TestClient

from geo.atlas import Atlas
from geo.web.registry import layer_registry


def test_the_registry_names_the_gaps_of_the_data(atlas: Atlas) -> None:
    gaps = atlas.dataset.about.gaps
    assert gaps
    assert layer_registry(atlas)["gaps"] == [{"start": gap.start, "end": gap.end, "reason": gap.reason} for gap in gaps]


def test_the_route_answers_with_them(client: TestClient, atlas: Atlas) -> None:
    assert client.get("/layers").json()["gaps"] == layer_registry(atlas)["gaps"]
