"""The early start of the map, and the style of pages: what is added to their HTML, and to no other answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from geo.web.start_page.early_start import early_script
from geo.web.start_page.preload import late_chunks
from geo.web.start_page.rewrite import PageRewriter
from geo.web.start_page.style import page_style

ENTRY = '<script type="module" crossorigin src="./static/js/index.js"></script>'
FILES = '<link rel="modulepreload" crossorigin href="./static/js/other.js">'
PAGE = f"<html><head><title>x</title>{ENTRY}{FILES}</head><body></body></html>"
HINTS = (("assets/x.js", "script"), ("layers/lines.geojson?v=1", "fetch"))


def _client(base_path: str = "", *, answer: Response | None = None, early: bool = True) -> TestClient:
    def page(_request: Request) -> Response:
        return answer or HTMLResponse(PAGE, headers={"etag": '"x"'})

    paths = ("/", "/other", "/other.html", "/below/other", "/map", "/atlas/", "/atlas/other")
    routes = [Route(path, page, methods=["GET", "POST"]) for path in paths]
    rewriter = Middleware(PageRewriter, base_path=base_path, hints=lambda: HINTS, apart=("map",), early=early)
    return TestClient(Starlette(routes=routes, middleware=[rewriter]))


def test_start_page_gets_one_script_that_starts_the_frame() -> None:
    assert _client().get("/").text.count(early_script("").decode()) == 1


def test_start_page_is_kept_apart_from_its_head() -> None:
    text = _client().get("/").text
    assert "<title>x</title>" in text
    assert text.endswith("</head><body></body></html>")


def _index() -> str:
    return (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


def test_streamlits_own_script_waits_for_the_frame() -> None:
    entry = re.findall(r'<script type="module" crossorigin src="([^"]+)"></script>', _index())
    text = _client(answer=HTMLResponse(_index())).get("/").text
    assert [f'window.atlasEnter("{address}")' in text for address in entry] == [True]
    assert 'type="module"' not in text.replace('type: "module"', "")


def test_streamlits_own_script_is_fetched_before_it_runs() -> None:
    (entry,) = re.findall(r'<script type="module" crossorigin src="([^"]+)"></script>', _index())
    assert (
        f'<link rel="atlas-later" crossorigin href="{entry}">' in _client(answer=HTMLResponse(_index())).get("/").text
    )


def test_no_file_of_the_page_is_asked_for_before_the_frame_has_drawn() -> None:
    assert 'rel="modulepreload"' not in _client(answer=HTMLResponse(_index())).get("/").text


def test_late_files_of_the_page_are_hinted_at() -> None:
    hints = re.findall(r'<link rel="atlas-later" crossorigin href="\./static/js/([^"]+)">', _client().get("/").text)
    assert hints[-len(late_chunks()) :] == late_chunks()


def test_late_files_hold_the_component_and_what_it_imports() -> None:
    stems = {name.split(".")[0] for name in late_chunks()}
    assert {"BidiComponent", "TextInput", "Selectbox", "Multiselect"} <= stems


def test_late_files_are_not_named_by_the_page_itself() -> None:
    index = Path(streamlit.__file__).parent / "static" / "index.html"
    assert [name for name in late_chunks() if name in index.read_text(encoding="utf-8")] == []


def test_base_path_is_named() -> None:
    assert early_script("/atlas").decode() in _client("/atlas").get("/atlas/").text


def test_base_path_cannot_end_the_script() -> None:
    assert b"</script>" not in early_script("/</script><b>")


@pytest.mark.parametrize(("address", "_kind"), HINTS)
def test_hints_lie_below_the_base_path(address: str, _kind: str) -> None:
    assert f'href="/atlas/{address}"' in _client("/atlas").get("/atlas/").text


def test_length_is_right() -> None:
    answer = _client().get("/", headers={"accept-encoding": "identity"})
    assert answer.headers["content-length"] == str(len(answer.content))


def test_tag_of_the_unchanged_page_is_dropped() -> None:
    assert "etag" not in _client().get("/").headers


STYLED = PAGE.replace("</head>", f"{page_style().decode()}</head>")


def test_other_pages_get_the_style_and_nothing_else() -> None:
    assert _client().get("/other").text == STYLED


def test_pages_below_a_base_path_get_the_style() -> None:
    assert _client("/atlas").get("/atlas/other").text == STYLED


def test_start_page_gets_the_style() -> None:
    assert page_style().decode() in _client().get("/").text


STRANGE = {
    "attributes in another order": PAGE.replace(ENTRY, '<script crossorigin type="module" src="./index.js"></script>'),
    "a nonce": PAGE.replace("<script ", '<script nonce="x" '),
    "two entries": PAGE.replace(ENTRY, ENTRY + ENTRY),
    "no entry": PAGE.replace(ENTRY, ""),
    "two heads": PAGE.replace("<head>", "<head><head>"),
}


@pytest.mark.parametrize("page", STRANGE.values(), ids=STRANGE)
def test_a_start_page_that_is_written_otherwise_gets_the_style_only(page: str) -> None:
    styled = page.replace("</head>", f"{page_style().decode()}</head>")
    assert _client(answer=HTMLResponse(page)).get("/").text == styled


def test_start_page_gets_the_style_only_where_the_early_start_is_off() -> None:
    assert _client(early=False).get("/").text == STYLED


OTHERS = [("POST", "/"), ("POST", "/other"), ("GET", "/other.html"), ("GET", "/below/other"), ("GET", "/map")]


@pytest.mark.parametrize(("method", "path"), OTHERS)
def test_other_answers_pass_untouched(method: str, path: str) -> None:
    assert _client().request(method, path).text == PAGE


def test_what_lies_outside_the_base_path_passes_untouched() -> None:
    assert _client("/atlas").get("/other").text == PAGE


@pytest.mark.parametrize("answer", [PlainTextResponse("<head>"), HTMLResponse("<head>", status_code=500)])
def test_what_is_no_page_passes_untouched(answer: Response) -> None:
    assert _client(answer=answer).get("/").text == "<head>"
