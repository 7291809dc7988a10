"""By which columns the tables of known publishers are recognised."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.readers.model.formats import FormatId

NAMED_TABLES: dict[FormatId, str] = {
    FormatId.ACLED: "ACLED",
    FormatId.UCDP: "UCDP GED",
    FormatId.GDELT: "GDELT",
    FormatId.GEOCONFIRMED: "GeoConfirmed",
    FormatId.TIMEMAP: "TimeMap",
}
"""Names of the publishers whose tables are recognised."""

_UCDP = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high "
    "low gwnoa gwnob"
)
UCDP_COLUMNS: tuple[str, ...] = tuple(_UCDP.split())
"""The 49 columns of UCDP GED, in order; Candidate releases have come without this header."""

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
_EVENT = "GLOBALEVENTID SQLDATE MonthYear Year FractionDate"
_ACTION = (
    "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale "
    "NumMentions NumSources NumArticles AvgTone"
)
_PLACE = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"


def _gdelt(places: str) -> tuple[str, ...]:
    actors = [f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR.split()]
    where = [f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in places.split()]
    return (*_EVENT.split(), *actors, *_ACTION.split(), *where, "DATEADDED", "SOURCEURL")


GDELT_COLUMNS: dict[int, tuple[str, ...]] = {
    61: _gdelt(_PLACE),
    58: _gdelt(_PLACE.replace("ADM2Code ", "")),
    57: _gdelt(_PLACE.replace("ADM2Code ", ""))[:-1],
}
"""Columns of GDELT event files by their number: 61 in GDELT 2.0, 58 in 1.0, 57 before April 2013. None has a header."""

_HEADERS: tuple[tuple[FormatId, frozenset[str]], ...] = (
    (FormatId.ACLED, frozenset({"event_id_cnty", "event_date"})),
    (FormatId.ACLED, frozenset({"event_date", "geo_precision", "sub_event_type", "actor1"})),
    (FormatId.ACLED, frozenset({"sub_event_type", "centroid_latitude", "centroid_longitude"})),
    (FormatId.ACLED, frozenset({"week", "admin1", "sub_event_type", "events"})),
    (FormatId.UCDP, frozenset({"where_prec", "type_of_violence", "date_start"})),
    (FormatId.GDELT, frozenset({"globaleventid", "sqldate"})),
    (FormatId.GEOCONFIRMED, frozenset({"faction", "pluscode", "geolocation"})),
    (FormatId.TIMEMAP, frozenset({"latitude", "longitude", "description", "sources", "associations"})),
)
_WHOLE = re.compile(r"^\d+$")
_DAY = re.compile(r"^\d{8}$")


def format_of_header(rows: Sequence[Sequence[str]]) -> tuple[FormatId, str]:
    """Return the format of a table and the reason in words, judged by its first rows."""
    if not rows:
        return FormatId.TABLE, "it has no rows"
    first = rows[0]
    names = {cell.strip().lower().removeprefix("\ufeff") for cell in first}
    for format_id, needed in _HEADERS:
        if needed <= names:
            return format_id, f"it has the columns {', '.join(sorted(needed))}"
    if columns_without_header(first):
        format_id = FormatId.UCDP if len(first) == len(UCDP_COLUMNS) else FormatId.GDELT
        return (
            format_id,
            f"it has {len(first)} columns without a header, filled as {NAMED_TABLES[format_id]} fills them",
        )
    return FormatId.TABLE, "its columns are of no publisher that is known"


def columns_without_header(first: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the columns of a publisher that sends no header, judged by the first row; else none."""
    if len(first) == len(UCDP_COLUMNS) and _WHOLE.match(first[0]) and first[5] in {"1", "2", "3"}:
        return UCDP_COLUMNS
    if len(first) in GDELT_COLUMNS and _WHOLE.match(first[0]) and _DAY.match(first[1]):
        return GDELT_COLUMNS[len(first)]
    return ()
