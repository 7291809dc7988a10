"""The evidence card on a page: the very script of the map frame, which writes every text as text."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import streamlit as st

from geo.atlas import SPECS, Feature
from geo.mapview import CARD_SCRIPTS, kind_labels, script, style
from geo.ui.base.context import addresses, context

_COLOURS = """
.atlas-drawer-body {
  --atlas-paper: var(--st-background-color); --atlas-raised: var(--st-secondary-background-color);
  --atlas-ink: var(--st-text-color); --atlas-link: var(--st-link-color);
  --atlas-rule: var(--st-border-color); --atlas-faint: var(--st-text-color);
  color: var(--st-text-color); font-family: var(--st-font); max-width: 46rem;
}
"""
_MOUNT = """
export default function ({ data, parentElement }) {
  const body = parentElement.querySelector(".atlas-drawer-body");
  window.Atlas.kindLabels = data.kinds;
  window.Atlas.layerRoles = data.roles;
  window.Atlas.renderCard(data.feature, body, {
    downloadUrl: data.download,
    permalink: () => new URL(data.permalink, window.location.origin).href,
    edition: () => data.edition,
  });
}
"""


def show_card(feature: Feature, *, permalink: str) -> None:
    """Draw the card of a feature.

    Parameters
    ----------
    feature : Feature
        What the card is about.
    permalink : str
        Address path of the map with this feature chosen.
    """
    layer = str(feature.properties["layer"])
    dataset = context().atlas.dataset
    about = dataset.about
    data = {
        "feature": feature.as_geojson(),
        "kinds": kind_labels(),
        "roles": {str(spec.id): str(spec.role) for spec in SPECS},
        "download": addresses().layer(layer, "geojson", f"id={feature.id}"),
        "permalink": permalink,
        "edition": {"title": about.title, "version": dataset.version, "as_of": about.as_of},
    }
    _component()(key="evidence_card", data=data, height="content")


@lru_cache(maxsize=1)
def _component() -> Any:
    return st.components.v2.component(
        "atlas_card",
        html='<div class="atlas-drawer-body"></div>',
        css=_COLOURS + style(("card.css",)).decode(),
        js=script(CARD_SCRIPTS).decode() + _MOUNT,
    )
