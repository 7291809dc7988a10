"""What claims are about: one closed vocabulary, in the order of the evidence page."""

from __future__ import annotations

from enum import StrEnum


class ClaimTopic(StrEnum):
    """What a claim is about; the order is that of the evidence page."""

    START_OF_CONTROL = "start-of-control"
    AREA_HELD = "area-held"
    REACH_OF_ADVANCE = "reach-of-advance"
    ZONE_SIZE = "zone-size"
    POSITION_COUNT = "position-count"
    POSITION_SIDE = "position-side"
    WORKS_ON_LINE = "works-on-line"
    STRIKE_COUNT = "strike-count"
    GROUND_INCURSIONS = "ground-incursions"
    CASUALTIES = "casualties"
    EARLIER_TALKS = "earlier-talks"
    ROUND_COUNT = "round-count"
    TALKS_DATE = "talks-date"
    TALKS_FORMAT = "talks-format"
    DELEGATION = "delegation"
    ALLEGED_MEETING = "alleged-meeting"
    ALLEGED_DEAL = "alleged-deal"
    WITHDRAWAL_TERMS = "withdrawal-terms"
    FREEZE_OF_OPERATIONS = "freeze-of-operations"
    AGREEMENT_1974 = "agreement-1974"
    UNDOF_MANDATE = "undof-mandate"
    UNDOF_POSITIONS = "undof-positions"
    FORCE_LIMITS = "force-limits"
    ENCLAVE_1973 = "enclave-1973"
    GOLAN_AREA = "golan-area"
