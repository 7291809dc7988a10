"""The few SVG elements that the picture of the timeline needs; every text and attribute is escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name: str, *children: str, **attributes: str | float) -> str:
    """Return an element; an underscore in a name of an attribute stands for a hyphen, one at its end for nothing.

    Examples
    --------
    >>> element("text", content("A & B"), x=1, font_size=12.25)
    '<text x="1" font-size="12.2">A &amp; B</text>'
    """
    text = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_value(value))}" for key, value in attributes.items()
    )
    inside = "".join(children)
    return f"<{name}{text}>{inside}</{name}>" if inside else f"<{name}{text}/>"


def content(text: str) -> str:
    """Return text as it may be in an element."""
    return escape(_NOT_XML.sub("", text))


def label(text: str, x: float, y: float, **attributes: str | float) -> str:
    """Return a line of text."""
    return element("text", content(text), x=x, y=y, **attributes)


def wrapped(text: str, width: int) -> list[str]:
    """Return text in lines of at most so many characters; a longer word stands alone.

    Examples
    --------
    >>> wrapped("a sample, never a total", 12)
    ['a sample,', 'never a', 'total']
    """
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) + 1 <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def document(body: Sequence[str], *, width: float, height: float, title: str) -> bytes:
    """Return a whole SVG file with a name for whoever cannot see it."""
    root = element(
        "svg",
        element("title", content(title)),
        element("rect", width=width, height=height, fill="#ffffff"),
        *body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        role="img",
        font_family="Helvetica, Arial, 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Hebrew', sans-serif",
        font_size=12,
        fill="#20242a",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'.encode()


def _value(value: str | float) -> str:
    return _NOT_XML.sub("", value) if isinstance(value, str) else f"{round(value, 1):g}"
