"""Dates of law, control and talks that stand on the axis of the timeline."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.analysis.timeline.reports import DAY_KNOWN
from geo.atlas.evidence import date_words
from geo.dataset.load import Dataset
from geo.text.dates import Span
from geo.text.messages import mark
from geo.vocab import DatePrecision, TalkStatus

SHOWN_STATUS = frozenset({TalkStatus.HELD, TalkStatus.REPORTED})
"""A talk that was only planned, was denied or stalled is not a date on which something happened."""


class Lane(StrEnum):
    """Lanes below the counts, from top to bottom; values are what people read."""

    MEETING = mark("Israel-Syria meetings")
    TALK = mark("Other talks and statements")
    CONTROL = mark("Control, law and UN")


@dataclass(frozen=True, slots=True)
class Mark:
    """One dated entry on the axis.

    Attributes
    ----------
    id, title, kind : str
        As in the record.
    lane : Lane
        Where it stands.
    span : Span
        Days on which it took place, or may have.
    precision : DatePrecision
        How exactly the date is known.
    status : str
        Of a talk: ``held`` or ``reported``; empty for others.
    """

    id: str
    title: str
    kind: str
    lane: Lane
    span: Span
    precision: DatePrecision = DatePrecision.DAY
    status: str = ""

    @property
    def last(self) -> str:
        """Last day of the span."""
        return self.span.end or self.span.start

    @property
    def day_known(self) -> bool:
        """Whether it is known to the day; others are drawn as spans and have no before and after."""
        return self.precision in DAY_KNOWN

    @property
    def when(self) -> str:
        """The date with its precision, in words."""
        return date_words({"valid_from": self.span.start, "valid_to": self.last, "date_precision": str(self.precision)})


def marks_of(dataset: Dataset, *, first: str | None = None, last: str | None = None) -> tuple[Mark, ...]:
    """Return the marks that touch a stretch of days, by first day.

    Parameters
    ----------
    dataset : Dataset
        Whose talks and changes of control they are.
    first, last : str, optional
        Days, ISO 8601, both included; open where left out.
    """
    talks = (
        Mark(
            talk.id,
            talk.title,
            str(talk.kind),
            Lane.MEETING if talk.israel_syria else Lane.TALK,
            talk.span,
            talk.date_precision,
            str(talk.status),
        )
        for talk in dataset.records.talks
        if talk.status in SHOWN_STATUS
    )
    changes = (
        Mark(change.id, change.title, str(change.kind), Lane.CONTROL, change.span, change.date_precision)
        for change in dataset.records.control_changes
    )
    found = [mark for mark in (*talks, *changes) if mark.span.overlaps(first, last)]
    return tuple(sorted(found, key=lambda mark: (mark.span.start, mark.id)))
