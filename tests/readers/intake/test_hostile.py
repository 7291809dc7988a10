"""Every class of hostile file is uploaded: refused or harmless, ended by no limit, nothing read, nobody called."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.errors import AtlasError, DataError
from geo.readers import read_events
from geo.readers.intake import Intake, parse_upload
from geo.readers.model.formats import BODIES
from tests.readers.intake.hostile_files import FORMULAS, HOSTILE, SCRIPTS, Bait, Hostile, gdalg, vrt, wfs

SECRET = "canary-7f3a91"
ENDED_BY_A_LIMIT = ("processor time", "it took longer than", "ended by the system", "needs more memory")
"""How a person is told that a limit ended the reading: test_upload.py holds the words."""
ALL_ENDINGS = sorted({ending for spec in BODIES.values() for ending in spec.endings})


@pytest.fixture(scope="module")
def calls() -> Iterator[tuple[str, list[str]]]:
    """Return the address of a listener and the list of those who called it."""
    server = socket.create_server(("127.0.0.1", 0))
    called: list[str] = []

    def listen() -> None:
        while True:
            try:
                connection, address = server.accept()
            except OSError:
                return
            called.append(str(address))
            connection.close()

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}", called
    server.close()


@pytest.fixture
def bait(tmp_path: Path, calls: tuple[str, list[str]]) -> Iterator[Bait]:
    """Return bait that must be untouched afterwards."""
    canary = tmp_path / "canary.csv"
    canary.write_text(f"name,lat,lon\n{SECRET},33,35\n", encoding="utf-8")
    url, called = calls
    before = canary.stat().st_atime_ns
    yield Bait(canary, url)
    assert called == []
    assert canary.stat().st_atime_ns == before


def _texts(intake: Intake) -> str:
    frames = [frame for batch in intake.batches for frame in (batch.events, batch.original)]
    return "\n".join([*intake.notes, *(frame.to_csv() for frame in frames)])


def test_the_bait_works(tmp_path: Path, calls: tuple[str, list[str]]) -> None:
    url, called = calls
    with socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2]))) as connection:
        connection.recv(1)
    assert len(called) == 1
    called.clear()


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_a_hostile_file_is_refused_or_harmless(bait: Bait, kind: str) -> None:
    """What would cost more than its size is made so large that the limits would end it: they do not have to."""
    hostile = HOSTILE[kind]
    said = _outcome(hostile.build(bait), hostile)
    assert SECRET not in said
    assert [words for words in ENDED_BY_A_LIMIT if words in said] == []


def _outcome(content: bytes, hostile: Hostile) -> str:
    """Return what comes of a file, checked."""
    if not hostile.words:
        try:
            return _texts(parse_upload(content, name=hostile.name))
        except DataError as error:
            return error.report()
    with pytest.raises(DataError) as caught:
        parse_upload(content, name=hostile.name)
    said = caught.value.report()
    assert hostile.words in said
    assert "not foreseen" not in said
    assert "brought the reader down" not in said
    assert len(said) < 1_000
    return said


@pytest.mark.parametrize("ending", ALL_ENDINGS)
@pytest.mark.parametrize("body", [vrt, gdalg, wfs])
def test_no_ending_lets_a_command_in(bait: Bait, tmp_path: Path, body: object, ending: str) -> None:
    path = tmp_path / f"mine{ending}"
    path.write_bytes(body(bait))  # type: ignore[operator]
    with pytest.raises(AtlasError):
        list(read_events(path).batches)


def test_formulas_stay_text(bait: Bait) -> None:
    intake = parse_upload(HOSTILE["csv-formulas"].build(bait), name="mine.csv")
    assert [text.strip() for batch in intake.batches for text in batch.original["name"]] == [
        text.strip() for text in FORMULAS
    ]


def test_scripts_stay_text(bait: Bait) -> None:
    intake = parse_upload(HOSTILE["script-in-names"].build(bait), name="mine.geojson")
    (batch,) = intake.batches
    assert list(batch.events["title"]) == list(SCRIPTS)


def test_nothing_of_the_web_stays_in_a_description(bait: Bait) -> None:
    intake = parse_upload(HOSTILE["addresses-in-kml"].build(bait), name="mine.kml")
    (batch,) = intake.batches
    assert batch.events["summary"][0] == ""
    assert any("not followed" in note for note in intake.notes)
