"""What is cited: a feature, a claim or a view, in one edition of the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from geo.atlas import Atlas, Feature, spec_of
from geo.atlas.evidence import date_words
from geo.atlas.specs import LayerRole, Licence
from geo.dataset.load import Dataset
from geo.dataset.records.models import Claim
from geo.errors import NotFoundError, UsageError
from geo.query.filters import Filters
from geo.text.date_words import day_text
from geo.text.messages import mark, tr, trn
from geo.vocab import LayerId
from geo.vocab.labels import label_of

WHOLE = "all"
"""Stands for the whole atlas where a record id is asked for."""
DRAWN_CREDIT = mark("Lines © OpenStreetMap contributors, approximate, not an official demarcation")
"""What a citation of a drawn line or area must say; the script of the card says the same."""


class Subject(StrEnum):
    """Kinds of things that can be cited."""

    RECORD = "record"
    CLAIM = "claim"
    VIEW = "view"


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of the data.

    Attributes
    ----------
    title : str
        Title of the data set.
    version, digest : str
        The short name of the version, and the SHA-256 that it is cut from.
    as_of, compiled : str
        Up to when the data goes, and the day on which it was put together; ISO 8601.
    """

    title: str
    version: str
    digest: str
    as_of: str
    compiled: str


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation says; the forms in which it is written are in :mod:`geo.analysis.cite.forms`.

    Attributes
    ----------
    subject : Subject
        Kind of thing.
    key : str
        Record id, or a word for a view: letters, digits and hyphens.
    title : str
        The thing by its own words, as they are in the data.
    standing : str
        When, who says so, how sure: a phrase that goes with the title wherever it goes.
    credit : str
        A sentence without its full stop that the licence or the case asks for; may be empty.
    edition : Edition
        Version of the data.
    url : str or None
        Permalink, as given by the caller.
    """

    subject: Subject
    key: str
    title: str
    standing: str
    credit: str
    edition: Edition
    url: str | None = None


def edition_of(dataset: Dataset) -> Edition:
    """Return what a citation says of the data set."""
    about = dataset.about
    return Edition(about.title, dataset.version, dataset.digest, about.as_of, about.compiled)


def cite_record(atlas: Atlas, record_id: str, *, url: str | None = None) -> Citation:
    """Return the citation of a feature or a claim by its id, or of the whole atlas by ``all``.

    Parameters
    ----------
    atlas : Atlas
        All layers of one data set.
    record_id : str
        Id of a feature or a claim, or ``all``.
    url : str, optional
        Permalink; left out of the citation where there is none.

    Returns
    -------
    Citation

    Raises
    ------
    NotFoundError
        If nothing has this id.
    UsageError
        If the address is not one of the web.
    """
    if record_id == WHOLE:
        return cite_view(atlas, Filters(), layers=tuple(atlas.layers), url=url)
    claim = next((claim for claim in atlas.dataset.records.claims if claim.id == record_id), None)
    if claim is not None:
        return cite_claim(claim, edition_of(atlas.dataset), url=url)
    feature = atlas.feature(record_id)
    if feature is None:
        raise NotFoundError("There is no record or claim with this id.")
    return cite_feature(feature, edition_of(atlas.dataset), url=url)


def cite_feature(feature: Feature, edition: Edition, *, url: str | None = None) -> Citation:
    """Return the citation of a feature of a layer.

    Parameters
    ----------
    feature : Feature
        The feature.
    edition : Edition
        Which state of the data is cited.
    url : str, optional
        Permalink; left out of the citation where there is none.

    Returns
    -------
    Citation

    Raises
    ------
    UsageError
        If the address is not one of the web.
    """
    layer = LayerId(feature.properties["layer"])
    drawn = spec_of(layer).licence is Licence.ODBL and feature.geometry is not None
    parts = [] if feature.span is None else [date_words(feature.properties)]
    credit = ""
    if drawn:
        credit = tr(DRAWN_CREDIT)
    elif spec_of(layer).role is not LayerRole.GAZETTEER:
        parts.append(tr("as reported, confidence {confidence}", confidence=feature.properties["confidence"]))
        credit = tr("Sources contradict one another; see the record") if "contradiction" in feature.properties else ""
    title = str(feature.properties["title"])
    return Citation(Subject.RECORD, feature.id, title, ", ".join(parts), credit, edition, _checked(url))


def cite_claim(claim: Claim, edition: Edition, *, url: str | None = None) -> Citation:
    """Return the citation of a claim, which never stands without the one who makes it.

    Parameters
    ----------
    claim : Claim
        The claim.
    edition : Edition
        Which state of the data is cited.
    url : str, optional
        Permalink; left out of the citation where there is none.

    Returns
    -------
    Citation

    Raises
    ------
    UsageError
        If the address is not one of the web.
    """
    when = f", {day_text(claim.claimed_on)}" if claim.claimed_on else ""
    standing = tr(
        "claimed by {claimed_by}{when}; {status} as far as the evidence in the atlas goes",
        claimed_by=claim.claimed_by,
        when=when,
        status=claim.status,
    )
    return Citation(Subject.CLAIM, claim.id, claim.claim, standing, "", edition, _checked(url))


def cite_view(atlas: Atlas, filters: Filters, *, layers: Sequence[LayerId], url: str | None = None) -> Citation:
    """Return the citation of what a map or table shows.

    Parameters
    ----------
    atlas : Atlas
        Whose layers are shown.
    filters : Filters
        Filters in force.
    layers : sequence of LayerId
        Visible layers.
    url : str, optional
        Permalink of the view.

    Raises
    ------
    UsageError
        If the address is not one of the web.
    """
    whole = not filters.active and len(layers) == len(atlas.layers)
    selection = atlas.select(filters)
    count = sum(len(selection[layer].features) for layer in layers)
    shown = tr("all layers") if len(layers) == len(atlas.layers) else _layers_text(atlas, layers)
    title = tr("the whole atlas") if whole else tr("view of {shown}", shown=shown)
    chosen = "; ".join(f"{name}: {text}" for name, text in _filter_words(filters))
    filtered = tr(", filtered ({chosen})", chosen=chosen) if chosen else ""
    counted = trn("{count} feature", "{count} features", count)
    standing = tr("{counted}{filtered}; a sample of reports, never a total", counted=counted, filtered=filtered)
    return Citation(
        Subject.VIEW,
        "atlas" if whole else "view",
        title,
        standing,
        tr(DRAWN_CREDIT) if any(_is_drawn(layer) for layer in layers) else "",
        edition_of(atlas.dataset),
        _checked(url),
    )


def _is_drawn(layer: LayerId) -> bool:
    return spec_of(layer).licence is Licence.ODBL


def _layers_text(atlas: Atlas, layers: Sequence[LayerId]) -> str:
    return ", ".join(atlas.layers[layer].spec.title for layer in layers) or tr("no layer")


def _filter_words(filters: Filters) -> list[tuple[str, str]]:
    """Return the filters in words that a reader of the citation can follow."""
    params = filters.to_params()
    found = []
    for name, text in params.items():
        coded = name in ("kind", "actor", "attribution", "governorate", "confidence")
        found.append((name, ", ".join(map(label_of, text.split(","))) if coded else text))
    return found


def _checked(url: str | None) -> str | None:
    """Return the address if it is one of the web, without a space or control character in it."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good or not url.isprintable() or " " in url:
        raise UsageError("The address must be a web address that starts with http:// or https://.")
    return url
