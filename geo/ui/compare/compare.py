"""Two windows of time on a page: asked for, beside each other on maps, and what differs in words and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from geo.analysis.addresses import Addresses
from geo.analysis.comparison import Comparison, compare
from geo.analysis.comparison.page_text import NAMES, Pair, comparison_text, dated_text
from geo.atlas import Atlas
from geo.atlas.cache import kept
from geo.query.filters import Filters
from geo.query.window import COMPARED_PARAMETERS, Window
from geo.text.dates import ZONE_ENTERED, add_days
from geo.text.markdown import plain
from geo.text.messages import mark, tr
from geo.ui.base.context import Context, addresses, base_path

TITLE = mark("Map of the UN buffer zone in southern Syria")
_KEY = "compare_frames"
_KNOWN = "compare_windows"
_DAYS = 90
_FIELD_PX = 165
"""So that a phone has two fields in a row."""


@kept(2)
def presets(atlas: Atlas) -> Mapping[str, Pair]:
    """Return pairs that one click gives; the first is what the page opens with."""
    about = atlas.dataset.about
    covered = min([add_days(gap.start, -1) for gap in about.gaps] + [about.as_of])
    start = add_days(ZONE_ENTERED, _DAYS - 1)
    first, latest = Window(ZONE_ENTERED, start), Window(add_days(covered, 1 - _DAYS), covered)
    eve = add_days(ZONE_ENTERED, -1)
    return {
        tr("First {days} days, and {days} days before the first gap", days=_DAYS): Pair(first, latest),
        tr("Before and since 8 December 2024"): Pair(Window("1974-06-27", eve), Window(ZONE_ENTERED, None)),
        tr("1975 and 2025"): Pair(Window("1975-01-01", "1975-12-31"), Window("2025-01-01", "2025-12-31")),
    }


def ask_windows(atlas: Atlas) -> Pair:
    """Draw the questions and return the windows; the page address always says the same."""
    offered = presets(atlas)
    usual = next(iter(offered.values()))
    _follow_address(usual)
    fields = st.container(horizontal=True)
    found = [_ask(fields, name, index) for index, name in enumerate(NAMES)]
    pair = Pair(found[0] or usual.first, found[1] or usual.second)
    with st.container(horizontal=True):
        for label, wanted in offered.items():
            st.button(label, key=f"compare_{label}", on_click=_adopt, args=(wanted,), disabled=wanted == pair)
        st.button(tr("Swap"), icon=":material/swap_horiz:", on_click=_adopt, args=(Pair(pair.second, pair.first),))
    _write_address(pair)
    return pair


def _ask(fields: Any, name: str, index: int) -> Window | None:
    """Draw one window's fields; None, and a word why, if they are not a window."""
    texts = [
        fields.text_input(
            f"{name}, {label}",
            key=f"c_{COMPARED_PARAMETERS[2 * index + at]}",
            max_chars=10,
            placeholder="open",
            help=tr("A year, a month or a day: 2025, 2025-03, 2025-03-30. Empty: open."),
            width=_FIELD_PX,
        ).strip()
        for at, label in enumerate(("from", "to"))
    ]
    window = Window.from_params({"t0": texts[0], "t1": texts[1]})
    if all((day is None) == (not text) for text, day in zip(texts, (window.first, window.last), strict=True)):
        return window
    st.warning(
        tr(
            "{name}: {days} is not a window. Write days as 2025-03-30, the earlier one first. The usual "
            "window is shown.",
            name=name,
            days=plain(" to ".join(text or "open" for text in texts)),
        ),
        icon=":material/info:",
    )
    return None


def _follow_address(usual: Pair) -> None:
    """Take the windows from the address when it changed from outside, else keep those that the fields hold."""
    told = {name: st.query_params[name] for name in COMPARED_PARAMETERS if name in st.query_params}
    known: Mapping[str, str] | None = st.session_state.get(_KNOWN)
    if told and told != known:
        _fill(told)
    elif known is None:
        _fill(usual.to_params())
    elif (
        f"c_{COMPARED_PARAMETERS[0]}" not in st.session_state
    ):  # on another page Streamlit forgets what the fields held
        _fill(known)


def _fill(params: Mapping[str, str]) -> None:
    for name in COMPARED_PARAMETERS:
        st.session_state[f"c_{name}"] = params.get(name, "")


def _adopt(pair: Pair) -> None:
    _fill(pair.to_params())
    _write_address(pair)


def _write_address(pair: Pair) -> None:
    wanted = pair.to_params()
    st.session_state[_KNOWN] = wanted
    for name in COMPARED_PARAMETERS:
        if name not in wanted:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != wanted[name]:
            st.query_params[name] = wanted[name]


def undated(filters: Filters) -> Filters:
    """Return the filters without dates and without a chosen record: the windows are the dates of this page."""
    return replace(filters, date_from=None, date_to=None, id=frozenset())


def compared_of(context: Context, pair: Pair) -> Comparison:
    """Return what differs between the windows, derived for the first who asks; its filters are this reader's own."""
    own = [window.narrow(context.filters) for window in (pair.first, pair.second)]
    found = _compared(context.atlas, context.atlas.alike(own[0]), context.atlas.alike(own[1]))
    return replace(found, first=replace(found.first, filters=own[0]), second=replace(found.second, filters=own[1]))


@kept(32)
def _compared(atlas: Atlas, first: Filters, second: Filters) -> Comparison:
    return compare(atlas, first, second)


def show_maps(context: Context, pair: Pair) -> None:
    """Draw the two maps, which show the same place and the same layers, each in its window."""
    atlas = context.atlas
    usual = ",".join(layer_id for layer_id, layer in atlas.layers.items() if layer.spec.default_on)
    windows = [
        {"name": name, "words": window.words, "days": window.to_params()}
        for name, window in zip(NAMES, (pair.first, pair.second), strict=True)
    ]
    data = {
        "base": base_path(),
        "query": urlencode(undated(context.filters).to_params()),
        "windows": windows,
        "title": tr(TITLE),
        "defaults": {"layers": usual, "base": "offline"},
    }
    _component()(key=_KEY, data=[data], height="content")


@lru_cache(maxsize=1)
def _component() -> Any:
    folder = Path(__file__).parent
    script = (folder / "compare_component.js").read_text(encoding="utf-8")
    style = (folder / "compare_component.css").read_text(encoding="utf-8")
    return st.components.v2.component("atlas_compare", css=style, js=script)


def compared_text(context: Context, pair: Pair) -> str:
    """Return what differs, in words and tables, written for the first who asks."""
    own = [context.atlas.alike(window.narrow(context.filters)) for window in (pair.first, pair.second)]
    return _text(context.atlas, own[0], own[1], pair, addresses())


@kept(32)
def _text(atlas: Atlas, first: Filters, second: Filters, pair: Pair, addresses: Addresses) -> str:
    return comparison_text(pair, _compared(atlas, first, second), addresses)


def show_dated(compared: Comparison) -> None:
    """Draw the dated entries of the control layer, once somebody opens them."""
    if not compared.dated:
        return
    name = tr(
        "Dated entries of the control layer, over both windows and between them ({count})",
        count=f"{len(compared.dated):,}",
    )
    section = st.expander(name, key="compare_dated", on_change="rerun")
    if section.open:
        section.markdown(dated_text(compared.dated, addresses()))
