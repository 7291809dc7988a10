"""A plain streamlit-folium page with the same features: one GeoJson a layer, popups and a layer control."""

import json
from pathlib import Path

import folium
import streamlit as st
from streamlit_folium import st_folium

LAYERS = Path(__file__).resolve().parents[2] / "data" / "layers"
SHOWN = (
    "area-of-separation", "lines", "control", "positions", "strikes", "ground-operations", "other-incidents",
    "un-incidents", "talks",
)  # fmt: skip

st.set_page_config(layout="wide")
figure = folium.Map(location=[33.1, 35.87], zoom_start=10, tiles=None)
for name in SHOWN:
    collection = json.loads((LAYERS / f"{name}.geojson").read_text(encoding="utf-8"))
    collection["features"] = [feature for feature in collection["features"] if feature["geometry"]]
    for feature in collection["features"]:
        feature["properties"] = {
            key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            for key, value in feature["properties"].items()
        }
        feature["properties"].setdefault("summary", "")
    folium.GeoJson(
        collection,
        name=name,
        marker=folium.CircleMarker(radius=5),
        popup=folium.GeoJsonPopup(fields=["title", "summary", "sources"]),
    ).add_to(figure)
folium.LayerControl().add_to(figure)
st_folium(figure, width=1200, height=600, returned_objects=[])
