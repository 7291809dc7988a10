"""The parent's side: hand a file to a child process, wait no longer than allowed, take over what it made."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from pydantic import TypeAdapter, ValidationError

from geo.errors import DataError, Fault, UsageError
from geo.readers.intake.messages import PROPOSE, READ, plain
from geo.readers.intake.process import Ended, run_child
from geo.readers.intake.tables import read_batch
from geo.readers.model.choices import Choices, PlaceProposal, Proposal, Question, QuestionsOpen, ResolvePlace
from geo.readers.model.reading import Batch, Reading
from geo.readers.model.resource_limits import Limits, check_size

Progress = Callable[[int, int | None], None]
"""Told rows so far and rows in all, None where that is not known."""

_LOG = logging.getLogger(__name__)
_LONGEST_ENDING = 12
ANSWER_SHARE = 3
"""What was read may take this part of the memory of reading: the server has it in memory once or twice."""


@dataclass(frozen=True)
class Intake:
    """An upload that has been read whole.

    Attributes
    ----------
    format_id : str
        What it was recognised as.
    notes : tuple of str
        What concerns the whole file.
    licence_note : str
        What binds whoever holds the rows.
    share_rows : bool
        False where raw rows must not be passed on.
    batches : tuple of Batch
        The rows, each exactly once, in file order.
    """

    format_id: str
    notes: tuple[str, ...]
    licence_note: str
    share_rows: bool
    batches: tuple[Batch, ...]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return sum(len(batch.events) for batch in self.batches)

    def reading(self) -> Reading:
        """Return it in the form in which files are read without a child process."""
        return Reading(self.format_id, self.notes, self.licence_note, self.share_rows, self.rows, iter(self.batches))


def parse_upload(
    data: bytes | Path,
    *,
    name: str,
    choices: Choices | None = None,
    limits: Limits | None = None,
    resolve_place: ResolvePlace | None = None,
    on_progress: Progress | None = None,
    check_cancelled: Callable[[], None] | None = None,
    check_bytes: Callable[[int], None] | None = None,
) -> Intake:
    """Read an upload in a process of its own.

    Parameters
    ----------
    data : bytes or Path
        The content, or a file that holds it.
    name : str
        Its name as the person knows it; only its ending matters.
    choices : Choices or None
        What the person decided.
    limits : Limits or None
        How much is taken, how long and with how much memory.
    resolve_place : callable or None
        Finds places by name, for those confirmed in ``choices.place_names``; called in this process.
    on_progress : callable or None
        Told how far the reading is.
    check_cancelled : callable or None
        Called several times a second; what it raises ends the reading at once, and comes out here.
    check_bytes : callable or None
        Called with the size of what was read, before it is loaded; what it raises comes out here.

    Raises
    ------
    QuestionsOpen
        If something only a person can decide is open.
    DataError
        If the file is refused, takes too long or too much, or brings its reader down; the message says which.
    UsageError
        If a choice does not fit the file.
    """
    chosen = choices or Choices()
    with tempfile.TemporaryDirectory(prefix="atlas-upload-", ignore_cleanup_errors=True) as folder:
        places = {text: resolve_place(text) for text in chosen.place_names} if resolve_place else {}
        ended = _run(
            data,
            Path(folder),
            name=name,
            limits=limits or Limits(),
            on_progress=on_progress,
            check_cancelled=check_cancelled,
            job={"mode": READ, "choices": plain(chosen), "places": plain(places)},
        )
        _check_answer(Path(folder), name=name, limits=limits or Limits(), check_bytes=check_bytes)
        return _taken(ended.result, Path(folder), name=name)


def propose_upload(
    data: bytes | Path,
    *,
    name: str,
    choices: Choices | None = None,
    limits: Limits | None = None,
    resolve_place: ResolvePlace | None = None,
    check_cancelled: Callable[[], None] | None = None,
) -> Proposal:
    """Return how an upload would be read, found in a process of its own; see :func:`parse_upload`.

    Parameters
    ----------
    data : bytes or Path
        The upload, or the path of a file with it.
    name : str
        Name of the file, as the person has it.
    choices : Choices, optional
        What the person has chosen already.
    limits : Limits, optional
        Bounds of memory, time and size.
    resolve_place : ResolvePlace, optional
        Finds the place that a name means.
    check_cancelled : Callable[[], None], optional
        Called now and then; raises if the person gave up.

    Returns
    -------
    Proposal

    Raises
    ------
    DataError
        If the file cannot be read.
    UsageError
        If a choice does not fit the file.
    """
    with tempfile.TemporaryDirectory(prefix="atlas-upload-", ignore_cleanup_errors=True) as folder:
        ended = _run(
            data,
            Path(folder),
            name=name,
            limits=limits or Limits(),
            on_progress=None,
            check_cancelled=check_cancelled,
            job={
                "mode": PROPOSE,
                "choices": plain(choices or Choices()),
                "find_places": resolve_place is not None,
            },
        )
    proposal: Proposal = _checked(TypeAdapter(Proposal), ended.result.get("proposal"), name)
    if resolve_place is None:
        return proposal
    found = (PlaceProposal(place.text, place.rows, resolve_place(place.text)) for place in proposal.places)
    return replace(proposal, places=tuple(found))


def _run(
    data: bytes | Path,
    folder: Path,
    *,
    name: str,
    limits: Limits,
    on_progress: Progress | None,
    check_cancelled: Callable[[], None] | None,
    job: dict[str, Any],
) -> Ended:
    """Have the child do a job; raise what it refused."""
    file = folder / f"upload{_ending(name)}"
    if isinstance(data, Path):
        check_size(data, name=name, limits=limits)
        shutil.copyfile(data, file)
    else:
        file.write_bytes(data)
        check_size(file, name=name, limits=limits)
    whole = {**job, "name": name, "file": file.name, "limits": plain(limits)}
    ended = run_child(whole, folder, on_progress=on_progress, check_cancelled=check_cancelled)
    if ended.log:
        _LOG.warning("reading an upload: %s", ended.log)
    if ended.failure:
        raise _refusal(name, ended.failure)
    error = ended.result.get("error")
    if error:
        raise _raised(error, ended.result, name)
    return ended


def _ending(name: str) -> str:
    ending = PurePath(name.replace("\\", "/")).suffix.lower()
    return ending if ending[1:].isascii() and ending[1:].isalnum() and len(ending) < _LONGEST_ENDING else ""


def _raised(error: str, result: dict[str, Any], name: str) -> Exception:
    if error == "questions":
        return QuestionsOpen(_checked(TypeAdapter(tuple[Question, ...]), result.get("questions"), name))
    if error == "data":
        return DataError(_checked(TypeAdapter(tuple[Fault, ...]), result.get("faults"), name))
    if error == "usage":
        return UsageError(str(result.get("message"))[:2000])
    if error == "memory":
        return _refusal(name, "reading it needs more memory than is allowed; split the file")
    return _refusal(name, f"it could not be read: something in it is not foreseen ({str(result.get('kind'))[:40]})")


def _check_answer(folder: Path, *, name: str, limits: Limits, check_bytes: Callable[[int], None] | None) -> None:
    """Refuse what the child made if it is too large, before any of it is loaded: 35 KB may become 700 MB."""
    size = sum(path.lstat().st_size for path in folder.glob("*.arrow"))
    most = limits.max_memory_bytes // ANSWER_SHARE
    if size > most:
        reason = f"it takes {size / 1e6:,.0f} MB once read, and {most / 1e6:,.0f} MB are allowed; split it"
        raise _refusal(name, reason)
    if check_bytes is not None:
        check_bytes(size)


def _taken(result: dict[str, Any], folder: Path, *, name: str) -> Intake:
    batches: list[Batch] = []
    rows = 0
    try:
        for number in range(int(result["batches"])):
            batches.append(read_batch(number, folder, first=rows))
            rows += len(batches[-1].events)
        return Intake(
            str(result["format_id"]),
            tuple(str(note) for note in result["notes"]),
            str(result["licence_note"]),
            bool(result["share_rows"]),
            tuple(batches),
        )
    except (KeyError, ValueError, TypeError) as error:
        _LOG.warning("an upload's result: %s", error)
        raise _refusal(name, "it could not be read: what its reader handed over is not whole") from error


def _checked(kind: TypeAdapter[Any], value: Any, name: str) -> Any:
    """Return what the child handed over as what it should be; the child is not trusted."""
    try:
        return kind.validate_python(value)
    except ValidationError as error:
        raise _refusal(name, "it could not be read: what its reader handed over is not whole") from error


def _refusal(name: str, reason: str) -> DataError:
    return DataError([Fault(name, 0, "-", reason)])
