"""The 1974 geometry from lines A and B, what it measures, and the position test. Pure: reads no file.

::

    zone = openstreetmap_zone(geometries)            geometries  the lines and borders that are shipped
    zone = build_zone(line_a=..., line_b=..., ...)   build       area of separation, bands, region
    limits_of(Band.KM_0_10)                          limits      what was agreed for a band, and its source
    measure_zone(zone)                               measures    area, lengths, widths
    compare_published(measures)                      published   the same as others publish it
    locate(zone, lon, lat, uncertainty_m=500)        position    side, band, signed distances
    nearest_places(places, lon, lat)                 nearest     place, distance, bearing
    nearest_on_lines(zone, lon, lat)                 feet        nearest points of the lines
    position_json(zone, lon, lat, ...)               position    one point as the public JSON object

Longitude comes first; degrees are WGS 84; distances are metres on the ellipsoid.
"""

from geo.zone.agreed_limits import BandLimits, Limit, LimitBasis, LimitSubject, limits_of
from geo.zone.answers import Positions
from geo.zone.borders import Borders, join_borders
from geo.zone.build import LINE_ACCURACY_M, LimitationArea, Zone, build_zone
from geo.zone.geometries import eastern_edge, natural_earth_zone, openstreetmap_zone
from geo.zone.measures import Width, ZoneMeasures, area_km2, length_km, measure_zone
from geo.zone.nearest import NamedPlaces, NearestPlaces, compass_of, named_places, nearest_places
from geo.zone.nearest_points import nearest_on_lines
from geo.zone.position import locate, position_json
from geo.zone.published import PUBLISHED_FIGURES, PublishedComparison, PublishedFigure, Quantity, compare_published
from geo.zone.sides import ANSWERS, BAND_EDGES_M, BANDS, Band, Certainty, Side

__all__ = [
    "ANSWERS",
    "BANDS",
    "BAND_EDGES_M",
    "LINE_ACCURACY_M",
    "PUBLISHED_FIGURES",
    "Band",
    "BandLimits",
    "Borders",
    "Certainty",
    "Limit",
    "LimitBasis",
    "LimitSubject",
    "LimitationArea",
    "NamedPlaces",
    "NearestPlaces",
    "Positions",
    "PublishedComparison",
    "PublishedFigure",
    "Quantity",
    "Side",
    "Width",
    "Zone",
    "ZoneMeasures",
    "area_km2",
    "build_zone",
    "compare_published",
    "compass_of",
    "eastern_edge",
    "join_borders",
    "length_km",
    "limits_of",
    "locate",
    "measure_zone",
    "named_places",
    "natural_earth_zone",
    "nearest_on_lines",
    "nearest_places",
    "openstreetmap_zone",
    "position_json",
]
