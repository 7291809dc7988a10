"""The rows that a peer's page shows, and the two widgets that the measurements use."""

from __future__ import annotations

import os

import pandas as pd
import streamlit as st

VIEW = (34.75, 38.8, 7)
"""Latitude, longitude and zoom that every page opens at."""
SIZE_PX = (1200, 600)
PROPERTIES = ("event_date", "sub_event_type", "actor1", "location", "admin1", "fatalities", "source", "notes")


def shown_rows() -> pd.DataFrame:
    """Draw the widgets and return the rows that they leave: all, the earlier half of the days, or none."""
    st.set_page_config(layout="wide")
    rows = _rows(os.environ["BENCH_ROWS"])
    on = st.sidebar.checkbox("Events", value=True)
    earlier = st.sidebar.checkbox("Earlier half")
    rows = rows if on else rows.iloc[:0]
    return _halved(rows, earlier=earlier)


def _halved(rows: pd.DataFrame, *, earlier: bool) -> pd.DataFrame:
    return rows[rows["event_date"] < os.environ["BENCH_MIDDLE"]] if earlier else rows


@st.cache_resource(show_spinner=False)
def _rows(path: str) -> pd.DataFrame:
    return pd.read_parquet(path)
