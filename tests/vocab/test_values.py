"""The closed vocabularies."""

from __future__ import annotations

import re
from enum import StrEnum

from geo import vocab
from geo.vocab.labels import label_of

VOCABULARIES = [
    item
    for item in vars(vocab).values()
    if isinstance(item, type) and issubclass(item, StrEnum) and item is not StrEnum
]
VALUES = [value for vocabulary in VOCABULARIES for value in vocabulary]


def test_every_category_has_one_layer() -> None:
    assert set(vocab.LAYER_OF_CATEGORY) == set(vocab.EventCategory)


def test_events_lie_in_the_four_event_layers() -> None:
    wanted = {"strikes", "ground-operations", "un-incidents", "other-incidents"}
    assert set(vocab.LAYER_OF_CATEGORY.values()) == wanted


def test_layer_ids_are_the_contract() -> None:
    assert [str(layer) for layer in vocab.LayerId] == [
        "area-of-separation",
        "lines",
        "areas-of-limitation",
        "control",
        "positions",
        "strikes",
        "ground-operations",
        "un-incidents",
        "other-incidents",
        "talks",
        "ucdp-events",
        "control-assertions",
        "places",
    ]


def test_every_marker_has_a_radius_or_none() -> None:
    assert set(vocab.DEFAULT_RADIUS_M) == set(vocab.Marker)


def test_values_can_stand_in_an_address() -> None:
    assert [value for value in VALUES if not re.fullmatch(r"[a-z0-9]+(?:[_-][a-z0-9]+)*", value)] == []


def test_labels_are_words() -> None:
    assert [value for value in VALUES if "_" in label_of(value)] == []


def test_kinds_of_events_talks_and_positions_can_be_told_apart() -> None:
    kinds = [str(kind) for names in (vocab.EventCategory, vocab.TalkKind, vocab.PositionKind) for kind in names]
    assert len(kinds) == len(set(kinds))
