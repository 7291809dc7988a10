"""What the map says of a person's row when somebody points at it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from geo.zone.wording import SIDE_WORDS, metres_text

MOST_DETAIL_CHARS = 2_000
"""Characters of one text that the card on the map shows; the table and the downloads have all of it."""
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


def row_details(event: pd.Series, added: pd.Series, *, most_chars: int = MOST_DETAIL_CHARS) -> dict[str, Any]:
    """Return what the card says of one row.

    Parameters
    ----------
    event, added : Series
        The row, and what was added to it.
    most_chars : int
        Characters of one text.
    """
    plain = {name: plain_value(event[name], most_chars=most_chars) for name in _PLAIN}
    found: dict[str, Any] = {name: value for name, value in plain.items() if value not in (None, "")}
    position = _position(added)
    if position is not None:
        found["position"] = position
    found["more"] = [(label, text[:most_chars]) for label, text in _more(event, added)]
    return found


def plain_value(value: Any, *, most_chars: int = MOST_DETAIL_CHARS) -> Any:
    """Return a cell as JSON has it: text, number, flag or nothing."""
    if value is None or value is pd.NA or (isinstance(value, float) and not np.isfinite(value)):
        return None
    if isinstance(value, np.generic):
        return plain_value(value.item())
    return value[:most_chars] if isinstance(value, str) else value


def _position(added: pd.Series) -> dict[str, Any] | None:
    """Return the answer of the position test; None where the circle is not known, as there is no answer then."""
    radius_m = plain_value(added["uncertainty_used_m"])
    if radius_m is None or not added["possible_sides"]:
        return None
    return {
        "side": added["side"],
        "certainty": added["certainty"],
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


def shape_pairs(added: pd.Series) -> list[tuple[str, str]]:
    """Return how a line or an area lies to the geometry of 1974, each as label and text; nothing for other rows."""
    if not added["shape_relation"]:
        return []
    sides = [SIDE_WORDS[side] for side in str(added["possible_sides"]).split("|") if side in SIDE_WORDS]
    whole = f"The whole of it lies {sides[0]}" if len(sides) == 1 else f"It has parts {' and '.join(sides)}"
    pairs = [("Side", f"{whole}, as drawn in the file")] if sides else []
    for line in "AB":
        metres = plain_value(added[f"distance_to_{line.lower()}_m"])
        if metres is not None:
            way = "reaches it" if not metres else f"{metres_text(metres)} {'east' if metres > 0 else 'west'} of it"
            pairs.append((f"Line {line}", f"Its nearest part {way if not metres else 'is ' + way}"))
    return pairs


def _more(event: pd.Series, added: pd.Series) -> list[tuple[str, str]]:
    pairs = [("Row", f"{int(event['row']):,}{' of ' + event['part'] if event['part'] else ''}")]
    if added["no_side_reason"] == "uncertainty_unknown":
        side = SIDE_WORDS.get(added["side_of_point"], "")
        pairs.append(("Side", f"Cannot tell: how well the place is known is not said. The point as given: {side}"))
    pairs += shape_pairs(added)
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
