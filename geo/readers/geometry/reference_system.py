"""Reference systems named in files, and how their coordinates become WGS 84.

A definition can name grid files for PROJ to open. None with such a name is taken, and neither is a PROJ string.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError

_FILES = re.compile(
    r"EXTENSION|PARAMETER_?FILE|grids|\.gsb|\.gtx|\.tiff?\b|\.gvb|\.pol\b|\+\s*proj|\+\s*init", re.IGNORECASE
)
_AUTHORITY = re.compile(r"(?:AUTHORITY|ID)\s*\[\s*\"EPSG\"\s*,\s*\"?(\d{4,6})\"?\s*\]\s*\]\s*$", re.IGNORECASE)
_WKT = re.compile(r"^\s*(?:GEOG|PROJ|COMPD|COMPOUND|GEOD|GEOGRAPHIC|PROJECTED)(?:CS|CRS)\s*\[", re.IGNORECASE)
_MAX_CHARS = 20_000
_WGS84 = 4326
_FINE_M = 1.0


@dataclass(frozen=True)
class ToWgs84:
    """How coordinates of a reference system become WGS 84.

    Attributes
    ----------
    name : str
        Name of the system.
    note : str
        What was done, for the person; empty where nothing had to be.
    """

    name: str
    note: str
    _transformer: Transformer | None = None

    def apply(self, shapes: NDArray[np.object_]) -> NDArray[np.object_]:
        """Return shapes in degrees WGS 84; what cannot be converted has coordinates that are not finite."""
        if self._transformer is None:
            return shapes
        transformer = self._transformer

        def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
            return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

        with np.errstate(invalid="ignore", over="ignore"):
            moved: NDArray[np.object_] = shapely.transform(shapely.force_2d(shapes), move)
        return moved


ALREADY_WGS84 = ToWgs84("WGS 84", "")
"""Nothing has to be done."""


def transformer_to_wgs84(definition: int | str | Mapping[str, Any]) -> ToWgs84:
    """Return how coordinates of a reference system become WGS 84.

    Parameters
    ----------
    definition : int or str or mapping
        An EPSG code, WKT, or PROJJSON.

    Raises
    ------
    ValueError
        If it is not understood or not taken; the message says what to do.
    """
    try:
        system = _system(definition)
        if system.to_epsg(min_confidence=90) == _WGS84 or system.equals(CRS.from_epsg(_WGS84), ignore_axis_order=True):
            return ALREADY_WGS84
        transformer = Transformer.from_crs(system, CRS.from_epsg(_WGS84), always_xy=True)
    except (ProjError, OverflowError) as error:
        raise ValueError("its reference system is not understood; save it in WGS 84 (EPSG:4326)") from error
    name = "".join(char for char in system.name if char.isprintable())[:60]
    accuracy = transformer.accuracy
    exact = f", to within about {accuracy:g} m" if accuracy > _FINE_M else ""
    unknown = ", with unknown accuracy" if accuracy < 0 else ""
    return ToWgs84(name, f"converted from {name} to WGS 84{exact}{unknown}", transformer)


def _system(definition: int | str | Mapping[str, Any]) -> CRS:
    if isinstance(definition, int):
        return CRS.from_epsg(definition)
    text = definition if isinstance(definition, str) else json.dumps(definition)
    if len(text) > _MAX_CHARS:
        raise ValueError("the definition of its reference system is too long; save it in WGS 84 (EPSG:4326)")
    if _FILES.search(text):
        code = _AUTHORITY.search(text)
        if code:
            return CRS.from_epsg(int(code[1]))
        raise ValueError("its reference system names files, which are not opened; save it in WGS 84 (EPSG:4326)")
    if not isinstance(definition, str):
        return CRS.from_json_dict(dict(definition))
    if not _WKT.match(text):
        raise ValueError("its reference system is not understood; save it in WGS 84 (EPSG:4326)")
    return CRS.from_wkt(text)
