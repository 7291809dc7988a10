"""Settings that a host may change: one table, read from the environment, checked before they are used."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.errors import UsageError


def project_folder() -> Path:
    """Return the folder that holds ``app.py``, ``data/`` and ``pages/``.

    Returns
    -------
    Path
        The checkout, or in an installed package the folder ``_app`` that the wheel carries them in.
    """
    package = Path(__file__).resolve().parent
    installed = package / "_app"
    return installed if installed.is_dir() else package.parent


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: environment variable, default and what it does."""

    name: str
    default: str
    help: str


SETTINGS: tuple[Setting, ...] = (
    Setting("ATLAS_DATA", "", "Folder that holds records/ and geometry/; empty means the data/ of the checkout."),
    Setting(
        "ATLAS_ALLOWED_HOSTS",
        "",
        "Host names, joined by commas, that the server answers to beside localhost and IP addresses; "
        "a leading *. stands for any one name below.",
    ),
    Setting(
        "ATLAS_FRAME_ANCESTORS",
        "'self'",
        "Who may embed /map, as the frame-ancestors directive of Content-Security-Policy words it; * for everybody.",
    ),
    Setting(
        "ATLAS_EARLY_MAP",
        "on",
        "Whether the start page draws the map before Streamlit's scripts have loaded; off where a proxy forbids inline "
        "scripts.",
    ),
    Setting(
        "ATLAS_EVENT_FILES",
        "",
        "Folders written by python -m geo columns, joined by commas; the map offers each as a layer.",
    ),
    Setting("ATLAS_UPLOAD_MB", "64", "Largest file that a reader may bring, in megabytes."),
    Setting("ATLAS_UPLOAD_ROWS", "300000", "Most rows or features that are read of such a file."),
    Setting("ATLAS_UPLOAD_SECONDS", "60", "Seconds after which reading such a file is given up."),
    Setting("ATLAS_UPLOAD_MEMORY_MB", "1500", "Memory in megabytes that reading such a file may take."),
    Setting(
        "ATLAS_UPLOADS_AT_ONCE",
        "",
        "Files of readers that are worked on at the same time; further ones wait for their turn. Empty means as many "
        "as the machine has processors, and two at least.",
    ),
    Setting(
        "ATLAS_MINE_MEMORY_MB", "2000", "Memory in megabytes that the rows of all open sessions may take together."
    ),
)
"""All settings, in the order of the documentation."""

_PREFIX = "ATLAS_"
_WHOLE_NUMBERS = (
    "ATLAS_UPLOAD_MB",
    "ATLAS_UPLOAD_ROWS",
    "ATLAS_UPLOAD_SECONDS",
    "ATLAS_UPLOAD_MEMORY_MB",
    "ATLAS_MINE_MEMORY_MB",
)
_HOST = re.compile(r"^(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$")
_ANCESTORS = re.compile(
    r"^(?:\*|'none'|(?:'self'|https?://[A-Za-z0-9.*:-]+)(?: (?:'self'|https?://[A-Za-z0-9.*:-]+))*)$"
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force.

    Attributes
    ----------
    data_folder : Path or None
        Folder of the data set; None for the one of the checkout.
    allowed_hosts : tuple of str
        Lower-case host names beside localhost and IP literals.
    frame_ancestors : str
        Value of the ``frame-ancestors`` directive of the map frame.
    event_files : tuple of Path
        Prepared folders of events.
    early_map : bool
        Whether the start page starts the map before Streamlit's scripts have loaded.
    upload_mb, upload_rows, upload_seconds, upload_memory_mb : int
        Limits on a file that a reader brings: megabytes, rows, seconds and megabytes of memory.
    uploads_at_once : int or None
        Files that are worked on at the same time; None for as many as there are processors, and two at least.
    mine_memory_mb : int
        Megabytes that the rows of all open sessions may take together.
    """

    data_folder: Path | None = None
    allowed_hosts: tuple[str, ...] = ()
    frame_ancestors: str = "'self'"
    event_files: tuple[Path, ...] = ()
    upload_mb: int = 64
    upload_rows: int = 300_000
    upload_seconds: int = 60
    upload_memory_mb: int = 1_500
    mine_memory_mb: int = 2_000
    uploads_at_once: int | None = None
    early_map: bool = True


def settings_at_start(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings where a server starts: it does not without its data folder.

    One that goes later leaves a page that names the fault, so :func:`read_settings` does not look for it.

    Raises
    ------
    UsageError
        If a value cannot be used; the message names the variable and the cure.
    """
    settings = read_settings(environ)
    folder = settings.data_folder
    if folder is not None and not folder.is_dir():
        raise UsageError(f"ATLAS_DATA: {folder} is no folder; name one that holds records/ and geometry/")
    return settings


def unknown_settings(environ: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return a sentence for each variable that begins like a setting and is none, so that a slip does not go unseen."""
    env = os.environ if environ is None else environ
    known = [setting.name for setting in SETTINGS]
    return tuple(_slip(name, known) for name in sorted(env) if name.upper().startswith(_PREFIX) and name not in known)


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings.

    Raises
    ------
    UsageError
        If a value cannot be used; the message names the variable and the cure.
    """
    env = os.environ if environ is None else environ
    values = {setting.name: env.get(setting.name, "").strip() or setting.default for setting in SETTINGS}
    hosts = tuple(host.strip().lower() for host in values["ATLAS_ALLOWED_HOSTS"].split(",") if host.strip())
    for host in hosts:
        if not _HOST.match(host):
            raise UsageError(
                f"ATLAS_ALLOWED_HOSTS: {host!r} is no host name; write names without port, such as map.example.org"
            )
    if not _ANCESTORS.match(values["ATLAS_FRAME_ANCESTORS"]):
        raise UsageError("ATLAS_FRAME_ANCESTORS: expected *, 'none', or 'self' and https addresses joined by spaces")
    numbers = {name.removeprefix("ATLAS_").lower(): _whole(name, values[name]) for name in _WHOLE_NUMBERS}
    at_once = values["ATLAS_UPLOADS_AT_ONCE"]
    files = tuple(Path(name.strip()) for name in values["ATLAS_EVENT_FILES"].split(",") if name.strip())
    for file in files:
        if not (file / "meta.json").is_file():
            raise UsageError(f"ATLAS_EVENT_FILES: {file} was not written by python -m geo columns; name such a folder")
    return Settings(
        read_data_folder(env),
        hosts,
        values["ATLAS_FRAME_ANCESTORS"],
        files,
        **numbers,
        uploads_at_once=_whole("ATLAS_UPLOADS_AT_ONCE", at_once) if at_once else None,
        early_map=_switch("ATLAS_EARLY_MAP", values["ATLAS_EARLY_MAP"]),
    )


def read_data_folder(environ: Mapping[str, str] | None = None) -> Path | None:
    """Read the one setting that every run of a page needs; None for the data of the checkout."""
    name = (os.environ if environ is None else environ).get("ATLAS_DATA", "").strip()
    return Path(name) if name else None


def _slip(name: str, known: list[str]) -> str:
    from difflib import get_close_matches  # a start without a slip does not need it

    near = get_close_matches(name.upper(), known, n=1, cutoff=0.75)
    return f"{name} is not a setting; " + (f"did you mean {near[0]}?" if near else "docs/settings.md has them all.")


def _switch(name: str, value: str) -> bool:
    if value.lower() not in ("on", "off"):
        raise UsageError(f"{name}: {value!r} is neither on nor off; write one of the two")
    return value.lower() == "on"


def _whole(name: str, value: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,8}", value):
        raise UsageError(f"{name}: {value!r} is no whole number above 0; write digits only, such as 64")
    return int(value)
