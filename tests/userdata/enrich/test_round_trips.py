"""What enrichment writes is read back whole, in every format: ids, geometry, days, counts and radius."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from geo.atlas import Atlas
from geo.exports import Format
from geo.readers import Choices, read_events
from geo.userdata.enrich import make_enricher
from geo.userdata.enrich.run import Output, enrich_file

_ROWS = """id,title,lat,lon,date_from,date_to,uncertainty_m,killed_min,killed_max,kind,actor,summary
a-1,Plain,33.1256,35.8239,2025-07-16,2025-07-16,50,1,2,raid,IDF,Text
b-2,Two days,33.15,36.05,2025-07-30,2025-08-02,1000,,,"strike, air",,"Two
lines"
c-3,القنيطرة,33.2,36.1,2024-12-08,2024-12-08,250.5,0,0,raid,,
"""
_KEPT = ("id", "title", "lat", "lon", "date_from", "date_to", "uncertainty_m", "killed_min", "killed_max", "kind")


def _events(path: Path, choices: Choices | None = None) -> pd.DataFrame:
    reading = read_events(path, choices=choices)
    return pd.concat([batch.events for batch in reading.batches], ignore_index=True)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of three rows."""
    path = tmp_path_factory.mktemp("source") / "rows.csv"
    path.write_text(_ROWS, encoding="utf-8")
    return path


@pytest.mark.parametrize("with_original", [True, False])
@pytest.mark.parametrize("form", list(Format), ids=str)
def test_an_enriched_file_comes_back(
    atlas: Atlas, source: Path, tmp_path: Path, form: Format, with_original: bool
) -> None:
    target = tmp_path / f"out.{form}"
    enrich_file(read_events(source), make_enricher(atlas), Output(target, form, with_original), atlas=atlas)
    before, after = _events(source), _events(target)
    for name in _KEPT:
        pd.testing.assert_series_equal(after[name], before[name], check_exact=False, rtol=1e-9)
