"""The style of pages, in the head of their HTML: sent as an element it would be one more message of each run.

Waits for https://github.com/streamlit/streamlit/issues/6140 (add to the head of the page).
"""

from __future__ import annotations

from geo.web.start_page.static_text import static_text


def page_style() -> bytes:
    """Return the style of pages: space that Streamlit leaves empty, tables that scroll, the name above the filters.

    Streamlit's own rules come after it in the head; the id in its selectors outweighs them.
    """
    return b"<style>" + static_text("pages.css").encode() + b"</style>"
