"""The colour of each layer in files for other programs; on the map kinds have colours of their own."""

from __future__ import annotations

from collections.abc import Mapping

from geo.vocab import LayerId, palette

_HUES: Mapping[LayerId, str] = {
    LayerId.STRIKES: palette.STRIKE.light,
    LayerId.GROUND_OPERATIONS: palette.GROUND.light,
    LayerId.UN_INCIDENTS: palette.UNITED_NATIONS.light,
    LayerId.OTHER_INCIDENTS: palette.OTHER.light,
    LayerId.TALKS: palette.TALK.light,
    LayerId.LINES: "#1f4e79",
    LayerId.AREA_OF_SEPARATION: "#3f8fd2",
    LayerId.AREAS_OF_LIMITATION: "#5f7f6f",
    LayerId.CONTROL: "#8a7a62",
    LayerId.POSITIONS: "#2f343b",
}


def hue_of(layer_id: LayerId) -> str:
    """Return the colour of a layer as ``#rrggbb``; grey for one that has none.

    Examples
    --------
    >>> hue_of(LayerId.PLACES)
    '#77736b'
    """
    return _HUES.get(layer_id, palette.GREY.light)
