"""What a person typed: coordinates in any common form, a map link, a plus code, or a place in any spelling."""

from geo.gazetteer.places import Match, find_places
from geo.gazetteer.point import Found, find_point
from geo.text.coordinates import Understood, read_pair

__all__ = ["Found", "Match", "Understood", "find_places", "find_point", "read_pair"]
