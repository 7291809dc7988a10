"""``python -m geo sources``: counts without a network, the link check only on request."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from geo.analysis.ledger import tally_sources
from geo.cli.main import main
from geo.dataset.load import load_dataset
from tests.maintenance.linkcheck.link_server import LinkServer, free_port, running_server
from tests.record_folder import RecordFolder

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no setting of the machine reach the command."""
    for name in ("ATLAS_DATA", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server() -> Iterator[LinkServer]:
    """Run a server for the test."""
    with running_server() as found:
        yield found


def _linked(folder: RecordFolder, first: str, second: str) -> Path:
    """Return the data folder with these two addresses."""
    folder.change("sources", {"url": first}).change("sources", {"url": second}, row=1)
    return folder.path


def _check(data: Path, *options: str, timeout_s: str = "30") -> int:
    return main(["--data", str(data), "sources", "--check-links", "--timeout", timeout_s, *options])


def _statuses(printed: Printed) -> list[str]:
    answer: dict[str, Any] = json.loads(printed.readouterr().out)
    return [link["status"] for link in answer["links"]]


def test_counts_are_json(record_folder: RecordFolder, capsys: Printed) -> None:
    assert main(["--data", str(record_folder.path), "sources"]) == 0
    dataset = load_dataset(record_folder.path)
    assert json.loads(capsys.readouterr().out) == {"version": dataset.version, **tally_sources(dataset).to_json()}


def test_counts_ask_nobody(record_folder: RecordFolder, server: LinkServer) -> None:
    main(["--data", str(_linked(record_folder, server.address + "/ok", server.address + "/gone")), "sources"])
    assert server.asked == []


def test_all_links_alive_is_exit_0(record_folder: RecordFolder, server: LinkServer, capsys: Printed) -> None:
    assert _check(_linked(record_folder, server.address + "/ok", server.address + "/moved")) == 0
    assert _statuses(capsys) == ["ok", "redirected"]


@pytest.mark.parametrize(("path", "status"), [("/gone", "gone"), ("/slow", "timeout"), ("/busy", "error")])
def test_dead_link_is_exit_1(
    record_folder: RecordFolder, server: LinkServer, capsys: Printed, path: str, status: str
) -> None:
    timeout_s = "2" if path == "/slow" else "30"  # only what never answers is waited for
    assert _check(_linked(record_folder, server.address + "/ok", server.address + path), timeout_s=timeout_s) == 1
    assert _statuses(capsys) == ["ok", status]


def test_refused_connection_is_exit_1(record_folder: RecordFolder, server: LinkServer, capsys: Printed) -> None:
    assert _check(_linked(record_folder, server.address + "/ok", f"http://127.0.0.1:{free_port()}/")) == 1
    assert _statuses(capsys) == ["ok", "unreachable"]


def test_dead_links_are_named_on_stderr(record_folder: RecordFolder, server: LinkServer, capsys: Printed) -> None:
    _check(_linked(record_folder, server.address + "/ok", server.address + "/gone"))
    said = capsys.readouterr().err.splitlines()
    assert f"gone 404: {server.address}/gone" in said
    assert said[-1].startswith("2 addresses: 1 gone, 1 ok.")


def test_report_has_a_row_for_each_link(record_folder: RecordFolder, server: LinkServer, tmp_path: Path) -> None:
    out = tmp_path / "links.csv"
    _check(_linked(record_folder, server.address + "/found", server.address + "/gone"), "--report", str(out))
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert [(row["status"], row["code"], row["redirects"]) for row in rows] == [
        ("redirected", "200", "2"),
        ("gone", "404", "0"),
    ]


@pytest.mark.parametrize("option", [["--report", "out.csv"], ["--timeout", "3"]])
def test_options_of_the_check_need_it(record_folder: RecordFolder, capsys: Printed, option: list[str]) -> None:
    assert main(["--data", str(record_folder.path), "sources", *option]) == 2
    assert "--check-links" in capsys.readouterr().err


@pytest.mark.parametrize("seconds", ["0", "-1", "601", "soon", ""])
def test_timeout_must_be_seconds(record_folder: RecordFolder, capsys: Printed, seconds: str) -> None:
    assert main(["--data", str(record_folder.path), "sources", "--check-links", "--timeout", seconds]) == 2
    assert "--timeout" in capsys.readouterr().err


def test_report_that_cannot_be_written_is_exit_2(
    record_folder: RecordFolder, server: LinkServer, tmp_path: Path
) -> None:
    data = _linked(record_folder, server.address + "/ok", server.address + "/moved")
    assert _check(data, "--report", str(tmp_path / "nowhere" / "links.csv")) == 2


def test_a_report_that_cannot_be_written_is_told_before_anybody_is_asked(
    record_folder: RecordFolder, server: LinkServer, capsys: Printed
) -> None:
    data = _linked(record_folder, server.address + "/ok", server.address + "/gone")
    assert _check(data, "--report", str(data / "nowhere" / "links.csv")) == 2
    assert (server.asked, "cannot be written" in capsys.readouterr().err) == ([], True)
