"""Progress on standard error: a bar where a person looks on, a plain line now and then where nobody does."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TextIO

_WIDTH = 30
_LEAST_S = 0.1
_PLAIN_S = 10.0


@dataclass(slots=True)
class ProgressBar:
    """Tells how far a long work has come.

    Attributes
    ----------
    out : TextIO
        Where to; a terminal gets a bar that is drawn over, anything else a line every ten seconds.
    total : int or None
        Number of rows, as far as it is known.
    about : bool
        Whether that number is an estimate.
    """

    out: TextIO
    total: int | None
    about: bool = False
    _began: float = field(default_factory=time.monotonic)
    _told: float = field(default_factory=time.monotonic)

    def tell(self, rows: int) -> None:
        """Say how many rows are done, if it is time to."""
        now = time.monotonic()
        if now - self._told < (_LEAST_S if self.out.isatty() else _PLAIN_S):
            return
        self._told = now
        text = self._text(rows, now - self._began)
        self.out.write(f"\r{text}\x1b[K" if self.out.isatty() else f"{text}\n")
        self.out.flush()

    def clear(self) -> None:
        """Take the bar away."""
        if self.out.isatty():
            self.out.write("\r\x1b[K")
            self.out.flush()

    def _text(self, rows: int, seconds: float) -> str:
        speed = f"{rows:,} rows, {rows / max(seconds, 1e-9):,.0f} a second"
        if not self.total:
            return speed
        share = min(rows / self.total, 0.99 if self.about else 1.0)
        done = round(share * _WIDTH)
        return f"[{'#' * done}{'.' * (_WIDTH - done)}] {'about ' if self.about else ''}{share:.0%}  {speed}"
