"""Notes that pages share: coverage, empty results, mistakes in an address, broken data."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.atlas import Atlas
from geo.atlas.counts import count_records
from geo.errors import AtlasError, DataError
from geo.query.filters import Filters
from geo.text.markdown import plain
from geo.text.messages import mark, tr

_MAX_NAMES = 5
_MAX_NAME = 30
_FILTER_WORDS = {
    "from": mark("the first date"),
    "to": mark("the last date"),
    "kind": mark("the kinds"),
    "actor": mark("the actors"),
    "attribution": mark("the attribution"),
    "governorate": mark("the governorates"),
    "confidence": mark("the confidence"),
    "source": mark("the sources"),
    "q": mark("the search words"),
    "bbox": mark("the area"),
}


def show_filter_problems(problems: Sequence[tuple[str, str]]) -> None:
    """Say which part of the address or of a widget was not understood."""
    for name, reason in problems:
        st.warning(
            tr("{name}: {reason}. It was left out.", name=plain(name), reason=plain(reason)), icon=":material/info:"
        )


def loosening(atlas: Atlas, filters: Filters) -> tuple[tuple[str, int], ...]:
    """Return, for each filter in force, how many records come back without it; most first."""
    found = ((name, count_records(atlas, filters.without(name))) for name in filters.active)
    return tuple(sorted(found, key=lambda item: (-item[1], item[0])))


def show_empty(atlas: Atlas, filters: Filters) -> None:
    """Say that nothing passes the filters, and which one to loosen."""
    if not filters.active:
        st.info(tr("The data holds no record."), icon=":material/info:")
        return
    ways = [(name, count) for name, count in loosening(atlas, filters) if count]
    if ways:
        name, count = ways[0]
        cure = tr(
            "Loosen {name} first: that brings back {count} records.",
            name=_FILTER_WORDS.get(name, name),
            count=f"{count:,}",
        )
    else:
        cure = tr("Loosen more than one filter, or reset them all in the sidebar.")
    st.info(tr("No record passes these filters. {cure}", cure=cure), icon=":material/filter_alt_off:")


def show_broken_data(error: DataError) -> None:
    """Name every fault of broken data instead of a page."""
    st.title(tr("The data has a fault"))
    st.error(
        tr(
            "{count} fault(s) keep the atlas from opening. Mend the rows below, then reload this page; `python -m "
            "geo check` prints the same list.",
            count=len(error.faults),
        ),
        icon=":material/report:",
    )
    st.dataframe(
        [
            {"file": fault.file, "row": fault.row, "field": fault.field, "reason": fault.reason}
            for fault in error.faults[:500]
        ],
        hide_index=True,
        alt=tr("Faults in the data"),
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
