"""A user's events (the model of ``geo/formats``) as columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from geo.readers.model.reading import RowStatus
from geo.userdata.columns.days import parse_days
from geo.userdata.columns.layout import MAX_LABELS
from geo.userdata.columns.model import EventColumns, categories

if TYPE_CHECKING:
    import pandas as pd


def columns_of_events(
    events: pd.DataFrame, *, extras: Mapping[str, NDArray[np.object_]] | None = None
) -> tuple[EventColumns, NDArray[np.int64]]:
    """Return what can be drawn of a table of events.

    Parameters
    ----------
    events : DataFrame
        Columns of :data:`geo.readers.model.reading.EVENT_COLUMNS`; of them ``status``, ``lon``, ``lat``, ``date_from``,
        ``date_to`` and ``kind`` are read.
    extras : mapping of str to ndarray of str, optional
        Further columns by name, one text a row of ``events``.

    Returns
    -------
    tuple
        The columns, and for each of their rows its place in ``events`` (as for ``iloc``). Rows that were refused or
        have no coordinates are not among them.
    """
    lon = events["lon"].to_numpy(dtype=np.float64)
    lat = events["lat"].to_numpy(dtype=np.float64)
    accepted = events["status"].to_numpy(dtype=object) != str(RowStatus.REFUSED)
    places = np.flatnonzero(accepted & np.isfinite(lon) & np.isfinite(lat))

    def texts(name: str) -> NDArray[np.object_]:
        return events[name].to_numpy(dtype=object)[places]

    columns = EventColumns(
        lon=lon[places],
        lat=lat[places],
        first=parse_days(texts("date_from")),
        last=parse_days(texts("date_to")),
        kind=categories(texts("kind")),
        confidence=np.zeros(len(places), dtype=np.uint8),
        extras={name: categories(values[places], most=MAX_LABELS) for name, values in (extras or {}).items()},
    )
    return columns, places
