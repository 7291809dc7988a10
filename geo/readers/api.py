"""The doors of this room: propose how a file would be read, and read it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from geo.errors import UsageError
from geo.readers.model.choices import Choices, Proposal, ResolvePlace, refuse_unused
from geo.readers.model.reading import FormatId, Reading
from geo.readers.model.registry import TABLES, Request, reader_of
from geo.readers.model.resource_limits import OWN_FILES, Limits, check_size
from geo.readers.recognition.recognise import fits_body, recognise


def propose(
    path: str | Path,
    *,
    name: str | None = None,
    choices: Choices | None = None,
    limits: Limits | None = None,
    resolve_place: ResolvePlace | None = None,
) -> Proposal:
    """Return how a file would be read, and what must be asked first.

    Parameters
    ----------
    path : str or Path
        The file.
    name : str or None
        Its name as the person knows it; None for the name of ``path``.
    choices : Choices or None
        What is decided already; it is kept.
    limits : Limits or None
        How much is taken; None for :data:`~geo.readers.model.resource_limits.OWN_FILES`.
    resolve_place : callable or None
        Finds places by name, so that names of places can be proposed.

    Raises
    ------
    DataError
        If the file cannot be read; the message names the fault and the cure.
    UsageError
        If a choice does not fit the file.
    """
    request = _request(path, name=name, choices=choices, limits=limits)
    return reader_of(request.format_id).propose_file(replace(request, resolve_place=resolve_place))


def read_events(
    path: str | Path,
    *,
    name: str | None = None,
    choices: Choices | None = None,
    limits: Limits | None = None,
    resolve_place: ResolvePlace | None = None,
    batch_rows: int = 50_000,
) -> Reading:
    """Read a user's events: every row once, accepted, accepted with a warning, or refused with its reason.

    Parameters
    ----------
    path : str or Path
        The file: a table (CSV, TSV, XLSX, JSON) or a file of geometry, recognised by content and ending together.
    name : str or None
        Its name as the person knows it; None for the name of ``path``.
    choices : Choices or None
        What was decided about it.
    limits : Limits or None
        How much is taken; None for :data:`~geo.readers.model.resource_limits.OWN_FILES`.
    resolve_place : callable or None
        Finds places by name, for names confirmed in ``choices.place_names``.
    batch_rows : int
        Most rows in a batch.

    Returns
    -------
    Reading
        Longitude and latitude in degrees WGS 84, dates as ISO text. Rows are read as its batches are taken.

    Raises
    ------
    QuestionsOpen
        If something only a person can decide is open, such as the order of day and month.
    DataError
        If the file cannot be read. It may also be raised while batches are taken.
    UsageError
        If a choice does not fit the file.
    """
    request = _request(path, name=name, choices=choices, limits=limits)
    return reader_of(request.format_id).read_file(replace(request, resolve_place=resolve_place, batch_rows=batch_rows))


def _request(path: str | Path, *, name: str | None, choices: Choices | None, limits: Limits | None) -> Request:
    place = Path(path)
    known_as = name or place.name
    check_size(place, name=known_as, limits=limits or OWN_FILES)
    seen = recognise(place, name=known_as)
    chosen = choices or Choices()
    if chosen.format is not None and not fits_body(FormatId(chosen.format), seen.body):
        raise UsageError(f"{known_as} holds {seen.body}, which cannot be read as {chosen.format}")
    format_id = FormatId(chosen.format) if chosen.format else seen.format_id
    if format_id not in TABLES:
        parts = ("part",) if format_id is FormatId.GEOPARQUET else ()
        refuse_unused(chosen, ("encoding", "separator", "has_header", *parts), what=f"{known_as}, read as {format_id},")
    return Request(place, known_as, format_id, seen.why, chosen, limits or OWN_FILES)
