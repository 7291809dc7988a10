"""The map as one HTML file that works from a disk, without a network.

Data goes in after Folium has rendered, by joining bytes: it never meets a template.
"""

from __future__ import annotations

import base64
import html as html_text
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

from geo.mapview import bundle
from geo.mapview.basemaps import tile_hosts
from geo.mapview.csp import policy
from geo.mapview.document import frame_html
from geo.mapview.frame import FrameOptions
from geo.mapview.protocols import SpecLike

_ESCAPES = {
    b"<": b"\\u003c",
    b">": b"\\u003e",
    b"&": b"\\u0026",
    "\u2028".encode(): b"\\u2028",
    "\u2029".encode(): b"\\u2029",
}
_IMAGE = re.compile(rb"url\((images/[\w-]+\.png)\)")


def render_standalone(
    specs: Iterable[SpecLike],
    *,
    version: str,
    layers: Mapping[str, bytes],
    query: str,
    gaps: Sequence[Mapping[str, str]] = (),
    frame_options: FrameOptions | None = None,
) -> bytes:
    """Return the map as one self-contained HTML file.

    Parameters
    ----------
    specs : iterable of SpecLike
        The layers, in the order of the panel; those without data in ``layers`` are left out.
    version : str
        Version of the data, shown in the panel.
    layers : mapping of str to bytes
        GeoJSON (UTF-8) by layer id, filtered already as wanted.
    query : str
        State that the file opens with, as in an address: ``layers``, ``id``, ``lat``, ``lon``, ``z``, and
        filters, which are kept for the record and not applied again.
    gaps : sequence of mapping
        Gaps in the sources, as the registry of layers names them; the time bar hatches them.
    frame_options : FrameOptions, optional
        Title, theme, base maps and first view.
    """
    options = _with_theme(frame_options or FrameOptions(), query)
    kept = [spec for spec in specs if str(spec.id) in layers]
    text = frame_html(kept, version=version, asset_base="assets/", data_base="", options=options, ask_early=False)
    document = _with_assets(text.encode())
    hosts = tile_hosts(options.base_maps)
    csp = policy(document.decode(), image_hosts=hosts, frame_ancestors=None, offline=True)
    meta = b'<meta http-equiv="Content-Security-Policy" content="' + html_text.escape(csp).encode() + b'">'
    return _insert(_insert(document, b"<head>", meta), b"<body>", _data(kept, layers, version, query, gaps))


def data_block(name: str, body: bytes) -> bytes:
    r"""Return JSON as a script block that no browser runs and that nothing in it can end.

    Examples
    --------
    >>> data_block("query", b'"</script>"')
    b'<script type="application/json" data-name="query">"\\u003c/script\\u003e"</script>\n'
    """
    for char, escape in _ESCAPES.items():
        body = body.replace(char, escape)
    attribute = html_text.escape(name).encode()
    return b'<script type="application/json" data-name="' + attribute + b'">' + body + b"</script>\n"


def _with_theme(options: FrameOptions, query: str) -> FrameOptions:
    """Let the query choose the theme: a file has no address that the first script could read it from."""
    asked = parse_qs(query).get("theme", [""])[0]
    if asked == "dark":
        return replace(options, theme="dark")
    return replace(options, theme="light") if asked == "light" else options


def _data(
    specs: Iterable[SpecLike],
    layers: Mapping[str, bytes],
    version: str,
    query: str,
    gaps: Sequence[Mapping[str, str]],
) -> bytes:
    registry = _registry(specs, layers, version) | {"gaps": [dict(gap) for gap in gaps]}
    blocks = [data_block("query", json.dumps(query).encode())]
    blocks.append(data_block("layers", json.dumps(registry).encode()))
    blocks.append(data_block("assets/" + bundle.asset_names().basemap, bundle.basemap_file()))
    blocks += [data_block(f"layers/{spec.id}.geojson", layers[str(spec.id)]) for spec in specs]
    return b"\n" + b"".join(blocks)


def _registry(specs: Iterable[SpecLike], layers: Mapping[str, bytes], version: str) -> dict[str, Any]:
    entries = []
    as_of = ""
    for spec in specs:
        collection = json.loads(layers[str(spec.id)])
        features = collection.get("features", [])
        as_of = max(as_of, str(collection.get("as_of") or ""))
        located = sum(feature.get("geometry") is not None for feature in features)
        entries.append({"id": str(spec.id), "count": len(features), "located": located})
    return {"version": version, "data_as_of": as_of, "layers": entries}


def _with_assets(document: bytes) -> bytes:
    """Put the content of scripts and style sheets where the document refers to them."""
    names = bundle.asset_names()
    style = _IMAGE.sub(_inline_image, bundle.leaflet_file("leaflet.css"))
    script = bundle.assets()[names.leaflet_js].body
    own_style, own_script = bundle.style(), bundle.script()
    swaps = {
        f'<link rel="stylesheet" href="assets/{names.leaflet_css}"/>': b"<style>" + style + b"</style>",
        f'<link rel="stylesheet" href="assets/{names.atlas_css}"/>': b"<style>" + own_style + b"</style>",
        f'<script src="assets/{names.leaflet_js}"></script>': b"<script>" + script + b"</script>",
        f'<script src="assets/{names.atlas_js}"></script>': b"<script>" + own_script + b"</script>",
    }
    for reference, content in swaps.items():
        before, found, after = document.partition(reference.encode())
        if not found:
            raise LookupError(f"the document does not refer to {reference}")
        document = before + content + after
    return document


def _inline_image(match: re.Match[bytes]) -> bytes:
    image = base64.b64encode(bundle.leaflet_file(match.group(1).decode()))
    return b"url(data:image/png;base64," + image + b")"


def _insert(document: bytes, tag: bytes, content: bytes) -> bytes:
    before, found, after = document.partition(tag)
    return before + found + b"\n" + content + after
