"""What the sidebar says on every page: the name of the atlas, how current its data is, what it covers."""

from __future__ import annotations

from geo.analysis.currency import as_of_text
from geo.atlas import Atlas
from geo.atlas.cache import kept
from geo.text.markdown import plain
from geo.text.messages import tr


@kept(4)
def about_text(atlas: Atlas, today: str) -> str:
    """Return name, day of the data and coverage: one text, as each is a message of its own."""
    return tr(
        ":small[**Buffer Zone Atlas**: the UN buffer zone in southern Syria.  \n:gray[{as_of} {coverage} Version "
        "{version}.]]",
        as_of=as_of_text(atlas.dataset.about, today),
        coverage=plain(atlas.dataset.about.coverage),
        version=atlas.version,
    )
