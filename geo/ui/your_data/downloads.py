"""Downloads of a person's enriched rows, and what binds whoever passes them on."""

from __future__ import annotations

import streamlit as st

from geo.exports import Format
from geo.text.markdown import plain
from geo.ui.your_data.session import own_address
from geo.userdata.rows.stored_rows import Holding
from geo.userdata.upload.upload import Upload


def show_exports(upload: Upload, held: Holding) -> None:
    """Offer the rows with what was added to them, once nothing forbids it or the person chose so."""
    st.subheader("Take the rows with you")
    rows = held.rows
    if rows.licence_note:
        st.caption(plain(rows.licence_note))
    if not rows.share_rows:
        held.may_leave = st.checkbox(
            "I have the right to these rows, keep them for my own work, and do not pass the raw rows on.",
            key=f"own_leave_{upload.key}",
        )
        if not held.may_leave:
            st.caption("The downloads appear once you choose so.")
            return
    links = " · ".join(f"[{form.label}]({own_address(upload, f'rows.{form}')})" for form in Format)
    st.markdown(f"All {len(rows):,} rows, with what was added and every column of the file: {links}")
    st.caption("A file is made when you choose it; a large one takes a moment. The links work in this tab only.")
