"""What the private store holds for a session: its rows, and whether they may leave."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from geo.userdata.session.store import PrivateStore

if TYPE_CHECKING:
    from geo.userdata.rows.rows import OwnRows  # it needs pandas, which a server that starts can do without


@dataclass
class Holding:
    """The rows of a session.

    Attributes
    ----------
    rows : OwnRows
        The rows.
    may_leave : bool
        Whether downloads are given out: at once where the publisher does not forbid it, else after a choice.
    making : Lock
        Held while a download is made; a session makes one at a time.
    """

    rows: OwnRows
    may_leave: bool
    making: threading.Lock = field(default_factory=threading.Lock, repr=False)


@cache
def private_store(max_mb: int) -> PrivateStore[Holding | None]:
    """Return the one store of this process with a size, which pages and routes share.

    A file whose rows are not there yet has an entry with None: it counts, and its session is watched.

    Parameters
    ----------
    max_mb : int
        Megabytes that the rows of all sessions may take together.
    """
    return PrivateStore(max_bytes=max_mb * 1_000_000)
