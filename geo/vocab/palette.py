"""Hues that map and timeline share, each with what it stands for.

They follow Okabe and Ito's set for colour-blind readers.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hue:
    """A colour on the light and on the dark map."""

    light: str
    dark: str


STRIKE = Hue("#c8461a", "#f07a4b")
GROUND = Hue("#dc9a00", "#f2b632")
UNITED_NATIONS = Hue("#0069ad", "#5cb6ee")
OTHER = Hue("#a8477f", "#e08fbd")
TALK = Hue("#00835f", "#35c39a")
GREY = Hue("#77736b", "#a7a39a")
