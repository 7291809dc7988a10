"""What the map frame needs to know of a layer, and nothing more.

The layer registry satisfies it; so does any small object in a notebook or a test.
"""

from __future__ import annotations

from typing import Protocol


class SpecLike(Protocol):
    """One layer as the frame sees it: constants of ours, never text from records."""

    @property
    def id(self) -> str:
        """Layer id, part of ``layers/{id}.geojson``."""

    @property
    def title(self) -> str:
        """Name of the layer in the panel."""

    @property
    def group(self) -> str:
        """Heading under which the panel lists the layer."""

    @property
    def note(self) -> str:
        """One or two sentences on what the layer means and does not mean."""

    @property
    def geometry(self) -> str:
        """``point``, ``line``, ``area`` or ``mixed``."""

    @property
    def role(self) -> str:
        """``reports``, ``talks``, ``state`` or ``gazetteer``; see :class:`geo.atlas.specs.LayerRole`."""

    @property
    def dated(self) -> bool:
        """Whether a window of time narrows the layer."""

    @property
    def default_on(self) -> bool:
        """Whether the layer is visible when nothing else is asked for."""
