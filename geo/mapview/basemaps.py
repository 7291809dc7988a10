"""The base maps that a reader may choose, with their credits and hosts.

The offline vector map is the default and stays underneath; tiles are asked for only after somebody chose
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import xyzservices.providers  # type: ignore[import-untyped]


@dataclass(frozen=True, slots=True)
class Credit:
    """A line of attribution with the page that it points to."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class BaseMapChoice:
    """One base map of the panel.

    Attributes
    ----------
    id : str
        Value of the parameter ``base`` in an address.
    title : str
        Name in the panel.
    tiles : str
        Tile address with ``{z}``, ``{x}``, ``{y}``; empty for the offline vector map.
    max_zoom : int
        Deepest zoom that has tiles.
    credit : tuple of Credit
        What the map must say about the origin of the tiles.
    labels : bool
        Whether our own place labels are drawn above it.
    """

    id: str
    title: str
    tiles: str
    max_zoom: int
    credit: tuple[Credit, ...]
    labels: bool = True

    @property
    def host(self) -> str:
        """Host that the tiles come from, empty for the offline map."""
        return urlsplit(self.tiles).hostname or ""


def base_maps() -> tuple[BaseMapChoice, ...]:
    """Return the table of base maps, the offline one first.

    Examples
    --------
    >>> [choice.id for choice in base_maps()]
    ['offline', 'osm', 'imagery']
    >>> base_maps()[1].host
    'tile.openstreetmap.org'
    """
    osm = xyzservices.providers.OpenStreetMap.Mapnik
    imagery = xyzservices.providers.Esri.WorldImagery
    return (
        BaseMapChoice("offline", "Offline map", "", 18, ()),
        BaseMapChoice(
            "osm",
            "OpenStreetMap",
            osm.build_url(scale_factor=""),
            int(osm.get("max_zoom", 19)),
            (Credit("\N{COPYRIGHT SIGN} OpenStreetMap contributors", "https://www.openstreetmap.org/copyright"),),
            labels=False,
        ),
        BaseMapChoice(
            "imagery",
            "Satellite imagery",
            imagery.build_url(),
            int(imagery.get("max_zoom", 18)),
            (
                Credit(
                    str(imagery.attribution).replace("(C)", "\N{COPYRIGHT SIGN}").replace("--", "-"),
                    "https://www.arcgis.com/home/item.html?id=10df2279f9684e4a9f6a7f08febac2a9",
                ),
            ),
        ),
    )


def tile_hosts(choices: tuple[BaseMapChoice, ...]) -> tuple[str, ...]:
    """Return the hosts that tiles may come from, sorted, as sources of a Content-Security-Policy."""
    return tuple(sorted({f"https://{choice.host}" for choice in choices if choice.host}))
