"""Filters: one parser and one writer for widgets, addresses, HTTP and command line."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo import vocab
from geo.errors import FilterError
from geo.query.filters import FILTER_NAMES, KINDS, MAX_TEXT, Filters, passes, touches_bbox
from geo.query.search import EVERYTHING

DAYS = st.dates().map(lambda day: day.isoformat())
DEGREES_LON = st.integers(-180_000_000, 180_000_000).map(lambda value: value / 1e6)
DEGREES_LAT = st.integers(-90_000_000, 90_000_000).map(lambda value: value / 1e6)
SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)


def _is_query(text: str) -> bool:
    try:
        return bool(Filters.from_params({"q": text}).q)
    except FilterError:
        return False


@st.composite
def _filters(draw: st.DrawFn) -> Filters:
    """Draw any filters that a person can set."""
    start, end = sorted(draw(st.tuples(DAYS, DAYS)))
    south, north = sorted(draw(st.tuples(DEGREES_LAT, DEGREES_LAT)))
    box = st.tuples(DEGREES_LON, st.just(south), DEGREES_LON, st.just(north))
    text = st.text(max_size=MAX_TEXT).map(str.strip).filter(_is_query)
    return Filters(
        date_from=draw(st.none() | st.just(start)),
        date_to=draw(st.none() | st.just(end)),
        kind=draw(st.frozensets(st.sampled_from(sorted(KINDS)))),
        actor=draw(st.frozensets(st.sampled_from([str(item) for item in vocab.Actor]))),
        attribution=draw(st.frozensets(st.sampled_from([str(item) for item in vocab.Attribution]))),
        governorate=draw(st.frozensets(st.sampled_from([str(item) for item in vocab.Governorate]))),
        confidence=draw(st.frozensets(st.sampled_from([str(item) for item in vocab.Confidence]))),
        source=draw(st.frozensets(SLUGS, max_size=3)),
        q=draw(st.just("") | text),
        bbox=draw(st.none() | box),
        id=draw(st.frozensets(SLUGS, max_size=3)),
    )


@given(_filters())
def test_parameters_give_the_filters_back(wanted: Filters) -> None:
    assert Filters.from_params(wanted.to_params()) == wanted


@given(_filters())
def test_parameters_stand_in_the_order_of_the_documentation(wanted: Filters) -> None:
    names = list(wanted.to_params())
    assert names == [name for name in FILTER_NAMES if name in names]


@given(_filters(), st.sampled_from(FILTER_NAMES))
def test_a_filter_can_be_taken_off(wanted: Filters, name: str) -> None:
    assert set(wanted.without(name).active) == set(wanted.active) - {name}


@given(_filters())
def test_equal_filters_can_share_a_cache(wanted: Filters) -> None:
    assert hash(Filters.from_params(wanted.to_params())) == hash(wanted)


@pytest.mark.parametrize(
    ("params", "wanted"),
    [
        ({}, Filters()),
        ({"from": "2025", "to": "2025-02"}, Filters(date_from="2025-01-01", date_to="2025-02-28")),
        ({"kind": " airstrike , artillery "}, Filters(kind=frozenset({"airstrike", "artillery"}))),
        ({"kind": "us_envoy,israeli_post"}, Filters(kind=frozenset({"us_envoy", "israeli_post"}))),
        ({"q": "  Jubātā  "}, Filters(q="Jubātā")),
        ({"bbox": "35.5, 32.6,36,33.5"}, Filters(bbox=(35.5, 32.6, 36.0, 33.5))),
        ({"bbox": "170,-50,-170,50"}, Filters(bbox=(170.0, -50.0, -170.0, 50.0))),
        ({"source": "al-jazeera,un"}, Filters(source=frozenset({"al-jazeera", "un"}))),
        ({"from": "", "kind": "  ", "q": ""}, Filters()),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_parameters_are_read(params: dict[str, str], wanted: Filters) -> None:
    assert Filters.from_params(params) == wanted


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("colour", "red", "unknown parameter"),
        ("From", "2025", "unknown parameter"),
        ("from", "yesterday", "YYYY-MM-DD"),
        ("to", "2025-02-29", "no such day"),
        ("kind", "ufo", "unknown value"),
        ("kind", "airstrike;artillery", "unknown value"),
        ("kind", "airstrike,", "empty value"),
        ("actor", "IDF", "unknown value"),
        ("attribution", "israel", "unknown value"),
        ("governorate", "Quneitra", "unknown value"),
        ("confidence", "certain", "unknown value"),
        ("source", "a b", "letters, digits and hyphens"),
        ("source", "ä", "letters, digits and hyphens"),
        ("id", "../../etc", "letters, digits and hyphens"),
        ("id", "x" * 101, "letters, digits and hyphens"),
        ("q", "?!", "no letter or digit"),
        ("q", "x" * (MAX_TEXT + 1), "longer than"),
        ("q", "raid OR", "at character 6: OR has nothing after it"),
        ("q", 'raid "at dawn', "at character 6: the quotation mark is not closed"),
        ("q", "(" * MAX_TEXT, "at character 21: parentheses are nested too deeply"),
        ("bbox", "1,2,3", "four numbers"),
        ("bbox", "1,2,3,4,5,6", "four numbers"),
        ("bbox", "a,b,c,d", "four numbers"),
        ("bbox", "1,,3,4", "four numbers"),
        ("bbox", "nan,0,1,1", "finite"),
        ("bbox", "0,0,inf,1", "finite"),
        ("bbox", "-180.1,0,0,1", "between -180 and 180"),
        ("bbox", "0,-91,1,1", "between -180 and 180"),
        ("bbox", "0,2,1,1", "south lies above north"),
    ],
)
def test_what_cannot_be_read_is_named(name: str, text: str, reason: str) -> None:
    with pytest.raises(FilterError, match=rf"^{name}: .*{reason}"):
        Filters.from_params({name: text})


@pytest.mark.parametrize("name", FILTER_NAMES)
def test_repeated_parameter_is_refused(name: str) -> None:
    with pytest.raises(FilterError, match=f"{name}: is given twice"):
        Filters.from_params([(name, ""), (name, "")])


def test_dates_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(FilterError, match="from: lies after to"):
        Filters.from_params({"from": "2025-02", "to": "2025-01"})


def test_all_problems_are_named_together() -> None:
    with pytest.raises(FilterError) as caught:
        Filters.from_params({"from": "x", "bbox": "1", "colour": "red"})
    assert [name for name, _ in caught.value.problems] == ["from", "bbox", "colour"]


@given(st.sampled_from([name for name in FILTER_NAMES if name != "q"]), st.text(alphabet="<>{}$`'\"&;%\\0123456789"))
def test_no_message_repeats_a_value(name: str, text: str) -> None:
    with pytest.raises(FilterError) as caught:
        Filters.from_params({name: f"zq{text}<qz"})
    assert "zq" not in str(caught.value)


@pytest.mark.parametrize("name", ["<script>", "a b", "x" * 31, "a;b", "-"])
def test_odd_parameter_name_is_not_repeated(name: str) -> None:
    with pytest.raises(FilterError) as caught:
        Filters.from_params({name: "1"})
    assert caught.value.problems[0][0] == "parameter"


@pytest.mark.parametrize(
    ("bounds", "meets"),
    [
        ((35.0, 33.0, 35.0, 33.0), True),
        ((34.0, 32.0, 35.0, 33.0), True),
        ((30.0, 30.0, 40.0, 40.0), True),
        ((36.1, 33.0, 37.0, 33.5), False),
        ((35.5, 34.1, 35.5, 34.1), False),
        (None, False),
    ],
)
def test_bounds_meet_a_box(bounds: tuple[float, float, float, float] | None, meets: bool) -> None:
    assert touches_bbox(bounds, (35.0, 33.0, 36.0, 34.0)) is meets


@pytest.mark.parametrize(("lon", "meets"), [(175.0, True), (-175.0, True), (180.0, True), (0.0, False), (169.0, False)])
def test_box_may_cross_the_antimeridian(lon: float, meets: bool) -> None:
    assert touches_bbox((lon, 0.0, lon, 0.0), (170.0, -50.0, -170.0, 50.0)) is meets


@given(DEGREES_LON, DEGREES_LAT, DEGREES_LON, DEGREES_LON)
def test_every_longitude_is_in_a_box_or_in_the_rest(lon: float, lat: float, west: float, east: float) -> None:
    assume(west != east)
    point = (lon, lat, lon, lat)
    assert touches_bbox(point, (west, -90, east, 90)) or touches_bbox(point, (east, -90, west, 90))


@given(DEGREES_LON, DEGREES_LAT)
def test_whole_world_holds_every_point(lon: float, lat: float) -> None:
    assert touches_bbox((lon, lat, lon, lat), (-180.0, -90.0, 180.0, 90.0))


@given(st.frozensets(st.sampled_from("abc")), st.frozensets(st.sampled_from("abc")))
def test_nothing_wanted_or_one_in_common(values: frozenset[str], wanted: frozenset[str]) -> None:
    assert passes(values, wanted) is (not wanted or bool(values & wanted))


def test_words_of_a_query_are_folded() -> None:
    assert str(Filters(q="Jubātā al-Khashab").query()) == "(jubata AND al-khashab)"


def test_without_words_the_query_leaves_nothing_out() -> None:
    assert Filters().query() == EVERYTHING


@given(st.text(alphabet='zq() "-').map(lambda text: f"zq{text}("))
def test_no_message_repeats_what_was_searched_for(text: str) -> None:
    with pytest.raises(FilterError) as caught:
        Filters.from_params({"q": text})
    assert "zq" not in str(caught.value)


def test_mistake_in_the_search_stands_beside_the_others() -> None:
    with pytest.raises(FilterError) as caught:
        Filters.from_params({"from": "x", "q": "(", "bbox": "1"})
    assert [name for name, _ in caught.value.problems] == ["from", "q", "bbox"]


@given(DEGREES_LON)
def test_numbers_of_an_address_have_no_exponent(value: float) -> None:
    text = Filters(bbox=(value, 0.0, value, 0.0)).to_params()["bbox"]
    assert "e" not in text
