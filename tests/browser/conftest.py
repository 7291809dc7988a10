"""A Chromium and a server for the tests of this folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.atlas_page import AtlasPage
from tests.browser.servers import Server, serve

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-features=LocalNetworkAccessChecks",  # a page that a test answers has no address of its own
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
)
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ACTION_MS = 45_000
DESKTOP = {"width": 1300, "height": 850}

Open = Callable[..., AtlasPage]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start $CHROMIUM, or the Chromium on the PATH."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.fail("No Chromium was found: set CHROMIUM to one, or put it on the PATH.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the shipped atlas."""
    with serve(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="package")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """Keep one profile for tabs that may find scripts already loaded: reading them is half of what opening costs."""
    context = _profile(browser)
    context.new_page()  # the browser forgets what it keeps in memory for a profile without tabs
    yield context
    context.close()


def _profile(browser: Browser, **options: Any) -> BrowserContext:
    context = browser.new_context(**{"viewport": DESKTOP, "locale": "en-GB", **options})
    context.set_default_timeout(ACTION_MS)
    return context


def _opener(browser: Browser, profile: BrowserContext, opened: list[Any]) -> Open:
    def open_tab(*, loaded: bool = False, **options: Any) -> AtlasPage:
        """Open an empty tab in a profile of its own, or in one that has loaded the scripts before."""
        context = profile if loaded else _profile(browser, **options)
        page = context.new_page()
        opened.append(page if loaded else context)
        return AtlasPage(page).watch()

    return open_tab


@pytest.fixture
def new_tab(browser: Browser, profile: BrowserContext) -> Iterator[Open]:
    """Return a function that opens an empty tab, closed after the test."""
    opened: list[Any] = []
    yield _opener(browser, profile, opened)
    for one in opened:
        one.close()


@pytest.fixture(scope="module")
def module_tab(browser: Browser, profile: BrowserContext) -> Iterator[Open]:
    """Return a function that opens an empty tab, closed after the module."""
    opened: list[Any] = []
    yield _opener(browser, profile, opened)
    for one in opened:
        one.close()
