"""The Folium elements of the frame. Each calls one function of our script with constants of ours.

Folium and branca compile what they render as a template a second time, so nothing that comes from records may
pass through here. What does pass (titles, notes, symbols) is written by :func:`as_script`, which leaves no
character that means something to a template, a script block or an HTML parser.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import folium.map
from branca.element import MacroElement
from folium.template import Template

from geo.mapview.protocols import SpecLike
from geo.mapview.symbols import legend_of

_SPECIAL = {char: f"\\u{ord(char):04x}" for char in "<>&'{}`$\u2028\u2029"}


def as_script(value: object) -> str:
    r"""Return a value as JSON that is inert in a script block and in a template.

    Only strings can hold a special character that JSON does not need itself, so braces are escaped inside
    strings alone.

    Examples
    --------
    >>> as_script({"a": "{{ 7*7 }} </script>"})
    '{"a":"\\u007b\\u007b 7*7 \\u007d\\u007d \\u003c/script\\u003e"}'
    """
    return "".join(_pieces(value))


def _pieces(value: object) -> list[str]:
    if isinstance(value, str):
        text = json.dumps(value, ensure_ascii=True)
        return ["".join(_SPECIAL.get(char, char) for char in text)]
    if isinstance(value, Mapping):
        members = [f"{as_script(str(key))}:{as_script(item)}" for key, item in value.items()]
        return ["{", ",".join(members), "}"]
    if isinstance(value, (list, tuple)):
        return ["[", ",".join(as_script(item) for item in value), "]"]
    return [json.dumps(value, allow_nan=False)]


class ScriptElement(MacroElement):
    """An element that calls ``Atlas.<function>(map, options)``.

    Parameters
    ----------
    function : str
        Name of the function of our script.
    options : Mapping, optional
        Constants that it gets.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}\n"
        "Atlas.{{ this.function }}({{ this._parent.get_name() }}, {{ this.options }});\n"
        "{% endmacro %}"
    )

    def __init__(self, function: str, options: Mapping[str, Any] | None = None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Atlas"
        self._id = function
        self.function = function
        self.options = as_script(options or {})


class GeoJsonUrlLayer(folium.map.Layer):
    """A layer that takes GeoJSON from a URL; drawn, filtered and counted by our script.

    Parameters
    ----------
    spec : SpecLike
        The layer: id, title, group, note, geometry, whether it is visible at first.
    url : str
        Address of the whole layer, made unique by the version of the data.
    download : str
        Address that takes filters, for the download of one feature.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}\n"
        "var {{ this.get_name() }} = Atlas.addLayer({{ this._parent.get_name() }}, {{ this.options }});\n"
        "{% endmacro %}"
    )

    def __init__(self, spec: SpecLike, *, url: str, download: str) -> None:
        super().__init__(name=spec.title, overlay=True, control=False, show=spec.default_on)
        self._name = "layer"
        self._id = str(spec.id).replace("-", "_")
        self.options = as_script(
            {
                "id": str(spec.id),
                "title": spec.title,
                "group": str(spec.group),
                "note": spec.note,
                "geometry": str(spec.geometry),
                "role": str(spec.role),
                "dated": spec.dated,
                "on": spec.default_on,
                "url": url,
                "download": download,
                "legend": [{"symbol": item.symbol, "label": item.label} for item in legend_of(str(spec.id))],
            }
        )

    def render(self, **kwargs: Any) -> None:  # type: ignore[override]
        """Render without Folium's own ``addTo``: the address of the frame decides what is visible."""
        super(folium.map.Layer, self).render(**kwargs)  # type: ignore[no-untyped-call]
