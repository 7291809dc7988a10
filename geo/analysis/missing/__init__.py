"""How much is missing: our counts next to the totals that others published, never added to one another. Pure."""

from geo.analysis.missing.files import missing_csv
from geo.analysis.missing.months import Month, OurCount, count_between, months_of, rivals_of
from geo.analysis.missing.shown import Shown, shown_under, words_of
from geo.analysis.missing.tables import (
    governorates_html,
    missing_html,
    months_html,
    other_totals_html,
    rivals_html,
)

__all__ = [
    "Month",
    "OurCount",
    "Shown",
    "count_between",
    "governorates_html",
    "missing_csv",
    "missing_html",
    "months_html",
    "months_of",
    "other_totals_html",
    "rivals_html",
    "rivals_of",
    "shown_under",
    "words_of",
]
