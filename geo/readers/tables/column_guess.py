"""Which column of an untrusted table is what, by its name in several languages and by its values."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence

from geo.errors import CoordinateError
from geo.readers.model.choices import Role
from geo.readers.recognition.column_names import COLUMN_NAMES
from geo.readers.values.location import pair_of
from geo.readers.values.numeric_columns import NOTHING, degrees_of
from geo.text.folding import fold

_WKT = re.compile(r"^\s*(?:SRID=\d+;)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON)|^\s*GEOMETRYCOLLECTION", re.IGNORECASE)
_CODE = re.compile(r"^\s*[23456789CFGHJMPQRVWX0]{2,8}\+[23456789CFGHJMPQRVWX]{0,7}(?:\s|$)", re.IGNORECASE)
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
    folded = {name: fold(_BRACKETS.sub(" ", name)) or fold(name) for name in columns}
    mapping: dict[Role, str] = {}
    for role in COLUMN_NAMES:
        if role is Role.LON_LAT and Role.LAT_LON in mapping:
            continue
        name = _by_name(role, folded, mapping, samples)
        if name is not None:
            mapping[role] = name
    _both_or_none(mapping)
    if not {Role.LAT, Role.LAT_LON, Role.LON_LAT, Role.WKT, Role.PLUS_CODE} & set(mapping):
        mapping |= _by_values(columns, samples)
    return mapping


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
        return role is not Role.LAT_LON
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


def _is_wkt(text: str) -> bool:
    return _WKT.match(text) is not None


_FITS: dict[Role, Callable[[str], bool]] = {
    Role.LAT: _is_degrees,
    Role.LON: _is_degrees,
    Role.LAT_LON: _is_pair,
    Role.LON_LAT: _is_pair,
    Role.WKT: _is_wkt,
    Role.PLUS_CODE: lambda text: _CODE.search(text) is not None,
}
"""What the values of a column must look like to be taken for a role."""
