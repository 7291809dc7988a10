"""Untrusted XML: no DOCTYPE, no entities, no depth; names without their namespaces."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from geo.readers.model.messages import file_error

_INVALID_TOKEN, _SYNTAX, _UNDEFINED_ENTITY, _UNBOUND_PREFIX = 4, 2, 11, 27
_BARE_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)")
_ROOT = re.compile(rb"<([A-Za-z][\w:.-]*)[^<>]*>")
_DECLARED = re.compile(rb"xmlns:([\w.-]+)\s*=")
_PREFIX = re.compile(rb"</?([A-Za-z][\w.-]{0,30}):[\w.-]+|\s([A-Za-z][\w.-]{0,30}):[\w.-]+\s*=")
_MAX_PREFIXES = 50


class _TooDeepError(ValueError):
    """Elements are nested too deeply."""


class _Guard(TreeBuilder):
    def __init__(self, max_nesting: int) -> None:
        super().__init__()
        self._left = max_nesting

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._left -= 1
        if self._left < 0:
            raise _TooDeepError
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._left += 1
        return super().end(tag)


def parse_xml(content: bytes, *, name: str, max_nesting: int) -> Element:
    """Return the root element of an XML text.

    A DOCTYPE ends the reading where it begins: entities, which could read files, open connections or grow without
    bound, are declared nowhere else. The text is fed in one piece, because expat before 2.6 takes quadratic time for
    long tokens that come in pieces (CVE-2023-52425).

    Raises
    ------
    DataError
        If it is damaged, has a DOCTYPE, or is nested too deeply.
    """
    parser = DefusedXMLParser(target=_Guard(max_nesting), forbid_dtd=True)
    try:
        parser.feed(content)
        root: Element = parser.close()
    except DefusedXmlException as error:
        reason = "it has a DOCTYPE or declares entities, which are never read; remove them or export the file again"
        raise file_error(name, reason) from error
    except _TooDeepError as error:
        raise file_error(name, f"elements are nested more than {max_nesting} deep; export the file again") from error
    except ParseError as error:
        mended = _mended(content, error)
        if mended is not None and mended != content:
            return parse_xml(mended, name=name, max_nesting=max_nesting)
        line, column = error.position
        what = _what_is_there(content, line, column) or "the XML is damaged or cut off there; export the file again"
        reason = f"line {line}, column {column}: {what}"
        raise file_error(name, reason) from error
    except (ValueError, LookupError) as error:
        raise file_error(name, "its XML names an encoding that is not known; save it as UTF-8") from error
    return root


def _mended(content: bytes, error: ParseError) -> bytes | None:
    """Return the text with what programs leave out put in: escaped ampersands, or prefixes declared; None otherwise."""
    if error.code == _UNBOUND_PREFIX:
        root = _ROOT.search(content)
        declared = set(_DECLARED.findall(content[: root.end()])) if root else set()
        used = {first or second for first, second in _PREFIX.findall(content)}
        names = sorted(used - declared - {b"xml", b"xmlns"})[:_MAX_PREFIXES]
        if root is None or not names:
            return None
        added = b"".join(b' xmlns:%s="urn:undeclared:%s"' % (name, name) for name in names)
        return content[: root.end(1)] + added + content[root.end(1) :]
    if error.code in (_INVALID_TOKEN, _SYNTAX, _UNDEFINED_ENTITY):
        return _BARE_AMPERSAND.sub(b"&amp;", content)
    return None


def _what_is_there(content: bytes, line: int, column: int) -> str:
    """Return the character at fault in words, where it is one that must be escaped."""
    lines = content.split(b"\n")
    found = lines[line - 1][column : column + 1] if line <= len(lines) else b""
    if found == b"<" or (found and found[0] < 32):
        return f"the character {found.decode('latin-1')!r} cannot be there; write it as &lt; or remove it"
    return ""


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child(element: Element, name: str) -> Element | None:
    """Return the first child of a name, whatever its namespace."""
    return next((item for item in element if local(item) == name), None)


def text_of(element: Element | None) -> str:
    """Return the text of an element without what is in its children, empty where there is none."""
    return (element.text or "").strip() if element is not None else ""


def child_text(element: Element, name: str) -> str:
    """Return the text of the first child of a name."""
    return text_of(child(element, name))
