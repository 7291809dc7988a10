"""What an address says that a page does not know is named."""

from __future__ import annotations

import pytest

from geo.text.markdown import plain
from geo.web.pages import PAGES, page_of
from tests.pages.reading import PAGES as PAGE_FILES
from tests.pages.reading import OpenPage


@pytest.mark.parametrize("page", ["map", "table", "talks", "method", "compare", "your_data"])
def test_an_unknown_part_is_named(open_page: OpenPage, page: str) -> None:
    app = open_page(page, {"colour": "red"})
    assert not app.exception
    assert [info.value for info in app.info if "does not know: colour" in info.value]


def test_a_part_of_another_page_is_named(open_page: OpenPage) -> None:
    assert any("does not know: kind" in info.value for info in open_page("talks", {"kind": "airstrike"}).info)


def test_known_parts_are_not_named(open_page: OpenPage) -> None:
    for page, query in (
        ("map", {"layers": "lines", "lat": "33", "lon": "36", "z": "9", "t0": "2025", "id": "line-a", "q": "Izra"}),
        ("compare", {"a0": "2025", "b1": "2026", "kind": "airstrike", "z": "9"}),
        ("where", {"at": "33.1, 35.8", "within": "500"}),
    ):
        assert not any("does not know" in info.value for info in open_page(page, query).info)


def test_long_and_many_names_are_cut(open_page: OpenPage) -> None:
    app = open_page("method", {f"{'x' * 60}{number}": "1" for number in range(8)})
    said = next(info.value for info in app.info if "does not know" in info.value)
    assert "and 3 more" in said
    assert "x" * 31 not in said


def test_a_page_names_what_it_does_not_know() -> None:
    assert page_of("talks").unknown(["talk", "kind"]) == ("kind",)


def test_every_file_of_the_folder_is_a_page() -> None:
    assert sorted(page.file for page in PAGES) == sorted(PAGE_FILES.values())


def test_no_two_pages_have_one_address_or_title() -> None:
    assert len({page.path for page in PAGES}) == len({page.title for page in PAGES}) == len(PAGES)


def test_an_address_without_a_page_is_an_error() -> None:
    with pytest.raises(LookupError):
        page_of("nowhere")


@pytest.mark.parametrize("text", ["https://evil.example", "HTTPS://evil.example", "www.evil.example", "a@evil.example"])
def test_text_does_not_become_a_link(text: str) -> None:
    shown = plain(text)
    assert shown.replace("\\", "").replace("\N{WORD JOINER}", "") == text
    assert "\N{WORD JOINER}" in shown
