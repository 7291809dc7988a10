"""The configuration of nginx in the documentation, as it stands but for ports, in front of real processes."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import re
import shutil
import sys
from collections.abc import Iterator

import pytest

from bench.session import Run, Session, open_session
from tests.browser.servers import ROOT, free_port, serve
from tests.hosting.processes import running

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed"),
]
_BROWSERS = [f"Browser/{number}" for number in range(12)]


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, dict[int, str]]]:
    """Run two processes with pages, one with data, and nginx; give its port, and who listens on which."""
    folder = tmp_path_factory.mktemp("nginx")
    data, front = free_port(), free_port()
    uvicorn = [sys.executable, "-m", "uvicorn", "--factory", "geo.web.standalone:api", "--port", str(data)]
    with contextlib.ExitStack() as stack:
        pages = [stack.enter_context(serve(tmp_path_factory.mktemp(name))).port for name in ("first", "second")]
        stack.enter_context(running(uvicorn, data, folder / "uvicorn.log"))
        text = (ROOT / "docs" / "nginx.conf").read_text(encoding="utf-8")
        for old, new in ((8501, pages[0]), (8502, pages[1]), (8601, data), (8080, front)):
            text = re.sub(rf"\b{old}\b", str(new), text)
        text = text.replace("client_max_body_size", "add_header X-Process $upstream_addr always;\nclient_max_body_size")
        (folder / "nginx.conf").write_text(text, encoding="utf-8")
        nginx = [shutil.which("nginx") or "nginx", "-p", f"{folder}/", "-c", str(folder / "nginx.conf")]
        stack.enter_context(running([*nginx, "-g", "daemon off;"], front, folder / "nginx.log"))
        yield front, {pages[0]: "pages", pages[1]: "pages", data: "data"}


def _get(port: int, path: str, *, agent: str = "Browser/0", host: str | None = None) -> tuple[int, int, bytes]:
    """Return status, port of the process that answered, and body."""
    connection = http.client.HTTPConnection("localhost", port, timeout=20)
    try:
        connection.request("GET", path, headers={"User-Agent": agent} | ({"Host": host} if host else {}))
        answer = connection.getresponse()
        return answer.status, int(answer.headers["X-Process"].rpartition(":")[2]), answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("path", ["/", "/table", "/_stcore/health"])
def test_pages_come_from_the_processes_with_pages(proxy: tuple[int, dict[int, str]], path: str) -> None:
    status, process, _ = _get(proxy[0], path)
    assert (status, proxy[1][process]) == (200, "pages")


@pytest.mark.parametrize(
    "path", ["/map", "/layers", "/layers/talks.geojson", "/columns", "/oapi/position?lon=36&lat=33"]
)
def test_data_comes_from_the_process_with_data(proxy: tuple[int, dict[int, str]], path: str) -> None:
    status, process, _ = _get(proxy[0], path)
    assert (status, proxy[1][process]) == (200, "data")


def test_a_reader_stays_with_one_process(proxy: tuple[int, dict[int, str]]) -> None:
    found = {agent: {_get(proxy[0], "/_stcore/health", agent=agent)[1] for _ in range(4)} for agent in _BROWSERS}
    assert [agent for agent, processes in found.items() if len(processes) != 1] == []


def test_readers_are_spread(proxy: tuple[int, dict[int, str]]) -> None:
    assert len({_get(proxy[0], "/_stcore/health", agent=agent)[1] for agent in _BROWSERS}) == 2


def test_the_map_and_its_page_agree_on_the_data(proxy: tuple[int, dict[int, str]]) -> None:
    through = json.loads(_get(proxy[0], "/layers")[2])["version"]
    direct = [port for port, kind in proxy[1].items() if kind == "pages"]
    for port in direct:
        connection = http.client.HTTPConnection("localhost", port, timeout=20)
        connection.request("GET", "/layers")
        assert json.loads(connection.getresponse().read())["version"] == through
        connection.close()


def test_a_page_runs_through_the_proxy(proxy: tuple[int, dict[int, str]]) -> None:
    async def read() -> tuple[Session, Run]:
        session, run = await open_session(f"http://localhost:{proxy[0]}", page="table", query="kind=airstrike")
        await session.socket.close()
        return session, run

    session, run = asyncio.run(read())
    assert (run.faults, session.query) == ((), "kind=airstrike")
    assert any("records" in text for text in session.texts)


def test_a_foreign_host_is_refused(proxy: tuple[int, dict[int, str]]) -> None:
    assert [_get(proxy[0], path, host="evil.example")[0] for path in ("/", "/layers")] == [421, 421]
