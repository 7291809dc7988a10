"""The streamlit-folium page made as light as it goes: circles for markers, no tooltips, nothing returned."""

import folium
import streamlit as st
from streamlit_folium import st_folium

from bench.peer_layers import collections

st.set_page_config(layout="wide")
figure = folium.Map(location=[33.1, 35.87], zoom_start=10, tiles=None)
for name, collection in collections().items():
    folium.GeoJson(
        collection,
        name=name,
        marker=folium.CircleMarker(radius=5),
        popup=folium.GeoJsonPopup(fields=["title", "summary", "sources"]),
    ).add_to(figure)
folium.LayerControl().add_to(figure)
st_folium(figure, width=1200, height=600, returned_objects=[])
