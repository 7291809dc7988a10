"""Texts of the method page; figures are computed from the data set, not typed."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from geo.atlas import Atlas
from geo.atlas.cache import kept
from geo.text.date_words import day_text
from geo.text.markdown import plain
from geo.vocab import DEFAULT_RADIUS_M, Marker, NameBasis
from geo.zone import BANDS, LimitBasis, PublishedComparison, compare_published, limits_of, measure_zone
from geo.zone.wording import point_text

INTRODUCTION = """
This atlas shows what is reported about the UN-patrolled buffer zone in southern Syria, and by whom. A record says
*reported*, *claimed by* or *confirmed by*; contradictions stand side by side and are never averaged. Three things
are kept apart: the **area of separation** of the 1974 agreement, its **areas of limitation**, and **land held since
December 2024**. East of line A is not the same as east of line B.
"""

PRECISION = f"""
A marker is rarely the site itself. Every record says what its point stands for; the radius is our convention unless
the sources say more.

| The point is | Radius by default |
|---|---|
| the named site, hill, dam or base | {DEFAULT_RADIUS_M[Marker.SITE]:,} m |
| the centre of the named settlement | {DEFAULT_RADIUS_M[Marker.SETTLEMENT]:,} m |
| a neighbour that stands in for a place without a known point | {DEFAULT_RADIUS_M[Marker.PROXY]:,} m |
| a district, road or wider area | {DEFAULT_RADIUS_M[Marker.AREA]:,} m |

A record whose place is unknown has no pin; it is in the counts, the table and the downloads. A date that is known to
a week, month or season is a span, never a single day. Empty casualty figures mean *not reported*, never zero.

**Confidence** is the editors' grade of the record as worded: *high*, *medium* or *low*. Two links are often one
origin, so the card counts origins, not links, and says how each page was seen: opened, seen in part, seen on a mirror
or copy, seen in a news digest only, or not opened. A record known only from digests is never above *low*.
"""

LICENCES = """
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
"""


@kept(2)
def layers_text(atlas: Atlas) -> str:
    """Return the layers with their notes and numbers."""
    lines = []
    for layer in atlas.layers.values():
        apart = len(layer.features) - layer.located
        count = f"{len(layer.features):,} feature{'s' * (len(layer.features) != 1)}" + (
            f", {apart:,} without location" if apart else ""
        )
        lines.append(f"- **{layer.spec.title}** ({count}; {layer.spec.licence}). {layer.spec.note}")
    return "\n".join(lines)


@kept(2)
def coverage_text(atlas: Atlas) -> str:
    """Return the coverage note and the gaps."""
    about = atlas.dataset.about
    gaps = [f"- {day_text(gap.start)} to {day_text(gap.end)}: {plain(gap.reason)}" for gap in about.gaps]
    return "\n".join([plain(about.coverage), "", "Gaps are gaps in the sources, not calm:", *gaps])


@kept(2)
def zone_text(atlas: Atlas) -> str:
    """Return what the zone measures, beside what others publish."""
    measures = measure_zone(atlas.test.zone)
    narrow = measures.narrowest
    lines = [
        (
            f"Computed from the lines of data version {atlas.version}, on the ellipsoid: area **{measures.area_km2:.1f} km2**; "
            f"length from south to north **{measures.length_km:.1f} km**; line A {measures.line_a_km:.1f} km and line B "
            f"{measures.line_b_km:.1f} km with all their turns; narrowest **{narrow.width_m:.0f} m** (at "
            f"{point_text(*narrow.middle)}); widest from west to east **{measures.widest_west_east.width_m / 1000:.1f} km** "
            f"(at {point_text(*measures.widest_west_east.middle)}); widest between the lines, on Mount Hermon, "
            f"**{measures.widest_between_lines.width_m / 1000:.1f} km**; edge with Jordan "
            f"{measures.edge_with_jordan_km:.2f} km."
        ),
        "",
        "| What is published | By whom | Ours | |",
        "|---|---|---:|---|",
    ]
    lines += [_comparison_row(comparison) for comparison in compare_published(measures)]
    return "\n".join(lines)


def _comparison_row(comparison: PublishedComparison) -> str:
    figure = comparison.figure
    ours = f"{comparison.ours:,.0f} m" if figure.unit == "m" else f"{comparison.ours:.1f} {figure.unit}"
    who = f"[{plain(figure.speaker)}]({figure.url})" if figure.url else plain(figure.speaker)
    return f"| {plain(figure.text)} | {who} | {ours} | {plain(comparison.verdict)} |"


@lru_cache(maxsize=1)
def limits_text() -> str:
    """Return what was agreed for each band of the areas of limitation, and what is not treaty text."""
    lines = ["| Band, on each side | Limit | Rests on |", "|---|---|---|"]
    for band in BANDS:
        for limit in limits_of(band).limits:
            basis = (
                "side document of 1974" if limit.basis is LimitBasis.SIDE_DOCUMENT else "press report, not treaty text"
            )
            lines.append(f"| {band.replace('-', ' to ')} km | {plain(limit.text)} | [{basis}]({limit.source_url}) |")
    return "\n".join(lines)


@kept(2)
def position_text(atlas: Atlas) -> str:
    """Return how often the position test cannot tell, for the points of our own layers."""
    sides = Counter(
        feature.properties["position"]["side"]
        for layer in atlas.layers.values()
        for feature in layer.features
        if "position" in feature.properties
    )
    total = sum(sides.values())
    if not total:
        return ""
    unsure = sides["cannot_tell"]
    return (
        f"Of {total:,} located points, the position test **cannot tell** the side of the lines for {unsure:,} "
        f"({unsure / total:.0%}), because their radius crosses an edge."
    )


@kept(2)
def names_text(atlas: Atlas) -> str:
    """Return how many Arabic and Hebrew names are our own transliterations, which the card cannot tell apart."""
    places = atlas.dataset.records.places
    arabic = sum(place.name_ar_basis is NameBasis.TRANSLITERATED for place in places)
    hebrew = sum(place.name_he_basis is NameBasis.TRANSLITERATED for place in places)
    return (
        f"**Names**: of {len(places):,} places, the Arabic spelling of {arabic:,} and the Hebrew spelling of {hebrew:,} are "
        "transliterated by the editors and stand in no source; the columns `name_ar_basis` and `name_he_basis` of "
        "`places.csv` say which."
    )
