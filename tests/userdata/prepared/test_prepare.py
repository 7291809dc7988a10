from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from geo.errors import DataError, UsageError
from geo.userdata.columns import decode, decode_extra
from geo.userdata.prepared import details_of, open_event_file, open_event_files, prepare
from tests.userdata.prepared.made_events import made_events, made_file, reading_of


def test_every_row_is_counted_once(tmp_path: Path) -> None:
    frame = made_events(40)
    frame.loc[:3, ["lon", "lat"]] = np.nan
    frame.loc[4:9, "status"] = "refused"
    prepared = prepare(reading_of(frame), tmp_path / "made", title="Made")
    assert (prepared.rows, prepared.drawn, prepared.unlocated, prepared.refused) == (40, 30, 4, 6)


def test_batches_join_into_one_file(tmp_path: Path) -> None:
    file = made_file(tmp_path / "made", made_events(30, seed=1), made_events(50, seed=2))
    assert file.count == 80


def test_an_id_has_the_same_place_and_kind_in_columns_and_details(tmp_path: Path) -> None:
    file = made_file(tmp_path / "made", made_events(120), made_events(80, seed=3))
    columns = decode(memoryview(file.main))
    rows = details_of(file, list(range(file.count)))
    np.testing.assert_allclose(columns.lon, [row["lon"] for row in rows], atol=1e-7)
    np.testing.assert_allclose(columns.lat, [row["lat"] for row in rows], atol=1e-7)
    assert [columns.kind.labels[code] for code in columns.kind.codes] == [row["kind"] for row in rows]
    assert [str(day) for day in columns.first] == [row.get("date_from", "NaT") for row in rows]


def test_the_further_column_says_what_the_details_say(tmp_path: Path) -> None:
    file = made_file(tmp_path / "made", made_events(60))
    actors = decode_extra(memoryview(file.further("actor")))
    assert [actors.labels[code] for code in actors.codes] == [
        row.get("actor", "") for row in details_of(file, list(range(60)))
    ]


def test_the_counts_of_kinds_add_up(tmp_path: Path) -> None:
    file = made_file(tmp_path / "made", made_events(200))
    assert sum(kind["count"] for kind in file.meta["kinds"]) == 200


def test_the_digest_follows_the_content(tmp_path: Path) -> None:
    files = [made_file(tmp_path / name, made_events(20, seed=seed)) for name, seed in (("a", 1), ("b", 1), ("c", 2))]
    versions = [file.version for file in files]
    assert versions[0] == versions[1] != versions[2]


def test_a_file_without_a_place_makes_a_folder(tmp_path: Path) -> None:
    frame = made_events(3)
    frame[["lon", "lat"]] = np.nan
    assert made_file(tmp_path / "made", frame).count == 0


def test_a_prepared_folder_is_replaced(tmp_path: Path) -> None:
    made_file(tmp_path / "made", made_events(20))
    assert made_file(tmp_path / "made", made_events(30)).count == 30
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_folders_above_are_made(tmp_path: Path) -> None:
    assert made_file(tmp_path / "files" / "made", made_events(3)).count == 3


def test_another_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    with pytest.raises(UsageError, match="holds something else"):
        made_file(tmp_path / "made", made_events(3))


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    bad = made_events(3)
    bad["lon"] = 999.0
    with pytest.raises(UsageError):
        prepare(reading_of(bad), tmp_path / "made", title="Made")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["meta.json", "columns.bin", "order.bin", "details.arrow", "search.arrow", "extra-actor.bin"]
)
def test_a_missing_file_is_named_with_its_cure(tmp_path: Path, name: str) -> None:
    made_file(tmp_path / "made", made_events(20))
    (tmp_path / "made" / name).unlink()
    with pytest.raises(DataError) as caught:
        open_event_file(tmp_path / "made")
    assert "write the folder anew with python -m geo columns" in caught.value.report()


@pytest.mark.parametrize("name", ["order.bin", "search.arrow"])
def test_files_that_do_not_belong_together_are_refused(tmp_path: Path, name: str) -> None:
    made_file(tmp_path / "one", made_events(20))
    made_file(tmp_path / "two", made_events(20), made_events(10))
    (tmp_path / "one" / name).write_bytes((tmp_path / "two" / name).read_bytes())
    with pytest.raises(DataError, match="do not belong together"):
        open_event_file(tmp_path / "one")


def test_two_folders_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    folders = (tmp_path / "made", tmp_path / "other" / "made")
    for folder in folders:
        made_file(folder, made_events(5))
    with pytest.raises(DataError) as caught:
        open_event_files(folders)
    assert "has this name" in caught.value.report()
