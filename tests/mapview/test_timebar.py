from __future__ import annotations

import json

from geo.atlas import SPECS, Atlas
from geo.mapview import render_standalone, symbol_table
from geo.mapview.timebar import AXIS_HELD, AXIS_SINCE, time_options
from geo.vocab import LAYER_OF_CATEGORY, LayerId
from tests.mapview.specs import PlainSpec


def test_every_layer_of_reports_has_a_colour_of_its_own() -> None:
    families = time_options(SPECS)["families"]
    assert {family["id"] for family in families} == {*LAYER_OF_CATEGORY.values(), LayerId.TALKS}
    assert {family["id"] for family in families} <= {spec.id for spec in SPECS}
    hues = {symbol_table()[family["symbol"]].hue for family in families}
    assert len(hues) == len(families)


def test_the_long_axis_reaches_what_the_short_one_does_not(atlas: Atlas) -> None:
    starts = [
        feature.span.start
        for layer_id in ("control", "area-of-separation", "lines")
        for feature in atlas.layers[LayerId(layer_id)].features
        if feature.span is not None
    ]
    assert AXIS_HELD < min(starts) < AXIS_SINCE


def test_the_short_axis_holds_every_report(atlas: Atlas) -> None:
    starts = [
        feature.span.start
        for family in time_options(SPECS)["families"]
        for feature in atlas.layers[LayerId(family["id"])].features
        if feature.span is not None
    ]
    assert min(starts) >= AXIS_SINCE


def test_a_saved_page_knows_the_gaps() -> None:
    gap = {"start": "2026-03-21", "end": "2026-05-17", "reason": "no report </script> was collected"}
    empty = json.dumps({"type": "FeatureCollection", "features": []}).encode()
    saved = render_standalone([PlainSpec()], version="v1", layers={"strikes": empty}, query="", gaps=[gap])
    block = saved.split(b'data-name="layers">')[1].split(b"</script>")[0]
    assert json.loads(block)["gaps"] == [gap]
