"""Which column of an untrusted table is what, by its name in several languages and by its values."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence

from geo.errors import CoordinateError
from geo.readers.geometry.wkt import is_geometry
from geo.readers.model.choices import DateOrder, Role
from geo.readers.recognition.column_names import COLUMN_NAMES
from geo.readers.values.day import NOT_READ, read_day
from geo.readers.values.location import pair_of
from geo.readers.values.numeric_columns import NOTHING, degrees_of
from geo.text.folding import fold

_CODE = re.compile(r"^\s*[23456789CFGHJMPQRVWX0]{2,8}\+[23456789CFGHJMPQRVWX]{0,7}(?:\s|$)", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LOOKS_DATED = re.compile(r"\d\D+\d|[^\W\d_]{3,}\D*\d|\d\D*[^\W\d_]{3,}")
_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_MIN_SHARE_UNNAMED, _MIN_SHARE_NAMED = 0.8, 0.5


def guess_mapping(columns: Sequence[str], samples: Mapping[str, Sequence[str]]) -> dict[Role, str]:
    """Return which column is what; a role is left out where no column fits.

    Parameters
    ----------
    columns : sequence of str
        Names of the columns.
    samples : mapping of str to sequence of str
        First values of each column.

    Examples
    --------
    >>> rows = {"Datum": ["2025-05-16"], "Breite": ["33,1"], "Länge": ["35,8"]}
    >>> {str(role): name for role, name in guess_mapping(list(rows), rows).items()}
    {'lat': 'Breite', 'lon': 'Länge', 'date_from': 'Datum'}
    """
    folded = {name: _plain_name(name) for name in columns}
    mapping: dict[Role, str] = {}
    for names in (folded, {name: _last_part(name) for name in columns if _last_part(name)}):
        for role in COLUMN_NAMES:
            if role in mapping or (role is Role.LON_LAT and Role.LAT_LON in mapping):
                continue
            found = _by_name(role, names, mapping, samples)
            if found is not None:
                mapping[role] = found
    _both_or_none(mapping)
    if not {Role.LAT, Role.LAT_LON, Role.LON_LAT, Role.WKT, Role.PLUS_CODE} & set(mapping):
        mapping |= _by_values(columns, samples)
    if Role.DATE_FROM not in mapping:
        dated = _dated(columns, samples, mapping)
        mapping |= {Role.DATE_FROM: dated} if dated else {}
    return mapping


def _dated(columns: Sequence[str], samples: Mapping[str, Sequence[str]], taken: Mapping[Role, str]) -> str | None:
    """Return the first column without a role that holds dates and nothing else."""
    free = (name for name in columns if name not in taken.values())
    return next((name for name in free if _mostly(samples.get(name, ()), is_plain_date, _MIN_SHARE_UNNAMED)), None)


def _plain_name(name: str) -> str:
    """Return a name of a column as words: without what is in brackets, and with camel case taken apart."""
    bare = _BRACKETS.sub(" ", name)
    apart = _CAMEL.sub(" ", bare) if not bare.isupper() else bare
    return fold(apart) or fold(name)


def _last_part(name: str) -> str:
    """Return the part of a dotted or prefixed name that says what it is, empty where there is one part only."""
    parts = [part for part in re.split(r"[.:/|>]+|__", name) if part.strip()]
    return _plain_name(parts[-1]) if len(parts) > 1 else ""


def means(role: str, name: str) -> bool:
    """Return whether a column of that name has a role by its name.

    Parameters
    ----------
    role : str
        A value of :class:`~geo.readers.model.choices.Role`.
    name : str
        Name of a column or property.

    Returns
    -------
    bool
        True if the name is one of those in :data:`~geo.readers.recognition.column_names.COLUMN_NAMES`.
    """
    return _plain_name(name) in COLUMN_NAMES[Role(role)]


def is_plain_date(text: str) -> bool:
    """Return whether a text can be nothing but a date: a lone number could be many things."""
    plain = text.strip()
    if not _LOOKS_DATED.search(plain):
        return False
    day = read_day(plain, DateOrder.DAY_FIRST)
    return bool(day.first or read_day(plain, DateOrder.MONTH_FIRST).first)


def _by_name(
    role: Role, folded: Mapping[str, str], taken: Mapping[Role, str], samples: Mapping[str, Sequence[str]]
) -> str | None:
    for word in COLUMN_NAMES[role]:
        for name, plain in folded.items():
            if plain == word and name not in taken.values() and _fits(role, samples.get(name, ())):
                return name
    return None


def _fits(role: Role, values: Sequence[str]) -> bool:
    """Return whether a column of that name may have the role; one without values may, where its name is plain."""
    fits = _FITS.get(role)
    if fits is None:
        return True
    if not any(_filled(values)):
        return role not in (Role.LAT_LON, Role.LON_LAT)
    return _mostly(values, fits, _MIN_SHARE_NAMED)


def _both_or_none(mapping: dict[Role, str]) -> None:
    """Drop a latitude without a longitude, and the other way round."""
    if (Role.LAT in mapping) != (Role.LON in mapping):
        mapping.pop(Role.LAT, None)
        mapping.pop(Role.LON, None)


def _by_values(columns: Sequence[str], samples: Mapping[str, Sequence[str]]) -> dict[Role, str]:
    for role in (Role.WKT, Role.LAT_LON, Role.PLUS_CODE):
        for name in columns:
            if _mostly(samples.get(name, ()), _FITS[role], _MIN_SHARE_UNNAMED):
                return {role: name}
    return {}


def _filled(values: Sequence[str]) -> list[str]:
    return [value for value in values if value.strip().lower() not in NOTHING]


def _mostly(values: Sequence[str], fits: Callable[[str], bool], share: float) -> bool:
    filled = _filled(values)
    return bool(filled) and sum(map(fits, filled)) >= share * len(filled)


def _is_degrees(text: str) -> bool:
    try:
        degrees_of(text.strip())
    except (ValueError, CoordinateError):
        return False
    return True


def _is_pair(text: str) -> bool:
    return not math.isnan(pair_of(text)[0])


_FITS: dict[Role, Callable[[str], bool]] = {
    Role.LAT: _is_degrees,
    Role.LON: _is_degrees,
    Role.LAT_LON: _is_pair,
    Role.LON_LAT: _is_pair,
    Role.WKT: is_geometry,
    Role.DATE_FROM: lambda text: read_day(text, DateOrder.DAY_FIRST).fault != NOT_READ,
    Role.PLUS_CODE: lambda text: _CODE.search(text) is not None,
}
"""What the values of a column must look like to be taken for a role."""
