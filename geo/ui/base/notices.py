"""Notes that pages share: coverage, empty results, mistakes in an address, broken data."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from geo.atlas import Atlas
from geo.atlas.evidence import day_text
from geo.errors import AtlasError, DataError
from geo.query.filters import Filters
from geo.ui.base.context import RECORD_LAYERS

DISCLAIMER = (
    "Lines and areas are approximate and no official demarcation. Names and lines on this map imply no opinion "
    "on the legal status of any territory."
)
_FILTER_WORDS = {
    "from": "the first date",
    "to": "the last date",
    "kind": "the kinds",
    "actor": "the actors",
    "attribution": "the attribution",
    "governorate": "the governorates",
    "confidence": "the confidence",
    "source": "the sources",
    "q": "the search words",
    "bbox": "the area",
}
_MARKUP = str.maketrans({char: f"\\{char}" for char in "\\`*_{}[]()#+-.!|<>~$:^&="})
_JOINER = "\N{WORD JOINER}"
_ALTERED = re.compile(
    r"(?<=:)(?=(?:material/\w+|streamlit):)|(?<=[<>~-])(?=[->=])|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=[\w.+-])(?=@)",
    re.IGNORECASE,
)
"""Where Streamlit would put an icon, an arrow or a link in the place of text, escaped or not.

An invisible joiner keeps the text. A link that nobody placed would lead from an address that somebody crafted, or from
a text of others, to any page.
"""


def plain(text: str) -> str:
    """Return text from data or a person so that Markdown shows it literally."""
    return _ALTERED.sub(_JOINER, text).translate(_MARKUP)


def coverage(atlas: Atlas) -> str:
    """Return Markdown that says up to when the data goes and that gaps are gaps."""
    about = atlas.dataset.about
    return f"Data as of {day_text(about.as_of)}, version {atlas.dataset.version}. {plain(about.coverage)}"


def show_filter_problems(problems: Sequence[tuple[str, str]]) -> None:
    """Say which part of the address or of a widget was not understood."""
    for name, reason in problems:
        st.warning(f"{plain(name)}: {plain(reason)}. It was left out.", icon=":material/info:")


def count_records(atlas: Atlas, filters: Filters) -> int:
    """Return the number of dated records that pass the filters."""
    selection = atlas.select(filters)
    return sum(len(selection[layer_id].features) for layer_id in RECORD_LAYERS if layer_id in selection)


def loosening(atlas: Atlas, filters: Filters) -> tuple[tuple[str, int], ...]:
    """Return, for each filter in force, how many records come back without it; most first."""
    found = ((name, count_records(atlas, filters.without(name))) for name in filters.active)
    return tuple(sorted(found, key=lambda item: (-item[1], item[0])))


def show_empty(atlas: Atlas, filters: Filters) -> None:
    """Say that nothing passes the filters, and which one to loosen."""
    if not filters.active:
        st.info("The data holds no record.", icon=":material/info:")
        return
    ways = [(name, count) for name, count in loosening(atlas, filters) if count]
    if ways:
        name, count = ways[0]
        cure = f"Loosen {_FILTER_WORDS.get(name, name)} first: that brings back {count:,} records."
    else:
        cure = "Loosen more than one filter, or reset them all in the sidebar."
    st.info(f"No record passes these filters. {cure}", icon=":material/filter_alt_off:")


def show_broken_data(error: DataError) -> None:
    """Name every fault of broken data instead of a page."""
    st.title("The data has a fault")
    st.error(
        f"{len(error.faults)} fault(s) keep the atlas from opening. Mend the rows below, then reload this page; "
        "`python -m geo check` prints the same list.",
        icon=":material/report:",
    )
    st.dataframe(
        [
            {"file": fault.file, "row": fault.row, "field": fault.field, "reason": fault.reason}
            for fault in error.faults[:500]
        ],
        hide_index=True,
        alt="Faults in the data",
    )


def show_unexpected(error: AtlasError) -> None:
    """Say what could not be done."""
    st.error(plain(str(error)), icon=":material/error:")
