"""The method page: layers, coverage, limits, licences."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.atlas import Atlas
from tests.pages.reading import OpenPage, texts


def test_opens_without_an_error(open_page: OpenPage) -> None:
    app = open_page("method")
    assert (list(app.exception), list(app.error)) == ([], [])


def test_describes_every_layer(open_page: OpenPage, atlas: Atlas) -> None:
    said = "\n".join(texts(open_page("method")))
    assert [l.spec.title for l in atlas.layers.values() if f"**{l.spec.title}**" not in said] == []  # noqa: E741


def test_counts_the_features_of_every_layer(open_page: OpenPage, atlas: Atlas) -> None:
    said = "\n".join(texts(open_page("method")))
    counts = {layer.spec.title: f"({len(layer.features):,} feature" for layer in atlas.layers.values()}
    assert {title for title, count in counts.items() if f"**{title}** {count}" not in said} == set()


@pytest.mark.parametrize(
    "words",
    [
        "no official demarcation",
        "Gaps are gaps in the sources, not calm",
        "OpenStreetMap contributors",
        "never zero",
        "**cannot tell** the side of the lines",
        "transliterated by the editors and are in no source",
    ],
)
def test_says_its_limits(open_page: OpenPage, words: str) -> None:
    assert any(words in text for text in texts(open_page("method")))


def test_names_every_gap(open_page: OpenPage, atlas: Atlas) -> None:
    said = "\n".join(texts(open_page("method")))
    assert said.count("\n- ") >= len(atlas.layers) + len(atlas.dataset.about.gaps) - 1


def test_one_record_gives_a_page(open_page: OpenPage, one_record: Path) -> None:
    assert not open_page("method", data=one_record).exception


def test_legal_facts_end_where_knowledge_ends(open_page: OpenPage) -> None:
    said = " ".join(texts(open_page("method")))
    assert "2811 (2025)" in said
    assert "After 30 June 2026 the atlas does not know" in said
    assert "No open geometry of A-1 was found" in said
    assert "between line A and line A-1" in said
    assert "UCDP" in said
