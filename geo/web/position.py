"""``GET /oapi/position``: where a point lies against the lines of 1974."""

from __future__ import annotations

import json
import math
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from geo.atlas import Atlas
from geo.errors import CoordinateError, FilterError
from geo.text.numbers import parse_number
from geo.text.quantities import parse_metres
from geo.web.problems import DATA_HEADERS

_NEEDED = ("lon", "lat")
_KNOWN = (*_NEEDED, "uncertainty_m")
_RANGES = {
    "lon": (-180.0, 180.0, "must lie between -180 and 180 degrees"),
    "lat": (-90.0, 90.0, "must lie between -90 and 90 degrees"),
    "uncertainty_m": (0.0, math.inf, "must be 0 or more metres"),
}


class PositionRoute:
    """Endpoint of the position test over one atlas."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas

    def position(self, request: Request) -> Response:
        """Answer for ``lon``, ``lat`` and, if given, ``uncertainty_m``."""
        values = _read(request.query_params.multi_items())
        try:
            answer = self._atlas.test.answer(
                values["lon"], values["lat"], uncertainty_m=values.get("uncertainty_m", 0.0)
            )
        except CoordinateError:  # in range, so only this is left; the error's own words repeat the numbers
            raise CoordinateError("lon and lat look swapped; lon is the longitude") from None
        return Response(
            json.dumps(answer, ensure_ascii=False),
            status_code=HTTPStatus.OK,
            media_type="application/json",
            headers={**DATA_HEADERS, "Cache-Control": "public, max-age=3600"},
        )


def _read(pairs: list[tuple[str, str]]) -> dict[str, float]:
    names = [name for name, _ in pairs]
    problems = [(name, "is needed") for name in _NEEDED if name not in names]
    problems += [(name, "stands twice") for name in _KNOWN if names.count(name) > 1]
    if any(name not in _KNOWN for name in names):
        problems.append(("parameter", f"unknown; known are {', '.join(_KNOWN)}"))
    if problems:
        raise FilterError(problems)
    values = {name: (parse_metres if name.endswith("_m") else parse_number)(text, name=name) for name, text in pairs}
    ranges = [
        (name, reason)
        for name, (least, most, reason) in _RANGES.items()
        if name in values
        if not least <= values[name] <= most
    ]
    if ranges:
        raise FilterError(ranges)
    return values
