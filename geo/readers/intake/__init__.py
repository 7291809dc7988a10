"""Uploads are read in a process of their own: bounded, without a network, gone when it is done or takes too long.

The names below load when they are first used: the child process starts here too, and needs none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.readers.intake.upload import Intake, parse_upload, propose_upload

__all__ = ["Intake", "parse_upload", "propose_upload"]


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name not in __all__:
        raise AttributeError(f"module 'geo.readers.intake' has no attribute {name!r}")
    from geo.readers.intake import upload

    return getattr(upload, name)
