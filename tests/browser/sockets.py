"""Whom a process talks to, as the kernel of Linux tells it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

_TABLES = ("tcp", "tcp6", "udp", "udp6")
_PAUSE_SECONDS = 0.004
Address = IPv4Address | IPv6Address


def peers(pid: int) -> set[Address]:
    """Return the far ends of all sockets that a process holds now."""
    own = set()
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            own.add(str(entry.readlink()))
    found = set()
    for table in _TABLES:
        for line in Path(f"/proc/{pid}/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            cells = line.split()
            if f"socket:[{cells[9]}]" in own:
                found.add(_address(cells[2].partition(":")[0]))
    return {address for address in found if not address.is_unspecified}


@contextlib.contextmanager
def watched(pid: int) -> Iterator[set[Address]]:
    """Gather the peers of a process, every few milliseconds, until the block ends."""
    found: set[Address] = set()
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(_PAUSE_SECONDS):
            found.update(peers(pid))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield found
    finally:
        ended.set()
        thread.join()


def is_own(address: Address | str) -> bool:
    """Return whether an address is this machine's own."""
    with contextlib.suppress(ValueError):
        parsed = ip_address(str(address))
        mapped = getattr(parsed, "ipv4_mapped", None)
        return bool((mapped or parsed).is_loopback)
    return address == "localhost"


def _address(text: str) -> Address:
    """Return an address of the kernel's tables: words of four bytes in the byte order of the machine."""
    words = [bytes.fromhex(text[at : at + 8])[::-1] for at in range(0, len(text), 8)]
    return ip_address(b"".join(words))
