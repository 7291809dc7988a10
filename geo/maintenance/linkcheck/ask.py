"""One address: is there still a page? HEAD first, one GET if that is not answered well, redirects followed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from geo.maintenance.transport import GONE, MOVED, SilenceError, TransportError, answer_of

USER_AGENT = "buffer-zone-atlas link check"
TIMEOUT_S = 15.0
MAX_REDIRECTS = 5
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
        400s, often to anything that is not a browser; ``error``: an answer of the 500s; ``timeout``;
        ``unreachable``: no connection; ``lost``: redirected without end, or to something that is not a web address.
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

    Returns
    -------
    Outcome
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
            return Outcome(url, Status.LOST, outcome.code, current, redirects, "sent on to another scheme")
        current = onward
    return Outcome(url, Status.LOST, outcome.code, current, MAX_REDIRECTS, f"sent on more than {MAX_REDIRECTS} times")


def _request(url: str, *, method: str, timeout_s: float) -> tuple[Outcome, str | None]:
    """Return the answer of one request, and where it sends on to."""
    try:
        address = _ascii(url)
        with answer_of(address, method=method, timeout_s=timeout_s, user_agent=USER_AGENT) as answer:
            code, location = answer.status, answer.headers.get("Location")
    except SilenceError:
        return Outcome(url, Status.TIMEOUT, detail=f"no answer within {timeout_s:g} s"), None
    except TransportError as error:
        return Outcome(url, Status.UNREACHABLE, detail=str(error)), None
    except ValueError:
        return Outcome(url, Status.UNREACHABLE, detail="not an address that can be asked"), None
    if code in MOVED and location:
        return Outcome(url, Status.LOST, code), urljoin(address, location)
    return Outcome(url, _status_of(code), code), None


def _status_of(code: int) -> Status:
    if 200 <= code < 300:
        return Status.OK
    if code in GONE:
        return Status.GONE
    if code < 400:
        return Status.LOST
    return Status.ERROR if code >= 500 else Status.REFUSED


def _ascii(url: str) -> str:
    """Return an address as it goes over the wire: host in IDNA, other letters percent-encoded."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise ValueError("not a web address")
    _ = parts.port  # raises if it is not a number
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    return urlunsplit((parts.scheme, host, quote(parts.path, safe=_SAFE), quote(parts.query, safe=_SAFE), ""))
