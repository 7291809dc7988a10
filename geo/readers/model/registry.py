"""A file to read, and the way to the reader of its format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import ModuleType

from geo.readers.model.choices import Choices, Proposal, ResolvePlace
from geo.readers.model.formats import FORMATS, Body, FormatId
from geo.readers.model.reading import Batch, Reading
from geo.readers.model.resource_limits import OWN_FILES, Limits
from geo.text.messages import tr


@dataclass(frozen=True)
class Request:
    """A file to read, and how.

    Attributes
    ----------
    path : Path
        Where it is.
    name : str
        Its name as the person knows it, for messages.
    format_id : FormatId
        What it was recognised as.
    body : Body
        What its content is.
    why : str
        What it was recognised by.
    choices : Choices
        What the person decided.
    limits : Limits
        How much is taken.
    resolve_place : callable or None
        Finds places by name; None where that is not offered.
    batch_rows : int
        Most rows in a batch.
    unpacked : object
        Keeps the temporary file of an archive for as long as the request lives; None where there is none.
    """

    path: Path
    name: str
    format_id: FormatId
    body: Body
    why: str = ""
    choices: Choices = field(default_factory=Choices)
    limits: Limits = OWN_FILES
    resolve_place: ResolvePlace | None = None
    batch_rows: int = 50_000
    unpacked: object = None


def read_file(request: Request) -> Reading:
    """Return the reading of a file by the reader of its format; rows are read as its batches are taken.

    Parameters
    ----------
    request : Request
        The file and how to read it.

    Returns
    -------
    Reading
        Not begun: nothing but what decides how it is read has been looked at.

    Raises
    ------
    QuestionsOpen
        If something only a person can decide is open.
    DataError
        If the file cannot be read.
    """
    function: Callable[[Request], Reading] = _reader(request).read
    return function(request)


def propose_file(request: Request) -> Proposal:
    """Return how a file would be read by the reader of its format.

    Parameters
    ----------
    request : Request
        The file and what is decided about it.

    Returns
    -------
    Proposal
        What it was recognised as, its columns, and what must be asked.

    Raises
    ------
    DataError
        If the file cannot be read.
    """
    function: Callable[[Request], Proposal] = _reader(request).propose
    return function(request)


def reading_of(
    request: Request,
    *,
    notes: Sequence[str],
    rows_total: int | None,
    batches: Iterator[Batch],
    format_id: FormatId | None = None,
) -> Reading:
    """Return a reading with what :data:`~geo.readers.model.formats.FORMATS` says of its format.

    Parameters
    ----------
    request : Request
        The file.
    notes : sequence of str
        What concerns the whole file.
    rows_total : int or None
        Number of rows where it is known.
    batches : iterator of Batch
        The rows.
    format_id : FormatId or None
        The format; None for that of the request.

    Returns
    -------
    Reading
        With the licence note of the format, in the language of the reader.
    """
    known = format_id or request.format_id
    spec = FORMATS[known]
    licence = tr(spec.licence_note) if spec.licence_note else ""
    return Reading(known, tuple(notes), licence, spec.share_rows, rows_total, batches)


def _reader(request: Request) -> ModuleType:
    """Load a reader when it is first needed."""
    return import_module(FORMATS[request.format_id].module)
