"""The map page: counts, empty state, downloads of what is visible."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo.atlas import Atlas
from geo.atlas.counts import RECORD_LAYERS
from geo.exports import Format
from geo.query.filters import Filters
from tests.pages.reading import OpenPage, count_in, download_rows, summary, texts

PARIS = {"q": "Paris", "from": "2025-07"}


def _visible(atlas: Atlas) -> list[str]:
    return [str(layer_id) for layer_id, layer in atlas.layers.items() if layer.spec.default_on]


def test_opens_without_an_error(open_page: OpenPage) -> None:
    app = open_page()
    assert (list(app.exception), list(app.error)) == ([], [])


def test_counts_the_records(open_page: OpenPage, atlas: Atlas) -> None:
    assert count_in(summary(open_page())) == sum(len(atlas.layers[layer].features) for layer in RECORD_LAYERS)


def test_counts_the_records_without_a_location(open_page: OpenPage, atlas: Atlas) -> None:
    apart = sum(len(atlas.layers[layer].features) - atlas.layers[layer].located for layer in RECORD_LAYERS)
    assert f", {apart:,} of them without a location" in summary(open_page())


def test_counts_only_visible_layers(open_page: OpenPage, atlas: Atlas) -> None:
    app = open_page(query={"layers": "talks,lines"})
    assert count_in(summary(app)) == len(atlas.layers["talks"].features)


def test_says_the_window_of_time(open_page: OpenPage) -> None:
    assert "from 1 March 2025 to 30 April 2025" in summary(open_page(query={"from": "2025-03", "to": "2025-04"}))


def test_says_that_it_is_a_sample(open_page: OpenPage) -> None:
    assert summary(open_page()).endswith("A sample of reports, never a total.")


def test_says_up_to_when_the_data_goes(open_page: OpenPage, atlas: Atlas) -> None:
    assert any(f"Version {atlas.dataset.version}" in text for text in texts(open_page()))


def test_says_that_lines_are_approximate(open_page: OpenPage) -> None:
    assert any("no official demarcation" in text for text in texts(open_page()))


def test_closed_section_holds_no_downloads(open_page: OpenPage) -> None:
    assert not [text for text in texts(open_page(opened=())) if text.startswith("| Layer |")]


def test_downloads_offer_the_visible_layers(open_page: OpenPage, atlas: Atlas) -> None:
    titles = [atlas.layers[layer].spec.title for layer in _visible(atlas)]
    assert list(download_rows(open_page()))[1:] == titles


@pytest.mark.parametrize("query", [{}, PARIS], ids=["everything", "filtered"])
def test_download_counts_are_those_of_the_layers(open_page: OpenPage, atlas: Atlas, query: dict[str, str]) -> None:
    selection = atlas.select(Filters.from_params(query))
    wanted = {selection[layer].spec.title: len(selection[layer].features) for layer in _visible(atlas)}
    found = {title: count_in(cells[0]) for title, cells in list(download_rows(open_page(query=query)).items())[1:]}
    assert found == wanted


def test_download_of_everything_counts_everything(open_page: OpenPage, atlas: Atlas) -> None:
    total = sum(len(atlas.layers[layer].features) for layer in _visible(atlas))
    assert download_rows(open_page())["**Everything visible** (unfiltered)"][0] == str(total)


def test_download_says_that_it_is_filtered(open_page: OpenPage) -> None:
    assert next(iter(download_rows(open_page(query=PARIS)))) == "**Everything visible** (filtered)"


def test_download_links_are_labelled_with_the_number(open_page: OpenPage, atlas: Atlas) -> None:
    count = len(atlas.layers["strikes"].features)
    links = download_rows(open_page())["Strikes and shelling"][1]
    assert links.startswith(f"[GeoJSON ({count})](/layers/strikes.geojson) · [CSV ({count})](/layers/strikes.csv) · ")
    assert re.findall(r"\(/layers/strikes\.(\w+)\)", links) == [str(form) for form in Format]


def test_download_links_carry_the_filters(open_page: OpenPage) -> None:
    links = download_rows(open_page(query={"kind": "airstrike", "q": "Izra"}))["Strikes and shelling"][1]
    assert "(/layers/strikes.geojson?kind=airstrike&q=Izra)" in links


def test_download_of_everything_names_the_visible_layers(open_page: OpenPage) -> None:
    links = next(iter(download_rows(open_page(query={"layers": "talks,lines"})).values()))[1]
    assert "(/layers/all.csv?layers=lines,talks)" in links


def test_empty_result_names_the_filter_to_loosen(open_page: OpenPage, atlas: Atlas) -> None:
    app = open_page(query={"q": "zzzz", "kind": "airstrike"})
    count = len([f for f in atlas.layers["strikes"].features if f.properties["kind"] == "airstrike"])
    assert f"Loosen the search words first: that brings back {count} records." in app.info[0].value


def test_empty_result_of_two_wrong_filters_says_so(open_page: OpenPage) -> None:
    app = open_page(query={"q": "zzzz", "kind": "airstrike", "from": "1950", "to": "1951"})
    assert "Loosen more than one filter" in app.info[0].value


def test_empty_result_still_offers_the_downloads(open_page: OpenPage) -> None:
    assert download_rows(open_page(query={"q": "zzzz"}))["Talks"][0] == "0"


def test_one_record_is_counted(open_page: OpenPage, one_record: Path) -> None:
    assert summary(open_page(data=one_record)).startswith("**1 record shown**")


def test_one_record_gives_no_error(open_page: OpenPage, one_record: Path) -> None:
    assert not open_page(data=one_record).exception
