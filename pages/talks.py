"""The talks: every meeting, contact or statement as reported, with its evidence."""

import streamlit as st

from geo.analysis.talks import talks_summary, talks_text
from geo.text.messages import tr
from geo.ui import talks
from geo.ui.base.context import addresses, context
from geo.ui.records.card import show_card
from geo.vocab import LayerId

ctx = context()
layer = ctx.atlas.layers.get(LayerId.TALKS)

st.title(tr("Talks"))
st.markdown(tr(talks.INTRODUCTION))
if layer is None:
    st.info(tr("The data holds no talk."), icon=":material/info:")
    st.stop()

shown = talks.ask_filters(layer.features)
st.markdown(talks_summary(shown))
if not shown:
    st.info(tr("No talk has this status and kind. Take one of them off."), icon=":material/filter_alt_off:")
    st.stop()

box = st.expander(
    tr("Read them as text, one below the other"), key="talks_text", icon=":material/notes:", on_change="rerun"
)
if box.open:
    box.markdown(talks_text(ctx.atlas.dataset, shown))

chosen = talks.choose(ctx.atlas, shown)
if chosen is None:
    st.caption(tr("Choose a row to read its evidence and to find it on the map."))
else:
    st.markdown(talks.map_links(chosen))
    show_card(chosen, permalink=addresses().record(chosen.id))
    talks.show_talk_cite(ctx, chosen)

query = "" if len(shown) == len(layer.features) else "id=" + ",".join(feature.id for feature in shown)
st.markdown(
    tr(
        "Download these {count} talks: [GeoJSON]({value}) · [CSV]({value_2})",
        count=f"{len(shown):,}",
        value=addresses().layer("talks", "geojson", query),
        value_2=addresses().layer("talks", "csv", query),
    )
)
