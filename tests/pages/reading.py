"""Running a page without a browser, and reading what stands on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]

PAGES = {path.stem.removesuffix("_view"): path.name for path in (ROOT / "pages").glob("*.py")}

_UNREAD = re.compile(r"<(style|script)>.*?</\1>", re.DOTALL)
OpenPage = Callable[..., AppTest]


def run_page(page: str, query: Mapping[str, str], *, opened: Sequence[str] = ()) -> AppTest:
    """Run a page with an address query; sections that are closed at first can be open."""
    app = AppTest.from_file(ROOT / "geo" / "ui" / "shell.py", default_timeout=30)
    for key in opened:
        app.session_state[key] = True
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(str(ROOT / "pages" / PAGES[page]))
    return app.run()


def switch(app: AppTest, page: str) -> AppTest:
    """Go to another page of the same session, as its link in the navigation does."""
    app.query_params.clear()
    return app.switch_page(str(ROOT / "pages" / PAGES[page])).run()


def address(app: AppTest) -> dict[str, str]:
    """Return the parameters of the page address."""
    return {name: str(value) for name, value in app.query_params.items()}


def texts(app: AppTest) -> list[str]:
    """Return every text of a page outside its widgets."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption, app.info, app.warning, app.error)
    return [str(element.value) for found in kinds for element in found]


def html_of(app: AppTest) -> ET.Element:
    """Return the HTML of our own on a page, one element above all; what is not well-formed fails here."""
    bodies = [
        re.sub(r"<(style|script)>.*?</\1>", "", str(block.proto.body), flags=re.DOTALL) for block in app.get("html")
    ]
    return ET.fromstring(f"<page>{''.join(bodies)}</page>")


def words_in(element: ET.Element) -> str:
    """Return the text of an element with everything inside it, blanks levelled."""
    return " ".join("".join(element.itertext()).split())


def count_in(text: str) -> int:
    """Return the first number of a text."""
    found = re.search(r"\d[\d,]*", text)
    assert found is not None
    return int(found.group().replace(",", ""))


def summary(app: AppTest) -> str:
    """Return the line above the map."""
    text = next(text for text in texts(app) if "shown**" in text)
    return next(line.rstrip() for line in text.splitlines() if "shown**" in line)


def download_rows(app: AppTest) -> dict[str, list[str]]:
    """Return the cells of the download table by layer title."""
    table = next(text for text in texts(app) if text.startswith("| Layer |"))
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    return {cells[0]: cells[1:] for cells in rows}
