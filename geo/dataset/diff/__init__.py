"""What changed between two versions of the data, by record id. Pure: no file is read here."""

from geo.dataset.diff.compare import compare_tables
from geo.dataset.diff.model import Changed, Changes, Moved, TableChanges
from geo.dataset.diff.wording import summary_lines

__all__ = ["Changed", "Changes", "Moved", "TableChanges", "compare_tables", "summary_lines"]
