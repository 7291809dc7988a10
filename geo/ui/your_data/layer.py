"""The rows that a session brought, as the map is told of them."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.ui.your_data.keys import FILE_KEY


def own_layer() -> dict[str, Any] | None:
    """Return name, addresses and count of the rows that this session brought; None where none can be drawn."""
    if FILE_KEY not in st.session_state:
        return None
    from geo.ui.your_data.session import holding, own_address  # what reads files is heavy, and most sessions bring none

    found = holding()
    if found is None or not (found[1].rows.drawn or found[1].rows.drawn_shapes.rows):
        return None
    file, held = found
    return {
        "name": held.rows.name,
        "url": own_address(file, "columns"),
        "details": own_address(file, "rows"),
        "count": held.rows.drawn,
        "shapes": own_address(file, "shapes"),
        "shape_count": held.rows.drawn_shapes.rows,
        "extent": held.rows.extent,
    }
