"""Statuses as a sign and words: never told apart by colour alone."""

from __future__ import annotations

from enum import StrEnum

from geo.vocab import ClaimStatus, Seen, TalkStatus

_MARKS: dict[str, tuple[str, str]] = {
    TalkStatus.HELD: ("●", "Reported as held"),
    TalkStatus.REPORTED: ("◐", "Reported, not confirmed"),
    TalkStatus.PLANNED: ("○", "Planned"),
    TalkStatus.DENIED: ("✕", "Denied by a side"),
    TalkStatus.STALLED: ("■", "Reported as stalled"),
    ClaimStatus.SUPPORTED: ("✓", "Supported"),  # verdicts on statements have the same words
    ClaimStatus.DISPUTED: ("⇄", "Disputed"),
    ClaimStatus.CONTRADICTED: ("✕", "Contradicted"),
    ClaimStatus.UNVERIFIED: ("?", "Unverified"),
    Seen.OPENED: ("●", "opened and read in full"),
    Seen.PARTLY: ("◐", "seen in part"),
    Seen.MIRROR: ("◫", "seen on a mirror or copy"),
    Seen.DIGEST: ("○", "known from a news digest only"),
    Seen.NOT_OPENED: ("✕", "not opened"),
}


def sign_of(value: StrEnum | str) -> str:
    """Return the sign of a status."""
    return _MARKS[str(value)][0]


def words_of(value: StrEnum | str) -> str:
    """Return the words of a status."""
    return _MARKS[str(value)][1]


def marked(value: StrEnum | str) -> str:
    """Return the sign and the words of a status.

    Examples
    --------
    >>> marked("denied"), marked("held")
    ('✕ Denied by a side', '● Reported as held')
    """
    return f"{sign_of(value)} {words_of(value)}"
