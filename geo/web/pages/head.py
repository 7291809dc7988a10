"""What the HTML of a page says before any script runs: title, description, and the tags that previews in chats read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup

from geo.atlas import Atlas
from geo.text.messages import tr
from geo.web.pages.preview import PREVIEW_NAME
from geo.web.pages.specs import PageSpec

NAME = "Buffer Zone Atlas"
PREVIEW = f"assets/{PREVIEW_NAME}"
"""Address of the preview picture below that of the app."""
_TITLE = re.compile(rb"<title>[^<]*</title>")
_HEAD = Markup(
    '<title>{title}</title><meta name="description" content="{description}"><meta property="og:type" content="website">'
    '<meta property="og:site_name" content="{name}"><meta property="og:title" content="{title}">'
    '<meta property="og:description" content="{description}"><meta property="og:image" content="{origin}/{preview}">'
    '<meta property="og:image:width" content="1200"><meta property="og:image:height" content="630">'
    '<meta name="twitter:card" content="summary_large_image">'
)


def page_title(atlas: Atlas | None, spec: PageSpec, address: Mapping[str, str]) -> str:
    """Return the title of a page, or of the record or talk that its address names.

    Parameters
    ----------
    atlas : Atlas or None
        Whose records are looked up; None where the data has a fault.
    spec : PageSpec
        The page.
    address : mapping
        Parameters of the page address.

    Returns
    -------
    str
        Plain text.
    """
    named = address.get("id") or address.get("talk")
    feature = atlas.feature(named) if atlas is not None and named else None
    if feature is not None:
        return f"{feature.properties['title']} \N{MIDDLE DOT} {NAME}"
    if spec.is_start:
        return f"{NAME}: {tr('the UN buffer zone in southern Syria')}"
    return f"{tr(spec.title)} \N{MIDDLE DOT} {NAME}"


def described(page: bytes, *, title: str, description: str, origin: str) -> bytes:
    """Return the HTML of a page with its own title, description and preview; unchanged if it has no title.

    Parameters
    ----------
    page : bytes
        HTML.
    title, description : str
        Plain text.
    origin : str
        Address of the app without a slash at its end.

    Returns
    -------
    bytes
        HTML.
    """
    head = _HEAD.format(title=title, description=description, name=NAME, preview=PREVIEW, origin=origin)
    return _TITLE.sub(lambda _: head.encode(), page, count=1)
