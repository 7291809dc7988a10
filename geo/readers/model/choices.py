"""What a reader proposes for a file, what it has to ask, and what a person answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from geo.errors import UsageError
from geo.readers.model.formats import FormatId


class DateOrder(StrEnum):
    """How dates like 03/04/2025 are written."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    YEAR_FIRST = "year_first"


class Role(StrEnum):
    """What a column of a table can be taken for; the keys of :attr:`Choices.columns`."""

    ID = "id"
    TITLE = "title"
    KIND = "kind"
    ACTOR = "actor"
    PLACE = "place"
    LAT = "lat"
    LON = "lon"
    LAT_LON = "lat_lon"
    LON_LAT = "lon_lat"
    WKT = "wkt"
    PLUS_CODE = "plus_code"
    UNCERTAINTY_M = "uncertainty_m"
    DATE_FROM = "date_from"
    DATE_TO = "date_to"
    KILLED_MIN = "killed_min"
    KILLED_MAX = "killed_max"
    SOURCE = "source"
    URL = "url"
    SUMMARY = "summary"


_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Choices:
    """What a person decided about a file; None or empty where nothing was decided.

    Attributes
    ----------
    format : FormatId or None
        The format, where the recognised one is not meant.
    part : str or None
        The sheet, folder or layer to read.
    columns : mapping of str to str
        Column of the file by :class:`Role`. A role named with an empty column is left out on purpose.
    date_order : DateOrder or None
        How dates in figures are written.
    swap_coordinates : bool or None
        Whether latitude and longitude have changed places in the file.
    has_header : bool or None
        Whether the first row holds names of columns.
    encoding : str or None
        Encoding of the text, such as ``utf-8`` or ``windows-1256``.
    separator : str or None
        The character between cells.
    uncertainty_m : float or None
        Radius in metres for rows of which the file says nothing.
    crs : str or None
        Reference system of plane coordinates, such as ``EPSG:2039``; None for degrees.
    place_names : mapping of str to str
        Confirmed meaning of texts in the column of places: text to place id.
    """

    format: FormatId | None = None
    part: str | None = None
    columns: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    date_order: DateOrder | None = None
    swap_coordinates: bool | None = None
    has_header: bool | None = None
    encoding: str | None = None
    separator: str | None = None
    uncertainty_m: float | None = None
    crs: str | None = None
    place_names: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True)
class Option:
    """One possible answer to a question.

    Attributes
    ----------
    value : str
        What goes into the choice; ``"true"`` and ``"false"`` for yes and no.
    label : str
        The answer in words.
    sample : str
        What rows of the file would become with it.
    """

    value: str
    label: str
    sample: str = ""


@dataclass(frozen=True)
class Question:
    """Something that only a person can decide.

    Attributes
    ----------
    id : str
        Name of the field of :class:`Choices` that the answer goes into.
    sentence : str
        The question.
    options : tuple of Option
        The answers.
    """

    id: str
    sentence: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Part:
    """A sheet, folder or layer of a file; ``rows`` is None where it is not known before reading."""

    name: str
    rows: int | None = None


@dataclass(frozen=True)
class FileColumn:
    """A column of a file with its first values."""

    name: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlaceCandidate:
    """A place of the gazetteer that a text may mean.

    Attributes
    ----------
    id, name : str
        Id and name of the place.
    lon, lat : float or None
        Degrees WGS 84; None where its point is not known.
    precision_m : float or None
        Radius in metres within which the point stands for the place; None if unknown.
    score : float
        Likeness of the name, 0 to 100.
    """

    id: str
    name: str
    lon: float | None
    lat: float | None
    precision_m: float | None
    score: float = 100.0


ResolvePlace = Callable[[str], tuple[PlaceCandidate, ...]]
"""From a text to the places that it may mean, likeliest first."""


@dataclass(frozen=True)
class PlaceProposal:
    """A text in the column of places, in how many rows it is at least, and what it may mean."""

    text: str
    rows: int
    candidates: tuple[PlaceCandidate, ...]


@dataclass(frozen=True)
class Proposal:
    """How a file would be read.

    Attributes
    ----------
    format_id : FormatId
        What it was recognised as.
    why : str
        What it was recognised by, in a sentence.
    parts : tuple of Part
        Sheets, folders or layers, where there are several to choose from.
    columns : tuple of Column
        The columns with samples.
    mapping : mapping of str to str
        Proposed column by :class:`Role`.
    questions : tuple of Question
        What must be answered before reading.
    places : tuple of PlaceProposal
        Place names to confirm.
    notes : tuple of str
        What was found and decided.
    rows_estimate : int or None
        About how many rows there are.
    choices : Choices
        The choices with which the file would be read so far.
    """

    format_id: FormatId
    why: str
    parts: tuple[Part, ...] = ()
    columns: tuple[FileColumn, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    questions: tuple[Question, ...] = ()
    places: tuple[PlaceProposal, ...] = ()
    notes: tuple[str, ...] = ()
    rows_estimate: int | None = None
    choices: Choices = field(default_factory=Choices)


class QuestionsOpen(UsageError):  # noqa: N818 - it is a request, not a failure
    """A file cannot be read before its questions are answered.

    Parameters
    ----------
    questions : iterable of Question
        What must be answered.
    """

    def __init__(self, questions: Iterable[Question]) -> None:
        self.questions: tuple[Question, ...] = tuple(questions)
        super().__init__(" ".join(question.sentence for question in self.questions))


_IN_WORDS = {"part": "sheet, folder or layer", "has_header": "header", "crs": "reference system"}


def refuse_unused(choices: Choices, unused: Iterable[str], *, what: str) -> None:
    """Refuse choices that a file cannot obey: ignored, they would look obeyed.

    Raises
    ------
    UsageError
        If any of them was made.
    """
    given = [_IN_WORDS.get(name, name) for name in unused if getattr(choices, name) is not None]
    if given:
        raise UsageError(f"{what} has no {' and no '.join(given)} to choose; leave it out")
