"""Two windows beside each other: what each holds, and what differs."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.analysis.comparison import Comparison, Order, compare, count_words, holding_words, order_words, side_words
from geo.atlas import Atlas
from geo.dataset.load import DATA_FOLDER
from geo.query.filters import Filters
from geo.vocab import LayerId
from tests.independent_selection import Records, chosen

DAYS = st.dates(min_value=pd.Timestamp("1966-01-01").date(), max_value=pd.Timestamp("2027-12-31").date())


def _between(atlas: Atlas, first: tuple[str, str], second: tuple[str, str], **filters: str) -> Comparison:
    one, two = (Filters.from_params({"from": a, "to": b, **filters}) for a, b in (first, second))
    return compare(atlas, one, two)


@pytest.fixture(scope="module")
def entry(atlas: Atlas) -> Comparison:
    """Return the 30 days before and after the zone was entered."""
    return _between(atlas, ("2024-11-08", "2024-12-07"), ("2024-12-08", "2025-01-06"))


def test_what_began_is_in_the_second_window_only(entry: Comparison) -> None:
    found = {feature.id for feature in entry.only_second}
    assert "israeli-forces-in-zone-since-2024" in found
    assert "golan-held-since-1967" not in found


def test_what_goes_on_is_in_both(entry: Comparison) -> None:
    assert {"golan-held-since-1967", "line-a", "line-b", "area-of-separation"} <= {f.id for f in entry.in_both}


def test_what_ended_is_in_the_first_window_only(atlas: Atlas) -> None:
    found = _between(atlas, ("2014-08-01", "2014-09-30"), ("2014-10-01", "2014-10-31"))
    assert sorted(feature.id for feature in found.only_first) == [
        f"pos-un-position-{number}" for number in (10, 16, 27, 31, 37, 69)
    ]


def test_dated_entries_of_control_last_no_longer_than_themselves(entry: Comparison) -> None:
    lasting = {feature.id for feature in (*entry.only_first, *entry.only_second, *entry.in_both)}
    dated = {feature.id for feature in entry.dated}
    assert "control-2024-12-08-zone-entered" in dated
    assert not lasting & dated


def test_dated_entries_between_the_windows_are_named(atlas: Atlas) -> None:
    found = _between(atlas, ("1975", "1975"), ("1985", "1985"))
    assert [feature.id for feature in found.dated] == [
        "control-1981-12-14-israeli-law",
        "control-1981-12-17-resolution-497",
    ]


def test_counts_by_kind_agree_with_pandas(atlas: Atlas) -> None:
    windows = ("2024-12-08", "2025-03-07"), ("2025-12-21", "2026-03-20")
    found = _between(atlas, *windows)
    days = pd.DataFrame([(i.id, i.start, i.end) for i in Records(DATA_FOLDER).items()], columns=["id", "start", "end"])
    events = pd.read_csv(DATA_FOLDER / "records/events.csv", dtype=str, keep_default_na=False).merge(days, on="id")
    for (first, last), name in zip(windows, ("first", "second"), strict=True):
        inside = events[(events["start"] <= last) & (events["end"] >= first)]
        counts = {row.kind: getattr(row, name) for row in found.kinds if row.layer is not LayerId.TALKS}
        assert {kind: count for kind, count in counts.items() if count} == inside["category"].value_counts().to_dict()


def test_a_month_counts_and_is_unsure_where_the_window_holds_part_of_it(atlas: Atlas) -> None:
    operations = atlas.layers[LayerId.GROUND_OPERATIONS].features
    month = next(f for f in operations if f.properties.get("date_precision") == "month")
    assert month.span is not None
    day = month.span.start
    part = _between(atlas, (day, day), (day, str(month.span.end)), q=month.id)
    assert [(row.first, row.first_unsure, row.second_unsure, row.both) for row in part.kinds] == [(1, 1, 0, 1)]


@settings(max_examples=20)
@given(st.lists(DAYS, min_size=4, max_size=4))
def test_each_side_has_the_ids_of_its_filters(atlas: Atlas, days: list[object]) -> None:
    a, b = sorted(map(str, days[:2])), sorted(map(str, days[2:]))
    found = _between(atlas, (a[0], a[1]), (b[0], b[1]))
    items = [item for item in Records(DATA_FOLDER).items() if item.layer != "places"]
    for side, window in ((found.first, a), (found.second, b)):
        wanted = {item.id for item in items if chosen(item, {"from": window[0], "to": window[1]})}
        assert {name for name in side.ids if not name.startswith("limitation-")} == wanted


@settings(max_examples=20)
@given(st.lists(DAYS, min_size=4, max_size=4))
def test_swapped_windows_swap_what_differs(atlas: Atlas, days: list[object]) -> None:
    a, b = sorted(map(str, days[:2])), sorted(map(str, days[2:]))
    there, back = _between(atlas, (a[0], a[1]), (b[0], b[1])), _between(atlas, (b[0], b[1]), (a[0], a[1]))
    assert {f.id for f in there.only_first} == {f.id for f in back.only_second}
    assert [(row.first, row.second) for row in there.kinds] == [(row.second, row.first) for row in back.kinds]
    swapped = {Order.BEFORE: Order.AFTER, Order.AFTER: Order.BEFORE, Order.OVERLAPPING: Order.OVERLAPPING}
    assert back.order is swapped[there.order]


def test_a_window_without_coverage_has_no_number(atlas: Atlas) -> None:
    blank = _between(atlas, ("1970", "1970"), ("2025", "2025"))
    assert blank.first.blank
    assert "nothing can be said" in side_words(blank.first)
    assert count_words(0, 0, blank=True) == "not covered"


def test_days_without_coverage_are_said(atlas: Atlas) -> None:
    partly = _between(atlas, ("2026-03-01", "2026-03-31"), ("2025-03", "2025-03"))
    assert side_words(partly.first).endswith("8 days without coverage")


def test_an_open_window_has_no_length(atlas: Atlas) -> None:
    found = compare(atlas, Filters(date_to="2024-12-07"), Filters(date_from="2024-12-08"))
    assert (found.first.days, found.second.days, found.order) == (None, None, Order.BEFORE)


def test_a_start_that_is_not_known_is_said_to_be_so(atlas: Atlas) -> None:
    post = atlas.feature("pos-un-position-10")
    assert post is not None
    assert holding_words(post.properties).endswith("start not known, named by a source of September 2014")


def test_began_and_ended_follow_the_order() -> None:
    assert "ended" in order_words(Order.BEFORE)[0]
    assert "ended" in order_words(Order.AFTER)[1]
    assert "ended" not in "".join(order_words(Order.OVERLAPPING))
