r"""A citation as text, as BibTeX and as CSL-JSON.

BibTeX counts braces even after a backslash, so that ``\{`` in a field ends the file early: braces of the data
become commands. Letters of all scripts stay as they are; BibTeX files are UTF-8.
"""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import Any

from geo.analysis.cite.citation import Citation, Subject
from geo.text.date_words import day_text
from geo.text.messages import tr

AUTHOR = "Buffer Zone Atlas contributors"
_BIBTEX = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{char: f"\\{char}" for char in "&%$#_"},
}
_BIBTEX_TABLE = str.maketrans(_BIBTEX)
_IN_ADDRESS = str.maketrans({char: f"%{ord(char):02X}" for char in '{}\\"'})
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Form(StrEnum):
    """Forms of a citation."""

    TEXT = "text"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"


def citation_text(citation: Citation, form: Form) -> str:
    """Return a citation in a form, without a line feed at its end.

    Parameters
    ----------
    citation : Citation
        What is cited.
    form : Form
        The form that is wanted.

    Returns
    -------
    str
    """
    match form:
        case Form.TEXT:
            return as_text(citation)
        case Form.BIBTEX:
            return as_bibtex(citation)
        case Form.CSL_JSON:
            return json.dumps([as_csl(citation)], ensure_ascii=False, indent=2)


def as_text(citation: Citation) -> str:
    """Return a citation as one line; the script of the card words it alike."""
    edition = citation.edition
    title = _one_line(citation.title)
    named = title if citation.subject is Subject.VIEW else f"“{title}”"
    kind = "claim " if citation.subject is Subject.CLAIM else ""
    standing = f", {_one_line(citation.standing)}" if citation.standing else ""
    parts = [f"{_one_line(edition.title)}: {kind}{named}{standing}.", f"{_version_text(citation)}."]
    if citation.credit:
        parts.append(f"{citation.credit}.")
    if citation.url:
        parts.append(citation.url)
    return " ".join(parts)


def as_bibtex(citation: Citation) -> str:
    """Return a citation as a BibTeX entry of type ``misc``, which every style knows."""
    edition = citation.edition
    year, month = edition.as_of[:4], edition.as_of[5:7]
    fields = {
        "author": f"{{{bibtex_escaped(AUTHOR)}}}",
        "title": f"{{{bibtex_escaped(_titled(citation))}}}",
        "year": year,
        "publisher": f"{{{bibtex_escaped(AUTHOR)}}}",
        "howpublished": bibtex_escaped(
            tr("{title}, data version {version}", title=edition.title, version=edition.version)
        ),
        "version": edition.version,
        "note": bibtex_escaped(_note(citation)),
    }
    if citation.url:
        fields["url"] = citation.url.translate(_IN_ADDRESS)
    lines = [f"  {name} = {{{text}}}" for name, text in fields.items()]
    if month:
        lines.insert(3, f"  month = {_MONTHS[int(month) - 1]}")
    return f"@misc{{{citation.key}-{edition.version},\n" + ",\n".join(lines) + "\n}"


def as_csl(citation: Citation) -> dict[str, Any]:
    """Return a citation as an item of CSL-JSON."""
    edition = citation.edition
    item: dict[str, Any] = {
        "id": f"{citation.key}-{edition.version}",
        "type": "dataset",
        "title": _titled(citation),
        "container-title": _one_line(edition.title),
        "author": [{"literal": AUTHOR}],
        "publisher": AUTHOR,
        "issued": {"date-parts": [[int(part) for part in edition.as_of.split("-")]]},
        "version": edition.version,
        "number": citation.key,
        "note": _note(citation),
        "language": "en",
    }
    if citation.url:
        item["URL"] = citation.url
    return item


def bibtex_escaped(text: str) -> str:
    r"""Return text that stands for itself in a field of BibTeX.

    Examples
    --------
    >>> print(bibtex_escaped("R&D: 5 % of {x}"))
    R\&D: 5 \% of {\textbraceleft}x{\textbraceright}
    """
    return _one_line(text).translate(_BIBTEX_TABLE)


def _titled(citation: Citation) -> str:
    """Return the title as it is in a list of references; a claim keeps the one who makes it."""
    title = _one_line(citation.title)
    match citation.subject:
        case Subject.CLAIM:
            return f"“{title}”, {_one_line(citation.standing)}"
        case Subject.VIEW:
            return f"{_one_line(citation.edition.title)}: {title}"
        case Subject.RECORD:
            return title


def _note(citation: Citation) -> str:
    standing = "" if citation.subject is Subject.CLAIM else _one_line(citation.standing)
    sentences = [
        standing[:1].upper() + standing[1:],
        _version_text(citation),
        tr("SHA-256 of the data {digest}", digest=citation.edition.digest),
        citation.credit,
    ]
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def _version_text(citation: Citation) -> str:
    edition = citation.edition
    known = {"version": edition.version, "day": day_text(edition.as_of)}
    if citation.subject is Subject.VIEW:
        return tr("Data version {version}, as of {day}", **known)
    return tr("Record {key}, data version {version}, as of {day}", key=citation.key, **known)


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
