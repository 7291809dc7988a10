"""The evidence page: every claim with its speaker, status, evidence and sources; every statement of the article."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from streamlit.testing.v1 import AppTest

from geo.atlas import Atlas
from geo.dataset.load import load_dataset
from geo.dataset.records.models import Claim, OriginStatement
from geo.text.date_words import day_text
from geo.vocab import ClaimStatus, ClaimTopic, Verdict
from geo.vocab.labels import label_of
from tests.pages.reading import OpenPage, count_in, html_of, texts, words_in
from tests.record_folder import RecordFolder

RECORDS = load_dataset().records
CLAIMS, STATEMENTS = RECORDS.claims, RECORDS.origin_statements


def _plain(app: AppTest) -> str:
    return "\n".join([*texts(app), words_in(html_of(app))]).replace("\\", "")


def _cards(app: AppTest, name: str) -> dict[str, Element]:
    """Return the claims or the statements of a page by id, in its order."""
    found: dict[str, Element] = {}
    for card in html_of(app).iter("article"):
        anchor = next(str(element.get("id")) for element in card.iter() if element.get("id"))
        if anchor.startswith(name):
            assert anchor not in found
            found[anchor] = card
    return found


def _blocks(app: AppTest) -> dict[str, str]:
    """Return the text of each claim by its id."""
    return {name: words_in(card) for name, card in _cards(app, "claim-").items()}


def _links(element: Element) -> dict[str, str]:
    """Return the texts of links by their addresses."""
    return {str(link.get("href")): words_in(link) for link in element.iter("a")}


@pytest.fixture(scope="module")
def page() -> AppTest:
    """Return the page over the shipped data; no test changes it."""
    root = Path(__file__).resolve().parents[2]
    app = AppTest.from_file(root / "geo" / "ui" / "shell.py", default_timeout=60)
    app.switch_page(str(root / "pages" / "evidence.py"))
    return app.run()


@pytest.fixture
def one_claim(tmp_path: Path) -> Path:
    """Give a data folder with one claim and one statement."""
    folder = RecordFolder(tmp_path / "data")
    del folder.rows["claims"][1:]
    folder.rows["claims"][0]["contradicts"] = ""
    folder.rows["record_sources"] = [
        link for link in folder.rows["record_sources"] if link["record_id"] != "claim-other-size"
    ]
    return folder.write().path


@pytest.fixture
def no_claim(tmp_path: Path) -> Path:
    """Give a data folder without claims and statements."""
    folder = RecordFolder(tmp_path / "data")
    for table in ("claims", "claim_figures", "origin_statements"):
        folder.rows[table] = []
    folder.rows["record_sources"] = [
        link for link in folder.rows["record_sources"] if not link["record_id"].startswith("claim-")
    ]
    return folder.write().path


def test_opens_without_an_error(page: AppTest) -> None:
    assert (list(page.exception), list(page.error), list(page.warning)) == ([], [], [])


def test_has_every_claim_once(page: AppTest) -> None:
    assert sorted(_blocks(page)) == sorted(claim.id for claim in CLAIMS)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: str(claim.id))
def test_claim_says_who_when_and_what_is_made_of_it(page: AppTest, claim: Claim) -> None:
    block = _blocks(page)[claim.id]
    when = day_text(claim.claimed_on) if claim.claimed_on else "date not known"
    wanted = (claim.claim, claim.claimed_by, claim.evidence, claim.note, when, label_of(claim.status))
    assert [said for said in wanted if said not in block] == []


@pytest.mark.parametrize("claim_id", [claim.id for claim in CLAIMS])
def test_claim_has_its_sources_and_how_they_were_seen(page: AppTest, atlas: Atlas, claim_id: str) -> None:
    card = _cards(page, "claim-")[claim_id]
    lines = {tuple(_links(line).items()): words_in(line) for line in card.iter("li")}
    for link in atlas.dataset.links[claim_id]:
        source = atlas.dataset.sources[link.source_id]
        assert label_of(link.seen) in lines[((source.url, source.publisher),)]


def test_claims_stand_under_their_topics_in_order(page: AppTest) -> None:
    anchors = [str(heading.get("id")) for heading in html_of(page).iter() if heading.tag in ("h3", "h4")]
    wanted = [
        anchor
        for topic in ClaimTopic
        for anchor in (f"topic-{topic}", *(claim.id for claim in CLAIMS if claim.topic is topic))
    ]
    assert anchors == wanted


def test_claims_that_contradict_link_to_each_other_within_the_page(page: AppTest) -> None:
    cards = _cards(page, "claim-")
    assert "#claim-zone-400-km2" in _links(cards["claim-zone-235-km2"])
    assert "#claim-zone-235-km2" in _links(cards["claim-zone-400-km2"])


def test_every_link_within_the_page_has_its_end(page: AppTest) -> None:
    html = html_of(page)
    anchors = {str(heading.proto.anchor) for heading in page.header} | {element.get("id") for element in html.iter()}
    linked = {address[1:] for address in _links(html) if address.startswith("#")}
    linked |= {part.partition(")")[0] for text in texts(page) for part in text.split("](#")[1:]}
    assert (linked - anchors, len(linked) > len(ClaimTopic)) == (set(), True)


def test_every_link_to_another_page_keeps_this_one(page: AppTest) -> None:
    links = [link for link in html_of(page).iter("a") if not str(link.get("href")).startswith("#")]
    assert {(link.get("target"), link.get("rel")) for link in links} == {("_blank", "noopener noreferrer")}


def test_topics_lead_to_their_claims_with_their_numbers(page: AppTest) -> None:
    (nav,) = html_of(page).iter("nav")
    wanted = [f"{label_of(topic)} {sum(claim.topic is topic for claim in CLAIMS)}" for topic in ClaimTopic]
    assert [words_in(item) for item in nav.iter("li")] == wanted


def test_address_opens_a_claim_first(open_page: OpenPage) -> None:
    blocks = _blocks(open_page("evidence", {"claim": "claim-zone-width"}))
    assert next(iter(blocks)) == "claim-zone-width"


def test_address_of_a_claim_shows_its_topic_only(open_page: OpenPage) -> None:
    blocks = _blocks(open_page("evidence", {"claim": "claim-zone-width"}))
    assert set(blocks) == {claim.id for claim in CLAIMS if claim.topic is ClaimTopic.ZONE_SIZE}


def test_all_claims_come_back(open_page: OpenPage) -> None:
    app = open_page("evidence", {"claim": "claim-zone-width"})
    next(button for button in app.button if button.label == "Show all claims").click().run()
    assert (len(_blocks(app)), dict(app.query_params)) == (len(CLAIMS), {})


def test_claim_outside_the_page_is_linked_by_address(open_page: OpenPage) -> None:
    cards = _cards(open_page("evidence", {"claim": "claim-paris-first-attempt"}), "claim-")
    assert "/evidence?claim=claim-four-rounds-under-dermer" in _links(cards["claim-paris-first-attempt"])


@pytest.mark.parametrize("claim", ["claim-nothing", "<script>alert(1)</script>", ""])
def test_unknown_claim_shows_all_and_says_so(open_page: OpenPage, claim: str) -> None:
    app = open_page("evidence", {"claim": claim})
    assert (len(_blocks(app)), len(app.warning), list(app.exception)) == (len(CLAIMS), 1, [])


@pytest.mark.parametrize("status", ClaimStatus)
def test_filter_by_status(open_page: OpenPage, status: ClaimStatus) -> None:
    app = open_page("evidence")
    app.pills(key="claim_status").set_value([status]).run()
    assert set(_blocks(app)) == {claim.id for claim in CLAIMS if claim.status is status}


def test_filter_by_topic(open_page: OpenPage) -> None:
    app = open_page("evidence")
    app.selectbox(key="claim_topic").set_value(ClaimTopic.CASUALTIES).run()
    assert set(_blocks(app)) == {claim.id for claim in CLAIMS if claim.topic is ClaimTopic.CASUALTIES}


def test_filters_that_nothing_passes_say_so(open_page: OpenPage) -> None:
    app = open_page("evidence")
    app.selectbox(key="claim_topic").set_value(ClaimTopic.UNDOF_MANDATE)
    app.pills(key="claim_status").set_value([ClaimStatus.SUPPORTED]).run()
    assert [text for text in app.info.values if "No claim has this topic and status" in text]


def test_counts_agree(page: AppTest) -> None:
    line = next(text for text in map(words_in, html_of(page).iter("p")) if "claims:" in text)
    assert count_in(line) == len(CLAIMS)
    assert f"{sum(claim.status is ClaimStatus.CONTRADICTED for claim in CLAIMS)} contradicted" in line


# The origin article


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: str(statement.id))
def test_statement_has_verdict_and_evidence(page: AppTest, statement: OriginStatement) -> None:
    block = words_in(_cards(page, "stmt-")[statement.id])
    wanted = (statement.statement, label_of(statement.verdict), statement.evidence)
    assert [said for said in wanted if said not in block] == []


@pytest.mark.parametrize("statement_id", ["stmt-zone-since-late-2023", "stmt-stalled-2023", "stmt-first-known-attempt"])
def test_known_mistakes_of_the_article_are_contradicted(page: AppTest, statement_id: str) -> None:
    assert words_in(_cards(page, "stmt-")[statement_id]).startswith("✕ Contradicted:")


def test_statement_leads_to_claims_talks_and_events(page: AppTest) -> None:
    contradicted = [card for card in _cards(page, "stmt-").values() if words_in(card).startswith("✕ Contradicted:")]
    linked = {address for card in contradicted for address in _links(card)}
    assert linked >= {
        "#claim-zone-held-since-2023",
        "/talks?talk=talk-2025-09-17-london-dermer-shaibani",
        "/?id=ev-20241208-buffer-zone-entry",
    }


def test_filter_by_verdict(open_page: OpenPage) -> None:
    app = open_page("evidence")
    app.pills(key="verdict").set_value([Verdict.CONTRADICTED]).run()
    wanted = [found.id for found in STATEMENTS if found.verdict is Verdict.CONTRADICTED]
    assert list(_cards(app, "stmt-")) == wanted


def test_no_sentence_of_the_article_is_copied(reference: Path, page: AppTest) -> None:
    article = " ".join((reference / "origin_article.txt").read_text(encoding="utf-8").split()).casefold()
    words = article.split()
    runs = {" ".join(words[n : n + 9]) for n in range(len(words) - 8)}
    said = [" ".join(f"{found.statement} {found.evidence}".split()).casefold().split() for found in STATEMENTS]
    copied = [run for text in said for n in range(len(text) - 8) if (run := " ".join(text[n : n + 9])) in runs]
    assert copied == []


# One and none


def test_one_claim(open_page: OpenPage, one_claim: Path) -> None:
    app = open_page("evidence", data=one_claim)
    assert (list(_blocks(app)), list(app.exception)) == (["claim-size"], [])
    assert "1 statements" in _plain(app)


def test_no_claim_and_no_statement_is_said(open_page: OpenPage, no_claim: Path) -> None:
    app = open_page("evidence", data=no_claim)
    assert app.info.values == ["The data holds no claim.", "The data holds no statement of the article."]
    assert list(app.exception) == []


def test_markup_in_a_claim_is_literal(open_page: OpenPage, record_folder: RecordFolder) -> None:
    nasty = "[x](https://evil.example) <b>y</b> :red[z] $a$"
    for table in ("claims", "origin_statements"):
        record_folder.change(table, {"evidence": nasty})
    record_folder.change("claims", {"claim": nasty, "claimed_by": nasty})
    record_folder.change("claim_figures", {"speaker": nasty, "counted": nasty, "note": nasty})
    html = html_of(open_page("evidence", data=record_folder.path))
    assert words_in(html).count(nasty) > 8
    assert [element.tag for element in html.iter() if nasty in element.attrib.values()] == []
    assert "y" not in {words_in(element) for element in html.iter("b")}
