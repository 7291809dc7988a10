"""Columns that are put together from several: dates in parts, degrees in parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from geo.readers.model.choices import Role
from geo.readers.values.location import flat
from geo.text.folding import fold

_DATE_PARTS = (
    frozenset({"year", "annee", "jahr", "ano", "السنه", "سنه", "שנה"}),
    frozenset({"month", "mois", "monat", "mes", "الشهر", "شهر", "חודש"}),
    frozenset({"day", "day of month", "jour", "tag", "dia", "اليوم", "يوم", "יום"}),
)
_AXES = {
    Role.LAT: ("lat", "latitude", "breite", "y"),
    Role.LON: ("lon", "long", "lng", "longitude", "lange", "x"),
}
_DEGREE_PARTS = (
    ("deg", "degree", "degrees", "d", "grad"),
    ("min", "minute", "minutes", "m"),
    ("sec", "second", "seconds", "s"),
    ("dir", "direction", "hemisphere", "hem", "ns", "ew", "letter", "h", "nsew"),
)


@dataclass(frozen=True)
class Derived:
    """A column that is put together.

    Attributes
    ----------
    name : str
        What it is called in messages.
    role : Role
        What it is taken for.
    parts : tuple of str
        Columns of the file, in order.
    glue : str
        What joins them; a part that is empty ends the joining.
    """

    name: str
    role: Role
    parts: tuple[str, ...]
    glue: str


def find_derived(columns: Sequence[str], samples: Mapping[str, Sequence[str]]) -> tuple[Derived, ...]:
    """Return the columns that can be put together from those of a table.

    Parameters
    ----------
    columns : sequence of str
        Names of the columns.
    samples : mapping of str to sequence of str
        First filled values of each.

    Returns
    -------
    tuple of Derived
        A date from year, month and day; latitude and longitude from degrees, minutes, seconds and a letter.

    Examples
    --------
    >>> [made.name for made in find_derived(["Year", "Month", "Day"], {"Year": ["2025"]})]
    ['Year + Month + Day']
    """
    folded = {fold(name): name for name in reversed(columns)}
    made = []
    date = [next((folded[word] for word in sorted(words) if word in folded), None) for words in _DATE_PARTS]
    if date[0] and date[1] and all(_is_whole(value) for name in date if name for value in samples.get(name, ())):
        parts = tuple(name for name in date if name)
        made.append(Derived(" + ".join(parts), Role.DATE_FROM, parts, "-"))
    degrees = [_degree_parts(role, folded) for role in _AXES]
    if all(degrees):
        made += [Derived(" + ".join(parts), role, parts, " ") for role, parts in zip(_AXES, degrees, strict=True)]
    return tuple(made)


def with_derived(table: pa.Table, derived: Sequence[Derived]) -> pa.Table:
    """Return a table with the columns that are put together added to it.

    Parameters
    ----------
    table : pa.Table
        Columns of text.
    derived : sequence of Derived
        What to add.

    Returns
    -------
    pa.Table
        The same rows.
    """
    for column in derived:
        joined = pc.utf8_trim_whitespace(flat(table[column.parts[0]]))
        open_rows = pc.not_equal(joined, "")
        for part in column.parts[1:]:
            text = pc.utf8_trim_whitespace(flat(table[part]))
            if column.role is Role.DATE_FROM:
                text = pc.if_else(pc.equal(pc.utf8_length(text), 1), pc.binary_join_element_wise("0", text, ""), text)
                open_rows = pc.and_(open_rows, pc.not_equal(text, ""))
            taken = pc.and_(open_rows, pc.not_equal(text, ""))
            joined = pc.if_else(taken, pc.binary_join_element_wise(joined, text, column.glue), joined)
        table = table.append_column(column.name, joined)
    return table


def _degree_parts(role: Role, folded: Mapping[str, str]) -> tuple[str, ...]:
    """Return the columns of degrees, minutes, seconds and letter of one axis; none without degrees and minutes."""
    for axis in _AXES[role]:
        found = []
        for words in _DEGREE_PARTS:
            names = [
                name
                for word in words
                for name in (f"{axis} {word}", f"{word} {axis}", f"{axis}{word}")
                if name in folded
            ]
            found.append(folded[names[0]] if names else "")
        if found[0] and found[1]:
            return tuple(name for name in found if name)
    return ()


def _is_whole(text: str) -> bool:
    return text.strip().isdecimal()
