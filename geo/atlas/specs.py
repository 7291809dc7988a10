"""The registry of layers: id, title, group, note, licence, and the filters that each listens to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from geo.query.filters import Filter
from geo.vocab import LayerId


class Group(StrEnum):
    """Groups of the layer panel, in order."""

    LINES = "1974 lines and zones"
    CONTROL = "Control claims"
    EVENTS = "Events"
    UN = "UN"
    TALKS = "Talks"
    OUTSIDE = "What others count and say"
    PLACES = "Places"


class LayerRole(StrEnum):
    """What the features of a layer are: counted reports, talks, what lasts, undated places, or what others say."""

    REPORTS = "reports"
    TALKS = "talks"
    STATE = "state"
    GAZETTEER = "gazetteer"
    OUTSIDE = "outside"


class Licence(StrEnum):
    """Licences of layers, SPDX ids; see data/LICENSES.md."""

    ATLAS = "CC-BY-4.0"
    ODBL = "ODbL-1.0"


OSM_CREDIT = "© OpenStreetMap contributors (ODbL)"
UCDP_CREDIT = (
    "UCDP, Uppsala University (CC BY 4.0): Hegre et al. (2020), doi 10.1177/2053168020935257; Sundberg and Melander "
    "(2013); version in each feature"
)
PLACES_CREDIT = "GeoNames (CC BY); Data from Who's On First"
ATLAS_CREDIT = (
    "Buffer Zone Atlas; sources named in each feature; position computed from lines © OpenStreetMap contributors"
)

_RECORD = frozenset({Filter.TIME, Filter.KIND, Filter.CONFIDENCE, Filter.SOURCE, Filter.TEXT, Filter.BBOX, Filter.ID})
_KNOWN = _RECORD | {Filter.AS_OF}
_EVENT = _KNOWN | {Filter.ACTOR, Filter.ATTRIBUTION, Filter.GOVERNORATE, Filter.SUBDISTRICT}
_CONTEXT = frozenset({Filter.TIME, Filter.BBOX, Filter.ID})


@dataclass(frozen=True, slots=True)
class LayerSpec:
    """One layer of the map.

    Attributes
    ----------
    id : LayerId
        Public id.
    title, group, note : str
        What people read; ``note`` says in a sentence what the layer shows and its limit.
    geometry : str
        ``point``, ``line``, ``area`` or ``mixed``.
    default_on : bool
        Whether the map shows it at first.
    licence, credit : str
        SPDX id and credit line.
    filters : frozenset of Filter
        Filters that narrow the layer; all others leave it whole.
    role : LayerRole
        What its features are; :func:`layers_of` derives every set of layers from it.
    """

    id: LayerId
    title: str
    group: Group
    note: str
    geometry: str
    default_on: bool = True
    licence: Licence = Licence.ATLAS
    credit: str = ATLAS_CREDIT
    filters: frozenset[Filter] = field(default=_CONTEXT)
    role: LayerRole = LayerRole.REPORTS

    @property
    def dated(self) -> bool:
        """Whether a window of time narrows the layer."""
        return Filter.TIME in self.filters


SPECS: tuple[LayerSpec, ...] = (
    LayerSpec(
        LayerId.AREA_OF_SEPARATION,
        "Area of separation",
        Group.LINES,
        "The UN-patrolled zone between lines A and B under the 1974 agreement. Approximate, not an official "
        "demarcation.",
        "area",
        licence=Licence.ODBL,
        credit=OSM_CREDIT,
        role=LayerRole.STATE,
    ),
    LayerSpec(
        LayerId.LINES,
        "Lines A and B",
        Group.LINES,
        "Israeli forces were to stay west of line A, Syrian forces east of line B. Approximate, not an official "
        "demarcation.",
        "line",
        licence=Licence.ODBL,
        credit=OSM_CREDIT,
        role=LayerRole.STATE,
    ),
    LayerSpec(
        LayerId.AREAS_OF_LIMITATION,
        "Areas of limitation",
        Group.LINES,
        "Bands of 10, 20 and 25 km on each side in which the 1974 documents limit forces; computed from the lines.",
        "area",
        default_on=False,
        licence=Licence.ODBL,
        credit=OSM_CREDIT,
        role=LayerRole.STATE,
    ),
    LayerSpec(
        LayerId.CONTROL,
        "Control, as reported",
        Group.CONTROL,
        "Land that Israel has held since 1967, and the area of separation in which Israeli forces are reported "
        "since 8 December 2024, extent by claim. Times without open geometry are dated notes.",
        "area",
        licence=Licence.ODBL,
        credit=OSM_CREDIT,
        role=LayerRole.STATE,
    ),
    LayerSpec(
        LayerId.POSITIONS,
        "Posts, camps and crossings",
        Group.CONTROL,
        "Israeli, UN and other positions as reported. Points stand for the nearest named place with a radius; "
        "a raid is not a position.",
        "point",
        credit=f"{ATLAS_CREDIT}; {PLACES_CREDIT}",
        filters=_KNOWN | {Filter.GOVERNORATE, Filter.SUBDISTRICT},
        role=LayerRole.STATE,
    ),
    LayerSpec(
        LayerId.STRIKES,
        "Strikes and shelling",
        Group.EVENTS,
        "Reported air, drone and naval strikes and artillery fire. A sample of reports, never a total.",
        "point",
        credit=f"{ATLAS_CREDIT}; {PLACES_CREDIT}",
        filters=_EVENT,
    ),
    LayerSpec(
        LayerId.GROUND_OPERATIONS,
        "Ground operations",
        Group.EVENTS,
        "Reported incursions, raids, arrests, demolitions, clashes, and positions set up or left. A raid is not "
        "control.",
        "point",
        credit=f"{ATLAS_CREDIT}; {PLACES_CREDIT}",
        filters=_EVENT,
    ),
    LayerSpec(
        LayerId.OTHER_INCIDENTS,
        "Other incidents",
        Group.EVENTS,
        "Reported incidents of other kinds; many are not Israeli actions and say so.",
        "point",
        credit=f"{ATLAS_CREDIT}; {PLACES_CREDIT}",
        filters=_EVENT,
    ),
    LayerSpec(
        LayerId.UN_INCIDENTS,
        "UN incidents",
        Group.UN,
        "Reported incidents that concern UN personnel, posts or statements.",
        "point",
        credit=f"{ATLAS_CREDIT}; {PLACES_CREDIT}",
        filters=_EVENT,
    ),
    LayerSpec(
        LayerId.TALKS,
        "Talks",
        Group.TALKS,
        "Meetings, contacts and statements about a security arrangement; points are city centroids, not venues.",
        "point",
        credit=f"{ATLAS_CREDIT}; {PLACES_CREDIT}",
        filters=_KNOWN,
        role=LayerRole.TALKS,
    ),
    LayerSpec(
        LayerId.UCDP_EVENTS,
        "Deadly events, coded by UCDP",
        Group.OUTSIDE,
        "Events with deaths in Syria as UCDP codes them, never counted with our records. Rows without an exact or near "
        "place have no pin.",
        "point",
        default_on=False,
        credit=UCDP_CREDIT,
        filters=frozenset({Filter.TIME, Filter.GOVERNORATE, Filter.TEXT, Filter.BBOX, Filter.ID, Filter.AS_OF}),
        role=LayerRole.OUTSIDE,
    ),
    LayerSpec(
        LayerId.CONTROL_ASSERTIONS,
        "Who is said to hold what",
        Group.OUTSIDE,
        "Statements on who holds a place, from the day they were made: faded after 45 days, after 180 on request only. "
        "A raid is not control, and a point is never the post.",
        "point",
        default_on=False,
        credit=f"Buffer Zone Atlas; who says so is named in each feature; {PLACES_CREDIT}",
        filters=frozenset(
            {
                Filter.TIME,
                Filter.GOVERNORATE,
                Filter.SUBDISTRICT,
                Filter.TEXT,
                Filter.BBOX,
                Filter.ID,
                Filter.AS_OF,
                Filter.STATEMENTS,
            }
        ),
        role=LayerRole.OUTSIDE,
    ),
    LayerSpec(
        LayerId.PLACES,
        "Places",
        Group.PLACES,
        "Gazetteer of the places that records name, with names in three scripts and other spellings.",
        "point",
        default_on=False,
        credit=PLACES_CREDIT,
        filters=frozenset({Filter.TEXT, Filter.BBOX, Filter.ID, Filter.GOVERNORATE, Filter.SUBDISTRICT}),
        role=LayerRole.GAZETTEER,
    ),
)
"""All layers in the order of the panel."""


def spec_of(layer_id: LayerId) -> LayerSpec:
    """Return the spec of a layer."""
    return next(spec for spec in SPECS if spec.id is layer_id)


def layers_of(*roles: LayerRole) -> tuple[LayerId, ...]:
    """Return the layers of some roles: role by role, each in the order of the panel.

    Parameters
    ----------
    *roles : LayerRole
        The roles, in the order in which their layers are wanted.

    Examples
    --------
    >>> [str(layer) for layer in layers_of(LayerRole.TALKS, LayerRole.GAZETTEER)]
    ['talks', 'places']
    """
    return tuple(spec.id for role in roles for spec in SPECS if spec.role is role)


def record_layers() -> tuple[LayerId, ...]:
    """Return the layers of dated records, which counts, table and citations are about: drawn lines and areas are none.

    Examples
    --------
    >>> str(record_layers()[-2])
    'positions'
    """
    roles = (LayerRole.REPORTS, LayerRole.STATE, LayerRole.TALKS)
    return tuple(layer for layer in layers_of(*roles) if spec_of(layer).geometry == "point")
