"""Writing: arrays to the bytes of the format."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.errors import UsageError
from geo.userdata.columns.days import code_days
from geo.userdata.columns.layout import EPOCH, EXTRA_COLUMNS, MAGIC, MAIN_COLUMNS, MAX_LABELS, UNDATED, VERSION, Column
from geo.userdata.columns.mercator import from_world, to_world
from geo.userdata.columns.model import Category, EventColumns, check
from geo.userdata.columns.order import curve_order


@dataclass(frozen=True)
class Encoded:
    """Events as bytes.

    Attributes
    ----------
    body : bytes
        The main file.
    extras : dict of str to bytes
        The file of each further column.
    order : ndarray of int64
        Which row of what was given stands at each place of the file. A place is the id by which the browser asks for
        details.
    header : dict
        The header of the main file.
    """

    body: bytes
    extras: dict[str, bytes]
    order: NDArray[np.int64]
    header: dict[str, Any]


def encode(columns: EventColumns) -> Encoded:
    """Write events in the format of ``docs/columns.md``.

    Raises
    ------
    UsageError
        If the arrays do not fit together, a coordinate is not finite or out of range, or there are too many values.
    """
    check(columns)
    x, y = to_world(columns.lon, columns.lat)
    order = curve_order(x, y)
    x, y = x[order], y[order]
    days = code_days(columns.first[order], columns.last[order])
    kind = (columns.kind.codes[order] << np.uint8(2)) | columns.confidence[order]
    known = days.start != UNDATED
    header: dict[str, Any] = {
        "count": len(columns),
        "epoch": EPOCH,
        "projection": "world square of EPSG:3857 in 2^32 units, y downwards",
        "order": "z-curve",
        "extent": _extent(x, y),
        "undated": int(np.count_nonzero(~known)),
        "spans": list(days.spans),
        "spans_rounded": days.rounded,
        "kinds": list(columns.kind.labels),
        "extras": list(columns.extras),
    }
    arrays = (x, y, days.start, days.span, kind.astype(np.uint8))
    body = _file(header, MAIN_COLUMNS, arrays)
    extras = {name: _extra(name, extra, order) for name, extra in columns.extras.items()}
    return Encoded(body, extras, order, header)


def _extra(name: str, extra: Category, order: NDArray[np.int64]) -> bytes:
    if len(extra.labels) > MAX_LABELS:
        raise UsageError(
            f"The column {name} has {len(extra.labels)} values; one byte tells at most {MAX_LABELS} apart."
        )
    header = {"count": len(order), "name": name, "labels": list(extra.labels)}
    return _file(header, EXTRA_COLUMNS, (extra.codes[order],))


def _file(header: Mapping[str, Any], layout: Sequence[Column], arrays: Sequence[NDArray[Any]]) -> bytes:
    """Return magic, length of the header, header, columns; the header is padded so that columns lie on their size."""
    described = {"version": VERSION, "byte_order": "little", **header}
    described["columns"] = [{"name": column.name, "type": column.dtype} for column in layout]
    text = json.dumps(described, ensure_ascii=True, separators=(",", ":")).encode()
    text += b" " * (-(len(MAGIC) + 4 + len(text)) % 8)
    parts = [np.ascontiguousarray(values, dtype=column.dtype) for column, values in zip(layout, arrays, strict=True)]
    return b"".join((MAGIC, len(text).to_bytes(4, "little"), text, *(part.tobytes() for part in parts)))


def _extent(x: NDArray[np.uint32], y: NDArray[np.uint32]) -> list[float] | None:
    if not len(x):
        return None
    lon, lat = from_world(np.array([x.min(), x.max()]), np.array([y.max(), y.min()]))
    west, east = (round(float(value), 6) for value in lon)
    south, north = (round(float(value), 6) for value in lat)
    return [west, south, east, north]
