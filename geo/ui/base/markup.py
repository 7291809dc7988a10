"""HTML of our own on a page: many elements in one message. Streamlit sanitises it once more in the browser."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

_TO_ANCHOR = """<script>
(() => {
  const name = location.hash.slice(1);
  let looks = 100;
  const look = () => {
    const end = document.getElementById(name);
    if (end && end.closest(".atlas-ledger")) end.scrollIntoView();
    else if (looks-- > 0) setTimeout(look, 100);
  };
  if (name) look();
})();
</script>"""
"""Constant, and sent by itself. A browser looks for the end of an address before the page has arrived."""


class Html:
    """Markup as it is sent: Streamlit looks through a plain text for a common indent at every run.

    Parameters
    ----------
    body : Markup
        What is shown.
    """

    __slots__ = ("body",)

    def __init__(self, body: Markup) -> None:
        self.body = str(body)

    def _repr_html_(self) -> str:
        return self.body


def show_html(html: Html) -> None:
    """Draw markup; scripts in it do not run."""
    st.html(html)


def go_to_anchor() -> None:
    """Lead to the end that the address names, once what stands above on the page is there."""
    st.html(_TO_ANCHOR, unsafe_allow_javascript=True)
