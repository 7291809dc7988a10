"""How much is missing, and how fresh the data is, as sections of a page."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from geo.analysis.currency import as_of_text
from geo.analysis.freshness import freshness_of, freshness_text
from geo.analysis.missing import (
    missing_csv,
    missing_html,
    months_of,
    other_totals_html,
    rivals_html,
)
from geo.atlas.cache import kept
from geo.dataset.load import Dataset
from geo.text.messages import mark, tr
from geo.ui.base.markup import Html, show_html

INTRODUCTION = mark(
    "Others publish totals of what Israeli forces did in Syria. Each counts something else: acts, strikes, entries, "
    "people, deaths. So every total keeps its own words here, no two are added, and none is given as a share of "
    "another. Our own count is of reports that the atlas holds. It is a sample, and the totals show how thin it is."
)


def show_missing(dataset: Dataset) -> None:
    """Draw the section: by month and governorate, the other totals on request, and the file."""
    st.header(tr("How much is missing"))
    st.markdown(tr(INTRODUCTION))
    show_html(_by_month(dataset))
    names = {"others": tr("Totals of other stretches of days"), "rivals": tr("Totals that stand against each other")}
    chosen = st.pills(tr("Read on"), list(names), format_func=names.__getitem__, key="m_read")
    if chosen == "others":
        show_html(_others(dataset))
    elif chosen == "rivals":
        show_html(_rivals(dataset))
    st.download_button(
        tr("Ours and theirs (CSV)"),
        lambda: missing_csv(dataset),
        file_name=f"buffer-zone_how-much-is-missing_{dataset.about.as_of}_{dataset.version}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


@kept(2)
def _by_month(dataset: Dataset) -> Html:
    return Html(missing_html(months_of(dataset)))


@kept(2)
def _others(dataset: Dataset) -> Html:
    return Html(other_totals_html(dataset))


@kept(2)
def _rivals(dataset: Dataset) -> Html:
    return Html(rivals_html(dataset))


def show_freshness(dataset: Dataset) -> None:
    """Draw how old the data is for a reader of today and, on request, what maintainers ask."""
    today = datetime.now(UTC).date().isoformat()
    st.header(tr("How fresh it is"))
    st.markdown(as_of_text(dataset.about, today))
    section = st.expander(tr("For maintainers: sources, rhythm, overdue"), key="fresh", on_change="rerun")
    if section.open:
        section.markdown(_freshness(dataset, today))


@kept(2)
def _freshness(dataset: Dataset, today: str) -> str:
    return freshness_text(freshness_of(dataset, today=today))
