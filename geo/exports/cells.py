"""Values as the cells of a table: harmless to a spreadsheet, objects as JSON text, a source in one line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, also in full-width letters."""
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


def neutral(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers.

    Examples
    --------
    >>> neutral("=1+1"), neutral(-1.5), neutral("plain")
    ("'=1+1", -1.5, 'plain')
    """
    if isinstance(value, str) and value.startswith(FORMULA_STARTS) and not is_plain_number(value):
        return "'" + value
    return "" if value is None else value


def json_text(value: Any) -> Any:
    """Return lists and objects as JSON text, anything else as it is."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def source_text(source: Mapping[str, Any]) -> str:
    """Return a source of a feature in one line."""
    when = f", {source['published']}" if source.get("published") else ""
    return f"{source['publisher']}{when} ({source['seen']}) {source['url']}"


def is_plain_number(text: str) -> bool:
    """Return whether a text is a number and nothing else, which no spreadsheet takes for a formula.

    Examples
    --------
    >>> is_plain_number("-71.2"), is_plain_number("-71.2+A1")
    (True, False)
    """
    return _NUMBER.fullmatch(text) is not None
