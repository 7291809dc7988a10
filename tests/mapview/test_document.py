from __future__ import annotations

import json
import re
import subprocess
import sys

import folium
import pytest

from geo.atlas import SPECS, Atlas
from geo.mapview import FrameOptions, asset_names, assets, base_maps, build_map, render_frame
from geo.mapview.csp import hash_source, inline_blocks
from geo.mapview.elements import GeoJsonUrlLayer
from geo.mapview.frame import AtlasMap
from tests.mapview.specs import PlainSpec


@pytest.fixture(scope="module")
def html() -> str:
    return render_frame(SPECS, version="v1").html.decode()


def test_the_map_is_a_folium_map_with_one_element_per_layer() -> None:
    atlas = build_map(SPECS, version="v1")
    layers = [child for child in atlas._children.values() if isinstance(child, GeoJsonUrlLayer)]
    assert isinstance(atlas, folium.Map)
    assert [layer.layer_name for layer in layers] == [spec.title for spec in SPECS]
    assert all(isinstance(layer, folium.map.Layer) for layer in layers)


def test_a_notebook_can_show_it() -> None:
    shown = build_map([PlainSpec()], version="v1", asset_base="http://localhost:8501/assets/")._repr_html_()
    assert "iframe" in shown
    assert f"http://localhost:8501/assets/{asset_names().leaflet_js}" in shown


def test_no_address_outside_but_tiles_and_credits(html: str) -> None:
    allowed = {choice.tiles for choice in base_maps()}
    allowed |= {credit.url for choice in base_maps() for credit in choice.credit}
    plain = html.replace("\\u007b", "{").replace("\\u007d", "}").replace("\\u0026", "&")
    found = set(re.findall(r"https?://[^\"'\\\s<]+", plain))
    assert found == allowed - {""}
    assert not re.search(r"""(src|href)=["'](https?:)?//""", html)


def test_every_asset_that_the_document_names_exists(html: str) -> None:
    named = re.findall(r"""(?:src|href)="assets/([^"]+)\"""", html)
    assert len(named) == 4
    assert set(named) <= set(assets())


def test_first_files_that_the_head_asks_for_are_those_that_the_elements_name(html: str) -> None:
    head, body = html.split("<body>", 1)
    asked = [json.loads(part) for part in re.findall(r"\}\)\((\[[^\]]*\]),(\[[^\]]*\]),\{", head)[0]]
    assert asked[0] == [f"assets/{asset_names().basemap}"]
    assert all(json.dumps(name).replace("&", "\\u0026") in body for name in asked[0] + asked[1])


def test_the_same_bytes_each_time_and_in_another_process(html: str) -> None:
    assert render_frame(SPECS, version="v1").html.decode() == html
    code = (
        "import sys; from geo.atlas import SPECS; from geo.mapview import render_frame;"
        "sys.stdout.write(render_frame(SPECS, version='v1').etag)"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert other.stdout == render_frame(SPECS, version="v1").etag


def test_the_entity_tag_follows_version_and_policy() -> None:
    tags = {
        render_frame(SPECS, version="v1").etag,
        render_frame(SPECS, version="v2").etag,
        render_frame(SPECS, version="v1", frame_ancestors="*").etag,
    }
    assert len(tags) == 3
    assert all(re.fullmatch(r'"[0-9a-f]{32}"', tag) for tag in tags)


def test_policy_allows_exactly_the_inline_code() -> None:
    document = render_frame(SPECS, version="v1", frame_ancestors="'self' https://news.example")
    rules = {name: rest for name, *rest in (rule.split() for rule in document.csp.split("; "))}
    blocks = inline_blocks(document.html.decode())
    assert blocks.attributes == ()
    assert rules["script-src"] == ["'self'", *(hash_source(text) for text in blocks.scripts)]
    assert rules["style-src"] == ["'self'", *(hash_source(text) for text in blocks.styles)]
    assert len(blocks.scripts) == 2
    assert rules["frame-ancestors"] == ["'self'", "https://news.example"]
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == ["'none'"]
    assert "unsafe" not in document.csp
    assert rules["img-src"] == [
        "'self'",
        "data:",
        "blob:",
        "https://server.arcgisonline.com",
        "https://tile.openstreetmap.org",
    ]


def test_without_online_base_maps_no_host_is_allowed() -> None:
    options = FrameOptions(base_maps=base_maps()[:1])
    assert "https:" not in render_frame(SPECS, version="v1", frame_options=options).csp


def test_no_text_of_records_is_in_the_document(html: str, atlas: Atlas) -> None:
    texts = [
        str(feature.properties[name])
        for layer in atlas.layers.values()
        for feature in layer.features
        for name in ("title", "summary", "caveat")
        if len(str(feature.properties.get(name, ""))) > 60
    ]
    assert len(texts) > 500
    assert [text for text in texts if text in html] == []


def test_pinch_zoom_language_and_fixed_id(html: str) -> None:
    assert '<html lang="en">' in html
    assert html.count('name="viewport"') == 1
    assert "user-scalable" not in html
    assert "maximum-scale" not in html
    assert '<div class="folium-map" id="map_atlas"></div>' in html


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% raw %}", "{# c", "</script><script>x", "`${x}`", "\u2028'\"\\"])
def test_even_a_hostile_layer_title_stays_text(text: str) -> None:
    html = render_frame([PlainSpec(title=text, note=text)], version="v1").html.decode()
    call = re.search(r"Atlas\.addLayer\(map_atlas, (\{.*\})\);", html)
    assert call is not None
    options = json.loads(call.group(1))
    assert options["title"] == options["note"] == text
    assert len(inline_blocks(html).scripts) == 2


def test_folium_itself_is_left_as_it_was() -> None:
    build_map(SPECS, version="v1")
    assert any("leaflet" in url for _, url in folium.Map.default_js)
    assert AtlasMap.default_js is folium.Map.default_js
