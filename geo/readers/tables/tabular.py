"""Reading of tables: text tables, workbooks and lists of records, of publishers and of anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import UsageError
from geo.readers.model.choices import (
    Choices,
    FileColumn,
    Option,
    Part,
    PlaceCandidate,
    PlaceProposal,
    Proposal,
    Question,
    QuestionsOpen,
    Role,
    refuse_unused,
)
from geo.readers.model.formats import WORKBOOKS, Body, FormatId, unused_choices
from geo.readers.model.reading import Batch, Reading
from geo.readers.model.registry import Request, reading_of
from geo.readers.recognition.signatures import format_of_header
from geo.readers.recognition.sniff import ENCODINGS, LEGACY, decode_head
from geo.readers.tables.assemble import Assembler
from geo.readers.tables.parquet_table import open_parquet_table
from geo.readers.tables.record_list import open_record_list
from geo.readers.tables.row_chunk import TableSource, no_rows
from geo.readers.tables.table_inspection import TableInspection, inspect_table, samples_of
from geo.readers.tables.text_table import TextTable, open_text_table
from geo.readers.values.days import DayReader
from geo.readers.values.location import flat

if TYPE_CHECKING:
    from geo.readers.tables.sheet import Sheet

_SHOWN = 5
_MAX_PLACES = 500
_CANDIDATES = 5


def read(request: Request) -> Reading:
    """Return the reading of a table.

    Raises
    ------
    QuestionsOpen
        If something only a person can decide is open.
    DataError
        If it cannot be read.
    UsageError
        If a choice does not fit it.
    """
    source, questions, _ = _opened(request)
    found = inspect_table(source, format_id=_format(request, source), choices=request.choices)
    if found.head is None:
        raise no_rows(request.name)
    open_questions = (*questions, *found.questions)
    if open_questions:
        raise QuestionsOpen(open_questions)
    return reading_of(
        request,
        notes=(*source.notes, *found.notes, *found.column_notes(source.columns)),
        rows_total=source.rows_total,
        batches=_batches(request, source, found),
        format_id=_format(request, source),
    )


def _batches(request: Request, source: TableSource, found: TableInspection) -> Iterator[Batch]:
    assembler = Assembler(
        _format(request, source),
        found.layout,
        DayReader(found.order, counts_from_1904=getattr(source, "counts_from_1904", False)),
        part=source.part,
        swap=found.swap,
        epsg=found.epsg,
        derived=found.derived,
        uncertainty_m=request.choices.uncertainty_m,
        places=_confirmed(request),
        limits=request.limits,
    )
    offset = vertices = 0
    for chunk in source.chunks(batch_rows=request.batch_rows):
        batch = assembler.batch(chunk, offset=offset, vertices=vertices)
        offset += len(chunk.rows)
        vertices += int(np.sum(shapely.get_num_coordinates(batch.shapes))) if batch.shapes is not None else 0
        yield batch


def propose(request: Request) -> Proposal:
    """Return how a table would be read, what was found in it and what must be asked.

    Raises
    ------
    DataError
        If it cannot be read.
    UsageError
        If a choice does not fit it.
    """
    source, questions, parts = _opened(request)
    format_id = _format(request, source)
    found = inspect_table(source, format_id=format_id, choices=request.choices)
    if found.head is None:
        raise no_rows(request.name)
    samples = samples_of(found.head, source.columns)
    return Proposal(
        format_id=format_id,
        why=request.why,
        parts=parts,
        columns=tuple(FileColumn(name, samples[name][:_SHOWN]) for name in source.columns),
        mapping={role.value: name for role, name in found.layout.mapping.items()},
        questions=(*questions, *found.questions),
        places=_place_proposals(request, found),
        notes=(*source.notes, *found.notes, *found.column_notes(source.columns)),
        rows_estimate=source.rows_estimate,
        choices=replace(request.choices, date_order=found.order),
    )


def _format(request: Request, source: TableSource) -> FormatId:
    """Return the format: of a workbook or a list of records that could be anybody's, by its columns."""
    if request.choices.format is not None or request.format_id is not FormatId.TABLE:
        return request.format_id
    return format_of_header([source.columns])[0]


def _opened(request: Request) -> tuple[TableSource, tuple[Question, ...], tuple[Part, ...]]:
    """Return the table to read, what must be asked about it, and the sheets to choose from."""
    body = request.body
    unused = unused_choices(request.format_id, body)
    refuse_unused(request.choices, unused, what=f"{request.name}, which contains {body},")
    if body is Body.PARQUET:
        return open_parquet_table(request.path, name=request.name, limits=request.limits), (), ()
    if body is Body.JSON:
        return open_record_list(request.path, name=request.name, limits=request.limits), (), ()
    if body in WORKBOOKS:
        return _chosen_sheet(request)
    choices = request.choices
    table = open_text_table(
        request.path,
        name=request.name,
        limits=request.limits,
        encoding=_encoding(choices),
        separator=_separator(choices),
        has_header=choices.has_header,
    )
    return table, _which_encoding(table), ()


def _encoding(choices: Choices) -> str | None:
    if choices.encoding is None:
        return None
    if choices.encoding.lower() not in ENCODINGS:
        raise UsageError(f"{choices.encoding!r} is not an encoding that is read; use one of {', '.join(ENCODINGS)}")
    return choices.encoding.lower()


def _separator(choices: Choices) -> str | None:
    chosen = choices.separator
    if chosen is not None and (len(chosen) != 1 or not chosen.isascii() or chosen.isalnum() or chosen in '"\r\n\0'):
        raise UsageError(f"{chosen!r} cannot separate cells; name one character, such as ; or |, or tab")
    return chosen


def _which_encoding(table: TextTable) -> tuple[Question, ...]:
    """Ask for the encoding where whole words are not Unicode: which script they are in, only a reader can see."""
    if table.text.sure or table.text.encoding == LEGACY[0]:
        return ()
    with table.path.open("rb") as file:
        head = file.read(20_000)
    options = []
    for encoding in LEGACY:
        text = decode_head(head, encoding=encoding)
        words = [word for word in (text.content if text else "").split() if not word.isascii()]
        options.append(Option(encoding, encoding, " ".join(words[:8])[:120]))
    return (Question("encoding", "The text is not Unicode. In which of these can it be read?", tuple(options)),)


_OWN_SHEETS, _ABOUT = frozenset({"rows", "features"}), "about"
"""Names of the sheets of rows in workbooks that the atlas writes, and of the sheet that describes them."""


def _chosen_sheet(request: Request) -> tuple[Sheet, tuple[Question, ...], tuple[Part, ...]]:
    from geo.readers.tables.sheet import sheets_of  # text does without its library

    sheets = sheets_of(request.path, name=request.name, limits=request.limits, has_header=request.choices.has_header)
    parts = tuple(Part(sheet.part) for sheet in sheets) if len(sheets) > 1 else ()
    named = {sheet.part: sheet for sheet in sheets}
    part = request.choices.part
    if part is not None:
        if part not in named:
            raise UsageError(f"the workbook has no sheet {part!r} with rows; it has {', '.join(named)}")
        return named[part], (), parts
    own = [sheet for sheet in sheets if sheet.part in _OWN_SHEETS]
    if len(sheets) == 1 or (len(own) == 1 and _ABOUT in named):
        return (own or sheets)[0], (), parts
    options = tuple(Option(sheet.part, sheet.part, ", ".join(sheet.columns[:8])) for sheet in sheets)
    return (
        sheets[0],
        (Question("part", "The workbook has several sheets. Which one holds the events?", options),),
        parts,
    )


def _confirmed(request: Request) -> dict[str, PlaceCandidate]:
    """Return the confirmed places by text.

    Raises
    ------
    UsageError
        If a place was confirmed that is not among those the text may mean.
    """
    if not request.choices.place_names:
        return {}
    if request.resolve_place is None:
        raise UsageError("names of places were confirmed, but no gazetteer was given to find them in")
    found: dict[str, PlaceCandidate] = {}
    for text, place_id in request.choices.place_names.items():
        named = [place for place in request.resolve_place(text) if place.id == place_id]
        if not named:
            raise UsageError(f"{place_id!r} is not among the places that {text!r} may mean")
        found[text.strip()] = named[0]
    return found


def _place_proposals(request: Request, found: TableInspection) -> tuple[PlaceProposal, ...]:
    """Return places to confirm for rows of the head whose only place is a name."""
    name = found.layout.mapping.get(Role.PLACE)
    others = (Role.LAT, Role.LAT_LON, Role.LON_LAT, Role.WKT, Role.PLUS_CODE)
    if name is None or found.head is None or request.resolve_place is None:
        return ()
    table = found.head.table
    bare = np.ones(table.num_rows, dtype=np.bool_)
    for role in others:
        column = found.layout.mapping.get(role)
        if column:
            bare &= np.array([not text.strip() for text in table[column].to_pylist()], dtype=np.bool_)
    texts = flat(table[name]).to_pylist()
    counts = Counter(text.strip() for text, alone in zip(texts, bare, strict=True) if alone and text.strip())
    return tuple(
        PlaceProposal(text, rows, tuple(request.resolve_place(text))[:_CANDIDATES])
        for text, rows in counts.most_common(_MAX_PLACES)
    )
