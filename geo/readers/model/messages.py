"""How readers word what they refuse."""

from __future__ import annotations

from geo.errors import DataError, Fault


def file_error(name: str, reason: str, *, row: int = 0, field: str = "-") -> DataError:
    """Return the error for a file that is refused as a whole.

    Parameters
    ----------
    name : str
        The file as the person knows it.
    reason : str
        What is wrong with it and what to do.
    row : int
        The line or row at fault; 0 for the whole file.
    field : str
        The column or member at fault.

    Returns
    -------
    DataError
        To be raised.
    """
    return DataError([Fault(name, row, field, reason)])


def as_name(text: str, *, max_chars: int = 60) -> str:
    r"""Return a name out of a file as it can be put into a message: short, quoted, on one line.

    Parameters
    ----------
    text : str
        The name, untrusted.
    max_chars : int
        Most characters of it that are shown.

    Returns
    -------
    str
        The name in quotation marks; control characters are escaped.

    Examples
    --------
    >>> as_name("a" * 70, max_chars=5), as_name("line\nend")
    ("'aaaa…'", "'line\\nend'")
    """
    short = text if len(text) <= max_chars else text[: max_chars - 1] + "…"
    return repr(short)
