"""Parts of pages as HTML of our own: many elements in one message, every text escaped where it is put in.

What is put into a :class:`markupsafe.Markup` by ``format`` is escaped unless it is markup itself; Streamlit sanitises
the whole once more in the browser.
"""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup, escape

_OUT = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>')
_WITHIN = Markup('<a href="#{}">{}</a>')
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


def link_html(text: str, address: str) -> Markup:
    """Return a link to another page or site, in a tab of its own.

    Examples
    --------
    >>> link_html("A & B", "https://paper.example/?a=1&b=2")
    Markup('<a href="https://paper.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">A &amp; B</a>')
    """
    return _OUT.format(address, text)


def anchor_link_html(text: str, anchor: str) -> Markup:
    """Return a link within the page.

    Examples
    --------
    >>> anchor_link_html("<b>", "claims")
    Markup('<a href="#claims">&lt;b&gt;</a>')
    """
    return _WITHIN.format(anchor, text)


def joined(parts: Iterable[Markup | str], between: str = "") -> Markup:
    """Return parts beside each other; plain ones are escaped, as is what stands between them."""
    return escape(between).join(parts)
