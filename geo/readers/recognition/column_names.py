"""Names that columns have in users' files, in several languages, by what they hold; likelier ones first."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from geo.readers.model.choices import Role
from geo.text.folding import fold

_NAMES: dict[Role, str] = {
    Role.LAT: """
        latitude | lat | latitud | latitude wgs84 | lat wgs84 | lat dd | decimal latitude | decimallatitude | geo
        lat | gps lat | latit | breite | breitengrad | enlem | широта | خط العرض | دائرة العرض | קו רוחב | y | y
        coord | ycoord | point y | coord y
    """,
    Role.LON: """
        longitude | lon | lng | long | longitud | longitude wgs84 | lon wgs84 | long wgs84 | lon dd | decimal
        longitude | decimallongitude | geo lon | geo lng | geo long | gps lon | gps long | gps lng | longit |
        länge | längengrad | boylam | долгота | خط الطول | קו אורך | x | x coord | xcoord | point x | coord x
    """,
    Role.LAT_LON: """
        coordinates | coordinate | coords | coord | lat lon | lat long | lat lng | latlon | latlng | latlong |
        latitude longitude | gps | gps coordinates | geolocation | geo | geopoint | geo point | position |
        coordonnées | coordonnees | coordenadas | koordinaten | koordinatlar | координаты | الاحداثيات | احداثيات
        | קואורדינטות | נצ | location
    """,
    Role.LON_LAT: """
        lon lat | long lat | lng lat | lonlat | lnglat | longitude latitude
    """,
    Role.WKT: """
        wkt | geom wkt | wkt geom | geometry | geom | the geom | shape | wkt geometry | geometrie
    """,
    Role.PLUS_CODE: """
        plus code | pluscode | olc | open location code | google plus code
    """,
    Role.PLACE: """
        place | place name | placename | location | location name | locality | village | town | city | settlement
        | site | where | area | lieu | localité | ville | commune | ort | lugar | المكان | الموقع | القرية |
        البلدة | المدينة | מקום | ישוב | יישוב | כפר | address
    """,
    Role.DATE_FROM: """
        date | event date | date start | start date | date from | from | day | date of event | incident date |
        datetime | date time | start | verifieddate | verified date | when | datum | fecha | jour | tarih | дата
        | التاريخ | تاريخ | תאריך | time | timestamp
    """,
    Role.DATE_TO: """
        date end | end date | date to | to | until | end | bis | fin
    """,
    Role.ID: """
        id | event id | eventid | event id cnty | incident id | fid | uid | uuid | slug | code | ref | reference
        | event id 1pd | رقم | מזהה
    """,
    Role.TITLE: """
        title | name | headline | event | event name | incident | titre | nom | titel | العنوان | الاسم | כותרת |
        שם
    """,
    Role.KIND: """
        kind | type | event type | sub event type | category | incident type | event category | type of event |
        type d evenement | art | النوع | نوع الحدث | סוג
    """,
    Role.ACTOR: """
        actor | actor1 | actor 1 | perpetrator | belligerent | faction | side a | party | acteur | الفاعل | שחקן
    """,
    Role.KILLED_MIN: """
        killed min | fatalities | killed | deaths | dead | fatalities min | killed count | best | morts | tués |
        tote | muertos | القتلى | عدد القتلى | הרוגים
    """,
    Role.KILLED_MAX: """
        killed max | fatalities max | deaths max | high
    """,
    Role.UNCERTAINTY_M: """
        uncertainty m | accuracy m | precision m | radius m | uncertainty metres | radius metres | accuracy
        metres
    """,
    Role.URL: """
        url | link | links | source url | sourceurl | lien | source 1 | رابط | קישור | href
    """,
    Role.SOURCE: """
        source | sources | publisher | quelle | fuente | المصدر | מקור
    """,
    Role.SUMMARY: """
        description | summary | notes | note | details | comment | comments | text | descripción | beschreibung |
        الوصف | תיאור
    """,
}


def _names() -> Mapping[Role, tuple[str, ...]]:
    return MappingProxyType({role: tuple(fold(name) for name in names.split("|")) for role, names in _NAMES.items()})


COLUMN_NAMES: Mapping[Role, tuple[str, ...]] = _names()
"""Folded names by role, in the order in which roles take their columns."""
