"""The article that the project began with, statement by statement, in our words."""

from __future__ import annotations

import streamlit as st

from geo.analysis.addresses import Addresses
from geo.analysis.ledger.statement_cards import statements_html
from geo.atlas.cache import kept
from geo.dataset.load import Dataset
from geo.text.messages import mark, tr
from geo.ui.base.context import addresses
from geo.ui.base.markup import Html, show_html
from geo.vocab import Verdict
from geo.vocab.status_signs import marked

TITLE = mark("The origin article, statement by statement")
INTRODUCTION = mark(
    "The atlas began with one news article about the talks of January 2026. Here is every statement of it that can "
    "be checked, in our words, with what the records make of it."
)


def show_statements(dataset: Dataset, *, shown: frozenset[str]) -> None:
    """Draw the statements in the order of the article.

    Parameters
    ----------
    dataset : Dataset
        The data set.
    shown : frozenset of str
        Claims that stand on the page, to which links stay within it.
    """
    if not dataset.records.origin_statements:
        st.info(tr("The data holds no statement of the article."), icon=":material/info:")
        return
    wanted = st.pills(
        tr("Verdict"), list(Verdict), selection_mode="multi", format_func=marked, key="verdict", wrap=True
    )
    show_html(_statements(dataset, frozenset(wanted), shown, addresses()))


@kept(32)
def _statements(dataset: Dataset, wanted: frozenset[Verdict], shown: frozenset[str], addresses: Addresses) -> Html:
    return Html(statements_html(dataset, wanted, shown=shown, addresses=addresses))
