"""The rows that a session brought, as the map is told of them."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.ui.your_data.keys import FILE_KEY


def own_layer() -> dict[str, Any] | None:
    """Return name, addresses and count of the rows that this session brought; None where none can be drawn."""
    if FILE_KEY not in st.session_state:
        return None
    from geo.ui.your_data.session import (  # what reads files is heavy, and most sessions bring none
        current_upload,
        own_address,
    )

    upload = current_upload()
    held = None if upload is None else upload.held
    if upload is None or held is None or not (held.rows.drawn or held.rows.drawn_shapes.rows):
        return None
    return {
        "name": held.rows.name,
        "url": own_address(upload, "columns"),
        "details": own_address(upload, "rows"),
        "count": held.rows.drawn,
        "shapes": own_address(upload, "shapes"),
        "shape_count": held.rows.drawn_shapes.rows,
        "extent": held.rows.extent,
    }
