"""The one way over the network: a request of its own for each address, no redirect followed, no certificate waived."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import HTTPError, SSLError
from urllib3.exceptions import TimeoutError as Timeout

LOOPBACK = ("127.0.0.1", "::1", "localhost")
MOVED = (301, 302, 303, 307, 308)
GONE = (404, 410)


class TransportError(Exception):
    """Nobody answered, or the answer broke off; the message is the system's own or the name of the fault."""


class SilenceError(TransportError):
    """Nobody answered in time."""


@contextmanager
def answer_of(
    url: str, *, method: str, timeout_s: float, user_agent: str
) -> Iterator[urllib3.response.BaseHTTPResponse]:
    """Send one request and give its answer, whatever its status; the body is not read yet.

    Parameters
    ----------
    url : str
        http or https address, ASCII.
    method : str
        ``GET`` or ``HEAD``.
    timeout_s : float
        Longest silence in seconds.
    user_agent : str
        What we are called.

    Yields
    ------
    BaseHTTPResponse
        Closed with its connection at the end of the block.

    Raises
    ------
    SilenceError
        If nothing came for so long, in the block too.
    TransportError
        If there is no connection, no valid certificate or no valid answer, in the block too.
    """
    with _manager(url, headers={"User-Agent": user_agent}) as manager:
        try:
            response = manager.request(
                method, url, timeout=timeout_s, redirect=False, retries=False, preload_content=False
            )
            try:
                yield response
            finally:
                response.close()
        except (Timeout, TimeoutError) as error:
            raise (TransportError(_reason(error)) if _refused(error) else SilenceError(_reason(error))) from None
        except SSLError:
            raise TransportError("certificate not valid") from None
        except (HTTPError, OSError) as error:
            raise TransportError(_reason(error)) from None


def _manager(url: str, *, headers: Mapping[str, str]) -> urllib3.PoolManager:
    """Return a manager of connections, with the proxy of the environment unless the host is this machine."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    proxy = getproxies().get(parts.scheme)
    if proxy and host not in LOOPBACK and not proxy_bypass(host):
        return urllib3.ProxyManager(proxy if "://" in proxy else f"http://{proxy}", headers=dict(headers))
    return urllib3.PoolManager(headers=dict(headers))


def _refused(error: BaseException) -> bool:
    """Return whether a connection failed at once; some of urllib3's errors of that kind are also timeouts."""
    return isinstance(error, urllib3.exceptions.NewConnectionError)


def _reason(error: BaseException) -> str:
    """Return what the system says; an answer's own words are not passed on."""
    found: BaseException | None = error
    while found is not None:
        words = getattr(found, "strerror", None)
        if isinstance(words, str) and words:
            return words
        found = found.__cause__ or found.__context__
    return type(error).__name__
