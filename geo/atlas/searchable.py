"""What a record shows to the search."""

from __future__ import annotations

from geo.atlas import evidence
from geo.dataset.load import Dataset
from geo.dataset.records.models import Place
from geo.query.search import SearchText


def search_text(dataset: Dataset, record_id: str, places: tuple[Place, ...], *texts: str) -> SearchText:
    """Return the searchable texts of a record: id, texts, all spellings of its places, publishers."""
    publishers = (source["publisher"] for source in evidence.sources_of(dataset, record_id))
    spellings = (name for place in places for name in place.names)
    return SearchText.of((record_id, *texts, *spellings, *publishers), name_words=dataset.name_words)
