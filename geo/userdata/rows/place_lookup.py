"""Places of our gazetteer for names in a person's file; a proposal, which the person confirms or not."""

from __future__ import annotations

from geo.atlas import Atlas
from geo.gazetteer.places import find_places
from geo.readers.model.choices import PlaceCandidate, ResolvePlace

_MOST = 6


def gazetteer(atlas: Atlas) -> ResolvePlace:
    """Return a function from a text to the places that it may mean, likeliest first."""
    places = atlas.dataset.records.places

    def resolve(text: str) -> tuple[PlaceCandidate, ...]:
        return tuple(
            PlaceCandidate(
                match.place.id,
                match.place.name,
                match.place.lon,
                match.place.lat,
                match.place.precision_m,
                match.score,
            )
            for match in find_places(places, text, limit=_MOST)
        )

    return resolve
