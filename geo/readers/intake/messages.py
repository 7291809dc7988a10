"""What travels between the two processes, as JSON: nothing in it can run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from geo.readers.model.choices import Choices, DateOrder, PlaceCandidate
from geo.readers.model.formats import FormatId
from geo.readers.model.resource_limits import Limits

SHAPE_COLUMN = "shape"
READ, PROPOSE = "read", "propose"


def plain(value: Any) -> Any:
    """Return dataclasses, mappings and tuples as what JSON knows."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def choices_from(given: dict[str, Any]) -> Choices:
    """Return choices that were made plain."""
    chosen = dict(given)
    if chosen["format"] is not None:
        chosen["format"] = FormatId(chosen["format"])
    if chosen["date_order"] is not None:
        chosen["date_order"] = DateOrder(chosen["date_order"])
    return Choices(**chosen)


def limits_from(given: dict[str, Any]) -> Limits:
    """Return limits that were made plain."""
    return Limits(**given)


def places_from(given: dict[str, list[dict[str, Any]]]) -> dict[str, tuple[PlaceCandidate, ...]]:
    """Return places by text that were made plain."""
    return {text: tuple(PlaceCandidate(**item) for item in found) for text, found in given.items()}
