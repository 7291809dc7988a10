"""Details of rows by the numbers that the map knows them by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from geo.errors import NotFoundError
from geo.userdata.rows.row_details import row_details
from geo.userdata.rows.rows import OwnRows


def details(rows: OwnRows, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Return the details of rows by the numbers that the map knows them by, as ``docs/columns.md`` has them.

    Numbers that do not exist are left out; the others keep their order.
    """
    found = []
    for drawn_id in ids:
        try:
            place = rows.row_of(drawn_id)
        except NotFoundError:
            continue
        found.append({"id": drawn_id, **row_details(rows.events.iloc[place], rows.added.iloc[place])})
    return found
