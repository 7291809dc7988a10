"""How a file of features would be read: columns with samples, the proposed mapping, what must be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.errors import UsageError
from geo.readers.features.properties import Meaning, propose_mapping
from geo.readers.features.raw_feature import RawFeature, batches_of, columns_of
from geo.readers.model.choices import Choices, FileColumn, Option, Part, Proposal, Question, QuestionsOpen, Role
from geo.readers.model.formats import FormatId
from geo.readers.model.reading import Reading
from geo.readers.model.registry import Request, reading_of
from geo.readers.tables.column_notes import column_notes
from geo.readers.tables.table_inspection import order_question
from geo.readers.values.days import OrderEvidence, weigh_order
from geo.readers.values.location import looks_swapped

LOOKED_AT = 10_000
"""Features that are looked at in one go before a file in pieces is read."""
SMALL_BYTES = 200
"""Longest well-known binary that is looked at before reading: points, and lines and areas of some ten vertices."""
_SAMPLES = 3
_LOOKED_AT_VALUES = 200
_MAX_NAMES = 40
_LOCATION_ROLES = frozenset({Role.LAT, Role.LON, Role.LAT_LON, Role.LON_LAT, Role.WKT, Role.PLUS_CODE})
_MAX_SAMPLE_CHARS = 80


def chosen_features(features: list[RawFeature], choices: Choices) -> list[RawFeature]:
    """Return the features of the part that was chosen, such as a folder; all of them where none was.

    Raises
    ------
    UsageError
        If the file has no such part.
    """
    if choices.part is None:
        return features
    chosen = [feature for feature in features if feature.part == choices.part]
    if chosen:
        return chosen
    parts = list(dict.fromkeys(feature.part for feature in features if feature.part))[:_MAX_NAMES]
    found = f"it has {', '.join(parts)}" if parts else "it has no folders, sheets or layers to choose from"
    raise UsageError(f"the file has no part {choices.part!r}; {found}")


def chosen_mapping(
    columns: Iterable[str], choices: Choices, samples: Mapping[str, Sequence[str]] | None = None
) -> dict[str, str]:
    """Return the proposed mapping with a person's choices put in; an empty choice leaves a role out.

    Raises
    ------
    UsageError
        If a choice names a column that the file does not have, or a place: features bring their own.
    """
    columns = tuple(columns)
    unknown = [name for name in choices.columns.values() if name and name not in columns]
    if unknown:
        found = f"it has {', '.join(columns[:_MAX_NAMES])}" if columns else "its features have none"
        raise UsageError(f"the file has no column {unknown[0]!r}; {found}")
    roles = [str(role) for role, name in choices.columns.items() if name and role in _LOCATION_ROLES]
    if roles:
        raise UsageError(f"{roles[0]} cannot be chosen: where a feature lies is said by its geometry")
    mapping = {**propose_mapping(columns, samples), **{str(role): column for role, column in choices.columns.items()}}
    return {role: column for role, column in mapping.items() if column}


def chosen_meaning(
    columns: Iterable[str], choices: Choices, samples: Mapping[str, Sequence[str]] | None = None
) -> Meaning:
    """Return what properties mean as far as a person's choices and their names say."""
    swap = bool(choices.swap_coordinates)
    return Meaning(chosen_mapping(columns, choices, samples), choices.date_order, swap, choices.uncertainty_m)


def resolve_meaning(
    features: Sequence[RawFeature], columns: Sequence[str], choices: Choices
) -> tuple[Meaning, tuple[str, ...]]:
    """Return what properties mean, and notes on what the file itself decided; see :func:`decide`.

    Raises
    ------
    QuestionsOpen
        If only a person can say in which order dates are written, or whether coordinates have changed places.
    """
    meaning = chosen_meaning(columns, choices, first_values(features, columns))
    return decide(meaning, _evidence(features, meaning), choices)


def decide(meaning: Meaning, evidence: Evidence, choices: Choices) -> tuple[Meaning, tuple[str, ...]]:
    """Return what properties mean after the file was looked through, and notes on what it decided itself.

    Raises
    ------
    QuestionsOpen
        If only a person can say in which order dates are written, or whether coordinates have changed places.
    """
    questions = evidence.questions(choices)
    if questions:
        raise QuestionsOpen(questions)
    order = evidence.dates.order
    if choices.date_order is not None or order is None:
        return meaning, ()
    by = evidence.dates.day_first or evidence.dates.month_first
    note = f"dates are read with the {order.value.replace('_', ' ')}, as {by!r} decides"
    return replace(meaning, order=order), (note,)


def feature_reading(
    request: Request, features: list[RawFeature], notes: Sequence[str], *, format_id: FormatId | None = None
) -> Reading:
    """Return the reading of features that are all at hand: how every reader of such a format ends.

    Parameters
    ----------
    request : Request
        The file; its choices decide which part is read and what properties mean.
    features : list of RawFeature
        All features of the file, in its order.
    notes : sequence of str
        What the reader found about the file as a whole.
    format_id : FormatId or None
        The format, where the features say more than the file did; None for that of the request.

    Returns
    -------
    Reading
        One row for each feature of the chosen part.

    Raises
    ------
    QuestionsOpen
        If only a person can say in which order dates are written, or whether coordinates have changed places.
    UsageError
        If a choice does not fit the file.
    """
    chosen = chosen_features(features, request.choices)
    columns = columns_of(chosen, name=request.name, max_columns=request.limits.max_columns)
    meaning, decided = resolve_meaning(chosen, columns, request.choices)
    return reading_of(
        request,
        notes=(*notes, *decided, *column_notes(columns, meaning.mapping)),
        rows_total=len(chosen),
        batches=batches_of(chosen, columns, meaning=meaning, batch_rows=request.batch_rows),
        format_id=format_id,
    )


@dataclass
class Evidence:
    """What a look through a file found about its dates and coordinates.

    Attributes
    ----------
    dates : OrderEvidence
        What the dates say about the order of day and month.
    points : list of tuple of float
        Longitude and latitude of the first position of each feature, as written in the file.
    """

    dates: OrderEvidence = field(default_factory=OrderEvidence)
    points: list[tuple[float, float]] = field(default_factory=list)

    @property
    def has_figures(self) -> bool:
        """Whether any date so far is one whose order counts."""
        return bool(self.dates.either or self.dates.day_first or self.dates.month_first)

    def see_dates(self, texts: Iterable[str]) -> None:
        """Take further dates into account."""
        self.dates = weigh_order(sorted(set(texts)), self.dates)

    def see_shapes(self, shapes: NDArray[np.object_]) -> None:
        """Take further shapes into account."""
        positions, owners = shapely.get_coordinates(shapes, return_index=True)
        first = np.flatnonzero(np.diff(owners, prepend=-1))
        self.points += [(float(lon), float(lat)) for lon, lat in positions[first]]

    def questions(self, choices: Choices) -> tuple[Question, ...]:
        """Return what only a person can say."""
        questions = [order_question(self.dates)] if self.dates.open and choices.date_order is None else []
        if choices.swap_coordinates is None:
            questions += swap_questions(self.points)
        return tuple(questions)


def date_columns(meaning: Meaning) -> tuple[str, ...]:
    """Return the properties that dates are read from."""
    return tuple(name for role in ("date_from", "date_to") if (name := meaning.mapping.get(role)))


def _evidence(features: Sequence[RawFeature], meaning: Meaning) -> Evidence:
    found, names = Evidence(), date_columns(meaning)
    found.see_dates(feature.properties.get(name, "") for feature in features for name in names)
    found.points = [feature.point for feature in features if feature.point is not None]
    found.see_shapes(np.array([feature.geometry for feature in features], dtype=object))
    return found


def swap_questions(points: Sequence[tuple[float, float]]) -> list[Question]:
    """Return the question whether longitude and latitude have changed places, where most places look so."""
    pairs = np.array(points, dtype=np.float64).reshape(-1, 2)
    if not looks_swapped(pairs[:, 0], pairs[:, 1]):
        return []
    shown = [(float(lon), float(lat)) for lon, lat in pairs[:_SAMPLES]]
    return [
        Question(
            "swap_coordinates",
            "Most places would lie in south Syria, or on the globe at all, if latitude and longitude changed places. "
            "Have they changed places in the file?",
            (
                Option("true", "yes, exchange them", "; ".join(f"latitude {a:g}, longitude {b:g}" for a, b in shown)),
                Option("false", "no, keep them", "; ".join(f"latitude {b:g}, longitude {a:g}" for a, b in shown)),
            ),
        )
    ]


def propose_features(request: Request, features: Sequence[RawFeature], notes: tuple[str, ...]) -> Proposal:
    """Return how features would be read."""
    columns = columns_of(features, name=request.name, max_columns=request.limits.max_columns)
    samples = first_values(features, columns)
    mapping = chosen_mapping(columns, request.choices, samples)
    parts = Counter(feature.part for feature in features)
    evidence = _evidence(features, chosen_meaning(columns, request.choices, samples))
    return Proposal(
        format_id=request.format_id,
        why=request.why,
        parts=tuple(Part(name, rows) for name, rows in parts.items()) if len(parts) > 1 else (),
        columns=tuple(FileColumn(name, _samples(features, name)) for name in columns),
        mapping=mapping,
        questions=evidence.questions(request.choices),
        notes=(*notes, *column_notes(columns, mapping)),
        rows_estimate=len(features),
        choices=request.choices,
    )


def first_values(features: Sequence[RawFeature], columns: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the first filled values of each property."""
    first = features[:_LOOKED_AT_VALUES]
    return {
        name: tuple(value for item in first if (value := item.properties.get(name, "")).strip()) for name in columns
    }


def _samples(features: Iterable[RawFeature], column: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for feature in features:
        value = feature.properties.get(column, "")
        if value:
            found[value[:_MAX_SAMPLE_CHARS]] = None
        if len(found) == _SAMPLES:
            break
    return tuple(found)
