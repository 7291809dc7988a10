"""From rows of text to rows of the model, whole columns at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from geo.readers.model.choices import PlaceCandidate, Role
from geo.readers.model.formats import FormatId
from geo.readers.model.precision import COUNTRY_ONLY, DAY_GRADES, PLACE_GRADES
from geo.readers.model.reading import EVENT_COLUMNS, Batch
from geo.readers.model.resource_limits import Limits
from geo.readers.model.row_issues import Mask, RowIssues
from geo.readers.tables.derived_columns import Derived, with_derived
from geo.readers.tables.layouts import Layout, column_like
from geo.readers.tables.row_chunk import Chunk
from geo.readers.values.day import NO_DATE_GIVEN
from geo.readers.values.days import DayReader, Days
from geo.readers.values.location import RowLocations, flat, locate
from geo.readers.values.numeric_columns import Floats, read_counts, read_metres
from geo.readers.values.text_columns import blank, codes, empty, first_url, joined, same, worded
from geo.text.dates import add_days, first_day, last_day
from geo.vocab import DatePrecision

_WEEK_EITHER_SIDE = 3
_ENDS_EARLY = "the event ends before it begins; the row has no date"
_NOT_COUNT = "{} is not a count, or can be read in two ways; it is unknown"
_NOT_LENGTH = "{} is not a length, or can be read in two ways; the radius is unknown"


@dataclass(frozen=True)
class Assembler:
    """Makes batches of a table, once it is known how to read it.

    Attributes
    ----------
    format_id : FormatId
        The format.
    layout : Layout
        Which column is what.
    days : DayReader
        Reads the dates.
    part : str
        Name of the sheet.
    swap : bool
        Whether latitude and longitude have changed places.
    epsg : int or None
        The plane reference system of the coordinates; None for degrees.
    derived : tuple of Derived
        Columns that are put together from several of the file.
    uncertainty_m : float or None
        Radius in metres for rows of which nothing is known.
    places : mapping of str to PlaceCandidate
        Confirmed places by text.
    limits : Limits
        How much is taken.
    """

    format_id: FormatId
    layout: Layout
    days: DayReader
    part: str = ""
    swap: bool = False
    epsg: int | None = None
    derived: tuple[Derived, ...] = ()
    uncertainty_m: float | None = None
    places: Mapping[str, PlaceCandidate] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)

    def batch(self, chunk: Chunk, *, offset: int, vertices: int = 0) -> Batch:
        """Return the rows of a chunk.

        Parameters
        ----------
        chunk : Chunk
            Rows of text.
        offset : int
            How many rows of the file come before.
        vertices : int
            How many vertices the shapes before have.
        """
        table = with_derived(chunk.table, self.derived)
        issues = RowIssues(len(chunk.rows))
        issues.refuse_each(chunk.faults)
        issues.warn_each(chunk.warnings)
        issues.refuse(empty(chunk.table), "the row is empty")
        issues.refuse(np.full(len(chunk.rows), bool(self.layout.refusal)), self.layout.refusal)
        issues.close_refused()
        located = locate(
            table,
            self.layout.mapping,
            issues,
            swap=self.swap,
            epsg=self.epsg,
            places=self.places,
            max_vertices=self.limits.max_vertices - vertices,
        )
        radius, basis = self._radius(table, located, issues)
        columns = {**self._texts(table), **self._dates(table, issues), **self._killed(table, issues)}
        refused = issues.refused
        located.lon[refused], located.lat[refused] = np.nan, np.nan
        columns |= {
            "row": chunk.rows,
            "part": same(self.part, len(chunk.rows)),
            "status": issues.status(),
            "reasons": issues.reasons(),
            "lon": located.lon,
            "lat": located.lat,
            "uncertainty_m": radius,
            "uncertainty_basis": basis,
        }
        index = pd.RangeIndex(offset, offset + len(chunk.rows))
        events = pa.table({name: columns[name] for name in EVENT_COLUMNS}).to_pandas()
        return Batch(events.set_index(index), chunk.table.to_pandas().set_index(index), _kept(located, refused))

    def _texts(self, table: pa.Table) -> dict[str, pa.Array]:
        roles = (Role.ID, Role.TITLE, Role.ACTOR, Role.PLACE, Role.SOURCE, Role.SUMMARY)
        found = {str(role): self._text(table, role) for role in roles}
        if not self.layout.mapping.get(Role.TITLE) and self.layout.title:
            found["title"] = joined(table, self.layout.title)
        kind = self._text(table, Role.KIND)
        found["kind"] = worded(kind, self.layout.words) if self.layout.words else kind
        url = self._text(table, Role.URL if self.layout.mapping.get(Role.URL) else Role.SOURCE)
        found["url"] = first_url(url)
        return found

    def _text(self, table: pa.Table, role: Role) -> pa.Array:
        name = self.layout.mapping.get(role)
        if not name:
            return same("", table.num_rows)
        text = pc.utf8_trim_whitespace(flat(table[name]))
        for other in self.layout.others.get(role, ()):
            empty = pc.equal(text, "")
            if not pc.any(empty).as_py():
                break
            text = pc.if_else(empty, pc.utf8_trim_whitespace(flat(table[other])), text)
        return text

    def _dates(self, table: pa.Table, issues: RowIssues) -> dict[str, pa.Array]:
        start = self.layout.mapping.get(Role.DATE_FROM)
        end = self.layout.mapping.get(Role.DATE_TO)
        if not start:
            nothing = same("", table.num_rows)
            return {"date_from": nothing, "date_to": nothing, "date_precision": same("unknown", table.num_rows)}
        days = self.days.read(flat(table[start]), issues)
        issues.remark(blank(table[start]), NO_DATE_GIVEN)
        if end:
            days = _spanned(days, self.days.read(flat(table[end]), issues), issues)
        days = self._graded_days(table, days)
        return {"date_from": days.first, "date_to": days.last, "date_precision": days.precision}

    def _graded_days(self, table: pa.Table, days: Days) -> Days:
        grading = DAY_GRADES.get(self.format_id)
        column = column_like(table.column_names, grading.column) if grading else None
        if grading is None or column is None:
            return days
        found = codes(table[column])
        precision, first, last = days.precision, days.first, days.last
        known = pc.not_equal(days.first, "")
        for code, grade in grading.grades.items():
            rows = pc.and_(pc.equal(found, code), known)
            if not pc.any(rows).as_py():
                continue
            precision = pc.if_else(rows, str(grade), precision)
            if self.format_id is FormatId.ACLED and grade in _WIDENED:
                first = pc.if_else(rows, _moved(pc.if_else(rows, first, ""), grade, end=False), first)
                last = pc.if_else(rows, _moved(pc.if_else(rows, last, ""), grade, end=True), last)
        return Days(first, last, precision)

    def _killed(self, table: pa.Table, issues: RowIssues) -> dict[str, Floats]:
        least, most = self.layout.mapping.get(Role.KILLED_MIN), self.layout.mapping.get(Role.KILLED_MAX)
        unknown = np.full(table.num_rows, np.nan)
        low, high = unknown, unknown
        if least:
            figures, high = read_counts(flat(table[least]), name=least)
            issues.warn(figures.unread, _NOT_COUNT.format(least))
            low = figures.values
            issues.remark(np.isnan(low) & np.isnan(high) & ~figures.unread, f"{least}: no count is given")
        if most:
            figures, high = read_counts(flat(table[most]), name=most)
            issues.warn(
                figures.unread,
                _NOT_COUNT.format(most),
            )
        return {"killed_min": low, "killed_max": high}

    def _radius(self, table: pa.Table, located: RowLocations, issues: RowIssues) -> tuple[Floats, pa.Array]:
        radius, basis = located.radius_m, located.basis
        name = self.layout.mapping.get(Role.UNCERTAINTY_M)
        if name:
            figures = read_metres(flat(table[name]), name=name)
            issues.warn(
                figures.unread,
                _NOT_LENGTH.format(name),
            )
            _put(radius, basis, ~np.isnan(figures.values), figures.values, f"the column {name}")
        self._grade_places(table, radius, basis, issues)
        if self.uncertainty_m is not None:
            _put(radius, basis, np.isnan(radius), np.full(len(radius), self.uncertainty_m), "chosen for the whole file")
        return radius, pa.array(basis, pa.string())

    def _grade_places(self, table: pa.Table, radius: Floats, basis: np.ndarray, issues: RowIssues) -> None:
        grading = PLACE_GRADES.get(self.format_id)
        column = column_like(table.column_names, grading.column) if grading else None
        if grading is None or column is None:
            return
        found = codes(table[column])
        for code, grade in grading.grades.items():
            rows = pc.equal(found, code).to_numpy(zero_copy_only=False)
            if not rows.any():
                continue
            _put(radius, basis, rows, np.full(len(radius), grade.uncertainty_m), grade.basis)
            if grade.warning:
                issues.warn(rows, f"{grade.warning} ({grading.column} {code})")
            if grade.refusal:
                issues.refuse(rows, grade.refusal)
        country, place = column_like(table.column_names, "country"), self.layout.mapping.get(Role.PLACE)
        if self.format_id is FormatId.ACLED and country and place:
            same_name = pc.equal(flat(table[country]), flat(table[place])).to_numpy(zero_copy_only=False)
            issues.refuse(same_name & pc.equal(found, "3").to_numpy(zero_copy_only=False), COUNTRY_ONLY)


_WIDENED = (DatePrecision.WEEK, DatePrecision.MONTH)


def _moved(column: pa.Array, grade: DatePrecision, *, end: bool) -> pa.Array:
    """Return the end of the span that a day of a week or a month stands for."""
    encoded = column.dictionary_encode()
    moved = [_edge(day, grade, end=end) if day else "" for day in encoded.dictionary.to_pylist()]
    return pa.array(moved, pa.string()).take(encoded.indices)


def _edge(day: str, grade: DatePrecision, *, end: bool) -> str:
    if grade is DatePrecision.WEEK:
        return add_days(day, _WEEK_EITHER_SIDE if end else -_WEEK_EITHER_SIDE)
    return last_day(day[:7]) if end else first_day(day[:7])


def _spanned(start: Days, end: Days, issues: RowIssues) -> Days:
    """Return days from the beginning of one to the end of the other; a missing end is the beginning's own."""
    last = pc.if_else(pc.equal(end.last, ""), start.last, end.last)
    begun = pc.not_equal(start.first, "")
    early = pc.and_(begun, pc.less(last, start.first))
    issues.warn(early.to_numpy(zero_copy_only=False), _ENDS_EARLY)
    longer = pc.not_equal(start.last, last)
    precision = pc.if_else(pc.and_(begun, longer), str(DatePrecision.RANGE), start.precision)
    lost = pc.or_(early, pc.invert(begun))
    return Days(
        pc.if_else(lost, "", start.first),
        pc.if_else(lost, "", last),
        pc.if_else(lost, str(DatePrecision.UNKNOWN), precision),
    )


def _put(radius: Floats, basis: np.ndarray, rows: Mask, values: Floats, words: str) -> None:
    radius[rows], basis[rows] = values[rows], words


def _kept(located: RowLocations, refused: Mask) -> np.ndarray | None:
    if located.shapes is None:
        return None
    located.shapes[refused] = None
    return located.shapes if not shapely.is_missing(located.shapes).all() else None
