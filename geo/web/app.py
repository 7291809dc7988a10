"""The routes, middleware and error answers that the launcher hands to Streamlit's server."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geo.atlas.shared import open_atlas
from geo.errors import AtlasError, NotFoundError
from geo.settings import Settings
from geo.userdata.rows.stored_rows import private_store
from geo.web.columns import ColumnRoutes
from geo.web.frame import FrameRoutes, frame_hints
from geo.web.guards.hosts import HostGuard
from geo.web.guards.uploads import HeldFiles, UploadGuard, UploadLimits, drop_files_of_gone_sessions
from geo.web.health import health
from geo.web.layers import LayerRoutes
from geo.web.pages.describe import page_describer
from geo.web.position import PositionRoute
from geo.web.problems import atlas_problem, http_problem, unexpected_problem
from geo.web.search import SearchRoutes
from geo.web.start_page.rewrite import PageRewriter
from geo.web.start_page.tcp_nodelay import answer_at_once

if TYPE_CHECKING:
    from geo.web.mine import MineRoutes

PREFIXES: tuple[str, ...] = ("map", "layers", "columns", "assets", "oapi", "search", "mine")
"""First path segments that are ours; below them an unknown address is a JSON 404."""

_SWEEP_S = 5.0
"""How often the server looks for what sessions left that are gone, seconds."""

Endpoint = Callable[[Request], Response]


def routes(settings: Settings, *, base_path: str = "") -> Sequence[BaseRoute]:
    """Return the routes.

    Parameters
    ----------
    settings : Settings
        Settings in force.
    base_path : str
        ``server.baseUrlPath`` of Streamlit, which does not prefix the routes of others.

    Notes
    -----
    The atlas is opened at the first request, not here: broken data must leave a page that names the
    fault, not a server that does not start.
    """
    base = _prefix(base_path)

    @lru_cache(maxsize=1)
    def layers() -> LayerRoutes:
        return LayerRoutes(open_atlas(settings.data_folder))

    @lru_cache(maxsize=1)
    def tester() -> PositionRoute:
        return PositionRoute(open_atlas(settings.data_folder))

    @lru_cache(maxsize=1)
    def searcher() -> SearchRoutes:
        return SearchRoutes(open_atlas(settings.data_folder))

    @lru_cache(maxsize=1)
    def mine() -> MineRoutes:
        from geo.web.mine import MineRoutes  # it needs pandas, which the first page can do without

        return MineRoutes(settings)

    frames = FrameRoutes(settings)
    columns = ColumnRoutes(settings.event_files)
    table: tuple[tuple[str, Endpoint], ...] = (
        ("/health", health),
        ("/map", frames.frame),
        ("/assets/{name:path}", frames.asset),
        ("/layers", lambda request: layers().registry(request)),
        ("/layers/match", lambda request: layers().match(request)),
        ("/layers/{name}", lambda request: layers().layer(request)),
        ("/columns", columns.registry),
        ("/columns/{name}/rows", columns.rows),
        ("/columns/{name}/match", columns.match),
        ("/columns/{name}/{file}", columns.extra),
        ("/columns/{file}", columns.main),
        ("/oapi/position", lambda request: tester().position(request)),
        ("/search", lambda request: searcher().search(request)),
        ("/search/suggest", lambda request: searcher().suggest(request)),
        ("/mine/{token}/columns", lambda request: mine().columns(request)),
        ("/mine/{token}/shapes", lambda request: mine().shapes(request)),
        ("/mine/{token}/rows", lambda request: mine().details(request)),
        ("/mine/{token}/rows.{format}", lambda request: mine().export(request)),
        ("/mine/{token}/refused.csv", lambda request: mine().refused(request)),
    )
    found: list[BaseRoute] = [_route(base + path, endpoint) for path, endpoint in table]
    rests = ("", "/{rest:path}")
    found += [_route(f"{base}/{prefix}{rest}", _nothing) for prefix in PREFIXES for rest in rests]
    return found


def middleware(settings: Settings, *, base_path: str = "", files: HeldFiles | None = None) -> Sequence[Middleware]:
    """Return the middleware: the guards of host names and uploads, the early start of the map, the style of pages.

    Parameters
    ----------
    settings : Settings
        Settings in force.
    base_path : str
        ``server.baseUrlPath`` of Streamlit.
    files : HeldFiles, optional
        The files that browsers put to the server; without them nothing that is put is limited.
    """
    guards = [Middleware(HostGuard, allowed=settings.allowed_hosts)]
    if files is not None:
        limits = UploadLimits.of(settings)
        guards.append(Middleware(UploadGuard, base_path=_prefix(base_path), files=files, limits=limits))
    return [
        *guards,
        Middleware(
            PageRewriter,
            base_path=_prefix(base_path),
            hints=lambda: frame_hints(settings),
            apart=PREFIXES,
            early=settings.early_map,
            describe=page_describer(settings, base_path=_prefix(base_path)),
        ),
    ]


@asynccontextmanager
async def warm(settings: Settings, *, files: HeldFiles | None = None) -> AsyncIterator[None]:
    """Prepare a starting server: answers leave at once, and the atlas opens in a thread before anybody asks.

    What is in memory then stays until the end. Python's collector is told so: it would look through all of it again
    and again, and every reader waits while it does.

    While the server runs, what sessions brought is removed soon after they are gone.
    """

    def open_quietly() -> None:
        with suppress(AtlasError):  # the page that is asked for names the fault
            open_atlas(settings.data_folder)
            gc.collect()
            gc.freeze()

    answer_at_once()
    work = asyncio.create_task(asyncio.to_thread(open_quietly))
    sweeping = asyncio.create_task(_sweep(settings, files))
    try:
        yield
    finally:
        sweeping.cancel()
        await work


async def _sweep(settings: Settings, files: HeldFiles | None) -> None:
    store = private_store(settings.mine_memory_mb)
    while True:
        await asyncio.sleep(_SWEEP_S)
        await asyncio.to_thread(store.sweep)
        if files is not None:
            await asyncio.to_thread(drop_files_of_gone_sessions, files)


def exception_handlers() -> Mapping[Any, Callable[[Request, Exception], Response]]:
    """Return the handlers that turn every error into problem+json."""
    return {AtlasError: atlas_problem, HTTPException: http_problem, Exception: unexpected_problem}


def _prefix(base_path: str) -> str:
    plain = base_path.strip("/")
    return f"/{plain}" if plain else ""


def _route(path: str, endpoint: Endpoint) -> Route:
    return Route(path, endpoint, methods=["GET", "HEAD"])


def _nothing(_request: Request) -> Response:
    raise NotFoundError("There is nothing at this address.")
