"""Reading of the GeoJSON files in ``data/geometry``: shapes by id, every fault named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from shapely import is_valid_reason
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.errors import DataError, Fault


def read_geometries(path: Path) -> dict[str, BaseGeometry]:
    """Return the shapes of a GeoJSON file by feature id.

    Parameters
    ----------
    path : Path
        FeatureCollection, WGS 84, lon lat; each feature has an ``id``.

    Raises
    ------
    DataError
        If the file is missing or broken, or a shape is invalid or out of range; the row is the
        feature's number, from 1.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        features = document["features"]
        if not isinstance(features, list):
            raise TypeError("features is not a list")
    except FileNotFoundError:
        raise DataError([Fault(path.name, 0, "-", "the file is missing; restore it from the repository")]) from None
    except OSError as error:
        raise DataError([Fault(path.name, 0, "-", f"cannot be opened ({error.strerror})")]) from None
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DataError([Fault(path.name, 0, "-", f"not a GeoJSON FeatureCollection ({error})")]) from None
    faults: list[Fault] = []
    shapes: dict[str, BaseGeometry] = {}
    for number, feature in enumerate(features, start=1):
        _read_feature(feature, number=number, file=path.name, shapes=shapes, faults=faults)
    if faults:
        raise DataError(faults)
    return shapes


def _read_feature(
    feature: Any, *, number: int, file: str, shapes: dict[str, BaseGeometry], faults: list[Fault]
) -> None:
    try:
        name = str(feature["id"])
        geometry = shape(feature["geometry"])
    except (KeyError, TypeError, ValueError, AttributeError, ShapelyError) as error:
        faults.append(Fault(file, number, "geometry", f"cannot be read ({error})"))
        return
    west, south, east, north = geometry.bounds if not geometry.is_empty else (999.0,) * 4
    if name in shapes:
        faults.append(Fault(file, number, "id", f"{name!r} is duplicated"))
    elif not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        faults.append(Fault(file, number, "geometry", "empty or out of range; the order is lon, lat in degrees"))
    elif not geometry.is_valid:
        faults.append(Fault(file, number, "geometry", f"invalid shape: {is_valid_reason(geometry)}"))
    else:
        shapes[name] = geometry
