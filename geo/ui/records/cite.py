"""How to cite what a page shows: the chosen record and the view, in three forms, to be copied."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode, urlsplit

import streamlit as st

from geo.analysis.cite import Citation, Form, citation_text, cite_feature, cite_record, cite_view, edition_of
from geo.atlas import Feature
from geo.atlas.counts import RECORD_LAYERS
from geo.settings import read_settings
from geo.text.messages import tr
from geo.ui.base.context import Context, base_path
from geo.ui.map.map_component import frame_state, told_view
from geo.ui.map.window import map_window
from geo.vocab import LayerId

_LABELS = {Form.TEXT: "Text", Form.BIBTEX: "BibTeX", Form.CSL_JSON: "CSL-JSON"}
_LANGUAGES = {Form.BIBTEX: "latex", Form.CSL_JSON: "json"}
Makers = Sequence[tuple[str, Callable[[], Citation]]]
"""What can be cited: what it is called, and how its citation is made."""


def show_cite(makers: Makers, *, key: str) -> None:
    """Draw a closed section with the citations; they are made once somebody opens it.

    Parameters
    ----------
    makers : sequence of (str, callable)
        Headings and the citations below them.
    key : str
        Key of the section.
    """
    section = st.expander(tr("Cite"), key=key, icon=":material/format_quote:", on_change="rerun")
    if section.open:
        with section:
            _show_citations(makers)


def _show_citations(makers: Makers) -> None:
    for heading, make in makers:
        st.markdown(f"**{heading}**")
        show_citation(make())
    if app_address("") is None:
        st.caption(
            tr(
                "This atlas has no public address (setting ATLAS_PUBLIC_URL): a link to this page works on this "
                "computer only, so the citation names record and version without one."
            )
        )
    st.caption(tr("The version is a digest of the data: the same version is the same data, byte for byte."))


def show_citation(citation: Citation) -> None:
    """Draw a citation in its forms, each with a button that copies it."""
    for tab, form in zip(st.tabs([_LABELS[form] for form in Form]), Form, strict=True):
        tab.code(citation_text(citation, form), language=_LANGUAGES.get(form), wrap_lines=True)


def show_record_cite(context: Context, feature: Feature) -> None:
    """Draw the section for one record, as it stands below its card."""
    makers: Makers = [
        (tr("This record"), lambda: _of_feature(context, feature)),
        (tr("This table"), lambda: _of_table(context)),
    ]
    show_cite(makers, key=f"cite_{feature.id}")


def show_table_cite(context: Context) -> None:
    """Draw the section for a table in which no record is chosen."""
    show_cite([(tr("This table"), lambda: _of_table(context))], key="cite_table")


def show_map_citations(context: Context, layers: Sequence[LayerId]) -> None:
    """Draw the citations for the map: of the record that its card shows, and of the whole view."""
    makers: list[tuple[str, Callable[[], Citation]]] = []
    feature = context.atlas.feature(_chosen_id(context) or "")
    if feature is not None:
        makers.append((tr("Cite the chosen record"), lambda: _of_feature(context, feature)))
    makers.append((tr("Cite this view of the map"), lambda: _of_map(context, layers)))
    _show_citations(makers)


def cite_by_id(context: Context, record_id: str, *, path: str) -> Citation:
    """Return the citation of a feature or a claim with the address of the page that shows it.

    Parameters
    ----------
    context : Context
        Whose atlas it is.
    record_id : str
        Id of a feature or a claim.
    path : str
        Page and query below the address of the app, such as ``evidence?claim=x``.
    """
    return cite_record(context.atlas, record_id, url=app_address(path))


def app_address(path: str) -> str | None:
    """Return the address of a page for others: the public one, else as the browser knows it; None if only here.

    Parameters
    ----------
    path : str
        Page and query below the address of the app.
    """
    public = read_settings().public_url
    if public:
        return f"{public}/{path}"
    address = st.context.url
    if not address:
        return None
    parts = urlsplit(address)
    return None if is_own_machine(parts.hostname or "") else f"{parts.scheme}://{parts.netloc}{base_path()}/{path}"


def is_own_machine(host: str) -> bool:
    """Return whether a host name leads to the machine itself, so that a link with it is of no use to others."""
    return host in ("localhost", "::1") or host.startswith("127.")


def _chosen_id(context: Context) -> str | None:
    """Return the id of the record whose card the map shows: as the frame last said, else as the address says."""
    said = frame_state().get("frame")
    if isinstance(said, Mapping):
        return str(said["id"]) if said.get("id") else None
    return context.address.get("id")


def _of_feature(context: Context, feature: Feature) -> Citation:
    url = app_address(f"?{urlencode({'id': feature.id})}")
    return cite_feature(feature, edition_of(context.atlas.dataset), url=url)


def _of_table(context: Context) -> Citation:
    layers = [layer for layer in RECORD_LAYERS if layer in context.atlas.layers]
    url = app_address(f"table?{context.query}" if context.query else "table")
    return cite_view(context.atlas, context.filters, layers=layers, url=url)


def _of_map(context: Context, layers: Sequence[LayerId]) -> Citation:
    """Cite the map by the address that brings the view back; layers are named, as the usual ones may change."""
    state = frame_state()
    window = {name: day for name, day in map_window(context.address, state).to_params().items() if day}
    address = {**st.query_params.to_dict(), **window, **told_view(state), "layers": ",".join(layers)}
    return cite_view(context.atlas, context.filters, layers=layers, url=app_address(f"?{urlencode(address, safe=',')}"))
