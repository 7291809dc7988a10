"""The answer to "Where is it?": card, sentence, method, permalink, citation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from geo.analysis.where import choice_text, citation, figures_text
from geo.atlas import Atlas
from geo.errors import AtlasError, SwappedError
from geo.gazetteer import Found, find_point
from geo.text.markdown import plain
from geo.text.messages import mark, tr
from geo.text.quantities import parse_metres
from geo.ui.map.map_component import PICK_KEY
from geo.zone.wording import READER_WORDS, metres_text, point_text, position_sentences, quotable_sentence

_LAST_PICK = "last_pick"
EXAMPLES = mark(
    "33.1256, 35.8239 · 33°07'32\"N 35°49'26\"E · 8G5Q4RGF+6H · a map link · Jubata al-Khashab · جباتا الخشب"
)


def ask(atlas: Atlas) -> tuple[float, float, float] | None:
    """Draw the question and return longitude, latitude and radius once they are understood."""
    text, radius = st.columns([4, 1], vertical_alignment="bottom")
    typed = text.text_input(
        tr("Coordinates, a map link, a plus code or a place"),
        key="at",
        bind="query-params",
        max_chars=400,
        placeholder="33.1256, 35.8239",
        help=tr(EXAMPLES),
    )
    within = radius.text_input(
        tr("Known to within (m)"),
        key="within",
        bind="query-params",
        max_chars=20,
        help=tr("Radius in metres; empty: as typed"),
    )
    if not typed:
        st.caption(tr("For example: {examples}. Or click the map.", examples=plain(tr(EXAMPLES))))
        return None
    try:
        found = find_point(atlas.dataset.records.places, typed)
        given = parse_metres(within, name=tr("Known to within")) if within.strip() else None
    except AtlasError as error:
        st.warning(tr("Not understood: {error}.", error=plain(str(error))), icon=":material/help:")
        return None
    return _settled(found, given)


def _settled(found: Found, given: float | None) -> tuple[float, float, float] | None:
    if found.point is None:
        _show_choices(found)
        return None
    point = found.point
    radius_m = found.uncertainty_m if given is None else given
    note = tr("Understood as {form}: **{lon}**", form=plain(point.form), lon=plain(point_text(point.lon, point.lat)))
    if not point.sure_of_order:
        note += tr(", latitude first")
    if radius_m:
        note += f", within {metres_text(radius_m)}"
    st.caption(note + ".")
    return point.lon, point.lat, radius_m


def _show_choices(found: Found) -> None:
    if found.place is not None:
        note = f" {plain(found.place.note)}" if found.place.note else ""
        st.info(
            tr("{name} is in the gazetteer without a point.{note}", name=plain(found.place.name), note=note),
            icon=":material/wrong_location:",
        )
        return
    st.info(tr("This may mean more than one place. Choose one:"), icon=":material/help:")
    for match in found.choices:
        st.button(plain(choice_text(match)), key=f"choose_{match.place.id}", on_click=_choose, args=(match.place.name,))


def _choose(name: str) -> None:
    st.session_state["at"] = name


def follow_pick() -> None:
    """Put a click on the small map into the question, once; call before the question is drawn."""
    frame = st.session_state.get(PICK_KEY)
    picked = frame.get("pick") if isinstance(frame, Mapping) else None
    if not isinstance(picked, Mapping) or picked == st.session_state.get(_LAST_PICK):
        return
    st.session_state[_LAST_PICK] = dict(picked)
    st.session_state["at"] = f"{picked['lat']:.6f}, {picked['lon']:.6f}"


def show_answer(atlas: Atlas, *, lon: float, lat: float, radius_m: float) -> dict[str, Any] | None:
    """Draw the answer and return it as JSON; None if the point was refused."""
    try:
        answer = atlas.test.answer(lon, lat, uncertainty_m=radius_m)
    except SwappedError:
        st.warning(tr("Longitude and latitude look swapped: the other way round, the point lies by the lines."))
        st.button(tr("Swap them"), icon=":material/swap_horiz:", on_click=_choose, args=(f"{lon:.6f}, {lat:.6f}",))
        return None
    except AtlasError as error:
        st.warning(tr("Not understood: {error}.", error=plain(str(error))), icon=":material/help:")
        return None
    sentences = position_sentences(answer, lon=lon, lat=lat)
    with st.container(border=True):
        side = answer["side"]
        words = READER_WORDS.get(side, tr("cannot tell"))
        st.subheader(words[0].upper() + words[1:])
        st.markdown(plain(" ".join(sentences)))
        st.markdown(figures_text(answer))
    with st.expander(tr("Quote this answer"), icon=":material/format_quote:"):
        st.code(citation(atlas, answer, lon=lon, lat=lat), language=None, wrap_lines=True)
        st.code(quotable_sentence(answer, lon=lon, lat=lat), language=None, wrap_lines=True)
        st.code(" ".join(sentences), language=None, wrap_lines=True)
    with st.expander(tr("How this is computed, and the answer as JSON"), icon=":material/function:"):
        st.markdown(tr(_METHOD))
        st.json(answer, expanded=True)
    return answer


_METHOD = mark(
    "The lines are OpenStreetMap's, read as approximate. Sides, bands and distances are computed on the WGS 84 "
    "ellipsoid or a local metric plane, never in degrees. *Cannot tell* is answered exactly when the circle of the "
    "given radius touches more than one side. The whole method stands in `docs/method.md`."
)
