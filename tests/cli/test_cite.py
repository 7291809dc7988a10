"""``python -m geo cite``: three forms, exit codes."""

from __future__ import annotations

import json

import pytest

from geo.analysis.cite import Form, citation_text, cite_record
from geo.atlas import Atlas
from geo.cli import main
from tests.conftest import Run

EVENT = "ev-20241208-buffer-zone-entry"
Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("record_id", [EVENT, "claim-zone-held-since-2023", "line-a", "all"])
def test_prints_what_the_pages_show(capsys: Capture, atlas: Atlas, record_id: str, form: Form) -> None:
    assert main(["cite", record_id, "--format", str(form)]) == 0
    assert capsys.readouterr().out == citation_text(cite_record(atlas, record_id), form) + "\n"


def test_text_is_the_usual_form(capsys: Capture) -> None:
    main(["cite", EVENT])
    assert capsys.readouterr().out.startswith("Buffer Zone Atlas: “Israeli ground forces enter the area of separation”")


def test_address_goes_in(capsys: Capture) -> None:
    main(["cite", EVENT, "--url", "https://atlas.example/?id=x", "--format", "csl-json"])
    assert json.loads(capsys.readouterr().out)[0]["URL"] == "https://atlas.example/?id=x"


@pytest.mark.parametrize(
    "arguments", [["cite"], ["cite", EVENT, "--format", "ris"], ["cite", EVENT, "--when", "now"]], ids=" ".join
)
def test_bad_usage_gives_exit_code_2(arguments: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


@pytest.mark.parametrize("arguments", [["cite", "nothing"], ["cite", EVENT, "--url", "ftp://x"]], ids=" ".join)
def test_what_cannot_be_cited_gives_exit_code_2(arguments: list[str], capsys: Capture) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().out == ""


def test_runs_as_a_command(run_geo: Run) -> None:
    done = run_geo(["cite", EVENT])
    assert (done.returncode, done.stderr) == (0, "")
