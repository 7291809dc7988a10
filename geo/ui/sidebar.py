"""The sidebar: filters as widgets, kept in step with the page address, and the counts."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

import streamlit as st

from geo import vocab
from geo.dates import add_days
from geo.errors import FilterError
from geo.layers import Atlas
from geo.query import FILTER_NAMES, Filters
from geo.ui.notices import show_coverage, show_filter_problems
from geo.vocab import label_of

ZONE_ENTERED = "2024-12-08"
_FILTERS = "filters"
_PAGE = "filters_page"
_SETS: tuple[tuple[str, str, type[StrEnum]], ...] = (
    ("kind", "Kind", vocab.EventCategory),
    ("attribution", "Attribution", vocab.Attribution),
    ("actor", "Actor", vocab.Actor),
    ("governorate", "Governorate", vocab.Governorate),
    ("confidence", "Confidence", vocab.Confidence),
)


def show_sidebar(atlas: Atlas, *, page: str) -> Filters:
    """Draw the filters and return those in force; the page address always says the same."""
    problems = _follow_address(page)
    with st.sidebar:
        show_filter_problems(problems)
        _text_widget()
        _date_widgets(atlas)
        _set_widgets(atlas)
        filters = _from_widgets()
        if filters.active:
            st.button("Reset all filters", key="f_reset", on_click=_adopt, args=(Filters(),), width="stretch")
        show_coverage(atlas)
    _write_address(filters)
    return filters


def _follow_address(page: str) -> tuple[tuple[str, str], ...]:
    """Take the filters from the address when it changed from outside: a link, back, forward."""
    problems: tuple[tuple[str, str], ...] = ()
    params = [(name, st.query_params[name]) for name in FILTER_NAMES if name != "id" and name in st.query_params]
    try:
        wanted = Filters.from_params(params)
    except FilterError as error:
        problems = error.problems
        faulty = {name for name, _ in problems}
        wanted = Filters.from_params([(name, text) for name, text in params if name not in faulty])
    known: Filters | None = st.session_state.get(_FILTERS)
    switched = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page
    if known is None or (wanted != known and not (switched and not params)):
        _adopt(wanted)
    elif switched:
        _adopt(known)
    return problems


def _adopt(filters: Filters) -> None:
    """Set every widget to the filters; allowed before the widgets are drawn and in callbacks."""
    state = st.session_state
    state[_FILTERS] = filters
    state["f_q"] = filters.q
    state["f_from"] = date.fromisoformat(filters.date_from) if filters.date_from else None
    state["f_to"] = date.fromisoformat(filters.date_to) if filters.date_to else None
    state["f_bbox"] = filters.bbox
    for name, *_ in _SETS:
        state[f"f_{name}"] = sorted(getattr(filters, name))
    state["f_source"] = sorted(filters.source)


def _text_widget() -> None:
    st.text_input(
        "Search",
        key="f_q",
        max_chars=200,
        placeholder="Title, place in any spelling, actor",
        help="All words must occur, in titles, texts or any spelling of a place.",
        icon=":material/search:",
    )


def _date_widgets(atlas: Atlas) -> None:
    as_of = atlas.dataset.about.as_of
    first, last = st.columns(2)
    low, high = date(1967, 1, 1), date.fromisoformat(atlas.dataset.about.compiled)
    first.date_input("From", key="f_from", min_value=low, max_value=high, format="YYYY-MM-DD")
    last.date_input("To", key="f_to", min_value=low, max_value=high, format="YYYY-MM-DD")
    presets = {
        "All": None,
        "7 d": add_days(as_of, -6),
        "30 d": add_days(as_of, -29),
        "90 d": add_days(as_of, -89),
        "8 Dec 2024 on": ZONE_ENTERED,
    }
    with st.container(horizontal=True, gap="xsmall"):
        for label, start in presets.items():
            counted = label.endswith(" d")
            st.button(
                label,
                key=f"f_preset_{label}",
                on_click=_set_dates,
                args=(start, as_of if counted else None),
                help=f"Counted back from the last report, {as_of}" if counted else None,
                type="tertiary",
            )


def _set_dates(start: str | None, end: str | None) -> None:
    st.session_state["f_from"] = date.fromisoformat(start) if start else None
    st.session_state["f_to"] = date.fromisoformat(end) if end else None


def _set_widgets(atlas: Atlas) -> None:
    for name, label, vocabulary in _SETS:
        kinds = [str(item) for item in vocabulary]
        if name == "kind":
            kinds += [str(item) for extra in (vocab.TalkKind, vocab.PositionKind) for item in extra]
        st.multiselect(label, kinds, key=f"f_{name}", format_func=label_of, placeholder="All")
    publishers = atlas.publishers
    chosen: list[str] = st.session_state.get("f_source") or []
    options = [*publishers, *(item for item in chosen if item not in publishers)]
    st.multiselect(
        "Source",
        options,
        key="f_source",
        format_func=lambda slug: publishers.get(slug, slug),
        placeholder="All",
    )
    if st.session_state.get("f_bbox") is not None:
        west, south, east, north = st.session_state["f_bbox"]
        st.caption(f"Only inside {south:.2f} to {north:.2f} N, {west:.2f} to {east:.2f} E")
        st.button("Remove the area filter", key="f_bbox_off", on_click=_drop_bbox)


def _drop_bbox() -> None:
    st.session_state["f_bbox"] = None


def _from_widgets() -> Filters:
    state = st.session_state
    params: dict[str, str] = {}
    for name, value in (("from", state["f_from"]), ("to", state["f_to"])):
        if value is not None:
            params[name] = value.isoformat()
    for name in (*(entry[0] for entry in _SETS), "source"):
        if state[f"f_{name}"]:
            params[name] = ",".join(state[f"f_{name}"])
    text: str = state["f_q"] or ""
    params["q"] = text
    bbox: Any = state.get("f_bbox")
    try:
        filters = Filters.from_params(params)
    except FilterError as error:
        show_filter_problems(error.problems)
        faulty = {name for name, _ in error.problems}
        filters = Filters.from_params({name: value for name, value in params.items() if name not in faulty})
    return filters if bbox is None else Filters.from_params({**filters.to_params(), "bbox": _bbox_text(bbox)})


def _bbox_text(bbox: tuple[float, float, float, float]) -> str:
    return ",".join(str(value) for value in bbox)


def _write_address(filters: Filters) -> None:
    """Write the filters into the page address if it says otherwise; other parameters stay."""
    st.session_state[_FILTERS] = filters
    wanted = filters.to_params()
    present = {name: st.query_params[name] for name in FILTER_NAMES if name != "id" and name in st.query_params}
    if wanted == present:
        return
    others = {name: st.query_params[name] for name in st.query_params if name not in present}
    st.query_params.from_dict({**others, **wanted})
