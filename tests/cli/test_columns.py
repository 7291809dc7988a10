from __future__ import annotations

from pathlib import Path

from geo.atlas import Atlas
from geo.cli import main
from geo.userdata.prepared import details_of, open_event_file
from tests.conftest import Run


def test_our_own_strikes_can_be_prepared(run_geo: Run, root: Path, tmp_path: Path, atlas: Atlas) -> None:
    done = run_geo(
        ["columns", root / "data" / "layers" / "strikes.geojson", "-o", tmp_path / "ours", "--title", "Ours"]
    )
    file = open_event_file(tmp_path / "ours")
    located = {feature.id for feature in atlas.layers["strikes"].features if feature.geometry}  # type: ignore[index]
    assert done.returncode == 0, done.stderr
    assert (file.meta["title"], file.count) == ("Ours", len(located))
    assert {row["source_id"] for row in details_of(file, list(range(file.count)))} == located


def test_a_folder_that_holds_something_else_is_refused(run_geo: Run, root: Path, tmp_path: Path) -> None:
    done = run_geo(["columns", root / "data" / "layers" / "strikes.geojson", "-o", tmp_path])
    assert (done.returncode, "holds something else" in done.stderr) == (2, True)


def test_folders_above_are_made(tmp_path: Path) -> None:
    events = tmp_path / "events.csv"
    events.write_text("title,date,lat,lon\nA,2025-03-01,33.1,35.8\n", encoding="utf-8")
    assert main(["columns", str(events), "-o", str(tmp_path / "files" / "events")]) == 0
    assert open_event_file(tmp_path / "files" / "events").count == 1
