"""The routes of a browser session's own rows: behind an unguessable token, kept by nobody, gone with the session."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from typing import BinaryIO

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from geo.atlas.shared import open_atlas
from geo.errors import FilterError, NotFoundError, UsageError
from geo.exports import Format
from geo.settings import Settings
from geo.userdata.rows.details import details
from geo.userdata.rows.export import export_name, write_refused, write_rows
from geo.userdata.rows.stored_rows import Holding, private_store

MOST_IDS = 200
"""Rows whose details one answer holds at most."""
PRIVATE_HEADERS: dict[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
"""Headers of every answer: no copy stays anywhere, no other page reads it, its address goes nowhere."""
_NOTHING = "There is nothing at this address."
_PIECE_BYTES = 1 << 20
_OWN_PAGE = ("", "same-origin", "none")


class MineRoutes:
    """Endpoints over the private store; a wrong token gets the answer of an address that does not exist."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def columns(self, request: Request) -> Response:
        """``GET /mine/{token}/columns``: where and when the rows are, as binary columns."""
        body = self._holding(request).rows.columns
        return _answer(request, body, "application/octet-stream", {"Content-Encoding": "identity"})

    def shapes(self, request: Request) -> Response:
        """``GET /mine/{token}/shapes``: lines and areas as the map draws them, with what each says, as GeoJSON."""
        return _answer(request, self._holding(request).rows.drawn_shapes.body, "application/geo+json")

    def details(self, request: Request) -> Response:
        """``GET /mine/{token}/rows?ids=``: what some rows say."""
        rows = self._holding(request).rows
        body = json.dumps({"rows": details(rows, _ids(request))}, ensure_ascii=True, allow_nan=False)
        return _answer(request, body.encode("ascii"), "application/json")

    def export(self, request: Request) -> Response:
        """``GET /mine/{token}/rows.{format}``: all enriched rows as a file."""
        holding = _leaving(self._holding(request))
        try:
            form = Format(request.path_params["format"])
        except ValueError:
            raise NotFoundError(f"Known formats are {', '.join(Format)}.") from None
        atlas = open_atlas(self._settings.data_folder)

        def write(path: Path) -> None:
            write_rows(holding.rows, path, atlas=atlas, form=form)

        return _file(request, holding, form.media_type, export_name(holding.rows, atlas, ending=str(form)), write)

    def refused(self, request: Request) -> Response:
        """``GET /mine/{token}/refused.csv``: the refused rows with their reasons."""
        holding = _leaving(self._holding(request))
        atlas = open_atlas(self._settings.data_folder)

        def write(path: Path) -> None:
            write_refused(holding.rows, path)

        name = export_name(holding.rows, atlas, ending="refused.csv")
        return _file(request, holding, Format.CSV.media_type, name, write)

    def _holding(self, request: Request) -> Holding:
        if request.headers.get("sec-fetch-site", "") not in _OWN_PAGE:
            raise NotFoundError(_NOTHING)
        found = private_store(self._settings.mine_memory_mb).find(request.path_params["token"])
        if found is None:
            raise NotFoundError(_NOTHING)
        return found


def _leaving(holding: Holding) -> Holding:
    if not holding.may_leave:
        raise UsageError("The publisher does not allow these rows to be passed on; choose on the page to take them.")
    return holding


def _ids(request: Request) -> list[int]:
    """Return the numbers of rows that are asked for, counted from 0."""
    if any(name != "ids" for name, _ in request.query_params.multi_items()):
        raise FilterError([("parameter", "unknown; known is ids")])
    texts = request.query_params.getlist("ids")
    pieces = texts[0].split(",") if len(texts) == 1 else []
    good = all(piece.isascii() and piece.isdigit() and len(piece) < 10 for piece in pieces)
    if not good or not 0 < len(pieces) <= MOST_IDS:
        raise FilterError([("ids", f"expected 1 to {MOST_IDS} numbers of rows, joined by commas")])
    return [int(piece) for piece in pieces]


def _file(request: Request, holding: Holding, media_type: str, name: str, write: Callable[[Path], None]) -> Response:
    """Return a file that is made for this answer; its folder is gone before the first byte leaves."""
    headers = {**PRIVATE_HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    if request.method == "HEAD":
        return _answer(request, b"", media_type, headers)
    if not holding.making.acquire(blocking=False):
        raise UsageError("Another file of these rows is being made; ask again when it is there.")
    try:
        with tempfile.TemporaryDirectory(prefix="atlas-download-") as folder:
            path = Path(folder) / f"rows{PurePath(name).suffix}"
            write(path)
            made = path.open("rb")
    finally:
        holding.making.release()
    headers["Content-Length"] = str(os.fstat(made.fileno()).st_size)
    return StreamingResponse(_pieces(made), media_type=media_type, headers=headers)


def _pieces(made: BinaryIO) -> Iterator[bytes]:
    with made:
        while piece := made.read(_PIECE_BYTES):
            yield piece


def _answer(request: Request, body: bytes, media_type: str, headers: dict[str, str] | None = None) -> Response:
    content = b"" if request.method == "HEAD" else body
    return Response(content, media_type=media_type, headers={**PRIVATE_HEADERS, **(headers or {})})
