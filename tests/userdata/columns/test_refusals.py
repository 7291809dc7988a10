from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from geo.errors import DataError, UsageError
from geo.userdata.columns import EventColumns, categories, decode, decode_extra, encode


def test_another_format_is_refused() -> None:
    with pytest.raises(DataError) as caught:
        decode(b"PK\x03\x04 and more bytes than a header has")
    assert "columns.bin:0:header" in caught.value.report()


def test_another_version_is_refused(three_events: EventColumns) -> None:
    with pytest.raises(DataError) as caught:
        decode(encode(three_events).body.replace(b'"version":1', b'"version":2'))
    assert "columns.bin:0:version" in caught.value.report()


@pytest.mark.parametrize("cut", [1, 12, 30])
def test_a_cut_file_is_refused(three_events: EventColumns, cut: int) -> None:
    with pytest.raises(DataError):
        decode(encode(three_events).body[:-cut])


def test_a_kind_without_a_name_is_refused(three_events: EventColumns) -> None:
    with pytest.raises(DataError) as caught:
        decode(encode(three_events).body[:-1] + b"\xf8")
    assert "columns.bin:3:kind" in caught.value.report()


def test_a_date_that_is_half_there_is_refused(three_events: EventColumns) -> None:
    body = bytearray(encode(three_events).body)
    body[-6:-3] = b"\xff\xff\xff"
    with pytest.raises(DataError) as caught:
        decode(bytes(body))
    assert ":span:" in caught.value.report()


def test_a_value_without_a_label_is_refused(three_events: EventColumns) -> None:
    with pytest.raises(DataError):
        decode_extra(encode(three_events).extras["side"][:-1] + b"\x09")


def test_all_faults_of_arrays_stand_in_one_message(three_events: EventColumns) -> None:
    wrong = replace(three_events, lon=np.array([np.nan, 1, 2]), confidence=np.zeros(2, dtype=np.uint8))
    with pytest.raises(UsageError, match=r"confidence has 2 rows.*finite"):
        encode(wrong)


def test_coordinates_out_of_range_are_refused(three_events: EventColumns) -> None:
    with pytest.raises(UsageError, match="between -180 and 180"):
        encode(replace(three_events, lon=np.array([181.0, 1, 2])))


def test_of_too_many_kinds_the_rarest_share_a_label() -> None:
    texts = np.array([f"kind {number}" for number in range(80) for _ in range(80 - number)], dtype=object)
    found = categories(texts)
    assert (len(found.labels), found.labels[-1], int(np.count_nonzero(found.codes == 62))) == (
        63,
        "Further kinds",
        sum(80 - number for number in range(62, 80)),
    )
