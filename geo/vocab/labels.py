"""What people read for a vocabulary value."""

from __future__ import annotations

from enum import StrEnum


def label_of(value: StrEnum | str) -> str:
    """Return the text shown to people for a vocabulary value.

    Examples
    --------
    >>> label_of("drone_strike")
    'Drone strike'
    """
    special = _LABELS.get(str(value))
    if special is not None:
        return special
    return str(value).replace("_", " ").replace("-", " ").capitalize()


_LABELS: dict[str, str] = {
    "un_incident": "UN incident",
    "other": "Other",
    "raid_arrest": "Raid or arrest",
    "position_established": "Position set up",
    "position_left": "Position left",
    "israel_syria_meeting": "Israel-Syria meeting",
    "israel_syria_contact": "Israel-Syria contact",
    "us_envoy": "US envoy",
    "undof_camp": "UNDOF camp",
    "undof_position": "UNDOF position",
    "undof_office": "UNDOF office",
    "untso_observation_post": "UNTSO observation post",
    "israeli_post": "Israeli post",
    "israeli_checkpoint": "Israeli checkpoint",
    "israeli_works": "Israeli works",
    "russian_post": "Russian post",
    "israeli": "Israeli",
    "israeli_forces": "Israeli forces",
    "israeli_government": "Israeli government",
    "israeli_civilians": "Israeli civilians",
    "united_nations": "United Nations",
    "syrian_authorities": "Syrian authorities",
    "iran": "Iran",
    "jordan": "Jordan",
    "un_report": "UN report",
    "deir-ez-zor": "Deir ez-Zor",
    "rif-dimashq": "Rif Dimashq",
    "multiple": "More than one",
    "abroad": "Outside Syria",
    "not_opened": "not opened",
    "partly": "seen in part",
    "digest": "seen in a news digest only",
    "mirror": "seen on a mirror or copy",
    "state_based": "State-based",
    "non_state": "Non-state",
    "one_sided": "One-sided",
    "opened": "opened",
    "start-of-control": "When Israeli control of the zone began",
    "area-held": "Area held since December 2024",
    "reach-of-advance": "How far forces advanced",
    "zone-size": "Size of the area of separation",
    "position-count": "Number of Israeli posts",
    "position-side": "Posts inside or outside the zone",
    "works-on-line": "Works along the ceasefire line",
    "strike-count": "Counts of strikes",
    "ground-incursions": "Counts of ground incursions",
    "earlier-talks": "Talks before January 2026",
    "round-count": "Number of rounds",
    "talks-date": "Dates of talks and statements",
    "talks-format": "Direct or indirect talks",
    "delegation": "Who led or attended",
    "alleged-meeting": "Meetings that are denied or in dispute",
    "alleged-deal": "Whether a deal was agreed or signed",
    "withdrawal-terms": "Terms of withdrawal",
    "freeze-of-operations": "Freeze of military operations",
    "agreement-1974": "The 1974 agreement: validity and signatures",
    "undof-mandate": "UNDOF mandate dates",
    "undof-positions": "Number of UNDOF positions",
    "force-limits": "Limits on forces and missiles",
    "enclave-1973": "The salient of October 1973",
    "golan-area": "Area of the Golan taken in 1967",
}
