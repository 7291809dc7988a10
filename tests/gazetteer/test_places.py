"""Search by name: every spelling and script, and the traps."""

from __future__ import annotations

import pytest

from geo.dataset.records.models import Place
from geo.errors import CoordinateError
from geo.gazetteer import find_places, find_point

SURE = (
    ("Jubata al-Khashab", "jubata-al-khashab"),
    ("JUBATA AL KHASHAB", "jubata-al-khashab"),
    ("Jubātā al-Khashab", "jubata-al-khashab"),
    ("Jbata Elkhashab", "jubata-al-khashab"),
    ("Jabata", "jubata-al-khashab"),
    ("جباتا الخشب", "jubata-al-khashab"),
    ("جَبَاتَا الخَشَب", "jubata-al-khashab"),
    ("ג'ובתא אל-ח'שב", "jubata-al-khashab"),
    ("Hader", "hader"),
    ("Hadar", "hader"),
    ("حضر", "hader"),
    ("חדר", "hader"),
    ("Quneitra", "quneitra-city"),
    ("Kuneitra", "quneitra-city"),
    ("القنيطرة", "quneitra-city"),
    ("קוניטרה", "quneitra-city"),
    ("Khan Arnabeh", "khan-arnabah"),
    ("khan arnaba", "khan-arnabah"),
    ("خان ارنبه", "khan-arnabah"),
    ("Tarnaja", "turunjah"),
    ("Ofania", "ufaniyah"),
    ("Kodneh", "kudna"),
    ("Hameidiyyeh", "al-hamidiyah"),
    ("Beer Ajam", "bir-ajam"),
    ("Bi'r 'Ajam", "bir-ajam"),
    ("בריקה", "bariqa"),
    ("Tell al-Harrah", "tell-al-harrah"),
    ("تل الحارة", "tell-al-harrah"),
    ("al-Harrah", "al-harrah-town"),
    ("الحارة", "al-harrah-town"),
    ("Saida al-Golan", "saida-al-golan"),
    ("صيدا الجولان", "saida-al-golan"),
    ("Saida al-Hanout", "saida-al-hanout"),
    ("צידא אל-חאנות", "saida-al-hanout"),
    ("עין זיוון", "ayn-zivan-west-of-line-a"),
    ("UN position 10", "un-position-10"),
    ("OP 53", "op-53"),
)
TRAPS = (
    ("Saida", {"saida-al-golan", "saida-al-hanout"}),
    ("Sayda", {"saida-al-golan", "saida-al-hanout"}),
    ("صيدا", {"saida-al-golan", "saida-al-hanout"}),
    ("Harrah", {"al-harrah-town", "tell-al-harrah"}),
    ("Ayn Ziwan", {"ayn-zivan-west-of-line-a", "ain-ziwan-kudna"}),
    ("Ein Zivan", {"ayn-zivan-west-of-line-a", "ain-ziwan-kudna"}),
    ("عين زيوان", {"ayn-zivan-west-of-line-a", "ain-ziwan-kudna"}),
    ("Jubata", {"jubata-al-khashab", "jubata-forest"}),
)


@pytest.mark.parametrize(("text", "place_id"), SURE, ids=[text for text, _ in SURE])
def test_sure_name(places: tuple[Place, ...], text: str, place_id: str) -> None:
    found = find_point(places, text)
    assert found.place is not None
    assert found.place.id == place_id
    assert (found.point is None) == (found.place.lon is None)


@pytest.mark.parametrize(("text", "rivals"), TRAPS, ids=[text for text, _ in TRAPS])
def test_name_of_more_than_one_place_is_a_choice(places: tuple[Place, ...], text: str, rivals: set[str]) -> None:
    found = find_point(places, text)
    assert (found.point, found.place) == (None, None)
    assert rivals <= {match.place.id for match in found.choices}


def test_names_that_only_sound_alike_are_no_choice_where_the_words_fit(places: tuple[Place, ...]) -> None:
    found = {match.place.id for match in find_point(places, "Saida").choices}
    assert found == {"saida-al-golan", "saida-al-hanout", "razaniyat-saida"}


def test_typing_error_is_a_choice_and_no_answer(places: tuple[Place, ...]) -> None:
    found = find_point(places, "Khan Arnbaeh")
    assert found.place is None
    assert found.choices[0].place.id == "khan-arnabah"


def test_ain_ziwan_by_its_first_spelling_has_no_point_but_names_the_other(places: tuple[Place, ...]) -> None:
    found = find_point(places, "Ain Ziwan")
    assert found.place is not None
    assert (found.place.id, found.point) == ("ain-ziwan-kudna", None)
    assert "ayn-zivan-west-of-line-a" in {match.place.id for match in found.choices}


def test_the_radius_is_that_of_the_place(places: tuple[Place, ...]) -> None:
    hader = next(place for place in places if place.id == "hader")
    found = find_point(places, "Hader")
    assert found.uncertainty_m == hader.precision_m == 1000


def test_every_default_name_leads_to_its_place(places: tuple[Place, ...]) -> None:
    # The page offers choices as buttons that type the default name: it must not ask again.
    astray = [place.id for place in places if find_point(places, place.name).place is not place]
    assert astray == []


def test_every_spelling_leads_to_its_place_or_offers_it(places: tuple[Place, ...]) -> None:
    lost = []
    for place in places:
        for name in place.names:
            found = find_point(places, name)
            if found.place is not place and place not in [match.place for match in found.choices]:
                lost.append((place.id, name))
    assert lost == []


@pytest.mark.parametrize(
    "text", ["Atlantis", "Reykjavik", "zzzz", "?!", "א", "Saida Lebanon Sidon", "'; DROP TABLE", "x" * 400]
)
def test_unknown_name_is_refused(places: tuple[Place, ...], text: str) -> None:
    with pytest.raises(CoordinateError, match="gazetteer"):
        find_point(places, text)


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_nothing_is_refused(places: tuple[Place, ...], text: str) -> None:
    with pytest.raises(CoordinateError, match="nothing was typed"):
        find_point(places, text)


@pytest.mark.parametrize("text", ["Position 99", "10", "Hader 12", "UN 10 20 30"])
def test_number_that_names_no_place_is_no_place(places: tuple[Place, ...], text: str) -> None:
    with pytest.raises(CoordinateError):
        find_point(places, text)


@pytest.mark.parametrize("text", ["", "a", "!"])
def test_search_for_less_than_two_letters_finds_nothing(places: tuple[Place, ...], text: str) -> None:
    assert find_places(places, text) == []


def test_search_is_best_first_and_limited(places: tuple[Place, ...]) -> None:
    found = find_places(places, "Quneitra", limit=3)
    assert (len(found), found[0].place.id) == (3, "quneitra-city")
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)
