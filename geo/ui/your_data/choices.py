"""How a file is read: what it was recognised as, its columns, and the questions that only a person can answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from geo.readers import Choices, FormatId, PlaceCandidate, PlaceProposal, Proposal, Question, Role
from geo.readers.model.formats import FORMATS
from geo.text.markdown import plain
from geo.userdata.upload.answers import choices_with_answers
from geo.userdata.upload.upload import Upload

FORMAT_LABELS: Mapping[str, str] = {str(name): spec.label for name, spec in FORMATS.items()}
"""What each format is called, as keys of the message catalogue."""
_ROLES: Mapping[Role, str] = {
    Role.LAT: "Latitude",
    Role.LON: "Longitude",
    Role.LAT_LON: "Latitude and longitude in one cell",
    Role.LON_LAT: "Longitude and latitude in one cell",
    Role.WKT: "Geometry as WKT",
    Role.PLUS_CODE: "Plus code",
    Role.PLACE: "Place name",
    Role.UNCERTAINTY_M: "Uncertainty in metres",
    Role.DATE_FROM: "Date, or first day",
    Role.DATE_TO: "Last day",
    Role.ID: "Id",
    Role.TITLE: "Title",
    Role.KIND: "Kind",
    Role.ACTOR: "Actor",
    Role.SUMMARY: "Text",
    Role.SOURCE: "Source",
    Role.URL: "Link",
    Role.KILLED_MIN: "Killed, at least",
    Role.KILLED_MAX: "Killed, at most",
}
_NONE = "(none)"
_SAMPLES = 3
_MAX_PLACES = 60


def show_recognised(proposal: Proposal) -> None:
    """Say what a file was recognised as, and what was found in it."""
    count = proposal.rows_estimate
    rows = "" if count is None else f" About {count:,} {'row' if count == 1 else 'rows'}."
    label = FORMAT_LABELS.get(str(proposal.format_id), str(proposal.format_id))
    st.markdown(f"Recognised as **{label}**: {plain(proposal.why)}.{rows}".replace("..", "."))
    for note in proposal.notes:
        st.caption(plain(note))


def show_preview(proposal: Proposal) -> None:
    """Show the columns of a file with their first values."""
    if not proposal.columns:
        return
    taken = {column: _ROLES[Role(role)] for role, column in proposal.mapping.items() if column and role in list(Role)}
    table = pd.DataFrame(
        [
            {
                "column": column.name,
                "taken for": taken.get(column.name, ""),
                **{
                    f"value {number + 1}": column.samples[number] if number < len(column.samples) else ""
                    for number in range(_SAMPLES)
                },
            }
            for column in proposal.columns
        ]
    )
    st.dataframe(table, hide_index=True, height=min(38 * (len(table) + 1), 300), alt="Columns of the file")


def ask_choices(upload: Upload, proposal: Proposal) -> None:
    """Ask what is open, and let the person change how the file is read.

    Parameters
    ----------
    upload : Upload
        The upload, which gets the answers.
    proposal : Proposal
        How it would be read.
    """
    if len(proposal.parts) > 1:
        _ask_part(upload, proposal)
    with st.form(f"own_form_{upload.key}", border=True):
        answers: dict[str, Any] = {question.id: _ask(upload, question) for question in proposal.questions}
        places = _ask_places(upload, proposal.places)
        columns = _ask_columns(upload, proposal) if proposal.mapping or proposal.format_id == FormatId.TABLE else None
        radius = st.number_input(
            "Uncertainty in metres for rows of which the file says nothing",
            min_value=0.0,
            value=proposal.choices.uncertainty_m,
            placeholder="unknown",
            key=f"own_radius_{upload.key}",
            help="A row whose place is not known to some distance cannot be told to lie on one side of a line.",
        )
        if st.form_submit_button("Read the file", type="primary", key=f"own_go_{upload.key}"):
            unanswered = [question for question in proposal.questions if answers[question.id] is None]
            if unanswered:
                st.warning("Please answer each question first.", icon=":material/help:")
                return
            chosen = choices_with_answers(proposal.choices, answers)
            _accept(upload, replace(chosen, uncertainty_m=radius), columns=columns, places=places)


def _accept(
    upload: Upload, chosen: Choices, *, columns: Mapping[str, str] | None, places: Mapping[str, str] | None
) -> None:
    if columns is not None:
        chosen = replace(chosen, columns=columns)
    if places is not None:
        chosen = replace(chosen, place_names={**chosen.place_names, **places})
    upload.answer(chosen)
    st.rerun()


def _ask_part(upload: Upload, proposal: Proposal) -> None:
    names = [part.name for part in proposal.parts]
    rows = {part.name: f" ({part.rows:,} rows)" if part.rows is not None else "" for part in proposal.parts}
    known = proposal.choices.part
    picked = st.selectbox(
        "Sheet, folder or layer",
        [None, *names],
        index=names.index(known) + 1 if known in names else 0,
        format_func=lambda name: "All, or the first that has rows" if name is None else f"{name}{rows[name]}",
        key=f"own_part_{upload.key}",
    )
    if picked != known:
        upload.answer(replace(proposal.choices, part=picked), is_complete=False)
        st.rerun()


def _ask(upload: Upload, question: Question) -> str | None:
    if not question.options:
        answer = st.text_input(plain(question.sentence), key=f"own_q_{question.id}_{upload.key}")
        return answer.strip() or None
    labels = {option.value: option.label for option in question.options}
    return st.radio(
        plain(question.sentence),
        list(labels),
        index=None,
        format_func=lambda value: plain(labels[value]),
        captions=[plain(option.sample) for option in question.options],
        key=f"own_q_{question.id}_{upload.key}",
    )


def _ask_places(upload: Upload, places: tuple[PlaceProposal, ...]) -> Mapping[str, str] | None:
    """Ask which place of the gazetteer each text means; nothing is taken that nobody confirmed."""
    if not places:
        return None
    st.markdown("**Which places are meant?** Only what you confirm is put on the map.")
    found: dict[str, str] = {}
    for number, place in enumerate(places[:_MAX_PLACES]):
        names = {candidate.id: _candidate_name(candidate) for candidate in place.candidates}
        if number % 3 == 0:
            cells = st.columns(3)
        picked = cells[number % 3].selectbox(
            f"{plain(place.text)} ({place.rows:,} {'row' if place.rows == 1 else 'rows'})",
            [None, *names],
            index=1 if names else 0,
            format_func=lambda place_id, names=names: _NONE if place_id is None else names[place_id],
            key=f"own_place_{number}_{upload.key}",
        )
        if picked is not None:
            found[place.text] = picked
    if len(places) > _MAX_PLACES:
        st.caption(f"The other {len(places) - _MAX_PLACES:,} names are left without a place.")
    return found


def _candidate_name(candidate: PlaceCandidate) -> str:
    apart = "" if candidate.lon is not None else ", no point known"
    return f"{candidate.name} ({candidate.id}{apart})"


def _ask_columns(upload: Upload, proposal: Proposal) -> Mapping[str, str]:
    names = [column.name for column in proposal.columns]
    found: dict[str, str] = {}
    with st.expander("Which column is what", expanded=not proposal.mapping, icon=":material/view_column:"):
        for number, (role, label) in enumerate(_ROLES.items()):
            if number % 3 == 0:
                cells = st.columns(3)
            known = proposal.mapping.get(str(role), "")
            found[str(role)] = cells[number % 3].selectbox(
                label,
                ["", *names],
                index=names.index(known) + 1 if known in names else 0,
                format_func=lambda name: name or _NONE,
                key=f"own_col_{role}_{upload.key}",
            )
    return found
