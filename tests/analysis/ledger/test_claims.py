"""The claims ledger: topics in order, relations read from both ends."""

from __future__ import annotations

from collections.abc import Callable

from geo.analysis.ledger import Entry, claim_ledger
from geo.atlas import Atlas
from geo.dataset.load import Dataset
from geo.vocab import ClaimTopic


def _entry(dataset: Dataset, claim_id: str) -> Entry:
    (found,) = [entry for entries in claim_ledger(dataset).values() for entry in entries if entry.claim.id == claim_id]
    return found


def test_every_claim_is_there_once(atlas: Atlas) -> None:
    ids = [entry.claim.id for entries in claim_ledger(atlas.dataset).values() for entry in entries]
    assert sorted(ids) == sorted(claim.id for claim in atlas.dataset.records.claims)


def test_every_claim_stands_under_its_topic(atlas: Atlas) -> None:
    ledger = claim_ledger(atlas.dataset)
    assert all(entry.claim.topic is topic for topic, entries in ledger.items() for entry in entries)


def test_every_topic_has_a_shipped_claim(atlas: Atlas) -> None:
    assert list(claim_ledger(atlas.dataset)) == list(ClaimTopic)


def test_contradiction_holds_from_both_ends(atlas: Atlas) -> None:
    dataset = atlas.dataset
    pairs = {
        (entry.claim.id, other)
        for entries in claim_ledger(dataset).values()
        for entry in entries
        for other in entry.against
    }
    assert pairs == {(right, left) for left, right in pairs}
    assert pairs


def test_contradiction_that_one_record_names_is_read_from_the_other(small: Dataset) -> None:
    assert _entry(small, "claim-other-size").against == ("claim-size",)


def test_contradiction_that_both_records_name_is_read_once(with_claims: Callable[..., Dataset]) -> None:
    dataset = with_claims([{"id": "a", "contradicts": "b"}, {"id": "b", "contradicts": "a"}])
    assert _entry(dataset, "a").against == ("b",)


def test_support_keeps_its_direction(with_claims: Callable[..., Dataset]) -> None:
    dataset = with_claims([{"id": "a", "supports": "b"}, {"id": "b"}])
    assert (_entry(dataset, "a").supports, _entry(dataset, "a").supported_by) == (("b",), ())
    assert (_entry(dataset, "b").supports, _entry(dataset, "b").supported_by) == ((), ("a",))


def test_no_claim_is_no_topic(with_claims: Callable[..., Dataset]) -> None:
    assert claim_ledger(with_claims([])) == {}
