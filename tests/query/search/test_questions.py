"""Sixty questions as people type them, with the ids that they must find.

The ids in ``questions.json`` were worked out from the CSV files, without the package, and looked through by hand;
``known`` are the records of that day. What was added to the data since may be found as well.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from geo.atlas import Atlas
from geo.query.filters import Filter, Filters
from geo.query.search.suggest import suggestions
from geo.vocab import LayerId

_FILE: dict[str, Any] = json.loads((Path(__file__).parent / "questions.json").read_text(encoding="utf-8"))
QUESTIONS: list[dict[str, Any]] = _FILE["questions"]
KNOWN = frozenset(_FILE["known"])


def _found(atlas: Atlas, **params: str) -> list[str]:
    selection = atlas.select(Filters.from_params(params))
    return sorted(
        feature.id for layer in selection.values() if Filter.TEXT in layer.spec.filters for feature in layer.features
    )


def test_there_are_sixty_in_three_languages() -> None:
    counts = Counter(question["language"] for question in QUESTIONS)
    assert (counts["en"], counts["ar"], counts["he"] + counts["mixed"]) == (20, 20, 20)
    assert all(question["ids"] for question in QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS, ids=[question["q"] for question in QUESTIONS])
def test_question_finds_its_ids(atlas: Atlas, question: dict[str, Any]) -> None:
    still = {feature.id for layer in atlas.layers.values() for feature in layer.features}
    found = _found(atlas, q=question["q"])
    assert [record_id for record_id in found if record_id in KNOWN] == [one for one in question["ids"] if one in still]


@pytest.mark.parametrize("word", ["airstrike", "air strikes", "غارة", "غارات جوية", "תקיפה", "תקיפה אווירית"])
def test_word_for_an_air_strike_is_the_filter(atlas: Atlas, word: str) -> None:
    events = atlas.select(Filters(kind=frozenset({"airstrike"})))[LayerId.STRIKES].features
    assert set(_found(atlas, q=word)) >= {feature.id for feature in events}
    assert _found(atlas, q=word) == _found(atlas, q="airstrike")


@pytest.mark.parametrize(
    "spellings",
    [("Quneitra", "القنيطرة", "קונייטרה", "קוניטרה", "Kunaytirah"), ("Beit Jinn", "بيت جن", "בית ג'ן", "Bayt Jin")],
)
def test_spellings_of_one_place_find_the_same(atlas: Atlas, spellings: tuple[str, ...]) -> None:
    assert len({tuple(_found(atlas, q=spelling)) for spelling in spellings}) == 1


def test_quotation_marks_ask_for_the_letters(atlas: Atlas) -> None:
    assert _found(atlas, q='"airstrike"') != _found(atlas, q="airstrike")


@pytest.mark.parametrize(
    ("typed", "taken"), [("airstirke", "airstrike"), ("Damascsu", "damascus"), ("Damscus airstrik", "airstrike")]
)
def test_slip_is_corrected_and_said(atlas: Atlas, typed: str, taken: str) -> None:
    understood = atlas.understood(typed)
    assert taken in {new for _, new in understood.corrections} | {str(part) for part in understood.meanings}
    assert _found(atlas, q=typed)


def test_word_that_occurs_is_left_alone(atlas: Atlas) -> None:
    assert atlas.understood("flag Kudna").corrections == ()


def test_nothing_likely_is_not_corrected(atlas: Atlas) -> None:
    assert (atlas.understood("xylophonist").corrections, _found(atlas, q="xylophonist")) == ((), [])


def test_list_begins_with_what_fits_best(atlas: Atlas) -> None:
    _, hits = atlas.search(Filters(q="Beit Jinn November 2025"))
    assert (hits[0].layer, hits[0].feature.properties["valid_from"]) == (LayerId.GROUND_OPERATIONS, "2025-11-28")


def test_place_alone_begins_with_the_place(atlas: Atlas) -> None:
    _, hits = atlas.search(Filters(q="בית ג'ן"))
    assert hits[0].feature.id == "beit-jinn"


@pytest.mark.parametrize(
    ("typed", "label"), [("airs", "Airstrike"), ("qunei", "Quneitra"), ("القني", "Quneitra"), ("קוני", "Quneitra")]
)
def test_suggestion_while_typing(atlas: Atlas, typed: str, label: str) -> None:
    assert suggestions(atlas.lexicon, typed)[0].label == label


def test_suggestion_keeps_what_stands_before(atlas: Atlas) -> None:
    assert suggestions(atlas.lexicon, "airstrike dama")[0].text.startswith("airstrike Damas")


def test_route_gives_the_ranked_list(client: TestClient, atlas: Atlas) -> None:
    answer = client.get("/search", params={"q": "airstirke Damascus", "limit": "3"}).json()
    assert (answer["count"], len(answer["results"])) == (len(_found(atlas, q="airstrike Damascus")), 3)
    assert answer["corrections"] == [{"typed": "airstirke", "taken": "airstrike"}]
    assert answer["understood"] == [
        {"facet": "kind", "label": "Airstrike"},
        {"facet": "place", "label": "Damascus"},
    ]


def test_route_takes_the_filters(client: TestClient) -> None:
    params = {"q": "airstrike", "governorate": "homs", "from": "2025-01", "to": "2025-03"}
    assert all(one["valid_from"] < "2025-04" for one in client.get("/search", params=params).json()["results"])


def test_route_suggests(client: TestClient) -> None:
    found = client.get("/search/suggest", params={"q": "بيت ج"}).json()["suggestions"]
    assert found[0] == {"text": "بيت جن", "word": "بيت جن", "label": "Beit Jinn", "facet": "place"}


@pytest.mark.parametrize(
    "address",
    ["/search", "/search?q=", "/search?q=raid&limit=0", "/search?q=raid&limit=x", "/search?q=(", "/search/suggest"],
)
def test_wrong_address_is_refused(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 400
