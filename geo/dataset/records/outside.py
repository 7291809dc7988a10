"""What others count and say: rows that stay theirs, beside our records and never part of them. Pure."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from geo import vocab
from geo.dataset.records import fields as f
from geo.dataset.records.bases import Record
from geo.text.dates import first_day, last_day

MAX_PINNED_WHERE_PRECISION = 2
"""UCDP's where_prec up to which a row gets a pin: 1 is the exact place, 2 is near it, 3 and up are whole districts."""


class UcdpEvent(Record):
    """One row of the Uppsala Conflict Data Program, as a named version of its files has it."""

    id: Annotated[f.Slug, Field(description="ucdp- and UCDP's own id; a later release replaces the row of this id")]
    relid: Annotated[f.Text, Field(description="UCDP's relid, empty where the copy lacked it")]
    version: Annotated[f.FilledText, Field(description="Version of the UCDP file that the row was taken from")]
    coverage: Annotated[vocab.UcdpCoverage, Field(description="Whether the whole row was read or a part of it")]
    date_start: Annotated[f.DatePart, Field(min_length=10, description="First day as coded by UCDP")]
    date_end: Annotated[f.DatePart, Field(description="Last day as coded by UCDP, empty if the copy lacked it")]
    date_prec: Annotated[f.OptionalCount, Field(description="UCDP's precision of the date, 1 (day) to 5")]
    where: Annotated[f.Text, Field(description="Place as UCDP names it, empty if the copy lacked it")]
    where_prec: Annotated[f.OptionalCount, Field(description="UCDP's precision of the place, 1 (exact) to 7")]
    lon: Annotated[f.OptionalLongitude, Field(description="WGS 84 longitude, only where where_prec is 1 or 2")]
    lat: Annotated[f.OptionalLatitude, Field(description="WGS 84 latitude, only where where_prec is 1 or 2")]
    adm_1: Annotated[f.Text, Field(description="First administrative unit as UCDP names it")]
    governorate: Annotated[
        vocab.Governorate | None,
        BeforeValidator(f.empty_to_none),
        Field(description="The same as one of our governorates, empty if not known"),
    ]
    country: Annotated[f.FilledText, Field(description="Country as UCDP names it")]
    violence: Annotated[vocab.UcdpViolence, Field(description="UCDP's type of violence")]
    conflict: Annotated[f.FilledText, Field(description="Conflict as UCDP names or codes it")]
    dyad: Annotated[f.Text, Field(description="The two sides as UCDP names or codes them")]
    israel_side: Annotated[f.YesNo, Field(description="yes if Israel is a side of the coded conflict")]
    best: Annotated[int, Field(ge=0, description="Deaths, UCDP's best estimate")]
    low: Annotated[f.OptionalCount, Field(description="Deaths, UCDP's low estimate")]
    high: Annotated[f.OptionalCount, Field(description="Deaths, UCDP's high estimate")]
    code_status: Annotated[f.Text, Field(description="State of UCDP's coding; anything but Clear is preliminary")]
    reported_by: Annotated[f.Texts, Field(description="Offices that UCDP names as its sources, separated by |")]
    same_as: Annotated[f.OptionalSlug, Field(description="Our record of the same event, where an editor says so")]
    same_note: Annotated[f.Text, Field(description="Why it is held to be the same or not, and where numbers differ")]

    @model_validator(mode="after")
    def _pinned_only_where_near(self) -> UcdpEvent:
        if (self.lon is None) != (self.lat is None):
            raise ValueError("lon and lat must both be filled or both be empty")
        if self.lon is not None and not is_pinned(self.where_prec):
            raise ValueError("lon must be empty: only where_prec 1 and 2 give a point")
        if self.date_end and self.date_end < self.date_start:
            raise ValueError("date_end lies before date_start")
        return self

    @property
    def preliminary(self) -> bool:
        """Whether UCDP itself says that the coding may change."""
        return self.code_status not in ("", "Clear")


def is_pinned(where_prec: int | None) -> bool:
    """Return whether a row with this precision of the place gets a pin.

    Examples
    --------
    >>> is_pinned(2), is_pinned(4), is_pinned(None)
    (True, False, False)
    """
    return where_prec is not None and 1 <= where_prec <= MAX_PINNED_WHERE_PRECISION


class Yardstick(Record):
    """One total that somebody else published: what they count, over which days, and how the page was seen."""

    id: Annotated[f.Slug, Field(description="Stable id")]
    publisher: Annotated[f.FilledText, Field(description="Who published the total")]
    origin: Annotated[f.FilledText, Field(description="Whose count it is")]
    period_start: Annotated[f.DatePart, Field(min_length=4, description="First day, or month, that is counted")]
    period_end: Annotated[f.DatePart, Field(min_length=4, description="Last day, or month, that is counted")]
    counted: Annotated[f.FilledText, Field(max_length=300, description="What is counted, in our words")]
    unit: Annotated[f.FilledText, Field(description="Unit")]
    qualifier: Annotated[vocab.Qualifier, Field(description="How exact the figure is said to be")]
    figure: Annotated[f.OptionalCount, Field(description="The total; empty where no number is given")]
    by_kind: Annotated[f.Parts, Field(description="The total by the publisher's own kinds, kind=number joined by |")]
    by_governorate: Annotated[
        f.Parts, Field(description="The total by governorate, as above; + joins two that are counted together")
    ]
    also: Annotated[f.Parts, Field(description="Other figures of the same statement, as above; no part of the total")]
    url: Annotated[f.WebAddress, Field(description="Page that gives the total")]
    seen: Annotated[vocab.Seen, Field(description="How that page was seen by the editors")]
    stated_on: Annotated[f.DatePart, Field(min_length=4, description="When the total was published")]
    claim_id: Annotated[f.OptionalSlug, Field(description="Claim of the ledger that has the same total")]
    note: Annotated[f.Text, Field(description="Limits, and what stands against it")]

    @model_validator(mode="after")
    def _hangs_together(self) -> Yardstick:
        if last_day(self.period_end) < first_day(self.period_start):
            raise ValueError("period_end lies before period_start")
        if (self.figure is None) != (self.qualifier in vocab.WITHOUT_NUMBER):
            raise ValueError("figure must be empty for dozens and not_counted, and filled otherwise")
        known = set(vocab.Governorate)
        for name, _ in self.by_governorate:
            if not set(name.split("+")) <= known:
                raise ValueError(f"by_governorate has {name!r}, which is not a governorate")
        return self

    @property
    def month(self) -> str | None:
        """The calendar month that the total covers whole, as YYYY-MM; None for any other stretch of days."""
        start, end = first_day(self.period_start), last_day(self.period_end)
        month = start[:7]
        return month if (start, end) == (first_day(month), last_day(month)) else None


class ControlAssertion(Record):
    """Somebody's statement, on a day, about who holds or does what at a place. A raid is not control."""

    id: Annotated[f.Slug, Field(description="Stable id")]
    asserted_by: Annotated[f.FilledText, Field(description="Who says so")]
    relayed_by: Annotated[f.Text, Field(description="Whose page was read, where it is another's")]
    place_id: Annotated[f.OptionalSlug, Field(description="Place of the gazetteer; its point stands for it, if any")]
    place: Annotated[f.FilledText, Field(description="Place or area as worded")]
    holder: Annotated[f.FilledText, Field(description="Who is said to be there")]
    kind: Annotated[vocab.AssertionKind, Field(description="What is said; only held is control")]
    assertion: Annotated[f.FilledText, Field(max_length=300, description="The statement in our words")]
    valid_from: Annotated[f.DatePart, Field(description="Since when, as said; empty if not said")]
    stated_on: Annotated[f.DatePart, Field(description="When it was said; empty if the page has no date")]
    date_precision: Annotated[vocab.DatePrecision, Field(description="How exactly that day is known")]
    basis: Annotated[f.FilledText, Field(description="What the statement rests on")]
    url: Annotated[f.WebAddress, Field(description="Page that was read")]
    seen: Annotated[vocab.Seen, Field(description="How that page was seen by the editors")]
    note: Annotated[f.Text, Field(description="Limits, and what stands against it")]


class Revision(Record):
    """How the casualty figures of an event stood from a day on, while later sources had not yet spoken."""

    record_id: Annotated[f.Slug, Field(description="Event whose figures changed")]
    known_on: Annotated[f.DatePart, Field(min_length=10, description="Day from which the figures stood so")]
    killed_min: Annotated[f.OptionalCount, Field(description="Lowest number of dead reported by then")]
    killed_max: Annotated[f.OptionalCount, Field(description="Highest number of dead reported by then")]
    injured_min: Annotated[f.OptionalCount, Field(description="Lowest number of injured reported by then")]
    injured_max: Annotated[f.OptionalCount, Field(description="Highest number of injured reported by then")]
    basis: Annotated[f.FilledText, Field(description="Which source of the record gives them")]
