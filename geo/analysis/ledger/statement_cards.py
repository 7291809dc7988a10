"""Statements of the article that the project began with as HTML, each with what the records make of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from geo.analysis.addresses import Addresses
from geo.analysis.ledger.claim_cards import claim_link, style
from geo.dataset.load import Dataset
from geo.dataset.records.models import OriginStatement
from geo.text.html import joined, link_html
from geo.vocab import Verdict
from geo.vocab.labels import label_of
from geo.vocab.status_signs import sign_of, words_of

_STATEMENTS = Markup('<style>{}</style><div class="atlas-ledger"><p>{}</p><div class="cards">{}</div></div>')
_CARD = Markup(
    '<article class="card {status}" id="{id}"><p><b class="status"><span aria-hidden="true">{sign}</span> {words}:</b> '
    "{statement}</p>{lines}</article>"
)
_LINE = Markup("<p><b>{}:</b> {}</p>")


def statements_html(
    dataset: Dataset, wanted: frozenset[Verdict], *, shown: frozenset[str], addresses: Addresses
) -> Markup:
    """Return the statements with one of the verdicts, or with any, on a page that shows these claims.

    Parameters
    ----------
    dataset : Dataset
        The data set.
    wanted : frozenset of Verdict
        Verdicts that are shown; empty for all.
    shown : frozenset of str
        Claims that are on the page, to which links stay within it.
    addresses : Addresses
        Where claims, talks and records are.
    """
    titles = {talk.id: talk.title for talk in dataset.records.talks}
    titles |= {event.id: event.title for event in dataset.records.events}
    statements = dataset.records.origin_statements
    cards = [
        _card(dataset, statement, titles, shown=shown, addresses=addresses)
        for statement in statements
        if not wanted or statement.verdict in wanted
    ]
    return _STATEMENTS.format(style(), _counts(statements), joined(cards))


def _counts(statements: tuple[OriginStatement, ...]) -> Markup:
    verdicts = [statement.verdict for statement in statements]
    counts = ", ".join(f"{verdicts.count(verdict):,} {label_of(verdict).lower()}" for verdict in Verdict)
    return Markup("<b>{:,} statements</b>, {}.").format(len(statements), counts)


def _card(
    dataset: Dataset,
    statement: OriginStatement,
    titles: Mapping[str, str],
    *,
    shown: frozenset[str],
    addresses: Addresses,
) -> Markup:
    lines = [_LINE.format("Evidence", statement.evidence)]
    for name, links in (
        (
            "Claims",
            (claim_link(dataset, claim_id, shown=shown, addresses=addresses) for claim_id in statement.claim_ids),
        ),
        ("Talks", (link_html(titles[talk_id], addresses.talk(talk_id)) for talk_id in statement.talk_ids)),
        ("Events", (link_html(titles[event_id], addresses.record(event_id)) for event_id in statement.event_ids)),
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
