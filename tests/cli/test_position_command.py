"""``python -m geo position``: numbers as people write them, and exit code 2 with the reason otherwise."""

from __future__ import annotations

import json

import pytest

from geo.atlas import Atlas
from geo.cli import main
from tests.conftest import Run
from tests.record_folder import RecordFolder

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("words", "point"),
    [
        (["35.8239", "33.1256"], (35.8239, 33.1256, 0)),
        (["35.8239", "33.1256", "--uncertainty", "500"], (35.8239, 33.1256, 500)),
        (["--uncertainty=500", "35.8239", "33.1256"], (35.8239, 33.1256, 500)),
        (["35,8239", "33,1256", "--uncertainty", "0,5"], (35.8239, 33.1256, 0.5)),
        (["3.58239e1", "3.31256E+1", "--uncertainty", "5e2"], (35.8239, 33.1256, 500)),
        (["-70.5", "-33.4"], (-70.5, -33.4, 0)),
        (["-7.05e1", "-3.34E1"], (-70.5, -33.4, 0)),
        (["-70,5", "-33,4"], (-70.5, -33.4, 0)),
        (["-.5", "-,5"], (-0.5, -0.5, 0)),
        (["\u221270.5", "\u201333.4"], (-70.5, -33.4, 0)),
        (["+35.8239", " 33.1256 "], (35.8239, 33.1256, 0)),
        (["\u0663\u0665", "\u0663\u0663"], (35, 33, 0)),
        (["--", "-70.5", "-33.4"], (-70.5, -33.4, 0)),
        (["-180", "90"], (-180, 90, 0)),
    ],
)
def test_number_in_each_form(
    words: list[str], point: tuple[float, float, float], atlas: Atlas, capsys: Capture
) -> None:
    assert main(["position", *words]) == 0
    captured = capsys.readouterr()
    lon, lat, radius_m = point
    assert json.loads(captured.out) == json.loads(json.dumps(atlas.test.answer(lon, lat, uncertainty_m=radius_m)))
    assert captured.err == ""


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["east", "33"], "LON is not a number"),
        (["35", "north"], "LAT is not a number"),
        (["", "33"], "LON is empty"),
        (["35.8E", "33"], "LON is not a number"),
        (["1,035.8", "33"], "both a point and a comma"),
        (["nan", "33"], "LON is not a number"),
        (["35", "inf"], "LAT is not a number"),
        (["1e999", "33"], "LON is too large"),
        (["-1e999", "33"], "LON is too large"),
        (["181", "33"], "longitude 181.0 is not between -180 and 180"),
        (["35", "-91"], "latitude -91.0 is not between -90 and 90"),
        (["33.1256", "35.8239"], "look swapped"),
        (["35", "33", "--uncertainty", "-1"], "uncertainty_m -1.0 must be a finite number of metres, 0 or more"),
        (["35", "33", "--uncertainty=-5e1"], "uncertainty_m -50.0 must be"),
        (["35", "33", "--uncertainty", "wide"], "--uncertainty is not a number"),
        (["35", "33", "--uncertainty", ""], "--uncertainty is empty"),
    ],
)
def test_refused_with_one_line_and_2(words: list[str], reason: str, capsys: Capture) -> None:
    assert main(["position", *words]) == 2
    captured = capsys.readouterr()
    assert (captured.out, reason in captured.err, len(captured.err.splitlines())) == ("", True, 1), captured.err


@pytest.mark.parametrize(
    "words",
    [[], ["35"], ["35", "33", "34"], ["35", "33", "--radius", "5"], ["-inf", "33"], ["35", "33", "--uncertainty"]],
)
def test_usage_is_shown_with_2(words: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["position", *words])
    assert (caught.value.code, "usage:" in capsys.readouterr().err) == (2, True)


def test_in_a_process_of_its_own(run_geo: Run) -> None:
    done = run_geo(["position", "-7.05e1", "-33,4", "--uncertainty", "1e3"])
    assert (done.returncode, json.loads(done.stdout)["side"], done.stderr) == (0, "outside_region", "")


def test_refusal_in_a_process_of_its_own(run_geo: Run) -> None:
    done = run_geo(["position", "33.1256", "35.8239"])
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (2, "", False)


def test_broken_data_ends_with_1(record_folder: RecordFolder, capsys: Capture) -> None:
    record_folder.change("events", {"lat": "99"})
    assert main(["--data", str(record_folder.path), "position", "35.8", "33.1"]) == 1
    assert "events.csv" in capsys.readouterr().err
