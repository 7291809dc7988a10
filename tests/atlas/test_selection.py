"""Which features pass which filters, on a small data set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas import Atlas, build_atlas
from geo.dataset.load import load_dataset
from geo.errors import NotFoundError
from geo.query.filters import Filters
from geo.vocab import LayerId
from tests.record_folder import RecordFolder

EVENTS = (LayerId.STRIKES, LayerId.GROUND_OPERATIONS, LayerId.UN_INCIDENTS)
RECORDS = (*EVENTS, LayerId.POSITIONS, LayerId.TALKS)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """Return the atlas of the small data folder."""
    folder = RecordFolder(tmp_path_factory.mktemp("small") / "data").write()
    return build_atlas(load_dataset(folder.path))


def _ids(atlas: Atlas, params: dict[str, str], layers: tuple[LayerId, ...]) -> set[str]:
    selection = atlas.select(Filters.from_params(params))
    return {feature.id for layer_id in layers for feature in selection[layer_id].features}


def _shown(value: object) -> str:
    """Return the name of a case; sets have no order."""
    return str(value) if isinstance(value, dict) else ""


@pytest.mark.parametrize(
    ("params", "ids"),
    [
        ({"from": "2025-05-03"}, {"ev-shots", "pos-hill", "talk-paris", "talk-call"}),
        ({"to": "2025-01-10"}, {"ev-strike", "pos-hill", "talk-call"}),
        ({"from": "2025-02-28", "to": "2025-02-28"}, {"ev-raid", "pos-hill", "talk-call"}),
        ({"from": "2025-03", "to": "2025-03"}, {"pos-hill", "talk-call"}),
        ({"from": "2025-05-02", "to": "2025-05-02"}, {"ev-shots", "pos-hill", "talk-call"}),
        ({"to": "2024"}, set()),
        ({"kind": "airstrike"}, {"ev-strike"}),
        ({"kind": "airstrike,israeli_post,statement"}, {"ev-strike", "pos-hill", "talk-call"}),
        ({"confidence": "high"}, {"ev-strike", "talk-paris"}),
        ({"source": "north-press"}, {"ev-strike", "ev-shots", "talk-call"}),
        ({"source": "united-nations"}, {"ev-raid", "talk-paris", "pos-hill"}),
        ({"source": "nobody"}, set()),
        ({"q": "quneitra strike"}, {"ev-strike"}),
        ({"q": "KUNEITRA"}, {"ev-strike", "pos-hill"}),
        ({"q": "القنيطره"}, {"ev-strike", "pos-hill"}),
        ({"q": "point 5"}, {"pos-hill"}),
        ({"q": "strike raid"}, set()),
        ({"bbox": "35.8,33.1,35.9,33.3"}, {"ev-strike", "pos-hill"}),
        ({"bbox": "35.82461,33.12595,35.82461,33.12595"}, {"ev-strike"}),
        ({"bbox": "35,30,3,60"}, {"ev-strike", "ev-shots", "pos-hill", "talk-paris"}),
        ({"bbox": "170,-50,-170,50"}, set()),
        ({"id": "ev-raid,talk-call"}, {"ev-raid", "talk-call"}),
        ({"id": "nothing"}, set()),
        ({"kind": "airstrike", "confidence": "low"}, set()),
    ],
    ids=_shown,
)
def test_records_that_pass(small: Atlas, params: dict[str, str], ids: set[str]) -> None:
    assert _ids(small, params, RECORDS) == ids


@pytest.mark.parametrize(
    ("params", "ids"),
    [
        ({"actor": "unknown"}, {"ev-raid", "ev-shots"}),
        ({"actor": "israeli_forces"}, {"ev-strike", "ev-raid"}),
        ({"attribution": "disputed,unknown"}, {"ev-raid", "ev-shots"}),
        ({"governorate": "daraa"}, {"ev-raid", "ev-shots"}),
    ],
    ids=_shown,
)
def test_events_that_pass(small: Atlas, params: dict[str, str], ids: set[str]) -> None:
    assert _ids(small, params, EVENTS) == ids


@pytest.mark.parametrize("params", [{"kind": "airstrike"}, {"q": "nothing"}, {"actor": "iran"}], ids=str)
@pytest.mark.parametrize("layer_id", [LayerId.LINES, LayerId.AREA_OF_SEPARATION, LayerId.CONTROL], ids=str)
def test_layers_stay_whole_under_filters_that_do_not_concern_them(
    small: Atlas, params: dict[str, str], layer_id: LayerId
) -> None:
    assert small.select(Filters.from_params(params))[layer_id] == small.layers[layer_id]


def test_talks_stay_whole_under_an_actor(small: Atlas) -> None:
    assert _ids(small, {"actor": "iran"}, (LayerId.TALKS,)) == {"talk-paris", "talk-call"}


def test_lines_of_1974_are_not_there_before(small: Atlas) -> None:
    assert _ids(small, {"to": "1974-05-30"}, (LayerId.LINES,)) == set()


def test_places_are_found_by_any_spelling(small: Atlas) -> None:
    assert _ids(small, {"q": "al qunaytirah"}, (LayerId.PLACES,)) == {"quneitra"}


def test_undated_places_stay_under_dates(small: Atlas) -> None:
    assert _ids(small, {"to": "1900"}, (LayerId.PLACES,)) == {"quneitra", "paris", "lost-hill"}


def test_selection_keeps_the_order_of_the_records(atlas: Atlas) -> None:
    kept = [
        feature.id for feature in atlas.select(Filters.from_params({"confidence": "high"}))[LayerId.STRIKES].features
    ]
    whole = [feature.id for feature in atlas.layers[LayerId.STRIKES].features]
    assert kept == [record_id for record_id in whole if record_id in set(kept)]


STEPS = (
    ("from", "2025-02"),
    ("to", "2025-05"),
    ("confidence", "high,low"),
    ("q", "a"),
    ("bbox", "35,32,36.5,34"),
)


@given(st.lists(st.sampled_from(STEPS), unique=True))
def test_a_further_filter_never_adds_a_feature(small: Atlas, steps: list[tuple[str, str]]) -> None:
    layers = tuple(small.layers)
    assert _ids(small, dict(steps), layers) <= _ids(small, dict(steps[:-1]), layers)


def test_unknown_layer_is_named_as_such(small: Atlas) -> None:
    with pytest.raises(NotFoundError, match="known are area-of-separation"):
        small.layer("nothing")


@pytest.mark.parametrize(("record_id", "found"), [("ev-raid", True), ("nothing", False)])
def test_feature_is_found_by_id(small: Atlas, record_id: str, found: bool) -> None:
    assert (small.feature(record_id) is not None) is found


def test_publishers_are_listed_by_filter_value(small: Atlas) -> None:
    assert dict(small.publishers) == {"north-press": "North Press", "united-nations": "United Nations"}


def _alike(atlas: Atlas, params: dict[str, str]) -> Filters:
    return atlas.alike(Filters.from_params(params))


def test_words_that_find_the_same_are_alike(small: Atlas) -> None:
    assert _alike(small, {"q": "raid OR firstword"}) == _alike(small, {"q": "raid OR secondword"})


def test_words_that_find_something_else_are_not_alike(small: Atlas) -> None:
    assert _alike(small, {"q": "raid"}) != _alike(small, {"q": "raid OR strike"})


@given(
    st.sampled_from(("raid", "strike OR zzz", "NOT raid", "zzz")),
    st.sampled_from(({}, {"from": "2025-03"}, {"to": "2025"})),
)
def test_what_is_alike_selects_the_same_in_the_same_days(small: Atlas, words: str, days: dict[str, str]) -> None:
    filters = Filters.from_params({"q": words, **days})
    alike = small.alike(filters)
    assert (alike.date_from, alike.date_to) == (filters.date_from, filters.date_to)
    assert small.select(alike) == small.select(filters)
