"""The map frame and the assets that it needs: Leaflet from its package, our script, style and base map."""

from __future__ import annotations

from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from geo.errors import NotFoundError
from geo.layers import SPECS
from geo.mapview import assets, render_frame
from geo.settings import Settings
from geo.snapshot import open_atlas
from geo.web.early import ASSET_NAME as EARLY_NAME
from geo.web.early import early_script
from geo.web.payload import Payload, answer, pack


class FrameRoutes:
    """Endpoints of the frame; the document is rendered once per data set."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._document = lru_cache(maxsize=2)(self._make_document)
        self._assets = lru_cache(maxsize=1)(self._make_assets)

    def frame(self, request: Request) -> Response:
        """``GET /map``: the frame; its parameters are read by its own script, never by the server."""
        atlas = open_atlas(self._settings.data_folder)
        return answer(request, self._document(atlas.dataset.version))

    def asset(self, request: Request) -> Response:
        """``GET /assets/{name}``: one file of the frame; names with a digest never change."""
        found = self._assets().get(request.path_params["name"])
        if found is None:
            raise NotFoundError("There is no such asset.")
        payload, immutable = found
        return answer(request, payload, immutable=immutable)

    def _make_document(self, version: str) -> Payload:
        atlas = open_atlas(self._settings.data_folder)
        specs = [spec for spec in SPECS if spec.id in atlas.layers]
        frame = render_frame(specs, version=version, frame_ancestors=self._settings.frame_ancestors)
        headers = {
            "Content-Security-Policy": frame.csp,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
        }
        return pack(frame.html, "text/html; charset=utf-8", headers=headers)

    def _make_assets(self) -> dict[str, tuple[Payload, bool]]:
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'"}
        early = pack(early_script(), "text/javascript; charset=utf-8", headers=headers)
        found = {
            name: (pack(asset.body, asset.content_type, headers=headers, level=9), asset.immutable)
            for name, asset in assets().items()
        }
        return {**found, EARLY_NAME: (early, False)}
