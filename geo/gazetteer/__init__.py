"""What a person typed: coordinates in any common form, a map link, a plus code, or a place in any spelling."""

from geo.gazetteer.coordinates import Understood, read_pair
from geo.gazetteer.places import Match, find_places
from geo.gazetteer.point import Found, find_point

__all__ = ["Found", "Match", "Understood", "find_places", "find_point", "read_pair"]
