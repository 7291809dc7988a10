"""Liveuamap: entities, coordinates as text, seconds since 1970."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from geo.errors import DataError
from geo.readers import FormatId, read_events

ITEM = {
    "id": 1,
    "name": "Strike near &quot;Khan Arnabah&quot; &amp; around",
    "timestamp": 1752650000,
    "lat": "33.1",
    "lng": "35.9",
    "location": "Khan Arnabah",
    "svimg": "bomb-5",
    "source": "https://x.example/1",
    "status_id": "5",
    "otherregions": '[{"id": 3}]',
}


def _read(folder: Path, content: object) -> pd.DataFrame:
    path = folder / "live.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    reading = read_events(path)
    assert reading.format_id == FormatId.LIVEUAMAP
    return pd.concat([batch.events for batch in reading.batches])


@pytest.mark.parametrize("wrap", [lambda items: items, lambda items: {"venues": items}])
def test_an_event_is_read(tmp_path: Path, wrap: object) -> None:
    event = _read(tmp_path, wrap([ITEM])).iloc[0]  # type: ignore[operator]
    assert event["title"] == 'Strike near "Khan Arnabah" & around'
    assert (event["lon"], event["lat"], event["kind"], event["place"]) == (35.9, 33.1, "bomb", "Khan Arnabah")
    assert (event["date_from"], event["url"], event["id"]) == ("2025-07-16", "https://x.example/1", "1")


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"lat": "north"}, "refused", "lat is not a number"),
        ({"lat": True}, "refused", "lat is not a number"),
        ({"lat": "200"}, "refused", "outside"),
        ({"timestamp": "soon"}, "accepted_with_warning", "not a time since 1970"),
        ({"timestamp": 10**30}, "accepted_with_warning", "not a time since 1970"),
        ({"lat": "", "lng": None}, "accepted_with_warning", "kept in the list"),
    ],
)
def test_what_is_odd_is_named(tmp_path: Path, change: dict[str, object], status: str, words: str) -> None:
    event = _read(tmp_path, [{**ITEM, **change}]).iloc[0]
    assert (event["status"], words in event["reasons"]) == (status, True)


def test_an_answer_without_events_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "live.json"
    path.write_text('{"status_id": 5}', encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_events(path)
    assert "no list of events" in caught.value.report()
