"""Text of data and of people in Markdown: shown as it is, never as markup."""

from __future__ import annotations

import re

_MARKUP = str.maketrans({char: f"\\{char}" for char in "\\`*_{}[]()#+-.!|<>~$:^&="})
_JOINER = "\N{WORD JOINER}"
_ALTERED = re.compile(
    r"(?<=:)(?=(?:material/\w+|streamlit):)|(?<=[<>~-])(?=[->=])|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=[\w.+-])(?=@)",
    re.IGNORECASE,
)
"""Where Streamlit would put an icon, an arrow or a link in the place of text, escaped or not.

An invisible joiner keeps the text. A link that nobody placed would lead from an address that somebody crafted, or from
a text of others, to any page.
"""


def plain(text: str) -> str:
    """Return text from data or a person so that Markdown shows it literally."""
    return _ALTERED.sub(_JOINER, text).translate(_MARKUP)
