"""The layer of many events as a Folium element: constants for our script, which fetches and draws the columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import folium.map
from folium.template import Template

from geo.mapview.elements import as_script
from geo.mapview.symbols import kind_symbol
from geo.vocab import EventCategory

GROUP = "Event files"
"""Group of the panel in which prepared files stand."""
ID_PREFIX = "events-"
"""What stands before the name of a file in the id of its layer."""


@dataclass(frozen=True, slots=True)
class ColumnsSpec:
    """A file of events as the frame sees it.

    Attributes
    ----------
    name : str
        Name in addresses.
    title, note : str
        What the panel says.
    version : str
        Short digest; part of every address.
    count, unlocated : int
        Events on the map, and rows without coordinates.
    kinds : sequence of tuple
        Label and number of events of each kind, in the order of the codes.
    extras : sequence of str
        Names of further columns.
    extent : tuple of float or None
        West, south, east, north in degrees.
    """

    name: str
    title: str
    note: str
    version: str
    count: int
    unlocated: int
    kinds: Sequence[tuple[str, int]]
    extras: Sequence[str] = ()
    extent: tuple[float, float, float, float] | None = None

    @property
    def layer_id(self) -> str:
        """Id of the layer in addresses of the map."""
        return f"{ID_PREFIX}{self.name}"


class EventColumnsLayer(folium.map.Layer):
    """A layer of many events, drawn from compact columns on one canvas; off until it is asked for.

    Parameters
    ----------
    spec : ColumnsSpec
        The file.
    data_base : str
        What stands before the address of its data.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}\n"
        "Atlas.addColumns({{ this._parent.get_name() }}, {{ this.options }});\n"
        "{% endmacro %}"
    )

    def __init__(self, spec: ColumnsSpec, *, data_base: str = "") -> None:
        super().__init__(name=spec.title, overlay=True, control=False, show=False)
        self._name = "columns"
        self._id = spec.layer_id.replace("-", "_")
        base = f"{data_base}columns/{spec.name}"
        self.layer_id = spec.layer_id
        self.url = f"{base}.bin?v={spec.version}"
        self.options = as_script(
            {
                "id": spec.layer_id,
                "name": spec.name,
                "title": spec.title,
                "group": GROUP,
                "note": spec.note,
                "version": spec.version,
                "url": self.url,
                "details": f"{base}/rows?v={spec.version}",
                "match": f"{base}/match?v={spec.version}",
                "extras": [{"name": name, "url": f"{base}/{name}.bin?v={spec.version}"} for name in spec.extras],
                "count": spec.count,
                "unlocated": spec.unlocated,
                "extent": spec.extent,
                "kinds": kind_table(spec.kinds),
            }
        )

    def render(self, **kwargs: Any) -> None:  # type: ignore[override]
        """Render without Folium's own ``addTo``: the address of the frame decides what is visible."""
        super(folium.map.Layer, self).render(**kwargs)  # type: ignore[no-untyped-call]


def kind_table(kinds: Sequence[tuple[str, int]]) -> list[dict[str, object]]:
    """Return label, count and symbol of each kind, in the order of the codes.

    Kinds of our own vocabulary have their symbol; of others the most frequent get one of a set of eight, the rest share
    a grey one.

    Examples
    --------
    >>> [entry["symbol"] for entry in kind_table([("Shelling", 5), ("airstrike", 2)])]
    ['file-kind-1', 'airstrike']
    """
    own = {str(category) for category in EventCategory}
    found: list[dict[str, object]] = []
    rank = 0
    for label, count in kinds:
        if label in own:
            symbol = label
        else:
            rank += 1
            symbol = kind_symbol(rank)
        found.append({"label": label, "count": count, "symbol": symbol})
    return found
