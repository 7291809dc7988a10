"""A data folder with a payload in every text field of every table; which fields those are, the models say."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from annotated_types import MaxLen
from pydantic import AfterValidator
from pydantic.fields import FieldInfo

from geo.dataset.load import DATA_FOLDER
from geo.dataset.records import TABLES
from geo.dataset.records import fields as f
from tests.browser.payloads import OWN, payloads
from tests.record_folder import RecordFolder, Rows

TOWN = "Hostile Town"
"""A by-name that several places share, so that the page has to ask which one is meant."""
TOWNS = 6
_STEP = 17
OF_OTHERS = ("ucdp_events", "yardsticks", "control_assertions", "control_assertions_wikipedia")
REFERENCES = frozenset({"same_as", "claim_id", "place_id"})
"""Columns of those tables that name another row."""
_ADDRESS = "https://s{}.example/?q=\"><svg/onload=__pwned('address')>'`${{x}}{{{{7*7}}}}"


@dataclass(frozen=True)
class TextField:
    """A field that takes free text.

    Attributes
    ----------
    name : str
        Column.
    longest : int
        Most characters that it takes.
    is_list : bool
        Whether a bar parts its items.
    """

    name: str
    longest: int
    is_list: bool


def text_fields() -> dict[str, list[TextField]]:
    """Return the fields of free text of every table."""
    found = {}
    for table in TABLES:
        fields = [_text_field(name, info) for name, info in table.model.model_fields.items()]
        found[table.name] = [field for field in fields if field is not None]
    return found


def _text_field(name: str, info: FieldInfo) -> TextField | None:
    longest = next((item.max_length for item in info.metadata if isinstance(item, MaxLen)), 2000)
    if _takes_text(info.metadata):
        return TextField(name, longest, is_list=False)
    items = get_args(info.annotation)
    if items and _takes_text(get_args(items[0])):
        return TextField(name, longest, is_list=True)
    return None


def _takes_text(validators: object) -> bool:
    plain = get_args(f.Text)[1]
    return isinstance(validators, list | tuple) and any(
        isinstance(item, AfterValidator) and item.func is plain.func for item in validators
    )


def hostile_folder(path: Path) -> RecordFolder:
    """Write the folder: one event, source and place for each payload, the other tables in proportion."""
    texts = payloads()
    folder = RecordFolder(path)
    folder.rows = _many(folder.rows, len(texts))
    for table, fields in text_fields().items():
        if not folder.rows.get(table):
            continue
        for number, field in enumerate(fields):
            _plant(folder.rows[table], field, texts, shift=number * _STEP)
    figures = folder.rows["claim_figures"]
    for one, other in zip(figures[::2], figures[1::2], strict=True):  # so that the two share an axis
        other.update(counted=one["counted"], unit=one["unit"])
    for row in folder.rows["places"][:TOWNS]:
        row["aliases"] = TOWN
    folder.write()
    said = json.dumps(" ; ".join(OWN))
    (path / "dataset.toml").write_text(
        f'title = {json.dumps(OWN[0])}\nas_of = "2025-06-30"\ncompiled = "2025-07-01"\ncoverage = {said}\n'
        f'[[gaps]]\nstart = "2025-03-01"\nend = "2025-03-31"\nreason = {said}\n',
        encoding="utf-8",
    )
    return folder


def _plant(rows: list[dict[str, str]], field: TextField, texts: tuple[str, ...], *, shift: int) -> None:
    fitting = [text for text in texts if len(text) <= field.longest]
    for number, row in enumerate(rows):
        text = fitting[(number + shift) % len(fitting)]
        row[field.name] = text.replace("|", "\u00a6").strip() if field.is_list else text


def _many(rows: Rows, count: int) -> Rows:
    """Return the tables with enough rows; the first event, talk and position is the model of all others."""
    point = {"marker": "settlement"}
    sizes = {"events": count, "talks": count // 8, "positions": count // 8}
    models = {table: rows[table][0] for table in sizes}
    gone = ("ev-", "talk-", "pos-", "claim-")
    links = [link for link in rows["record_sources"] if not link["record_id"].startswith(gone)]
    found = dict(rows)
    found["sources"] = [{"id": f"s-{n}", "url": _ADDRESS.format(n)} for n in range(count)]
    found["places"] = [{"id": f"place-{n}", "kind": "town", **_spot(n), "precision_m": "1000"} for n in range(count)]
    for table, size in sizes.items():
        found[table] = [
            {**models[table], **_spot(n), **point, "id": f"{table}-{n}", "place_ids": f"place-{n}"} for n in range(size)
        ]
        links += [_link(f"{table}-{n}", n) for n in range(size)]
    _add_claims(found, links)
    _add_others(found, count // 8)
    for number, link in enumerate(links):
        link["source_id"] = f"s-{number % count}"
    found["record_sources"] = links
    found["reference_rows"] = [{"table": "events", "reference": "1", "decision": "kept", "record_id": "events-0"}]
    return found


def _add_claims(rows: Rows, links: list[dict[str, str]]) -> None:
    """Give a claim and a statement for each payload of our own, and every claim two figures and a rival."""
    claim, figure, statement = (rows[table][0] for table in ("claims", "claim_figures", "origin_statements"))
    ids = [f"claim-{n}" for n in range(len(OWN))]
    rows["claims"] = [{**claim, "id": name, "contradicts": ids[n - 1]} for n, name in enumerate(ids)]
    rows["claim_figures"] = [{**figure, "claim_id": name} for name in ids for _ in range(2)]
    known = {"talk_ids": "talks-0", "event_ids": "events-0"}
    rows["origin_statements"] = [
        {**statement, **known, "id": f"stmt-{n}", "claim_ids": name} for n, name in enumerate(ids)
    ]
    links += [{**_link(name, n), "role": "claim"} for n, name in enumerate(ids)]


def _add_others(rows: Rows, count: int) -> None:
    """Give what others count and say rows of the shipped data as models, without what they refer to."""
    for table in OF_OTHERS:
        with (DATA_FOLDER / "records" / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
            model = {name: "" if name in REFERENCES else value for name, value in next(csv.DictReader(lines)).items()}
        rows[table] = [{**model, "id": f"{table.replace('_', '-')}-{n}"} for n in range(count)]


def _link(record_id: str, number: int) -> dict[str, str]:
    return {"record_id": record_id, "source_id": f"s-{number}", "role": "report", "seen": "partly", "relay": "no"}


def _spot(number: int) -> Mapping[str, str]:
    """Return a point of a wide grid, so that neighbours do not share a marker."""
    return {"lon": f"{35.2 + number % 40 * 0.05:.2f}", "lat": f"{32.2 + number // 40 % 40 * 0.05:.2f}"}
