"""streamlit-folium with folium's FastMarkerCluster: rows in the page, markers made by its callback."""

import folium
from folium.plugins import FastMarkerCluster
from streamlit_folium import st_folium

from bench.peer_rows import PROPERTIES, SIZE_PX, VIEW, shown_rows

CALLBACK = """function (row) {
    var marker = L.marker(new L.LatLng(row[0], row[1]));
    marker.bindPopup(row.slice(2).join("<br>"));
    return marker;
}"""
rows = shown_rows()
figure = folium.Map(location=VIEW[:2], zoom_start=VIEW[2])
if len(rows):
    data = rows[["latitude", "longitude", *PROPERTIES]].to_numpy().tolist()
    FastMarkerCluster(data, callback=CALLBACK).add_to(figure)
st_folium(figure, width=SIZE_PX[0], height=SIZE_PX[1], returned_objects=[], key="map")
