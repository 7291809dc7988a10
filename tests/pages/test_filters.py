"""Sidebar filters: from the address into the widgets and back, across pages, with mistakes named."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from geo.atlas import Atlas
from geo.atlas.counts import RECORD_LAYERS
from geo.query.filters import Filters
from tests.pages.reading import OpenPage, address, count_in, summary, switch

FILTERS = {
    "kind": "airstrike,raid_arrest",
    "actor": "israeli_forces",
    "attribution": "israeli",
    "governorate": "daraa,quneitra",
    "confidence": "high",
    "source": "sana",
}
ALL_FILTERS = {"from": "2025-01-01", "to": "2025-12-31", **FILTERS, "q": "Quneitra", "bbox": "35,32,37,34"}


def _counted(atlas: Atlas, query: dict[str, str]) -> int:
    selection = atlas.select(Filters.from_params(query))
    return sum(len(selection[layer].features) for layer in RECORD_LAYERS)


@pytest.mark.parametrize("name", FILTERS)
def test_set_filter_of_the_address_is_in_its_widget(open_page: OpenPage, name: str) -> None:
    app = open_page(query={name: FILTERS[name]})
    assert sorted(app.multiselect(key=f"f_{name}").value) == FILTERS[name].split(",")


def test_search_words_of_the_address_are_in_their_widget(open_page: OpenPage) -> None:
    assert open_page(query={"q": "Jubata"}).text_input(key="f_q").value == "Jubata"


def test_days_of_the_address_are_in_their_widgets(open_page: OpenPage) -> None:
    app = open_page(query={"from": "2025-02-03", "to": "2025-04"})
    assert [str(field.value) for field in app.date_input] == ["2025-02-03", "2025-04-30"]


def test_days_of_a_preset_choose_the_preset(open_page: OpenPage) -> None:
    assert open_page(query={"from": "2024-12-08"}).selectbox(key="f_period").value == "entered"


@pytest.mark.parametrize("query", [{"from": "2030"}, {"from": "1900", "to": "1901-05"}, {"to": "9999"}])
def test_days_that_the_fields_do_not_offer_give_a_page(open_page: OpenPage, query: dict[str, str]) -> None:
    assert not open_page(query=query).exception


def test_area_of_the_address_is_said_in_words(open_page: OpenPage) -> None:
    app = open_page(query={"bbox": "35.5,32.75,36,33.25"})
    assert "Only inside 32.75 to 33.25 N, 35.50 to 36.00 E" in app.caption.values


def test_kind_of_the_widget_is_in_the_address(open_page: OpenPage) -> None:
    app = open_page()
    app.multiselect(key="f_kind").set_value(["airstrike", "artillery"]).run()
    assert address(app)["kind"] == "airstrike,artillery"


def test_search_words_of_the_widget_are_in_the_address(open_page: OpenPage) -> None:
    app = open_page()
    app.text_input(key="f_q").set_value("Khan Arnabah").run()
    assert address(app)["q"] == "Khan Arnabah"


def test_preset_of_the_widget_is_in_the_address(open_page: OpenPage) -> None:
    app = open_page()
    app.selectbox(key="f_period").set_value("entered").run()
    assert address(app)["from"] == "2024-12-08"


@pytest.mark.parametrize("name", ["actor", "attribution", "governorate", "confidence", "source"])
def test_emptied_widget_leaves_the_address(open_page: OpenPage, name: str) -> None:
    app = open_page(query={name: FILTERS[name]})
    app.multiselect(key=f"f_{name}").set_value([]).run()
    assert name not in address(app)


def test_area_can_be_removed(open_page: OpenPage) -> None:
    app = open_page(query={"bbox": "35,32,36,33"})
    app.button(key="f_bbox_off").click().run()
    assert "bbox" not in address(app)


def test_reset_takes_every_filter_out_of_the_address(open_page: OpenPage) -> None:
    app = open_page(query=ALL_FILTERS)
    app.button(key="f_reset").click().run()
    assert address(app) == {}


def test_all_filters_of_the_address_stay_in_it(open_page: OpenPage) -> None:
    app = open_page(query=ALL_FILTERS)
    assert address(app) == ALL_FILTERS


def test_parameters_of_the_map_stay_in_the_address(open_page: OpenPage) -> None:
    app = open_page(query={"layers": "talks", "z": "9"})
    app.text_input(key="f_q").set_value("Paris").run()
    assert (address(app)["layers"], address(app)["z"]) == ("talks", "9")


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("kind", "ufo", "unknown value"),
        ("confidence", "high,,low", "empty value"),
        ("from", "2025-02-30", "no such day"),
        ("to", "soon", "to"),
        ("q", "!!!", "no letter or digit"),
        ("q", "raid OR", "OR has nothing after it"),
        ("bbox", "1,2,3", "four numbers"),
        ("bbox", "nan,1,2,3", "finite"),
        ("source", "no such/slug", "ids of letters"),
    ],
)
def test_mistake_in_the_address_is_named(open_page: OpenPage, name: str, text: str, reason: str) -> None:
    warnings = open_page(query={name: text}).warning.values
    assert [warning for warning in warnings if warning.startswith(f"{name}: ") and reason in warning]


def test_mistake_in_the_address_is_left_out_of_it(open_page: OpenPage) -> None:
    app = open_page(query={"kind": "ufo", "confidence": "high"})
    assert address(app) == {"confidence": "high"}


def test_first_day_after_the_last_is_named(open_page: OpenPage) -> None:
    app = open_page(query={"from": "2025-03-01", "to": "2025-04-01"})
    app.date_input[0].set_value("2025-05-01").run()
    assert any("lies after to" in warning for warning in app.warning.values)


def test_markup_in_the_address_is_literal(open_page: OpenPage) -> None:
    warnings = open_page(query={"from": "**bold** [x](https://evil.example)"}).warning.values
    assert not any("**bold**" in warning or "[x](" in warning for warning in warnings)


@pytest.mark.parametrize("page", ["table", "where", "method"])
def test_page_switch_and_back_keeps_the_filters(open_page: OpenPage, page: str) -> None:
    app = switch(switch(open_page(query=ALL_FILTERS), page), "map")
    assert address(app) == ALL_FILTERS


def test_table_takes_over_the_filters_of_the_map(open_page: OpenPage) -> None:
    app = switch(open_page(query={"kind": "airstrike"}), "table")
    assert app.multiselect(key="f_kind").value == ["airstrike"]


@pytest.mark.parametrize("page", ["where", "method"])
def test_page_without_records_offers_no_filters(open_page: OpenPage, page: str) -> None:
    app = open_page(page)
    assert not [*app.sidebar.text_input, *app.sidebar.selectbox, *app.sidebar.multiselect]


@pytest.mark.parametrize("page", ["map", "where", "method"])
def test_every_page_has_a_sidebar_that_says_how_current_the_data_is(open_page: OpenPage, page: str) -> None:
    assert any("Data as of " in text.value for text in open_page(page).sidebar.markdown)


def test_new_address_replaces_the_filters(open_page: OpenPage) -> None:
    app = open_page(query={"kind": "airstrike"})
    app.query_params["kind"] = "artillery"
    assert app.run().multiselect(key="f_kind").value == ["artillery"]


def test_address_without_filters_takes_them_off(open_page: OpenPage) -> None:
    app = open_page(query={"kind": "airstrike"})
    app.query_params.clear()
    assert app.run().multiselect(key="f_kind").value == []


@pytest.mark.parametrize(
    "query",
    [{}, *({name: text} for name, text in ALL_FILTERS.items()), ALL_FILTERS],
    ids=lambda query: "+".join(query) or "none",
)
def test_map_counts_what_the_filters_give(open_page: OpenPage, atlas: Atlas, query: dict[str, str]) -> None:
    assert count_in(summary(open_page(query=query))) == _counted(atlas, query)


@pytest.mark.parametrize(
    "query",
    [{}, *({name: text} for name, text in ALL_FILTERS.items()), ALL_FILTERS],
    ids=lambda query: "+".join(query) or "none",
)
def test_table_counts_what_the_filters_give(open_page: OpenPage, atlas: Atlas, query: dict[str, str]) -> None:
    app: AppTest = open_page("table", query)
    assert count_in(app.markdown[0].value) == _counted(atlas, query)
