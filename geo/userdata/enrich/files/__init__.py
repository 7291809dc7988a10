"""Files of enriched rows: what stands in them, one writer per format, written aside."""

from geo.userdata.enrich.files.table import ORIGINAL, RAW_TEXTS, About, RowMaker, Rows
from geo.userdata.enrich.files.writers import RowWriter, open_writer

__all__ = ["ORIGINAL", "RAW_TEXTS", "About", "RowMaker", "RowWriter", "Rows", "open_writer"]
