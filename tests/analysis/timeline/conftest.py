"""Reports made by code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from geo.analysis.timeline import Report
from geo.text.dates import Span
from geo.vocab import DatePrecision

MakeReport = Callable[..., Report]


@pytest.fixture
def report() -> MakeReport:
    """Return a function that makes a report of a day, but for what is said otherwise."""

    def make(start: str, end: str | None = None, *, precision: str = "day", **others: Any) -> Report:
        usual: dict[str, Any] = {"id": f"ev-{start}", "title": "A report", "kind": "airstrike"}
        return Report(span=Span(start, end or start), precision=DatePrecision(precision), **{**usual, **others})

    return make
