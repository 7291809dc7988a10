"""The frame as bytes: what ``GET /map`` answers, with its policy and its entity tag."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from geo.mapview.basemaps import tile_hosts
from geo.mapview.columns import ColumnsSpec
from geo.mapview.csp import policy
from geo.mapview.frame import FrameOptions, build_map
from geo.mapview.protocols import SpecLike


@dataclass(frozen=True, slots=True)
class FrameDocument:
    """The document of the map.

    Attributes
    ----------
    html : bytes
        The document, UTF-8. The same for the same layers, version and options.
    csp : str
        Value of its Content-Security-Policy header.
    etag : str
        Strong entity tag, quoted.
    """

    html: bytes
    csp: str
    etag: str


def render_frame(
    specs: Iterable[SpecLike],
    *,
    version: str,
    columns: Iterable[ColumnsSpec] = (),
    asset_base: str = "assets/",
    data_base: str = "",
    frame_options: FrameOptions | None = None,
    frame_ancestors: str = "'self'",
) -> FrameDocument:
    """Render the map of the atlas.

    Parameters
    ----------
    specs : iterable of SpecLike
        The layers, in the order of the panel.
    version : str
        Version of the data.
    columns : iterable of ColumnsSpec
        Files of many events, in the order of the panel.
    asset_base, data_base : str
        See :func:`geo.mapview.frame.build_map`.
    frame_options : FrameOptions, optional
        Title, theme, base maps and first view.
    frame_ancestors : str
        Who may show the map in a frame: sources as in a Content-Security-Policy, such as ``'self'``
        or ``'self' https://news.example``.
    """
    options = frame_options or FrameOptions()
    html = frame_html(
        specs, version=version, columns=columns, asset_base=asset_base, data_base=data_base, options=options
    )
    csp = policy(html, image_hosts=tile_hosts(options.base_maps), frame_ancestors=frame_ancestors)
    body = html.encode()
    tag = hashlib.sha256(body + csp.encode()).hexdigest()[:32]
    return FrameDocument(body, csp, f'"{tag}"')


def frame_html(
    specs: Iterable[SpecLike],
    *,
    version: str,
    columns: Iterable[ColumnsSpec] = (),
    asset_base: str,
    data_base: str,
    options: FrameOptions,
    ask_early: bool = True,
) -> str:
    """Return the text of the document, with its language stated."""
    atlas = build_map(
        specs,
        version=version,
        columns=columns,
        asset_base=asset_base,
        data_base=data_base,
        frame_options=options,
        ask_early=ask_early,
    )
    text: str = atlas.get_root().render()
    return _first_things_first(text.replace("<html>", '<html lang="en">', 1))


def _first_things_first(text: str) -> str:
    """Put the inline script of the head before files that it would wait for: it asks for the first data."""
    start = text.index("<script>")
    end = text.index("</script>", start) + len("</script>")
    return text[:start].replace("<head>", f"<head>\n{text[start:end]}", 1) + text[end:]
