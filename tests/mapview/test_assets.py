from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from geo import mapview
from geo.atlas import SPECS
from geo.errors import DataError
from geo.mapview import assets, base_maps, bundle, kind_labels, legend_of, symbol_table
from geo.query.filters import KINDS

STATIC = Path(mapview.__file__).with_name("static")


def test_every_script_and_style_is_in_the_bundle() -> None:
    assert sorted(bundle.SCRIPTS) == sorted(
        str(path.relative_to(STATIC / "js")) for path in (STATIC / "js").rglob("*.js")
    )
    assert sorted(bundle.STYLES) == sorted(path.name for path in (STATIC / "css").iterdir())


@pytest.mark.parametrize(
    "path", sorted(path for path in STATIC.rglob("*") if path.is_file()), ids=lambda path: path.name
)
def test_files_stay_small_and_plain(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 300
    assert text.startswith("/*")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text)
    assert not re.search(r"\balert\(|\.setAttribute\(\"style\"|url\((?!#)", text.replace('"url(#"', ""))


def test_the_card_needs_no_leaflet() -> None:
    text = bundle.script(bundle.CARD_SCRIPTS).decode()
    assert not re.search(r"\bL\.[a-zA-Z]", text)


def test_every_name_carries_a_digest() -> None:
    assert [name for name in assets() if not re.search(r"-[0-9a-f]{12}[./]", name)] == []


def test_the_digest_of_a_file_is_that_of_its_content() -> None:
    for name, asset in assets().items():
        found = re.search(r"-([0-9a-f]{12})\.", name)
        if found:
            assert hashlib.sha256(asset.body).hexdigest().startswith(found.group(1)), name


def test_leaflet_comes_from_its_package_with_its_images() -> None:
    found, names = assets(), bundle.asset_names()
    assert b"Leaflet 1.9.3" in found[names.leaflet_js].body
    assert b"sourceMappingURL" not in found[names.leaflet_js].body
    pictures = re.findall(r"url\((images/[^)]+)\)", found[names.leaflet_css].body.decode())
    assert {names.leaflet_css.replace("leaflet.css", name) for name in pictures} <= set(found)
    assert {asset.content_type.split(";")[0] for asset in found.values()} == {
        "text/javascript",
        "text/css",
        "application/json",
        "image/png",
    }


def test_a_missing_base_map_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bundle, "basemap_path", lambda: tmp_path / "basemap.json")
    with pytest.raises(DataError) as caught:
        assets()
    assert "basemap.json" in caught.value.report()


def test_every_kind_has_a_symbol_and_words() -> None:
    assert set(symbol_table()) >= KINDS
    assert set(kind_labels()) >= KINDS


def test_every_layer_has_a_legend_of_symbols_that_exist() -> None:
    for spec in SPECS:
        items = legend_of(spec.id)
        assert items
        assert {item.symbol for item in items} <= set(symbol_table())


def test_every_shape_can_be_drawn() -> None:
    script = (STATIC / "js" / "core" / "symbols.js").read_text(encoding="utf-8")
    shapes = {symbol.shape for symbol in symbol_table().values()} - {"line", "area"}
    assert [shape for shape in shapes if not re.search(rf'^    "?{shape}"?: ', script, re.MULTILINE)] == []


def test_kinds_of_one_colour_differ_in_shape() -> None:
    for spec in SPECS:
        symbols = [symbol_table()[item.symbol] for item in legend_of(spec.id)]
        assert len(set(symbols)) == len(symbols)


def test_only_the_offline_map_needs_no_host() -> None:
    assert [choice.host for choice in base_maps()] == [
        "",
        "tile.openstreetmap.org",
        "server.arcgisonline.com",
    ]
    assert all(choice.credit for choice in base_maps() if choice.host)
