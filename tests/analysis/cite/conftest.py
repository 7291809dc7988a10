"""A small citation for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from geo.analysis.cite import Citation, Edition, Subject

EDITION = Edition("Buffer Zone Atlas", "0123456789ab", "0123456789ab" + "c" * 52, "2026-10-10", "2026-11-22")

Make = Callable[..., Citation]


@pytest.fixture
def make() -> Make:
    """Return a function that makes a citation of a record, but for what is said otherwise."""

    def build(title: str = "Strike near a village", **others: Any) -> Citation:
        usual: dict[str, Any] = {"subject": Subject.RECORD, "key": "ev-strike", "standing": "10 January 2025"}
        return Citation(title=title, **{**usual, "credit": "", "edition": EDITION, "url": None, **others})

    return build
