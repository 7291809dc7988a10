"""What the map says of a person's row when somebody points at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from geo.errors import NotFoundError
from geo.mydata.rows import OwnRows, plain_value
from geo.wording import SIDE_WORDS, metres_text

_PLAIN = (
    "title",
    "kind",
    "actor",
    "place",
    "lon",
    "lat",
    "date_from",
    "date_to",
    "date_precision",
    "uncertainty_m",
    "uncertainty_basis",
    "killed_min",
    "killed_max",
    "source",
    "url",
    "summary",
)
_NEAREST = (
    ("nearest_place", "Nearest place"),
    ("nearest_un_position", "Nearest UN position"),
    ("nearest_israeli_position", "Nearest reported Israeli position"),
)


def details(rows: OwnRows, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Return the details of rows by the numbers that the map knows them by, as ``docs/columns.md`` has them.

    Numbers that do not exist are left out; the others keep their order.
    """
    found = []
    for drawn_id in ids:
        try:
            place = rows.row_of(drawn_id)
        except NotFoundError:
            continue
        found.append({"id": drawn_id, **_details(rows.events.iloc[place], rows.added.iloc[place])})
    return found


def _details(event: pd.Series, added: pd.Series) -> dict[str, Any]:
    plain = {name: plain_value(event[name]) for name in _PLAIN}
    found: dict[str, Any] = {name: value for name, value in plain.items() if value not in (None, "")}
    position = _position(added)
    if position is not None:
        found["position"] = position
    found["more"] = _more(event, added)
    return found


def _position(added: pd.Series) -> dict[str, Any] | None:
    """Return the answer of the position test; None where the circle is not known, as there is no answer then."""
    radius_m = plain_value(added["uncertainty_used_m"])
    if radius_m is None or not added["possible_sides"]:
        return None
    return {
        "side": added["side"],
        "possible": added["possible_sides"].split("|"),
        "band": added["band"] or None,
        "distance_to_a_m": plain_value(added["distance_to_a_m"]),
        "distance_to_b_m": plain_value(added["distance_to_b_m"]),
        "line_accuracy_m": plain_value(added["line_accuracy_m"]),
        "depends_on_geometry": plain_value(added["depends_on_geometry"]),
        "uncertainty_m": radius_m,
    }


def nearest_pairs(event: pd.Series, added: pd.Series) -> list[tuple[str, str]]:
    """Return the nearest place and positions of a row, each as label and text."""
    dated = " that held then" if event["date_from"] or event["date_to"] else ""
    return [
        (label + (dated if "position" in name else ""), f"{added[name]}, {metres_text(float(added[f'{name}_m']))} away")
        for name, label in _NEAREST
        if added[name]
    ]


def _more(event: pd.Series, added: pd.Series) -> list[tuple[str, str]]:
    pairs = [("Row", f"{int(event['row']):,}{' of ' + event['part'] if event['part'] else ''}")]
    if added["no_side_reason"] == "uncertainty_unknown":
        side = SIDE_WORDS.get(added["side_of_point"], "")
        pairs.append(("Side", f"Cannot tell: how well the place is known is not said. The point as given: {side}"))
    pairs += nearest_pairs(event, added)
    if added["near_record_ids"]:
        pairs.append(
            ("Our records near it", f"{added['near_record_ids'].replace('|', ', ')}. {added['near_record_why']}")
        )
    if added["alike_why"]:
        pairs.append(("In your file", f"{added['alike_why']} as row {int(added['alike_row']):,} of the file"))
    if event["reasons"]:
        pairs.append(("Warnings", event["reasons"]))
    return pairs
