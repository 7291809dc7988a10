"""Settings from the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.errors import UsageError
from geo.settings import SETTINGS, Settings, read_settings, settings_at_start, unknown_settings


def test_empty_environment_gives_the_defaults() -> None:
    assert read_settings({}) == Settings(None, (), "'self'")


def test_blank_values_give_the_defaults() -> None:
    assert read_settings({setting.name: "  " for setting in SETTINGS}) == Settings()


def test_data_folder_is_read(tmp_path: Path) -> None:
    assert read_settings({"ATLAS_DATA": str(tmp_path)}).data_folder == tmp_path


def test_a_data_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ATLAS_DATA.*not a folder"):
        settings_at_start({"ATLAS_DATA": str(tmp_path / "nowhere")})


def test_hosts_are_split_trimmed_and_lowered() -> None:
    hosts = read_settings({"ATLAS_ALLOWED_HOSTS": " Map.Example.org, *.example.net ,"}).allowed_hosts
    assert hosts == ("map.example.org", "*.example.net")


@pytest.mark.parametrize(
    "hosts",
    [
        "map.example.org:8501",
        "https://map.example.org",
        "*",
        "*.",
        "a.*.org",
        "a b",
        "-a",
        "a,b/c",
        "ex_ample",
        "ä.org",
    ],
)
def test_what_is_no_host_name_is_refused(hosts: str) -> None:
    with pytest.raises(UsageError, match="ATLAS_ALLOWED_HOSTS"):
        read_settings({"ATLAS_ALLOWED_HOSTS": hosts})


@pytest.mark.parametrize(
    "ancestors",
    ["*", "'none'", "'self'", "https://a.example", "'self' https://*.example.org http://b.example:8080"],
)
def test_ancestors_are_taken_as_they_are(ancestors: str) -> None:
    assert read_settings({"ATLAS_FRAME_ANCESTORS": ancestors}).frame_ancestors == ancestors


@pytest.mark.parametrize(
    "ancestors",
    [
        "self",
        "'none' https://a.example",
        "* 'self'",
        "https://a.example; script-src *",
        "a.example",
        "data:",
        "https://a.example\nX-Evil: 1",
        "https://a.example/path",
        "'self',https://a.example",
    ],
)
def test_other_ancestors_are_refused(ancestors: str) -> None:
    with pytest.raises(UsageError, match="ATLAS_FRAME_ANCESTORS"):
        read_settings({"ATLAS_FRAME_ANCESTORS": ancestors})


def test_environment_of_the_process_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_ALLOWED_HOSTS", "map.example.org")
    assert read_settings().allowed_hosts == ("map.example.org",)


def test_limits_on_uploads_are_read() -> None:
    read = read_settings({"ATLAS_UPLOAD_MB": "10", "ATLAS_UPLOAD_ROWS": "1000"})
    assert (read.upload_mb, read.upload_rows, read.upload_seconds) == (10, 1000, 60)


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "many", "1_000", "٣"])
def test_a_limit_that_is_no_whole_number_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="ATLAS_UPLOAD_MB"):
        read_settings({"ATLAS_UPLOAD_MB": value})


def test_prepared_folders_are_listed(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        (folder / "meta.json").touch()
    assert read_settings({"ATLAS_EVENT_FILES": f"{folders[0]}, {folders[1]}"}).event_files == tuple(folders)


def test_a_folder_that_was_not_prepared_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ATLAS_EVENT_FILES.*python -m geo columns"):
        read_settings({"ATLAS_EVENT_FILES": str(tmp_path)})


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("ATLAS_DATTA", "ATLAS_DATTA is not a setting; did you mean ATLAS_DATA?"),
        ("atlas_event_files", "atlas_event_files is not a setting; did you mean ATLAS_EVENT_FILES?"),
        ("ATLAS_COLOUR", "ATLAS_COLOUR is not a setting; docs/settings.md has them all."),
    ],
)
def test_a_slip_in_a_name_is_told(name: str, sentence: str) -> None:
    assert unknown_settings({name: "x", "PATH": "/", "ATLASX": "1"}) == (sentence,)


def test_every_setting_is_known() -> None:
    assert unknown_settings({setting.name: "" for setting in SETTINGS}) == ()


@pytest.mark.parametrize(("value", "early"), [("on", True), ("off", False), (" OFF ", False), ("", True)])
def test_the_early_start_can_be_switched_off(value: str, early: bool) -> None:
    assert read_settings({"ATLAS_EARLY_MAP": value}).early_map is early


@pytest.mark.parametrize("value", ["0", "no", "false"])
def test_another_word_for_the_early_start_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match=r"ATLAS_EARLY_MAP.*neither on nor off"):
        read_settings({"ATLAS_EARLY_MAP": value})
