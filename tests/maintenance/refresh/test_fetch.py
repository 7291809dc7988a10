"""Reading over the network: only https, only one host, never too much, never too long."""

from __future__ import annotations

import ast
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.errors import UsageError
from geo.maintenance.refresh import LIVE, FolderSource, HttpSource, SourceError, fetch, open_source
from tests.maintenance.refresh.conftest import Mirror
from tests.maintenance.refresh.recorded import Answer, Answers

NAME = "relation/184888"
Serve = Callable[[Answers], Mirror]


def _redirect(to: str) -> Answer:
    def answer(handler: Any) -> None:
        handler.send_response(302)
        handler.send_header("Location", to)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def _status(code: int) -> Answer:
    return lambda handler: handler.send_error(code)


def test_the_body_is_returned_and_we_say_who_asks(serve: Serve) -> None:
    mirror = serve({NAME: b"<osm/>"})
    assert open_source(mirror.base).read(NAME) == b"<osm/>"
    assert (mirror.asked, mirror.agents) == ([f"/api/0.6/{NAME}/full"], ["buffer-zone-atlas refresh-lines"])


def test_without_a_word_the_source_is_openstreetmap() -> None:
    source = open_source(None)
    assert source.address(NAME) == "https://api.openstreetmap.org/api/0.6/relation/184888/full"
    assert isinstance(source, HttpSource)
    assert source.base == LIVE


@pytest.mark.parametrize("code", [404, 410])
def test_what_is_gone_is_none(serve: Serve, code: int) -> None:
    assert HttpSource(serve({NAME: _status(code)}).base).read(NAME) is None


@pytest.mark.parametrize("code", [400, 403, 429, 500, 503])
def test_other_answers_are_an_error_with_the_status(serve: Serve, code: int) -> None:
    with pytest.raises(SourceError, match=f"answered {code} for {NAME}"):
        HttpSource(serve({NAME: _status(code)}).base).read(NAME)


def test_redirect_within_the_host_is_followed(serve: Serve) -> None:
    mirror = serve({NAME: _redirect("/api/0.6/elsewhere/full"), "elsewhere": b"<osm/>"})
    assert HttpSource(mirror.base).read(NAME) == b"<osm/>"


def test_redirect_to_another_host_is_refused(serve: Serve) -> None:
    other = serve({NAME: b"<osm/>"})
    mirror = serve({NAME: _redirect(f"{other.base}/{NAME}/full")})
    with pytest.raises(SourceError, match="another host"):
        HttpSource(mirror.base).read(NAME)
    assert other.asked == []


@pytest.mark.parametrize("to", ["file:///etc/hostname", "ftp://127.0.0.1/x", "//localhost/x", "https://127.0.0.1/x"])
def test_redirect_to_another_scheme_is_refused(serve: Serve, to: str) -> None:
    with pytest.raises(SourceError):
        HttpSource(serve({NAME: _redirect(to)}).base).read(NAME)


def test_redirect_in_a_circle_ends(serve: Serve) -> None:
    mirror = serve({NAME: _redirect(f"/api/0.6/{NAME}/full")})
    with pytest.raises(SourceError, match="answered 302"):
        HttpSource(mirror.base).read(NAME)


def test_huge_answer_is_refused(serve: Serve) -> None:
    source = HttpSource(serve({NAME: b"x" * 300_000}).base, max_bytes=200_000)
    with pytest.raises(SourceError, match="more than 200,000 bytes"):
        source.read(NAME)


def test_endless_answer_is_refused(serve: Serve) -> None:
    def endless(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65_536)

    with pytest.raises(SourceError, match="more than 1,000,000 bytes"):
        HttpSource(serve({NAME: endless}).base, max_bytes=1_000_000).read(NAME)


def test_silence_ends_after_the_timeout(serve: Serve) -> None:
    mirror = serve({})
    mirror.answers[NAME] = lambda _handler: mirror.over.wait(30) and None
    with pytest.raises(SourceError, match=r"did not answer within 0\.2 s"):
        HttpSource(mirror.base, timeout_s=0.2).read(NAME)


def test_silence_within_an_answer_ends_after_the_timeout(serve: Serve) -> None:
    mirror = serve({})

    def half(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(b"<osm>")
        handler.wfile.flush()
        mirror.over.wait(30)

    mirror.answers[NAME] = half
    with pytest.raises(SourceError, match=r"did not answer within 0\.2 s"):
        HttpSource(mirror.base, timeout_s=0.2).read(NAME)


def test_dripping_answer_ends_after_three_times_the_timeout(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a part of the time instead of three times, so that no pause of a busy machine is a silence."""
    mirror = serve({})
    assert fetch._TOTAL_FACTOR == 3
    monkeypatch.setattr(fetch, "_TOTAL_FACTOR", 0.01)

    def drip(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not mirror.over.wait(0.05):
            handler.wfile.write(b"x")
            handler.wfile.flush()

    mirror.answers[NAME] = drip
    with pytest.raises(SourceError, match=r"did not end its answer within 0\.3 s"):
        HttpSource(mirror.base, timeout_s=30).read(NAME)


def test_answer_that_is_not_http_is_an_error(serve: Serve) -> None:
    mirror = serve({NAME: lambda handler: handler.wfile.write(b"SSH-2.0-nothing\r\n\r\n") and None})
    with pytest.raises(SourceError):
        HttpSource(mirror.base).read(NAME)


def test_nobody_there_is_one_clear_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound but not listening: a connection is refused
        base = f"http://127.0.0.1:{taken.getsockname()[1]}/api/0.6"
        with pytest.raises(SourceError, match=r"^127\.0\.0\.1:\d+ cannot be reached: [\w ]+\.$"):
            HttpSource(base, timeout_s=2).read(NAME)


@pytest.mark.parametrize(
    "address",
    [
        "http://api.openstreetmap.org/api/0.6",
        "http://127.0.0.1.example.org/api",
        "ftp://127.0.0.1/api",
        "file:///etc",
        "https://",
        "https://user:word@host/api",
        "https://host/api?x=1",
        "https://host/api#x",
        "https://ho st/api",
        "https://[host/api",
        "https://host:port/api",
        "https://hôst/api",
        "no/such/folder",
        "",
    ],
)
def test_address_that_is_not_plain_https_is_refused(address: str) -> None:
    with pytest.raises(UsageError):
        open_source(address)


@pytest.mark.parametrize("address", ["https://mirror.example/api/0.6/", "http://localhost:8080", "http://[::1]:80/x"])
def test_mirror_and_loopback_are_taken(address: str) -> None:
    source = open_source(address)
    assert source.address("way/1") == f"{address.rstrip('/')}/way/1/full"


def test_folder_gives_its_files(tmp_path: Path) -> None:
    (tmp_path / "relation-184888.xml").write_bytes(b"<osm/>")
    source = open_source(str(tmp_path))
    assert (source.read(NAME), source.read("way/1")) == (b"<osm/>", None)


def test_folder_with_a_file_too_large_is_refused(tmp_path: Path) -> None:
    (tmp_path / "relation-184888.xml").write_bytes(b"x" * 11)
    with pytest.raises(SourceError, match="larger than 10 bytes"):
        FolderSource(tmp_path, max_bytes=10).read(NAME)


def test_folder_with_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "relation-184888.xml").mkdir()
    with pytest.raises(SourceError, match="cannot be read"):
        FolderSource(tmp_path).read(NAME)


def test_only_the_package_that_is_asked_for_opens_connections(root: Path) -> None:
    bringers = {"urllib.request", "urllib3", "http.client", "requests", "httpx", "httpx2", "aiohttp"}
    found = {
        str(path.relative_to(root / "geo").parts[0])
        for path in (root / "geo").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _imported(node)
        if name in bringers
    }
    assert found == {"maintenance"}  # only under a command of its own


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
