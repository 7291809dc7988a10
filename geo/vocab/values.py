"""Each closed vocabulary, once. Values are what stands in files, URLs and GeoJSON."""

from __future__ import annotations

from enum import StrEnum


class LayerId(StrEnum):
    """Ids of the layers, a public contract."""

    AREA_OF_SEPARATION = "area-of-separation"
    LINES = "lines"
    AREAS_OF_LIMITATION = "areas-of-limitation"
    CONTROL = "control"
    POSITIONS = "positions"
    STRIKES = "strikes"
    GROUND_OPERATIONS = "ground-operations"
    UN_INCIDENTS = "un-incidents"
    OTHER_INCIDENTS = "other-incidents"
    TALKS = "talks"
    UCDP_EVENTS = "ucdp-events"
    CONTROL_ASSERTIONS = "control-assertions"
    PLACES = "places"


class EventCategory(StrEnum):
    """What kind of event is reported."""

    AIRSTRIKE = "airstrike"
    DRONE_STRIKE = "drone_strike"
    NAVAL_STRIKE = "naval_strike"
    ARTILLERY = "artillery"
    GROUND_INCURSION = "ground_incursion"
    RAID_ARREST = "raid_arrest"
    DEMOLITION = "demolition"
    POSITION_ESTABLISHED = "position_established"
    POSITION_LEFT = "position_left"
    CLASH = "clash"
    UN_INCIDENT = "un_incident"
    OTHER = "other"


class TalkKind(StrEnum):
    """What kind of diplomatic contact is reported."""

    ISRAEL_SYRIA_MEETING = "israel_syria_meeting"
    ISRAEL_SYRIA_CONTACT = "israel_syria_contact"
    US_ENVOY = "us_envoy"
    STATEMENT = "statement"
    RELATED = "related"


class TalkStatus(StrEnum):
    """Whether a meeting took place, as far as the sources say."""

    HELD = "held"
    PLANNED = "planned"
    REPORTED = "reported"
    DENIED = "denied"
    STALLED = "stalled"


class PositionKind(StrEnum):
    """What kind of position, crossing or work is reported."""

    ISRAELI_POST = "israeli_post"
    ISRAELI_CHECKPOINT = "israeli_checkpoint"
    ISRAELI_WORKS = "israeli_works"
    REPORTED_CONTROL = "reported_control"
    UNDOF_CAMP = "undof_camp"
    UNDOF_POSITION = "undof_position"
    UNDOF_OFFICE = "undof_office"
    UNTSO_OBSERVATION_POST = "untso_observation_post"
    CROSSING = "crossing"
    RUSSIAN_POST = "russian_post"


class PositionStatus(StrEnum):
    """State of a position when it was last reported."""

    ACTIVE = "active"
    REPORTED = "reported"
    UNVERIFIED = "unverified"
    HISTORICAL = "historical"
    UNDER_CONSTRUCTION = "under_construction"
    PLANNED = "planned"


class AreaKind(StrEnum):
    """Kinds of areas; ``no_geometry`` is a dated note without a shape."""

    AREA_OF_SEPARATION = "area-of-separation"
    HELD_AREA = "held_area"
    REPORTED_PRESENCE = "reported_presence"
    NO_GEOMETRY = "no_geometry"


class LineKind(StrEnum):
    """The lines of the agreement that have an open geometry."""

    LINE_A = "line-a"
    LINE_B = "line-b"


class ControlKind(StrEnum):
    """Kinds of dated entries in the control timeline."""

    CONTROL_CHANGE = "control_change"
    LAW = "law"
    STATEMENT = "statement"
    UN_REPORT = "un_report"
    WORKS = "works"


class Attribution(StrEnum):
    """Whose action an event is reported to be."""

    ISRAELI = "israeli"
    OTHER = "other"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


class Actor(StrEnum):
    """Groups of actors, for filtering; the record keeps its own wording."""

    ISRAELI_FORCES = "israeli_forces"
    ISRAELI_GOVERNMENT = "israeli_government"
    ISRAELI_CIVILIANS = "israeli_civilians"
    UNITED_NATIONS = "united_nations"
    IRAN = "iran"
    JORDAN = "jordan"
    SYRIAN_AUTHORITIES = "syrian_authorities"
    ARMED_GROUP = "armed_group"
    RESIDENTS = "residents"
    UNKNOWN = "unknown"


class Confidence(StrEnum):
    """How sure the editors are that the record is right as worded."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class DatePrecision(StrEnum):
    """How exactly a date is known; imprecise dates are spans, never points."""

    DAY = "day"
    INFERRED_DAY = "inferred_day"
    RANGE = "range"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    UNKNOWN = "unknown"


class Marker(StrEnum):
    """What a record's coordinate stands for."""

    SITE = "site"
    SETTLEMENT = "settlement"
    PROXY = "proxy"
    AREA = "area"
    NONE = "none"


class Seen(StrEnum):
    """How the editors saw a linked page."""

    OPENED = "opened"
    PARTLY = "partly"
    DIGEST = "digest"
    MIRROR = "mirror"
    NOT_OPENED = "not_opened"


class LinkRole(StrEnum):
    """What a source does for a record."""

    REPORT = "report"
    CLAIM = "claim"
    FOR = "for"
    AGAINST = "against"
    CONTEXT = "context"


class ClaimStatus(StrEnum):
    """What the evidence in the ledger makes of a claim."""

    SUPPORTED = "supported"
    DISPUTED = "disputed"
    CONTRADICTED = "contradicted"
    UNVERIFIED = "unverified"


class Governorate(StrEnum):
    """Syrian governorates, and abroad."""

    ALEPPO = "aleppo"
    DAMASCUS = "damascus"
    DARAA = "daraa"
    DEIR_EZ_ZOR = "deir-ez-zor"
    HAMA = "hama"
    HASAKAH = "hasakah"
    HOMS = "homs"
    IDLIB = "idlib"
    LATAKIA = "latakia"
    QUNEITRA = "quneitra"
    RAQQA = "raqqa"
    RIF_DIMASHQ = "rif-dimashq"
    SUWAYDA = "suwayda"
    TARTUS = "tartus"
    MULTIPLE = "multiple"
    ABROAD = "abroad"


class PlaceKind(StrEnum):
    """Kinds of places in the gazetteer."""

    VILLAGE = "village"
    TOWN = "town"
    CITY = "city"
    HILL = "hill"
    DAM = "dam"
    MILITARY_SITE = "military_site"
    AIRPORT = "airport"
    DISTRICT = "district"
    GOVERNORATE = "governorate"
    CROSSING = "crossing"
    ROAD = "road"
    VALLEY = "valley"
    REGION = "region"
    OTHER = "other"


class NameBasis(StrEnum):
    """Where a spelling in the gazetteer comes from."""

    SOURCE = "source"
    TRANSLITERATED = "transliterated"


class Decision(StrEnum):
    """What became of a row of the reference pack."""

    KEPT = "kept"
    MERGED = "merged"
    LEFT_OUT = "left_out"
    APPLIED = "applied"
    REFUSED = "refused"


class Verdict(StrEnum):
    """What the evidence makes of a statement of the origin article."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNVERIFIED = "unverified"


LAYER_OF_CATEGORY: dict[EventCategory, LayerId] = {
    EventCategory.AIRSTRIKE: LayerId.STRIKES,
    EventCategory.DRONE_STRIKE: LayerId.STRIKES,
    EventCategory.NAVAL_STRIKE: LayerId.STRIKES,
    EventCategory.ARTILLERY: LayerId.STRIKES,
    EventCategory.GROUND_INCURSION: LayerId.GROUND_OPERATIONS,
    EventCategory.RAID_ARREST: LayerId.GROUND_OPERATIONS,
    EventCategory.DEMOLITION: LayerId.GROUND_OPERATIONS,
    EventCategory.POSITION_ESTABLISHED: LayerId.GROUND_OPERATIONS,
    EventCategory.POSITION_LEFT: LayerId.GROUND_OPERATIONS,
    EventCategory.CLASH: LayerId.GROUND_OPERATIONS,
    EventCategory.UN_INCIDENT: LayerId.UN_INCIDENTS,
    EventCategory.OTHER: LayerId.OTHER_INCIDENTS,
}
"""The one closed table from event category to layer."""

DEFAULT_RADIUS_M: dict[Marker, int | None] = {
    Marker.SITE: 500,
    Marker.SETTLEMENT: 1000,
    Marker.PROXY: 5000,
    Marker.AREA: 10000,
    Marker.NONE: None,
}
"""Uncertainty radius in metres of each marker class: our convention, see docs/data.md."""
