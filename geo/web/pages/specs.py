"""The table of pages: what is not in it is not reachable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from geo.query.filters import FILTER_NAMES
from geo.query.window import COMPARED_PARAMETERS, WINDOW_PARAMETERS
from geo.text.messages import mark

_FILTERS = frozenset(FILTER_NAMES) - {"id"}
_VIEW = frozenset({"layers", "lat", "lon", "z", "base"})
_START_FILE = "map_view.py"


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page.

    Attributes
    ----------
    file : str
        Its file in ``pages/``.
    title : str
        What the menu calls it, a key of the message catalogue.
    icon : str
        Its icon in the menu, as Streamlit names them.
    filtered : bool
        Whether the filters of the sidebar narrow it.
    parameters : frozenset of str
        Names that its address may have.
    """

    file: str
    title: str
    icon: str
    filtered: bool = False
    parameters: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_start(self) -> bool:
        """Whether it is what opens first."""
        return self.file == _START_FILE

    @property
    def path(self) -> str:
        """Its address below that of the app: empty for the start page."""
        return "" if self.is_start else self.file.removesuffix(".py")

    def unknown(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the names of an address that the page does not know.

        Examples
        --------
        >>> page_of("talks").unknown(["talk", "kind"])
        ('kind',)
        """
        return tuple(name for name in names if name not in self.parameters)


PAGES: tuple[PageSpec, ...] = (
    PageSpec(
        _START_FILE,
        mark("Map"),
        ":material/map:",
        filtered=True,
        parameters=_FILTERS | _VIEW | {"id", *WINDOW_PARAMETERS},
    ),
    PageSpec(
        "table.py",
        mark("Table"),
        ":material/table_rows:",
        filtered=True,
        parameters=_FILTERS | {*WINDOW_PARAMETERS},
    ),
    PageSpec("talks.py", mark("Talks"), ":material/handshake:", parameters=frozenset({"talk"})),
    PageSpec("evidence.py", mark("Evidence"), ":material/balance:", parameters=frozenset({"claim"})),
    PageSpec("sources.py", mark("Sources"), ":material/newspaper:"),
    PageSpec("timeline.py", mark("Timeline"), ":material/timeline:", filtered=True, parameters=_FILTERS),
    PageSpec(
        "compare.py",
        mark("Compare"),
        ":material/compare:",
        filtered=True,
        parameters=_FILTERS | _VIEW | {*COMPARED_PARAMETERS},
    ),
    PageSpec("where.py", mark("Where is it?"), ":material/my_location:", parameters=frozenset({"at", "within"})),
    PageSpec("your_data.py", mark("Your data"), ":material/upload_file:"),
    PageSpec("method.py", mark("Method"), ":material/menu_book:"),
)
"""All pages, in the order of the menu."""


def page_of(path: str) -> PageSpec:
    """Return the page with an address below that of the app, which is empty for the start page.

    Raises
    ------
    LookupError
        If there is none.
    """
    for page in PAGES:
        if page.path == path:
            return page
    raise LookupError(path)
