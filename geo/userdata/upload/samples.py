"""Sample files of our own: made-up rows, each of which says so, for trying the page without a file of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo.errors import NotFoundError

_FOLDER = Path(__file__).with_name("samples")


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample file.

    Attributes
    ----------
    id : str
        File name, which is the id too.
    title : str
        What it shows.
    media_type : str
        Content type of its download.
    """

    id: str
    title: str
    media_type: str

    @property
    def body(self) -> bytes:
        """The file."""
        return (_FOLDER / self.id).read_bytes()


SAMPLES: tuple[Sample, ...] = (
    Sample("acled-shaped.csv", "Columns as ACLED has them", "text/csv"),
    Sample("arabic-places.csv", "CSV with places in Arabic and no coordinates", "text/csv"),
    Sample("my-maps.kml", "KML as Google My Maps writes it", "application/vnd.google-earth.kml+xml"),
    Sample("qgis.geojson", "GeoJSON with points, a line and an area", "application/geo+json"),
)
"""The sample files, in the order of the page."""


def sample(sample_id: str) -> Sample:
    """Return a sample by its id.

    Raises
    ------
    NotFoundError
        If there is none.
    """
    found = next((item for item in SAMPLES if item.id == sample_id), None)
    if found is None:
        raise NotFoundError("There is no such sample.")
    return found
