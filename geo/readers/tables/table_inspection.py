"""What must be known of a table before its rows are read: which column is what, and what only a person can say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from geo.errors import UsageError
from geo.readers.model.choices import Choices, DateOrder, Option, Question, Role
from geo.readers.model.formats import FormatId
from geo.readers.tables.column_guess import guess_mapping
from geo.readers.tables.column_notes import column_notes
from geo.readers.tables.coordinate_questions import crs_questions, epsg_of, swap_question
from geo.readers.tables.derived_columns import Derived, find_derived, with_derived
from geo.readers.tables.layouts import Layout, publisher_layout
from geo.readers.tables.row_chunk import Chunk, TableSource
from geo.readers.values.day import read_day
from geo.readers.values.days import OrderEvidence, distinct, weigh_order
from geo.readers.values.location import flat

_SAMPLES = 200
_SHOWN = 3
_LOCATION_ROLES = (Role.LAT, Role.LAT_LON, Role.LON_LAT, Role.WKT, Role.PLUS_CODE, Role.PLACE)


@dataclass(frozen=True)
class TableInspection:
    """What was found out about a table.

    Attributes
    ----------
    layout : Layout
        Which column is what.
    order : DateOrder or None
        The order of figures in dates; None where no date needs it.
    swap : bool
        Whether latitude and longitude are exchanged.
    questions : tuple of Question
        What only a person can say.
    notes : tuple of str
        What was decided, and by what.
    head : Chunk or None
        The first rows; None if there are none.
    derived : tuple of Derived
        Columns that are put together from several.
    epsg : int or None
        The plane reference system of the coordinates; None for degrees.
    """

    layout: Layout
    order: DateOrder | None
    swap: bool
    questions: tuple[Question, ...]
    notes: tuple[str, ...]
    head: Chunk | None
    derived: tuple[Derived, ...] = ()
    epsg: int | None = None

    def column_notes(self, columns: Sequence[str]) -> tuple[str, ...]:
        """Return which column was taken for what, and which of them were not used."""
        mapping = {str(role): name for role, name in self.layout.mapping.items()}
        used = [*self.layout.title, *(part for made in self.derived for part in made.parts)]
        used += [*(name for names in self.layout.others.values() for name in names)]
        return column_notes(columns, mapping, used=used)


def inspect_table(source: TableSource, *, format_id: FormatId, choices: Choices) -> TableInspection:
    """Return what a table is like, judged by its first rows; of dates in figures by all of them.

    Raises
    ------
    UsageError
        If a choice names a column that the table does not have.
    """
    head = _head(source)
    derived = _derived(source, head, format_id, choices)
    if head is not None:
        head = replace(head, table=with_derived(head.table, derived))
    layout = _layout(source, head, format_id, choices, derived)
    questions: list[Question] = []
    notes = list(layout.notes)
    if not any(layout.mapping.get(role) for role in _LOCATION_ROLES) and not set(_LOCATION_ROLES) & set(
        choices.columns
    ):
        questions.append(_which_columns(source, head))
    order = choices.date_order
    if order is None and head is not None and not layout.refusal:
        evidence = _date_evidence(source, head, layout)
        order = evidence.order
        if evidence.open:
            questions.append(order_question(evidence))
        elif order is not None:
            shown = evidence.day_first or evidence.month_first
            notes.append(f"dates are read with the {order.value.replace('_', ' ')}, as {shown!r} decides")
    swap = bool(choices.swap_coordinates)
    if choices.swap_coordinates is None and head is not None and not layout.refusal:
        question = swap_question(head, layout)
        questions += [question] if question else []
    epsg = epsg_of(choices)
    if epsg is None and head is not None and not layout.refusal:
        questions += crs_questions(head, layout)
    return TableInspection(layout, order, swap, tuple(questions), tuple(notes), head, derived, epsg)


def _derived(source: TableSource, head: Chunk | None, format_id: FormatId, choices: Choices) -> tuple[Derived, ...]:
    """Return columns that are put together: only for anybody's table, and only for roles that are not chosen."""
    if format_id is not FormatId.TABLE:
        return ()
    samples = samples_of(head, source.columns)
    guessed = guess_mapping(source.columns, samples)
    found = find_derived(source.columns, samples)
    whole = {role for role in (Role.LAT, Role.LON) if role in guessed}
    parts = {part for made in found for part in made.parts}
    dated = Role.DATE_FROM in guessed and guessed[Role.DATE_FROM] not in parts
    return tuple(
        made
        for made in found
        if made.role not in choices.columns and made.role not in whole and not (dated and made.role is Role.DATE_FROM)
    )


def _head(source: TableSource) -> Chunk | None:
    chunks = source.chunks(batch_rows=source.head_rows)
    try:
        return next(chunks, None)
    finally:
        close = getattr(chunks, "close", None)
        if close is not None:
            close()


def _layout(
    source: TableSource,
    head: Chunk | None,
    format_id: FormatId,
    choices: Choices,
    derived: tuple[Derived, ...],
) -> Layout:
    unknown = [name for name in choices.columns.values() if name and name not in source.columns]
    if unknown:
        raise UsageError(f"the file has no column {unknown[0]!r}; it has {', '.join(source.columns[:40])}")
    roles = {role.value for role in Role}
    strange = [role for role in choices.columns if role not in roles]
    if strange:
        raise UsageError(
            f"{strange[0]!r} is nothing that a column can be taken for; use one of {', '.join(sorted(roles))}"
        )
    if format_id is FormatId.TABLE:
        parts = {part for made in derived for part in made.parts}
        free = [name for name in source.columns if name not in parts]
        made = {made.role: made.name for made in derived}
        layout = Layout({**guess_mapping(free, samples_of(head, free)), **made})
    else:
        layout = publisher_layout(format_id, source.columns)
    chosen = {Role(role): name for role, name in choices.columns.items()}
    taken = {name for name in chosen.values() if name}
    kept = {role: name for role, name in layout.mapping.items() if name not in taken or format_id is not FormatId.TABLE}
    mapping = {role: name for role, name in {**kept, **chosen}.items() if name}
    return replace(layout, mapping=mapping, others={r: n for r, n in layout.others.items() if r not in chosen})


def samples_of(head: Chunk | None, columns: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the first filled values of each column."""
    if head is None:
        return dict.fromkeys(columns, ())
    first = head.table.slice(0, _SAMPLES)
    return {name: tuple(value for value in first[name].to_pylist() if value.strip()) for name in columns}


def _which_columns(source: TableSource, head: Chunk | None) -> Question:
    samples = samples_of(head, source.columns)
    options = tuple(Option(name, name, ", ".join(samples[name][:_SHOWN])) for name in source.columns)
    return Question(
        "columns",
        "No column with coordinates or places was found. Which column holds the latitude, and which the longitude, "
        "or both in one cell, or a place name?",
        options,
    )


def _date_evidence(source: TableSource, head: Chunk, layout: Layout) -> OrderEvidence:
    """Weigh the dates: where the first rows show figures that can be read in two ways, of the whole table."""
    names = [name for role in (Role.DATE_FROM, Role.DATE_TO) if (name := layout.mapping.get(role))]
    evidence = _weighed(head.table, names, None)
    if not (evidence.either or evidence.day_first or evidence.month_first):
        return evidence
    for chunk in source.chunks(batch_rows=50_000, only=names):
        evidence = _weighed(chunk.table, names, evidence)
    return evidence


def _weighed(table: pa.Table, names: Sequence[str], before: OrderEvidence | None) -> OrderEvidence:
    evidence = before or OrderEvidence()
    for name in names:
        evidence = weigh_order(distinct(flat(table[name]))[0], evidence)
    return evidence


def order_question(evidence: OrderEvidence) -> Question:
    """Return the question in which order day and month are written."""
    both = evidence.day_first and evidence.month_first
    sentence = (
        f"Some dates can only be read with the day first ({evidence.day_first}), others only with the month first "
        f"({evidence.month_first}). In which order is the rest written?"
        if both
        else f"Is {evidence.either} written with the day or the month first? No date in the file decides it."
    )
    text = evidence.either or evidence.day_first
    options = tuple(
        Option(order.value, words, f"{text} is {read_day(text, order).first or 'no date'}")
        for order, words in ((DateOrder.DAY_FIRST, "day first"), (DateOrder.MONTH_FIRST, "month first"))
    )
    return Question("date_order", sentence, options)
