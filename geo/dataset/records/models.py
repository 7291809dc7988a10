"""The records of the atlas, one class per table. Pure: no file is read here.

Every class is frozen and refuses unknown columns. A field's type is its rule; ``description`` is its
documentation and appears in ``data/README.md``, which a test keeps complete.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from geo import vocab
from geo.dataset.records import fields as f
from geo.dataset.records.bases import Dated, LocatedRecord, Record, ends_after_start


class Source(Record):
    """A page that a record rests on."""

    id: Annotated[f.Slug, Field(description="Stable id")]
    publisher: Annotated[f.FilledText, Field(description="Who published the page")]
    url: Annotated[f.WebAddress, Field(description="Address of the page")]
    published: Annotated[f.DatePart, Field(description="Date of publication as far as known, else empty")]
    language: Annotated[f.Text, Field(description="ISO 639-1 code, empty if not noted")]


class SourceLink(Record):
    """One record resting on one source, and how the source was seen."""

    record_id: Annotated[f.Slug, Field(description="Id of an event, talk, position, claim, area ...")]
    source_id: Annotated[f.Slug, Field(description="Id in sources.csv")]
    role: Annotated[vocab.LinkRole, Field(description="What the source does for the record")]
    seen: Annotated[vocab.Seen, Field(description="How the page was seen by the editors")]
    origin: Annotated[f.Text, Field(description="Whom the page relays or rests on; empty if unknown")]
    relay: Annotated[f.YesNo, Field(description="yes if the page passes on somebody else's report")]
    checked: Annotated[
        f.DatePart, Field(description="Day on which the page was last held against the record, empty if never")
    ] = ""


class Place(Record):
    """A place of the gazetteer."""

    id: Annotated[f.Slug, Field(description="Stable id")]
    name: Annotated[f.FilledText, Field(description="Default English name, UN usage where known")]
    name_ar: Annotated[f.Text, Field(description="Arabic name")]
    name_ar_basis: Annotated[
        vocab.NameBasis | None,
        BeforeValidator(f.empty_to_none),
        Field(description="Whether the Arabic spelling is sourced or transliterated by us"),
    ]
    name_he: Annotated[f.Text, Field(description="Hebrew name")]
    name_he_basis: Annotated[
        vocab.NameBasis | None,
        BeforeValidator(f.empty_to_none),
        Field(description="Whether the Hebrew spelling is sourced or transliterated by us"),
    ]
    aliases: Annotated[f.Texts, Field(description="Other spellings and rival names, separated by |")]
    kind: Annotated[vocab.PlaceKind, Field(description="Kind of place")]
    governorate: Annotated[
        vocab.Governorate | None,
        BeforeValidator(f.empty_to_none),
        Field(description="Syrian governorate, empty abroad"),
    ]
    country: Annotated[f.Text, Field(description="ISO 3166-1 alpha-2, empty if unclear")]
    lon: Annotated[f.OptionalLongitude, Field(description="WGS 84 longitude in degrees, empty if unknown")]
    lat: Annotated[f.OptionalLatitude, Field(description="WGS 84 latitude in degrees, empty if unknown")]
    precision_m: Annotated[f.OptionalRadius, Field(description="Uncertainty radius in metres")]
    coord_source: Annotated[f.Text, Field(description="GeoNames or Who's On First id, or other origin")]
    coord_url: Annotated[f.OptionalWebAddress, Field(description="Address where the coordinate stands")]
    note: Annotated[f.Text, Field(description="Namesakes and traps")]

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling of the place, the default first."""
        scripts = (name for name in (self.name_ar, self.name_he) if name)
        return (self.name, *scripts, *self.aliases)


class Event(Dated, LocatedRecord):
    """Something reported to have happened on the ground or in the air."""

    id: Annotated[f.Slug, Field(description="Stable id, starts with the date")]
    title: Annotated[f.FilledText, Field(max_length=120, description="Headline in our words")]
    summary: Annotated[f.FilledText, Field(max_length=600, description="What is reported and by whom")]
    category: Annotated[vocab.EventCategory, Field(description="Kind of event; decides the layer")]
    attribution: Annotated[vocab.Attribution, Field(description="Whose action it is reported to be")]
    actor: Annotated[f.FilledText, Field(description="Actor as worded for the record")]
    actors: Annotated[
        tuple[vocab.Actor, ...], BeforeValidator(f.pipe_list), Field(min_length=1, description="Actor groups")
    ]
    target: Annotated[f.Text, Field(description="What was hit, entered or built")]
    place_ids: Annotated[f.Slugs, Field(description="Places named, the main one first")]
    governorate: Annotated[vocab.Governorate, Field(description="Governorate as reported")]
    killed_min: Annotated[f.OptionalCount, Field(description="Lowest number of dead reported, empty = not reported")]
    killed_max: Annotated[f.OptionalCount, Field(description="Highest number of dead reported")]
    injured_min: Annotated[f.OptionalCount, Field(description="Lowest number of injured reported")]
    injured_max: Annotated[f.OptionalCount, Field(description="Highest number of injured reported")]
    casualty_note: Annotated[f.Text, Field(description="Who says which figure")]
    confidence: Annotated[vocab.Confidence, Field(description="How sure the record is as worded")]
    contradiction: Annotated[f.Text, Field(description="Where sources contradict one another")]
    side_note: Annotated[f.Text, Field(description="Why the point may stand on the wrong side of a line")]
    caveat: Annotated[f.Text, Field(description="Other limits a reader must know")]
    umbrella: Annotated[f.YesNo, Field(description="yes for a tally or total, which is not a site")]

    @model_validator(mode="after")
    def _figures_agree(self) -> Event:
        for low, high, what in (
            (self.killed_min, self.killed_max, "killed"),
            (self.injured_min, self.injured_max, "injured"),
        ):
            if low is not None and high is not None and low > high:
                raise ValueError(f"{what}_min is larger than {what}_max")
        return self


class Talk(Dated, LocatedRecord):
    """A meeting, contact or statement about a security arrangement."""

    id: Annotated[f.Slug, Field(description="Stable id")]
    title: Annotated[f.FilledText, Field(max_length=120, description="Headline in our words")]
    kind: Annotated[vocab.TalkKind, Field(description="Kind of contact")]
    israel_syria: Annotated[
        f.YesNo, Field(description="yes if Israeli and Syrian representatives are said to have met")
    ]
    city: Annotated[f.Text, Field(description="City, empty if not stated")]
    country: Annotated[f.Text, Field(description="Country as worded by the source")]
    venue: Annotated[f.Text, Field(description="Venue if stated")]
    place_ids: Annotated[f.Slugs, Field(description="Places in the gazetteer")]
    round_label: Annotated[f.Text, Field(description="Label of the round, only as somebody's claim")]
    round_label_by: Annotated[f.Text, Field(description="Who uses the label")]
    mediator: Annotated[f.Text, Field(description="Mediator")]
    host: Annotated[f.Text, Field(description="Host")]
    syrian_delegation: Annotated[f.Text, Field(description="Syrian side")]
    israeli_delegation: Annotated[f.Text, Field(description="Israeli side")]
    us_delegation: Annotated[f.Text, Field(description="United States")]
    others: Annotated[f.Text, Field(description="Others present")]
    outcome: Annotated[f.FilledText, Field(max_length=600, description="What is reported to have come of it")]
    status: Annotated[vocab.TalkStatus, Field(description="Whether it took place")]
    confidence: Annotated[vocab.Confidence, Field(description="How sure the record is as worded")]
    contradiction: Annotated[f.Text, Field(description="Where sources contradict one another")]
    caveat: Annotated[f.Text, Field(description="Other limits a reader must know")]


class Position(LocatedRecord):
    """A post, camp, crossing or work reported at a place."""

    id: Annotated[f.Slug, Field(description="Stable id")]
    title: Annotated[f.FilledText, Field(max_length=120, description="Name in our words")]
    kind: Annotated[vocab.PositionKind, Field(description="Kind of position")]
    variants: Annotated[f.Texts, Field(description="Other names, separated by |")]
    place_ids: Annotated[f.Slugs, Field(description="Nearest places in the gazetteer")]
    governorate: Annotated[
        vocab.Governorate | None,
        BeforeValidator(f.empty_to_none),
        Field(description="Governorate, empty if not stated"),
    ]
    summary: Annotated[f.FilledText, Field(max_length=600, description="What is reported and by whom")]
    status_code: Annotated[vocab.PositionStatus, Field(description="State when last reported")]
    status: Annotated[f.Text, Field(description="State in words")]
    status_date: Annotated[f.DatePart, Field(description="Date of that report")]
    inside_claim: Annotated[f.Text, Field(description="What sources say on inside or beyond the zone")]
    draw: Annotated[f.YesNo, Field(description="no: the point is unconfirmed and gets no pin")]
    possible_duplicate_of: Annotated[f.OptionalSlug, Field(description="Id of a position that may be the same")]
    valid_from: Annotated[f.DatePart, Field(description="First report, empty if not known")]
    valid_to: Annotated[f.DatePart, Field(description="End, empty while it lasts or if not known")]
    confidence: Annotated[vocab.Confidence, Field(description="How sure the record is as worded")]
    contradiction: Annotated[f.Text, Field(description="Where sources contradict one another")]
    caveat: Annotated[f.Text, Field(description="Other limits a reader must know")]

    _dates_agree = model_validator(mode="after")(ends_after_start)


class Drawn(Record):
    """An area or line of the 1974 agreement or of control, with its geometry in a file of its own."""

    id: Annotated[f.Slug, Field(description="Stable id")]
    title: Annotated[f.FilledText, Field(max_length=120, description="Name")]
    layer: Annotated[vocab.LayerId, Field(description="Layer that draws it")]
    summary: Annotated[f.FilledText, Field(max_length=600, description="What it is, and who says so")]
    geometry_id: Annotated[f.OptionalSlug, Field(description="Feature id in data/geometry, empty: no open geometry")]
    basis: Annotated[f.Text, Field(description="Clause or statement it rests on")]
    valid_from: Annotated[f.DatePart, Field(min_length=4, description="Since when")]
    valid_to: Annotated[f.DatePart, Field(description="Until when, empty while it lasts")]
    confidence: Annotated[vocab.Confidence, Field(description="How sure the record is as worded")]
    contradiction: Annotated[f.Text, Field(description="Where sources contradict one another")]
    caveat: Annotated[f.Text, Field(description="Other limits a reader must know")]

    _dates_agree = model_validator(mode="after")(ends_after_start)


class Area(Drawn):
    """An area; a control assertion without open geometry has no ``geometry_id``."""

    kind: Annotated[vocab.AreaKind, Field(description="Kind of area")]


class Line(Drawn):
    """A line of the agreement."""

    kind: Annotated[vocab.LineKind, Field(description="Which line")]
    accuracy_m: Annotated[int, Field(gt=0, description="How far the drawn line may lie from the true one, metres")]


class ControlChange(Dated):
    """A dated change of control, law or statement; text only."""

    id: Annotated[f.Slug, Field(description="Stable id")]
    title: Annotated[f.FilledText, Field(max_length=140, description="What changed, in our words")]
    summary: Annotated[f.Text, Field(max_length=600, description="Details")]
    kind: Annotated[vocab.ControlKind, Field(description="Kind of change")]
    confidence: Annotated[vocab.Confidence, Field(description="How sure the record is as worded")]
    caveat: Annotated[f.Text, Field(description="Limits a reader must know")]


class Claim(Record):
    """Somebody's statement that evidence supports or contradicts."""

    id: Annotated[f.Slug, Field(description="Stable id")]
    topic: Annotated[vocab.ClaimTopic, Field(description="What the claim is about")]
    claim: Annotated[f.FilledText, Field(max_length=300, description="The claim in our words")]
    claimed_by: Annotated[f.FilledText, Field(description="Who says so")]
    claimed_on: Annotated[f.DatePart, Field(description="When, empty if not known")]
    status: Annotated[vocab.ClaimStatus, Field(description="What the evidence makes of it")]
    evidence: Annotated[f.FilledText, Field(max_length=600, description="Evidence for and against")]
    contradicts: Annotated[f.Slugs, Field(description="Claims that it contradicts")]
    supports: Annotated[f.Slugs, Field(description="Claims that it supports")]
    note: Annotated[f.Text, Field(description="Notes")]


class ClaimFigure(Record):
    """One figure that one speaker gives on the subject of a claim."""

    claim_id: Annotated[f.Slug, Field(description="Claim in claims.csv")]
    speaker: Annotated[f.FilledText, Field(description="Who gives the figure")]
    value_min: Annotated[f.OptionalFloat, Field(description="Lowest value; empty for 'up to'")]
    value_max: Annotated[f.OptionalFloat, Field(description="Highest value; empty for 'more than'")]
    unit: Annotated[f.FilledText, Field(description="Unit")]
    counted: Annotated[
        f.FilledText,
        Field(description="What is counted; figures on one topic with the same words and unit share an axis"),
    ]
    date: Annotated[f.DatePart, Field(description="Date of the figure, empty if not known")]
    note: Annotated[f.Text, Field(description="What else to know of it")]

    @model_validator(mode="after")
    def _has_a_value(self) -> ClaimFigure:
        if self.value_min is None and self.value_max is None:
            raise ValueError("value_min and value_max are both empty; a figure needs one")
        if self.value_min is not None and self.value_max is not None and self.value_min > self.value_max:
            raise ValueError("value_min is larger than value_max")
        return self


class OriginStatement(Record):
    """A checkable statement of the article the project began with, in our words."""

    id: Annotated[f.Slug, Field(description="Stable id")]
    statement: Annotated[f.FilledText, Field(max_length=300, description="The statement in our words")]
    verdict: Annotated[vocab.Verdict, Field(description="What the evidence makes of it")]
    evidence: Annotated[f.FilledText, Field(max_length=600, description="Evidence in our words")]
    claim_ids: Annotated[f.Slugs, Field(description="Claims concerned")]
    talk_ids: Annotated[f.Slugs, Field(description="Talks concerned")]
    event_ids: Annotated[f.Slugs, Field(description="Events concerned")]


class ReferenceRow(Record):
    """What became of one row of the reference pack."""

    table: Annotated[
        f.FilledText, Field(description="Table of the pack; later rounds carry their month, as in 2026-11/events")
    ]
    reference: Annotated[f.FilledText, Field(description="Id or row number in that table")]
    decision: Annotated[vocab.Decision, Field(description="kept, merged, left out; a correction is applied or refused")]
    record_id: Annotated[f.OptionalSlug, Field(description="Our record; empty if left out")]
    reason: Annotated[f.Text, Field(description="Why it was merged, left out, refused or changed")]

    @model_validator(mode="after")
    def _explained(self) -> ReferenceRow:
        if (self.decision is vocab.Decision.LEFT_OUT) == (self.record_id is not None):
            raise ValueError("record_id must be empty for left_out and filled for every other decision")
        if self.decision not in (vocab.Decision.KEPT, vocab.Decision.APPLIED) and not self.reason:
            raise ValueError("reason must say why the row was merged, left out or refused")
        return self
