"""CSL-JSON: every citation has the form that reference managers read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from geo.analysis.cite import Form, Subject, as_csl, citation_text, cite_record, cite_view
from geo.atlas import Atlas
from geo.query.filters import Filters
from geo.vocab import LayerId
from tests.analysis.cite.conftest import Make


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    """Return a validator of lists of items."""
    schema = json.loads((Path(__file__).parent / "csl_items.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def _items(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)
    return found


def test_every_record_and_claim_is_valid(atlas: Atlas, validator: Draft202012Validator) -> None:
    ids = [feature.id for layer in atlas.layers.values() for feature in layer.features]
    ids += [claim.id for claim in atlas.dataset.records.claims] + ["all"]
    url = "https://atlas.example/?id=x"
    for record_id in ids:
        items = _items(citation_text(cite_record(atlas, record_id, url=url), Form.CSL_JSON))
        assert list(validator.iter_errors(items)) == [], record_id


def test_view_is_valid(atlas: Atlas, validator: Draft202012Validator) -> None:
    filters = Filters.from_params({"q": "جباتا", "kind": "airstrike"})
    citation = cite_view(atlas, filters, layers=[LayerId.STRIKES], url=None)
    assert list(validator.iter_errors([as_csl(citation)])) == []


@pytest.mark.parametrize("broken", [{"type": "record"}, {"year": 2026}, {"issued": "2026"}, {"author": "x"}])
def test_the_schema_refuses_what_is_wrong(make: Make, validator: Draft202012Validator, broken: dict[str, Any]) -> None:
    assert list(validator.iter_errors([{**as_csl(make()), **broken}])) != []


def test_date_is_the_last_day_of_the_data(make: Make) -> None:
    assert as_csl(make())["issued"] == {"date-parts": [[2026, 10, 10]]}


def test_version_and_digest_are_named(make: Make) -> None:
    item = as_csl(make())
    assert item["version"] == "0123456789ab"
    assert "SHA-256 of the data 0123456789abcc" in item["note"]


def test_braces_and_ampersands_stay_as_they_are(make: Make) -> None:
    assert as_csl(make("R&D {x} 5 % جباتا"))["title"] == "R&D {x} 5 % جباتا"


def test_address_stays_as_it_is(make: Make) -> None:
    assert as_csl(make(url="https://atlas.example/?a=b_c&d=%20"))["URL"] == "https://atlas.example/?a=b_c&d=%20"


def test_without_an_address_there_is_none(make: Make) -> None:
    assert "URL" not in as_csl(make())


def test_view_is_named_after_the_data_set(make: Make) -> None:
    assert as_csl(make("view of Talks", subject=Subject.VIEW))["title"] == "Buffer Zone Atlas: view of Talks"
