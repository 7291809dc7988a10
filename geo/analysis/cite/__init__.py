"""Citations of a record, a claim or a whole view: as text, BibTeX and CSL-JSON. Pure: nothing is read or asked."""

from geo.analysis.cite.citation import (
    Citation,
    Edition,
    Subject,
    cite_claim,
    cite_feature,
    cite_record,
    cite_view,
    edition_of,
)
from geo.analysis.cite.forms import Form, as_bibtex, as_csl, as_text, citation_text

__all__ = [
    "Citation",
    "Edition",
    "Form",
    "Subject",
    "as_bibtex",
    "as_csl",
    "as_text",
    "citation_text",
    "cite_claim",
    "cite_feature",
    "cite_record",
    "cite_view",
    "edition_of",
]
