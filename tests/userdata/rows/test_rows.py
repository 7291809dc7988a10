"""A person's rows as the map, the table and the card have them."""

from __future__ import annotations

import json

import numpy as np
import pytest

from geo.atlas import Atlas
from geo.errors import NotFoundError
from geo.userdata.columns import decode
from geo.userdata.rows.details import details
from geo.userdata.rows.row_details import MOST_DETAIL_CHARS, plain_value
from geo.userdata.rows.rows import OwnRows
from geo.userdata.rows.summary import count_repeated_reports
from geo.userdata.rows.table import PAGE_ROWS, Narrow, narrowed, pages, table_page
from tests.userdata.rows.own_file import EAST, INSIDE, point, rows_of


def _titles(rows: OwnRows, narrow: Narrow) -> list[str]:
    return table_page(rows, narrowed(rows, narrow), number=1)["title"].tolist()


def test_only_kept_points_are_drawn(mixed: OwnRows) -> None:
    assert mixed.drawn == 4


def test_a_number_of_the_map_names_the_row_at_that_point(mixed: OwnRows) -> None:
    drawn = decode(mixed.columns)
    for number in range(mixed.drawn):
        event = mixed.events.iloc[mixed.row_of(number)]
        assert np.allclose((drawn.lon[number], drawn.lat[number]), (event["lon"], event["lat"]), atol=1e-6)


@pytest.mark.parametrize("number", [-1, 4, 10**9])
def test_a_number_that_the_map_does_not_have(mixed: OwnRows, number: int) -> None:
    with pytest.raises(NotFoundError):
        mixed.row_of(number)


def test_memory_covers_all_tables(mixed: OwnRows) -> None:
    assert mixed.size_bytes > int(mixed.events.memory_usage(deep=True).sum())


def test_details_keep_the_order_and_leave_out_what_is_not_there(mixed: OwnRows) -> None:
    assert [row["id"] for row in details(mixed, [3, 99, 0])] == [3, 0]


def test_details_are_json_with_nothing_empty(mixed: OwnRows) -> None:
    found = details(mixed, range(mixed.drawn))
    assert json.loads(json.dumps(found, allow_nan=False)) == json.loads(json.dumps(found))
    assert [name for row in found for name, value in row.items() if value in (None, "")] == []


def test_details_carry_the_answer_of_the_position_test(atlas: Atlas, mixed: OwnRows) -> None:
    place = next(number for number in range(mixed.drawn) if mixed.row_of(number) == 0)
    answer = atlas.test.answer(*INSIDE, uncertainty_m=10.0)
    del answer["nearest_place"]
    assert details(mixed, [place])[0]["position"] == answer


def test_unknown_precision_gives_no_answer_but_says_so(mixed: OwnRows) -> None:
    place = next(number for number in range(mixed.drawn) if mixed.row_of(number) == 4)
    (row,) = details(mixed, [place])
    assert "position" not in row
    assert dict(row["more"])["Side"].startswith("Cannot tell: how well the place is known is not said.")


def test_details_say_which_row_is_alike(mixed: OwnRows) -> None:
    place = next(number for number in range(mixed.drawn) if mixed.row_of(number) == 2)
    assert dict(details(mixed, [place])[0]["more"])["In your file"].endswith("as row 1 of the file")


def test_a_long_text_is_cut_for_the_card(atlas: Atlas) -> None:
    rows = rows_of(atlas, [point(*INSIDE, summary="x" * 9000)])
    assert len(details(rows, [0])[0]["summary"]) == MOST_DETAIL_CHARS


@pytest.mark.parametrize(
    ("value", "plain"), [(np.int64(4), 4), (np.nan, None), (np.inf, None), (None, None), ("a", "a")]
)
def test_cells_become_what_json_has(value: object, plain: object) -> None:
    assert plain_value(value) == plain


@pytest.mark.parametrize(
    ("narrow", "titles"),
    [
        (Narrow(), ["First", "A month <b>long</b>", "Again", "Row 4", "Row 5", "Row 6", "A line"]),
        (Narrow(status="refused"), ["Row 4"]),
        (Narrow(side="Inside the area of separation"), ["First", "Again"]),
        (Narrow(text=" AGAIN "), ["Again"]),
        (Narrow(text="out of range"), ["Row 4"]),
        (Narrow(text=".*"), []),
        (Narrow(alike_only=True), ["Again"]),
        (Narrow(text="first", status="refused"), []),
    ],
)
def test_the_table_is_narrowed(mixed: OwnRows, narrow: Narrow, titles: list[str]) -> None:
    places = narrowed(mixed, narrow)
    assert (table_page(mixed, places, number=1)["title"].tolist(), len(places)) == (titles, len(titles))


def test_the_table_can_show_each_news_report_once(atlas: Atlas) -> None:
    report = point(*EAST, date_from="2025-07-16", date_to="2025-07-16", url="https://news.example/1")
    kinds = ("protest (CAMEO 14)", "fight (CAMEO 19)")
    rows = rows_of(atlas, [{**report, "kind": kind} for kind in kinds], format_id="gdelt")
    assert count_repeated_reports(rows) == 1
    assert narrowed(rows, Narrow(reports_once=True)).tolist() == [0]


def test_pages_of_the_table_hold_every_row_once(atlas: Atlas) -> None:
    rows = rows_of(atlas, [point(*INSIDE)] * (2 * PAGE_ROWS + 1))
    places = narrowed(rows, Narrow())
    shown = [table_page(rows, places, number=number) for number in range(1, pages(len(places)) + 1)]
    assert [len(page) for page in shown] == [PAGE_ROWS, PAGE_ROWS, 1]
    assert [row for page in shown for row in page["row"]] == list(range(1, 2 * PAGE_ROWS + 2))


@pytest.mark.parametrize(("count", "number"), [(0, 1), (1, 1), (PAGE_ROWS, 1), (PAGE_ROWS + 1, 2)])
def test_number_of_pages(count: int, number: int) -> None:
    assert pages(count) == number
