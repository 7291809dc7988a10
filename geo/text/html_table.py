"""Tables as HTML: the first cell of a row is its heading; a table that is wider than its place scrolls by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from geo.text.html import joined

_TABLE = Markup(
    '<div class="scroll" tabindex="0" role="region" aria-label="{name}"><table><thead><tr>{head}</tr></thead>'
    "<tbody>{rows}</tbody></table></div>"
)
_COLUMN = Markup('<th scope="col">{}</th>')
_ROW = Markup('<tr><th scope="row">{}</th>{}</tr>')
_CELL = Markup("<td>{}</td>")


def table_html(head: Sequence[str], rows: Iterable[Sequence[Markup | str]], *, name: str) -> Markup:
    """Return a table.

    Parameters
    ----------
    head : sequence of str
        Headings of the columns.
    rows : iterable of sequences of Markup or str
        Cells; plain ones are escaped.
    name : str
        What a screen reader calls the table.
    """
    body = (_ROW.format(cells[0], joined(map(_CELL.format, cells[1:]))) for cells in rows)
    return _TABLE.format(name=name, head=joined(map(_COLUMN.format, head)), rows=joined(body))
