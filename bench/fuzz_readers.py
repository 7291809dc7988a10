"""Damaged files for every reader of ``geo.readers``, in process and through the child process.

Each file of a folder (the corpora, for one) is changed at random and read. A reading may end as rows or as an error
with a message; anything else is a finding: another exception, a warning, a crash, more than ten seconds of processor
time, which says the same on a busy machine.

    python -m bench.fuzz_readers ../shared/corpora --minutes 30 --seed 1 --out /tmp/findings

The file that is being read stands in the output folder before it is read, so that a crash can be looked into. Findings
are kept there with their files, one for each kind.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from geo.errors import AtlasError
from geo.readers import Limits, propose, read_events
from geo.readers.intake import parse_upload

LIMITS = Limits(max_bytes=4_000_000, max_rows=20_000, max_vertices=200_000, max_unzipped_bytes=20_000_000)
SLOW_SECONDS = 10.0
CHILD_EVERY = 400
ENDINGS = {".xml": ".kml"}
READ_ENDINGS = (
    *(".geojson", ".json", ".kml", ".kmz", ".gpx", ".gpkg", ".zip", ".parquet"),
    *(".csv", ".tsv", ".gz", ".xlsx", ".xlsm", ".xls", ".ods"),
)
TOKENS = (
    *(b"[" * 300, b"{", b'"', b"\\", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"NaN", b"1e999", b"-0", b"<!DOCTYPE a>"),
    *(b"&#0;", b"]]>", b"<a>", b"\xff\xff\xff\xff", b"\x00\x00\x00\x80", b"\x7f\xff\xff\xff", b"PK\x03\x04", b"\r"),
    *(b"=cmd|' /C'!A0", b"\xed\xa0\x80", b"99999999999999999999", b",,,,", b";", b"\t", b"31/02/2025"),
    b"GEOMETRYCOLLECTION(" * 50,
)


def seeds(folder: Path) -> list[tuple[str, bytes]]:
    """Return the files to start from as name and content; loose Shapefiles are zipped."""
    found: list[tuple[str, bytes]] = []
    for path in sorted(folder.rglob("*")):
        ending = ENDINGS.get(path.suffix.lower(), path.suffix.lower())
        if path.is_file() and ending in READ_ENDINGS and path.stat().st_size < LIMITS.max_bytes:
            found.append((f"mine{ending}", path.read_bytes()))
        if path.suffix == ".shp":
            members = {item.name: item.read_bytes() for item in path.parent.glob(f"{path.stem}.*")}
            found.append(("mine.zip", pack(members)))
    return found


def pack(members: dict[str, bytes]) -> bytes:
    """Return a zip archive of some files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def mutate(content: bytes, others: list[tuple[str, bytes]], chance: random.Random) -> bytes:
    """Return a file with some of its bytes changed; an archive is often changed inside."""
    if content[:4] == b"PK\x03\x04" and chance.random() < 0.8:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
        name = chance.choice(sorted(members))
        members[name] = _changed(members[name], others, chance)
        return pack(members)
    return _changed(content, others, chance)


def _changed(content: bytes, others: list[tuple[str, bytes]], chance: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        at = chance.randrange(len(made) + 1)
        kind = chance.randrange(7)
        if kind == 0 and made:
            made[min(at, len(made) - 1)] = chance.randrange(256)
        elif kind == 1:
            made[at:at] = chance.choice(TOKENS)
        elif kind == 2:
            del made[at : at + chance.choice((1, 2, 4, 30, 1000))]
        elif kind == 3:
            made[at:at] = made[at : at + chance.choice((1, 10, 200))] * chance.choice((2, 5, 50))
        elif kind == 4:
            del made[at:]
        elif kind == 5:
            token = chance.choice(TOKENS)
            made[at : at + len(token)] = token
        else:
            other = chance.choice(others)[1]
            start = chance.randrange(len(other) + 1)
            made[at : at + chance.choice((0, 50))] = other[start : start + chance.choice((4, 50, 500))]
    return bytes(made)


def read(path: Path, *, in_child: bool) -> str:
    """Return how reading a file ended: ``rows``, ``message``, or what was found."""
    started = _processor_seconds()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            if in_child:
                parse_upload(path, name=path.name, limits=LIMITS)
            else:
                propose(path, limits=LIMITS)
                for batch in read_events(path, limits=LIMITS).batches:
                    assert set(batch.events["status"]) <= {"accepted", "accepted_with_warning", "refused"}
                    assert len(batch.events) == len(batch.original)
        ended = "rows"
    except AtlasError as error:
        ended = "message" if "not foreseen" not in str(getattr(error, "faults", "")) else "finding: child: not foreseen"
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)
        ours = next((frame for frame in reversed(last) if "/geo/" in frame.filename), last[-1])
        ended = f"finding: {type(error).__name__} at {Path(ours.filename).name}:{ours.lineno}: {str(error)[:120]}"
    if _processor_seconds() - started > SLOW_SECONDS:
        ended = f"finding: slow ({path.suffix})"
    return ended


def _processor_seconds() -> float:
    """Return the processor time of this process and of the children that have ended."""
    return sum(os.times()[:4])


def cases(folder: Path, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield damaged files without end."""
    chance = random.Random(seed)
    others = seeds(folder)
    by_ending: dict[str, list[tuple[str, bytes]]] = {}
    for name, content in others:
        by_ending.setdefault(name, []).append((name, content))
    while True:
        name = chance.choice(sorted(by_ending))  # as many of each ending, however many files it has
        _, content = chance.choice(by_ending[name])
        yield name, mutate(content, others, chance)


def work(folder: Path, out: Path, *, seed: int, seconds: float, count: int | None = None) -> Counter[str]:
    """Read damaged files for a time or a number; return how often each end came."""
    ends: Counter[str] = Counter()
    until = time.monotonic() + seconds
    for number, (name, content) in enumerate(cases(folder, seed)):
        if time.monotonic() > until or (count is not None and number >= count):
            break
        path = out / f"current-{seed}" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        ended = read(path, in_child=number % CHILD_EVERY == CHILD_EVERY - 1)
        kind = ended if not ended.startswith("finding") else ended.split(": ", 2)[1]
        if ended.startswith("finding") and not ends[kind]:
            keep(out, ended, name, content)
        ends[kind] += 1
        ends[f"{path.suffix} {'rows' if ended == 'rows' else 'message' if ended == 'message' else 'finding'}"] += 1
        if number % 500 == 0:
            (out / f"ends-{seed}.json").write_text(json.dumps(dict(ends), indent=1))
    (out / f"ends-{seed}.json").write_text(json.dumps(dict(ends), indent=1))
    return ends


def keep(out: Path, ended: str, name: str, content: bytes) -> None:
    """Keep a finding with its file."""
    mark = hashlib.sha256(content).hexdigest()[:10]
    (out / f"found-{mark}-{name}").write_bytes(content)
    with (out / "findings.txt").open("a", encoding="utf-8") as log:
        log.write(f"{mark} {name} {ended}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "fuzz-readers")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.worker:
        work(options.folder, options.out, seed=options.seed, seconds=options.minutes * 60)
        return
    until = time.monotonic() + options.minutes * 60
    seed = options.seed
    while (left := (until - time.monotonic()) / 60) > 0.02:
        # A worker that a file brings down is started again with other files.
        command = [sys.executable, "-m", "bench.fuzz_readers", str(options.folder), "--worker", "--seed", str(seed)]
        done = subprocess.run([*command, "--minutes", str(left), "--out", str(options.out)], check=False)
        if done.returncode < 0:
            for path in (options.out / f"current-{seed}").iterdir():
                keep(
                    options.out,
                    f"finding: crash by {signal.Signals(-done.returncode).name}",
                    path.name,
                    path.read_bytes(),
                )
        elif done.returncode:
            break
        seed += 1
    total: Counter[str] = Counter()
    for path in options.out.glob("ends-*.json"):
        total.update(json.loads(path.read_text()))
    print(json.dumps(dict(sorted(total.items())), indent=1))


if __name__ == "__main__":
    main()
