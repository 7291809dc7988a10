"""The claims of a page as HTML: by topic, each with its speaker, status, evidence, rivals and sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from geo.analysis.addresses import Addresses
from geo.analysis.ledger.claim_figures import axes_html
from geo.analysis.ledger.claims import Entry
from geo.analysis.ledger.figure_axes import figure_words
from geo.analysis.ledger.source_lines import sources_html
from geo.dataset.load import Dataset
from geo.dataset.records.models import ClaimFigure
from geo.text.date_words import day_text
from geo.text.html import anchor_link_html, joined, link_html
from geo.text.messages import tr
from geo.vocab import ClaimStatus, ClaimTopic
from geo.vocab.labels import label_of
from geo.vocab.status_signs import sign_of, words_of

Shown = Mapping[ClaimTopic, Sequence[Entry]]
_LEDGER = Markup('<style>{}</style><div class="atlas-ledger">{}</div>')
_TOPIC = Markup('<section><h3 id="topic-{}">{}</h3><div class="cards">{}{}</div></section>')
_CARD = Markup(
    '<article class="card {status}"><h4 id="{id}">{claim}</h4>'
    '<p class="said"><b class="status"><span aria-hidden="true">{sign}</span> {words}</b> · claimed by '
    '<b>{by}</b>, {when} · <a href="{address}" target="_blank" rel="noopener noreferrer" '
    'aria-label="Link to the claim: {claim}">link</a></p>{lines}</article>'
)
_LINE = Markup("<p><b>{}:</b> {}</p>")
_TOPIC_LINK = Markup('<li><a href="#topic-{0}">{1}</a> <small>{2:,}</small></li>')


@lru_cache(maxsize=1)
def style() -> Markup:
    """Return the style sheet of claims and statements."""
    return Markup(Path(__file__).with_name("ledger.css").read_text(encoding="utf-8"))  # noqa: S704 - a file of ours


def claim_link(dataset: Dataset, claim_id: str, *, shown: frozenset[str], addresses: Addresses) -> Markup:
    """Return a link to a claim: within the page if it is there, else to the page with the claim opened."""
    text = next(claim.claim for claim in dataset.records.claims if claim.id == claim_id)
    return anchor_link_html(text, claim_id) if claim_id in shown else link_html(text, addresses.claim(claim_id))


def ledger_html(dataset: Dataset, shown: Shown, *, total: int, addresses: Addresses) -> Markup:
    """Return the claims that are shown, by topic, below their counts and a list of the topics."""
    ids = frozenset(entry.claim.id for entries in shown.values() for entry in entries)
    axes = axes_html(dataset)
    topics = [
        _TOPIC.format(
            topic, label_of(topic), _cards(dataset, entries, shown=ids, addresses=addresses), axes.get(topic, "")
        )
        for topic, entries in shown.items()
    ]
    return _LEDGER.format(style(), joined([_counts_html(shown, total), _topics_html(shown), *topics]))


def asked_html(
    dataset: Dataset, asked: Entry, entries: Sequence[Entry], *, total: int, addresses: Addresses
) -> tuple[Markup, Markup]:
    """Return a claim that the address names, and the other claims of its topic: the citation stands between them.

    Parameters
    ----------
    dataset : Dataset
        The data set.
    asked : Entry
        The claim.
    entries : sequence of Entry
        All claims of its topic.
    total : int
        Number of claims in the data.
    addresses : Addresses
        Where claims are.
    """
    topic = asked.claim.topic
    ids = frozenset(entry.claim.id for entry in entries)
    note = Markup('<p class="note">The claim in this address</p>')
    first = _TOPIC.format(topic, label_of(topic), note, _cards(dataset, [asked], shown=ids, addresses=addresses))
    others = [entry for entry in entries if entry is not asked]
    rest = joined([_cards(dataset, others, shown=ids, addresses=addresses), axes_html(dataset).get(topic, "")])
    after = Markup('<div class="atlas-ledger"><div class="cards">{}</div></div>').format(rest) if rest else Markup("")
    return _LEDGER.format(style(), joined([_counts_html({topic: entries}, total), first])), after


def _counts_html(shown: Shown, total: int) -> Markup:
    found = [entry.claim.status for entries in shown.values() for entry in entries]
    counts = [f"{found.count(status):,} {label_of(status).lower()}" for status in ClaimStatus if status in found]
    return Markup("<p><b>{:,} of {:,} claims</b>: {}.</p>").format(len(found), total, ", ".join(counts))


def _topics_html(shown: Shown) -> Markup:
    if len(shown) < 2:
        return Markup("")
    links = [_TOPIC_LINK.format(topic, label_of(topic), len(entries)) for topic, entries in shown.items()]
    return Markup('<nav aria-label="Topics"><ul>{}</ul></nav>').format(joined(links))


def _cards(dataset: Dataset, entries: Sequence[Entry], *, shown: frozenset[str], addresses: Addresses) -> Markup:
    return joined(_card(dataset, entry, shown=shown, addresses=addresses) for entry in entries)


def _card(dataset: Dataset, entry: Entry, *, shown: frozenset[str], addresses: Addresses) -> Markup:
    claim = entry.claim
    return _CARD.format(
        status=claim.status,
        id=claim.id,
        claim=claim.claim,
        sign=sign_of(claim.status),
        words=words_of(claim.status),
        by=claim.claimed_by,
        when=day_text(claim.claimed_on) if claim.claimed_on else tr("date not known"),
        address=addresses.claim(claim.id),
        lines=_lines(dataset, entry, shown=shown, addresses=addresses),
    )


def _lines(dataset: Dataset, entry: Entry, *, shown: frozenset[str], addresses: Addresses) -> Markup:
    claim = entry.claim
    figures = [figure for figure in dataset.records.claim_figures if figure.claim_id == claim.id]
    lines = [_LINE.format(tr("Figures"), _figures_text(figures))] if figures else []
    lines.append(_LINE.format(tr("Evidence"), claim.evidence))
    if claim.note:
        lines.append(_LINE.format(tr("Note"), claim.note))
    for title, ids in (
        (tr("Contradicted by"), entry.against),
        (tr("Supports"), entry.supports),
        (tr("Supported by"), entry.supported_by),
    ):
        if ids:
            links = (claim_link(dataset, other, shown=shown, addresses=addresses) for other in ids)
            lines.append(_LINE.format(title, joined(links, "; ")))
    return joined([*lines, sources_html(dataset, claim.id)])


def _figures_text(figures: Sequence[ClaimFigure]) -> str:
    """Return the figures that stand with a claim, each with its speaker, by what they count."""
    said: dict[str, list[str]] = {}
    for figure in figures:
        said.setdefault(figure.counted, []).append(f"{figure.speaker} {figure_words(figure)}")
    return ". ".join(f"{counted[:1].upper() + counted[1:]}: {'; '.join(found)}" for counted, found in said.items())
