"""A reader without a browser: one session with a page over Streamlit's own protocol.

What a browser sends is a ``BackMsg`` with the state of its widgets; what it gets is a stream of ``ForwardMsg`` that
ends with ``script_finished``. A session here keeps what the page showed, so that one reader's state can be looked for
on another reader's page.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

LONGEST_SECONDS = 120.0
_LONGEST_END = 200
"""The message that ends a run is shorter than so many bytes."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a page as its reader saw it.

    Attributes
    ----------
    seconds : float
        From the request until the last message of the run.
    messages, size_bytes : int
        What came over the websocket.
    faults : tuple of str
        What went wrong; empty if nothing did.
    """

    seconds: float
    messages: int
    size_bytes: int
    faults: tuple[str, ...] = ()


@dataclass
class Session:
    """One reader's page.

    Attributes
    ----------
    query : str
        Query of the page address, as the page last wrote it.
    widgets : dict
        Ids of the widgets that the page showed, by label.
    states : dict
        State of the widgets that this reader has set, by id.
    texts : list of str
        All texts of the last run.
    lean : bool
        Whether only the end of a run is looked at, so that reading costs less than serving.
    """

    socket: ClientConnection
    page: str
    query: str = ""
    widgets: dict[str, str] = field(default_factory=dict)
    states: dict[str, WidgetState] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    lean: bool = False

    async def run(self) -> Run:
        """Ask for a run of the page with the present state and wait until it has ended."""
        client_state = ClientState(query_string=self.query, page_name=self.page)
        client_state.context_info.url = f"http://localhost/{self.page}"
        client_state.context_info.timezone = "UTC"
        client_state.context_info.locale = "en-GB"
        client_state.widget_states.widgets.extend(self.states.values())
        wanted = BackMsg(rerun_script=client_state).SerializeToString()
        self.texts, faults, count, size = [], [], 0, 0
        start = time.perf_counter()
        await self.socket.send(wanted)
        while True:
            data = await asyncio.wait_for(self.socket.recv(decode=False), LONGEST_SECONDS)
            count, size = count + 1, size + len(data)
            if self.lean and len(data) > _LONGEST_END:
                continue
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    faults.append(f"the run ended with {message.script_finished}")
                return Run(time.perf_counter() - start, count, size, tuple(faults))
            if kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                faults += self._note(message.delta.new_element)

    def write(self, label: str, text: str) -> None:
        """Type into the text field with a label."""
        widget = self.widgets[label]
        self.states[widget] = WidgetState(id=widget, string_value=text)

    def _note(self, element: Any) -> Iterator[str]:
        """Keep the texts and widgets of an element; yield it if it is a fault."""
        kind = element.WhichOneof("type")
        body = getattr(element, kind)
        if kind == "exception":
            yield f"{body.type}: {body.message}"
        elif kind in ("markdown", "html", "alert", "heading"):
            self.texts.append(body.body)
        elif hasattr(body, "label") and hasattr(body, "id"):
            self.widgets[body.label] = body.id


async def open_session(
    address: str, *, page: str = "", query: str = "", agent: str = "Reader", lean: bool = False
) -> tuple[Session, Run]:
    """Connect to a server as a browser does and wait for the first run of a page.

    Parameters
    ----------
    address : str
        Address of the app, such as ``http://localhost:8501``.
    page : str
        Path of the page; empty for the first.
    query : str
        Query of the page address.
    agent : str
        What the browser calls itself.
    lean : bool
        Whether only the end of a run is looked at.
    """
    start = time.perf_counter()
    socket = await connect(
        address.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        origin=address,  # type: ignore[arg-type]
        max_size=None,
        compression=None,
        open_timeout=LONGEST_SECONDS,
        ping_interval=None,
        user_agent_header=agent,
    )
    session = Session(socket, page, query, lean=lean)
    connected = time.perf_counter() - start
    run = await session.run()
    return session, Run(connected + run.seconds, run.messages, run.size_bytes, run.faults)
