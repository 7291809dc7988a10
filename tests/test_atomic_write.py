"""Files that are whole or as they were."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from geo.atomic_write import write_aside, written_aside, written_folder_aside
from geo.errors import UsageError


def test_write_aside_replaces_a_file(tmp_path: Path) -> None:
    out = tmp_path / "x"
    out.write_bytes(b"older")
    write_aside(out, b"newer")
    assert out.read_bytes() == b"newer"


def test_write_aside_leaves_only_the_file(tmp_path: Path) -> None:
    write_aside(tmp_path / "x", b"body")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the last step of writing fail."""

    def fail(_path: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)


@pytest.mark.usefixtures("full_disk")
def test_failed_write_leaves_the_older_file(tmp_path: Path) -> None:
    out = tmp_path / "x"
    out.write_bytes(b"older")
    with pytest.raises(UsageError):
        write_aside(out, b"newer")
    assert out.read_bytes() == b"older"


@pytest.mark.usefixtures("full_disk")
def test_failed_write_leaves_no_half_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No space left"):
        write_aside(tmp_path / "x", b"newer")
    assert list(tmp_path.iterdir()) == []


def test_folder_as_target_is_refused_and_left_alone(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="it is a folder"):
        write_aside(tmp_path, b"body")
    assert [path.name for path in tmp_path.parent.iterdir() if path.name.startswith(f".{tmp_path.name}")] == []


def test_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no folder .*nowhere"), written_aside(tmp_path / "nowhere" / "x"):
        pass


def test_body_that_cannot_be_written_leaves_the_older_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "x"
    out.write_bytes(b"older")

    def fail(_path: Path, _body: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(UsageError, match="No space left"):
        write_aside(out, b"newer")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("x", b"older")]


def test_a_link_is_not_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "a", tmp_path / "b"
    target.write_text("old")
    link.symlink_to(target)
    with pytest.raises(UsageError, match="it is a link"):
        write_aside(link, b"new")
    assert (link.is_symlink(), target.read_text()) == (True, "old")


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes among files")
def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    with pytest.raises(UsageError, match="a pipe or a device"):
        write_aside(tmp_path / "a", b"new")


@pytest.mark.skipif(sys.platform == "win32", reason="no devices among files")
def test_a_device_is_not_replaced() -> None:
    with pytest.raises(UsageError, match="a pipe or a device"):
        write_aside(Path("/dev/null"), b"new")


@pytest.mark.skipif(sys.platform == "win32", reason="no rights of that kind")
def test_rights_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_text("old")
    target.chmod(0o600)
    write_aside(target, b"new")
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_text("old")
    with pytest.raises(UsageError, match="No space left"), written_aside(target):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert ([path.name for path in tmp_path.iterdir()], target.read_text()) == (["a"], "old")


def test_a_folder_of_a_killed_process_is_removed(tmp_path: Path) -> None:
    left = tmp_path / ".a.x1y2.aside"
    left.mkdir()
    (left / "lock").touch()
    with written_folder_aside(tmp_path / "a") as folder:
        (folder / "b").write_text("whole")
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "b"]
