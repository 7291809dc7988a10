"""The table: every record that passes the filters, with its card."""

from dataclasses import replace

import streamlit as st

from geo.analysis.records_table import records_table
from geo.atlas.counts import RECORD_LAYERS
from geo.text.messages import tr
from geo.ui.base.context import addresses, context
from geo.ui.map.window import show_none, table_window
from geo.ui.records.card import show_card
from geo.ui.records.cite import show_record_cite, show_table_cite

whole = context()
st.title(tr("Table of records"))
ctx = replace(whole, filters=table_window(whole.filters).narrow(whole.filters))
table = records_table(ctx.atlas, ctx.filters)

noun = "record" if len(table) == 1 else "records"
if not len(table):
    st.markdown("**0 records.**")
    show_none(whole)
else:
    st.markdown(
        tr(
            "**{count} {noun}**, with and without a location. Choose a row to read its evidence.",
            count=f"{len(table):,}",
            noun=noun,
        )
    )
    event = st.dataframe(
        table,
        key="records",
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
        height=460,
        column_config={
            "date": st.column_config.TextColumn(tr("From"), help=tr("First day on which it may have happened")),
            "when": st.column_config.TextColumn(tr("Date as known")),
            "kind": "Kind",
            "place": st.column_config.TextColumn(tr("Place"), width="medium"),
            "governorate": "Governorate",
            "attribution": "Attribution",
            "killed": st.column_config.TextColumn(tr("Killed"), help=tr("Empty: not reported, which is not zero")),
            "injured": st.column_config.TextColumn(tr("Injured"), help=tr("Empty: not reported, which is not zero")),
            "confidence": "Confidence",
            "sources": st.column_config.NumberColumn(tr("Sources")),
            "layer": "Layer",
            "id": "Id",
            "title": st.column_config.TextColumn(tr("What is reported"), width="large"),
            "contradicted": st.column_config.CheckboxColumn(
                tr("Contradicted"), help=tr("Sources contradict one another")
            ),
            "located": st.column_config.CheckboxColumn(tr("On the map")),
        },
        alt=tr("Table of records"),
    )
    rows = event["selection"]["rows"]
    if rows:
        feature = ctx.atlas.feature(str(table["id"][rows[0]]))
        if feature is not None:
            show_card(feature, permalink=addresses().record(feature.id))
            show_record_cite(ctx, feature)
    else:
        show_table_cite(ctx)

    query = "&".join(part for part in ("layers=" + ",".join(RECORD_LAYERS), ctx.query) if part)
    st.markdown(
        tr(
            "Download these {count} {noun}: [GeoJSON]({value}) · [CSV]({value_2})",
            count=f"{len(table):,}",
            noun=noun,
            value=addresses().layer("all", "geojson", query),
            value_2=addresses().layer("all", "csv", query),
        )
    )
