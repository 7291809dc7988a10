"""What ``GET /layers`` says: one entry for each layer with counts, bounds, digest and licence."""

from __future__ import annotations

import hashlib
from typing import Any

from geo.atlas import Atlas, Layer


def layer_registry(atlas: Atlas) -> dict[str, Any]:
    """Return the registry of layers as a JSON document."""
    about = atlas.dataset.about
    return {
        "title": about.title,
        "version": atlas.dataset.version,
        "digest": atlas.dataset.digest,
        "data_as_of": about.as_of,
        "compiled": about.compiled,
        "coverage": about.coverage,
        "gaps": [{"start": gap.start, "end": gap.end, "reason": gap.reason} for gap in about.gaps],
        "layers": [_entry(atlas, layer) for layer in atlas.layers.values()],
    }


def _entry(atlas: Atlas, layer: Layer) -> dict[str, Any]:
    spec = layer.spec
    return {
        "id": str(spec.id),
        "title": spec.title,
        "group": str(spec.group),
        "note": spec.note,
        "role": str(spec.role),
        "dated": spec.dated,
        "count": len(layer.features),
        "located": layer.located,
        "bbox": layer.bbox,
        "digest": hashlib.sha256(atlas.write(layer)).hexdigest(),
        "licence": str(spec.licence),
        "credit": spec.credit,
        "filters": sorted(str(name) for name in spec.filters),
        "default_on": spec.default_on,
        "href": f"layers/{spec.id}.geojson",
    }
