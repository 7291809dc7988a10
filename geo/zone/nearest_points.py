"""Where a line is nearest to a point, for drawing the distance."""

from __future__ import annotations

import numpy as np
import shapely

from geo.zone.build import Zone
from geo.zone.coordinates import checked_coordinates


def nearest_on_lines(zone: Zone, lon: float, lat: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the points of line A and of line B that are nearest to a point.

    Parameters
    ----------
    zone : Zone
        The geometry.
    lon, lat : float
        Degrees WGS 84.

    Returns
    -------
    tuple of (lon, lat)
        On A and on B, degrees WGS 84, found in the zone's metric plane.

    Raises
    ------
    CoordinateError
        If a coordinate is not a finite number in range.
    """
    lon_deg, lat_deg = checked_coordinates(lon, lat)
    x, y = zone.plane.project(lon_deg, lat_deg)
    point = shapely.Point(float(x[0]), float(y[0]))
    on_a, on_b = (_foot(zone, line, point) for line in (zone.line_a, zone.line_b))
    return on_a, on_b


def _foot(zone: Zone, line: shapely.LineString, point: shapely.Point) -> tuple[float, float]:
    drawn = zone.plane.project_geometry(line)
    foot = shapely.shortest_line(drawn, point).coords[0]
    lon, lat = zone.plane.unproject(np.array([foot[0]]), np.array([foot[1]]))
    return float(lon[0]), float(lat[0])
