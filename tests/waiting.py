"""Waiting for something that another thread does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

PATIENCE_S = 60.0
"""Far more than anything here takes, also on a busy machine."""


def until(condition: Callable[[], bool]) -> None:
    """Wait until a condition holds."""
    deadline, pause = time.monotonic() + PATIENCE_S, threading.Event()
    while not condition():
        assert time.monotonic() < deadline, "it does not happen"
        pause.wait(0.005)
