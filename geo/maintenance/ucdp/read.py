"""One UCDP file in the column layout of GED: the rows that the atlas holds, as rows of its own table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

from geo.dataset.records.outside import is_pinned
from geo.errors import DataError, Fault, UsageError
from geo.text.dates import first_day
from geo.vocab import Governorate

MAX_FILE_BYTES = 400_000_000
BOX = (35.3, 32.2, 37.2, 34.0)
"""West, south, east, north in degrees: events in Syria within it are held whoever the sides are."""
NEEDED = (
    "id", "code_status", "type_of_violence", "conflict_name", "dyad_name", "side_a", "side_b", "where_prec",
    "where_coordinates", "adm_1", "latitude", "longitude", "country", "date_prec", "date_start", "date_end", "best",
    "high", "low",
)  # fmt: skip
"""Columns without which a file is not of this layout; relid and source_office may be missing."""
_VIOLENCE = {"1": "state_based", "2": "non_state", "3": "one_sided"}
_ISRAEL = re.compile(r"\bIsrael\b|XXX666")
_VERSION = re.compile(r"v?(\d{2}(?:[_.]\d{1,2}){1,3})")
_GOVERNORATES = {
    "rif dimashq": Governorate.RIF_DIMASHQ,
    "damascus": Governorate.DAMASCUS,
    "as suwayda": Governorate.SUWAYDA,
    "daraa": Governorate.DARAA,
    "dara": Governorate.DARAA,
    "quneitra": Governorate.QUNEITRA,
    "homs": Governorate.HOMS,
    "hama": Governorate.HAMA,
    "idlib": Governorate.IDLIB,
    "aleppo": Governorate.ALEPPO,
    "latakia": Governorate.LATAKIA,
    "tartus": Governorate.TARTUS,
    "ar raqqah": Governorate.RAQQA,
    "al hasakah": Governorate.HASAKAH,
    "dayr az zawr": Governorate.DEIR_EZ_ZOR,
}


def version_of(path: Path) -> str:
    """Return the version that a file name gives, such as ``26.0.8`` of ``GEDEvent_v26_0_8.csv``.

    Raises
    ------
    UsageError
        If the name has none.
    """
    match = _VERSION.search(path.stem)
    if match is None:
        raise UsageError(f"{path.name} has no version in its name; keep the name under which UCDP gives the file.")
    return match.group(1).replace("_", ".")


def read_ucdp_file(path: Path, *, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the rows of a file that belong into the table, by its columns.

    A row belongs there if it happened in Syria, and Israel is a side of its conflict or it lies in the box around the
    zone. Coordinates are kept only for where_prec 1 and 2.

    Parameters
    ----------
    path : Path
        CSV file as UCDP gives it, UTF-8.
    columns : tuple of str
        Columns of our table.

    Raises
    ------
    UsageError
        If the file cannot be opened, is too large, or has no version in its name.
    DataError
        With every row that cannot be read, and the columns that are missing.
    """
    version = version_of(path)
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise UsageError(f"{path.name} is larger than {MAX_FILE_BYTES:,} bytes.")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path} cannot be opened ({error.strerror}).") from None
    except UnicodeDecodeError as error:
        raise DataError([Fault(path.name, 0, "-", f"not UTF-8 at byte {error.start}; download it again")]) from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        why = f"not the layout of UCDP GED: {', '.join(missing)} missing; choose the CSV file of events"
        raise DataError([Fault(path.name, 1, missing[0], why)])
    rows: list[dict[str, str]] = []
    faults: list[Fault] = []
    for cells in reader:
        line = reader.line_num
        if cells["country"] != "Syria":
            continue
        try:
            row = _row(cells, version=version)
        except ValueError as error:
            faults.append(Fault(path.name, line, str(error.args[0]), str(error.args[1])))
            continue
        if row["israel_side"] == "yes" or _in_box(cells):
            rows.append({name: row[name] for name in columns})
    if faults:
        raise DataError(faults)
    return rows


def _row(cells: Mapping[str, str], *, version: str) -> dict[str, str]:
    ident = cells["id"].strip()
    if not ident.isdecimal():
        raise ValueError("id", f"a whole number was expected (found {ident[:30]!r})")
    where_prec = _number(cells, "where_prec")
    pinned = is_pinned(int(where_prec))
    violence = _VIOLENCE.get(cells["type_of_violence"].strip())
    if violence is None:
        raise ValueError("type_of_violence", "1, 2 or 3 was expected")
    sides = " ".join(cells[name] for name in ("conflict_name", "dyad_name", "side_a", "side_b"))
    offices = dict.fromkeys(part.strip() for part in (cells.get("source_office") or "").split(";") if part.strip())
    return {
        "id": f"ucdp-{ident}",
        "relid": (cells.get("relid") or "").strip(),
        "version": version,
        "coverage": "whole",
        "date_start": _day(cells, "date_start"),
        "date_end": _day(cells, "date_end"),
        "date_prec": _number(cells, "date_prec"),
        "where": _clean(cells["where_coordinates"]),
        "where_prec": where_prec,
        "lon": _degrees(cells, "longitude") if pinned else "",
        "lat": _degrees(cells, "latitude") if pinned else "",
        "adm_1": _clean(cells["adm_1"]),
        "governorate": str(_governorate(cells["adm_1"])),
        "country": "Syria",
        "violence": violence,
        "conflict": _clean(cells["conflict_name"]),
        "dyad": _clean(cells["dyad_name"]),
        "israel_side": "yes" if _ISRAEL.search(sides) else "no",
        "best": _number(cells, "best"),
        "low": _number(cells, "low"),
        "high": _number(cells, "high"),
        "code_status": _clean(cells["code_status"]),
        "reported_by": "|".join(_clean(office).replace("|", "/") for office in offices),
        "same_as": "",
        "same_note": "",
    }


def _clean(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _number(cells: Mapping[str, str], name: str) -> str:
    text = (cells[name] or "").strip().removesuffix(".0")
    if not text.isdecimal():
        raise ValueError(name, f"a whole number was expected (found {text[:30]!r})")
    return text


def _degrees(cells: Mapping[str, str], name: str) -> str:
    text = (cells[name] or "").strip()
    try:
        value = float(text)
    except ValueError:
        raise ValueError(name, f"degrees were expected (found {text[:30]!r})") from None
    if not -180 <= value <= 180:
        raise ValueError(name, "degrees lie between -180 and 180")
    return text


def _day(cells: Mapping[str, str], name: str) -> str:
    text = (cells[name] or "").strip()[:10]
    try:
        return first_day(text) if len(text) == len("2026-01-01") else _not_a_day(text)
    except ValueError:
        raise ValueError(name, f"a day as YYYY-MM-DD was expected (found {text!r})") from None


def _not_a_day(text: str) -> str:
    raise ValueError(text)


def _governorate(adm_1: str) -> Governorate | str:
    name = adm_1.casefold().removesuffix("governorate").removesuffix("province").replace("'", "").strip()
    return _GOVERNORATES.get(name, "")


def _in_box(cells: Mapping[str, str]) -> bool:
    try:
        lon, lat = float(cells["longitude"]), float(cells["latitude"])
    except (TypeError, ValueError):
        return False
    west, south, east, north = BOX
    return west <= lon <= east and south <= lat <= north
