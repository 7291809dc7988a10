"""Errors as problem+json (RFC 9457): one table from error to status, one body, no echo of the input."""

from __future__ import annotations

import json
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from geo.errors import AtlasError, BusyError, DataError, NotFoundError, UsageError
from geo.text.messages import trn

STATUS_OF: dict[type[AtlasError], HTTPStatus] = {
    DataError: HTTPStatus.SERVICE_UNAVAILABLE,
    UsageError: HTTPStatus.BAD_REQUEST,
    BusyError: HTTPStatus.SERVICE_UNAVAILABLE,
    NotFoundError: HTTPStatus.NOT_FOUND,
    AtlasError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""HTTP status of each error class; a subclass has its parent's unless it stands here itself."""

DATA_HEADERS: dict[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "Access-Control-Allow-Origin": "*",
    "Referrer-Policy": "no-referrer",
}
"""Headers of every data answer: nothing in it may run, anybody may read it."""


def status_of(error: AtlasError) -> HTTPStatus:
    """Return the HTTP status of an error."""
    return next(STATUS_OF[kind] for kind in type(error).__mro__ if kind in STATUS_OF)


def problem(status: HTTPStatus, detail: str, *, headers: dict[str, str] | None = None) -> Response:
    """Return a problem+json answer."""
    body = {"type": "about:blank", "title": status.phrase, "status": int(status), "detail": detail}
    return Response(
        json.dumps(body),
        status_code=int(status),
        media_type="application/problem+json",
        headers={**DATA_HEADERS, "Cache-Control": "no-store", **(headers or {})},
    )


def atlas_problem(_request: Request, error: Exception) -> Response:
    """Answer an error of the atlas; its message was written for people."""
    if not isinstance(error, AtlasError):
        return unexpected_problem(_request, error)
    if isinstance(error, DataError):
        shown = "; ".join(str(fault) for fault in error.faults[:20])
        count = trn("The data has 1 fault", "The data has {count} faults", len(error.faults))
        return problem(status_of(error), f"{count}: {shown}")
    return problem(status_of(error), str(error))


def http_problem(_request: Request, error: Exception) -> Response:
    """Answer an error of the framework, such as a method that is not allowed."""
    if not isinstance(error, HTTPException):
        return unexpected_problem(_request, error)
    details = {
        HTTPStatus.NOT_FOUND: "There is nothing at this address.",
        HTTPStatus.METHOD_NOT_ALLOWED: "This address can only be read: use GET or HEAD.",
    }
    status = HTTPStatus(error.status_code)
    return problem(status, details.get(status, status.phrase), headers=dict(error.headers or {}))


def unexpected_problem(_request: Request, _error: Exception) -> Response:
    """Answer anything that nobody foresaw, without a trace of the inside."""
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The server could not answer; the fault is in its log.")
