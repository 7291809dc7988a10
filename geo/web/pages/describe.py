"""Title, description and preview of the page that a request asks for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.requests import Request

from geo.atlas import Atlas
from geo.atlas.shared import open_atlas
from geo.errors import AtlasError
from geo.settings import Settings
from geo.text.messages import tr
from geo.web.pages.head import described, page_title
from geo.web.pages.specs import page_of

if TYPE_CHECKING:
    from starlette.types import Scope


def page_describer(settings: Settings, *, base_path: str) -> Callable[[str, Scope, bytes], bytes]:
    """Return what puts title, description and preview into the HTML of a page.

    Parameters
    ----------
    settings : Settings
        Settings in force: the data, and the public address if there is one.
    base_path : str
        Base path with a leading slash, or empty.

    Returns
    -------
    callable
        Takes the name of the page, the request and the HTML; a page that is not in the table stays as it is.
    """

    def atlas() -> Atlas | None:
        with suppress(AtlasError):  # the page names the fault
            return open_atlas(settings.data_folder)
        return None

    def describe(name: str, scope: Scope, page: bytes) -> bytes:
        try:
            spec = page_of(name)
        except LookupError:
            return page
        request = Request(scope)
        params = dict(request.query_params)
        found = atlas() if {"id", "talk"} & params.keys() else None
        own = f"{request.url.scheme}://{request.url.netloc}{base_path}"
        return described(
            page,
            title=page_title(found, spec, params),
            description=tr(spec.description),
            origin=settings.public_url or own,
        )

    return describe
