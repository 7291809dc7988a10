"""The article that the project began with, statement by statement, in our words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st
from markupsafe import Markup

from geo.dataset.load import Dataset
from geo.dataset.records.models import OriginStatement
from geo.ui.base.cache import kept
from geo.ui.base.context import base_path, map_address
from geo.ui.base.markup import Html, joined, link_html, show_html
from geo.ui.base.status_signs import marked, sign_of, words_of
from geo.ui.evidence.claim_cards import claim_link, style
from geo.ui.talks import talk_address
from geo.vocab import Verdict
from geo.vocab.labels import label_of

TITLE = "The origin article, statement by statement"
INTRODUCTION = """
The atlas began with one news article about the talks of January 2026. Here is every statement of it that can be
checked, in our words, with what the records make of it.
"""
_STATEMENTS = Markup('<style>{}</style><div class="atlas-ledger"><p>{}</p><div class="cards">{}</div></div>')
_CARD = Markup(
    '<article class="card {status}" id="{id}"><p><b class="status"><span aria-hidden="true">{sign}</span> {words}:</b> '
    "{statement}</p>{lines}</article>"
)
_LINE = Markup("<p><b>{}:</b> {}</p>")


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
        st.info("The data holds no statement of the article.", icon=":material/info:")
        return
    wanted = st.pills("Verdict", list(Verdict), selection_mode="multi", format_func=marked, key="verdict", wrap=True)
    show_html(_statements(dataset, frozenset(wanted), shown, base_path()))


@kept(32)
def _statements(dataset: Dataset, wanted: frozenset[Verdict], shown: frozenset[str], _base: str) -> Html:
    """Return the statements with one of the verdicts, or with any, on a page that shows these claims."""
    titles = {talk.id: talk.title for talk in dataset.records.talks}
    titles |= {event.id: event.title for event in dataset.records.events}
    statements = dataset.records.origin_statements
    cards = [
        _card(dataset, statement, titles, shown=shown)
        for statement in statements
        if not wanted or statement.verdict in wanted
    ]
    return Html(_STATEMENTS.format(style(), _counts(statements), joined(cards)))


def _counts(statements: tuple[OriginStatement, ...]) -> Markup:
    verdicts = [statement.verdict for statement in statements]
    counts = ", ".join(f"{verdicts.count(verdict):,} {label_of(verdict).lower()}" for verdict in Verdict)
    return Markup("<b>{:,} statements</b>, {}.").format(len(statements), counts)


def _card(dataset: Dataset, statement: OriginStatement, titles: Mapping[str, str], *, shown: frozenset[str]) -> Markup:
    lines = [_LINE.format("Evidence", statement.evidence)]
    for name, links in (
        ("Claims", (claim_link(dataset, claim_id, shown=shown) for claim_id in statement.claim_ids)),
        ("Talks", (link_html(titles[talk_id], talk_address(talk_id)) for talk_id in statement.talk_ids)),
        ("Events", (link_html(titles[event_id], map_address(event_id)) for event_id in statement.event_ids)),
    ):
        lines += _listed(name, links)
    return _CARD.format(
        status=statement.verdict,
        id=statement.id,
        sign=sign_of(statement.verdict),
        words=words_of(statement.verdict),
        statement=statement.statement,
        lines=joined(lines),
    )


def _listed(name: str, links: Iterable[Markup]) -> list[Markup]:
    found = joined(links, " · ")
    return [_LINE.format(name, found)] if found else []
