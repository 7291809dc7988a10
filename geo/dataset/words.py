"""The tables of ``data/words``: what people type for a value, and the names of months, in three languages."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.errors import DataError, Fault
from geo.vocab import Actor, Attribution, EventCategory, Governorate, PositionKind, TalkKind, TalkStatus

LANGUAGES = ("en", "ar", "he")
SEARCH_COLUMNS = ("facet", "value", "rule", "label", *LANGUAGES)
MONTH_COLUMNS = ("month", *LANGUAGES)
RULES = ("value", "also_text")
"""``value``: records with the value; ``also_text``: or with one of the words in a text."""
FACET_VALUES: dict[str, frozenset[str]] = {
    "kind": frozenset(str(value) for kinds in (EventCategory, TalkKind, PositionKind) for value in kinds),
    "status": frozenset(TalkStatus),
    "attribution": frozenset(Attribution),
    "actor": frozenset(Actor),
    "governorate": frozenset(Governorate),
}


@dataclass(frozen=True, slots=True)
class WordsOfValue:
    """What people type for a value, or for several values together.

    Attributes
    ----------
    facet : str
        ``kind``, ``status``, ``attribution``, ``actor`` or ``governorate``.
    values : frozenset of str
        Values of the vocabulary.
    also_text : bool
        Whether a record with one of the words in a text is meant too.
    label : str
        What a person reads for it.
    words : tuple of str
        In English, Arabic and Hebrew, in this order.
    """

    facet: str
    values: frozenset[str]
    also_text: bool
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchWords:
    """Both tables; empty where a data folder has none, and then a search knows no words but those of the records.

    Attributes
    ----------
    values : tuple of WordsOfValue
        In the order of the file.
    months : tuple of (int, tuple of str)
        Number of the month, and its names.
    """

    values: tuple[WordsOfValue, ...] = ()
    months: tuple[tuple[int, tuple[str, ...]], ...] = ()


def read_words(folder: Path) -> SearchWords:
    """Read ``search.csv`` and ``months.csv`` of a folder; without the folder there are no words.

    Parameters
    ----------
    folder : Path
        The folder ``words`` of a data folder.

    Returns
    -------
    SearchWords

    Raises
    ------
    DataError
        With every fault of both files.
    """
    if not folder.is_dir():
        return SearchWords()
    faults: list[Fault] = []
    values = tuple(_values(folder / "search.csv", faults))
    months = tuple(_months(folder / "months.csv", faults))
    if faults:
        raise DataError(faults)
    return SearchWords(values, months)


def _rows(path: Path, columns: tuple[str, ...], faults: list[Fault]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        faults.append(Fault(path.name, 0, "-", "the file is missing; restore it from the repository"))
        return
    except (OSError, UnicodeDecodeError) as error:
        faults.append(Fault(path.name, 0, "-", f"cannot be read ({type(error).__name__}); save it as UTF-8"))
        return
    reader = csv.reader(io.StringIO(text, newline=""))
    if tuple(next(reader, ())) != columns:
        faults.append(Fault(path.name, 1, "-", f"the columns must be {', '.join(columns)}"))
        return
    for cells in reader:
        if len(cells) == len(columns):
            yield reader.line_num, dict(zip(columns, cells, strict=True))
        else:
            reason = f"{len(cells)} cells, the header has {len(columns)}; check commas and quotes"
            faults.append(Fault(path.name, reader.line_num, "-", reason))


def _values(path: Path, faults: list[Fault]) -> Iterator[WordsOfValue]:
    for line, row in _rows(path, SEARCH_COLUMNS, faults):
        known = FACET_VALUES.get(row["facet"], frozenset())
        values = frozenset(_items(row["value"]))
        if not known:
            faults.append(Fault(path.name, line, "facet", f"must be one of {', '.join(FACET_VALUES)}"))
        elif not values or not values <= known:
            faults.append(Fault(path.name, line, "value", f"must be among {', '.join(sorted(known))}"))
        if row["rule"] not in RULES:
            faults.append(Fault(path.name, line, "rule", f"must be one of {', '.join(RULES)}"))
        words = tuple(word for name in LANGUAGES for word in _items(row[name]))
        faults.extend(
            Fault(path.name, line, name, "is empty; each language needs a word")
            for name in ("label", *LANGUAGES)
            if not row[name].strip()
        )
        yield WordsOfValue(row["facet"], values, row["rule"] == "also_text", row["label"], words)


def _months(path: Path, faults: list[Fault]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for line, row in _rows(path, MONTH_COLUMNS, faults):
        if not row["month"].isdecimal() or not 1 <= int(row["month"]) <= 12:
            faults.append(Fault(path.name, line, "month", "must be a number from 1 to 12"))
            continue
        yield int(row["month"]), tuple(word for name in LANGUAGES for word in _items(row[name]))


def _items(cell: str) -> list[str]:
    return [item.strip() for item in cell.split("|") if item.strip()]
