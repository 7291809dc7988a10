"""The stages of an upload as the page shows them: recognised, asked about, read with a bar, refused."""

from __future__ import annotations

import streamlit as st

from geo.atlas import Atlas
from geo.errors import AtlasError, DataError
from geo.readers import Proposal
from geo.settings import read_settings
from geo.text.markdown import plain
from geo.text.messages import tr, trn
from geo.ui.your_data.choices import ask_choices, show_preview, show_recognised
from geo.userdata.rows.stored_rows import Holding
from geo.userdata.upload.upload import AtlasWork, Stage, Upload

_STEP_S = 0.15
_MAX_FAULTS = 20


def rows_of(atlas: Atlas, upload: Upload) -> Holding | None:
    """Bring an upload as far as it goes in this run, and return its rows once they are there.

    Parameters
    ----------
    atlas : Atlas
        What the rows are compared with.
    upload : Upload
        The upload of this session.

    Returns
    -------
    Holding or None
        The rows; None while something is asked, or where the file was refused.
    """
    _wait(upload, AtlasWork(atlas, read_settings()))
    proposal = upload.proposal
    match upload.stage:
        case Stage.ASKING if proposal is not None:
            _ask(upload, proposal)
        case Stage.REFUSED:
            _show_refused(upload, proposal)
        case Stage.READY if proposal is not None:
            with st.expander(tr("How the file was read, and how to read it otherwise"), icon=":material/tune:"):
                show_recognised(proposal)
                _ask_again(upload, proposal)
    return upload.held


def _wait(upload: Upload, work: AtlasWork) -> None:
    """Show how far the work is until it ends; a page that is left meanwhile ends this, not the work."""
    bar = None
    while upload.advance(work) in (Stage.PROPOSING, Stage.READING):
        if upload.wait(_STEP_S):
            continue
        progress = upload.progress
        if progress is not None:
            bar = bar or st.progress(0.0)
            bar.progress(progress.share, text=progress.words)
    if bar is not None:
        bar.empty()


def _ask(upload: Upload, proposal: Proposal) -> None:
    if upload.rows_lost:
        st.warning(tr("The rows of this file are gone, as the connection was lost for long. Read it again."))
    show_recognised(proposal)
    if upload.error is not None:
        show_fault(upload.name, upload.error)
    _ask_again(upload, proposal)


def _show_refused(upload: Upload, proposal: Proposal | None) -> None:
    if proposal is not None:
        show_recognised(proposal)
    if upload.error is not None:
        show_fault(upload.name, upload.error)
    if proposal is not None:
        with st.expander(tr("How the file was read, and how to read it otherwise"), icon=":material/tune:"):
            _ask_again(upload, proposal)


def _ask_again(upload: Upload, proposal: Proposal) -> None:
    show_preview(proposal)
    ask_choices(upload, proposal)


def show_fault(name: str, error: AtlasError) -> None:
    """Say why a file was refused."""
    if not isinstance(error, DataError):
        not_read = tr("**{name} was not read.**", name=plain(name))
        st.error(f"{not_read} {plain(str(error))}", icon=":material/block:")
        return
    shown = error.faults[:_MAX_FAULTS]
    lines = [
        f"- {plain(fault.file)}{tr(', row {row:,}', row=fault.row) if fault.row else ''}"
        f"{f', {plain(fault.field)}' if fault.field != '-' else ''}: {plain(fault.reason)}"
        for fault in shown
    ]
    if len(error.faults) > len(shown):
        more = len(error.faults) - len(shown)
        lines.append("- " + trn("and {count} more", "and {count} more", more))
    st.error(tr("**The file was refused.**") + "\n\n" + "\n".join(lines), icon=":material/block:")
