"""What became of a file: counts that add up, reasons, charts."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from geo.readers import RowStatus
from geo.text.markdown import plain
from geo.ui.your_data.session import own_address
from geo.userdata.rows.rows import OwnRows
from geo.userdata.rows.stored_rows import Holding
from geo.userdata.rows.summary import (
    count_bands,
    count_months,
    count_reasons,
    count_repeated_reports,
    count_rows,
    count_sides,
)
from geo.userdata.upload.upload import Upload

_MOST_BARS = 60
_BAR = "#4c78a8"  # readable on a light and on a dark page


def show_counts(upload: Upload, held: Holding) -> None:
    """Say how many rows were kept and refused, and why."""
    rows = held.rows
    counts = count_rows(rows)
    figures = {
        "Rows": counts.total,
        "Accepted": counts.accepted,
        "Accepted with a warning": counts.warned,
        "Refused": counts.refused,
    }
    with st.container(horizontal=True, gap="medium"):
        for label, number in figures.items():
            st.metric(label, f"{number:,}", width="content")
    for note in rows.notes:
        st.caption(plain(note))
    _show_open_sides(rows)
    repeated = count_repeated_reports(rows)
    if repeated:
        st.caption(
            f"{_rows(repeated)}: the same link, place and day as an earlier row, so one news report. They "
            "are marked in the table and the downloads; counts and charts count rows."
        )
    if counts.warned:
        _reasons(f"{_rows(counts.warned)} with a warning", rows, RowStatus.WARNED)
    if counts.refused:
        _reasons(f"{_rows(counts.refused)} refused", rows, RowStatus.REFUSED)
        if held.may_leave:
            address = own_address(upload, "refused.csv")
            st.markdown(f"[Download what was refused, {_rows(counts.refused)}, with the reasons (CSV)]({address})")


def show_charts(rows: OwnRows) -> None:
    """Show the kept rows by side, by band and by month."""
    st.subheader("By side, band and month")
    if rows.count(RowStatus.REFUSED) == len(rows):
        st.info("No row was accepted, so there is nothing to count. The reasons stand above.", icon=":material/block:")
        return
    left, right = st.columns(2)
    with left:
        st.altair_chart(_bars(count_sides(rows), "side", "Side"), alt="Rows by side of the lines")
    with right:
        st.altair_chart(_bars(count_bands(rows), "band", "Band"), alt="Rows by band of the areas of limitation")
    months = count_months(rows)
    if len(months) > _MOST_BARS:
        months = months.assign(month=months["month"].str.slice(0, 4)).groupby("month", sort=False, as_index=False).sum()
        st.caption("The months are too many to be drawn apart; the years stand for them.")
    st.altair_chart(_columns(months), alt="Rows by month")
    st.caption("A row counts in a month only if all of its days lie in it.")


def _show_open_sides(rows: OwnRows) -> None:
    """Say why rows with a place are on no side: the file's precision decides most answers."""
    reasons = rows.added["no_side_reason"]
    unknown, crossing = int((reasons == "uncertainty_unknown").sum()), int((reasons == "circle_crosses").sum())
    if unknown:
        st.caption(
            f"{_rows(unknown)} with a place: one cannot tell the side, as the file does not say how well the place is "
            "known. The table has the side of the point as given; a radius for such rows can be set above."
        )
    if crossing:
        st.caption(f"{_rows(crossing)} with a place: one cannot tell the side, as the circle around it crosses a line.")


def _rows(count: int) -> str:
    return f"{count:,} row" if count == 1 else f"{count:,} rows"


def _reasons(title: str, rows: OwnRows, status: RowStatus) -> None:
    with st.expander(f"{title}, by reason"):
        st.dataframe(
            count_reasons(rows, status),
            hide_index=True,
            column_config={"reason": st.column_config.TextColumn("Reason", width="large"), "rows": "Rows"},
            alt=title,
        )


def _bars(table: pd.DataFrame, name: str, title: str) -> alt.LayerChart | alt.FacetChart:
    order = table[name].tolist()
    base = alt.Chart(table).encode(
        y=alt.Y(f"{name}:N", sort=order, title=None, axis=alt.Axis(labelLimit=260)),
        x=alt.X("rows:Q", title="Rows", axis=alt.Axis(tickMinStep=1, format=",d")),
        tooltip=[alt.Tooltip(f"{name}:N", title=title), alt.Tooltip("rows:Q", title="Rows", format=",d")],
    )
    text = base.mark_text(align="left", dx=3, color="#808080").encode(text=alt.Text("rows:Q", format=",d"))
    return alt.layer(base.mark_bar(color=_BAR), text).properties(height=60 + 42 * len(table))


def _columns(table: pd.DataFrame) -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(table)
        .mark_bar(color=_BAR)
        .encode(
            x=alt.X("month:N", sort=table["month"].tolist(), title=None, axis=alt.Axis(labelAngle=-45)),
            y=alt.Y("rows:Q", title="Rows", axis=alt.Axis(tickMinStep=1, format=",d")),
            tooltip=[alt.Tooltip("month:N", title="Month"), alt.Tooltip("rows:Q", title="Rows", format=",d")],
        )
        .properties(height=220)
    )
    return chart
