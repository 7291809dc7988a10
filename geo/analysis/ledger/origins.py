"""How many origins of a record are independent of one another: cautiously, so that it is never too many."""

from __future__ import annotations

import re

from geo.atlas.evidence import publisher_slug
from geo.dataset.load import Dataset
from geo.dataset.records.models import SourceLink

_SEPARATORS = re.compile(r"[,;/]")
_SAME: dict[str, str] = {
    "ahrar-horan-gathering": "ahrar-horan",
    "al-araby-al-jadeed": "al-araby",
    "al-ikhbariya": "syrian-state-media",
    "al-jazeera-arabic": "al-jazeera",
    "human-rights-watch": "hrw",
    "idf": "israeli-army",
    "israeli-army-radio": "army-radio",
    "kan-tv": "kan",
    "sana": "syrian-state-media",
    "syrian-state-tv": "syrian-state-media",
    "syrian-tv": "syrian-state-media",
    "the-jerusalem-post": "jerusalem-post",
    "undof": "un",
    "united-nations": "un",
}
"""Names of one origin, or of one publisher, that count once."""
_NOBODY = frozenset(
    {
        "diplomatic-source",
        "hebrew-media",
        "israeli-media",
        "local-sources",
        "qatari-media",
        "syrian-media",
        "syrian-officials",
        "syrian-reports",
        "syrian-sources",
    }
)
"""Names that say only of what kind an origin is; it may be any of the others."""


def origin_names(dataset: Dataset, link: SourceLink) -> frozenset[str]:
    """Return the named origins of a link as slugs; empty if none is established."""
    publisher = dataset.sources[link.source_id].publisher
    parts = (part.strip() for part in _SEPARATORS.split(link.origin))
    slugs = (publisher_slug(publisher if part == "own" else part) for part in parts if part)
    return frozenset(_SAME.get(slug, slug) for slug in slugs) - _NOBODY


def independent_origins(dataset: Dataset, record_id: str) -> tuple[frozenset[str], ...]:
    """Return the established origins of a record, those that overlap put together.

    A page may rest on several origins at once (``SANA, SOHR``), and nothing says what it took from which. So
    pages that share one origin count as one, and so does a page that names several.

    Parameters
    ----------
    dataset : Dataset
        The data set.
    record_id : str
        Id of a record.

    Returns
    -------
    tuple of frozenset of str
        One set of slugs for each independent origin; links without an established origin are in none.
    """
    groups: list[frozenset[str]] = []
    for link in dataset.links.get(record_id, ()):
        names = origin_names(dataset, link)
        if names:
            joined = names.union(*(group for group in groups if group & names))
            groups = [*(group for group in groups if not group & names), joined]
    return tuple(groups)
