from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.userdata.columns import Category, Decoded, Encoded, EventColumns, decode, decode_extra, encode
from geo.userdata.columns.layout import BYTES_PER_EVENT

EARTH_M = 40_075_016.686
LAST_TOLD = np.datetime64("2079-06-05", "D")
event = st.tuples(
    st.floats(-180, 180),
    st.floats(-85, 85),
    st.integers(0, 65000),
    st.none() | st.integers(0, 199) | st.integers(200, 500),
    st.booleans(),
    st.integers(0, 2),
    st.integers(0, 3),
)


def _columns(rows: list[tuple[float, float, int, int | None, bool, int, int]]) -> EventColumns:
    first = np.array([np.datetime64("1900-01-01", "D") + row[2] for row in rows], dtype="datetime64[D]")
    last = np.array(
        [
            start + row[3] if row[3] is not None else np.datetime64("NaT")
            for start, row in zip(first, rows, strict=True)
        ],
        dtype="datetime64[D]",
    )
    undated = np.array([row[4] for row in rows], dtype=bool)
    first[undated] = np.datetime64("NaT")
    last[undated] = np.datetime64("NaT")
    return EventColumns(
        lon=np.array([row[0] for row in rows], dtype=float),
        lat=np.array([row[1] for row in rows], dtype=float),
        first=first,
        last=last,
        kind=Category(np.array([row[5] for row in rows], dtype=np.uint8), ("a", "b", "")),
        confidence=np.array([row[6] for row in rows], dtype=np.uint8),
    )


def _both(rows: list[tuple[float, float, int, int | None, bool, int, int]]) -> tuple[EventColumns, Encoded, Decoded]:
    columns = _columns(rows)
    encoded = encode(columns)
    return columns, encoded, decode(encoded.body)


rows_of_events = st.lists(event, max_size=40)


@settings(max_examples=40)
@given(rows_of_events)
def test_every_event_is_written_once(rows: list[tuple[float, float, int, int | None, bool, int, int]]) -> None:
    _, encoded, _ = _both(rows)
    assert sorted(encoded.order.tolist()) == list(range(len(rows)))


@settings(max_examples=40)
@given(rows_of_events)
def test_positions_come_back_within_five_millimetres(
    rows: list[tuple[float, float, int, int | None, bool, int, int]],
) -> None:
    columns, encoded, decoded = _both(rows)
    degree_m = EARTH_M / 360
    lon_error = np.abs(decoded.lon - columns.lon[encoded.order])
    lon_error = np.minimum(lon_error, 360 - lon_error)
    assert (lon_error * degree_m < 0.01).all()  # at 180 degrees east the last unit stands one whole unit off
    assert (np.abs(decoded.lat - columns.lat[encoded.order]) * degree_m < 0.005).all()


@settings(max_examples=40)
@given(rows_of_events)
def test_dates_come_back(rows: list[tuple[float, float, int, int | None, bool, int, int]]) -> None:
    columns, encoded, decoded = _both(rows)
    wanted = np.minimum(columns.last[encoded.order], LAST_TOLD)
    np.testing.assert_array_equal(decoded.first, columns.first[encoded.order])
    listed = len(encoded.header["spans"]) < 54
    if listed:
        np.testing.assert_array_equal(decoded.last, wanted)
    else:
        dated = ~np.isnat(wanted)
        assert (decoded.last[dated] >= wanted[dated]).all()


@settings(max_examples=20)
@given(rows_of_events)
def test_kinds_and_confidence_come_back(rows: list[tuple[float, float, int, int | None, bool, int, int]]) -> None:
    columns, encoded, decoded = _both(rows)
    np.testing.assert_array_equal(decoded.kind.codes, columns.kind.codes[encoded.order])
    np.testing.assert_array_equal(decoded.confidence, columns.confidence[encoded.order])


def test_further_columns_follow_the_order_of_the_main_file(three_events: EventColumns) -> None:
    encoded = encode(three_events)
    found = decode_extra(encoded.extras["side"])
    assert [found.labels[code] for code in found.codes] == [
        ("east of B", "inside", "inside")[row] for row in encoded.order
    ]


def test_an_event_takes_twelve_bytes(three_events: EventColumns) -> None:
    body = encode(three_events).body
    assert len(body) - 8 - int.from_bytes(body[4:8], "little") == 3 * BYTES_PER_EVENT


def test_columns_begin_on_a_multiple_of_eight(three_events: EventColumns) -> None:
    assert int.from_bytes(encode(three_events).body[4:8], "little") % 8 == 0


def test_a_file_without_events_is_a_file() -> None:
    assert len(decode(encode(_columns([])).body).lon) == 0
