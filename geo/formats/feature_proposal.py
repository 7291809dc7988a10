"""How a file of features would be read: columns with samples, the proposed mapping, what must be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from geo.formats.choices import Choices, Column, Part, Proposal
from geo.formats.features import Feature, columns_of
from geo.formats.properties import propose_mapping
from geo.formats.registry import Request

_SAMPLES = 3
_LONGEST_SAMPLE = 80


def chosen_mapping(columns: Iterable[str], choices: Choices) -> dict[str, str]:
    """Return the proposed mapping with a person's choices in its place; an empty choice leaves a role out."""
    mapping = {**propose_mapping(columns), **{str(role): column for role, column in choices.columns.items()}}
    return {role: column for role, column in mapping.items() if column}


def propose_features(request: Request, features: Sequence[Feature], notes: tuple[str, ...]) -> Proposal:
    """Return how features would be read."""
    columns = columns_of(features, name=request.name, max_columns=request.limits.max_columns)
    parts = Counter(feature.part for feature in features)
    return Proposal(
        format_id=request.format_id,
        why=request.why,
        parts=tuple(Part(name, rows) for name, rows in parts.items()) if len(parts) > 1 else (),
        columns=tuple(Column(name, _samples(features, name)) for name in columns),
        mapping=chosen_mapping(columns, request.choices),
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
