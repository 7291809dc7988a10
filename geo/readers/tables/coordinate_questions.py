"""What only a person can say about the coordinates of a table: whether they are exchanged, and in which system."""

from __future__ import annotations

import numpy as np

from geo.errors import UsageError
from geo.readers.model.choices import Choices, Option, Question
from geo.readers.model.row_issues import RowIssues
from geo.readers.tables.layouts import Layout
from geo.readers.tables.row_chunk import Chunk
from geo.readers.values.location import locate, looks_swapped
from geo.text.grids import GRIDS, grid_to_degrees
from geo.text.messages import tr

_SHOWN = 3
_MIN_METRES = 1_000.0
_REGION = (33.0, 29.0, 43.0, 38.0)


def epsg_of(choices: Choices) -> int | None:
    """Return the chosen plane system by its EPSG code; None for degrees.

    Parameters
    ----------
    choices : Choices
        What a person decided.

    Returns
    -------
    int or None
        The code.

    Raises
    ------
    UsageError
        If what was chosen is not an EPSG code.
    """
    if choices.crs is None:
        return None
    digits = choices.crs.strip().upper().removeprefix("EPSG:")
    if not digits.isdecimal() or not digits.isascii() or len(digits) > 6:
        raise UsageError(tr("{crs!r} is not a reference system; name it like EPSG:2039", crs=choices.crs))
    return None if digits == "4326" else int(digits)


def crs_questions(head: Chunk, layout: Layout) -> list[Question]:
    """Return the question in which plane system coordinates are, where most of them cannot be degrees."""
    located = locate(head.table, layout.mapping, RowIssues(head.table.num_rows), drop_impossible=False)
    known = ~np.isnan(located.lon) & ~np.isnan(located.lat)
    with np.errstate(invalid="ignore"):
        plane = known & (np.abs(located.lon) > _MIN_METRES) & (np.abs(located.lat) > _MIN_METRES)
    if not known.any() or np.count_nonzero(plane) * 2 <= np.count_nonzero(known):
        return []
    at = np.flatnonzero(plane)[:_SHOWN]
    options = []
    for name, epsg in GRIDS.items():
        points = [grid_to_degrees(float(located.lon[row]), float(located.lat[row]), epsg=epsg) for row in at]
        west, south, east, north = _REGION
        near = all(west <= lon <= east and south <= lat <= north for lon, lat in points)
        words = "; ".join(f"{lat:.4f}, {lon:.4f}" for lon, lat in points)
        options.append((not near, Option(f"EPSG:{epsg}", name, words)))
    ordered = tuple(option for _, option in sorted(options, key=lambda item: item[0]))
    sentence = tr("The coordinates are metres of a grid, not degrees. Of which reference system?")
    return [Question("crs", sentence, ordered)]


def swap_question(head: Chunk, layout: Layout) -> Question | None:
    """Return the question whether latitude and longitude are exchanged, where most points look so."""
    located = locate(head.table, layout.mapping, RowIssues(head.table.num_rows), drop_impossible=False)
    if not looks_swapped(located.lon, located.lat):
        return None
    at = np.flatnonzero(~np.isnan(located.lon) & ~np.isnan(located.lat))[:_SHOWN]
    points = [(float(located.lat[row]), float(located.lon[row])) for row in at]
    asked = "; ".join(f"latitude {lon:g}, longitude {lat:g}" for lat, lon in points)
    as_is = "; ".join(f"latitude {lat:g}, longitude {lon:g}" for lat, lon in points)
    return Question(
        "swap_coordinates",
        "Most points would lie in south Syria, or on the globe at all, if latitude and longitude changed places. "
        "Have they changed places in the file?",
        (Option("true", "yes, exchange them", asked), Option("false", "no, keep them as written", as_is)),
    )
