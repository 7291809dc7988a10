"""A made-up file of six rows, of each sort one."""

from __future__ import annotations

import pytest
import shapely

from geo.atlas import Atlas
from geo.userdata.rows.rows import OwnRows
from tests.userdata.rows.own_file import EAST, INSIDE, object_array, point, rows_of


@pytest.fixture(scope="session")
def mixed(atlas: Atlas) -> OwnRows:
    """Return rows that are inside, alike, a month long, refused, of unknown precision, without a place, and a line."""
    day = {"date_from": "2025-07-16", "date_to": "2025-07-16", "kind": "airstrike"}
    rows = [
        point(*INSIDE, **day, title="First"),
        point(*EAST, date_from="2025-07-01", date_to="2025-07-31", title="A month <b>long</b>"),
        point(*INSIDE, **day, title="Again"),
        {"status": "refused", "reasons": "latitude 99 is out of range; no date", "lon": 35.9, "lat": 33.0},
        {"lon": 35.9, "lat": 33.0, "date_from": "2025-09-02", "date_to": "2025-09-02"},
        {"status": "accepted_with_warning", "reasons": "no place that can be drawn"},
        {"title": "A line", "date_from": "2025-08-30", "date_to": "2025-09-02"},
    ]
    line = shapely.LineString([(35.6, 33.0), (36.0, 33.0)])
    return rows_of(atlas, rows, shapes=object_array([None] * 6 + [line]))
