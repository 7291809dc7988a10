from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo.readers import EVENT_COLUMNS
from geo.userdata.columns import columns_of_events, decode, decode_extra, encode


@pytest.fixture
def events() -> pd.DataFrame:
    """Return one drawn row, one without a place, one refused, and another drawn one."""
    frame = pd.DataFrame({name: ["", "", "", ""] for name in EVENT_COLUMNS})
    frame["status"] = ["accepted", "accepted", "refused", "accepted_with_warning"]
    frame["lon"] = [36.0, np.nan, 36.2, 35.9]
    frame["lat"] = [33.0, np.nan, 33.2, 33.1]
    frame["date_from"] = ["2025-05-01", "2025-05-01", "", ""]
    frame["date_to"] = ["2025-05-31", "2025-05-01", "", ""]
    frame["kind"] = ["raid", "raid", "raid", "strike"]
    return frame


def test_rows_that_cannot_be_drawn_are_left_out(events: pd.DataFrame) -> None:
    assert columns_of_events(events)[1].tolist() == [0, 3]


def test_an_id_leads_back_to_its_row(events: pd.DataFrame) -> None:
    columns, places = columns_of_events(events)
    encoded = encode(columns)
    found = decode(encoded.body)
    rows = events.iloc[places[encoded.order]]
    np.testing.assert_allclose(found.lon, rows["lon"].to_numpy(), atol=1e-7)
    assert [found.kind.labels[code] for code in found.kind.codes] == rows["kind"].tolist()


def test_a_month_stays_a_month(events: pd.DataFrame) -> None:
    columns, _ = columns_of_events(events)
    found = decode(encode(columns).body)
    assert {(str(first), str(last)) for first, last in zip(found.first, found.last, strict=True)} == {
        ("2025-05-01", "2025-05-31"),
        ("NaT", "NaT"),
    }


def test_a_further_column_names_its_values(events: pd.DataFrame) -> None:
    sides = np.array(["inside", "?", "?", "east"], dtype=object)
    columns, places = columns_of_events(events, extras={"side": sides})
    encoded = encode(columns)
    found = decode_extra(encoded.extras["side"])
    assert [found.labels[code] for code in found.codes] == sides[places[encoded.order]].tolist()
