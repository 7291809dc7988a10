"""The filters of the sidebar as widgets, kept in step with the page address."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Any

import streamlit as st

from geo import vocab
from geo.atlas import Atlas
from geo.errors import FilterError
from geo.query.filters import FILTER_NAMES, Filters
from geo.text.dates import today
from geo.text.messages import mark, tr
from geo.ui.base.notices import show_filter_problems
from geo.ui.sidebar.about import about_text
from geo.ui.sidebar.more_filters import choose_known_day, choose_source, choose_statements, choose_subdistrict
from geo.ui.sidebar.period import preset_of, presets, show_period
from geo.vocab.labels import label_of

_KEY = "filters"
_KIND: tuple[str, str, tuple[type[StrEnum], ...]] = (
    "kind",
    mark("Kind"),
    (vocab.EventCategory, vocab.TalkKind, vocab.PositionKind),
)
_MORE: tuple[tuple[str, str, tuple[type[StrEnum], ...]], ...] = (
    ("attribution", mark("Attribution"), (vocab.Attribution,)),
    ("actor", mark("Actor"), (vocab.Actor,)),
    ("governorate", mark("Governorate"), (vocab.Governorate,)),
    ("confidence", mark("Confidence"), (vocab.Confidence,)),
)
_MORE_NAMES = (*(entry[0] for entry in _MORE), "source", "subdistrict", "statements")


@dataclass(frozen=True, slots=True)
class _InForce:
    """What the session keeps of the filters, as one value: each look into the session takes its time.

    Attributes
    ----------
    page : str
        Title of the page that was shown last.
    filters : Filters
        Those in force.
    values : mapping
        The same by filter name, as widgets hold them. A run works on a copy: another run of the session may come
        before this one has ended.
    """

    page: str
    filters: Filters
    values: Mapping[str, Any]


def show_sidebar(atlas: Atlas, address: Mapping[str, str], *, page: str, filtered: bool) -> Filters:
    """Draw the filters and return those in force; the page address always says the same.

    Parameters
    ----------
    atlas : Atlas
        What is filtered.
    address : mapping
        Parameters of the page address.
    page : str
        Title of the page that is shown.
    filtered : bool
        Whether the page listens to filters; one that does not shows none and leaves those in force alone.
    """
    known: _InForce | None = st.session_state.get(_KEY)
    if not filtered:
        return _unfiltered(atlas, known, page)
    present = {name: address[name] for name in FILTER_NAMES if name != "id" and name in address}
    known, problems = _follow_address(known, present, page, atlas)
    values = dict(known.values)
    with st.sidebar:
        show_filter_problems(problems)
        _text_widget(values)
        show_period(atlas, values, on_preset=partial(_apply_period, atlas))
        _set_widget(values, *_KIND)
        _more_widgets(atlas, values)
        filters = _from_values(values)
        if filters.active:
            st.button(tr("Reset all filters"), key="f_reset", on_click=_reset, args=(atlas,), width="stretch")
        st.markdown(about_text(atlas, today()))
    found = _InForce(page, filters, values)
    if found != known:
        st.session_state[_KEY] = found
    _write_address(filters, address, present)
    return filters


def _unfiltered(atlas: Atlas, known: _InForce | None, page: str) -> Filters:
    """Draw the sidebar of a page that listens to no filter, so that nothing jumps from page to page."""
    with st.sidebar:
        active = known is not None and known.filters.active
        note = tr("Filters do not apply to this page; those in force come back with the map.") if active else ""
        st.markdown(f"{note}\n\n{about_text(atlas, today())}")
    if known is None:
        return Filters()
    if known.page != page:
        st.session_state[_KEY] = replace(known, page=page)
    return known.filters


def _follow_address(
    known: _InForce | None,
    present: Mapping[str, str],
    page: str,
    atlas: Atlas,
) -> tuple[_InForce, tuple[tuple[str, str], ...]]:
    """Take the filters from the address when it changed from outside: a link, back, forward."""
    problems: tuple[tuple[str, str], ...] = ()
    params = list(present.items())
    try:
        wanted = Filters.from_params(params)
    except FilterError as error:
        problems = error.problems
        faulty = {name for name, _ in problems}
        wanted = Filters.from_params([(name, text) for name, text in params if name not in faulty])
    switched = known is None or known.page != page
    if known is None and not wanted.active:
        known = st.session_state[_KEY] = _InForce(page, wanted, _values_of(wanted))  # as the widgets are by themselves
    elif known is None or (wanted != known.filters and not (switched and not params)):
        known = _adopt(page, wanted, atlas)
    elif switched:
        known = _adopt(page, known.filters, atlas)
    return known, problems


def _adopt(page: str, filters: Filters, atlas: Atlas) -> _InForce:
    """Put filters in force; allowed before the widgets are drawn and in callbacks.

    The widgets, of which some are not always drawn, have keys of their own, which begin with ``f_``.
    """
    state = st.session_state
    values = _values_of(filters)
    dates = (filters.date_from, filters.date_to)
    state["f_period"] = preset_of(atlas, dates)
    state["f_q"] = filters.q
    state[f"f_{_KIND[0]}"] = list(values[_KIND[0]])
    for name in _MORE_NAMES:
        state.pop(f"f_{name}", None)  # seeded when drawn: widgets look through all that a session holds
    state[_KEY] = adopted = _InForce(page, filters, values)
    return adopted


def _values_of(filters: Filters) -> dict[str, Any]:
    values: dict[str, Any] = {"from": filters.date_from, "to": filters.date_to, "bbox": filters.bbox, "q": filters.q}
    values["as_of"] = filters.as_of
    return values | {name: sorted(getattr(filters, name)) for name in (_KIND[0], *_MORE_NAMES)}


def _change(changes: Mapping[str, Any]) -> None:
    """Change values in a callback, before the run that they are for."""
    known: _InForce = st.session_state[_KEY]
    st.session_state[_KEY] = replace(known, values={**known.values, **changes})


def _reset(atlas: Atlas) -> None:
    """Take every filter off, in the address too, which would bring them back otherwise."""
    known: _InForce = st.session_state[_KEY]
    _adopt(known.page, Filters(), atlas)
    address = st.query_params.to_dict()
    _write_address(Filters(), address, [name for name in FILTER_NAMES if name != "id" and name in address])


def _text_widget(values: dict[str, Any]) -> None:
    typed = st.text_input(
        tr("Search"),
        key="f_q",
        max_chars=200,
        placeholder=tr("Title, place in any spelling, actor"),
        help=tr(
            'All words must occur, in titles, texts, sources or any spelling of a place. Also: OR, NOT, -word, "a '
            'phrase", ( ).'
        ),
        icon=":material/search:",
    )
    values["q"] = (typed or "").strip()


def _apply_period(atlas: Atlas) -> None:
    wanted = presets(atlas).get(st.session_state["f_period"])
    if wanted is not None:
        _change(dict(zip(("from", "to"), wanted, strict=True)))


def _set_widget(values: dict[str, Any], name: str, label: str, vocabularies: tuple[type[StrEnum], ...]) -> None:
    options = [str(item) for vocabulary in vocabularies for item in vocabulary]
    chosen = st.multiselect(tr(label), options, key=f"f_{name}", format_func=label_of, placeholder=tr("All"))
    values[name] = list(chosen)


def _more_widgets(atlas: Atlas, values: dict[str, Any]) -> None:
    """Draw the other filters once their section is open; closed, what was chosen in it stays in force."""
    chosen = sum(bool(values[name]) for name in (*_MORE_NAMES, "as_of"))
    label = tr("More filters ({chosen} in force)", chosen=chosen) if chosen else tr("More filters")
    more = st.expander(label, key="f_more", expanded=bool(chosen), on_change="rerun")
    if more.open:
        with more:
            for entry in _MORE:
                _seed(values, entry[0])
                _set_widget(values, *entry)
            _seed(values, "source")
            choose_source(atlas, values)
            _seed(values, "subdistrict")
            choose_subdistrict(atlas, values)
            choose_known_day(atlas, values)
            choose_statements(values)
    if values["bbox"] is not None:
        west, south, east, north = values["bbox"]
        st.caption(
            tr(
                "Only inside {south} to {north} N, {west} to {east} E",
                south=f"{south:.2f}",
                north=f"{north:.2f}",
                west=f"{west:.2f}",
                east=f"{east:.2f}",
            )
        )
        st.button(tr("Remove the area filter"), key="f_bbox_off", on_click=_drop_bbox)


def _seed(values: Mapping[str, Any], name: str) -> None:
    """Give a widget that was not drawn in the last run its value back."""
    if f"f_{name}" not in st.session_state:
        st.session_state[f"f_{name}"] = list(values[name])


def _drop_bbox() -> None:
    _change({"bbox": None})


def _from_values(values: Mapping[str, Any]) -> Filters:
    """Return the filters that the widgets hold; a text that cannot be searched for is left out and named."""
    params: dict[str, str] = {}
    for name in FILTER_NAMES[:-1]:  # all but id, which is the selection here
        value = values[name]
        if name == "bbox":
            value = None if value is None else _bbox_text(value)
        params[name] = ",".join(value) if isinstance(value, list) else value or ""
    try:
        return Filters.from_params(params)
    except FilterError as error:
        show_filter_problems(error.problems)
        faulty = {name for name, _ in error.problems}
        return Filters.from_params({name: value for name, value in params.items() if name not in faulty})


def _bbox_text(bbox: tuple[float, float, float, float]) -> str:
    return ",".join(str(value) for value in bbox)


def _write_address(filters: Filters, address: Mapping[str, str], present: Collection[str]) -> None:
    """Write the filters into the page address if it says otherwise; other parameters stay."""
    wanted = filters.to_params()
    if wanted.keys() == set(present) and all(address[name] == value for name, value in wanted.items()):
        return
    st.query_params.from_dict({**{name: value for name, value in address.items() if name not in present}, **wanted})
