"""From a file to enriched rows: read apart, tested in chunks, given up when nobody waits."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import pytest

from geo.atlas import Atlas
from geo.errors import DataError
from geo.readers import Choices, FormatId, Limits
from geo.readers.intake import Intake
from geo.userdata.enrich import make_enricher
from geo.userdata.rows import read
from geo.userdata.rows.read import own_rows, propose_own, read_own
from geo.userdata.session.job import JobStopped, Progress
from geo.userdata.upload.samples import sample

_LIMITS = Limits()


@pytest.fixture(scope="module")
def told() -> Progress:
    """Return the progress of the file that was read."""
    return Progress()


@pytest.fixture(scope="module")
def rows(atlas: Atlas, told: Progress) -> read.OwnRows:
    """Read the sample in the shape of ACLED."""
    item = sample("acled-shaped.csv")
    return read_own(item.body, name=item.id, choices=Choices(), limits=_LIMITS, atlas=atlas, progress=told)


def test_every_row_and_column_of_the_file_is_there(rows: read.OwnRows) -> None:
    assert (len(rows.events), len(rows.added), rows.original.shape) == (12, 12, (12, 31))


def test_what_binds_the_rows_is_kept(rows: read.OwnRows) -> None:
    assert (rows.format_id, rows.share_rows, "ACLED" in rows.licence_note) == (FormatId.ACLED, False, True)


def test_progress_ends_at_the_whole(rows: read.OwnRows, told: Progress) -> None:
    assert (len(rows), told.share) == (12, 1.0)


def test_chunks_change_nothing(rows: read.OwnRows, atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    item = sample("acled-shaped.csv")
    monkeypatch.setattr(read, "CHUNK_ROWS", 5)
    again = read_own(item.body, name=item.id, choices=Choices(), limits=_LIMITS, atlas=atlas, progress=Progress())
    pd.testing.assert_frame_equal(again.added, rows.added)
    assert again.columns == rows.columns


def test_work_that_is_given_up_leaves_nothing(atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    item, progress = sample("acled-shaped.csv"), Progress()
    progress.stop()
    with pytest.raises(JobStopped):
        read_own(item.body, name=item.id, choices=Choices(), limits=_LIMITS, atlas=atlas, progress=progress)
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_rows_is_refused(atlas: Atlas) -> None:
    nothing = Intake("table", (), "", True, ())
    with pytest.raises(DataError) as refused:
        own_rows(nothing, name="empty.csv", enricher=make_enricher(atlas), progress=Progress())
    assert "no rows" in refused.value.report()


def test_places_are_proposed_in_any_script(atlas: Atlas) -> None:
    item = sample("arabic-places.csv")
    proposal = propose_own(item.body, name=item.id, choices=Choices(), limits=_LIMITS, atlas=atlas, progress=Progress())
    likeliest = {place.text: place.candidates[0].id for place in proposal.places if place.candidates}
    assert (likeliest["القنيطرة"], likeliest["خان أرنبة"]) == ("quneitra-city", "khan-arnabah")
    assert "مكان غير موجود" not in likeliest
