from __future__ import annotations

import numpy as np
import pytest

from geo.userdata.columns.days import code_days, decode_days
from geo.userdata.columns.layout import NO_SPAN, OPEN_SPAN, UNDATED


def _days(*texts: str) -> np.ndarray:
    return np.array([text or "NaT" for text in texts], dtype="datetime64[D]")


@pytest.mark.parametrize(
    ("first", "last", "start", "span"),
    [
        ("1900-01-01", "1900-01-01", 0, 0),
        ("2025-05-01", "2025-05-31", 45776, 30),
        ("2079-06-05", "2079-06-05", 65534, 0),
        ("2024-12-08", "", 45632, OPEN_SPAN),
        ("", "1900-02-01", 0, 31),
        ("", "", UNDATED, NO_SPAN),
        ("1890-01-01", "1899-12-31", UNDATED, NO_SPAN),
        ("2079-06-06", "2080-01-01", UNDATED, NO_SPAN),
        ("1899-12-30", "1900-01-02", 0, 1),
    ],
)
def test_dates_have_these_codes(first: str, last: str, start: int, span: int) -> None:
    coded = code_days(_days(first), _days(last))
    assert (int(coded.start[0]), int(coded.span[0])) == (start, span)


def test_a_span_whose_end_precedes_its_start_is_no_date() -> None:
    assert code_days(_days("2025-05-03"), _days("2025-05-01")).span[0] == NO_SPAN


def test_long_spans_are_listed_once() -> None:
    coded = code_days(_days("2024-01-01", "2023-01-01", "2022-01-01"), _days("2024-12-31", "2023-12-31", "2022-12-31"))
    assert (coded.spans, coded.span.tolist(), coded.rounded) == ((364, 365), [201, 200, 200], 0)


def test_spans_that_find_no_room_are_never_shortened() -> None:
    first = np.full(300, np.datetime64("2000-01-01"), dtype="datetime64[D]")
    last = first + np.arange(300, 900, 2)
    coded = code_days(first, last)
    _, decoded = decode_days(coded.start, coded.span, coded.spans)
    assert (decoded >= last).all()


def test_the_number_of_rounded_spans_is_told() -> None:
    first = np.full(100, np.datetime64("2000-01-01"), dtype="datetime64[D]")
    last = first + np.arange(300, 400)
    coded = code_days(first, last)
    _, decoded = decode_days(coded.start, coded.span, coded.spans)
    assert coded.rounded == np.count_nonzero(decoded != last)
