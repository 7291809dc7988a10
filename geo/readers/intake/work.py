"""What the child process does with its file: propose or read, and write down what came of it."""

from __future__ import annotations

import json
import sqlite3  # noqa: F401 - its system library cannot be opened once the walls stand
import sys
import traceback
from pathlib import Path
from typing import Any

import pyarrow as pa

from geo.errors import AtlasError, DataError
from geo.readers.api import propose, read_events
from geo.readers.intake.files import RESULT_FILE
from geo.readers.intake.messages import PROPOSE, choices_from, limits_from, places_from, plain
from geo.readers.intake.tables import write_batch
from geo.readers.model.choices import PlaceCandidate, QuestionsOpen
from geo.readers.model.resource_limits import Limits

_BATCH_ROWS = 20_000


def run(job: dict[str, Any], folder: Path) -> None:
    """Do a job; whatever happens is in ``result.json`` afterwards.

    Raises
    ------
    MemoryError
        If the memory does not suffice.
    """
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    try:
        result = _proposed(job, folder) if job["mode"] == PROPOSE else _read(job, folder)
    except QuestionsOpen as asked:
        result = {"error": "questions", "questions": plain(asked.questions)}
    except DataError as refused:
        result = {"error": "data", "faults": plain(refused.faults)}
    except AtlasError as refused:
        result = {"error": "usage", "message": str(refused)}
    except (MemoryError, pa.ArrowMemoryError) as error:
        raise MemoryError from error
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        result = {"error": "unexpected", "kind": type(error).__name__}
    (folder / RESULT_FILE).write_text(json.dumps(result), encoding="utf-8")


def _proposed(job: dict[str, Any], folder: Path) -> dict[str, Any]:
    proposal = propose(
        folder / job["file"],
        name=job["name"],
        choices=choices_from(job["choices"]),
        limits=limits_from(job["limits"]),
        resolve_place=_no_places if job["find_places"] else None,
    )
    return {"proposal": plain(proposal)}


def _read(job: dict[str, Any], folder: Path) -> dict[str, Any]:
    places = places_from(job["places"])
    limits = limits_from(job["limits"])
    reading = read_events(
        folder / job["file"],
        name=job["name"],
        choices=choices_from(job["choices"]),
        limits=limits,
        resolve_place=(lambda text: places.get(text, ())) if places else None,
        batch_rows=_BATCH_ROWS,
    )
    count = rows = 0
    for count, batch in enumerate(reading.batches, start=1):
        rows += len(batch.events)
        _check_rows(rows, job["name"], limits)
        write_batch(batch, count - 1, folder)
        _tell(rows, reading.rows_total)
    return {
        "format_id": str(reading.format_id),
        "notes": list(reading.notes),
        "licence_note": reading.licence_note,
        "share_rows": reading.share_rows,
        "batches": count,
    }


def _check_rows(rows: int, name: str, limits: Limits) -> None:
    from geo.errors import Fault

    if rows > limits.max_rows:
        raise DataError([Fault(name, rows, "-", f"it has more than the {limits.max_rows:,} rows allowed; split it")])


def _tell(rows: int, total: int | None) -> None:
    print(json.dumps({"rows": rows, "total": total}), flush=True)


def _no_places(text: str) -> tuple[PlaceCandidate, ...]:
    """Return nothing: places are found by the parent, which has the gazetteer."""
    del text
    return ()
