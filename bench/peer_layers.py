"""Features of the shipped layers as a streamlit-folium page gets them: strings for popups and tooltips."""

import json
from pathlib import Path
from typing import Any

LAYERS = Path(__file__).resolve().parents[1] / "data" / "layers"
SHOWN = (
    "area-of-separation", "lines", "control", "positions", "strikes", "ground-operations", "other-incidents",
    "un-incidents", "talks",
)  # fmt: skip


def collections() -> dict[str, dict[str, Any]]:
    """Return the shown layers with their located features, every property a string."""
    found = {}
    for name in SHOWN:
        collection = json.loads((LAYERS / f"{name}.geojson").read_text(encoding="utf-8"))
        collection["features"] = [feature for feature in collection["features"] if feature["geometry"]]
        for feature in collection["features"]:
            feature["properties"] = {"summary": ""} | {
                key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
                for key, value in feature["properties"].items()
            }
        found[name] = collection
    return found
