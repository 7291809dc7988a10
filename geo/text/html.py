"""Parts of pages as HTML: many elements in one message, every text escaped where it is put in.

What is put into a :class:`markupsafe.Markup` by ``format`` is escaped unless it is markup itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

_OUT = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>')
_WITHIN = Markup('<a href="#{}">{}</a>')


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
