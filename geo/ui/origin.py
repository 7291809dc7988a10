"""The article that the project began with, statement by statement, in our words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

from geo.dataset import Dataset
from geo.labels import label_of
from geo.records.models import OriginStatement
from geo.ui.context import base_path, map_address
from geo.ui.evidence import claim_link
from geo.ui.kept import kept
from geo.ui.marks import marked
from geo.ui.notices import plain
from geo.ui.talks import talk_address
from geo.vocab import Verdict

TITLE = "The origin article, statement by statement"
INTRODUCTION = """
The atlas began with one news article about the talks of January 2026. Here is every statement of it that can be
checked, in our words, with what the records make of it.
"""
BETWEEN = "\n\n---\n\n"
"""A rule between two statements."""


def show_statements(dataset: Dataset, *, shown: frozenset[str]) -> None:
    """Draw the statements in the order of the article.

    Parameters
    ----------
    dataset : Dataset
        The data set.
    shown : frozenset of str
        Claims that stand on the page, to which links stay within it.
    """
    statements = dataset.records.origin_statements
    if not statements:
        st.info("The data holds no statement of the article.", icon=":material/info:")
        return
    verdicts = [statement.verdict for statement in statements]
    counts = ", ".join(f"{verdicts.count(verdict):,} {label_of(verdict).lower()}" for verdict in Verdict)
    st.markdown(f"**{len(statements):,} statements**, {counts}.")
    wanted = st.pills("Verdict", list(Verdict), selection_mode="multi", format_func=marked, key="verdict", wrap=True)
    texts = _texts(dataset, shown, base_path())
    chosen = [texts[statement.id] for statement in statements if not wanted or statement.verdict in wanted]
    if chosen:
        with st.container(border=True, key="statements"):
            st.markdown(BETWEEN.join(chosen))  # as one text: each element of a page is sent by itself


@kept(16)
def _texts(dataset: Dataset, shown: frozenset[str], _base: str) -> Mapping[str, str]:
    """Return the text of every statement on a page that shows these claims."""
    titles = {talk.id: plain(talk.title) for talk in dataset.records.talks}
    titles |= {event.id: plain(event.title) for event in dataset.records.events}
    return {
        statement.id: "\n\n".join(_lines(dataset, statement, titles, shown=shown))
        for statement in dataset.records.origin_statements
    }


def _lines(
    dataset: Dataset, statement: OriginStatement, titles: Mapping[str, str], *, shown: frozenset[str]
) -> list[str]:
    lines = [
        f"**{marked(statement.verdict)}:** {plain(statement.statement)}",
        f"**Evidence:** {plain(statement.evidence)}",
    ]
    for name, links in (
        ("Claims", (claim_link(dataset, claim_id, shown=shown) for claim_id in statement.claim_ids)),
        ("Talks", (f"[{titles[talk_id]}]({talk_address(talk_id)})" for talk_id in statement.talk_ids)),
        ("Events", (f"[{titles[event_id]}]({map_address(event_id)})" for event_id in statement.event_ids)),
    ):
        lines += _listed(name, links)
    return lines


def _listed(name: str, links: Iterable[str]) -> list[str]:
    text = " · ".join(links)
    return [f"**{name}:** {text}"] if text else []
