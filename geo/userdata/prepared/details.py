"""Details of events by id, read from the mapped file."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from geo.userdata.prepared.store import EventFile

MAX_IDS = 200
"""How many events one request may ask about."""


def details_of(file: EventFile, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Return what the file says of events, in the order asked for.

    Parameters
    ----------
    file : EventFile
        The prepared folder.
    ids : sequence of int
        Places in the main file; those that do not exist are left out.

    Returns
    -------
    list of dict
        ``id`` and whatever is known of ``title``, ``kind`` and the other columns of the event model. The id that the
        file itself gives comes as ``source_id``.
    """
    return [_row(file, event) for event in ids if 0 <= event < file.count]


def _row(file: EventFile, event: int) -> dict[str, Any]:
    place = int(file.order[event])
    number = int(np.searchsorted(file.starts, place, side="right")) - 1
    batch = file.details.get_batch(number).slice(place - int(file.starts[number]), 1)
    values = {name: column[0].as_py() for name, column in zip(batch.schema.names, batch.columns, strict=True)}
    values["source_id"] = values.pop("id")
    known = {name: value for name, value in values.items() if _is_known(value)}
    return {"id": event, **known}


def _is_known(value: object) -> bool:
    return value not in (None, "") and not (isinstance(value, float) and math.isnan(value))
