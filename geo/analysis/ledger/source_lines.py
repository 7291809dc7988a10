"""Sources of a record as lines of a page: who, when, how seen, on whom it rests, what it does."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from geo.dataset.load import Dataset
from geo.dataset.records.models import SourceLink
from geo.text.date_words import day_text
from geo.text.html import joined, link_html
from geo.text.markdown import plain
from geo.text.messages import mark, tr
from geo.vocab import LinkRole
from geo.vocab.labels import label_of

_ROLES: dict[LinkRole, str] = {
    LinkRole.CLAIM: mark("carries the claim"),
    LinkRole.FOR: mark("supports it"),
    LinkRole.AGAINST: mark("contradicts it"),
    LinkRole.CONTEXT: mark("context"),
}
_SAFE = "%/:?#@!&'+,;=~-._"
_BETWEEN = " · "


def web_link(text: str, url: str) -> str:
    """Return a Markdown link to a web address; what would end the link early is percent-encoded.

    Examples
    --------
    >>> web_link("A paper", "https://paper.example/a_(b)")
    '[A paper](https://paper.example/a_%28b%29)'
    """
    return f"[{plain(text)}]({quote(url, safe=_SAFE)})"


def source_line(dataset: Dataset, link: SourceLink) -> str:
    """Return one source as Markdown: publisher with its link, date, how it was seen, whom it rests on, its role."""
    source = dataset.sources[link.source_id]
    parts = [web_link(source.publisher, source.url), *map(plain, _words(dataset, link))]
    if link.role in _ROLES:
        parts.append(f"**{tr(_ROLES[link.role])}**")
    return _BETWEEN.join(parts)


def source_lines(dataset: Dataset, record_id: str) -> list[str]:
    """Return the sources of a record as items of a Markdown list, in the order of the records."""
    return [f"- {source_line(dataset, link)}" for link in dataset.links.get(record_id, ())]


def sources_html(dataset: Dataset, record_id: str) -> Markup:
    """Return the sources of a record as an HTML list that says what the Markdown says; empty if it has none."""
    items = [Markup("<li>{}</li>").format(_source_html(dataset, link)) for link in dataset.links.get(record_id, ())]
    return Markup('<ul class="sources">{}</ul>').format(joined(items)) if items else Markup("")


def _source_html(dataset: Dataset, link: SourceLink) -> Markup:
    source = dataset.sources[link.source_id]
    parts = [link_html(source.publisher, source.url), *_words(dataset, link)]
    if link.role in _ROLES:
        parts.append(Markup("<b>{}</b>").format(tr(_ROLES[link.role])))
    return joined(parts, _BETWEEN)


def _words(dataset: Dataset, link: SourceLink) -> list[str]:
    """Return what is said of a source between its name and its role."""
    published = dataset.sources[link.source_id].published
    words = [day_text(published)] if published else []
    words.append(label_of(link.seen))
    if link.relay:
        words.append(tr("relays another's report"))
    if link.origin and link.origin != "own":
        words.append(tr("rests on {origin}", origin=link.origin))
    return words
