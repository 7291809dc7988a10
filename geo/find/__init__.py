"""What a person typed: coordinates in any common form, a map link, a plus code, or a place in any spelling."""

from geo.find.coordinates import Understood, read_pair
from geo.find.places import Match, find_places
from geo.find.point import Found, find_point

__all__ = ["Found", "Match", "Understood", "find_places", "find_point", "read_pair"]
