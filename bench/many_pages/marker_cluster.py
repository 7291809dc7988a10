"""streamlit-folium with folium's MarkerCluster: a marker with a popup for each event."""

import folium
from folium.plugins import MarkerCluster
from streamlit_folium import st_folium

from bench.peer_rows import PROPERTIES, SIZE_PX, VIEW, shown_rows

rows = shown_rows()
figure = folium.Map(location=VIEW[:2], zoom_start=VIEW[2])
if len(rows):
    popups = rows[list(PROPERTIES)].astype(str).agg("<br>".join, axis=1)
    MarkerCluster(locations=rows[["latitude", "longitude"]].to_numpy().tolist(), popups=popups.tolist()).add_to(figure)
st_folium(figure, width=SIZE_PX[0], height=SIZE_PX[1], returned_objects=[], key="map")
