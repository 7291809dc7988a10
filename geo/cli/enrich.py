"""``enrich``: a file of a person's own events, with what the atlas says of each row."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from geo.atlas.shared import open_atlas
from geo.cli.commands import data_folder
from geo.cli.progress import ProgressBar
from geo.cli.terminal import say
from geo.errors import UsageError
from geo.exports import Format
from geo.readers import Choices, DateOrder, FormatId, Question, QuestionsOpen, Reading, Role, RowStatus, read_events
from geo.text.quantities import parse_metres, parse_quantity

if TYPE_CHECKING:
    from geo.userdata.enrich.summary import Summary

EXIT_DONE = 0
EXIT_NOTHING = 1
_BATCH_ROWS = 100_000
_SAMPLE_BYTES = 1_000_000
_TEXT_ENDINGS = frozenset({".csv", ".tsv", ".txt"})


def add_enrich_command(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = verbs.add_parser("enrich", help="say of each row of a file of events where it lies and what is near")
    command.add_argument("file", type=Path, metavar="FILE", help="file of events")
    command.add_argument("-o", "--output", type=Path, metavar="OUT", help="file to write (default: FILE_enriched.csv)")
    command.add_argument("-f", "--format", choices=[str(form) for form in Format], help="format to write")
    command.add_argument("--refused", type=Path, metavar="OUT", help="write refused rows with their reasons as CSV")
    own = command.add_mutually_exclusive_group()
    own.add_argument("--with-original", action="store_true", help="write the file's own columns too")
    own.add_argument("--without-original", action="store_true", help="leave the file's own columns out")
    command.add_argument("--near-km", default="5", metavar="KM", help="reach of our records (default: 5)")
    command.add_argument("--near-days", default="2", metavar="DAYS", help="days apart of our records (default: 2)")
    command.add_argument("--uncertainty", metavar="M", help="radius in metres for rows that do not say theirs")
    _add_choices(command)
    command.set_defaults(run=enrich)


def _add_choices(command: argparse.ArgumentParser) -> None:
    known = ", ".join(Role)
    command.add_argument("--crs", metavar="CODE", help="reference system of plane coordinates, such as EPSG:2039")
    command.add_argument("--read-as", choices=[str(form) for form in FormatId], help="format of FILE")
    command.add_argument("--map", action="append", default=[], metavar="NAME=COLUMN", help=f"column of {known}")
    order = command.add_mutually_exclusive_group()
    for date_order in DateOrder:
        option = f"--{date_order.replace('_', '-')}"
        order.add_argument(option, dest="date_order", action="store_const", const=date_order, help="order of dates")
    command.add_argument("--swap", action=argparse.BooleanOptionalAction, help="latitude and longitude are exchanged")
    command.add_argument("--header", action=argparse.BooleanOptionalAction, help="whether the first row holds names")
    command.add_argument("--sheet", metavar="NAME", help="sheet, folder or layer to read")
    command.add_argument("--encoding", metavar="NAME", help="encoding of the text, such as windows-1256")
    command.add_argument("--separator", metavar="CHARACTER", help="character between cells")


def enrich(options: argparse.Namespace) -> int:
    """Read, enrich and write; the counts go to stdout as JSON and to stderr in sentences.

    Raises
    ------
    UsageError
        If the options do not fit together, a question is open, or the output cannot be written.
    DataError
        If the file cannot be read.
    """
    from geo.userdata.enrich import EnrichOptions, make_enricher  # loads pandas, which other commands do without
    from geo.userdata.enrich.run import Output, enrich_file

    began = time.monotonic()
    source: Path = options.file
    output = _output(source, options)
    chosen = EnrichOptions(
        uncertainty_m=_metres(options.uncertainty, "--uncertainty"),
        near_km=_number(options.near_km, "--near-km") or 0.0,
        near_days=_days(options.near_days),
    )
    reading = _opened(source, _choices(options, uncertainty_m=chosen.uncertainty_m))
    atlas = open_atlas(data_folder(options))
    with_original = not options.without_original and (options.with_original or reading.share_rows)
    for line in (*reading.notes, reading.licence_note, _own_columns_note(reading, written=with_original)):
        if line:
            say(line)
    total = reading.rows_total or _estimated_rows(source)
    progress = ProgressBar(sys.stderr, total, about=reading.rows_total is None)
    try:
        with _ended_by_signal() as ended:
            wanted = Output(output, _form(output, options), with_original, options.refused)

            def told(rows: int) -> None:
                if ended.is_set():  # the interruption was lost, as one that falls into a clean-up of Python's is
                    raise KeyboardInterrupt
                progress.tell(rows)

            summary = enrich_file(reading, make_enricher(atlas, options=chosen), wanted, atlas=atlas, told=told)
    except KeyboardInterrupt:
        raise UsageError(f"Interrupted; {output} was not written.") from None
    finally:
        progress.clear()
    return _report(summary, reading, output, seconds=time.monotonic() - began)


def _report(summary: Summary, reading: Reading, output: Path, *, seconds: float) -> int:
    for line in summary.sentences():
        say(line)
    say(f"{output.stat().st_size:,} bytes written to {output} in {seconds:,.1f} s.")
    told = {"format": str(reading.format_id), "output": str(output), **summary.to_json()}
    print(json.dumps(told, ensure_ascii=False, indent=2))
    return EXIT_NOTHING if summary.rows and summary.status[str(RowStatus.REFUSED)] == summary.rows else EXIT_DONE


def _output(source: Path, options: argparse.Namespace) -> Path:
    ending = options.format or Format.CSV
    output: Path = options.output or source.with_name(f"{source.stem}_enriched.{ending}")
    targets = [path.resolve() for path in (output, options.refused) if path is not None]
    if source.resolve() in targets:
        raise UsageError(f"{source} is the file to read; write to another one.")
    if len(set(targets)) < len(targets):
        raise UsageError("--output and --refused name one file; they need two.")
    return output


def _form(output: Path, options: argparse.Namespace) -> Format:
    if options.format:
        return Format(options.format)
    ending = output.suffix.lower().lstrip(".")
    endings = {str(form): form for form in Format} | {"json": Format.GEOJSON, "geoparquet": Format.GEOPARQUET}
    if ending not in endings:
        raise UsageError(f"{output} does not say which format it is; add -f with one of {', '.join(Format)}.")
    return endings[ending]


def _opened(source: Path, choices: Choices) -> Reading:
    if not source.is_file():
        raise UsageError(f"{source} is no file that can be read.")
    try:
        return read_events(source, choices=choices, batch_rows=_BATCH_ROWS)
    except QuestionsOpen as error:
        raise UsageError("\n".join(_asked(question) for question in error.questions)) from None


_CURES = {
    "date_order": "--day-first, --month-first or --year-first",
    "swap_coordinates": "--swap or --no-swap",
    "has_header": "--header or --no-header",
    "part": "--sheet NAME",
    "columns": "--map NAME=COLUMN",
    "format": "--read-as FORMAT",
    "encoding": "--encoding NAME",
    "separator": "--separator CHARACTER",
    "uncertainty_m": "--uncertainty M",
}


def _asked(question: Question) -> str:
    options = [f"  {option.value}: {option.label} {option.sample}".rstrip() for option in question.options]
    cure = _CURES.get(question.id.split(":")[0].split(".")[0], 'the page "Your data"')
    return "\n".join([f"{question.sentence} Answer with {cure}.", *options])


def _choices(options: argparse.Namespace, *, uncertainty_m: float | None) -> Choices:
    return Choices(
        format=FormatId(options.read_as) if options.read_as else None,
        part=options.sheet,
        columns=dict(_mapped(text) for text in options.map),
        date_order=options.date_order,
        swap_coordinates=options.swap,
        has_header=options.header,
        encoding=options.encoding,
        separator={"tab": "\t", "\\t": "\t"}.get(options.separator, options.separator),
        uncertainty_m=uncertainty_m,
        crs=options.crs,
    )


def _mapped(text: str) -> tuple[str, str]:
    name, equals, column = text.partition("=")
    if not equals or name not in set(Role):
        raise UsageError(f"--map {text!r} must be NAME=COLUMN, NAME being one of {', '.join(Role)}.")
    return name, column


def _metres(text: str | None, name: str) -> float | None:
    return None if text is None else parse_metres(text, name=name)


def _number(text: str | None, name: str) -> float | None:
    return None if text is None else parse_quantity(text, name=name)


def _days(text: str) -> int:
    days = parse_quantity(text, name="--near-days")
    if not days.is_integer():
        raise UsageError(f"--near-days {text} is no whole number of days.")
    return int(days)


def _own_columns_note(reading: Reading, *, written: bool) -> str:
    if reading.share_rows or written:
        return ""
    return (
        "The file's own columns and prose are left out, as its licence limits what may be passed on; "
        "--with-original writes them."
    )


def _estimated_rows(source: Path) -> int | None:
    """Return about how many rows a text file has, from the length of its first lines."""
    if source.suffix.lower() not in _TEXT_ENDINGS:
        return None
    with source.open("rb") as file:
        sample = file.read(_SAMPLE_BYTES)
    lines = sample.count(b"\n")
    return round(source.stat().st_size / len(sample) * lines) if lines else None


@contextmanager
def _ended_by_signal() -> Iterator[threading.Event]:
    """Let a request to end the process end the work like Ctrl-C does, so that nothing half-written stays."""
    ended = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        ended.set()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield ended
    finally:
        signal.signal(signal.SIGTERM, before)
