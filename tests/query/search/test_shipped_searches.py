"""Searches over the shipped data with the ids that they must find; each way in gives the same answer.

The ids in ``searches.json`` were worked out from the CSV files, without the package.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from geo.atlas import Atlas
from geo.cli import main
from geo.query.filters import Filter, Filters

SEARCHES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "searches.json").read_text(encoding="utf-8"))
MISTAKES = (
    ('"Beit Jinn', "at character 1: the quotation mark is not closed"),
    ("kudna (flag", "at character 7: the parenthesis is not closed"),
    ("kudna AND", "at character 7: AND has nothing after it"),
    ("OR kudna", "at character 1: OR has nothing before it"),
    ("kudna ()", "at character 7: the group is empty"),
    ("قنيطرة NOT", "at character 8: NOT"),
)

with_every_search = pytest.mark.parametrize("search", SEARCHES, ids=[search["q"] for search in SEARCHES])
with_every_mistake = pytest.mark.parametrize(("query", "reason"), MISTAKES)


def _texts(atlas: Atlas) -> set[str]:
    return {str(layer_id) for layer_id, layer in atlas.layers.items() if Filter.TEXT in layer.spec.filters}


def _found(atlas: Atlas, query: str) -> list[str]:
    selection = atlas.select(Filters.from_params({"q": query}))
    texts = _texts(atlas)
    return sorted(feature.id for name, layer in selection.items() if name in texts for feature in layer.features)


def test_there_are_at_least_twenty() -> None:
    assert len({search["q"] for search in SEARCHES}) >= 20
    assert all(search["ids"] for search in SEARCHES)


@with_every_search
def test_search_finds_its_ids(atlas: Atlas, search: dict[str, Any]) -> None:
    assert _found(atlas, search["q"]) == search["ids"]


@with_every_search
def test_route_finds_the_same(client: TestClient, atlas: Atlas, search: dict[str, Any]) -> None:
    layers = ",".join(sorted(_texts(atlas)))
    answer = client.get("/layers/all.geojson", params={"q": search["q"], "layers": layers})
    assert sorted(feature["id"] for feature in answer.json()["features"]) == search["ids"]


def test_command_line_finds_the_same(atlas: Atlas, tmp_path: Path) -> None:
    out = tmp_path / "strikes.geojson"
    query = '-"Bayt Jin" (Sweida OR mezze)'
    assert main(["export", "strikes", f"--q={query}", "-o", str(out)]) == 0
    found = sorted(feature["id"] for feature in json.loads(out.read_bytes())["features"])
    strikes = {feature.id for feature in atlas.layer("strikes").features}
    assert found == [record_id for record_id in _found(atlas, query) if record_id in strikes] != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jabata", "Jubbata"),
        ("Koudneh", "Kudna"),
        ("Hameidiyyeh", "al-Hamidiyah"),
        ("قنيطرة", "القنيطرة"),
        ("kudna flag", "flag AND kudna"),
        ("NOT (kudna OR rafid)", "-kudna -rafid"),
        ("“Beit Jinn”", '"beit jinn"'),
    ],
)
def test_other_ways_to_ask_find_the_same(atlas: Atlas, one: str, other: str) -> None:
    assert _found(atlas, one) == _found(atlas, other) != []


@with_every_mistake
def test_mistake_is_refused_by_the_route(client: TestClient, query: str, reason: str) -> None:
    answer = client.get("/layers/strikes.geojson", params={"q": query})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert f"q: {reason}" in answer.json()["detail"]


@with_every_mistake
def test_mistake_is_refused_by_the_command_line(capsys: pytest.CaptureFixture[str], query: str, reason: str) -> None:
    assert main(["export", "strikes", f"--q={query}"]) == 2
    assert capsys.readouterr().err.startswith(f"--q: {reason}")
