from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from geo.atlas import SPECS
from geo.mapview import assets, render_standalone
from geo.mapview.csp import hash_source, inline_blocks
from geo.mapview.standalone import data_block

HOSTILE = "</script><script>alert(1)</script><!-- {{ 7*7 }} {% raw %} \u2028\u2029 & <img src=x onerror=alert(1)>"


class Blocks(HTMLParser):
    """Collects data blocks as a browser would see them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: dict[str, str] = {}
        self.executed = 0
        self.loaded: list[str] = []
        self._name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.loaded += [str(named[name]) for name in ("src", "href") if name in named]
        self._name = str(named.get("data-name") or "") if tag == "script" else ""
        self.executed += tag == "script" and "type" not in named

    def handle_data(self, data: str) -> None:
        if self._name:
            self.found[self._name] = self.found.get(self._name, "") + data


def _collection(title: str) -> bytes:
    feature = {
        "type": "Feature",
        "id": "ev-1",
        "geometry": None,
        "properties": {"title": title, "layer": "strikes", "kind": "airstrike"},
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False).encode()


@pytest.fixture(scope="module")
def saved() -> bytes:
    return render_standalone(
        SPECS, version="v1", layers={"strikes": _collection(HOSTILE)}, query=f"theme=dark&q={HOSTILE}"
    )


@pytest.fixture(scope="module")
def blocks(saved: bytes) -> Blocks:
    parser = Blocks()
    parser.feed(saved.decode())
    return parser


def test_data_comes_back_literally(blocks: Blocks) -> None:
    assert json.loads(blocks.found["layers/strikes.geojson"]) == json.loads(_collection(HOSTILE))
    assert json.loads(blocks.found["query"]) == f"theme=dark&q={HOSTILE}"
    basemap = next(name for name in assets() if name.startswith("basemap-"))
    assert json.loads(blocks.found[f"assets/{basemap}"])["layers"]


def test_the_registry_counts_the_data_inside(blocks: Blocks) -> None:
    registry = json.loads(blocks.found["layers"])
    assert registry["version"] == "v1"
    assert registry["layers"] == [{"id": "strikes", "count": 1, "located": 0}]


def test_data_neither_ends_its_block_nor_runs(saved: bytes, blocks: Blocks) -> None:
    assert blocks.executed == 4  # first script, Leaflet, our script, the calls of the elements
    assert b"<img src=x" not in saved
    assert b"{{ 7*7 }}" in saved


def test_nothing_is_loaded_from_elsewhere(saved: bytes, blocks: Blocks) -> None:
    assert blocks.loaded == []
    assert re.findall(rb"url\((?!data:|#)[^)]*\)", saved.split(b"</style>")[0]) == []


def test_policy_allows_the_inlined_code_and_no_connection(saved: bytes) -> None:
    html = saved.decode()
    meta = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', html)
    assert meta is not None
    policy = meta.group(1).replace("&#x27;", "'")
    found = inline_blocks(html)
    assert all(hash_source(text) in policy for text in (*found.scripts, *found.styles))
    assert "connect-src 'none'" in policy
    assert "'self'" not in policy
    assert "\r" not in "".join((*found.scripts, *found.styles))
    assert html.index("Content-Security-Policy") < html.index("<script")


def test_layers_without_data_are_left_out(saved: bytes) -> None:
    assert saved.count(b"Atlas.addLayer(map_atlas") == 1


def test_the_query_chooses_the_theme(saved: bytes) -> None:
    assert b'||"dark"' in saved


def test_the_same_bytes_each_time(saved: bytes) -> None:
    again = render_standalone(
        SPECS, version="v1", layers={"strikes": _collection(HOSTILE)}, query=f"theme=dark&q={HOSTILE}"
    )
    assert again == saved


@pytest.mark.parametrize("char", ["<", ">", "&", "\u2028", "\u2029"])
def test_escapes(char: str) -> None:
    block = data_block("x", json.dumps(char, ensure_ascii=False).encode()).decode()
    assert block == f'<script type="application/json" data-name="x">"\\u{ord(char):04x}"</script>\n'
