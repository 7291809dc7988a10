"""Citations as one line of text: who says it, when, in which version, where."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.analysis.cite import as_text, cite_feature, cite_record, cite_view, edition_of
from geo.atlas import Atlas
from geo.atlas.shared import open_atlas
from geo.errors import NotFoundError, UsageError
from geo.query.filters import Filters
from geo.text.date_words import day_text
from geo.vocab import LayerId
from tests.analysis.cite.conftest import Make
from tests.record_folder import RecordFolder

URL = "https://atlas.example/?id=ev-strike"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """Return a small atlas; nothing may change it."""
    return open_atlas(RecordFolder(tmp_path_factory.mktemp("small") / "data").write().path)


def _text(atlas: Atlas, record_id: str, url: str | None = None) -> str:
    return as_text(cite_record(atlas, record_id, url=url)).replace(atlas.dataset.version, "VERSION")


def test_event(small: Atlas) -> None:
    assert _text(small, "ev-strike", URL) == (
        "Small atlas: “Strike near Quneitra”, 10 January 2025, as reported, confidence high. "
        "Record ev-strike, data version VERSION, as of 30 June 2025. https://atlas.example/?id=ev-strike"
    )


def test_event_of_a_month(small: Atlas) -> None:
    assert _text(small, "ev-raid") == (
        "Small atlas: “Raid on a hamlet”, February 2025, known to the month, as reported, confidence low. "
        "Record ev-raid, data version VERSION, as of 30 June 2025."
    )


def test_contradiction_is_said(record_folder: RecordFolder) -> None:
    record_folder.change("events", {"contradiction": "Others deny it."})
    assert "Sources contradict one another; see the record." in _text(open_atlas(record_folder.path), "ev-strike")


def test_line_is_approximate_and_credited(small: Atlas) -> None:
    assert _text(small, "line-a") == (
        "Small atlas: “Line A”, since 31 May 1974. Record line-a, data version VERSION, as of 30 June 2025. "
        "Lines © OpenStreetMap contributors, approximate, not an official demarcation."
    )


def test_place_has_neither_date_nor_grade(small: Atlas) -> None:
    assert _text(small, "paris") == "Small atlas: “Paris”. Record paris, data version VERSION, as of 30 June 2025."


def test_claim_never_stands_without_who_makes_it(small: Atlas) -> None:
    assert _text(small, "claim-size") == (
        "Small atlas: claim “It has 235 km2.”, claimed by A paper; disputed as far as the evidence in the atlas goes. "
        "Record claim-size, data version VERSION, as of 30 June 2025."
    )


def test_view_names_layers_filters_and_count(small: Atlas) -> None:
    filters = Filters.from_params({"kind": "airstrike", "from": "2025-01"})
    citation = cite_view(small, filters, layers=[LayerId.STRIKES, LayerId.TALKS], url=None)
    assert as_text(citation).replace(small.dataset.version, "VERSION") == (
        "Small atlas: view of Strikes and shelling, Talks, 1 feature, filtered (from: 2025-01-01; kind: Airstrike); "
        "a sample of reports, never a total. Data version VERSION, as of 30 June 2025."
    )


def test_whole_atlas_is_cited_by_all(small: Atlas) -> None:
    assert _text(small, "all").startswith("Small atlas: the whole atlas, ")


def test_view_of_drawn_lines_credits_them(small: Atlas) -> None:
    citation = cite_view(small, Filters(), layers=[LayerId.LINES], url=None)
    assert "© OpenStreetMap contributors" in as_text(citation)


def test_every_feature_and_claim_of_the_atlas_can_be_cited(atlas: Atlas) -> None:
    ids = [feature.id for layer in atlas.layers.values() for feature in layer.features]
    ids += [claim.id for claim in atlas.dataset.records.claims]
    version, day = atlas.dataset.version, day_text(atlas.dataset.about.as_of)
    for record_id in ids:
        assert f"Record {record_id}, data version {version}, as of {day}." in as_text(cite_record(atlas, record_id))


def test_text_is_one_line(make: Make) -> None:
    assert "\n" not in as_text(make("A\nB\r\n\tC\x00D"))


def test_arabic_and_hebrew_stay(make: Make) -> None:
    assert "“جباتا الخشب, קוניטרה”" in as_text(make("جباتا الخشب, קוניטרה"))


def test_unknown_id_is_not_found(small: Atlas) -> None:
    with pytest.raises(NotFoundError):
        cite_record(small, "nothing")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "atlas.example", "https://", "https://a b", "http://[", ""])
def test_other_addresses_are_refused(small: Atlas, url: str) -> None:
    with pytest.raises(UsageError):
        cite_record(small, "ev-strike", url=url)


def test_a_new_version_of_the_data_is_another_citation(record_folder: RecordFolder, tmp_path: Path) -> None:
    first = open_atlas(record_folder.path)
    before = as_text(cite_feature(first.layers[LayerId.STRIKES].features[0], edition_of(first.dataset)))
    record_folder.change("events", {"caveat": "Another word."})
    open_atlas.cache_clear()
    second = open_atlas(record_folder.path)
    after = as_text(cite_feature(second.layers[LayerId.STRIKES].features[0], edition_of(second.dataset)))
    assert before.replace(first.dataset.version, second.dataset.version) == after != before
