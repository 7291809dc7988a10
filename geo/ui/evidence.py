"""The claims ledger on a page: claims by topic, with what stands for and against each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from geo.dataset import Dataset
from geo.labels import label_of
from geo.layers.evidence import day_text
from geo.ledger import Entry, claim_ledger, figure_words
from geo.records.models import ClaimFigure
from geo.ui.cite import cite_by_id, show_cite
from geo.ui.context import Context, base_path
from geo.ui.figures import show_axes
from geo.ui.kept import kept
from geo.ui.marks import marked
from geo.ui.notices import plain
from geo.ui.source_lines import source_lines
from geo.vocab import ClaimStatus, ClaimTopic

INTRODUCTION = """
Claims are kept with their speakers. The status says what the evidence in this data set makes of a claim; it is no
ruling. Figures that differ are never averaged: they share an axis only where they count the same thing.
"""
WIDTH_PX = 920
"""Longer lines are hard to read."""
_STYLE = """<style>
[class*="st-key-claim_"] h3 { font-size: 1.1rem; padding: 0; }
[class*="st-key-claim_"] p, .st-key-statements p { margin-bottom: 0.4rem; }
.st-key-statements hr { margin: 1rem 0; }
[class*="st-key-claim_"] li { margin-bottom: 0; font-size: 0.9rem; }
</style>"""


def claim_address(claim_id: str) -> str:
    """Return the address of the page with a claim opened."""
    return f"{base_path()}/evidence?{urlencode({'claim': claim_id})}"


def show_ledger(context: Context) -> frozenset[str]:
    """Draw the ledger, narrowed by its widgets or by the address, and return the ids that it shows."""
    dataset = context.atlas.dataset
    ledger = _ledger(dataset)
    if not ledger:
        st.info("The data holds no claim.", icon=":material/info:")
        return frozenset()
    st.html(_STYLE)
    asked = _asked(ledger)
    shown = _narrowed(ledger) if asked is None else {asked.claim.topic: _asked_first(ledger, asked)}
    ids = frozenset(entry.claim.id for entries in shown.values() for entry in entries)
    total = sum(len(entries) for entries in ledger.values())
    if ids:
        st.markdown(f"**{len(ids):,} of {total:,} claims**: {_counts(shown)}.")
    else:
        st.info("No claim has this topic and status. Take one of them off.", icon=":material/filter_alt_off:")
    if len(shown) > 1:
        st.markdown("Topics: " + " · ".join(f"[{label_of(topic)}](#topic-{topic})" for topic in shown))
    texts = _claim_texts(dataset, ids, base_path())
    for topic, entries in shown.items():
        st.subheader(label_of(topic), anchor=f"topic-{topic}", divider="gray")
        for entry in entries:
            _show_claim(entry, *texts[entry.claim.id], asked=asked is entry)
            if asked is entry:
                _show_cite(context, entry.claim.id)
        show_axes(dataset, topic)
    return ids


@kept(2)
def _ledger(dataset: Dataset) -> Mapping[ClaimTopic, tuple[Entry, ...]]:
    return claim_ledger(dataset)


def _asked(ledger: Mapping[ClaimTopic, Sequence[Entry]]) -> Entry | None:
    """Return the claim that the address names, with a way back to all of them."""
    named = st.query_params.get("claim")
    if named is None:
        return None
    for entries in ledger.values():
        for entry in entries:
            if entry.claim.id == named:
                st.button("Show all claims", icon=":material/list:", on_click=_forget)
                return entry
    st.warning("The claim in this address was not found; all claims are shown.", icon=":material/info:")
    return None


def _forget() -> None:
    st.query_params.pop("claim", None)


def _asked_first(ledger: Mapping[ClaimTopic, tuple[Entry, ...]], asked: Entry) -> tuple[Entry, ...]:
    return (asked, *(entry for entry in ledger[asked.claim.topic] if entry is not asked))


def _narrowed(ledger: Mapping[ClaimTopic, tuple[Entry, ...]]) -> dict[ClaimTopic, tuple[Entry, ...]]:
    topic = st.selectbox(
        "Topic", list(ledger), index=None, format_func=label_of, placeholder="All topics", key="claim_topic"
    )
    statuses = st.pills(
        "Status", list(ClaimStatus), selection_mode="multi", format_func=marked, key="claim_status", wrap=True
    )
    found = {
        name: tuple(entry for entry in entries if not statuses or entry.claim.status in statuses)
        for name, entries in ledger.items()
        if topic in (None, name)
    }
    return {name: entries for name, entries in found.items() if entries}


def _counts(shown: Mapping[ClaimTopic, Sequence[Entry]]) -> str:
    found = [entry.claim.status for entries in shown.values() for entry in entries]
    return ", ".join(f"{found.count(status):,} {label_of(status).lower()}" for status in ClaimStatus if status in found)


def _show_claim(entry: Entry, heading: str, text: str, *, asked: bool) -> None:
    with st.container(border=True, key=f"claim_{entry.claim.id}"):
        if asked:
            st.caption("The claim in this address")
        st.subheader(heading, anchor=entry.claim.id)
        st.markdown(text)


@kept(16)
def _claim_texts(dataset: Dataset, shown: frozenset[str], _base: str) -> Mapping[str, tuple[str, str]]:
    """Return the heading and the text of every claim on a page that shows these."""
    return {
        entry.claim.id: (plain(entry.claim.claim), _claim_text(dataset, entry, shown=shown))
        for entries in _ledger(dataset).values()
        for entry in entries
    }


def _claim_text(dataset: Dataset, entry: Entry, *, shown: frozenset[str]) -> str:
    claim = entry.claim
    when = f", {day_text(claim.claimed_on)}" if claim.claimed_on else ", date not known"
    who = f"claimed by **{plain(claim.claimed_by)}**{when}"
    lines = [f"**{marked(claim.status)}** · {who} · [link]({claim_address(claim.id)})"]
    figures = [figure for figure in dataset.records.claim_figures if figure.claim_id == claim.id]
    if figures:
        lines.append(f"**Figures:** {_figures_text(figures)}")
    lines.append(f"**Evidence:** {plain(claim.evidence)}")
    if claim.note:
        lines.append(f"**Mind:** {plain(claim.note)}")
    for title, ids in (
        ("Stands against", entry.against),
        ("Supports", entry.supports),
        ("Supported by", entry.supported_by),
    ):
        if ids:
            lines.append(f"**{title}:** " + "; ".join(claim_link(dataset, other, shown=shown) for other in ids))
    lines.append("\n".join(source_lines(dataset, claim.id)))
    return "\n\n".join(lines)


def _figures_text(figures: Sequence[ClaimFigure]) -> str:
    """Return the figures that stand with a claim, each with its speaker, by what they count."""
    said: dict[str, list[str]] = {}
    for figure in figures:
        said.setdefault(figure.counted, []).append(f"{plain(figure.speaker)} {plain(figure_words(figure))}")
    return ". ".join(
        f"{plain(counted[:1].upper() + counted[1:])}: {'; '.join(found)}" for counted, found in said.items()
    )


def _show_cite(context: Context, claim_id: str) -> None:
    path = f"evidence?{urlencode({'claim': claim_id})}"
    show_cite([("This claim", lambda: cite_by_id(context, claim_id, path=path))], key=f"cite_{claim_id}")


def claim_link(dataset: Dataset, claim_id: str, *, shown: frozenset[str]) -> str:
    """Return a link to a claim: within the page if it stands there, else to the page with the claim opened."""
    text = next(plain(claim.claim) for claim in dataset.records.claims if claim.id == claim_id)
    return f"[{text}](#{claim_id})" if claim_id in shown else f"[{text}]({claim_address(claim_id)})"
