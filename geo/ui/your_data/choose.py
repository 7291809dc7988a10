"""Choosing a file: what becomes of it, the drop zone, the samples."""

from __future__ import annotations

import streamlit as st

from geo.settings import read_settings
from geo.ui.your_data.session import (
    SAMPLE_MARK,
    chosen_sample,
    current_upload,
    drop_file,
    take_file,
    try_sample,
    uploads,
)
from geo.userdata.upload.samples import SAMPLES, sample
from geo.userdata.upload.upload import Upload

PROMISE = (
    "Bring events of your own and see where each of them lies in the geometry of 1974, how far from the lines, what "
    "is near it, and which of our records may be the same."
)
PRIVACY = (
    "What you bring is held in the memory of this server for this tab only. It is written to no disk but a temporary "
    "folder while it is read or a download is made, sent to nobody and shown to nobody else. It goes when you remove "
    "it or bring another file. Once this tab is closed or reloaded nobody can read it, and about a minute later its "
    "memory is free again."
)
FORMATS = (
    "ACLED, UCDP, GDELT, GeoConfirmed, Liveuamap, TimeMap · any CSV, TSV or Excel table with coordinates, plus codes "
    "or place names · GeoJSON · KML and KMZ (Google My Maps) · GeoPackage · zipped Shapefile · GeoParquet. The format "
    "is recognised by content and ending."
)


def show_promise() -> None:
    """Say what the page does and what becomes of a file."""
    st.markdown(PROMISE)
    st.info(PRIVACY, icon=":material/lock:")


def choose_file() -> Upload | None:
    """Draw the drop zone and the samples, and return the file that was chosen."""
    settings = read_settings()
    key = f"own_upload_{uploads()}"
    uploaded = st.file_uploader(
        "Drop a file here, or choose one",
        key=key,
        max_upload_size=settings.upload_mb,
        on_change=_follow,
        args=(key,),
    )
    st.caption(
        f"Up to {settings.upload_mb:,} MB and {settings.upload_rows:,} rows; reading is given up after "
        f"{settings.upload_seconds:,} seconds. {FORMATS}"
    )
    if uploaded is not None:
        return take_file(uploaded.file_id, uploaded.name, uploaded.getvalue())
    name = chosen_sample()
    if name is not None:
        return take_file(f"{SAMPLE_MARK}{name}", name, sample(name).body)
    return current_upload()  # another page was shown meanwhile, and the widget forgot; the session did not


def _follow(key: str) -> None:
    """Remove the file when the person takes it out of the drop zone."""
    if st.session_state.get(key) is None:
        drop_file()


def show_samples(*, opened: bool) -> None:
    """Offer the sample files: to try here, or to keep as a pattern."""
    with st.expander("No file at hand? Try one of ours", expanded=opened, icon=":material/science:"):
        st.caption("Made-up rows, each of which says so. They report nothing.")
        for item in SAMPLES:
            words, trial, download = st.columns([3, 1, 1], vertical_alignment="center")
            words.markdown(f"**{item.title}**  \n`{item.id}`")
            trial.button("Try this", key=f"try_{item.id}", on_click=try_sample, args=(item.id,), width="stretch")
            download.download_button(
                "Download",
                key=f"get_{item.id}",
                data=item.body,
                file_name=item.id,
                mime=item.media_type,
                on_click="ignore",
                width="stretch",
            )


def show_remove() -> None:
    """Offer to remove everything that the session brought."""
    st.button("Remove my data", key="own_remove", on_click=drop_file, icon=":material/delete:")
