"""Heading and two sentences over the map; the sentences can be closed."""

from __future__ import annotations

import streamlit as st

from geo.analysis.introduction import HEADING, introduction_text
from geo.text.messages import tr

_CLOSED = "introduction_closed"


def show_introduction(line: str) -> None:
    """Draw the heading, the sentences unless they were closed, and the line that counts what is shown.

    Parameters
    ----------
    line : str
        What is shown, as Markdown: one text, as each is a message of its own.
    """
    closed = bool(st.session_state.get(_CLOSED))
    sentences = "" if closed else f"{introduction_text()}\n\n"
    st.markdown(f"# {tr(HEADING)}\n\n{sentences}{line}")
    if not closed:
        st.button(tr("Close the introduction"), key="introduction_close", type="tertiary", on_click=_close)


def _close() -> None:
    st.session_state[_CLOSED] = True
