"""The ledger: who claims what, which figures share a scale, what the records rest on. Pure: no page, no network."""

from geo.analysis.ledger.claims import Entry, claim_ledger
from geo.analysis.ledger.evidence_base import Basis, PublisherTally, SourceTally, tally_publishers, tally_sources
from geo.analysis.ledger.figure_axes import Axis, figure_axes, figure_words
from geo.analysis.ledger.origins import independent_origins

__all__ = [
    "Axis",
    "Basis",
    "Entry",
    "PublisherTally",
    "SourceTally",
    "claim_ledger",
    "figure_axes",
    "figure_words",
    "independent_origins",
    "tally_publishers",
    "tally_sources",
]
