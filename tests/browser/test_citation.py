"""The citation that the card copies is, word for word, the one that Python writes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from geo.analysis.cite import as_text, cite_feature, edition_of
from geo.atlas import SPECS, Atlas
from geo.mapview import CARD_SCRIPTS, kind_labels, script
from tests.browser.conftest import Open
from tests.browser.servers import Server, serve

pytestmark = pytest.mark.browser
ADDRESS = "https://atlas.example/?id=x"
PUBLIC = "https://atlas.example"


def test_card_and_python_cite_every_feature_alike(browser: Browser, atlas: Atlas) -> None:
    features = [feature for layer in atlas.layers.values() for feature in layer.features]
    edition = edition_of(atlas.dataset)
    wanted = {feature.id: as_text(cite_feature(feature, edition, url=ADDRESS)) for feature in features}
    page = browser.new_page()
    page.set_content("<!doctype html><title>Card</title>")
    page.add_script_tag(content=script(CARD_SCRIPTS).decode())
    found = page.evaluate(
        """([features, kinds, roles, edition, address]) => {
            Object.assign(Atlas, { kindLabels: kinds, layerRoles: roles });
            return features.map((f) => [f.id, Atlas.citation(f, edition, address)]);
        }""",
        [
            [json.loads(json.dumps(feature.as_geojson())) for feature in features],
            kind_labels(),
            {str(spec.id): str(spec.role) for spec in SPECS},
            {"title": edition.title, "version": edition.version, "as_of": edition.as_of},
            ADDRESS,
        ],
    )
    page.close()
    assert dict(found) == wanted


@pytest.fixture
def public(tmp_path: Path) -> Iterator[Server]:
    """Run an atlas that knows its public address: without one a citation has no link."""
    with serve(tmp_path, settings={"ATLAS_PUBLIC_URL": PUBLIC}) as server:
        yield server


def test_the_address_in_a_citation_brings_the_view_back(public: Server, new_tab: Open) -> None:
    query = "layers=lines,strikes&kind=airstrike&lat=33.05&lon=35.9&z=11.5&t0=2025-01-01&t1=2025-12-31"
    tab = new_tab(loaded=True).open(public.url(f"/?{query}")).open_files()
    text = tab.page.locator('[data-testid="stCode"]').first
    address = tab.until(lambda: re.search(r"http\S+&lat=\S+", text.inner_text()), "the view is cited").group()
    assert address.startswith(PUBLIC)
    other = new_tab().open(public.url(address.removeprefix(PUBLIC)))
    assert (other.layers(), other.probe()["view"]) == (tab.layers(), tab.probe()["view"])
    assert other.ids() == tab.ids()
