"""streamlit-folium with one GeoJson layer, as light as it goes: circles on a canvas, nothing returned."""

import folium
from streamlit_folium import st_folium

from bench.peer_rows import PROPERTIES, SIZE_PX, VIEW, shown_rows

rows = shown_rows()
figure = folium.Map(location=VIEW[:2], zoom_start=VIEW[2], prefer_canvas=True)
features = [
    {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
        "properties": {name: row[name] for name in PROPERTIES},
    }
    for row in rows.to_dict("records")
]
if features:
    folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        marker=folium.CircleMarker(radius=3),
        popup=folium.GeoJsonPopup(fields=list(PROPERTIES)),
    ).add_to(figure)
st_folium(figure, width=SIZE_PX[0], height=SIZE_PX[1], returned_objects=[], key="map")
