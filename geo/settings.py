"""Settings that a host may change: one table, read from the environment, checked at the door."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.errors import UsageError


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
)
"""All settings, in the order of the documentation."""

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
    """

    data_folder: Path | None = None
    allowed_hosts: tuple[str, ...] = ()
    frame_ancestors: str = "'self'"


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
    folder = Path(values["ATLAS_DATA"]) if values["ATLAS_DATA"] else None
    return Settings(folder, hosts, values["ATLAS_FRAME_ANCESTORS"])
