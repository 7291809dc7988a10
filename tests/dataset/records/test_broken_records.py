"""Every kind of broken record is named by file, row and field."""

from __future__ import annotations

import pytest

from geo.dataset.load import load_dataset
from geo.errors import DataError, Fault
from tests.broken_records import BREAKS, Break
from tests.record_folder import RecordFolder


def _faults(folder: RecordFolder) -> tuple[Fault, ...]:
    with pytest.raises(DataError) as caught:
        load_dataset(folder.path)
    return caught.value.faults


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.name)
def test_fault_is_named_by_file_row_and_field(record_folder: RecordFolder, broken: Break) -> None:
    broken.apply(record_folder)
    places = [f"{fault.file}:{fault.row}:{fault.field}" for fault in _faults(record_folder)]
    assert broken.place in places


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.name)
def test_reason_says_what_is_wrong(record_folder: RecordFolder, broken: Break) -> None:
    broken.apply(record_folder)
    file, row, _ = broken.place.split(":")
    reasons = [fault.reason for fault in _faults(record_folder) if fault.file == file and fault.row == int(row)]
    assert any(broken.reason in reason for reason in reasons), reasons


@pytest.mark.parametrize("broken", [broken for broken in BREAKS if broken.alone], ids=lambda broken: broken.name)
def test_one_fault_is_reported_once(record_folder: RecordFolder, broken: Break) -> None:
    broken.apply(record_folder)
    found = [str(fault) for fault in _faults(record_folder)]
    assert len(found) == 1, found


def test_valid_folder_has_no_fault(record_folder: RecordFolder) -> None:
    assert load_dataset(record_folder.path).records.events[0].id == "ev-strike"


def test_all_faults_are_reported_together(record_folder: RecordFolder) -> None:
    record_folder.change("events", {"lat": "99"})
    record_folder.change("talks", {"status": "unsure"})
    record_folder.change("sources", {"url": "ftp://north.example/1"})
    named = {(fault.file, fault.field) for fault in _faults(record_folder)}
    assert {("events.csv", "lat"), ("talks.csv", "status"), ("sources.csv", "url")} <= named


def test_a_bad_row_does_not_hide_a_dangling_reference(record_folder: RecordFolder) -> None:
    record_folder.change("places", {"lat": "99"}, row=2)
    record_folder.change("events", {"place_ids": "nowhere"})
    named = {(fault.file, fault.row, fault.field) for fault in _faults(record_folder)}
    assert {("places.csv", 4, "lat"), ("events.csv", 2, "place_ids")} <= named


def test_faults_come_in_the_order_of_files_and_rows(record_folder: RecordFolder) -> None:
    record_folder.change("talks", {"status": "unsure"})
    record_folder.change("events", {"lat": "99"}, row=2)
    record_folder.change("events", {"lat": "99"})
    faults = _faults(record_folder)
    assert list(faults) == sorted(faults, key=lambda fault: (fault.file, fault.row))


def test_row_of_a_cell_with_line_breaks_is_the_line_on_which_it_begins(record_folder: RecordFolder) -> None:
    record_folder.change("events", {"summary": "One.\nTwo.\nThree.", "category": "ufo"})
    assert [(fault.row, fault.field) for fault in _faults(record_folder)] == [(2, "category")]


def test_row_after_a_cell_with_line_breaks_is_a_line_of_the_file(record_folder: RecordFolder) -> None:
    record_folder.change("events", {"summary": "One.\nTwo.\nThree."})
    record_folder.change("events", {"category": "ufo"}, row=1)
    assert [(fault.row, fault.field) for fault in _faults(record_folder)] == [(5, "category")]
