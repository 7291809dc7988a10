"""Reading of OpenStreetMap XML: what is taken, and everything that is refused."""

from __future__ import annotations

import pytest

from geo.errors import DataError
from geo.maintenance.refresh.osm import read_elements

NODE = '<node id="1" version="2" timestamp="2025-01-02T03:04:05Z" lat="33.1" lon="35.8"/>'
WAY = '<way id="7" version="3" timestamp="2025-02-03T03:04:05Z"><nd ref="1"/><nd ref="2"/><tag k="a" v="b"/></way>'
ENTITIES = '<!DOCTYPE osm [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE osm [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


def _osm(inside: str, *, before: str = "") -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<osm version="0.6">{inside}</osm>'.encode()


def test_elements_are_read() -> None:
    relation = (
        '<relation id="9" version="4" timestamp="2025-03-04T00:00:00Z"><member type="node" ref="1" role="label"/>'
        '<member type="way" ref="7" role="outer"/></relation>'
    )
    found = read_elements(_osm(NODE + WAY + relation), name="relation/9")
    assert (found.nodes[1].lon, found.nodes[1].lat, found.nodes[1].day) == (35.8, 33.1, "2025-01-02")
    assert (found.ways[7].nodes, found.ways[7].version) == ((1, 2), 3)
    assert (found.relations[9].ways, found.relations[9].day) == (((7, "outer"),), "2025-03-04")


def test_deleted_elements_are_left_out() -> None:
    deleted = '<node id="1" visible="false" version="3" timestamp="2025-01-02T03:04:05Z"/>'
    assert read_elements(_osm(deleted), name="x").nodes == {}


def test_of_two_versions_the_later_one_is_kept() -> None:
    old = read_elements(_osm(NODE), name="x")
    new = read_elements(_osm(NODE.replace('version="2"', 'version="3"').replace("33.1", "33.2")), name="x")
    assert old.joined(new).nodes[1].lat == new.joined(old).nodes[1].lat == 33.2


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "not well-formed"),
        (b"\x00\xff\xfe", "not well-formed"),
        (_osm(NODE)[:-4], "not well-formed"),
        (_osm("<node>"), "not well-formed"),
        (_osm("&undefined;"), "not well-formed"),
        (_osm(NODE, before=ENTITIES).decode().encode("utf-16"), "document type"),
        (b'<?xml version="1.0" encoding="no-such"?><osm/><osm/>', "not well-formed"),
        (_osm(NODE, before="<!DOCTYPE osm>"), "document type"),
        (_osm("&b;" + NODE, before=ENTITIES), "document type"),
        (_osm("&x;" + NODE, before=EXTERNAL), "document type"),
        (_osm(NODE, before='<!DOCTYPE osm SYSTEM "http://127.0.0.1:9/x.dtd">'), "document type"),
        (b"<html><body>busy</body></html>", "no OpenStreetMap document"),
        (_osm(NODE.replace('lat="33.1"', "")), "lacks"),
        (_osm(NODE.replace("33.1", "north")), "lacks"),
        (_osm(NODE.replace("33.1", "nan")), "lacks"),
        (_osm(NODE.replace("33.1", "inf")), "lacks"),
        (_osm(NODE.replace("33.1", "91")), "lacks"),
        (_osm(NODE.replace("2025-01-02", "yesterday")), "lacks"),
        (_osm(NODE.replace('id="1"', 'id="one"')), "lacks"),
        (_osm(NODE.replace('id="1"', f'id="{"9" * 5000}"')), "lacks"),
        (_osm(WAY.replace('ref="2"', "")), "lacks"),
        (_osm(WAY.replace('version="3"', "")), "lacks"),
    ],
)
def test_anything_else_is_refused(body: bytes, reason: str) -> None:
    with pytest.raises(DataError) as caught:
        read_elements(body, name="relation/9")
    assert reason in caught.value.report()
    assert caught.value.report().startswith("relation/9:")


def test_deep_nesting_does_no_harm() -> None:
    found = read_elements(_osm("<x>" * 100_000 + "</x>" * 100_000 + NODE), name="x")
    assert list(found.nodes) == [1]


def test_a_fault_names_the_line() -> None:
    with pytest.raises(DataError) as caught:
        read_elements(_osm("\n\n" + NODE.replace("33.1", "x")), name="x")
    assert caught.value.faults[0].row == 3
