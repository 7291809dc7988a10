"""Rows in the order of a Z curve: neighbours on the map are neighbours in the file, so that a view touches few rows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.userdata.columns.mercator import Units

_SPREAD = ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555))


def curve_order(x: Units, y: Units) -> NDArray[np.int64]:
    """Return the order of rows along a Z curve over their own extent (G. M. Morton, 1966); equal rows keep theirs."""
    if not len(x):
        return np.empty(0, dtype=np.int64)
    key = _spread(_steps(x)) | (_spread(_steps(y)) << np.uint32(1))
    order: NDArray[np.int64] = np.argsort(key, kind="stable")
    return order


def _steps(values: Units) -> Units:
    low = values.min()
    width = max(int(values.max()) - int(low), 1)
    steps: Units = ((values - low).astype(np.float64) * (65535.0 / width)).astype(np.uint32)
    return steps


def _spread(values: Units) -> Units:
    """Put a zero between each two of the lowest sixteen bits."""
    for shift, mask in _SPREAD:
        values = (values | (values << np.uint32(shift))) & np.uint32(mask)
    return values
