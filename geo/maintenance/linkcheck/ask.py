"""One address: is there still a page? HEAD first, one GET if that is not answered well, redirects followed."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, replace
from email.message import Message
from enum import StrEnum
from http.client import HTTPException, InvalidURL
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

USER_AGENT = "buffer-zone-atlas link check"
TIMEOUT_S = 15.0
MAX_REDIRECTS = 5
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_MOVED = (301, 302, 303, 307, 308)
_GONE = (404, 410)
_SAFE = "%/:?#[]@!$&'()*+,;=~-._"


class Status(StrEnum):
    """What became of an address."""

    OK = "ok"
    REDIRECTED = "redirected"
    GONE = "gone"
    REFUSED = "refused"
    ERROR = "error"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    LOST = "lost"


ALIVE = frozenset({Status.OK, Status.REDIRECTED})


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer of one address.

    Attributes
    ----------
    url : str
        Address that was asked.
    status : Status
        ``ok``; ``redirected``: answers elsewhere; ``gone``: 404 or 410; ``refused``: another answer of the
        400s, often to anything that is no browser; ``error``: an answer of the 500s; ``timeout``;
        ``unreachable``: no connection; ``lost``: redirected without end, or to what is no web address.
    code : int or None
        Last HTTP status; None without an answer.
    final_url : str
        Where it was answered, or where the trail ended.
    redirects : int
        How often it was sent on.
    detail : str
        Why there is no answer; empty otherwise.
    """

    url: str
    status: Status
    code: int | None = None
    final_url: str = ""
    redirects: int = 0
    detail: str = ""

    @property
    def alive(self) -> bool:
        """Whether a page answered."""
        return self.status in ALIVE


def ask(url: str, *, timeout_s: float = TIMEOUT_S) -> Outcome:
    """Ask an address whether its page is there.

    HEAD comes first. Not every server answers it well, so that one GET follows unless the page is there or
    nothing can be reached. There is no further try.

    Parameters
    ----------
    url : str
        http or https address.
    timeout_s : float
        Longest silence in seconds, for each request.
    """
    outcome = _follow(url, method="HEAD", timeout_s=timeout_s)
    if outcome.alive or outcome.status is Status.UNREACHABLE:
        return outcome
    return _follow(url, method="GET", timeout_s=timeout_s)


def _follow(url: str, *, method: str, timeout_s: float) -> Outcome:
    current = url
    for redirects in range(MAX_REDIRECTS + 1):
        outcome, onward = _request(current, method=method, timeout_s=timeout_s)
        if onward is None:
            moved = outcome.status is Status.OK and redirects > 0
            status = Status.REDIRECTED if moved else outcome.status
            return replace(outcome, url=url, status=status, final_url=current, redirects=redirects)
        if urlsplit(onward).scheme not in ("http", "https"):
            return Outcome(url, Status.LOST, outcome.code, current, redirects, "sent on to what is no web address")
        current = onward
    return Outcome(url, Status.LOST, outcome.code, current, MAX_REDIRECTS, f"sent on more than {MAX_REDIRECTS} times")


def _request(url: str, *, method: str, timeout_s: float) -> tuple[Outcome, str | None]:
    """Return the answer of one request, and where it sends on to."""
    try:
        address = _ascii(url)
        request = Request(address, method=method, headers={"User-Agent": USER_AGENT})  # noqa: S310 - http(s) only
        with _opener(address).open(request, timeout=timeout_s) as answer:
            return Outcome(url, Status.OK, int(answer.status)), None
    except HTTPError as error:
        error.close()
        location = error.headers.get("Location")
        if error.code in _MOVED and location:
            return Outcome(url, Status.LOST, error.code), urljoin(address, location)
        return Outcome(url, _status_of(error.code), error.code), None
    except (OSError, HTTPException, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        if isinstance(reason, TimeoutError):
            return Outcome(url, Status.TIMEOUT, detail=f"no answer within {timeout_s:g} s"), None
        return Outcome(url, Status.UNREACHABLE, detail=_why(reason)), None


def _status_of(code: int) -> Status:
    if code in _GONE:
        return Status.GONE
    if code < 400:
        return Status.LOST
    return Status.ERROR if code >= 500 else Status.REFUSED


def _ascii(url: str) -> str:
    """Return an address as it goes over the wire: host in IDNA, other letters percent-encoded."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise ValueError("no web address")
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    return urlunsplit((parts.scheme, host, quote(parts.path, safe=_SAFE), quote(parts.query, safe=_SAFE), ""))


class _StandStill(HTTPRedirectHandler):
    """Follows no redirect by itself, so that each step is seen and counted."""

    def redirect_request(
        self,
        req: Request,  # noqa: ARG002 - the signature is urllib's
        fp: IO[bytes],  # noqa: ARG002
        code: int,  # noqa: ARG002
        msg: str,  # noqa: ARG002
        headers: Message,  # noqa: ARG002
        newurl: str,  # noqa: ARG002
    ) -> None:
        """Return nothing to follow."""
        return


def _opener(url: str) -> OpenerDirector:
    here = urlsplit(url).hostname in _LOOPBACK
    return build_opener(_StandStill, *([ProxyHandler({})] if here else []))


def _why(reason: object) -> str:
    """Return the reason in our words or the system's; an answer's own words are not passed on."""
    if isinstance(reason, ssl.SSLCertVerificationError):
        return "certificate not valid"
    if isinstance(reason, ValueError | InvalidURL):
        return "no address that can be asked"
    said = getattr(reason, "strerror", None)
    return said if isinstance(said, str) and said else type(reason).__name__
