from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from geo.errors import FilterError
from geo.text.folding import fold
from geo.userdata.prepared import EventFile, details_of, matching_bits
from tests.userdata.prepared.made_events import made_events, made_file


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> EventFile:
    """Return 300 events in two batches."""
    return made_file(tmp_path_factory.mktemp("files") / "made", made_events(170), made_events(130, seed=9))


def _found(file: EventFile, query: str) -> set[int]:
    bits = np.unpackbits(np.frombuffer(matching_bits(file, query), dtype=np.uint8), bitorder="little")
    return set(np.flatnonzero(bits[: file.count]).tolist())


def _rows(file: EventFile, **wanted: str) -> set[int]:
    rows = details_of(file, list(range(file.count)))
    return {row["id"] for row in rows if all(row.get(name, "") == value for name, value in wanted.items())}


@pytest.mark.parametrize("word", ["e", "ing", "side", "event-1", "row-7", "jubata", "xyz"])
def test_a_word_is_found_where_a_plain_search_finds_it(file: EventFile, word: str) -> None:
    sought = [f" {fold(word)}", f" {fold(word).replace(' ', '')}"] if "-" in word else [word]
    wanted = set()
    for row in details_of(file, list(range(file.count))):
        texts = [fold(str(row.get(name, ""))) for name in ("source_id", "title", "kind", "actor", "place")]
        if any(part in f" {text} " for text in texts for part in sought):
            wanted.add(row["id"])
    assert _found(file, word) == wanted


def test_long_texts_are_searched_like_short_ones(tmp_path: Path) -> None:
    wordy = made_events(170)
    wordy["summary"] = [f"Note {row} " + "stone and dust " * 40 for row in range(170)]
    plain, long = made_file(tmp_path / "plain", made_events(170)), made_file(tmp_path / "long", wordy)
    words = ["ing", "event-1", "xyz", '"side one"', "jubata OR clash"]
    assert [word for word in words if _found(long, word) != _found(plain, word)] == []
    assert _found(long, "note") == _found(long, '"stone and dust"') == set(range(170))


def test_a_word_finds_its_rows(file: EventFile) -> None:
    assert _found(file, "shelling") == _rows(file, kind="Shelling")


def test_words_are_joined(file: EventFile) -> None:
    wanted = _rows(file, kind="airstrike", actor="Side one") | _rows(file, kind="Armed clash", actor="Side one")
    assert _found(file, '(airstrike OR clash) "side one"') == wanted


def test_a_word_is_left_out(file: EventFile) -> None:
    assert _found(file, "NOT shelling") == set(range(file.count)) - _rows(file, kind="Shelling")


def test_accents_do_not_matter(file: EventFile) -> None:
    assert len(_found(file, "jubata")) == file.count


def test_a_phrase_does_not_reach_over_two_texts(file: EventFile) -> None:
    assert _found(file, '"one jubata"') == set()


def test_an_empty_query_leaves_nothing_out(file: EventFile) -> None:
    assert len(_found(file, "")) == file.count


def test_a_mistake_is_named(file: EventFile) -> None:
    with pytest.raises(FilterError):
        matching_bits(file, "(shelling")


def test_ids_that_do_not_exist_are_left_out(file: EventFile) -> None:
    assert [row["id"] for row in details_of(file, [5, 300, 2])] == [5, 2]


def test_what_is_not_known_is_not_said(file: EventFile) -> None:
    assert "uncertainty_m" not in details_of(file, [0])[0]
