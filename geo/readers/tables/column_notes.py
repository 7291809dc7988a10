"""What a reading says of its columns: which was taken for what, and which were not used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geo.readers.model.choices import Role
from geo.readers.model.messages import as_name
from geo.text.messages import tr

_MAX_SHOWN = 12


def column_notes(columns: Iterable[str], mapping: Mapping[str, str], *, used: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the sentences that sum up how the columns of a file were understood.

    Parameters
    ----------
    columns : iterable of str
        The columns of the file.
    mapping : mapping of str to str
        Column by role.
    used : iterable of str
        Columns that are used without a role, such as codes of precision.

    Returns
    -------
    tuple of str
        What was taken for what; that none was taken for a date, where none was; what was not used.

    Examples
    --------
    >>> column_notes(["lat", "lon", "Datum", "x"], {"lat": "lat", "lon": "lon", "date_from": "Datum"})
    ("columns taken: lat 'lat', lon 'lon', date_from 'Datum'", "columns not used: 'x'")
    """
    taken = {str(role): name for role, name in mapping.items() if name}
    notes = []
    if taken:
        listed = ", ".join(f"{role} {as_name(name)}" for role, name in taken.items())
        notes.append(tr("columns taken: {listed}", listed=listed))
    names = tuple(columns)
    if names and Role.DATE_FROM not in taken:
        notes.append(tr("no column was taken for a date"))
    left = [name for name in names if name not in taken.values() and name not in used]
    if left:
        listed = ", ".join(map(as_name, left[:_MAX_SHOWN])) + (", ..." if len(left) > _MAX_SHOWN else "")
        notes.append(tr("columns not used: {listed}", listed=listed))
    return tuple(notes)
