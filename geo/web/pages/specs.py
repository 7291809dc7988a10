"""The table of pages: what is not in it is not reachable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from geo.query.filters import FILTER_NAMES
from geo.query.window import COMPARED_PARAMETERS, WINDOW_PARAMETERS
from geo.text.messages import mark

_FILTERS = frozenset(FILTER_NAMES) - {"id"}
_VIEW = frozenset({"layers", "lat", "lon", "z", "base", "marks"})
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
    description : str
        What it has, in one sentence, a key of the message catalogue.
    section : str
        Which of the five parts of the menu it belongs to, a key of the message catalogue.
    filtered : bool
        Whether the filters of the sidebar narrow it.
    parameters : frozenset of str
        Names that its address may have.
    """

    file: str
    title: str
    icon: str
    description: str
    section: str
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


_MAP, _TIME, _TALKS = mark("Map"), mark("Over time"), mark("Talks")
_CHECK, _KNOW = mark("Check"), mark("How we know")
PAGES: tuple[PageSpec, ...] = (
    PageSpec(
        _START_FILE,
        mark("Map"),
        ":material/map:",
        mark("Map of what is reported in and around the UN buffer zone in southern Syria, with sources and precision."),
        section=_MAP,
        filtered=True,
        parameters=_FILTERS | _VIEW | {"id", *WINDOW_PARAMETERS},
    ),
    PageSpec(
        "table.py",
        mark("Table"),
        ":material/table_rows:",
        mark("Every record, with and without a location, as a table with its evidence."),
        section=_MAP,
        filtered=True,
        parameters=_FILTERS | {*WINDOW_PARAMETERS},
    ),
    PageSpec(
        "timeline.py",
        mark("Timeline"),
        ":material/timeline:",
        mark("Reports by week and kind, gaps of the sources, and counts around the talks."),
        section=_TIME,
        filtered=True,
        parameters=_FILTERS,
    ),
    PageSpec(
        "compare.py",
        mark("Compare"),
        ":material/compare:",
        mark("Two windows of time next to each other, and what differs."),
        section=_TIME,
        filtered=True,
        parameters=_FILTERS | _VIEW | {*COMPARED_PARAMETERS},
    ),
    PageSpec(
        "talks.py",
        mark("Talks"),
        ":material/handshake:",
        mark("Every meeting, contact or statement between Israel and Syria as reported, with its evidence."),
        section=_TALKS,
        parameters=frozenset({"talk"}),
    ),
    PageSpec(
        "where.py",
        mark("Where is it?"),
        ":material/my_location:",
        mark("Is a place inside the UN buffer zone? A point or a place against the lines of 1974."),
        section=_CHECK,
        parameters=frozenset({"at", "within"}),
    ),
    PageSpec(
        "your_data.py",
        mark("Your data"),
        ":material/upload_file:",
        mark("A file of your own against the lines of 1974, for your browser session only."),
        section=_CHECK,
    ),
    PageSpec(
        "evidence.py",
        mark("Evidence"),
        ":material/balance:",
        mark("Who claims what, what contradicts it, and figures next to each other."),
        section=_KNOW,
        parameters=frozenset({"claim"}),
    ),
    PageSpec(
        "sources.py",
        mark("Sources"),
        ":material/newspaper:",
        mark("What the records rest on, how each page was seen, and the publishers."),
        section=_KNOW,
    ),
    PageSpec(
        "method.py",
        mark("Method"),
        ":material/menu_book:",
        mark("What each layer means, its limits, licences and credits."),
        section=_KNOW,
    ),
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
