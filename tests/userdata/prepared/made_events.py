"""Made-up events for tests: placed by a fixed seed, with texts that say which row they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from geo.readers import EVENT_COLUMNS, Batch, Reading
from geo.userdata.prepared import EventFile, open_event_file, prepare

KINDS = ("Shelling", "airstrike", "Armed clash")
ACTORS = ("Side one", "Side two", "")
HOSTILE = '<img src=x onerror="alert(1)">{{ 7*7 }}${7*7}</script>'


def made_events(count: int, *, seed: int = 1, title: str = "Event") -> pd.DataFrame:
    """Return rows around the zone; a third of them share one of twenty points, every fiftieth has no date."""
    random = np.random.default_rng(seed)
    frame = pd.DataFrame({name: [""] * count for name in EVENT_COLUMNS})
    towns = random.uniform((35.6, 32.6), (36.6, 33.6), (20, 2)).round(4)
    places = random.uniform((35.4, 32.4), (37.0, 34.0), (count, 2)).round(5)
    shared = random.random(count) < 1 / 3
    places[shared] = towns[random.integers(0, 20, count)][shared]
    first = np.datetime64("2024-01-01") + random.integers(0, 900, count)
    last = first + random.choice([0, 0, 6, 30, 364], count)
    dated = np.arange(count) % 50 != 49
    frame["row"] = np.arange(1, count + 1)
    frame["status"] = "accepted"
    frame["id"] = [f"row-{row}" for row in range(count)]
    frame["title"] = [f"{title} {row}" for row in range(count)]
    frame["kind"] = random.choice(KINDS, count, p=[0.6, 0.1, 0.3])
    frame["actor"] = random.choice(ACTORS, count)
    frame["place"] = "Jubātā"
    frame["lon"], frame["lat"] = places[:, 0], places[:, 1]
    frame["date_from"] = np.where(dated, first.astype(str), "")
    frame["date_to"] = np.where(dated, last.astype(str), "")
    frame["date_precision"] = "day"
    for name in ("uncertainty_m", "killed_min", "killed_max"):
        frame[name] = np.nan
    return frame


def reading_of(*frames: pd.DataFrame) -> Reading:
    """Return a file whose batches are these tables."""

    def batches() -> Iterator[Batch]:
        for frame in frames:
            yield Batch(frame, pd.DataFrame(index=frame.index))

    return Reading("table", (), "Made up", True, None, batches())


def made_file(folder: Path, *frames: pd.DataFrame) -> EventFile:
    """Prepare tables in a folder and open it."""
    prepare(reading_of(*frames), folder, title="Made-up events", credit="Nobody")
    return open_event_file(folder)
