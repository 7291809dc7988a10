"""Which rows are added, removed and changed, and how that is said."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset.diff import Changed, Changes, Moved, TableChanges, compare_tables, summary_lines
from geo.dataset.diff.wording import MAX_ROWS
from geo.dataset.raw_tables import Cells

Rows = list[dict[str, str]]


def _tables(**rows: Rows) -> dict[str, Cells]:
    return {
        name: Cells(name, tuple(dict.fromkeys(column for row in found for column in row)), tuple(found))
        for name, found in rows.items()
    }


def _table(old: Rows, new: Rows, name: str = "events") -> TableChanges:
    (table,) = compare_tables(_tables(**{name: old}), _tables(**{name: new})).tables
    return table


def test_rows_are_matched_by_id() -> None:
    old = [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}, {"id": "c", "title": "C"}]
    new = [{"id": "c", "title": "C"}, {"id": "d", "title": "D"}, {"id": "a", "title": "New A"}]
    table = _table(old, new)
    assert table.added == (Moved("d", {"id": "d"}, {"id": "d", "title": "D"}),)
    assert table.removed == (Moved("b", {"id": "b"}, {"id": "b", "title": "B"}),)
    assert table.changed == (Changed("a", {"id": "a"}, {"title": ("A", "New A")}),)


def test_order_is_no_change() -> None:
    rows = [{"id": name, "title": name} for name in "abc"]
    assert _table(rows, rows[::-1]).same


def test_order_of_columns_is_no_change() -> None:
    assert _table([{"id": "a", "title": "A"}], [{"title": "A", "id": "a"}]).same


def test_empty_column_changes_no_row() -> None:
    table = _table([{"id": "a"}], [{"id": "a", "note": ""}])
    assert (table.columns_added, table.changed, table.same) == (("note",), (), False)


def test_filled_column_is_new_in_the_row() -> None:
    table = _table([{"id": "a", "old": "1"}], [{"id": "a", "note": "x"}])
    assert (table.columns_added, table.columns_removed) == (("note",), ("old",))
    assert table.changed[0].fields == {"note": (None, "x"), "old": ("1", None)}


def test_links_are_matched_by_record_and_source() -> None:
    old = [{"record_id": "ev", "source_id": "s1", "seen": "partly"}, {"record_id": "ev", "source_id": "s2", "seen": ""}]
    new = [{"record_id": "ev", "source_id": "s1", "seen": "opened"}, {"record_id": "ev", "source_id": "s3", "seen": ""}]
    table = _table(old, new, "record_sources")
    assert [(row.id, row.fields) for row in table.changed] == [("ev", {"seen": ("partly", "opened")})]
    assert [row.key["source_id"] for row in (*table.added, *table.removed)] == ["s3", "s2"]


def test_links_carry_the_page() -> None:
    page = {"id": "s1", "publisher": "SANA", "url": "https://sana.example/1"}
    link = {"record_id": "ev", "source_id": "s1"}
    changes = compare_tables(_tables(sources=[page], record_sources=[]), _tables(sources=[page], record_sources=[link]))
    (row,) = changes.tables[1].added
    assert row.to_json()["source"] == {"publisher": "SANA", "url": "https://sana.example/1"}
    assert "  + ev / s1: https://sana.example/1" in summary_lines(changes)


def test_of_rows_with_one_key_those_alike_are_matched_first() -> None:
    key = {"claim_id": "c", "speaker": "S", "unit": "km2", "date": ""}
    old = [{**key, "note": "one"}, {**key, "note": "two"}]
    new = [{**key, "note": "two"}, {**key, "note": "three"}]
    assert [row.fields for row in _table(old, new, "claim_figures").changed] == [{"note": ("one", "three")}]


def test_double_row_counts_twice() -> None:
    row = {"claim_id": "c", "speaker": "S", "unit": "km2", "date": ""}
    assert [moved.id for moved in _table([row], [row, row], "claim_figures").added] == ["c"]


def test_table_without_a_key_has_rows_that_come_and_go() -> None:
    table = _table([{"a": "1", "b": "2"}], [{"a": "1", "b": "3"}], "unknown")
    assert [row.values for row in (*table.removed, *table.added)] == [{"a": "1", "b": "2"}, {"a": "1", "b": "3"}]


@pytest.mark.parametrize(("old", "new", "counts"), [({}, {"a": "x"}, (None, 1)), ({"a": "x"}, {}, (1, None))])
def test_table_of_one_version_only(old: Mapping[str, str], new: Mapping[str, str], counts: tuple[int, int]) -> None:
    tables = [_tables(**{name: [{"id": text}] for name, text in side.items()}) for side in (old, new)]
    (table,) = compare_tables(*tables).tables
    assert ((table.old_rows, table.new_rows), table.same) == (counts, False)


def test_records_are_summed_up_over_tables() -> None:
    old = _tables(
        events=[{"id": "ev-a", "title": "A"}, {"id": "ev-b", "title": "B"}, {"id": "ev-c", "title": "C"}],
        record_sources=[{"record_id": "ev-c", "source_id": "s"}],
        sources=[{"id": "s", "url": "https://old.example"}],
        claim_figures=[{"claim_id": "claim-d", "value_min": "1"}],
    )
    new = _tables(
        events=[{"id": "ev-a", "title": "A!"}, {"id": "ev-c", "title": "C"}, {"id": "ev-e", "title": "E"}],
        record_sources=[{"record_id": "ev-e", "source_id": "s"}],
        sources=[{"id": "s", "url": "https://new.example"}],
        claim_figures=[{"claim_id": "claim-d", "value_min": "2"}],
    )
    assert compare_tables(old, new).to_json()["records"] == {
        "added": ["ev-e"],
        "removed": ["ev-b"],
        "changed": ["claim-d", "ev-a", "ev-c"],
    }


def test_tables_without_a_change_are_left_out_of_the_json() -> None:
    tables = _tables(events=[{"id": "a"}], talks=[{"id": "b"}])
    changed = {**tables, **_tables(talks=[{"id": "c"}])}
    assert list(compare_tables(tables, changed).to_json()["tables"]) == ["talks"]


CELLS = st.dictionaries(st.sampled_from(("title", "note")), st.sampled_from(("", "x", "y")))
VERSIONS = st.dictionaries(st.sampled_from("abcdef"), CELLS).map(
    lambda rows: [{"id": record_id, **cells} for record_id, cells in rows.items()]
)


def _filled(row: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in row.items() if text}


@given(VERSIONS, VERSIONS)
def test_the_changes_lead_from_the_old_version_to_the_new(old: Rows, new: Rows) -> None:
    table = _table(old, new)
    rows = {row["id"]: _filled(row) for row in old}
    for gone in table.removed:
        assert rows.pop(gone.id) == gone.values
    for row in table.changed:
        for name, (before, after) in row.fields.items():
            assert rows[row.id].get(name, "") == (before or "")
            rows[row.id][name] = after or ""
    rows |= {row.id: dict(row.values) for row in table.added}
    assert {record_id: _filled(row) for record_id, row in rows.items()} == {row["id"]: _filled(row) for row in new}


@given(VERSIONS, VERSIONS)
def test_backwards_is_the_opposite(old: Rows, new: Rows) -> None:
    there, back = _table(old, new), _table(new, old)
    assert {row.id for row in there.added} == {row.id for row in back.removed}
    assert {row.id for row in there.changed} == {row.id for row in back.changed}


@given(VERSIONS)
def test_nothing_differs_from_itself(rows: Rows) -> None:
    assert _table(rows, rows[::-1]).same


def _summary(old: Rows, new: Rows) -> list[str]:
    return list(summary_lines(Changes((_table(old, new),))))


def test_summary_names_what_changed() -> None:
    old = [{"id": "a", "title": "A", "confidence": "low"}, {"id": "b", "title": "B", "confidence": ""}]
    new = [{"id": "a", "title": "A", "confidence": "high"}, {"id": "c", "title": "C", "confidence": ""}]
    assert _summary(old, new) == [
        "events: 1 added, 1 removed, 1 changed (2 rows -> 2 rows)",
        "  + c: C",
        "  - b: B",
        '  ~ a: confidence "low" -> "high"',
    ]


def test_summary_of_new_columns() -> None:
    assert _summary([{"id": "a"}], [{"id": "a", "note": ""}]) == [
        "events: columns only (1 rows -> 1 rows)",
        "  new column note",
    ]


def test_summary_shows_long_texts_from_where_they_part() -> None:
    start = "The same words in both versions, and a good many of them, until "
    (line,) = _summary([{"id": "a", "note": f"{start}here."}], [{"id": "a", "note": f"{start}there."}])[1:]
    assert line == '  ~ a: note "...them, until here." -> "...them, until there."'


def test_summary_counts_what_it_does_not_name() -> None:
    lines = _summary([{"id": "x"}], [{"id": "x"}, *({"id": f"a{number}"} for number in range(MAX_ROWS + 5))])
    assert (len(lines), lines[-1]) == (MAX_ROWS + 2, "  and 5 more, all in the JSON")


def test_summary_has_nothing_that_a_terminal_obeys() -> None:
    (line,) = _summary([{"id": "a", "title": "A"}], [{"id": "a", "title": "\x1b[2J\nB\u202e"}])[1:]
    assert line == '  ~ a: title "A" -> " [2J B "'
