"""The table page: the full equivalent of the map."""

from __future__ import annotations

from pathlib import Path

from geo.atlas import Atlas
from geo.atlas.counts import RECORD_LAYERS
from geo.query.filters import Filters
from geo.vocab.labels import label_of
from tests.pages.reading import OpenPage, count_in


def _ids(atlas: Atlas, query: dict[str, str]) -> list[str]:
    selection = atlas.select(Filters.from_params(query))
    return [feature.id for layer in RECORD_LAYERS for feature in selection[layer].features]


def test_opens_without_an_error(open_page: OpenPage) -> None:
    app = open_page("table")
    assert (list(app.exception), list(app.error)) == ([], [])


def test_has_every_record(open_page: OpenPage, atlas: Atlas) -> None:
    assert open_page("table").dataframe[0].value["id"].tolist() == _ids(atlas, {})


def test_has_the_records_that_pass_the_filters(open_page: OpenPage, atlas: Atlas) -> None:
    query = {"confidence": "high", "governorate": "quneitra"}
    assert open_page("table", query).dataframe[0].value["id"].tolist() == _ids(atlas, query)


def test_has_records_without_a_location(open_page: OpenPage, atlas: Atlas) -> None:
    apart = sum(len(atlas.layers[layer].features) - atlas.layers[layer].located for layer in RECORD_LAYERS)
    assert int((~open_page("table").dataframe[0].value["located"]).sum()) == apart


def test_empty_casualties_are_not_zero(open_page: OpenPage, atlas: Atlas) -> None:
    unreported = sum("killed" not in f.properties for layer in RECORD_LAYERS for f in atlas.layers[layer].features)
    assert int(open_page("table").dataframe[0].value["killed"].isna().sum()) == unreported


def test_download_is_labelled_with_the_number(open_page: OpenPage, atlas: Atlas) -> None:
    query = {"kind": "artillery"}
    text = next(text for text in open_page("table", query).markdown.values if text.startswith("Download"))
    assert count_in(text) == len(_ids(atlas, query))


def test_download_carries_layers_and_filters(open_page: OpenPage) -> None:
    text = next(text for text in open_page("table", {"q": "Izra"}).markdown.values if text.startswith("Download"))
    assert f"(/layers/all.csv?layers={','.join(RECORD_LAYERS)}&q=Izra)" in text


def test_empty_result_names_the_filter_to_loosen(open_page: OpenPage) -> None:
    app = open_page("table", {"kind": "airstrike", "governorate": "abroad", "q": "zzzz"})
    assert "No record passes these filters." in app.info[0].value


def test_empty_result_has_no_table(open_page: OpenPage) -> None:
    assert len(open_page("table", {"q": "zzzz"}).dataframe) == 0


def test_one_record_is_one_row(open_page: OpenPage, one_record: Path) -> None:
    assert len(open_page("table", data=one_record).dataframe[0].value) == 1


def test_columns_of_few_words_are_words_all_the_same(open_page: OpenPage, atlas: Atlas) -> None:
    table = open_page("table", {"governorate": "quneitra"}).dataframe[0].value
    features = [atlas.feature(name) for name in table["id"]]
    assert table["kind"].tolist() == [label_of(feature.properties["kind"]) for feature in features if feature]
    assert set(table["governorate"].dropna()) == {"Quneitra"}
