"""Uploads read in a child process: what comes back, what is said when it cannot, what is left behind."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
import shapely

from geo.errors import DataError, UsageError
from geo.readers import Choices, FormatId, Limits, QuestionsOpen, read_events
from geo.readers.intake import Intake, parse_upload, process, propose_upload, upload
from geo.readers.intake.messages import choices_from, limits_from, plain
from geo.readers.intake.process import Ended

POINT = {"type": "Point", "coordinates": [35.8239, 33.1256]}
LINE = {"type": "LineString", "coordinates": [[35.8, 33.1], [35.9, 33.2]]}


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the folder in which temporary folders are made, which must be empty afterwards."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


@pytest.fixture
def child_says(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, object]], None]:
    """Return a function that puts a result in the place of what a child process makes."""

    def say(result: dict[str, object]) -> None:
        monkeypatch.setattr(upload, "run_child", lambda job, folder, **_told: Ended(result=result))

    return say


def _collection(*geometries: object, **properties: object) -> bytes:
    features = [{"type": "Feature", "geometry": geometry, "properties": properties} for geometry in geometries]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _reason(data: bytes | Path, *, limits: Limits | None = None) -> str:
    with pytest.raises(DataError) as caught:
        parse_upload(data, name="mine.geojson", limits=limits)
    return caught.value.report()


def test_an_upload_is_read_as_it_is_without_a_child(scratch: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.geojson"
    path.write_bytes(_collection(POINT, LINE, None, 5, name="Raid", تاريخ="2025-07-16"))
    (direct,) = read_events(path).batches
    intake = parse_upload(path, name="mine.geojson")
    (batch,) = intake.batches
    pd.testing.assert_frame_equal(batch.events, direct.events)
    pd.testing.assert_frame_equal(batch.original, direct.original)
    assert batch.shapes is not None
    assert direct.shapes is not None
    assert shapely.equals_exact(batch.shapes, direct.shapes)[1]
    assert (intake.format_id, intake.rows, intake.share_rows) == (FormatId.GEOJSON, 4, True)


def test_progress_is_told_and_rows_go_on_counting(scratch: Path) -> None:
    told: list[tuple[int, int | None]] = []
    intake = parse_upload(
        _collection(*[POINT] * 45_000), name="a.geojson", on_progress=lambda rows, total: told.append((rows, total))
    )
    assert told == [(20_000, 45_000), (40_000, 45_000), (45_000, 45_000)]
    assert [int(batch.events.index[0]) for batch in intake.batches] == [0, 20_000, 40_000]
    assert sum(len(batch.events) for batch in intake.reading().batches) == intake.rows == 45_000


def test_faults_come_back_with_the_persons_own_name(scratch: Path) -> None:
    assert _reason(b'{"type":"Feature",').startswith("mine.geojson:0:-: it is not JSON")


def test_an_empty_and_a_large_file_are_refused_without_a_child(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "run_child", None)
    assert "empty" in _reason(b"")
    assert "more than" in _reason(b"x" * 200, limits=Limits(max_bytes=100))


def test_a_name_with_a_path_stays_a_name(scratch: Path) -> None:
    assert parse_upload(_collection(POINT), name="../../etc/pass\x00wd.geojson").rows == 1


def test_what_takes_too_long_is_ended(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_START", "import signal; signal.pause()")
    monkeypatch.setattr(process, "_STARTING_SECONDS", 0.3)
    assert "it took longer than" in _reason(_collection(POINT), limits=Limits(max_seconds=0.3))


def test_what_nobody_waits_for_is_ended_at_once(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child says who it is and sleeps; it is gone when the answer that nobody waits comes out."""
    code = (
        "import os, pathlib, sys, time; pathlib.Path(sys.argv[-1], 'pid').write_text(str(os.getpid())); time.sleep(60)"
    )
    monkeypatch.setattr(process, "_START", code)
    found: list[int] = []

    def check_cancelled() -> None:
        for file in scratch.glob("*/pid"):
            if text := file.read_text(encoding="ascii"):
                found.append(int(text))
                raise UsageError("nobody waits")

    with pytest.raises(UsageError, match="nobody waits"):
        parse_upload(_collection(POINT), name="a.geojson", check_cancelled=check_cancelled)
    with pytest.raises(ProcessLookupError):
        os.kill(found[0], 0)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "brought the reader down"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "ended by the system"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "processor time"),
        ("raise SystemExit(3)", "brought the reader down"),
        ("pass", "brought the reader down"),
        ("print('x' * 3_000_000)", "brought the reader down"),
    ],
)
def test_a_child_that_dies_is_explained(scratch: Path, monkeypatch: pytest.MonkeyPatch, code: str, words: str) -> None:
    monkeypatch.setattr(process, "_START", code)
    assert words in _reason(_collection(POINT))


@pytest.mark.parametrize(
    "result",
    [
        {"batches": 1, "format_id": "x", "notes": [], "licence_note": "", "share_rows": True},
        {"batches": "many"},
        {"error": "data", "faults": "none"},
        {"error": "questions", "questions": [{"id": 5}]},
        {"error": "unexpected", "kind": "E" * 500},
        {"error": "memory"},
        {},
    ],
)
def test_a_child_is_not_believed(
    scratch: Path, child_says: Callable[[dict[str, object]], None], result: dict[str, object]
) -> None:
    child_says(result)
    assert len(_reason(_collection(POINT))) < 200


def test_too_little_memory_is_explained(scratch: Path) -> None:
    content = b'{"type":"FeatureCollection","features":[' + b"{}," * 2_000_000 + b"{}]}"
    limits = Limits(max_memory_bytes=700_000_000, max_rows=3_000_000, max_vertices=9_000_000)
    assert "needs more memory" in _reason(content, limits=limits)


def test_questions_travel(scratch: Path, child_says: Callable[[dict[str, object]], None]) -> None:
    asked = {"id": "date_order", "sentence": "Day or month first?", "options": [{"value": "day_first", "label": "Day"}]}
    child_says({"error": "questions", "questions": [asked]})
    with pytest.raises(QuestionsOpen) as caught:
        parse_upload(_collection(POINT), name="a.geojson")
    assert caught.value.questions[0].options[0].value == "day_first"


def test_a_choice_that_does_not_fit_is_a_usage_error(
    scratch: Path, child_says: Callable[[dict[str, object]], None]
) -> None:
    child_says({"error": "usage", "message": "no such column"})
    with pytest.raises(UsageError, match="no such column"):
        parse_upload(_collection(POINT), name="a.geojson")


def test_a_proposal_travels(scratch: Path) -> None:
    proposal = propose_upload(_collection(POINT, name="Raid"), name="a.geojson", choices=Choices(uncertainty_m=500))
    assert (proposal.format_id, dict(proposal.mapping)) == (FormatId.GEOJSON, {"title": "name"})
    assert (proposal.columns[0].samples, proposal.choices.uncertainty_m) == (("Raid",), 500)


def test_the_child_gets_nothing_of_the_servers_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOME_KEY", "secret")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    assert {"SOME_KEY", "HTTPS_PROXY"} & set(process._environment(tmp_path)) == set()


def test_choices_and_limits_survive_the_way() -> None:
    choices = Choices(format=FormatId.TABLE, columns={"lat": "Y"}, place_names={"فيق": "pl-fiq"}, has_header=False)
    assert choices_from(json.loads(json.dumps(plain(choices)))) == choices
    assert limits_from(json.loads(json.dumps(plain(Limits())))) == Limits()


def test_an_intake_without_rows_is_empty() -> None:
    assert Intake("geojson", (), "", True, ()).rows == 0


def test_what_was_read_is_counted_before_it_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(size_bytes: int) -> None:
        raise UsageError(f"{size_bytes} bytes")

    monkeypatch.delattr("geo.readers.intake.upload.read_batch")
    with pytest.raises(UsageError, match="bytes"):
        parse_upload(_collection(POINT), name="a.geojson", check_bytes=refuse)


def test_an_answer_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.readers.intake.upload.ANSWER_SHARE", 10**9)
    with pytest.raises(DataError, match="once read"):
        parse_upload(_collection(POINT), name="a.geojson")
