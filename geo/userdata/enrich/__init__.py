"""Enrichment of a person's own rows: where they lie in 1974's geometry, what is near them, what we know of them.

::

    enrich(batch, atlas)                  enricher      added columns of one batch, as a DataFrame
    make_enricher(atlas, options=...)     enricher      the same for many batches, as Arrow tables
    EnrichOptions(near_km=5)              options       what a person may choose
    SeenRows()                            duplicates    what one file has shown so far
    ADDED_COLUMNS                         columns       the columns and their types
"""

from geo.userdata.enrich.columns import ADDED_COLUMNS, SEVERAL, Alike, NoSide, ShapeRelation
from geo.userdata.enrich.enricher import Enricher, enrich, make_enricher
from geo.userdata.enrich.matching.duplicates import SeenRows
from geo.userdata.enrich.options import EnrichOptions

__all__ = [
    "ADDED_COLUMNS",
    "SEVERAL",
    "Alike",
    "EnrichOptions",
    "Enricher",
    "NoSide",
    "SeenRows",
    "ShapeRelation",
    "enrich",
    "make_enricher",
]
