"""The records are in words of their own: no run of words of the origin article, nor long ones of the notes."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from geo.dataset.load import DATA_FOLDER

ARTICLE_RUN = 8
NOTES_RUN = 10
QUOTED = {"now"}
"""Columns of the notes that quote our own records."""
SENTENCES = {
    "title",
    "summary",
    "outcome",
    "claim",
    "statement",
    "evidence",
    "caveat",
    "contradiction",
    "basis",
    "note",
}


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.casefold())


def _runs(text: str, length: int) -> set[str]:
    words = _words(text)
    return {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}


def _passages(path: Path) -> list[str]:
    """Return the texts of a file of notes, without what it quotes from our records."""
    if path.suffix != ".csv":
        return [path.read_text(encoding="utf-8")]
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [text for row in csv.DictReader(lines) for name, text in row.items() if text and name not in QUOTED]


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str, str]]:
    """Return every text of the records with its table and its column."""
    found = []
    for path in sorted((DATA_FOLDER / "records").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            found += [(path.stem, name, text) for row in csv.DictReader(lines) for name, text in row.items() if text]
    return found


def test_no_run_of_words_of_the_origin_article_is_copied(reference: Path, texts: list[tuple[str, str, str]]) -> None:
    article = _runs((reference / "origin_article.txt").read_text(encoding="utf-8"), ARTICLE_RUN)
    assert len(article) > 300
    assert [(table, run) for table, _, text in texts for run in _runs(text, ARTICLE_RUN) & article] == []


def test_no_sentence_of_the_notes_is_copied(reference: Path, texts: list[tuple[str, str, str]]) -> None:
    files = [path for path in reference.rglob("*") if path.suffix in {".csv", ".md", ".txt"}]
    notes = set[str]().union(*(_runs(text, NOTES_RUN) for path in files for text in _passages(path)))
    own = [(table, text) for table, name, text in texts if name in SENTENCES and (table, name) != ("places", "note")]
    assert [(table, run) for table, text in own for run in _runs(text, NOTES_RUN) & notes] == []
