"""``python -m geo refresh-lines`` against a server on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.cli import main
from geo.dataset.load import DATA_FOLDER
from tests.conftest import Run
from tests.maintenance.refresh.conftest import Mirror
from tests.maintenance.refresh.recorded import GOLAN, LINE_A, SEPARATION, Answers, Recorded, pinned_line

Serve = Callable[[Answers], Mirror]
PINNED = DATA_FOLDER / "geometry" / "openstreetmap.geojson"


@pytest.fixture
def moved(present: Recorded) -> Recorded:
    """Return elements in which a few vertices of line A moved by about 90 m."""
    for lon, lat in pinned_line("line-a")[20:23]:
        present.move((lon, lat), to=(round(lon + 0.001, 6), lat))
    present.versions[SEPARATION], present.days[SEPARATION] = 38, "2026-10-05"
    return present


def _file(data_folder: Path) -> Path:
    return data_folder / "geometry" / PINNED.name


def _run(data_folder: Path, *words: str) -> int:
    return main(["--data", str(data_folder), "refresh-lines", *words])


def _printed(capsys: pytest.CaptureFixture[str]) -> tuple[Any, str]:
    captured = capsys.readouterr()
    return json.loads(captured.out), captured.err


def _untouched(data_folder: Path) -> bool:
    names = sorted(path.name for path in (data_folder / "geometry").iterdir())
    shipped = sorted(path.name for path in PINNED.parent.iterdir())
    return names == shipped and _file(data_folder).read_bytes() == PINNED.read_bytes()


def test_what_moved_is_printed_and_nothing_is_written(
    serve: Serve, moved: Recorded, data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mirror = serve(moved.answers())
    assert _run(data_folder, "--from", mirror.base) == 0
    printed, said = _printed(capsys)
    assert (printed["changed"], printed["plausible"], printed["written"]) == (True, True, False)
    moves = {move["id"]: move for move in printed["features"]}
    assert list(moves) == ["area-of-separation", "line-a", "line-b", "golan-held"]
    assert 50 < moves["line-a"]["moved_max_m"] < 94
    assert moves["area-of-separation"]["version_before"] == "37"
    assert moves["area-of-separation"]["version_now"] == "38"
    assert "Line A: 2025-11-17 -> 2025-11-17, last edit 2026-10-05; moved by " in said
    assert "Line B: as pinned, 2025-02-26" in said
    assert said.endswith("add --accept.\n")
    assert _untouched(data_folder)


def test_two_requests_are_enough(serve: Serve, present: Recorded, data_folder: Path) -> None:
    mirror = serve(present.answers())
    assert _run(data_folder, "--from", mirror.base) == 0
    assert mirror.asked == [f"/api/0.6/relation/{SEPARATION}/full", f"/api/0.6/relation/{GOLAN}/full"]


def test_ways_that_no_relation_brings_are_asked_for(serve: Serve, present: Recorded, data_folder: Path) -> None:
    answers = present.answers()
    way = f"way/{LINE_A[1]}"
    present.relations = {
        number: [member for member in members if member[0] != LINE_A[1]]
        for number, members in present.relations.items()
    }
    mirror = serve({**present.answers(), way: answers[way]})
    assert _run(data_folder, "--from", mirror.base) == 0
    assert mirror.asked[2:] == [f"/api/0.6/{way}/full"]


def test_accepted_lines_are_written_in_the_same_layout(
    serve: Serve, moved: Recorded, data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(data_folder, "--from", serve(moved.answers()).base, "--accept") == 0
    printed, said = _printed(capsys)
    assert (printed["written"], "Written." in said) == (True, True)
    old, new = (json.loads(path.read_bytes()) for path in (PINNED, _file(data_folder)))
    assert {name: old[name] for name in old if name != "features"} == {
        name: new[name] for name in new if name != "features"
    }
    a, b = (document["features"][1]["geometry"]["coordinates"] for document in (old, new))
    assert [number for number, (one, other) in enumerate(zip(a, b, strict=True)) if one != other] == [20, 21, 22]
    lines = [path.read_text(encoding="utf-8").splitlines() for path in (PINNED, _file(data_folder))]
    assert [one == other for one, other in zip(*lines, strict=True)].count(False) == 3
    assert new["features"][0]["properties"]["osm_version"] == "38"
    assert sorted(path.name for path in _file(data_folder).parent.iterdir()) == sorted(
        path.name for path in PINNED.parent.iterdir()
    )


def test_accepted_lines_compare_as_unchanged(serve: Serve, moved: Recorded, data_folder: Path) -> None:
    base = serve(moved.answers()).base
    assert _run(data_folder, "--from", base, "--accept") == 0
    written = _file(data_folder).read_bytes()
    stamp = _file(data_folder).stat().st_mtime_ns
    assert _run(data_folder, "--from", base, "--accept") == 0
    assert (_file(data_folder).read_bytes(), _file(data_folder).stat().st_mtime_ns) == (written, stamp)


def test_recorded_folder_gives_what_the_server_gives(
    serve: Serve, moved: Recorded, data_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(data_folder, "--from", serve(moved.answers()).base) == 0
    served = _printed(capsys)
    assert _run(data_folder, "--from", str(moved.write(tmp_path / "recorded"))) == 0
    assert _printed(capsys) == served


def test_implausible_result_is_shown_but_not_accepted(
    serve: Serve, present: Recorded, data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lon, lat = pinned_line("line-a")[30]
    present.move((lon, lat), to=(lon + 0.15, lat))
    base = serve(present.answers()).base
    assert _run(data_folder, "--from", base) == 0
    printed, said = _printed(capsys)
    assert (printed["plausible"], "not plausible" in said) == (False, True)
    assert _run(data_folder, "--from", base, "--accept") == 1
    printed, said = _printed(capsys)
    assert printed["written"] is False
    assert "openstreetmap.geojson:0:line-a: lines A and B cross or touch each other" in said
    assert _untouched(data_folder)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<osm><node", "not well-formed"),
        (b"<!DOCTYPE osm [<!ENTITY a 'b'>]><osm>&a;</osm>", "document type"),
        (b"<html/>", "no OpenStreetMap document"),
        (b'<osm version="0.6"></osm>', "nothing to compare with"),
    ],
)
@pytest.mark.parametrize("mode", [(), ("--accept",)])
def test_unreadable_answer_ends_with_1(
    serve: Serve,
    data_folder: Path,
    capsys: pytest.CaptureFixture[str],
    body: bytes,
    reason: str,
    mode: tuple[str, ...],
) -> None:
    mirror = serve({f"relation/{SEPARATION}": body, f"relation/{GOLAN}": body})
    assert _run(data_folder, "--from", mirror.base, *mode) == 1
    captured = capsys.readouterr()
    assert (captured.out, reason in captured.err) == ("", True)
    assert _untouched(data_folder)


def _failing(serve: Serve, present: Recorded) -> dict[str, Mirror]:
    name = f"relation/{SEPARATION}"
    other = serve(present.answers())

    def elsewhere(handler: Any) -> None:
        handler.send_response(302)
        handler.send_header("Location", f"{other.base}/{name}/full")
        handler.end_headers()

    return {
        "busy": serve({name: lambda handler: handler.send_error(503)}),
        "too large": serve({name: b" " * 10_000_001}),
        "elsewhere": serve({name: elsewhere}),
        "cut off": serve({name: lambda handler: handler.close_connection and None}),
    }


@pytest.mark.parametrize("failure", ["busy", "too large", "elsewhere", "cut off"])
@pytest.mark.parametrize("mode", [(), ("--accept",)])
def test_network_failure_is_one_line_and_ends_with_2(
    serve: Serve,
    present: Recorded,
    data_folder: Path,
    capsys: pytest.CaptureFixture[str],
    failure: str,
    mode: tuple[str, ...],
) -> None:
    assert _run(data_folder, "--from", _failing(serve, present)[failure].base, *mode) == 2
    captured = capsys.readouterr()
    assert (captured.out, len(captured.err.splitlines())) == ("", 1)
    assert _untouched(data_folder)


def test_failure_at_the_second_request_writes_nothing(serve: Serve, moved: Recorded, data_folder: Path) -> None:
    answers = {**moved.answers(), f"relation/{GOLAN}": lambda handler: handler.send_error(500)}
    assert _run(data_folder, "--from", serve(answers).base, "--accept") == 2
    assert _untouched(data_folder)


@pytest.mark.parametrize("words", [["--from", "http://api.example/0.6"], ["--from", "nowhere"], ["--from", ""]])
def test_unusable_source_ends_with_2(data_folder: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(data_folder, *words) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_dry_run_prints_the_addresses_and_asks_nobody(
    serve: Serve, present: Recorded, data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mirror = serve(present.answers())
    assert _run(data_folder, "--from", mirror.base, "--dry-run") == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["always"] == [f"{mirror.base}/relation/{number}/full" for number in (SEPARATION, GOLAN)]
    assert len(printed["if_missing_there"]) == 7
    assert mirror.asked == []


def test_dry_run_of_openstreetmap_names_its_host(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["refresh-lines", "--dry-run"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["always"][0] == "https://api.openstreetmap.org/api/0.6/relation/184888/full"


def test_accept_and_dry_run_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["refresh-lines", "--accept", "--dry-run"])
    assert caught.value.code == 2


def test_missing_geometry_is_a_data_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(tmp_path, "--dry-run") == 1
    assert "the file is missing" in capsys.readouterr().err


def test_in_a_process_of_its_own(run_geo: Run, moved: Recorded, data_folder: Path, tmp_path: Path) -> None:
    folder = moved.write(tmp_path / "recorded")
    done = run_geo(["--data", data_folder, "refresh-lines", "--from", folder])
    assert (done.returncode, json.loads(done.stdout)["changed"]) == (0, True)
