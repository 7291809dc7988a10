"""The entry points of the package: propose how a file would be read, and read it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from geo.errors import UsageError
from geo.readers.guards.packed import unpacked
from geo.readers.model.choices import Choices, Proposal, ResolvePlace, refuse_unused
from geo.readers.model.formats import TABLES, FormatId, fits_body, unused_choices
from geo.readers.model.reading import Reading
from geo.readers.model.registry import Request, propose_file, read_file
from geo.readers.model.resource_limits import OWN_FILES, Limits, check_size
from geo.readers.recognition.recognise import recognise
from geo.text.messages import tr


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

    Returns
    -------
    Proposal
        What it was recognised as and by what, its columns with samples and what each is taken for, and the questions
        that only a person can answer.

    Raises
    ------
    DataError
        If the file cannot be read; the message names the fault and the cure.
    UsageError
        If a choice does not fit the file.
    """
    request = _request(path, name=name, choices=choices, limits=limits)
    return propose_file(replace(request, resolve_place=resolve_place))


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
    return read_file(replace(request, resolve_place=resolve_place, batch_rows=batch_rows))


def _request(path: str | Path, *, name: str | None, choices: Choices | None, limits: Limits | None) -> Request:
    file = Path(path)
    known_as = name or file.name
    allowed = limits or OWN_FILES
    check_size(file, name=known_as, limits=allowed)
    inner = unpacked(file, name=known_as, limits=allowed)
    if inner is not None:
        file, known_as = inner.path, f"{known_as}/{inner.name}"
        check_size(file, name=known_as, limits=replace(allowed, max_bytes=allowed.max_unzipped_bytes))
    seen = recognise(file, name=known_as)
    chosen = choices or Choices()
    format_id = FormatId(chosen.format) if chosen.format else seen.format_id
    if not fits_body(format_id, seen.body):
        raise UsageError(f"{known_as} contains {seen.body}, which cannot be read as {format_id}")
    if format_id not in TABLES:  # of a table more is known once it is opened
        refuse_unused(chosen, unused_choices(format_id, seen.body), what=f"{known_as}, read as {format_id},")
    why = seen.why if inner is None else tr("{why}, unpacked from the archive", why=seen.why)
    return Request(file, known_as, format_id, seen.body, why, chosen, allowed, unpacked=inner)
