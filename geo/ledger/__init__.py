"""The ledger: who claims what, which figures share a scale, what the records rest on. Pure: no page, no network."""

from geo.ledger.claims import Entry, claim_ledger
from geo.ledger.figures import Axis, figure_axes, figure_words
from geo.ledger.origins import independent_origins
from geo.ledger.rests import Basis, PublisherTally, SourceTally, tally_publishers, tally_sources

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
