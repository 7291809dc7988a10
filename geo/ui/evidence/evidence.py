"""The claims ledger on a page: claims by topic, with what stands for and against each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from geo.analysis.addresses import Addresses
from geo.analysis.ledger import Entry, claim_ledger
from geo.analysis.ledger.claim_cards import asked_html, ledger_html
from geo.atlas.cache import kept
from geo.dataset.load import Dataset
from geo.text.messages import mark, tr
from geo.ui.base.context import Context, addresses
from geo.ui.base.markup import Html, go_to_anchor, show_html
from geo.ui.records.cite import cite_by_id, show_cite
from geo.vocab import ClaimStatus, ClaimTopic
from geo.vocab.labels import label_of
from geo.vocab.status_signs import marked

INTRODUCTION = mark(
    "Claims are kept with their speakers. The status says what the evidence in this data set makes of a claim; it "
    "is no ruling. Figures that differ are never averaged: they share an axis only where they count the same thing."
)
WIDTH_PX = 1180
"""Two claims fit next to each other; the style sheet keeps lines of text shorter."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """Claims as a page shows them.

    Attributes
    ----------
    ids : frozenset of str
        Which claims these are.
    parts : tuple of Html
        The claims; with a claim that the address names it comes first, and the others of its topic follow.
    """

    ids: frozenset[str]
    parts: tuple[Html, ...]


def show_ledger(context: Context) -> frozenset[str]:
    """Draw the ledger, narrowed by its widgets or by the address, and return the ids that it shows."""
    dataset = context.atlas.dataset
    ledger = _ledger(dataset)
    if not ledger:
        st.info(tr("The data holds no claim."), icon=":material/info:")
        return frozenset()
    asked = _asked(ledger)
    if asked is None:
        shown = _narrowed(dataset, *_ask_filters(ledger), addresses())
    else:
        shown = _opened(dataset, asked, addresses())
    if not shown.ids:
        st.info(tr("No claim has this topic and status. Take one of them off."), icon=":material/filter_alt_off:")
    for number, part in enumerate(shown.parts):
        show_html(part)
        if asked is not None and number == 0:
            _show_cite(context, asked)
    go_to_anchor()
    return shown.ids


@kept(2)
def _ledger(dataset: Dataset) -> Mapping[ClaimTopic, tuple[Entry, ...]]:
    return claim_ledger(dataset)


def _asked(ledger: Mapping[ClaimTopic, Sequence[Entry]]) -> str | None:
    """Return the id of the claim that the address names, with a way back to all of them."""
    named = st.query_params.get("claim")
    if named is None:
        return None
    if any(entry.claim.id == named for entries in ledger.values() for entry in entries):
        st.button(tr("Show all claims"), icon=":material/list:", on_click=_forget)
        return named
    st.warning(tr("The claim in this address was not found; all claims are shown."), icon=":material/info:")
    return None


def _forget() -> None:
    st.query_params.pop("claim", None)


def _ask_filters(ledger: Mapping[ClaimTopic, Sequence[Entry]]) -> tuple[ClaimTopic | None, frozenset[ClaimStatus]]:
    topic = st.selectbox(
        tr("Topic"), list(ledger), index=None, format_func=label_of, placeholder=tr("All topics"), key="claim_topic"
    )
    statuses = st.pills(
        tr("Status"), list(ClaimStatus), selection_mode="multi", format_func=marked, key="claim_status", wrap=True
    )
    return topic, frozenset(statuses)


@kept(16)
def _narrowed(
    dataset: Dataset, topic: ClaimTopic | None, statuses: frozenset[ClaimStatus], addresses: Addresses
) -> _Shown:
    """Return the claims of a topic, or of all, with one of the statuses, or with any."""
    ledger = _ledger(dataset)
    wanted = {
        name: tuple(entry for entry in entries if not statuses or entry.claim.status in statuses)
        for name, entries in ledger.items()
        if topic in (None, name)
    }
    shown = {name: entries for name, entries in wanted.items() if entries}
    ids = frozenset(entry.claim.id for entries in shown.values() for entry in entries)
    return _Shown(ids, (Html(ledger_html(dataset, shown, total=_total(ledger), addresses=addresses)),) if ids else ())


@kept(64)
def _opened(dataset: Dataset, claim_id: str, addresses: Addresses) -> _Shown:
    """Return a claim that the address names, and the others of its topic."""
    ledger = _ledger(dataset)
    entries = next(found for found in ledger.values() if any(entry.claim.id == claim_id for entry in found))
    asked = next(entry for entry in entries if entry.claim.id == claim_id)
    parts = asked_html(dataset, asked, entries, total=_total(ledger), addresses=addresses)
    return _Shown(frozenset(entry.claim.id for entry in entries), tuple(Html(part) for part in parts if part))


def _total(ledger: Mapping[ClaimTopic, Sequence[Entry]]) -> int:
    return sum(len(entries) for entries in ledger.values())


def _show_cite(context: Context, claim_id: str) -> None:
    path = f"evidence?{urlencode({'claim': claim_id})}"
    show_cite([(tr("This claim"), lambda: cite_by_id(context, claim_id, path=path))], key=f"cite_{claim_id}")
