"""The reader of Wikipedia's map module, on a text made here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.cli.main import main
from geo.errors import DataError
from geo.maintenance.wikimap import read_wiki_marks

TEXT = """-- A map made for this test. { lat = 1, long = 1, mark = "Location dot red.svg", label = "in a comment" }
local p = {}
--[[ A longer comment
{ lat = "2", long = "2", mark = "Location dot red.svg", label = "in a long comment" }
]]
return {
  containerArgs = { "width:100%" },
  marks = {
    { lat = 33.1259, long = 35.8246, mark = "Location dot blue.svg", label = "[[Old town|Old {town}]]" },
    { lat = "32.8697", long = '36.0367', mark = 'Location dot grey.svg', marksize = 6, label = 'Farm -- north' },
    { lat = "32.7", long = "36.5", mark = "Location dot lime.svg", marksize = "8", link = "A \\"quoted\\" place" },
    { lat = 36.2, long = 37.1, mark = "Location dot yellow.svg", marksize = 8, label = "Far north" },
    { lat = "33.5", long = "36.3", mark = "Map arrow.svg", marksize = "60", label = "a picture" },
    { lat = "?", long = "36.3", mark = "Location dot red.svg", label = "no point" },
    { lat = "33.5", long = "36.31", mark = "Location dot violet.svg", marksize = "5", label = "colour not known" },
  },
}
"""


def test_marks_are_places_with_holder_and_line() -> None:
    found = [(mark.label, mark.lon, mark.lat, mark.line) for mark in read_wiki_marks(TEXT)]
    assert found == [
        ("Old {town}", 35.8246, 33.1259, 9),
        ("Farm -- north", 36.0367, 32.8697, 10),
        ('A "quoted" place', 36.5, 32.7, 11),
        ("Far north", 37.1, 36.2, 12),
        ("colour not known", 36.31, 33.5, 15),
    ]


def test_colours_are_holders_of_the_legend_and_others_are_none() -> None:
    holders = {mark.label: mark.holder for mark in read_wiki_marks(TEXT)}
    assert holders["Old {town}"].startswith("Israeli forces")
    assert "does not tell apart" in holders["Farm -- north"]
    assert holders["colour not known"] == ""


def test_a_text_without_marks_is_refused() -> None:
    with pytest.raises(DataError, match="no table with lat"):
        read_wiki_marks("return { marks = {} }")


def test_command_writes_a_file_apart_with_licence_credit_and_revision(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "module.lua", tmp_path / "marks.geojson"
    source.write_text(TEXT, encoding="utf-8")
    words = ["wikimap", str(source), "--revision", "123456", "--stated", "2026-09-11", "-o", str(out)]
    assert main(words) == 0
    assert "4 of 5 marks written, CC BY-SA 4.0" in capsys.readouterr().err
    found = json.loads(out.read_bytes())
    assert (found["licence"], "oldid=123456" in found["credit"]) == ("CC-BY-SA-4.0", True)
    assert {feature["properties"]["date"] for feature in found["features"]} == {"2026-09-11"}
    assert main([*words, "--all"]) == 0
    assert len(json.loads(out.read_bytes())["features"]) == 5


@pytest.mark.parametrize(("revision", "stated"), [("abc", "2026-09-11"), ("1", "yesterday")])
def test_command_refuses_what_is_no_revision_or_day(tmp_path: Path, revision: str, stated: str) -> None:
    source = tmp_path / "module.lua"
    source.write_text(TEXT, encoding="utf-8")
    words = ["wikimap", str(source), "--revision", revision, "--stated", stated, "-o", str(tmp_path / "out.geojson")]
    assert main(words) == 2
