"""``GET /health``: whether the server answers, and which walls stand around the process that reads files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.responses import Response

from geo.readers.intake.walls import available_walls

if TYPE_CHECKING:
    from starlette.requests import Request


def health(_request: Request) -> Response:
    """Return ``{"status": "ok", "walls": {...}}``; nothing of it is kept by anybody."""
    body = json.dumps({"status": "ok", "walls": available_walls()})
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return Response(body, media_type="application/json", headers=headers)
