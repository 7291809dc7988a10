"""The link check against a server on loopback; no test reaches another host."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from threading import Event, Lock

import pytest

from geo.maintenance.linkcheck import MAX_HOSTS, Outcome, Status, ask, check_links
from geo.maintenance.linkcheck.ask import MAX_REDIRECTS, USER_AGENT
from tests.maintenance.linkcheck.link_server import LinkServer, free_port, running_server

TIMEOUT_S = 30.0
"""What answers does so at once; a busy machine is given time."""
SHORT_S = 1.0
"""For what never answers."""


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no proxy of the machine stand between."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server() -> Iterator[LinkServer]:
    """Run a server for the test."""
    with running_server() as found:
        yield found


def _ask(server: LinkServer, path: str) -> Outcome:
    return ask(server.address + path, timeout_s=SHORT_S if path.startswith("/slow") else TIMEOUT_S)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/ok", Status.OK, 200),
        ("/gone", Status.GONE, 404),
        ("/gone-for-good", Status.GONE, 410),
        ("/forbidden", Status.REFUSED, 403),
        ("/broken", Status.ERROR, 500),
        ("/busy", Status.ERROR, 503),
        ("/moved", Status.REDIRECTED, 200),
        ("/found", Status.REDIRECTED, 200),
        ("/moved-to-gone", Status.GONE, 404),
        ("/round", Status.LOST, 302),
        ("/nowhere", Status.LOST, 302),
        ("/to-file", Status.LOST, 302),
        ("/to-ftp", Status.LOST, 302),
        ("/slow", Status.TIMEOUT, None),
        ("/no-head", Status.OK, 200),
        ("/head-lies", Status.OK, 200),
        ("/slow-head", Status.OK, 200),
    ],
)
def test_answer_has_its_status(server: LinkServer, path: str, status: Status, code: int | None) -> None:
    outcome = _ask(server, path)
    assert (outcome.url, outcome.status, outcome.code) == (server.address + path, status, code)


def test_nothing_listens(server: LinkServer) -> None:
    outcome = ask(f"http://127.0.0.1:{free_port()}/", timeout_s=TIMEOUT_S)
    assert (outcome.status, outcome.code, outcome.detail) == (Status.UNREACHABLE, None, "Connection refused")


def test_unknown_host_is_unreachable() -> None:
    assert ask("http://no-such-host.invalid/", timeout_s=TIMEOUT_S).status is Status.UNREACHABLE


@pytest.mark.parametrize("url", ["file:///etc/hostname", "http://[::1", "http://127.0.0.1:port/", "ftp://x.example/"])
def test_what_is_not_a_web_address_is_not_asked(url: str) -> None:
    outcome = ask(url, timeout_s=TIMEOUT_S)
    assert (outcome.status, outcome.detail) == (Status.UNREACHABLE, "not an address that can be asked")


@pytest.mark.parametrize(
    ("path", "final", "redirects"),
    [("/ok", "/ok", 0), ("/moved", "/ok", 1), ("/found", "/ok", 2), ("/moved-to-gone", "/gone", 1)],
)
def test_trail_is_reported(server: LinkServer, path: str, final: str, redirects: int) -> None:
    outcome = _ask(server, path)
    assert (outcome.final_url, outcome.redirects) == (server.address + final, redirects)


def test_redirects_have_an_end(server: LinkServer) -> None:
    _ask(server, "/round")
    assert len(server.asked) == 2 * (MAX_REDIRECTS + 1)  # once by HEAD, once by GET


def test_file_on_this_machine_is_never_read(server: LinkServer) -> None:
    assert _ask(server, "/to-file").final_url == server.address + "/to-file"


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/ok", ["HEAD"]),
        ("/no-head", ["HEAD", "GET"]),
        ("/gone", ["HEAD", "GET"]),
        ("/busy", ["HEAD", "GET"]),
        ("/slow", ["HEAD", "GET"]),
    ],
)
def test_one_further_try_and_no_more(server: LinkServer, path: str, methods: list[str]) -> None:
    _ask(server, path)
    assert server.methods(path) == methods


def test_answer_that_breaks_off_is_not_a_page(server: LinkServer) -> None:
    assert not _ask(server, "/breaks-off").alive


def test_requests_say_who_asks(server: LinkServer) -> None:
    _ask(server, "/no-head")
    assert {agent for _, _, agent in server.asked} == {USER_AGENT}


def test_letters_of_other_scripts_are_encoded(server: LinkServer) -> None:
    assert _ask(server, "/الجولان?q=خط alpha").status is Status.OK
    assert [path for _, path, _ in server.asked] == [
        "/%D8%A7%D9%84%D8%AC%D9%88%D9%84%D8%A7%D9%86?q=%D8%AE%D8%B7%20alpha"
    ]


def test_outcomes_come_in_the_order_of_the_addresses(server: LinkServer) -> None:
    urls = [server.address + path for path in ("/gone", "/ok", "/moved")]
    assert [outcome.url for outcome in check_links(urls, timeout_s=TIMEOUT_S)] == urls


def test_duplicate_address_is_asked_once(server: LinkServer) -> None:
    check_links([server.address + "/ok"] * 3, timeout_s=TIMEOUT_S)
    assert server.methods("/ok") == ["HEAD"]


@pytest.fixture
def open_at_once(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Ask nobody, and count by host how many requests were open at one time at most."""
    lock, most, now = Lock(), Counter[str](), Counter[str]()

    def fake(url: str, *, timeout_s: float) -> Outcome:
        names = (url.split("/")[2], "all")
        with lock:
            now.update(names)
            most.update({name: now[name] - most[name] for name in names if now[name] > most[name]})
        Event().wait(0.004)
        with lock:
            now.subtract(names)
        return Outcome(url, Status.OK)

    monkeypatch.setattr("geo.maintenance.linkcheck.check.ask", fake)
    return most


def test_one_host_is_asked_one_request_at_a_time(open_at_once: Counter[str]) -> None:
    check_links([f"http://{host}.example/{n}" for host in "ab" for n in range(8)])
    assert (open_at_once["a.example"], open_at_once["b.example"]) == (1, 1)


def test_few_hosts_are_asked_at_once(open_at_once: Counter[str]) -> None:
    check_links([f"http://{host}.example/" for host in range(4 * MAX_HOSTS)])
    assert 1 < open_at_once["all"] <= MAX_HOSTS


def test_every_outcome_is_told(server: LinkServer) -> None:
    outcomes: list[Outcome] = []
    found = check_links(
        [server.address + "/ok", server.address + "/gone"], timeout_s=TIMEOUT_S, on_progress=outcomes.append
    )
    assert sorted(outcomes, key=str) == sorted(found, key=str)


def test_nothing_to_ask_is_no_outcome() -> None:
    assert check_links([]) == ()
