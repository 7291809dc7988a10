"""How the tables of known publishers are laid out: which column is what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from geo.readers.model.choices import Role
from geo.readers.model.formats import FormatId


@dataclass(frozen=True)
class Layout:
    """Which column of a table is what.

    Attributes
    ----------
    mapping : mapping of Role to str
        Column of the file by what it is taken for.
    others : mapping of Role to tuple of str
        Columns that are used where the cell of the first is empty.
    title : tuple of str
        Columns that make a title together, where none is the title.
    words : mapping of str to str
        What codes in the column of kinds mean.
    refusal : str
        Why no row of the file can be tested; empty where rows can.
    notes : tuple of str
        What a reader of the result should know about such files.
    """

    mapping: Mapping[Role, str]
    others: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    title: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    refusal: str = ""
    notes: tuple[str, ...] = ()


_AGGREGATE = (
    "ACLED's weekly aggregates count events of a whole province and give its centre; "
    "they cannot be tested as points, bring the event export instead"
)
_MACHINE = "GDELT: news reports coded by a machine; several rows may be about one event, and places are often confused"
_ROLES: dict[FormatId, dict[Role, str]] = {
    FormatId.ACLED: {
        Role.ID: "event_id_cnty|data_id",
        Role.KIND: "sub_event_type|event_type",
        Role.ACTOR: "actor1",
        Role.PLACE: "location",
        Role.LAT: "latitude|centroid_latitude",
        Role.LON: "longitude|centroid_longitude",
        Role.DATE_FROM: "event_date|week",
        Role.KILLED_MIN: "fatalities",
        Role.SOURCE: "source",
        Role.SUMMARY: "notes",
    },
    FormatId.UCDP: {
        Role.ID: "id",
        Role.TITLE: "dyad_name",
        Role.KIND: "type_of_violence",
        Role.ACTOR: "side_a",
        Role.PLACE: "where_coordinates",
        Role.LAT: "latitude",
        Role.LON: "longitude",
        Role.DATE_FROM: "date_start",
        Role.DATE_TO: "date_end",
        Role.KILLED_MIN: "low",
        Role.KILLED_MAX: "high",
        Role.SOURCE: "source_office|source_article",
        Role.SUMMARY: "source_headline",
    },
    FormatId.GDELT: {
        Role.ID: "globaleventid",
        Role.KIND: "eventrootcode|eventcode",
        Role.ACTOR: "actor1name",
        Role.PLACE: "actiongeo_fullname",
        Role.LAT: "actiongeo_lat",
        Role.LON: "actiongeo_long",
        Role.DATE_FROM: "sqldate",
        Role.URL: "sourceurl",
    },
    FormatId.GEOCONFIRMED: {
        Role.ID: "id",
        Role.TITLE: "name",
        Role.KIND: "equipment",
        Role.ACTOR: "faction",
        Role.PLACE: "pluscode",
        Role.LAT: "latitude",
        Role.LON: "longitude",
        Role.DATE_FROM: "date",
        Role.SOURCE: "source",
        Role.URL: "source",
        Role.SUMMARY: "description",
    },
    FormatId.TIMEMAP: {
        Role.ID: "id",
        Role.TITLE: "title",
        Role.KIND: "associations|filters",
        Role.PLACE: "location",
        Role.LAT: "latitude",
        Role.LON: "longitude",
        Role.DATE_FROM: "date",
        Role.SOURCE: "sources",
        Role.URL: "sources",
        Role.SUMMARY: "description",
    },
}
_TITLES: dict[FormatId, tuple[str, ...]] = {
    FormatId.ACLED: ("sub_event_type", "location"),
    FormatId.GDELT: ("actor1name", "actor2name", "actiongeo_fullname"),
    FormatId.TIMEMAP: ("location",),
}
_CAMEO = (
    "statement|appeal|intent to cooperate|consultation|diplomatic cooperation|material cooperation|aid|yielding|"
    "investigation|demand|disapproval|rejection|threat|protest|show of force|reduced relations|coercion|assault|fight|"
    "unconventional mass violence"
)
_WORDS: dict[FormatId, dict[str, str]] = {
    FormatId.UCDP: {"1": "state-based violence", "2": "non-state violence", "3": "one-sided violence"},
    FormatId.GDELT: {f"{code:02d}": f"{words} (CAMEO {code:02d})" for code, words in enumerate(_CAMEO.split("|"), 1)},
}


def publisher_layout(format_id: FormatId, columns: Sequence[str]) -> Layout:
    """Return the layout of a publisher's table; names of columns are compared without regard to case.

    Parameters
    ----------
    format_id : FormatId
        A format with columns of its own.
    columns : sequence of str
        The columns of the file.
    """
    actual = {name.strip().lower(): name for name in reversed(columns)}
    found = {
        role: tuple(actual[name] for name in names.split("|") if name in actual)
        for role, names in _ROLES[format_id].items()
    }
    mapping = {role: names[0] for role, names in found.items() if names}
    aggregate = format_id is FormatId.ACLED and is_aggregate(columns)
    return Layout(
        mapping=mapping,
        others={role: names[1:] for role, names in found.items() if names[1:]},
        title=tuple(actual[name] for name in _TITLES.get(format_id, ()) if name in actual),
        words=_WORDS.get(format_id, {}),
        refusal=_AGGREGATE if aggregate else "",
        notes=(_AGGREGATE,) if aggregate else (_MACHINE,) if format_id is FormatId.GDELT else (),
    )


def is_aggregate(columns: Sequence[str]) -> bool:
    """Return whether a table of ACLED holds weekly counts of provinces instead of events."""
    names = {name.strip().lower() for name in columns}
    return "event_id_cnty" not in names and (
        {"centroid_latitude", "centroid_longitude"} <= names or {"week", "admin1", "events"} <= names
    )


def column_like(columns: Sequence[str], wanted: str) -> str | None:
    """Return the column of that name, whatever its case; None if there is none."""
    return next((name for name in columns if name.strip().lower() == wanted.lower()), None)
