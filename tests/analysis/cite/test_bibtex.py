"""BibTeX: a real parser reads every citation back, whatever stands in the data."""

from __future__ import annotations

import re

import bibtexparser
import pytest
from bibtexparser.model import Entry
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.cite import Citation, Subject, as_bibtex, cite_record
from geo.analysis.cite.forms import bibtex_escaped
from geo.atlas import Atlas
from tests.analysis.cite.conftest import EDITION, Make

_COMMANDS = {
    r"{\textbackslash}": "\\",
    r"{\textbraceleft}": "{",
    r"{\textbraceright}": "}",
    r"{\textasciitilde}": "~",
    r"{\textasciicircum}": "^",
    **{rf"\{char}": char for char in "&%$#_"},
}
_COMMAND = re.compile("|".join(re.escape(command) for command in _COMMANDS))


def _parsed(text: str) -> Entry:
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    (entry,) = library.entries
    return entry


def _field(entry: Entry, name: str) -> str:
    """Return a field as a reader sees it: the outer braces off, commands turned into their characters."""
    value = str(entry.fields_dict[name].value)
    if value.startswith("{") and value.endswith("}") and name in ("title", "author"):
        value = value[1:-1]
    return _COMMAND.sub(lambda match: _COMMANDS[match.group()], value)


def _cited(title: str, url: str | None = None) -> Citation:
    return Citation(Subject.RECORD, "ev-strike", title, "10 January 2025", "", EDITION, url)


def test_entry(make: Make) -> None:
    assert as_bibtex(make(url="https://atlas.example/?id=ev-strike")) == (
        "@misc{ev-strike-0123456789ab,\n"
        "  author = {{Buffer Zone Atlas contributors}},\n"
        "  title = {{Strike near a village}},\n"
        "  year = {2026},\n"
        "  month = oct,\n"
        "  publisher = {{Buffer Zone Atlas contributors}},\n"
        "  howpublished = {Buffer Zone Atlas, data version 0123456789ab},\n"
        "  version = {0123456789ab},\n"
        "  note = {10 January 2025. Record ev-strike, data version 0123456789ab, as of 10 October 2026. "
        f"SHA-256 of the data {EDITION.digest}.}},\n"
        "  url = {https://atlas.example/?id=ev-strike}\n"
        "}"
    )


@pytest.mark.parametrize(
    "title",
    [
        "Trade & aid: 5 % of {one} #1 for $2_000",
        "an open { brace",
        "a closing } brace",
        "}{",
        "back\\slash, ~tilde, ^hat",
        'said "no", @misc{x, y = {z}}',
        "جباتا الخشب",
        "קוניטרה",
        "Türkiye, São Paulo, 東京 🙂",
        "a trailing backslash \\",
        "= , # concat",
    ],
)
def test_title_is_read_back(title: str) -> None:
    entry = _parsed(as_bibtex(_cited(title)))
    assert _field(entry, "title") == title


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1))
def test_any_title_is_read_back(title: str) -> None:
    assert _field(_parsed(as_bibtex(_cited(title))), "title") == title


@given(st.text())
def test_braces_of_a_field_always_balance(text: str) -> None:
    depth = 0
    for char in bibtex_escaped(text):
        depth += (char == "{") - (char == "}")
        assert depth >= 0
    assert depth == 0


def test_letters_of_all_scripts_stay(make: Make) -> None:
    assert "جباتا الخشب קוניטרה" in as_bibtex(make("جباتا الخشب קוניטרה"))


def test_address_is_verbatim_but_for_what_ends_a_field() -> None:
    entry = _parsed(as_bibtex(_cited("x", "https://atlas.example/?q=a%20b&x={1}&y=a_b#c")))
    assert entry.fields_dict["url"].value == "https://atlas.example/?q=a%20b&x=%7B1%7D&y=a_b#c"


def test_every_record_and_claim_parses(atlas: Atlas) -> None:
    ids = [feature.id for layer in atlas.layers.values() for feature in layer.features]
    ids += [claim.id for claim in atlas.dataset.records.claims] + ["all"]
    library = bibtexparser.parse_string("\n\n".join(as_bibtex(cite_record(atlas, record_id)) for record_id in ids))
    assert library.failed_blocks == []
    version = atlas.dataset.version
    known = {"all": "atlas"}
    assert [entry.key for entry in library.entries] == [f"{known.get(name, name)}-{version}" for name in ids]


def test_claim_keeps_who_makes_it(atlas: Atlas) -> None:
    claim = atlas.dataset.records.claims[0]
    title = _field(_parsed(as_bibtex(cite_record(atlas, claim.id))), "title")
    assert title.startswith(f"“{claim.claim}”, claimed by {claim.claimed_by}")
