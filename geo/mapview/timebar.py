"""What the time bar is told: how far its axis reaches, and which layers its bars count, in which colours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geo.atlas.specs import LayerRole
from geo.mapview.protocols import SpecLike
from geo.mapview.symbols import legend_of
from geo.text.dates import ZONE_ENTERED

AXIS_SINCE = "2024-12-01"
"""First day of the short axis, which the reports fill."""
AXIS_HELD = "1967-06-01"
"""First day of the long axis, on which areas and lines change."""
_COUNTED = (LayerRole.REPORTS, LayerRole.TALKS)


def time_options(specs: Iterable[SpecLike]) -> dict[str, Any]:
    """Return the constants of the time bar.

    Parameters
    ----------
    specs : iterable of SpecLike
        The layers of the map; those of reports and talks become families, in the colour of their first symbol.

    Gaps and the last day of the data are not among them: they come with the registry of layers, so that the
    document stays the same while the data changes.

    """
    return {
        "since": AXIS_SINCE,
        "held": AXIS_HELD,
        "entered": ZONE_ENTERED,
        "families": [
            {"id": str(spec.id), "label": spec.title, "symbol": legend[0].symbol}
            for spec in specs
            if spec.role in _COUNTED and (legend := legend_of(str(spec.id)))
        ],
    }
