"""A small data set whose links, claims and figures a test chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from geo.dataset.load import Dataset, load_dataset
from geo.dataset.records import Claim, ClaimFigure, Source, SourceLink
from tests.record_folder import RecordFolder

WithOrigins = Callable[[Sequence[str]], Dataset]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Return the small data set; nothing may change it."""
    folder: Path = tmp_path_factory.mktemp("ledger") / "data"
    return load_dataset(RecordFolder(folder).write().path)


@pytest.fixture(scope="session")
def with_origins(small: Dataset) -> WithOrigins:
    """Return a function that gives a data set in which one event rests on pages of these origins."""

    def make(origins: Sequence[str]) -> Dataset:
        numbers = range(len(origins))
        sources = [
            Source(id=f"page-{n}", publisher=f"Paper {n}", url=f"https://p.example/{n}", published="", language="")
            for n in numbers
        ]
        links = [
            SourceLink.model_validate(
                {"record_id": "ev-strike", "source_id": f"page-{n}", "role": "report", "seen": "partly"}
                | {"origin": origin, "relay": "yes"}
            )
            for n, origin in enumerate(origins)
        ]
        return replace(small, records=replace(small.records, sources=tuple(sources), record_sources=tuple(links)))

    return make


@pytest.fixture(scope="session")
def with_claims(small: Dataset) -> Callable[..., Dataset]:
    """Return a function that gives a data set with these claims and figures; what is not said is as usual."""

    def make(claims: Sequence[dict[str, str]], figures: Sequence[dict[str, str]] = ()) -> Dataset:
        usual = {"topic": "zone-size", "claim": "It is so.", "claimed_by": "A paper", "claimed_on": ""}
        usual |= {"status": "disputed", "evidence": "Some.", "contradicts": "", "supports": "", "note": ""}
        plain = {"speaker": "A paper", "value_min": "1", "value_max": "1", "unit": "km2", "counted": "area"}
        plain |= {"date": "", "note": ""}
        records = replace(
            small.records,
            claims=tuple(Claim.model_validate({**usual, **claim}) for claim in claims),
            claim_figures=tuple(ClaimFigure.model_validate({**plain, **figure}) for figure in figures),
        )
        return replace(small, records=records)

    return make
