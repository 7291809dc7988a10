"""Notes that pages share: coverage, empty results, mistakes in an address, broken data."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.atlas import Atlas
from geo.atlas.counts import count_records
from geo.errors import AtlasError, DataError
from geo.query.filters import Filters
from geo.text.date_words import day_text
from geo.text.markdown import plain
from geo.text.messages import tr

DISCLAIMER = (
    "Lines and areas are approximate and no official demarcation. Names and lines on this map imply no opinion "
    "on the legal status of any territory."
)
_MAX_NAMES = 5
_MAX_NAME = 30
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


def coverage(atlas: Atlas) -> str:
    """Return Markdown that says up to when the data goes and that gaps are gaps."""
    about = atlas.dataset.about
    return f"Data as of {day_text(about.as_of)}, version {atlas.dataset.version}. {plain(about.coverage)}"


def show_filter_problems(problems: Sequence[tuple[str, str]]) -> None:
    """Say which part of the address or of a widget was not understood."""
    for name, reason in problems:
        st.warning(f"{plain(name)}: {plain(reason)}. It was left out.", icon=":material/info:")


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


def show_unknown_parameters(names: Sequence[str]) -> None:
    """Name the parts of the address that the page does not know, so that nobody takes them for obeyed."""
    if not names:
        return
    shown = [plain(name if len(name) <= _MAX_NAME else f"{name[:_MAX_NAME]}\N{HORIZONTAL ELLIPSIS}") for name in names]
    listed = ", ".join(shown[:_MAX_NAMES])
    if len(names) > _MAX_NAMES:
        listed = tr("{names} and {count} more", names=listed, count=f"{len(names) - _MAX_NAMES:,}")
    st.info(
        tr("The address has what this page does not know: {names}. It was left out.", names=listed),
        icon=":material/link_off:",
    )
