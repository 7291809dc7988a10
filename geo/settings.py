"""Settings that a host may change: one table, read from the environment, checked before they are used."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from geo.errors import UsageError

_PREFIX = "ATLAS_"
_HOST = re.compile(r"^(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$")
_ANCESTORS = re.compile(
    r"^(?:\*|'none'|(?:'self'|https?://[A-Za-z0-9.*:-]+)(?: (?:'self'|https?://[A-Za-z0-9.*:-]+))*)$"
)


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


def _folder(_name: str, value: str) -> Path | None:
    return Path(value) if value else None


def _whole(name: str, value: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,8}", value):
        raise UsageError(f"{name}: {value!r} is not a whole number above 0; write digits only, such as 64")
    return int(value)


def _whole_or_none(name: str, value: str) -> int | None:
    return _whole(name, value) if value else None


def _hosts(name: str, value: str) -> tuple[str, ...]:
    hosts = tuple(host.strip().lower() for host in value.split(",") if host.strip())
    for host in hosts:
        if not _HOST.match(host):
            raise UsageError(f"{name}: {host!r} is not a host name; write names without port, such as map.example.org")
    return hosts


def _ancestors(name: str, value: str) -> str:
    if not _ANCESTORS.match(value):
        raise UsageError(f"{name}: expected *, 'none', or 'self' and https addresses joined by spaces")
    return value


def _event_files(name: str, value: str) -> tuple[Path, ...]:
    files = tuple(Path(part.strip()) for part in value.split(",") if part.strip())
    for file in files:
        if not (file / "meta.json").is_file():
            raise UsageError(f"{name}: {file} was not written by python -m geo columns; name such a folder")
    return files


def _switch(name: str, value: str) -> bool:
    if value.lower() not in ("on", "off"):
        raise UsageError(f"{name}: {value!r} is neither on nor off; write one of the two")
    return value.lower() == "on"


def _address(name: str, value: str) -> str:
    if value and not re.fullmatch(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/-]*)?", value):
        raise UsageError(f"{name}: {value!r} is not an address; write one such as https://map.example.org/atlas")
    return value.rstrip("/")


def _setting(name: str, default: Any, read: Callable[[str, str], Any], text: str, *, shown: str | None = None) -> Any:
    """Return a field of :class:`Settings` that is read from an environment variable.

    Parameters
    ----------
    name : str
        The environment variable.
    default : object
        Its value where it is not set.
    read : callable
        From the name and the text of the variable to its value; raises :class:`UsageError`.
    text : str
        What it does, for the documentation.
    shown : str or None
        How the default is written; None for the default as text.
    """
    written = ("" if default in (None, ()) else str(default)) if shown is None else shown
    return field(default=default, metadata={"setting": Setting(name, written, text), "read": read})


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: environment variable, default as it is written there, and what it does."""

    name: str
    default: str
    help: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force: each field is one setting, with its variable, its default and its meaning."""

    data_folder: Path | None = _setting(
        "ATLAS_DATA", None, _folder, "Folder that holds records/ and geometry/; empty means the data/ of the checkout."
    )
    allowed_hosts: tuple[str, ...] = _setting(
        "ATLAS_ALLOWED_HOSTS",
        (),
        _hosts,
        "Host names, joined by commas, that the server answers to in addition to localhost and IP addresses; "
        "a leading *. means any one name below.",
    )
    frame_ancestors: str = _setting(
        "ATLAS_FRAME_ANCESTORS",
        "'self'",
        _ancestors,
        "Who may embed /map, as the frame-ancestors directive of Content-Security-Policy words it; * for everybody.",
    )
    event_files: tuple[Path, ...] = _setting(
        "ATLAS_EVENT_FILES",
        (),
        _event_files,
        "Folders written by python -m geo columns, joined by commas; the map offers each as a layer.",
    )
    upload_mb: int = _setting("ATLAS_UPLOAD_MB", 64, _whole, "Largest file that a reader may bring, in megabytes.")
    upload_rows: int = _setting(
        "ATLAS_UPLOAD_ROWS", 300_000, _whole, "Most rows or features that are read of such a file."
    )
    upload_seconds: int = _setting(
        "ATLAS_UPLOAD_SECONDS", 60, _whole, "Seconds after which reading such a file is given up."
    )
    upload_memory_mb: int = _setting(
        "ATLAS_UPLOAD_MEMORY_MB", 1_500, _whole, "Memory in megabytes that reading such a file may take."
    )
    uploads_at_once: int | None = _setting(
        "ATLAS_UPLOADS_AT_ONCE",
        None,
        _whole_or_none,
        "Files of readers that are worked on at the same time; further ones wait for their turn. Empty means as many "
        "as the machine has processors, and two at least.",
    )
    mine_memory_mb: int = _setting(
        "ATLAS_MINE_MEMORY_MB",
        2_000,
        _whole,
        "Memory in megabytes that the rows of all open sessions may take together; the files that browsers have put to "
        "the server may take as much again.",
    )
    early_map: bool = _setting(
        "ATLAS_EARLY_MAP",
        True,  # noqa: FBT003 - a default
        _switch,
        "Whether the start page draws the map before Streamlit's scripts have loaded; off where a proxy forbids inline "
        "scripts.",
        shown="on",
    )
    public_url: str = _setting(
        "ATLAS_PUBLIC_URL",
        "",
        _address,
        "Address under which others reach the app, such as https://map.example.org; citations and previews name it. "
        "Empty: a citation says that its link works on this computer only.",
    )


SETTINGS: tuple[Setting, ...] = tuple(entry.metadata["setting"] for entry in fields(Settings))
"""All settings, in the order of the documentation."""


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
        raise UsageError(f"ATLAS_DATA: {folder} is not a folder; name one that holds records/ and geometry/")
    return settings


def unknown_settings(environ: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return a sentence for each variable that begins like a setting and is not one: slips are named."""
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
    values = {}
    for entry in fields(Settings):
        setting: Setting = entry.metadata["setting"]
        values[entry.name] = entry.metadata["read"](setting.name, env.get(setting.name, "").strip() or setting.default)
    return Settings(**values)


def read_data_folder(environ: Mapping[str, str] | None = None) -> Path | None:
    """Read the one setting that every run of a page needs; None for the data of the checkout."""
    name = (os.environ if environ is None else environ).get("ATLAS_DATA", "").strip()
    return Path(name) if name else None


def _slip(name: str, known: list[str]) -> str:
    from difflib import get_close_matches  # a start without a slip does not need it

    near = get_close_matches(name.upper(), known, n=1, cutoff=0.75)
    return f"{name} is not a setting; " + (f"did you mean {near[0]}?" if near else "docs/settings.md has them all.")
