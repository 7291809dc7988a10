"""TCP_NODELAY on the server's listening sockets: without it every answer over a kept connection waits 40 ms.

Streamlit binds its socket without naming the protocol, and asyncio sets TCP_NODELAY only on sockets that name TCP.
Nagle's algorithm then holds the second half of each answer until the client's delayed acknowledgement. Accepted
connections take the option over from the socket that they were accepted on.

Waits for https://github.com/Kludex/uvicorn/issues/3149 and its pull request 3155 (a listener that is bound without its
protocol); Streamlit's own listener is made in the same way.
"""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Iterator

_MAX_DESCRIPTOR = 1024


def answer_at_once() -> int:
    """Set TCP_NODELAY on every listening TCP socket of this process and return how many there are."""
    found = 0
    for listener in _listening_sockets():
        with listener:
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            found += 1
    return found


def _listening_sockets() -> Iterator[socket.socket]:
    """Yield a duplicate of each listening socket; closing it leaves the original open."""
    for descriptor in range(3, _MAX_DESCRIPTOR):
        try:
            if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                continue
            candidate = socket.socket(fileno=os.dup(descriptor))
        except OSError:
            continue
        if _listens(candidate):
            yield candidate
        else:
            candidate.close()


def _listens(candidate: socket.socket) -> bool:
    if candidate.family not in (socket.AF_INET, socket.AF_INET6) or candidate.type != socket.SOCK_STREAM:
        return False
    try:
        return bool(candidate.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
    except OSError:
        return False
