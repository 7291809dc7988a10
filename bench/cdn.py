"""What peers ask of a CDN, from packages: nothing is fetched from the network while something is measured."""

from __future__ import annotations

import base64
from pathlib import Path

import xstatic.pkg.font_awesome
import xstatic.pkg.jquery
import xstatic.pkg.leaflet
import xstatic.pkg.leaflet_markercluster
from playwright.sync_api import Route

_LEAFLET = Path(xstatic.pkg.leaflet.BASE_DIR)
_CLUSTER = Path(xstatic.pkg.leaflet_markercluster.BASE_DIR)
_FILES = {
    "leaflet.js": _LEAFLET / "leaflet.js",
    "leaflet.css": _LEAFLET / "leaflet.css",
    "marker-icon.png": _LEAFLET / "images" / "marker-icon.png",
    "marker-shadow.png": _LEAFLET / "images" / "marker-shadow.png",
    "leaflet.markercluster.js": _CLUSTER / "leaflet.markercluster.js",
    "MarkerCluster.css": _CLUSTER / "MarkerCluster.css",
    "MarkerCluster.Default.css": _CLUSTER / "MarkerCluster.Default.css",
    "jquery-3.7.1.min.js": Path(xstatic.pkg.jquery.BASE_DIR) / "jquery.min.js",
    "all.min.css": Path(xstatic.pkg.font_awesome.BASE_DIR) / "css" / "all.min.css",
}
_CLEAR_TILE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
_EMPTY_STYLE = '{"version": 8, "sources": {}, "layers": []}'
_KINDS = {".css": "text/css", ".png": "image/png", ".json": "application/json"}


def elsewhere(address: str) -> bool:
    """Return whether an address is not on this machine."""
    return not address.startswith(("http://localhost", "ws://localhost", "data:", "blob:"))


def serve_cdn(route: Route) -> None:
    """Answer from packages; a base map comes as an empty style or clear tiles, what is in no package draws nothing."""
    address = route.request.url.split("?")[0]
    file = _FILES.get(address.rsplit("/", 1)[-1])
    kind = next((kind for ending, kind in _KINDS.items() if address.endswith(ending)), "text/javascript")
    if "style" in address and address.endswith(".json"):
        route.fulfill(status=200, content_type="application/json", body=_EMPTY_STYLE)
    else:
        nothing = _CLEAR_TILE if kind == "image/png" else b""
        route.fulfill(status=200, content_type=kind, body=file.read_bytes() if file else nothing)
