"""What a view of a file of events must show, computed from its table without any of the atlas' own code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

TILE = 256
NEAR_EDGE_PX = 0.05
"""Rows this close to an edge may fall on either side of it: positions are rounded to millimetres."""

VIEW = """() => {
    const map = Atlas.frame.map;
    const bounds = map.getPixelBounds();
    return { zoom: map.getZoom(), left: bounds.min.x, top: bounds.min.y, right: bounds.max.x, bottom: bounds.max.y };
}"""


@dataclass(frozen=True)
class ByHand:
    """A table of events in the order of ids.

    Attributes
    ----------
    events : DataFrame
        The table; the index is the id.
    """

    events: pd.DataFrame

    @classmethod
    def of(cls, table: pd.DataFrame, folder: Path) -> ByHand:
        """Put a table into the order in which its prepared folder has it."""
        order = np.fromfile(folder / "order.bin", dtype="<u4")
        return cls(table.iloc[order].reset_index(drop=True))

    def passing(self, first: str | None, last: str | None, kinds: set[str]) -> np.ndarray:
        """Return which rows touch a window of days and are of one of these kinds."""
        starts, ends = self.events["date_from"], self.events["date_to"]
        keep = self.events["kind"].isin(kinds).to_numpy(copy=True)
        if first is None and last is None:
            return keep
        keep &= (starts != "").to_numpy()
        if first is not None:
            keep &= (ends >= first).to_numpy()
        if last is not None:
            keep &= (starts <= last).to_numpy()
        return keep

    def pixels(self, zoom: float) -> tuple[np.ndarray, np.ndarray]:
        """Return the positions in pixels of the world at a zoom (spherical Mercator)."""
        world = TILE * 2**zoom
        lat = np.radians(self.events["lat"].to_numpy())
        x = (self.events["lon"].to_numpy() / 360 + 0.5) * world
        y = (0.5 - np.arcsinh(np.tan(lat)) / (2 * np.pi)) * world
        return x, y

    def in_view(self, view: dict[str, float], keep: np.ndarray, *, margin: float = 0.0) -> set[int]:
        """Return the ids of rows that lie within a view widened by a margin in pixels."""
        x, y = self.pixels(view["zoom"])
        inside = (x >= view["left"] - margin) & (x < view["right"] + margin)
        inside &= (y >= view["top"] - margin) & (y < view["bottom"] + margin)
        return set(np.flatnonzero(inside & keep).tolist())

    def disagreement(self, view: dict[str, float], keep: np.ndarray, drawn: list[int]) -> set[int]:
        """Return ids that are drawn and should not be, or the other way round, the very edge aside."""
        least = self.in_view(view, keep, margin=-NEAR_EDGE_PX)
        most = self.in_view(view, keep, margin=NEAR_EDGE_PX)
        return (least - set(drawn)) | (set(drawn) - most)

    def nearest(self, view: dict[str, float], keep: np.ndarray, x: float, y: float, reach: float) -> set[int]:
        """Return the ids of the rows at the point nearest to a position in the view, within a reach in pixels."""
        px, py = self.pixels(view["zoom"])
        far = np.hypot(px - view["left"] - x, py - view["top"] - y)
        far[~keep] = np.inf
        return set(np.flatnonzero(far < far.min() + 1e-3).tolist()) if far.min() <= reach else set()

    def squares(self, grid: dict[str, Any], view: dict[str, float], keep: np.ndarray) -> np.ndarray:
        """Return how many rows lie in each square of a grid, by its row and column."""
        x, y = self.pixels(view["zoom"])
        columns = np.floor(x[keep] / grid["cell"]).astype(int) - grid["gx"]
        rows = np.floor(y[keep] / grid["cell"]).astype(int) - grid["gy"]
        inside = (columns >= 0) & (columns < grid["cols"]) & (rows >= 0) & (rows < grid["rows"])
        found = np.zeros((grid["rows"], grid["cols"]), dtype=int)
        np.add.at(found, (rows[inside], columns[inside]), 1)
        return found
