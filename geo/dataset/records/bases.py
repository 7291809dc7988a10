"""What kinds of records have in common: they are frozen, may be dated, may have a point, may last."""

from __future__ import annotations

from typing import Annotated, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from geo import vocab
from geo.dataset.records import fields as f
from geo.text.dates import Span, add_days, first_day, last_day

_DATED_SPAN_SLACK_DAYS = 3
"""A date known only to about a week stands for the day given, three days either way."""


class Record(BaseModel):
    """Base of all records."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Dated(Record):
    """A record that happened on a day, or somewhere in a span of days."""

    date_start: Annotated[f.DatePart, Field(description="First day, or the month or year known, ISO 8601")]
    date_end: Annotated[f.DatePart, Field(description="Last day if the record spans days, else empty")]
    date_precision: Annotated[vocab.DatePrecision, Field(description="How exactly the date is known")]

    @model_validator(mode="after")
    def _dates_agree(self) -> Dated:
        if not self.date_start:
            raise ValueError("date_start must not be empty; a date is never guessed, leave the row out instead")
        if self.date_precision is vocab.DatePrecision.DAY and len(self.date_start) != 10:
            raise ValueError("date_precision says day but date_start has no day; write YYYY-MM-DD")
        if self.date_end and last_day(self.date_end) < first_day(self.date_start):
            raise ValueError("date_end lies before date_start")
        return self

    @property
    def span(self) -> Span:
        """Days on which the record may have happened; wider than a day when the date is imprecise."""
        start, end = first_day(self.date_start), last_day(self.date_end or self.date_start)
        if self.date_precision is vocab.DatePrecision.MONTH and not self.date_end:
            month = self.date_start[:7]
            start, end = first_day(month), last_day(month)
        if self.date_precision is vocab.DatePrecision.WEEK and not self.date_end:
            start, end = add_days(start, -_DATED_SPAN_SLACK_DAYS), add_days(end, _DATED_SPAN_SLACK_DAYS)
        return Span(start, end)


class LocatedRecord(Record):
    """A record that may have a point, with what the point stands for."""

    lon: Annotated[f.OptionalLongitude, Field(description="WGS 84 longitude in degrees, empty if unknown")]
    lat: Annotated[f.OptionalLatitude, Field(description="WGS 84 latitude in degrees, empty if unknown")]
    marker: Annotated[vocab.Marker, Field(description="What the point stands for")]
    precision_m: Annotated[f.OptionalRadius, Field(description="Radius in metres where it differs from the class")]
    marker_note: Annotated[f.Text, Field(description="What stands in for what, in words")]
    coord_source: Annotated[f.Text, Field(description="Where the coordinate was taken from")]

    @model_validator(mode="after")
    def _point_is_whole(self) -> LocatedRecord:
        if (self.lon is None) != (self.lat is None):
            raise ValueError("lon and lat must both be filled or both be empty")
        if self.lon is None and self.marker is not vocab.Marker.NONE:
            raise ValueError("marker must be none where there is no coordinate")
        if self.lon is not None and self.marker is vocab.Marker.NONE:
            raise ValueError("marker must say what the coordinate stands for (site, settlement, proxy, area)")
        if self.lon is not None and not self.coord_source:
            raise ValueError("coord_source must name where the coordinate was taken from")
        return self

    @property
    def radius_m(self) -> int | None:
        """Uncertainty radius in metres: the record's own, else that of its class; None if unknown."""
        if self.lon is None:
            return None
        return self.precision_m or vocab.DEFAULT_RADIUS_M[self.marker]


class Lasting(Protocol):
    """A record that holds from a day to a day."""

    @property
    def valid_from(self) -> str:
        """First day, month or year; empty if not known."""

    @property
    def valid_to(self) -> str:
        """Last day, month or year; empty while it lasts or if not known."""


LastingRecord = TypeVar("LastingRecord", bound=Lasting)


def ends_after_start(record: LastingRecord) -> LastingRecord:
    """Check that a record that lasts does not end before it begins.

    Raises
    ------
    ValueError
        If it does.
    """
    if record.valid_from and record.valid_to and last_day(record.valid_to) < first_day(record.valid_from):
        raise ValueError("valid_to lies before valid_from")
    return record
