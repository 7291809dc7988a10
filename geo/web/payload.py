"""Bytes that are ready to be sent: compressed once, with an entity tag, answered with 304 when known."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "public, max-age=0, must-revalidate"
_LEAST_GZIP = 800


@dataclass(frozen=True, slots=True)
class Payload:
    """A body with its compressed twin.

    Attributes
    ----------
    body : bytes
        The answer as it is.
    media_type : str
        Content type.
    tag : str
        SHA-256 of the body, cut; part of the entity tag.
    packed : bytes or None
        The body in gzip, None where that would not pay.
    headers : dict
        Further headers.
    """

    body: bytes
    media_type: str
    tag: str
    packed: bytes | None
    headers: dict[str, str] = field(default_factory=dict)


def pack(body: bytes, media_type: str, *, headers: dict[str, str] | None = None, level: int = 6) -> Payload:
    """Return a payload; text is compressed, images and small bodies are not."""
    text = media_type.startswith("text/") or "json" in media_type or "javascript" in media_type
    text = text or media_type.endswith("+xml")
    packed = gzip.compress(body, level, mtime=0) if text and len(body) >= _LEAST_GZIP else None
    return Payload(body, media_type, hashlib.sha256(body).hexdigest()[:32], packed, dict(headers or {}))


def answer(request: Request, payload: Payload, *, immutable: bool = False) -> Response:
    """Return the payload, compressed if the client takes it, or 304 if it has it already."""
    accepted = request.headers.get("accept-encoding", "")
    zipped = payload.packed is not None and _takes_gzip(accepted)
    headers = {
        "ETag": f'"{payload.tag}{"-gz" if zipped else ""}"',
        "Cache-Control": IMMUTABLE if immutable else REVALIDATE,
        "Vary": "Accept-Encoding",
        **payload.headers,
    }
    if is_known(request.headers.get("if-none-match"), payload.tag):
        return Response(status_code=304, headers=headers)
    if zipped:
        headers["Content-Encoding"] = "gzip"
    elif "gzip" in accepted.lower():  # Streamlit compresses for whoever names gzip, with a weight of 0 too
        headers.setdefault("Content-Encoding", "identity")
    body = payload.packed if zipped and payload.packed is not None else payload.body
    headers["Content-Length"] = str(len(body))
    content = b"" if request.method == "HEAD" else body
    return Response(content, media_type=payload.media_type, headers=headers)


def _takes_gzip(accepted: str) -> bool:
    weights = {}
    for item in accepted.lower().split(","):
        name, _, weight = item.partition(";")
        weights[name.strip()] = weight.replace(" ", "")
    weight = weights.get("gzip", weights.get("*", "q=0"))  # what names gzip outweighs the star
    return weight not in ("q=0", "q=0.0", "q=0.00", "q=0.000")


def is_known(header: str | None, tag: str) -> bool:
    """Return whether ``If-None-Match`` names a tag; weak tags and lists are understood."""
    if header is None:
        return False
    tags = {item.strip().removeprefix("W/").strip('"').removesuffix("-gz") for item in header.split(",")}
    return "*" in tags or tag in tags
