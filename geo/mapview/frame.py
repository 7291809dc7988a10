"""The map itself: a Folium map whose every script and style sheet comes from the atlas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import folium
from folium.template import Template

from geo.mapview.basemaps import BaseMapChoice, base_maps
from geo.mapview.bundle import AssetNames, asset_names
from geo.mapview.columns import GROUP, ColumnsSpec, EventColumnsLayer
from geo.mapview.elements import GeoJsonUrlLayer, ScriptElement, as_script
from geo.mapview.protocols import SpecLike
from geo.mapview.symbols import kind_labels, symbols_json
from geo.mapview.timebar import time_options
from geo.query.filters import FILTER_NAMES

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees, WGS 84."""

MAP_ID = "atlas"
"""Id of the map: fixed, where Folium would take a random one, so that the document is the same each time."""


@dataclass(frozen=True, slots=True)
class View:
    """A view that one click brings back."""

    id: str
    title: str
    bounds: Bounds


def views() -> tuple[View, ...]:
    """Return the one-click views, the first of which the map opens with.

    Examples
    --------
    >>> [view.title for view in views()]
    ['The zone', 'South Syria', 'Syria', 'Talk cities']
    """
    return (
        View("zone", "The zone", (35.66, 32.66, 36.08, 33.44)),
        View("region", "South Syria", (35.45, 32.25, 37.1, 33.95)),
        View("syria", "Syria", (35.4, 32.2, 42.4, 37.4)),
        View("talks", "Talk cities", (-82.0, 18.0, 56.0, 58.0)),
    )


OWN_GROUP = "My data"
"""Group of the panel for rows of a person's own: the first one."""


@dataclass(frozen=True, slots=True)
class FrameOptions:
    """What may differ from one frame to another.

    Attributes
    ----------
    title : str
        Title of the document and name of the map for screen readers.
    theme : str
        ``light``, ``dark``, or ``auto`` for what the reader's system prefers; ``theme`` in the address wins.
    base_maps : tuple of BaseMapChoice
        Base maps on offer, the default one first.
    view : tuple of float
        West, south, east, north that the map opens with unless its address says otherwise.
    """

    title: str = "Buffer Zone Atlas: map"
    theme: Literal["light", "dark", "auto"] = "auto"
    base_maps: tuple[BaseMapChoice, ...] = field(default_factory=base_maps)
    view: Bounds = field(default_factory=lambda: views()[0].bounds)


class AtlasMap(folium.Map):
    """A Folium map with a fixed id, without tiles, and without any address outside its own host."""

    _template = Template(
        """
        {% macro header(this, kwargs) %}
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="strict-origin-when-cross-origin">
        <script>{{ this.head_script }}</script>
        {% endmacro %}
        {% macro html(this, kwargs) %}
        <div class="folium-map" id="{{ this.get_name() }}"></div>
        <noscript>
        <p class="atlas-noscript">The map needs JavaScript. The table has the same records.</p>
        </noscript>
        {% endmacro %}
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = Atlas.createMap("{{ this.get_name() }}", {{ this.frame_json }});
        {% endmacro %}
        """
    )

    def __init__(
        self,
        names: AssetNames,
        *,
        asset_base: str,
        options: FrameOptions,
        frame: dict[str, Any],
        first: FirstFiles | None,
    ) -> None:
        super().__init__(location=None, tiles=None)
        self._name = "map"
        self._id = MAP_ID
        figure: Any = self.get_root()
        figure.title = options.title
        css, js = (names.leaflet_css, names.atlas_css), (names.leaflet_js, names.atlas_js)
        self.default_css = [(name, asset_base + name) for name in css]
        self.default_js = [(name, asset_base + name) for name in js]
        self.head_script = head_script(options.theme) + (first_fetches(first) if first else "")
        self.frame_json = as_script(frame)


def head_script(theme: str) -> str:
    """Return the script that sets language and theme before anything is painted."""
    return (
        "(function(){var r=document.documentElement,"
        f"t=new URLSearchParams(location.search||location.hash.slice(1)).get('theme')||{as_script(theme)};"
        "if(t==='auto')t=matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light';"
        "r.lang='en';if(t==='dark')r.classList.add('atlas-dark')})()"
    )


@dataclass(frozen=True, slots=True)
class FirstFiles:
    """Addresses that the frame asks for before its own scripts have run.

    Attributes
    ----------
    always : tuple of str
        Needed whatever the address of the frame says.
    usual : tuple of str
        Needed unless the address names layers.
    asked : mapping of str to str
        Columns of events, by the layer that the address must name.
    """

    always: tuple[str, ...]
    usual: tuple[str, ...]
    asked: Mapping[str, str] = field(default_factory=dict)


def first_fetches(files: FirstFiles) -> str:
    """Return the script that asks for the first files; ``Atlas.fetchJson`` finds them under ``atlasFirst``."""
    return (
        ";(function(a,u,e){var f=window.atlasFirst={},l=new URLSearchParams(location.search).get('layers');"
        "if(l===null)a=a.concat(u);"
        "function ask(n,k){f[n]=fetch(n,{credentials:'same-origin'})"
        ".then(function(r){return r.ok?r[k]():null}).catch(function(){return null})}"
        "a.forEach(function(n){ask(n,'json')});"
        "(l||'').split(',').forEach(function(i){if(Object.hasOwn(e,i))ask(e[i],'arrayBuffer')})"
        f"}})({as_script(files.always)},{as_script(files.usual)},{as_script(files.asked)})"
    )


def build_map(
    specs: Iterable[SpecLike],
    *,
    version: str,
    columns: Iterable[ColumnsSpec] = (),
    asset_base: str = "assets/",
    data_base: str = "",
    frame_options: FrameOptions | None = None,
    ask_early: bool = True,
) -> folium.Map:
    """Return the map of the atlas as a Folium map.

    Parameters
    ----------
    specs : iterable of SpecLike
        The layers, in the order of the panel.
    version : str
        Version of the data; part of the address of each layer, so that browsers may keep them.
    columns : iterable of ColumnsSpec
        Files of many events, drawn from compact columns; see ``docs/columns.md``.
    asset_base, data_base : str
        What stands before the addresses of assets and of layers. Relative by default; in a notebook, the
        address of a running atlas, such as ``http://localhost:8501/assets/`` and ``http://localhost:8501/``.
    frame_options : FrameOptions, optional
        Title, theme, base maps and first view.
    ask_early : bool
        Whether the document asks for its first files at once; not where they are inside it.

    Returns
    -------
    folium.Map
        With one :class:`~geo.mapview.elements.GeoJsonUrlLayer` per layer. No text from records is in it.
    """
    options = frame_options or FrameOptions()
    names, shown = asset_names(), list(specs)
    frame = {
        "label": options.title,
        "symbols": symbols_json(),
        "kinds": kind_labels(),
        "roles": {str(spec.id): str(spec.role) for spec in shown},
        "filters": [name for name in FILTER_NAMES if name != "id"],  # in the frame, id is what is selected
        "match_url": f"{data_base}layers/match",
    }
    basemap_url, bundle_url = asset_base + names.basemap, data_base + first_layers(shown, version=version)
    events = [EventColumnsLayer(file, data_base=data_base) for file in columns]
    asked = {layer.layer_id: layer.url for layer in events}
    first = FirstFiles(always=(basemap_url,), usual=(bundle_url,), asked=asked) if ask_early else None
    atlas = AtlasMap(names, asset_base=asset_base, options=options, frame=frame, first=first)
    choices = [asdict(choice) | {"host": choice.host} for choice in options.base_maps]
    atlas.add_child(ScriptElement("addBaseMap", {"url": basemap_url, "choices": choices}))
    for spec in shown:
        address = f"{data_base}layers/{spec.id}.geojson"
        atlas.add_child(GeoJsonUrlLayer(spec, url=f"{address}?v={version}", download=address))
    for layer in events:
        atlas.add_child(layer)
    groups = [OWN_GROUP, *dict.fromkeys(str(spec.group) for spec in shown), GROUP]
    panel = {"groups": groups, "views": [asdict(view) for view in views()]}
    atlas.add_child(ScriptElement("addPanel", panel))
    atlas.add_child(ScriptElement("addTimeBar", time_options(shown)))
    for function in ("addTools", "addReadout", "addCard", "addPin", "addBridge"):
        atlas.add_child(ScriptElement(function))
    start = {
        "view": options.view,
        "registry_url": f"{data_base}layers",
        "bundle_url": bundle_url,
    }
    atlas.add_child(ScriptElement("start", start))
    return atlas


def first_layers(specs: Iterable[SpecLike], *, version: str) -> str:
    """Return the address of the one answer that holds every layer shown at first.

    Parameters
    ----------
    specs : Iterable[SpecLike]
        Entries of the layers.
    version : str
        Version of the data set.

    Returns
    -------
    str

    Examples
    --------
    >>> first_layers([], version="1")
    'layers/all.geojson?layers=&v=1'
    """
    names = ",".join(str(spec.id) for spec in specs if spec.default_on)
    return f"layers/all.geojson?layers={names}&v={version}"
