"""What a person may choose about enrichment."""

from __future__ import annotations

import math
from dataclasses import dataclass

from geo.errors import UsageError

MAX_NEAR_KM = 50.0
MAX_NEAR_DAYS = 366


@dataclass(frozen=True, slots=True)
class EnrichOptions:
    """Choices about enrichment.

    Attributes
    ----------
    uncertainty_m : float or None
        Radius in metres for rows whose own is not known; None leaves them unknown.
    near_km : float
        How far from a row a record of ours may lie to be named, kilometres on the ellipsoid.
    near_days : int
        How many days may lie between a row and a record of ours.

    Raises
    ------
    UsageError
        If a value is out of range.
    """

    uncertainty_m: float | None = None
    near_km: float = 5.0
    near_days: int = 2

    def __post_init__(self) -> None:
        if self.uncertainty_m is not None and not (math.isfinite(self.uncertainty_m) and self.uncertainty_m >= 0):
            raise UsageError(f"uncertainty_m {self.uncertainty_m} must be a finite number of metres, 0 or more")
        if not 0 < self.near_km <= MAX_NEAR_KM:
            raise UsageError(f"near_km {self.near_km} must be more than 0 and at most {MAX_NEAR_KM:.0f} kilometres")
        if not 0 <= self.near_days <= MAX_NEAR_DAYS:
            raise UsageError(f"near_days {self.near_days} must be 0 to {MAX_NEAR_DAYS}")
