"""The message catalogue: every sentence that a reader sees is taken from here, in the language of the reader.

The English text is the key, as in gettext. The scripts of the frame do the same with ``Atlas.tr`` and ``Atlas.trn``.

::

    tr("Layers")                                             "Layers"
    tr("Reported on {day}", day="8 December 2024")           "Reported on 8 December 2024"
    trn("{count} record", "{count} records", 2)              "2 records"
    TITLE = mark("Area of separation")                       translated where it is shown: tr(TITLE)
    with speaking("ar"): ...                                 the language of everything within
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

SOURCE_LANGUAGE = "en"
"""The language in which the keys are written."""

_LANGUAGE: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


def language() -> str:
    """Return the language that sentences are in now, as a BCP 47 tag."""
    return _LANGUAGE.get()


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Set the language of sentences within a block, for this thread or task only."""
    token = _LANGUAGE.set(tag)
    try:
        yield
    finally:
        _LANGUAGE.reset(token)


def mark(text: str) -> str:
    """Return a text as it is, noted as a key: tables hold marked texts and translate them where they are shown."""
    return text


def tr(text: str, /, **values: object) -> str:
    """Return a sentence in the language of the reader.

    Parameters
    ----------
    text : str
        The English sentence, a key of the catalogue, with named fields in braces.
    **values : object
        What the fields stand for. Without any, braces are left as they are.

    Returns
    -------
    str
        Plain text; nothing in it is markup.
    """
    return text.format(**values) if values else text


def trn(one: str, many: str, count: int, /, **values: object) -> str:
    """Return a sentence about a number of things, in the form that the number asks for.

    Parameters
    ----------
    one, many : str
        The English sentence for one thing and for any other number, with ``{count}`` and further named fields.
    count : int
        How many things there are; ``{count}`` is written with separators of thousands.
    **values : object
        What the other fields stand for; ``count`` among them replaces how the number is written.

    Returns
    -------
    str
        Plain text; nothing in it is markup.
    """
    return (one if count == 1 else many).format(**{"count": f"{count:,}", **values})
