"""``python -m geo enrich``: a file in, a whole file out, or the reason why not."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from geo.cli import main
from geo.cli.progress import ProgressBar
from geo.userdata.enrich import run as work
from tests.conftest import ROOT, Run
from tests.waiting import until

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def events(tmp_path: Path) -> Path:
    """Return a small file of events."""
    path = tmp_path / "events.csv"
    path.write_text(
        "title,date,lat,lon\nA,2025-03-01,33.1256,35.8239\nB,2025-03-02,33.5,36.3\nC,2025-03-02,,\n", encoding="utf-8"
    )
    return path


def _rows(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, keep_default_na=False)


def test_output_stands_beside_the_file(events: Path, capsys: Capture) -> None:
    assert main(["enrich", str(events), "--uncertainty", "10"]) == 0
    assert list(_rows(events.with_name("events_enriched.csv"))["side"]) == ["inside", "outside_region", ""]


def test_counts_go_to_stdout_as_json(events: Path, capsys: Capture) -> None:
    main(["enrich", str(events)])
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["located"], told["sides"]) == (3, 2, {"cannot_tell": 2})


def test_counts_go_to_stderr_in_sentences(events: Path, capsys: Capture) -> None:
    main(["enrich", str(events)])
    said = capsys.readouterr().err
    assert "3 rows:" in said
    assert "2 rows do not say how exact they are; --uncertainty M" in said


def test_ending_of_the_output_says_the_format(events: Path, tmp_path: Path, capsys: Capture) -> None:
    main(["enrich", str(events), "-o", str(tmp_path / "out.geojson")])
    assert len(json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))["features"]) == 3


def test_refused_rows_are_written_on_request(tmp_path: Path, capsys: Capture) -> None:
    events = tmp_path / "events.csv"
    events.write_text("title,date,lat,lon\nA,2025-03-01,33.1,35.8\nB,2025-03-01,99,35.8\n", encoding="utf-8")
    main(["enrich", str(events), "--refused", str(tmp_path / "refused.csv")])
    assert list(_rows(tmp_path / "refused.csv")["original_title"]) == ["B"]


def test_own_columns_can_be_left_out(events: Path, capsys: Capture) -> None:
    main(["enrich", str(events), "--without-original"])
    columns = _rows(events.with_name("events_enriched.csv")).columns
    assert [name for name in columns if name.startswith("original_")] == []


class TestAcled:
    """Rows of a publisher that forbids passing them on."""

    @pytest.fixture
    def acled(self, tmp_path: Path) -> Path:
        path = tmp_path / "acled.csv"
        names = (
            "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,"
            "inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,"
            "location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
        )
        row = (
            "XXX1,2025-03-01,2025,1,Political violence,Battles,Armed clash,A,,State forces,B,,Rebel group,x,,760,"
            "Middle East,Syria,P,D,S,Village,33.1256,35.8239,1,Made-up Agency,Subnational,"
            "Prose of the publisher,0,,1700000000"
        )
        path.write_text(f"{names}\n{row}\n", encoding="utf-8")
        return path

    def test_prose_and_own_columns_are_left_out(self, acled: Path, capsys: Capture) -> None:
        main(["enrich", str(acled)])
        assert "Prose of the publisher" not in acled.with_name("acled_enriched.csv").read_text(encoding="utf-8")

    def test_they_are_written_on_an_explicit_choice(self, acled: Path, capsys: Capture) -> None:
        main(["enrich", str(acled), "--with-original"])
        assert list(_rows(acled.with_name("acled_enriched.csv"))["original_notes"]) == ["Prose of the publisher"]

    def test_the_licence_is_told(self, acled: Path, capsys: Capture) -> None:
        main(["enrich", str(acled)])
        said = capsys.readouterr().err
        assert "ACLED: credit the source" in said
        assert "--with-original writes them" in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing.csv"], "is no file that can be read"),
        (["{events}", "-o", "{events}"], "is the file to read"),
        (["{events}", "--refused", "{events}"], "is the file to read"),
        (["{events}", "-o", "x.csv", "--refused", "x.csv"], "name one file"),
        (["{events}", "-o", "out.doc"], "add -f with one of"),
        (["{events}", "-o", "/nowhere/at/all.csv"], "cannot be written"),
        (["{events}", "--near-km", "0"], "near_km 0.0 must be more than 0"),
        (["{events}", "--near-days", "1.5"], "no whole number"),
        (["{events}", "--uncertainty", "x"], "--uncertainty is not a number"),
        (["{events}", "--map", "colour=title"], "must be NAME=COLUMN"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bad_usage_ends_with_2_and_says_why(events: Path, capsys: Capture, arguments: list[str], message: str) -> None:
    assert main(["enrich", *(word.format(events=events) for word in arguments)]) == 2
    assert message in capsys.readouterr().err


def test_open_question_names_the_option_that_answers_it(tmp_path: Path, capsys: Capture) -> None:
    events = tmp_path / "events.csv"
    events.write_text("title,date,lat,lon\nA,03/04/2025,33.1,35.8\n", encoding="utf-8")
    assert main(["enrich", str(events)]) == 2
    assert "--day-first, --month-first or --year-first" in capsys.readouterr().err


def test_answered_question_is_not_asked(tmp_path: Path, capsys: Capture) -> None:
    events = tmp_path / "events.csv"
    events.write_text("title,date,lat,lon\nA,03/04/2025,33.1,35.8\n", encoding="utf-8")
    assert main(["enrich", str(events), "--day-first"]) == 0
    assert list(_rows(events.with_name("events_enriched.csv"))["date_from"]) == ["2025-04-03"]


def test_file_that_cannot_be_read_ends_with_1(tmp_path: Path, capsys: Capture) -> None:
    broken = tmp_path / "broken.geojson"
    broken.write_text("{", encoding="utf-8")
    assert main(["enrich", str(broken)]) == 1
    assert "broken.geojson" in capsys.readouterr().err


def test_only_refused_rows_end_with_1(tmp_path: Path, capsys: Capture) -> None:
    events = tmp_path / "events.csv"
    events.write_text("title,date,lat,lon\nA,2025-03-01,99,35.8\n", encoding="utf-8")
    assert main(["enrich", str(events), "--no-swap"]) == 1


def test_interruption_leaves_the_older_output(events: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def interrupt(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    output = events.with_name("events_enriched.csv")
    output.write_text("older", encoding="utf-8")
    monkeypatch.setattr(work, "enrich_file", interrupt)
    assert main(["enrich", str(events)]) == 2
    assert "Interrupted" in capsys.readouterr().err
    assert output.read_text(encoding="utf-8") == "older"


def test_request_to_end_is_an_interruption(events: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def end(*_args: object, **_options: object) -> None:
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(work, "enrich_file", end)
    assert main(["enrich", str(events)]) == 2
    assert "was not written" in capsys.readouterr().err


@pytest.fixture
def endless(events: Path) -> Iterator[subprocess.Popen[str]]:
    """Yield a run that writes the rows of its file again and again, and so is always in the middle of its work."""
    script = (
        "import itertools, sys\n"
        "from geo.cli import enrich as command, main\n"
        "real = command.read_events\n"
        "def again(*args, **options):\n"
        "    reading = real(*args, **options)\n"
        "    object.__setattr__(reading, 'batches', itertools.cycle(list(reading.batches)))\n"
        "    return reading\n"
        "command.read_events = again\n"
        "sys.exit(main(['enrich', 'events.csv']))\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=events.parent, env=env, stderr=subprocess.PIPE, text=True
    ) as run:
        yield run
        run.kill()


def _wait_for_growth(target: Path, run: subprocess.Popen[str]) -> None:
    """Wait until what is written aside has grown while it was looked at."""
    sizes: set[int] = set()

    def grown() -> bool:
        assert run.poll() is None, "the run ended by itself"
        sizes.update({file.stat().st_size for file in _left(target) if file.name == target.name} - {0})
        return len(sizes) >= 3

    until(grown)


def _left(target: Path) -> list[Path]:
    return [file for folder in target.parent.glob(f".{target.name}.*") for file in folder.iterdir()]


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
def test_a_run_that_is_ended_while_it_writes_leaves_nothing(events: Path, endless: subprocess.Popen[str]) -> None:
    target = events.with_name("events_enriched.csv")
    target.write_text("older", encoding="utf-8")
    _wait_for_growth(target, endless)
    endless.send_signal(signal.SIGTERM)
    said = endless.communicate(timeout=120)[1]
    assert (endless.returncode, target.read_text(encoding="utf-8"), _left(target)) == (2, "older", [])
    assert "was not written" in said


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
def test_what_a_killed_run_left_is_removed_by_the_next_one(
    events: Path, endless: subprocess.Popen[str], capsys: Capture
) -> None:
    target = events.with_name("events_enriched.csv")
    target.write_text("older", encoding="utf-8")
    _wait_for_growth(target, endless)
    endless.send_signal(signal.SIGKILL)
    endless.wait(timeout=120)
    before = (target.read_text(encoding="utf-8"), target.name in {file.name for file in _left(target)})
    assert main(["enrich", str(events)]) == 0
    assert (before, _left(target)) == (("older", True), [])


def test_process_of_its_own_gives_no_warning(run_geo: Run, events: Path) -> None:
    done = run_geo(["enrich", events, "--uncertainty", "10"])
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["sides"] == {"inside": 1, "outside_region": 1}


class _Terminal:
    def __init__(self, *, is_terminal: bool) -> None:
        self.text, self._is_terminal = "", is_terminal

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return self._is_terminal


@pytest.mark.parametrize(("is_terminal", "wanted"), [(True, "\r[###"), (False, "[###")], ids=["terminal", "file"])
def test_progress_is_a_bar(monkeypatch: pytest.MonkeyPatch, is_terminal: bool, wanted: str) -> None:
    out = _Terminal(is_terminal=is_terminal)
    progress = ProgressBar(out, 200)  # type: ignore[arg-type]
    progress._told = -1e9
    progress.tell(100)
    assert out.text.startswith(wanted)
    assert "50%  100 rows" in out.text


def test_progress_without_a_total_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    out = _Terminal(is_terminal=False)
    progress = ProgressBar(out, None)  # type: ignore[arg-type]
    progress._told = -1e9
    progress.tell(100)
    assert out.text.startswith("100 rows, ")


@pytest.mark.parametrize("separator", ["ab", "é", '"', "\n", "a", ""])
def test_what_cannot_separate_cells_is_refused(events: Path, capsys: Capture, separator: str) -> None:
    assert main(["enrich", str(events), f"--separator={separator}"]) == 2
    assert "cannot separate cells" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--map=title=nosuch", "no column 'nosuch'; it has name"),
        ("--map=lat=name", "lat cannot be chosen"),
        ("--encoding=windows-1256", "in.geojson, read as geojson, has no encoding to choose"),
        ("--separator=;", "has no separator to choose"),
        ("--no-header", "has no header to choose"),
        ("--sheet=One", "has no sheet, folder or layer to choose"),
    ],
)
def test_a_choice_that_a_file_of_features_cannot_obey_is_refused(
    tmp_path: Path, capsys: Capture, option: str, said: str
) -> None:
    feature = '{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Point","coordinates":[35.8,33.1]}}'
    (tmp_path / "in.geojson").write_text('{"type":"FeatureCollection","features":[' + feature + "]}", encoding="utf-8")
    assert main(["enrich", str(tmp_path / "in.geojson"), option]) == 2
    assert said in capsys.readouterr().err


def test_a_sheet_of_a_text_is_refused(events: Path, capsys: Capture) -> None:
    assert main(["enrich", str(events), "--sheet", "One"]) == 2
    assert "has no sheet, folder or layer to choose" in capsys.readouterr().err
