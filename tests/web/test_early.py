"""The early start of the map: one script tag on the start page, nothing else changed."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from geo.web.early import ASSET_NAME, EarlyMap, early_script

PAGE = "<html><head><title>x</title></head><body></head></body></html>"


def _client(base_path: str = "", *, answer: Response | None = None) -> TestClient:
    def page(_request: Request) -> Response:
        return answer or HTMLResponse(PAGE, headers={"etag": '"x"'})

    routes = [Route(path, page, methods=["GET", "POST"]) for path in ("/", "/other", "/atlas/")]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(EarlyMap, base_path=base_path)]))


def test_start_page_gets_one_tag() -> None:
    assert _client().get("/").text.count("<script") == 1


def test_tag_stands_at_the_end_of_the_head() -> None:
    assert f'assets/{ASSET_NAME}" data-base=""></script></head><body>' in _client().get("/").text


def test_base_path_is_named() -> None:
    assert '<script src="/atlas/assets/early.js" data-base="/atlas">' in _client("/atlas").get("/atlas/").text


def test_length_is_right() -> None:
    answer = _client().get("/", headers={"accept-encoding": "identity"})
    assert answer.headers["content-length"] == str(len(answer.content))


def test_tag_of_the_unchanged_page_is_dropped() -> None:
    assert "etag" not in _client().get("/").headers


@pytest.mark.parametrize(("method", "path"), [("GET", "/other"), ("POST", "/")])
def test_other_answers_pass_untouched(method: str, path: str) -> None:
    assert _client().request(method, path).text == PAGE


@pytest.mark.parametrize("answer", [PlainTextResponse("</head>"), HTMLResponse("</head>", status_code=500)])
def test_what_is_no_page_passes_untouched(answer: Response) -> None:
    assert _client(answer=answer).get("/").text == "</head>"


def test_script_is_served(client: TestClient) -> None:
    assert client.get(f"/assets/{ASSET_NAME}").content == early_script()
