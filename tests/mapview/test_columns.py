from __future__ import annotations

import json
import re

import pytest

from geo.mapview import ColumnsSpec, build_map, render_frame, symbol_table
from geo.mapview.columns import kind_table

HOSTILE = "{{ 7*7 }}</script><script>alert(1)</script>"


def _spec(title: str = "Events") -> ColumnsSpec:
    return ColumnsSpec(
        "syria", title, "A note.", "abc", 12, 3, [("Shelling", 8), (title, 4)], ("actor",), (35, 32, 37, 34)
    )


def _options(title: str = "Events") -> dict[str, object]:
    text = build_map([], version="1", columns=[_spec(title)], data_base="/base/").get_root().render()
    found = re.search(r"Atlas\.addColumns\(map_atlas, (\{.*\})\);", text)
    assert found
    options: dict[str, object] = json.loads(found[1])
    return options


def test_the_element_names_every_address() -> None:
    options = _options()
    assert {name: options[name] for name in ("id", "url", "details", "match", "extras")} == {
        "id": "events-syria",
        "url": "/base/columns/syria.bin?v=abc",
        "details": "/base/columns/syria/rows?v=abc",
        "match": "/base/columns/syria/match?v=abc",
        "extras": [{"name": "actor", "url": "/base/columns/syria/actor.bin?v=abc"}],
    }


def test_hostile_titles_and_kinds_come_out_as_they_went_in() -> None:
    options = _options(HOSTILE)
    assert (options["title"], options["kinds"][1]["label"]) == (HOSTILE, HOSTILE)  # type: ignore[index]


def test_no_hostile_text_reaches_the_document() -> None:
    text = build_map([], version="1", columns=[_spec(HOSTILE)]).get_root().render()
    assert "alert(1)</script>" not in text
    assert "49" not in re.findall(r'"title":"([^"]*)"', text)


@pytest.mark.parametrize("count", [1, 8, 9, 40])
def test_every_kind_has_a_symbol_of_the_table(count: int) -> None:
    kinds = kind_table([(f"kind {number}", 1) for number in range(count)] + [("airstrike", 1)])
    assert {entry["symbol"] for entry in kinds} <= set(symbol_table())


def test_kinds_of_our_vocabulary_keep_their_symbol() -> None:
    assert [entry["symbol"] for entry in kind_table([("drone_strike", 1), ("Attack", 1)])] == [
        "drone_strike",
        "file-kind-1",
    ]


def test_the_head_asks_for_the_columns_that_the_element_names() -> None:
    head = render_frame([], version="1", columns=[_spec()]).html.decode().split("<body>", 1)[0]
    assert '{"events-syria":"columns/syria.bin?v=abc"}' in head


def test_the_script_of_the_head_stands_before_all_files() -> None:
    text = render_frame([], version="1").html.decode()
    assert text.index("<script>") < text.index("<script src") < text.index("</head>")
