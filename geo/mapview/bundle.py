"""Static assets of the frame: Leaflet from its package, our script and style as one file each, the base map.

Our scripts are classic scripts, joined in a fixed order without any build step. Names carry a digest of the
content, so that a browser may keep them for good.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import xstatic.pkg.leaflet

from geo.errors import DataError, Fault
from geo.settings import project_folder

STATIC_FOLDER = Path(__file__).with_name("static")

SCRIPTS: tuple[str, ...] = (
    "core/core.js",
    "core/time.js",
    "core/state.js",
    "core/symbols.js",
    "canvas/canvas-layer.js",
    "canvas/sheets.js",
    "canvas/basemap.js",
    "canvas/labels.js",
    "canvas/tiles.js",
    "canvas/shapes.js",
    "canvas/annotations.js",
    "canvas/groups.js",
    "canvas/points.js",
    "layers/base.js",
    "layers/layers.js",
    "columns/data.js",
    "columns/scan.js",
    "columns/hit.js",
    "columns/paint.js",
    "columns/key.js",
    "columns/canvas.js",
    "columns/layer.js",
    "columns/select.js",
    "columns/mine.js",
    "columns/list.js",
    "columns/panel.js",
    "columns/time.js",
    "time/window.js",
    "time/coverage.js",
    "core/frame.js",
    "panel/card-text.js",
    "panel/cite.js",
    "panel/card-more.js",
    "panel/card.js",
    "panel/list.js",
    "panel/drawer.js",
    "panel/panel.js",
    "time/data.js",
    "time/histogram.js",
    "time/slider.js",
    "time/play.js",
    "time/options.js",
    "time/bar.js",
    "layers/geodesy.js",
    "layers/marks.js",
    "layers/menu.js",
    "layers/tools.js",
    "canvas/pin.js",
    "core/bridge.js",
    "core/start.js",
)
"""Our scripts in the order of joining: at load time a file uses only names of files before it."""

CARD_SCRIPTS: tuple[str, ...] = (
    "core/core.js",
    "panel/card-text.js",
    "panel/cite.js",
    "panel/card-more.js",
    "panel/card.js",
)
"""The scripts that ``Atlas.renderCard`` needs; they work without Leaflet and without a map."""

STYLES: tuple[str, ...] = (
    "base.css",
    "panel.css",
    "legend.css",
    "columns.css",
    "card.css",
    "tools.css",
    "marks.css",
    "time-plot.css",
    "time-options.css",
    "time.css",
)
"""Our style sheets in the order in which they are joined."""

LEAFLET_IMAGES: tuple[str, ...] = (
    "layers.png",
    "layers-2x.png",
    "marker-icon.png",
    "marker-icon-2x.png",
    "marker-shadow.png",
)


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file.

    Attributes
    ----------
    body : bytes
        The content.
    content_type : str
        Value of the header of that name.
    immutable : bool
        Whether the name changes with the content, so that it may be cached without asking again.
    """

    body: bytes
    content_type: str
    immutable: bool


@dataclass(frozen=True, slots=True)
class AssetNames:
    """Names of the assets that the document refers to, relative to the address of the assets."""

    leaflet_js: str
    leaflet_css: str
    atlas_js: str
    atlas_css: str
    basemap: str


def basemap_path() -> Path:
    """Return where the compiled vector base map lies in this project."""
    return project_folder() / "data" / "basemap" / "basemap.json"


def script(names: tuple[str, ...] = SCRIPTS) -> bytes:
    """Return our scripts as one file."""
    return _joined("js", names)


def style(names: tuple[str, ...] = STYLES) -> bytes:
    """Return our style sheets as one file."""
    return _joined("css", names)


def leaflet_file(name: str) -> bytes:
    """Return a file of the Leaflet package, such as ``leaflet.js`` or ``images/layers.png``.

    Text has plain line feeds: a browser turns others into them before it hashes an inline block.
    """
    body = (Path(xstatic.pkg.leaflet.BASE_DIR) / name).read_bytes()
    return body if name.endswith(".png") else body.replace(b"\r\n", b"\n")


def basemap_file() -> bytes:
    """Return the compiled base map.

    Raises
    ------
    DataError
        If it is missing.
    """
    try:
        return basemap_path().read_bytes()
    except OSError as error:
        fault = Fault("basemap.json", 0, "-", "missing: data/basemap/README.md says how it is compiled")
        raise DataError([fault]) from error


def asset_names() -> AssetNames:
    """Return the names under which :func:`assets` lists what the document needs."""
    leaflet = f"leaflet-{digest(leaflet_file('leaflet.js') + leaflet_file('leaflet.css'))}"
    return AssetNames(
        leaflet_js=f"{leaflet}/leaflet.js",
        leaflet_css=f"{leaflet}/leaflet.css",
        atlas_js=f"atlas-{digest(script())}.js",
        atlas_css=f"atlas-{digest(style())}.css",
        basemap=f"basemap-{digest(basemap_file())}.json",
    )


def assets() -> dict[str, Asset]:
    """Return every static asset by its name below ``assets/``."""
    names = asset_names()
    leaflet = _without_map(leaflet_file("leaflet.js"))
    script_type, style_type = "text/javascript; charset=utf-8", "text/css; charset=utf-8"
    found = {
        names.leaflet_js: Asset(leaflet, script_type, immutable=True),
        names.leaflet_css: Asset(leaflet_file("leaflet.css"), style_type, immutable=True),
        names.atlas_js: Asset(script(), script_type, immutable=True),
        names.atlas_css: Asset(style(), style_type, immutable=True),
        names.basemap: Asset(basemap_file(), "application/json", immutable=True),
    }
    for image in LEAFLET_IMAGES:
        body = leaflet_file(f"images/{image}")
        found[names.leaflet_css.replace("leaflet.css", f"images/{image}")] = Asset(body, "image/png", immutable=True)
    return found


def digest(body: bytes) -> str:
    """Return a short digest for names of files."""
    return hashlib.sha256(body).hexdigest()[:12]


def _joined(folder: str, names: tuple[str, ...]) -> bytes:
    root = STATIC_FOLDER / folder
    return b"\n".join((root / name).read_bytes() for name in names)


def _without_map(body: bytes) -> bytes:
    """Drop the pointer to a source map that is not served."""
    return body.split(b"//# sourceMappingURL=")[0]
