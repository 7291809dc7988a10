"""Text for a terminal: file names and faults never reach it as control characters."""

from __future__ import annotations

import re
import sys

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def harmless_text(text: object) -> str:
    r"""Return a text with control characters written out, so that no file name moves the cursor or hides words.

    Examples
    --------
    >>> print(harmless_text("a" + chr(27) + "[2Jb"))
    a\x1b[2Jb
    """
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), str(text))


def say(text: object) -> None:
    """Write a line to standard error."""
    print(harmless_text(text), file=sys.stderr)
