"""The HTTP routes alone, without the pages: for sites whose data has many more readers than their pages.

Start them with ``uvicorn --factory geo.web.standalone:api``; see docs/hosting.md.
"""

from __future__ import annotations

import os
import sys

from starlette.applications import Starlette
from starlette.middleware import Middleware

from geo.settings import settings_at_start, unknown_settings
from geo.web.app import exception_handlers, routes, warm
from geo.web.guards.hosts import HostGuard

BASE_PATH_VARIABLE = "STREAMLIT_SERVER_BASE_URL_PATH"
"""Streamlit's own variable, so that one environment serves both kinds of processes."""


def api() -> Starlette:
    """Return an application of the map frame, layers, columns, assets and the position test.

    Raises
    ------
    UsageError
        If a setting cannot be used.
    """
    settings = settings_at_start()
    for slip in unknown_settings():
        print(f"Warning: {slip}", file=sys.stderr)
    return Starlette(
        routes=list(routes(settings, base_path=os.environ.get(BASE_PATH_VARIABLE, ""))),
        middleware=[Middleware(HostGuard, allowed=settings.allowed_hosts)],
        exception_handlers=exception_handlers(),
        lifespan=lambda _app: warm(settings),
    )
