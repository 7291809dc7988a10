"""UCDP's files that a person downloaded: read, compared with what the atlas holds, written when told to."""

from geo.maintenance.ucdp.merge import Change, Merged, merge_rows
from geo.maintenance.ucdp.read import MAX_FILE_BYTES, read_ucdp_file
from geo.maintenance.ucdp.table import read_table, table_text

__all__ = ["MAX_FILE_BYTES", "Change", "Merged", "merge_rows", "read_table", "read_ucdp_file", "table_text"]
