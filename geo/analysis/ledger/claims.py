"""Claims by topic, each with what it contradicts and supports, read from both ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.dataset.load import Dataset
from geo.dataset.records.models import Claim
from geo.vocab import ClaimTopic


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim with the claims that stand against it or with it.

    Attributes
    ----------
    claim : Claim
        The claim as recorded.
    against : tuple of str
        Claims that contradict it or that it contradicts: one record is enough to say so of both.
    supports, supported_by : tuple of str
        Claims that it supports, and claims that support it.
    """

    claim: Claim
    against: tuple[str, ...]
    supports: tuple[str, ...]
    supported_by: tuple[str, ...]


def claim_ledger(dataset: Dataset) -> Mapping[ClaimTopic, tuple[Entry, ...]]:
    """Return the claims by topic, in the order of the vocabulary; a topic without claims is left out."""
    claims = dataset.records.claims
    found = {topic: tuple(_entry(claim, claims) for claim in claims if claim.topic is topic) for topic in ClaimTopic}
    return {topic: entries for topic, entries in found.items() if entries}


def _entry(claim: Claim, claims: tuple[Claim, ...]) -> Entry:
    other_side = {other.id for other in claims if claim.id in other.contradicts}
    against = (other.id for other in claims if other.id in other_side.union(claim.contradicts))
    supported_by = (other.id for other in claims if claim.id in other.supports)
    return Entry(claim, tuple(against), claim.supports, tuple(supported_by))
