"""Names that columns have in users' files, in several languages, by what they hold; likelier ones first."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from geo.readers.model.choices import Role
from geo.text.folding import fold

_NAMES: dict[Role, str] = {
    Role.LAT: """
        latitude | lat | latitud | latitude wgs84 | lat wgs84 | lat dd | decimal latitude | decimallatitude |
        geo lat | gps lat | latit | breite | breitengrad | enlem | широта | خط العرض | دائرة العرض | קו רוחב | y
        | y coord | ycoord | point y | coord y
    """,
    Role.LON: """
        longitude | lon | lng | long | longitud | longitude wgs84 | lon wgs84 | long wgs84 | lon dd | decimal
        longitude | decimallongitude | geo lon | geo lng | geo long | gps lon | gps long | gps lng | longit |
        länge | längengrad | boylam | долгота | خط الطول | קו אורך | x | x coord | xcoord | point x | coord x
    """,
    Role.LAT_LON: """
        coordinates | coordinate | coords | coord | lat lon | lat long | lat lng | latlon | latlng | latlong |
        latitude longitude | gps | gps coordinates | geolocation | geo | geopoint | geo point | position |
        coordonnées | coordonnees | coordenadas | koordinaten | koordinatlar | координаты | الاحداثيات |
        احداثيات | קואורדינטות | נצ | location
    """,
    Role.LON_LAT: """
        lon lat | long lat | lng lat | lonlat | lnglat | longitude latitude
    """,
    Role.WKT: """
        wkt | wkb | ewkb | geojson | geom wkt | wkt geom | geometry | geom | the geom | shape | wkt geometry | geometrie
    """,
    Role.PLUS_CODE: """
        plus code | pluscode | olc | open location code | google plus code
    """,
    Role.PLACE: """
        place | place name | where description | placename | location | location name | locality | village |
        town | city | settlement | site | where | area | lieu | localité | ville | commune | ort | lugar |
        المكان | الموقع | القرية | البلدة | المدينة | מקום | ישוב | יישוב | כפר | address
    """,
    Role.DATE_FROM: """
        event date | date of event | incident date | date of incident | incident date time | event date time |
        date start | date occurred | occurred | occurred on | valid from | date | start date | date from | from
        | datetime | date time | date and time | start | begin | first day | verifieddate | verified date | when
        | datum | fecha | jour | tarih | дата | date heure | date incident | fecha del evento | datum des
        ereignisses | التاريخ | تاريخ | تاريخ الحدث | تاريخ الحادث | اليوم | תאריך | תאריך האירוע | תאריך אירוע
        | יום | date reported | report date | reported | reported date | post date | post date utc | published |
        publication date | day | time | timestamp | event time
    """,
    Role.DATE_TO: """
        date end | end date | date to | valid to | last day | to | until | end | end time | bis | fin | حتى |
        تاريخ النهاية | עד | תאריך סיום
    """,
    Role.ID: """
        id | event id | eventid | objectid | event id cnty | incident id | fid | uid | uuid | slug | code | ref
        | reference | event id 1pd | رقم | מזהה
    """,
    Role.TITLE: """
        title | name | headline | label | event | event name | incident | titre | nom | titel | العنوان | الاسم
        | כותרת | שם
    """,
    Role.KIND: """
        kind | type | class | event type | sub event type | category | incident type | event category | type of
        event | type d evenement | art | النوع | نوع الحدث | סוג
    """,
    Role.ACTOR: """
        actor | attributed to | actor1 | actor 1 | perpetrator | belligerent | faction | side a | party | acteur
        | الفاعل | שחקן
    """,
    Role.KILLED_MIN: """
        killed min | fatalities | killed | number killed | no killed | people killed | total killed | death toll
        | deaths | dead | fatalities min | killed count | best | morts | tués | tote | muertos | القتلى | قتلى |
        عدد القتلى | الشهداء | عدد الشهداء | הרוגים | מספר הרוגים
    """,
    Role.KILLED_MAX: """
        killed max | fatalities max | deaths max | high
    """,
    Role.UNCERTAINTY_M: """
        uncertainty m | accuracy m | precision m | accuracy in m | accuracy in metres | radius in metres |
        uncertainty in metres | coordinate uncertainty in meters | coordinateuncertaintyinmeters | uncertainty
        meters | accuracy meters | radius meters | الدقة بالمتر | radius m | uncertainty metres | radius metres
        | accuracy metres
    """,
    Role.URL: """
        url | link | links | website | web | source url | sourceurl | lien | source 1 | رابط | קישור | href
    """,
    Role.SOURCE: """
        source | sources | publisher | source article | credit | quelle | fuente | المصدر | מקור
    """,
    Role.SUMMARY: """
        description | summary | notes | desc | note | details | comment | comments | text | descripción |
        beschreibung | الوصف | תיאור
    """,
}


def _names() -> Mapping[Role, tuple[str, ...]]:
    return MappingProxyType({role: tuple(fold(name) for name in names.split("|")) for role, names in _NAMES.items()})


COLUMN_NAMES: Mapping[Role, tuple[str, ...]] = _names()
"""Folded names by role, in the order in which roles take their columns."""
