"""The process that tests lines and areas: their cost cannot be known before, so it has limits and can be ended.

It finds the position test, as our own process wrote it, and the shapes in its folder, and writes the columns there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from geo.readers.intake.child import run_confined
from geo.readers.intake.files import RESULT_FILE

TEST_FILE, SHAPES_FILE, COLUMNS_FILE = "test.pickle", "shapes.arrow", "columns.arrow"
MAX_PIECE_VERTICES = 2_000
"""Vertices of the shapes that are tested in one go; a larger shape is tested alone."""
MODULE = "geo.userdata.enrich.shape_child"


def main() -> int:
    """Test the shapes of the folder that the last argument names; return the exit code."""
    return run_confined(_load)


def _load(_job: dict[str, Any], folder: Path) -> Callable[[dict[str, Any], Path], None]:
    """Load the position test, which our own process wrote, before anything is refused."""
    import pickle

    test = pickle.loads((folder / TEST_FILE).read_bytes())  # noqa: S301 - written by our own process

    def work(_job: dict[str, Any], folder: Path) -> None:
        _test_shapes(test, folder)

    return work


def _test_shapes(test: Any, folder: Path) -> None:
    import pyarrow as pa
    import shapely

    from geo.userdata.enrich.shapes import shape_columns

    pa.set_cpu_count(1)
    with pa.OSFile(str(folder / SHAPES_FILE)) as source:
        shapes = shapely.from_wkb(pa.ipc.open_file(source).read_all()["shape"].to_numpy(zero_copy_only=False))
    pieces, done = [], 0
    for first, last in pieces_of(shapely.get_num_coordinates(shapes).tolist()):
        print(json.dumps({"rows": first, "total": last}), flush=True)
        pieces.append(pa.table(shape_columns(test, shapes[first:last])))
        done = last
    with pa.OSFile(str(folder / COLUMNS_FILE), "wb") as sink:
        whole = pa.concat_tables(pieces)
        with pa.ipc.new_file(sink, whole.schema) as writer:
            writer.write_table(whole)
    (folder / RESULT_FILE).write_text(json.dumps({"done": done}), encoding="utf-8")


def pieces_of(vertices: list[int]) -> Iterator[tuple[int, int]]:
    """Yield first and past-last index of runs of shapes that have few vertices together.

    Examples
    --------
    >>> list(pieces_of([1_500, 400, 9_000, 3]))
    [(0, 2), (2, 3), (3, 4)]
    """
    first = total = 0
    for index, count in enumerate(vertices):
        if index > first and total + count > MAX_PIECE_VERTICES:
            yield first, index
            first, total = index, 0
        total += count
    if vertices:
        yield first, len(vertices)
