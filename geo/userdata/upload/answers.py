"""Answers of a person put into choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from geo.readers import Choices, DateOrder, FormatId

_FLAGS = frozenset({"swap_coordinates", "has_header"})
_NOT_ASKED = frozenset({"columns", "place_names"})


def choices_with_answers(choices: Choices, answers: Mapping[str, str]) -> Choices:
    """Return choices with answers to questions put in.

    Parameters
    ----------
    choices : Choices
        What was decided before.
    answers : mapping of str to str
        The value of the chosen option by the id of its question; ids that are not a choice are left out.

    Returns
    -------
    Choices
        The choices with the answers.

    Examples
    --------
    >>> choices_with_answers(Choices(), {"swap_coordinates": "true"}).swap_coordinates
    True
    """
    found: dict[str, Any] = {}
    for name, value in answers.items():
        if name in _FLAGS:
            found[name] = value == "true"
        elif name == "date_order":
            found[name] = DateOrder(value)
        elif name == "format":
            found[name] = FormatId(value)
        elif name in Choices.__dataclass_fields__ and name not in _NOT_ASKED:
            found[name] = value
    return replace(choices, **found)
