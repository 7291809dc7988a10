"""A layer as small as the frame allows, for tests."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PlainSpec:
    """What the frame needs to know of a layer."""

    id: str = "strikes"
    title: str = "Strikes and shelling"
    group: str = "Events"
    note: str = "Reported strikes."
    geometry: str = "point"
    role: str = "reports"
    dated: bool = True
    default_on: bool = True
