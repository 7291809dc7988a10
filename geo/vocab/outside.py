"""Vocabularies of what others count and say, and of OCHA's subdistricts. Values are what stands in files."""

from __future__ import annotations

from enum import StrEnum


class UcdpCoverage(StrEnum):
    """How much of a UCDP row was read."""

    WHOLE = "whole"
    PARTIAL = "partial"


class UcdpViolence(StrEnum):
    """UCDP's types of violence, in the order of its codes 1 to 3."""

    STATE_BASED = "state_based"
    NON_STATE = "non_state"
    ONE_SIDED = "one_sided"


class Qualifier(StrEnum):
    """How exact a published total is said to be."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    PART = "part"
    DOZENS = "dozens"
    NOT_COUNTED = "not_counted"


WITHOUT_NUMBER = frozenset({Qualifier.DOZENS, Qualifier.NOT_COUNTED})
"""Totals that are words: somebody speaks of the matter and gives no number."""


class AssertionKind(StrEnum):
    """What a statement on control says; only ``held`` is control, and none of it is a border."""

    HELD = "held"
    PRESENT = "present"
    ENTERED = "entered"
    WORKS = "works"
    ORDERED = "ordered"
    CLAIMED = "claimed"
    LEGAL = "legal"
    LEFT = "left"


class OccupiedShare(StrEnum):
    """How much of a subdistrict lies in the Golan that Israel has held since 1967."""

    NONE = "none"
    PART = "part"
    MOST = "most"
    ALL = "all"


class SubdistrictBasis(StrEnum):
    """How a place was joined to a subdistrict."""

    SEAT = "seat"
    PART_OF_SEAT = "part_of_seat"
    POLYGON = "polygon"
