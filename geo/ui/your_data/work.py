"""The way of a file to its rows: recognised, asked about, read and enriched beside the page, with a bar."""

from __future__ import annotations

import streamlit as st

from geo.atlas import Atlas
from geo.errors import AtlasError, DataError
from geo.readers import Proposal, QuestionsOpen, upload_limits
from geo.settings import read_settings
from geo.text.markdown import plain
from geo.ui.your_data.choices import ask_choices, show_preview, show_recognised
from geo.ui.your_data.session import OwnFile, holding, keep_rows, start_work
from geo.userdata.rows.read import propose_own, read_own
from geo.userdata.rows.stored_rows import Holding
from geo.userdata.session.job import Job, Outcome

_STEP_S = 0.15
_MOST_FAULTS = 20


def rows_of(atlas: Atlas, file: OwnFile) -> Holding | None:
    """Bring a file as far as it goes in this run, and return its rows once they are there.

    Parameters
    ----------
    atlas : Atlas
        What the rows are compared with.
    file : OwnFile
        The file of this session.
    """
    found = holding()
    if found is None and file.lease is not None:
        st.warning("The rows of this file are gone, as the connection was lost for long. Read it again.")
        file.end()
        file.go = False
    proposal = _proposal(atlas, file)
    if proposal is None:
        return None
    if found is None:
        show_recognised(proposal)
    if found is None and not (file.go or _is_clear(proposal)):
        show_preview(proposal)
        ask_choices(file, proposal)
        return None
    if found is None and not _read(atlas, file, proposal):
        return None
    with st.expander("How the file was read, and how to read it otherwise", icon=":material/tune:"):
        if found is not None:
            show_recognised(proposal)
        show_preview(proposal)
        ask_choices(file, proposal)
    done = holding()
    return None if done is None else done[1]


def _is_clear(proposal: Proposal) -> bool:
    """Return whether nothing has to be asked before reading."""
    return not proposal.questions and not proposal.places


def _proposal(atlas: Atlas, file: OwnFile) -> Proposal | None:
    """Look into the file in a thread of its own, unless that was done."""
    if file.proposal is not None:
        return file.proposal
    if file.look is None:
        body, name, choices, limits = file.body, file.name, file.asked, upload_limits(read_settings())
        file.look = start_work(
            file,
            lambda progress: propose_own(
                body, name=name, choices=choices, limits=limits, atlas=atlas, progress=progress
            ),
        )
    _wait(file.look)
    try:
        file.proposal = file.look.outcome()
    except AtlasError as error:
        show_fault(file.name, error)
        return None
    finally:
        file.look = None
    if file.proposal.questions:
        file.go = False
    return file.proposal


def _read(atlas: Atlas, file: OwnFile, proposal: Proposal) -> bool:
    """Read the file in a thread of its own while the bar moves; a page drawn anew finds it still at work."""
    if file.job is None:
        body, name = file.body, file.name
        limits, choices = upload_limits(read_settings()), proposal.choices
        file.job = start_work(
            file,
            lambda progress: read_own(body, name=name, choices=choices, limits=limits, atlas=atlas, progress=progress),
        )
    _wait(file.job)
    try:
        keep_rows(file, file.job.outcome())
    except QuestionsOpen as error:
        file.go = False
        show_fault(file.name, error)
        return False
    except AtlasError as error:
        show_fault(file.name, error)
        return False
    finally:
        file.job = None
    return True


def _wait(job: Job[Outcome]) -> None:
    """Show how far the work is until it ends; a page that is left meanwhile ends this, not the work."""
    if job.wait(_STEP_S):
        return
    bar = st.progress(0.0, text=job.progress.words)
    while not job.wait(_STEP_S):
        bar.progress(job.progress.share, text=job.progress.words)
    bar.empty()


def show_fault(name: str, error: AtlasError) -> None:
    """Say why a file was refused."""
    if isinstance(error, DataError):
        shown = error.faults[:_MOST_FAULTS]
        lines = [
            f"- {plain(fault.file)}{f', row {fault.row:,}' if fault.row else ''}"
            f"{f', {plain(fault.field)}' if fault.field != '-' else ''}: {plain(fault.reason)}"
            for fault in shown
        ]
        if len(error.faults) > len(shown):
            lines.append(f"- and {len(error.faults) - len(shown):,} more")
        st.error("**The file was refused.**\n\n" + "\n".join(lines), icon=":material/block:")
        return
    st.error(f"**{plain(name)} was not read.** {plain(str(error))}", icon=":material/block:")
