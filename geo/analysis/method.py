"""Texts of the method page; figures are computed from the data set, not typed."""

from __future__ import annotations

from collections.abc import Sequence

from geo.analysis.timeline.reports import EVENT_LAYERS
from geo.atlas import Atlas
from geo.atlas.cache import kept
from geo.atlas.counts import RECORD_LAYERS
from geo.query.filters import Filters
from geo.text.date_words import days_text
from geo.text.markdown import plain
from geo.text.messages import mark, tr, trn
from geo.vocab import DEFAULT_RADIUS_M, Marker, NameBasis
from geo.zone import BANDS, LimitBasis, PublishedComparison, compare_published, limits_of, measure_zone
from geo.zone.wording import point_text

INTRODUCTION = mark("""
This atlas shows what is reported about the UN-patrolled buffer zone in southern Syria, and by whom. A record says
*reported*, *claimed by* or *confirmed by*; contradictions stand side by side and are never averaged. Three things
are kept apart: the **area of separation** of the 1974 agreement, its **areas of limitation**, and **land held since
December 2024**. East of line A is not the same as east of line B.
""")

_PRECISION = mark("""
A marker is rarely the site itself. Every record says what its point stands for; the radius is our convention unless
the sources say more.

| The point is | Radius by default |
|---|---|
| the named site, hill, dam or base | {site} m |
| the centre of the named settlement | {settlement} m |
| a neighbour that stands in for a place without a known point | {proxy} m |
| a district, road or wider area | {area} m |

A record whose place is unknown has no pin; it is in the counts, the table and the downloads. A date that is known to
a week, month or season is a span, never a single day. Empty casualty figures mean *not reported*, never zero.

**Confidence** is the editors' grade of the record as worded: *high*, *medium* or *low*. Two links are often one
origin, so the card counts origins, not links, and says how each page was seen: opened, seen in part, seen on a mirror
or copy, seen in a news digest only, or not opened. A record known only from digests is never above *low*.
""")

LICENCES = mark("""
| What | Licence | Credit |
|---|---|---|
| Lines A and B, area of separation, held Golan, borders in the base map | ODbL 1.0 | [© OpenStreetMap contributors](https://www.openstreetmap.org/copyright) |
| Records: wording, structure, grading | CC BY 4.0 | Buffer Zone Atlas; the sources of each record are named in it |
| Coordinates of places | CC BY 4.0 and Who's On First terms | [GeoNames](https://www.geonames.org/), [Data from Who's On First](https://whosonfirst.org/docs/licenses/) |
| Events as UCDP codes them | CC BY 4.0 | [UCDP](https://ucdp.uu.se/), Uppsala University: Hegre et al. (2020), doi 10.1177/2053168020935257; Sundberg and Melander (2013); version of the file in each row |
| Subdistricts | CC BY 4.0; CC BY 3.0 IGO | OpenSyria Data Geography; UN OCHA and geoBoundaries; GeoNames; Wikidata. They do not imply official endorsement |
| Statements on control from Wikipedia, in a file of their own | CC BY-SA 4.0 | Wikipedia contributors |
| Base map: land, borders, lakes, rivers | public domain | Made with [Natural Earth](https://www.naturalearthdata.com/) |
| Code | MIT | Buffer Zone Atlas |

Online tiles load only when somebody chooses them; then that host sees the request.
""")


def precision_text() -> str:
    """Return what a point can stand for, with the radius of each, and what the grades of confidence mean."""
    markers = {"site": Marker.SITE, "settlement": Marker.SETTLEMENT, "proxy": Marker.PROXY, "area": Marker.AREA}
    return tr(_PRECISION, **{name: f"{DEFAULT_RADIUS_M[marker]:,}" for name, marker in markers.items()})


@kept(2)
def layers_text(atlas: Atlas) -> str:
    """Return the layers with their notes and numbers."""
    lines = []
    for layer in atlas.layers.values():
        apart = len(layer.features) - layer.located
        count = trn("{count} feature", "{count} features", len(layer.features))
        count += tr(", {count} without location", count=f"{apart:,}") if apart else ""
        lines.append(f"- **{tr(layer.spec.title)}** ({count}; {layer.spec.licence}). {tr(layer.spec.note)}")
    return "\n".join(lines)


@kept(2)
def coverage_text(atlas: Atlas) -> str:
    """Return the coverage note and the gaps."""
    about = atlas.dataset.about
    gaps = [f"- {days_text(gap.start, gap.end)}: {plain(gap.reason)}" for gap in about.gaps]
    return "\n".join([plain(about.coverage), "", tr("Gaps are gaps in the sources, not calm:"), *gaps])


@kept(2)
def zone_text(atlas: Atlas) -> str:
    """Return what the zone measures, beside what others publish."""
    measures = measure_zone(atlas.test.zone)
    narrow = measures.narrowest
    lines = [
        tr(
            "Computed from the lines of data version {version}, on the ellipsoid: area **{area} km²**; length from south "
            "to north **{length} km**; line A {line_a} km and line B {line_b} km with all their turns; narrowest "
            "**{narrow} m** (at {narrow_at}); widest from west to east **{wide} km** (at {wide_at}); widest between the "
            "lines, on Mount Hermon, **{hermon} km**; edge with Jordan {jordan} km.",
            version=atlas.version,
            area=f"{measures.area_km2:.1f}",
            length=f"{measures.length_km:.1f}",
            line_a=f"{measures.line_a_km:.1f}",
            line_b=f"{measures.line_b_km:.1f}",
            narrow=f"{narrow.width_m:.0f}",
            narrow_at=point_text(*narrow.middle),
            wide=f"{measures.widest_west_east.width_m / 1000:.1f}",
            wide_at=point_text(*measures.widest_west_east.middle),
            hermon=f"{measures.widest_between_lines.width_m / 1000:.1f}",
            jordan=f"{measures.edge_with_jordan_km:.2f}",
        ),
        "",
        tr("| What is published | By whom | Ours | |"),
        "|---|---|---:|---|",
    ]
    lines += [_comparison_row(comparison) for comparison in compare_published(measures)]
    return "\n".join(lines)


def _comparison_row(comparison: PublishedComparison) -> str:
    figure = comparison.figure
    ours = (
        f"{comparison.ours:,.0f} m"
        if figure.unit == "m"
        else f"{comparison.ours:.1f} {_UNITS.get(figure.unit, figure.unit)}"
    )
    who = f"[{plain(figure.speaker)}]({figure.url})" if figure.url else plain(figure.speaker)
    return f"| {plain(figure.text)} | {who} | {ours} | {plain(comparison.verdict)} |"


_UNITS = {"km2": "km²"}


def limits_text() -> str:
    """Return what was agreed for each band of the areas of limitation, and what is not treaty text."""
    lines = [tr("| Band, on each side | Limit | Source |"), "|---|---|---|"]
    for band in BANDS:
        for limit in limits_of(band).limits:
            treaty = limit.basis is LimitBasis.SIDE_DOCUMENT
            basis = tr("side document of 1974") if treaty else tr("press report, not treaty text")
            low, _, high = band.partition("-")
            name = tr("{low} to {high} km", low=low, high=high)
            lines.append(f"| {name} | {plain(limit.text)} | [{basis}]({limit.source_url}) |")
    return "\n".join(lines)


@kept(2)
def position_text(atlas: Atlas) -> str:
    """Return how often the position test cannot tell, for our records and for the events among them."""
    located = [atlas.select(Filters())[layer_id] for layer_id in RECORD_LAYERS if layer_id in atlas.layers]
    sides = {
        layer.spec.id: [
            str(feature.properties["position"]["side"])
            for feature in layer.features
            if "position" in feature.properties
        ]
        for layer in located
    }
    records = [side for found in sides.values() for side in found]
    events = [side for layer_id, found in sides.items() if layer_id in EVENT_LAYERS for side in found]
    if not records:
        return ""
    return tr(
        "The position test **cannot tell** the side of the lines for {records} and for {events}, because the radius of "
        "the point crosses an edge. Places of the gazetteer are not among them.",
        records=_share_text(records, tr("located records")),
        events=_share_text(events, tr("located events")),
    )


def _share_text(sides: Sequence[str], what: str) -> str:
    unsure = sides.count("cannot_tell")
    return tr(
        "{unsure} of {total} {what} ({share})",
        unsure=f"{unsure:,}",
        total=f"{len(sides):,}",
        what=what,
        share=f"{unsure / max(len(sides), 1):.0%}",
    )


@kept(2)
def names_text(atlas: Atlas) -> str:
    """Return how many Arabic and Hebrew names are our own transliterations, which the card cannot tell apart."""
    places = atlas.dataset.records.places
    arabic = sum(place.name_ar_basis is NameBasis.TRANSLITERATED for place in places)
    hebrew = sum(place.name_he_basis is NameBasis.TRANSLITERATED for place in places)
    return tr(
        "**Names**: of {places} places, the Arabic spelling of {arabic} and the Hebrew spelling of {hebrew} are "
        "transliterated by the editors and are in no source; the columns `name_ar_basis` and `name_he_basis` of "
        "`places.csv` say which.",
        places=f"{len(places):,}",
        arabic=f"{arabic:,}",
        hebrew=f"{hebrew:,}",
    )
