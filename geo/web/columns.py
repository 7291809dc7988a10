"""Prepared files of events over HTTP: registry, columns as they lie on the disk, details by id, hits of a query."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from geo.errors import FilterError, NotFoundError
from geo.userdata.prepared import MAX_IDS, EventFile, details_of, matching_bits, open_event_files
from geo.web.payload import IMMUTABLE, REVALIDATE, answer, is_known, pack
from geo.web.problems import DATA_HEADERS

_BLOCK = 1 << 20
_ENDING = ".bin"
_MAX_QUERY = 200


class ColumnRoutes:
    """Endpoints over the folders of ``ATLAS_EVENT_FILES``; the files are mapped and never loaded as a whole."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders
        self._bits = lru_cache(maxsize=16)(self._make_bits)

    def registry(self, request: Request) -> Response:
        """``GET /columns``: every file with counts, kinds, extent, credit and digest."""
        files = [registry_entry(file) for file in open_event_files(self._folders)]
        body = json.dumps({"files": files}, ensure_ascii=False, separators=(",", ":")).encode()
        return answer(request, pack(body, "application/json", headers=DATA_HEADERS))

    def main(self, request: Request) -> Response:
        """``GET /columns/{name}.bin``: the main file."""
        file = self._file(request, _stem(request.path_params["file"]))
        return _stream(request, file, file.main, "main")

    def extra(self, request: Request) -> Response:
        """``GET /columns/{name}/{extra}.bin``: one further column."""
        file = self._file(request, request.path_params["name"])
        name = _stem(request.path_params["file"])
        return _stream(request, file, file.further(name), name)

    def rows(self, request: Request) -> Response:
        """``GET /columns/{name}/rows?ids=``: details of events by id."""
        file = self._file(request, request.path_params["name"])
        body = json.dumps({"rows": details_of(file, parse_ids(request))}, ensure_ascii=False, separators=(",", ":"))
        return answer(
            request, pack(body.encode(), "application/json", headers=DATA_HEADERS), immutable=_now(request, file)
        )

    def match(self, request: Request) -> Response:
        """``GET /columns/{name}/match?q=``: one bit an event, set where the query fits."""
        file = self._file(request, request.path_params["name"])
        text = _only(request, "q")
        if len(text) > _MAX_QUERY:
            raise FilterError([("q", f"longer than {_MAX_QUERY} characters")])
        headers = {**DATA_HEADERS, "Content-Encoding": "identity"}
        payload = pack(self._bits(file.name, text), "application/octet-stream", headers=headers)
        return answer(request, payload, immutable=_now(request, file))

    def _file(self, request: Request, name: str) -> EventFile:
        """Return the file; ids mean nothing in another version than the one that they were read from."""
        file = self._named(name)
        if request.query_params.get("v", file.version) != file.version:
            raise NotFoundError("This file of events was prepared anew; load the page again.")
        return file

    def _named(self, name: str) -> EventFile:
        for file in open_event_files(self._folders):
            if file.name == name:
                return file
        raise NotFoundError("There is no such file of events.")

    def _make_bits(self, name: str, text: str) -> bytes:
        return matching_bits(self._named(name), text)


def registry_entry(file: EventFile) -> dict[str, Any]:
    """Return what the registry says of a file."""
    meta = file.meta
    kept = ("name", "title", "credit", "licence_note", "source_format", "counts", "undated", "spans_rounded", "extent")
    return {
        **{name: meta.get(name) for name in kept},
        "kinds": meta["kinds"],
        "extras": meta["extras"],
        "digest": meta["digest"],
        "version": file.version,
        "href": f"columns/{file.name}.bin?v={file.version}",
    }


def parse_ids(request: Request) -> list[int]:
    """Return the ids of a request for details.

    Raises
    ------
    FilterError
        If they are missing, no numbers, or too many.
    """
    pieces = [piece for piece in _only(request, "ids").split(",") if piece]
    if not pieces or len(pieces) > MAX_IDS:
        raise FilterError([("ids", f"expected 1 to {MAX_IDS} ids joined by commas")])
    if not all(piece.isascii() and piece.isdigit() and len(piece) < 10 for piece in pieces):
        raise FilterError([("ids", "an id is a whole number from 0")])
    return [int(piece) for piece in pieces]


def _only(request: Request, name: str) -> str:
    """Return the one parameter of a route, beside the version; refuse all others."""
    pairs = request.query_params.multi_items()
    problems = [("parameter", f"unknown; known are {name}, v") for key, _ in pairs if key not in (name, "v")][:1]
    problems += [(key, "stands twice") for key in (name, "v") if sum(key == found for found, _ in pairs) > 1]
    if name not in request.query_params:
        problems.append((name, "is needed"))
    if problems:
        raise FilterError(problems)
    return request.query_params[name]


def _stem(file: str) -> str:
    name, dot, ending = file.rpartition(".")
    if f"{dot}{ending}" != _ENDING:
        raise NotFoundError("There is nothing at this address.")
    return name


def _now(request: Request, file: EventFile) -> bool:
    return request.query_params.get("v") == file.version


def _stream(request: Request, file: EventFile, body: mmap.mmap, part: str) -> Response:
    """Send mapped bytes in blocks from a thread; identity encoding keeps others from compressing them per request."""
    tag = f"{file.meta['digest'][:32]}-{part}"
    headers = {
        **DATA_HEADERS,
        "ETag": f'"{tag}"',
        "Cache-Control": IMMUTABLE if _now(request, file) else REVALIDATE,
        "Content-Encoding": "identity",
        "Content-Length": str(len(body)),
    }
    if is_known(request.headers.get("if-none-match"), tag):
        headers.pop("Content-Length")
        return Response(status_code=304, headers=headers)
    blocks = iter(()) if request.method == "HEAD" else _blocks(body)
    return StreamingResponse(blocks, media_type="application/octet-stream", headers=headers)


def _blocks(body: mmap.mmap) -> Iterator[bytes]:
    for start in range(0, len(body), _BLOCK):
        yield body[start : start + _BLOCK]
