"""The table of a person's rows, and what is known of one of them."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import streamlit as st

from geo.atlas import Atlas
from geo.readers import RowStatus
from geo.text.markdown import plain
from geo.ui.base.context import addresses
from geo.userdata.rows.row_details import nearest_pairs, shape_pairs
from geo.userdata.rows.rows import OwnRows
from geo.userdata.rows.summary import SIDE_LABELS, count_repeated_reports
from geo.userdata.rows.table import PAGE_ROWS, Narrow, narrowed, pages, table_page
from geo.zone.wording import position_sentences

_STATUS_LABELS = {"": "All", **{str(status): str(status).replace("_", " ").capitalize() for status in RowStatus}}
_COLUMNS: dict[str, Any] = {
    "row": st.column_config.NumberColumn("Row", format="%d"),
    "part": "Part",
    "status": st.column_config.TextColumn("Status", width=90),
    "title": st.column_config.TextColumn("Title", width="medium"),
    "kind": "Kind",
    "from": st.column_config.TextColumn("From", width=105),
    "to": st.column_config.TextColumn("To", width=105),
    "side": st.column_config.TextColumn("Side", width="medium"),
    "side_of_point": st.column_config.TextColumn("Side of the point as given", width="medium"),
    "band": "Band (km)",
    "to_a_km": st.column_config.NumberColumn("To line A (km)", format="%.2f", help="Negative west of it"),
    "to_b_km": st.column_config.NumberColumn("To line B (km)", format="%.2f", help="Negative west of it"),
    "uncertainty_m": st.column_config.NumberColumn("Uncertainty (m)", format="%.0f"),
    "nearest_place": "Nearest place",
    "near_records": st.column_config.NumberColumn("Our records near it", format="%d"),
    "alike": st.column_config.TextColumn("Alike in the file", width="medium"),
    "reasons": st.column_config.TextColumn("Warnings and reasons", width="large"),
}


def show_table(atlas: Atlas, rows: OwnRows, *, key: str) -> None:
    """Show the rows, a page at a time, and the one that is chosen.

    Parameters
    ----------
    atlas : Atlas
        Whose records lie near the rows.
    rows : OwnRows
        The rows.
    key : str
        Tells the widgets of one file from those of the next.
    """
    st.subheader("Rows")
    places = narrowed(rows, _ask_narrow(rows, key))
    if not len(places):
        st.info("No row passes. Loosen what the table is narrowed to.", icon=":material/filter_alt_off:")
        return
    last = pages(len(places))
    number = 1
    if last > 1:
        number = int(st.number_input(f"Page, 1 to {last:,}", 1, last, key=f"own_page_{key}_{last}"))
    table = table_page(rows, places, number=number)
    first = (number - 1) * PAGE_ROWS + 1
    st.caption(
        f"Rows {first:,} to {first + len(table) - 1:,} of {len(places):,} that pass, of {len(rows):,} in the file. "
        "Choose one to read what is near it. The downloads have all rows."
    )
    event = st.dataframe(
        table,
        key=f"own_table_{key}",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        column_config=_COLUMNS,
        placeholder="",
        alt="Your rows",
    )
    chosen = event["selection"]["rows"]
    if chosen and chosen[0] < len(table):
        show_row(atlas, rows, int(table.index[chosen[0]]))


def _ask_narrow(rows: OwnRows, key: str) -> Narrow:
    status, side, text = st.columns([1, 1.4, 1.6])
    repeated = count_repeated_reports(rows)
    near, alike = st.columns(2)
    return Narrow(
        status=status.selectbox(
            "Status", list(_STATUS_LABELS), format_func=lambda value: _STATUS_LABELS[value], key=f"own_status_{key}"
        ),
        side=side.selectbox(
            "Side",
            ["", *SIDE_LABELS.values()],
            format_func=lambda label: label or "All",
            key=f"own_side_{key}",
        ),
        text=text.text_input("Words", max_chars=100, key=f"own_text_{key}", placeholder="In title, kind, place, text"),
        near_only=near.checkbox("Only rows with a record of ours near them", key=f"own_near_{key}"),
        alike_only=alike.checkbox("Only rows that look like another one of the file", key=f"own_alike_{key}"),
        reports_once=bool(repeated) and st.checkbox("Each news report once", key=f"own_once_{key}"),
    )


def show_row(atlas: Atlas, rows: OwnRows, place: int) -> None:
    """Say what is known of one row."""
    event, added = rows.events.iloc[place], rows.added.iloc[place]
    with st.container(border=True):
        part = f", {event['part']}" if event["part"] else ""
        st.markdown(f"**{plain(event['title'] or 'Row without a title')}** · row {int(event['row']):,}{plain(part)}")
        if event["reasons"]:
            st.warning(plain(event["reasons"]), icon=":material/info:")
        for sentence in _where(atlas, event, added):
            st.markdown(plain(sentence))
        for label, text in [*shape_pairs(added), *nearest_pairs(event, added)[1:]]:
            st.markdown(plain(f"{label}: {text}."))
        _show_near_records(atlas, added)
        if added["alike_why"]:
            st.markdown(plain(f"In your file: {added['alike_why']} as row {int(added['alike_row']):,} of the file."))
        with st.expander("Every column of the file"):
            original = rows.original.iloc[place]
            st.dataframe(
                pd.DataFrame(
                    {"column": original.index.astype(str), "value": original.fillna("").astype(str).to_numpy()}
                ),
                hide_index=True,
                alt="Every column of this row",
            )


def _where(atlas: Atlas, event: pd.Series, added: pd.Series) -> list[str]:
    """Return where a row lies, in sentences."""
    lon, lat = float(event["lon"]), float(event["lat"])
    if not (math.isfinite(lon) and math.isfinite(lat)) or event["status"] == str(RowStatus.REFUSED):
        side = SIDE_LABELS.get(added["side"] or "", "")
        return [f"{side}."] if side and not added["shape_relation"] else []
    radius = added["uncertainty_used_m"]
    if radius is None or pd.isna(radius):
        answer = atlas.test.answer(lon, lat, uncertainty_m=0)
        return [
            "The file does not say how well the place is known, so one cannot tell the side. For the point as given:",
            *position_sentences(answer, lon=lon, lat=lat),
        ]
    answer = atlas.test.answer(lon, lat, uncertainty_m=float(radius))
    return position_sentences(answer, lon=lon, lat=lat)


def _show_near_records(atlas: Atlas, added: pd.Series) -> None:
    """List the records of ours that may be the same, with the explained score of the best."""
    ids = [record_id for record_id in str(added["near_record_ids"] or "").replace("|", " ").split() if record_id]
    if not ids:
        return
    count = int(added["near_records"])
    st.markdown(f"**{count:,} of our records lie near it in place and time.** {plain(str(added['near_record_why']))}")
    lines = []
    for record_id in ids:
        feature = atlas.feature(record_id)
        title: Any = feature.properties["title"] if feature is not None else record_id
        lines.append(f"- [{plain(str(title))}]({addresses().record(record_id)})")
    st.markdown("\n".join(lines))
