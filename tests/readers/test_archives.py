"""The guard at zip files: what leaves the folder, hides, repeats or explodes is refused; the rest is read."""

from __future__ import annotations

import stat
import struct
import zipfile
from pathlib import Path

import pytest

from geo.errors import DataError
from geo.readers.guards.archives import Archive, check_archive
from geo.readers.model.resource_limits import Limits


def _pack(path: Path, members: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as out:
        for name, content in members.items():
            out.writestr(zipfile.ZipInfo(name), content, method)
    return path


def _reasons(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(DataError) as caught:
        check_archive(path, name="events.zip", limits=limits)
    return caught.value.report()


def test_a_plain_archive_is_read(tmp_path: Path) -> None:
    path = _pack(tmp_path / "a.zip", {"doc.kml": b"<kml/>", "images/a.png": b"x" * 2000})
    with Archive(path, name="a.zip") as archive:
        assert archive.names == ("doc.kml", "images/a.png")
        assert archive.read("doc.kml") == b"<kml/>"


@pytest.mark.parametrize(
    ("member", "word"),
    [
        ("../x.kml", "'..'"),
        ("a/../../x.kml", "'..'"),
        ("/etc/x.kml", "absolute"),
        ("C:/x.kml", "absolute"),
        ("..\\x.kml", "backslash"),
        ("inner.kmz", "inside the archive"),
        ("a\nb.kml", "plain name"),
    ],
)
def test_a_member_with_a_hostile_name_is_refused(tmp_path: Path, member: str, word: str) -> None:
    assert word in _reasons(_pack(tmp_path / "a.zip", {member: b"x"}))


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    report = _reasons(_pack(tmp_path / "a.zip", {"../x": b"x", "/y": b"y"}))
    assert ("'..'" in report, "absolute" in report) == (True, True)


def test_a_link_is_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("doc.kml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as out:
        out.writestr(info, "/etc/hostname")
    assert "link" in _reasons(tmp_path / "a.zip")


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as out:
        out.writestr("doc.kml", "<kml/>")
        out.writestr("DOC.kml", "<kml/>")
    assert "two members" in _reasons(tmp_path / "a.zip")


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = _pack(tmp_path / "a.zip", {"doc.kml": b"<kml/>"})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert "encrypted" in _reasons(path)


def test_an_unusual_method_is_refused(tmp_path: Path) -> None:
    assert "unusual" in _reasons(_pack(tmp_path / "a.zip", {"doc.kml": b"x"}, method=zipfile.ZIP_LZMA))


def test_an_archive_in_disguise_is_refused_when_read(tmp_path: Path) -> None:
    inner = _pack(tmp_path / "inner.zip", {"x": b"x"}).read_bytes()
    path = _pack(tmp_path / "a.zip", {"doc.kml": inner})
    with Archive(path, name="a.zip") as archive, pytest.raises(DataError, match="archive inside the archive"):
        archive.read("doc.kml")


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    path = _pack(tmp_path / "a.zip", {f"{number}.txt": b"" for number in range(30)})
    assert "members" in _reasons(path, Limits(max_members=20))


def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    path = _pack(tmp_path / "a.zip", {"doc.kml": bytes(50_000_000)})
    assert "grows" in _reasons(path)


def test_a_bomb_is_refused_by_its_total(tmp_path: Path) -> None:
    path = _pack(tmp_path / "a.zip", {"doc.kml": bytes(5_000_000)})
    assert "come out" in _reasons(path, Limits(max_unzipped_bytes=1_000_000))


def _overlapping(path: Path, copies: int) -> Path:
    """Write an archive whose directory names one member many times, each entry under another name."""
    _pack(path, {"0000": bytes(100_000)})
    content = path.read_bytes()
    start = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    entry = content[start:end]
    directory = b"".join(entry[:46] + f"{number:04d}".encode() + entry[50:] for number in range(copies))
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, copies, copies, len(directory), start, 0)
    path.write_bytes(content[:start] + directory + tail)
    return path


def test_overlapping_members_are_refused(tmp_path: Path) -> None:
    assert "overlap" in _reasons(_overlapping(tmp_path / "a.zip", 20))


def test_two_members_that_share_bytes_are_refused_even_where_the_sum_fits(tmp_path: Path) -> None:
    assert "overlap" in _reasons(_overlapping(tmp_path / "a.zip", 2))


def test_a_member_that_declares_less_than_it_holds_is_damaged(tmp_path: Path) -> None:
    path = _pack(tmp_path / "a.zip", {"doc.kml": bytes(100_000)})
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<I", 10)
    path.write_bytes(content)
    with Archive(path, name="a.zip") as archive, pytest.raises(DataError) as caught:
        archive.read("doc.kml")
    assert "damaged" in caught.value.report()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"GIF89a" + bytes(100), b"PK\x03\x04" + bytes(500)])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    assert _reasons(path).startswith("events.zip:0:-: ")


@pytest.mark.parametrize("cut", range(1, 120, 17))
def test_a_cut_archive_is_refused(tmp_path: Path, cut: int) -> None:
    path = _pack(tmp_path / "a.zip", {"doc.kml": b"<kml/>" * 50, "b.txt": b"y" * 50})
    path.write_bytes(path.read_bytes()[:-cut])
    assert _reasons(path)
