"""How a file of features would be read: columns with samples, the proposed mapping, what must be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from geo.formats.choices import Choices, Column, Option, Part, Proposal, Question, QuestionsOpen
from geo.formats.days import OrderEvidence, weigh_order
from geo.formats.features import Feature, columns_of
from geo.formats.location import looks_swapped
from geo.formats.properties import Meaning, propose_mapping
from geo.formats.registry import Request
from geo.formats.survey import order_question

_SAMPLES = 3
_LONGEST_SAMPLE = 80


def chosen_mapping(columns: Iterable[str], choices: Choices) -> dict[str, str]:
    """Return the proposed mapping with a person's choices in its place; an empty choice leaves a role out."""
    mapping = {**propose_mapping(columns), **{str(role): column for role, column in choices.columns.items()}}
    return {role: column for role, column in mapping.items() if column}


def chosen_meaning(columns: Iterable[str], choices: Choices) -> Meaning:
    """Return what properties mean as far as a person's choices and their names say."""
    swap = bool(choices.swap_coordinates)
    return Meaning(chosen_mapping(columns, choices), choices.date_order, swap, choices.uncertainty_m)


def settle(features: Sequence[Feature], columns: Sequence[str], choices: Choices) -> tuple[Meaning, tuple[str, ...]]:
    """Return what properties mean, and notes on what the file itself decided.

    Raises
    ------
    QuestionsOpen
        If only a person can say in which order dates are written, or whether coordinates have changed places.
    """
    meaning = chosen_meaning(columns, choices)
    evidence, questions = _questions(features, meaning, choices)
    if questions:
        raise QuestionsOpen(questions)
    if choices.date_order is not None or evidence.order is None:
        return meaning, ()
    by = evidence.day_first or evidence.month_first
    note = f"dates are read with the {evidence.order.value.replace('_', ' ')}, as {by!r} decides"
    return replace(meaning, order=evidence.order), (note,)


def _questions(
    features: Sequence[Feature], meaning: Meaning, choices: Choices
) -> tuple[OrderEvidence, tuple[Question, ...]]:
    names = [name for role in ("date_from", "date_to") if (name := meaning.mapping.get(role))]
    texts = {feature.properties.get(name, "") for feature in features for name in names}
    evidence = weigh_order(sorted(texts))
    questions = [order_question(evidence)] if evidence.open and choices.date_order is None else []
    if choices.swap_coordinates is None:
        questions += swap_questions(points_of(features))
    return evidence, tuple(questions)


def points_of(features: Iterable[Feature]) -> list[tuple[float, float]]:
    """Return longitude and latitude of the features that are points."""
    found: list[tuple[float, float]] = []
    for feature in features:
        if feature.point is not None:
            found.append(feature.point)
        elif feature.geometry is not None and feature.geometry.geom_type == "Point" and not feature.geometry.is_empty:
            found.append((feature.geometry.coords[0][0], feature.geometry.coords[0][1]))
    return found


def swap_questions(points: Sequence[tuple[float, float]]) -> list[Question]:
    """Return the question whether longitude and latitude have changed places, where most points look so."""
    places = np.array(points, dtype=np.float64).reshape(-1, 2)
    if not looks_swapped(places[:, 0], places[:, 1]):
        return []
    shown = [(float(lon), float(lat)) for lon, lat in places[:_SAMPLES]]
    return [
        Question(
            "swap_coordinates",
            "Most points would lie in south Syria, or on the globe at all, if latitude and longitude changed places. "
            "Have they changed places in the file?",
            (
                Option("true", "yes, exchange them", "; ".join(f"latitude {a:g}, longitude {b:g}" for a, b in shown)),
                Option("false", "no, keep them", "; ".join(f"latitude {b:g}, longitude {a:g}" for a, b in shown)),
            ),
        )
    ]


def propose_features(request: Request, features: Sequence[Feature], notes: tuple[str, ...]) -> Proposal:
    """Return how features would be read."""
    columns = columns_of(features, name=request.name, max_columns=request.limits.max_columns)
    parts = Counter(feature.part for feature in features)
    _, questions = _questions(features, chosen_meaning(columns, request.choices), request.choices)
    return Proposal(
        format_id=request.format_id,
        why=request.why,
        parts=tuple(Part(name, rows) for name, rows in parts.items()) if len(parts) > 1 else (),
        columns=tuple(Column(name, _samples(features, name)) for name in columns),
        mapping=chosen_mapping(columns, request.choices),
        questions=questions,
        notes=notes,
        rows_estimate=len(features),
        choices=request.choices,
    )


def _samples(features: Iterable[Feature], column: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for feature in features:
        value = feature.properties.get(column, "")
        if value:
            found[value[:_LONGEST_SAMPLE]] = None
        if len(found) == _SAMPLES:
            break
    return tuple(found)
