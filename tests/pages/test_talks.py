"""The talks page: every contact as reported, and which of them are meetings of both sides."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.analysis.talks import BOTH_SIDES, NOT_BOTH_SIDES, called, talks_text
from geo.atlas import Atlas, Feature
from geo.atlas.shared import open_atlas
from geo.vocab import LayerId, TalkKind, TalkStatus
from tests.pages.reading import OpenPage, count_in, texts
from tests.record_folder import RecordFolder

LONDON = "talk-2025-09-17-london-dermer-shaibani"


def _talks(atlas: Atlas) -> tuple[Feature, ...]:
    return atlas.layers[LayerId.TALKS].features


def _downloads(app: AppTest) -> str:
    return next(str(text) for text in app.markdown.values if str(text).startswith("Download"))


@pytest.fixture
def one_talk(tmp_path: Path) -> Path:
    """Give a data folder with one talk."""
    folder = RecordFolder(tmp_path / "data")
    del folder.rows["talks"][1:]
    folder.rows["record_sources"] = [link for link in folder.rows["record_sources"] if link["record_id"] != "talk-call"]
    return folder.write().path


def test_opens_without_an_error(open_page: OpenPage) -> None:
    app = open_page("talks")
    assert (list(app.exception), list(app.error), list(app.warning)) == ([], [], [])


def test_has_every_talk(open_page: OpenPage, atlas: Atlas) -> None:
    assert open_page("talks").dataframe[0].value["id"].tolist() == [feature.id for feature in _talks(atlas)]


def test_every_row_says_whether_both_sides_met(open_page: OpenPage, atlas: Atlas) -> None:
    said = open_page("talks").dataframe[0].value["both"].tolist()
    assert said == [BOTH_SIDES if talk.israel_syria else NOT_BOTH_SIDES for talk in atlas.dataset.records.talks]


def test_status_is_a_sign_and_words(open_page: OpenPage) -> None:
    statuses = set(open_page("talks").dataframe[0].value["status"])
    assert {status[0] for status in statuses} == set("●◐○✕■")
    assert all(len(status) > 2 for status in statuses)


def test_imprecise_date_is_never_a_day(open_page: OpenPage) -> None:
    table = open_page("talks").dataframe[0].value.set_index("id")
    assert table.loc["talk-2025-04-uae-back-channel", "when"] == "between 13 April 2025 and 7 May 2025"


def test_round_label_is_somebodys(open_page: OpenPage) -> None:
    table = open_page("talks").dataframe[0].value.set_index("id")
    assert table.loc[LONDON, "called"] == 'called "third round" by Outlets copying Axios'


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        ({}, ""),
        ({"round_label": "fifth round"}, 'called "fifth round", it is not recorded by whom'),
        ({"round_label": "fifth round", "round_label_by": "AFP"}, 'called "fifth round" by AFP'),
    ],
)
def test_round_is_only_called_so(properties: dict[str, str], text: str) -> None:
    assert called(properties) == text


def test_no_shipped_round_label_is_without_its_speaker(atlas: Atlas) -> None:
    nobody = [talk.id for talk in atlas.dataset.records.talks if talk.round_label and not talk.round_label_by]
    assert nobody == []


@pytest.mark.parametrize("status", TalkStatus)
def test_filter_by_status(open_page: OpenPage, atlas: Atlas, status: TalkStatus) -> None:
    app = open_page("talks")
    app.pills(key="talk_status").set_value([status]).run()
    wanted = [feature.id for feature in _talks(atlas) if feature.properties["status"] == status]
    assert app.dataframe[0].value["id"].tolist() == wanted


@pytest.mark.parametrize("kind", TalkKind)
def test_filter_by_kind(open_page: OpenPage, atlas: Atlas, kind: TalkKind) -> None:
    app = open_page("talks")
    app.pills(key="talk_kind").set_value([kind]).run()
    wanted = [feature.id for feature in _talks(atlas) if feature.properties["kind"] == kind]
    assert app.dataframe[0].value["id"].tolist() == wanted


def test_download_has_the_rows_that_are_shown(open_page: OpenPage, atlas: Atlas) -> None:
    app = open_page("talks")
    app.pills(key="talk_status").set_value([TalkStatus.STALLED]).run()
    ids = ",".join(app.dataframe[0].value["id"])
    assert f"(/layers/talks.csv?id={ids})" in _downloads(app)
    assert count_in(_downloads(app)) == ids.count(",") + 1 < len(_talks(atlas))


def test_download_of_all_is_the_whole_layer(open_page: OpenPage) -> None:
    assert "(/layers/talks.geojson)" in _downloads(open_page("talks"))


def test_filters_that_nothing_passes_say_so(open_page: OpenPage) -> None:
    app = open_page("talks")
    app.pills(key="talk_status").set_value([TalkStatus.STALLED])
    app.pills(key="talk_kind").set_value([TalkKind.ISRAEL_SYRIA_MEETING]).run()
    assert "No talk has this status and kind" in app.info[0].value


@pytest.mark.parametrize(("place", "zoom"), [("talk cities", "3"), ("world", "2")])
def test_chosen_talk_opens_on_the_map(open_page: OpenPage, place: str, zoom: str) -> None:
    links = next(text for text in texts(open_page("talks", {"talk": LONDON})) if text.startswith("On the map"))
    link = next(part for part in links.split("·") if place in part)
    assert f"(/?id={LONDON}&lat=" in link
    assert f"&z={zoom})" in link


def test_chosen_talk_has_its_card(open_page: OpenPage) -> None:
    assert len(open_page("talks", {"talk": LONDON}).get("bidi_component")) == 1


def test_talk_without_a_place_says_that_it_has_no_pin(open_page: OpenPage) -> None:
    app = open_page("talks", {"talk": "talk-2025-11-17-deadlock-report"})
    assert any("there is no pin" in text for text in texts(app))


def test_unknown_talk_chooses_none(open_page: OpenPage) -> None:
    app = open_page("talks", {"talk": "<b>nothing</b>"})
    assert (len(app.get("bidi_component")), list(app.exception)) == (0, [])


def test_unknown_talk_is_told(open_page: OpenPage) -> None:
    said = [warning.value for warning in open_page("talks", {"talk": "talk-nowhere"}).warning]
    assert said == ["The talk in this address is not among those shown."]


def test_text_has_everything_that_is_known(atlas: Atlas) -> None:
    text = talks_text(atlas.dataset, _talks(atlas)).replace("\\", "")
    for talk in atlas.dataset.records.talks:
        for said in (talk.title, talk.outcome, talk.mediator, talk.syrian_delegation, talk.israeli_delegation):
            assert said in text
        for link in atlas.dataset.links[talk.id]:
            assert atlas.dataset.sources[link.source_id].publisher in text


def test_text_says_who_uses_a_label(atlas: Atlas) -> None:
    text = talks_text(atlas.dataset, _talks(atlas)).replace("\\", "")
    labels = [f'Called "{talk.round_label}" by {talk.round_label_by}' for talk in atlas.dataset.records.talks]
    assert [label for label in labels if '""' not in label and label not in text] == []


def test_one_talk_is_one_row(open_page: OpenPage, one_talk: Path) -> None:
    app = open_page("talks", data=one_talk)
    assert (app.dataframe[0].value["id"].tolist(), list(app.exception)) == (["talk-paris"], [])


def test_no_talk_is_said(open_page: OpenPage, one_record: Path) -> None:
    app = open_page("talks", data=one_record)
    assert (app.info[0].value, list(app.exception)) == ("The data holds no talk.", [])


def test_markup_in_a_talk_is_literal(open_page: OpenPage, record_folder: RecordFolder) -> None:
    record_folder.change("talks", {"outcome": "[x](https://evil.example) <b>y</b> :red[z]"})
    changed = open_atlas(record_folder.path)
    text = talks_text(changed.dataset, _talks(changed))
    assert ("](https://evil" in text, "<b>" in text, ":red[" in text) == (False, False, False)


def test_text_is_drawn_when_somebody_opens_it(open_page: OpenPage, atlas: Atlas) -> None:
    app = open_page("talks")
    app.session_state["talks_text"] = True
    text = "\n".join(texts(app.run())).replace("\\", "")
    assert [feature.id for feature in _talks(atlas) if str(feature.properties["title"]) not in text] == []
