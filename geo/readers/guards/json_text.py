"""Untrusted JSON: decoded, measured before it is parsed, parsed without losing what is odd about it."""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.readers.model.messages import file_error

_CHUNK = 1 << 20
_QUOTE, _OPEN_LIST, _OPEN_OBJECT, _CLOSE_LIST, _CLOSE_OBJECT = b'"[{]}'
_LARGEST_WHOLE = 10**18
_UTF8_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class NotANumber:
    """``NaN``, ``Infinity`` or ``-Infinity``, which are not JSON though many programs write them."""

    word: str

    def __str__(self) -> str:
        return self.word


@dataclass(frozen=True)
class JsonExtent:
    """What a JSON text is like before it is parsed.

    Attributes
    ----------
    depth : int
        Deepest nesting of lists and objects.
    lists, objects : int
        How many lists and objects begin in it.
    """

    depth: int
    lists: int
    objects: int


@dataclass
class Parser:
    """A parser that remembers duplicated names in one object.

    Attributes
    ----------
    doubled : dict of int to list of str
        Duplicated names, by ``id`` of the object; valid while the parsed document lives.
    """

    duplicated: dict[int, list[str]] = field(default_factory=dict)

    def parse(self, text: str) -> Any:
        """Return the parsed text; ``NaN`` and its like become :class:`NotANumber`.

        Raises
        ------
        ValueError
            If it is not JSON.
        """
        try:
            return json.loads(text, object_pairs_hook=self._object, parse_constant=NotANumber)
        except RecursionError as error:
            raise ValueError("lists and objects are nested too deeply") from error

    def duplicated_in(self, thing: object) -> list[str]:
        """Return duplicated names in a parsed object."""
        return self.duplicated.get(id(thing), [])

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            names = [name for name, _ in pairs]
            self.duplicated[id(made)] = sorted({name for name in names if names.count(name) > 1})
        return made


def read_json_bytes(path: Path) -> tuple[bytes, tuple[str, ...]]:
    """Return the text of a file as UTF-8 bytes without a byte order mark, and notes about its encoding.

    Raises
    ------
    ValueError
        If its bytes are not text.
    """
    content = path.read_bytes()
    for marks, encoding in (
        ((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE), "utf-32"),
        ((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), "utf-16"),
    ):
        if content.startswith(marks):
            try:
                return content.decode(encoding).encode(), (f"it was decoded from {encoding.upper()}",)
            except UnicodeError as error:
                raise ValueError(f"it begins like {encoding.upper()} but is not; save it as UTF-8") from error
    try:
        content.decode()
    except UnicodeDecodeError as error:
        raise ValueError(
            f"it is not UTF-8: byte {error.start:,} does not belong there; save the file as UTF-8"
        ) from error
    if content.startswith(_UTF8_BOM):
        return content[len(_UTF8_BOM) :], ("a byte order mark at its start was left out",)
    return content, ()


def measure(content: bytes) -> JsonExtent:
    """Return depth and number of lists and objects of a JSON text, without parsing it.

    A parser that recurses could be brought down by depth, and one that builds lists by their number; this counts
    both with arrays, in one pass and bounded memory. In a text that is not JSON the numbers mean nothing.
    """
    depth = deepest = lists = objects = quotes = 0
    carry = b""
    for start in range(0, len(content), _CHUNK):
        block, carry = _whole_escapes(carry + content[start : start + _CHUNK])
        codes = np.frombuffer(block, dtype=np.uint8)
        is_quote = codes == _QUOTE
        outside = (quotes + np.cumsum(is_quote)) % 2 == 0
        quotes += int(is_quote.sum())
        opens_list, opens_object = _at(codes, outside, _OPEN_LIST), _at(codes, outside, _OPEN_OBJECT)
        closes = _at(codes, outside, _CLOSE_LIST) | _at(codes, outside, _CLOSE_OBJECT)
        steps = (opens_list | opens_object).astype(np.int64) - closes
        if len(steps):
            levels = depth + np.cumsum(steps)
            deepest, depth = max(deepest, int(levels.max())), int(levels[-1])
        lists += int(opens_list.sum())
        objects += int(opens_object.sum())
    return JsonExtent(deepest, lists, objects)


def check_extent(content: bytes, *, name: str, max_nesting: int, max_vertices: int, max_rows: int) -> None:
    """Refuse a JSON text that would be costly to parse.

    Raises
    ------
    DataError
        If it is nested more deeply, or holds more lists or objects, than the limits can come to.
    """
    found = measure(content)
    if found.depth > max_nesting:
        raise file_error(
            name, f"lists and objects are nested {found.depth:,} deep, {max_nesting} are allowed; flatten it"
        )
    # A vertex is a list; rings and parts add to them, by at most one list for three vertices in anything drawn.
    if found.lists > max_vertices * 2 + max_rows * 4:
        raise file_error(name, f"it holds more than the {max_vertices:,} vertices allowed; simplify or split it")
    if found.objects > max_rows * 20:
        raise file_error(name, f"it holds {found.objects:,} objects, more than {max_rows:,} features come to; split it")


def harmless(text: str) -> str:
    """Return text that can be encoded: halves of characters (lone surrogates) become U+FFFD.

    Examples
    --------
    >>> harmless("a" + chr(0xD800) + "b") == "a" + chr(0xFFFD) + "b"
    True
    """
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def as_text(value: Any, *, longest: int) -> str:
    """Return a JSON value as the text of a cell; lists and objects as JSON, nothing as an empty text.

    Raises
    ------
    ValueError
        If it is longer than ``longest`` characters.
    """
    if type(value) is str:
        text = harmless(value)
    elif value is None or isinstance(value, NotANumber):
        text = ""
    elif isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, int):
        text = str(value) if abs(value) < _LARGEST_WHOLE else repr(float(value))
    else:
        text = harmless(json.dumps(value, ensure_ascii=False, default=str))
    if len(text) > longest:
        raise ValueError(f"a text of {len(text):,} characters is longer than the {longest:,} allowed")
    return text


def _whole_escapes(block: bytes) -> tuple[bytes, bytes]:
    """Return a block with its escapes blanked out, and the end that belongs to the next block."""
    kept = block[: len(block) - (len(block) - len(block.rstrip(b"\\"))) % 2]
    return kept.replace(b"\\\\", b"__").replace(b'\\"', b"__"), block[len(kept) :]


def _at(codes: NDArray[np.uint8], outside: NDArray[np.bool_], code: int) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (codes == code) & outside
    return found
