"""Addresses of pages and files below the path at which the app is served."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where pages and files are.

    Attributes
    ----------
    base : str
        Path below which the app is served, without a slash at its end; empty at the root of a host.
    """

    base: str = ""

    def page(self, name: str, query: str = "") -> str:
        """Return the address of a page by its name, which is empty for the map."""
        return f"{self.base}/{name}{'?' + query if query else ''}"

    def record(self, record_id: str) -> str:
        """Return the address of the map with a record chosen."""
        return self.page("", urlencode({"id": record_id}))

    def talk(self, talk_id: str) -> str:
        """Return the address of the talks with one chosen."""
        return self.page("talks", urlencode({"talk": talk_id}))

    def claim(self, claim_id: str) -> str:
        """Return the address of the evidence with a claim opened."""
        return self.page("evidence", urlencode({"claim": claim_id}))

    def source(self, slug: str) -> str:
        """Return the address of the map with the records of one publisher."""
        return self.page("", urlencode({"source": slug}))

    def layer(self, layer: str, form: str, query: str = "") -> str:
        """Return the address of a layer file; the bytes behind it are what the map draws."""
        return self.page(f"layers/{layer}.{form}", query)

    def point(self, *, lon: float, lat: float, radius_m: float) -> str:
        """Return the address of the position test with a point."""
        query = {"at": f"{lat:.6f}, {lon:.6f}"} | ({"within": f"{radius_m:g}"} if radius_m else {})
        return self.page("where", urlencode(query))
