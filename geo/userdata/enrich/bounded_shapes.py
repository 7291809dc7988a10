"""Lines and areas tested within bounds of time and memory: few and simple ones here, others in their own process.

How long a shape takes depends on how often it crosses itself, which nobody knows before: a polygon of 500 random
vertices, 12 KB, takes ten minutes. So what may be costly is tested by :mod:`geo.userdata.enrich.shape_child`, which is
ended when its time is up or nobody waits for it.
"""

from __future__ import annotations

import pickle
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import shapely

from geo.atlas.position import PositionTest
from geo.errors import DataError, Fault
from geo.readers import Limits
from geo.readers.intake.process import run_child
from geo.userdata.enrich.shape_child import COLUMNS_FILE, MODULE, SHAPES_FILE, TEST_FILE
from geo.userdata.enrich.shapes import Shapes, shape_columns

MAX_AREA_VERTICES = 5_000
"""Vertices of areas that do not cross themselves which are tested at once; they take milliseconds."""
MAX_LINE_VERTICES = 200
"""Vertices of lines, which may cross themselves, that are tested at once."""
_SECONDS_A_SHAPE = 0.02
_MIN_SECONDS = 1.0
_STARTING_SECONDS = 5.0


def _never() -> None:
    return None


@dataclass(frozen=True, slots=True)
class ShapeBounds:
    """What testing the shapes of one file may cost.

    Attributes
    ----------
    file_name : str
        Name of the file, for messages.
    max_seconds : float
        Seconds for the shapes of one batch.
    max_memory_bytes : int
        Memory of the process that tests them.
    until : float or None
        Monotonic time in seconds at which everything ends; None where each batch has ``max_seconds``, and a little for
        every shape.
    check_cancelled : callable
        Called several times a second; what it raises ends the work.
    """

    file_name: str = "the file"
    max_seconds: float = Limits().max_seconds
    max_memory_bytes: int = Limits().max_memory_bytes
    until: float | None = None
    check_cancelled: Callable[[], None] = _never

    def seconds(self, count: int) -> float:
        """Return the seconds that a number of shapes may take now."""
        if self.until is None:
            return self.max_seconds + count * _SECONDS_A_SHAPE
        return max(_MIN_SECONDS, min(self.max_seconds, self.until - time.monotonic() - _STARTING_SECONDS))


def bounded_shape_columns(
    test: PositionTest, shapes: Shapes, *, rows: Sequence[int], bounds: ShapeBounds
) -> dict[str, pa.Array]:
    """Return the position columns of lines and areas; see :func:`geo.userdata.enrich.shapes.shape_columns`.

    Parameters
    ----------
    test : PositionTest
        The geometry and the rival one.
    shapes : ndarray of object
        Shapely geometry, degrees WGS 84.
    rows : sequence of int
        Row of each shape in the file, for messages.
    bounds : ShapeBounds
        What it may cost.

    Raises
    ------
    DataError
        If it takes longer or more memory than is allowed; the message names the row.
    """
    if _is_cheap(shapes):
        return shape_columns(test, shapes)
    with tempfile.TemporaryDirectory(prefix="atlas-shapes-", ignore_cleanup_errors=True) as name:
        return _columns_of_child(test, shapes, rows, bounds, Path(name))


def _is_cheap(shapes: Shapes) -> bool:
    vertices = shapely.get_num_coordinates(shapes)
    is_area = shapely.get_dimensions(shapes) == 2
    return bool(
        vertices[is_area].sum() <= MAX_AREA_VERTICES
        and vertices[~is_area].sum() <= MAX_LINE_VERTICES
        and shapely.is_valid(shapes).all()
        and not np.isin(shapely.get_type_id(shapes), [shapely.GeometryType.GEOMETRYCOLLECTION]).any()
    )


def _columns_of_child(
    test: PositionTest, shapes: Shapes, rows: Sequence[int], bounds: ShapeBounds, folder: Path
) -> dict[str, pa.Array]:
    (folder / TEST_FILE).write_bytes(pickle.dumps(test))
    table = pa.table({"shape": pa.array(shapely.to_wkb(shapes), pa.binary())})
    with pa.OSFile(str(folder / SHAPES_FILE), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    piece = [0, len(shapes)]

    def on_progress(first: int, last: int | None) -> None:
        piece[:] = [first, last or len(shapes)]

    job = {"limits": {"max_seconds": bounds.seconds(len(shapes)), "max_memory_bytes": bounds.max_memory_bytes}}
    ended = run_child(job, folder, on_progress=on_progress, check_cancelled=bounds.check_cancelled, module=MODULE)
    found = None if ended.failure or ended.result.get("error") else _read_columns(folder, len(shapes))
    if found is None:
        raise _refusal(bounds, [rows[min(max(0, at), len(rows) - 1)] for at in (piece[0], piece[1] - 1)])
    return found


def _read_columns(folder: Path, count: int) -> dict[str, pa.Array] | None:
    """Return what the process wrote; None where it is not whole."""
    try:
        with pa.OSFile(str(folder / COLUMNS_FILE)) as source:
            table = pa.ipc.open_file(source).read_all()
        table.validate(full=True)
    except (OSError, pa.ArrowException):
        return None
    if table.num_rows != count:
        return None
    return {name: table.column(name).combine_chunks() for name in table.column_names}


def _refusal(bounds: ShapeBounds, rows: list[int]) -> DataError:
    first, last = rows
    which = "its line or area" if first == last else f"a line or area of the rows {first:,} to {last:,}"
    reason = (
        f"{which} crosses itself so often that testing it takes more time or memory than is allowed "
        f"({bounds.max_seconds:,.0f} s, {bounds.max_memory_bytes / 1e6:,.0f} MB); simplify it or leave it out"
    )
    return DataError([Fault(bounds.file_name, first, "geometry", reason)])
