"""The Cite section of the pages."""

from __future__ import annotations

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from geo.analysis.cite import Form, citation_text, cite_record, cite_view
from geo.atlas import Atlas
from geo.atlas.counts import RECORD_LAYERS
from geo.query.filters import Filters
from tests.pages.reading import OpenPage

EVENT = "ev-20241208-buffer-zone-entry"


@pytest.fixture(autouse=True)
def _sections_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the section be open, as a reader has it after a click."""
    monkeypatch.setattr("geo.ui.records.cite.show_cite", _open_show_cite)


def _open_show_cite(makers: list, *, key: str) -> None:  # type: ignore[type-arg]
    from geo.ui.records.cite import show_citation

    for _, make in makers:
        show_citation(make())


def _codes(app: AppTest) -> list[str]:
    return [str(code.value) for code in app.code]


def test_map_cites_the_view(open_page: OpenPage, atlas: Atlas) -> None:
    app = open_page(query={"kind": "airstrike"})
    layers = [layer_id for layer_id, layer in atlas.layers.items() if layer.spec.default_on]
    citation = cite_view(atlas, Filters.from_params({"kind": "airstrike"}), layers=layers)
    assert _codes(app) == [citation_text(citation, form) for form in Form]


def test_map_cites_the_chosen_record_first(open_page: OpenPage, atlas: Atlas) -> None:
    app = open_page(query={"id": EVENT})
    assert _codes(app)[:3] == [citation_text(cite_record(atlas, EVENT), form) for form in Form]


def test_map_without_a_known_record_cites_the_view_alone(open_page: OpenPage) -> None:
    assert len(_codes(open_page(query={"id": "nothing"}))) == len(Form)


def test_table_cites_the_view(open_page: OpenPage, atlas: Atlas) -> None:
    filters = Filters.from_params({"q": "Izra"})
    citation = cite_view(atlas, filters, layers=RECORD_LAYERS)
    assert _codes(open_page("table", {"q": "Izra"})) == [citation_text(citation, form) for form in Form]


@pytest.mark.parametrize("page", ["table", "map"])
def test_address_is_the_one_that_the_browser_knows(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    seen = property(lambda _: "https://atlas.example/somewhere")
    monkeypatch.setattr(type(streamlit.context), "url", seen)
    path = {"table": "table?q=Izra", "map": "?q=Izra&layers="}[page]
    assert f" https://atlas.example/{path}" in _codes(open_page(page, {"q": "Izra"}))[0]


def test_map_cites_the_window_of_time(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(streamlit.context), "url", property(lambda _: "https://atlas.example/"))
    text = _codes(open_page(query={"t0": "2025-03-01", "t1": "2025-03-31"}))[0]
    assert "filtered (from: 2025-03-01; to: 2025-03-31)" in text
    assert "?t0=2025-03-01&t1=2025-03-31&layers=" in text
