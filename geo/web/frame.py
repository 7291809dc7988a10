"""The map frame and the assets that it needs: Leaflet from its package, our script, style and base map."""

from __future__ import annotations

from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from geo.atlas import SPECS
from geo.atlas.shared import open_atlas
from geo.errors import DataError, NotFoundError
from geo.mapview import AssetNames, ColumnsSpec, asset_names, assets, first_layers, render_frame
from geo.settings import Settings
from geo.userdata.prepared import EventFile, open_event_files
from geo.web.pages.preview import PREVIEW_NAME, preview_picture
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
        columns = [columns_spec(file) for file in open_event_files(self._settings.event_files)]
        ancestors = self._settings.frame_ancestors
        frame = render_frame(specs, columns=columns, version=version, frame_ancestors=ancestors)
        headers = {
            "Content-Security-Policy": frame.csp,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
        }
        return pack(frame.html, "text/html; charset=utf-8", headers=headers)

    def _make_assets(self) -> dict[str, tuple[Payload, bool]]:
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'"}
        found = {
            name: (pack(asset.body, asset.content_type, headers=headers, level=9), asset.immutable)
            for name, asset in assets().items()
        }
        return found | {PREVIEW_NAME: (pack(preview_picture(), "image/png", headers=headers), False)}


def columns_spec(file: EventFile) -> ColumnsSpec:
    """Return what the frame needs to know of a prepared file of events."""
    meta = file.meta
    credit = f"Credit: {meta['credit']}." if meta["credit"] else ""
    extent = meta.get("extent")
    return ColumnsSpec(
        name=file.name,
        title=meta["title"],
        note=" ".join(filter(None, ("A file of events that this host added.", credit, meta["licence_note"]))),
        version=file.version,
        count=file.count,
        unlocated=int(meta["counts"]["unlocated"]),
        kinds=[(str(kind["label"]), int(kind["count"])) for kind in meta["kinds"]],
        extras=tuple(file.extras),
        extent=tuple(extent) if extent else None,
    )


def frame_hints(settings: Settings) -> list[tuple[str, str]]:
    """Return what the frame asks for first, as addresses below the base path and kinds of a preload hint.

    None while the data is broken: the start page then names the fault and shows no map.
    """
    try:
        atlas = open_atlas(settings.data_folder)
    except DataError:
        return []
    names = _names()
    files = [(names.leaflet_js, "script"), (names.atlas_js, "script"), (names.leaflet_css, "style")]
    files += [(names.atlas_css, "style"), (names.basemap, "fetch")]
    shown = [spec for spec in SPECS if spec.id in atlas.layers]
    layers = first_layers(shown, version=atlas.dataset.version)
    return [*((f"assets/{name}", kind) for name, kind in files), (layers, "fetch")]


@lru_cache(maxsize=1)
def _names() -> AssetNames:
    return asset_names()
