"""What is measured side by side: the atlas and its peers, each with the way to tell that it has drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from bench.peer_rows import VIEW
from bench.servers import ROOT

PAGES = Path(__file__).parent / "many_pages"
LAYER = "events-rows"
"""Id of the layer that the atlas gives to a prepared folder called ``rows``."""


@dataclass(frozen=True)
class Case:
    """One page under measurement.

    Attributes
    ----------
    name : str
        What tables call it.
    script : Path
        What ``streamlit run`` is given.
    state : str
        JavaScript expression for what is drawn, empty for nothing.
    most : int
        The greatest number of events that it is tried with; more was never drawn.
    pans : bool
        Whether a pan can be timed from inside the page: it is a Leaflet map.
    """

    name: str
    script: Path
    state: str
    most: int = 1_000_000
    pans: bool = True

    @property
    def ours(self) -> bool:
        """Whether it is the atlas."""
        return self.script.name == "app.py"

    @property
    def path(self) -> str:
        """Path of the page, with the view that all pages have."""
        lat, lon, zoom = VIEW
        return f"/?layers={LAYER}&lat={lat}&lon={lon}&z={zoom}" if self.ours else "/"


OURS = Case("the atlas", ROOT / "app.py", "window.benchAtlas()", most=3_000_000)
OURS_PLAIN = replace(OURS, name="the atlas, without emulated card")
"""The same in a browser that draws by the processor alone; pydeck and st.map need a card, emulated here."""
PEERS: tuple[Case, ...] = (
    Case("st.map (no properties)", PAGES / "st_map.py", "window.benchDeck()", pans=False),
    Case("pydeck", PAGES / "pydeck_scatter.py", "window.benchDeck()", pans=False),
    Case("streamlit-folium, GeoJson", PAGES / "geojson.py", "window.benchCanvas()"),
    Case("folium FastMarkerCluster", PAGES / "fast_marker_cluster.py", "window.benchClusters()"),
    Case("folium MarkerCluster", PAGES / "marker_cluster.py", "window.benchClusters()"),
)
