"""The layer routes: registry, whole or filtered layers, everything visible in one file, matching ids."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import replace
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from geo.atlas import Atlas, Layer
from geo.errors import FilterError, NotFoundError
from geo.exports import Format, download_name, export_layer, export_layers
from geo.exports.at_once import ExportQueue
from geo.query.filters import Filter, Filters
from geo.vocab import LayerId
from geo.web.payload import Payload, answer, pack
from geo.web.problems import DATA_HEADERS
from geo.web.registry import layer_registry

_KEPT_ANSWERS = 96
ALL = "all"
"""Name that stands for several layers in one file."""


class LayerRoutes:
    """Endpoints over one atlas; answers are compressed once and kept."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._making = ExportQueue()
        self._payload = lru_cache(maxsize=_KEPT_ANSWERS)(self._make_payload)
        self._match = lru_cache(maxsize=_KEPT_ANSWERS)(self._make_match)
        self._registry = lru_cache(maxsize=1)(self._make_registry)

    def registry(self, request: Request) -> Response:
        """``GET /layers``: every layer with counts, bounds, digest, licence."""
        unknown = [(name, value) for name, value in request.query_params.multi_items() if name != "v"]
        if unknown:
            raise FilterError([("parameter", "the registry takes none; filters belong to layers/{id}.geojson")])
        return answer(request, self._registry())

    def match(self, request: Request) -> Response:
        """``GET /layers/match``: ids that pass, for each layer that the filters narrow."""
        filters = Filters.from_params(_own_params(request, allow=("v",)))
        return answer(request, self._match(filters), immutable=self._is_current(request))

    def layer(self, request: Request) -> Response:
        """``GET /layers/{id}.{format}``: a layer, or several as ``all``, with the filters as parameters."""
        layer_id, form = self._target(request)
        allow = ("v", "layers") if layer_id == ALL else ("v",)
        filters = Filters.from_params(_own_params(request, allow=allow))
        chosen = self._chosen(request) if layer_id == ALL else ()
        payload = self._payload(layer_id, form, filters, chosen)
        return answer(request, payload, immutable=self._is_current(request))

    def _target(self, request: Request) -> tuple[str, Format]:
        name, _, ending = request.path_params["name"].rpartition(".")
        try:
            form = Format(ending)
        except ValueError:
            raise NotFoundError(f"Known formats are {', '.join(Format)}.") from None
        if name != ALL:
            self._atlas.layer(name)
        return name, form

    def _chosen(self, request: Request) -> tuple[LayerId, ...]:
        text = request.query_params.get("layers", "").strip()
        if not text:
            return tuple(self._atlas.layers)
        try:
            wanted = {LayerId(piece.strip()) for piece in text.split(",")}
        except ValueError:
            raise FilterError([("layers", f"unknown layer; known are {', '.join(self._atlas.layers)}")]) from None
        return tuple(layer_id for layer_id in self._atlas.layers if layer_id in wanted)

    def _is_current(self, request: Request) -> bool:
        return request.query_params.get("v") == self._atlas.dataset.version

    def _make_payload(self, layer_id: str, form: Format, filters: Filters, chosen: tuple[LayerId, ...]) -> Payload:
        selection = self._atlas.select(filters)
        with self._making.slot() if form is not Format.GEOJSON else nullcontext():
            if layer_id == ALL:
                layers: list[Layer] = [selection[chosen_id] for chosen_id in chosen]
                body = export_layers(self._atlas, layers, form=form)
            else:
                body = export_layer(self._atlas, selection[LayerId(layer_id)], form=form)
        narrowed = bool(filters.active) or (layer_id == ALL and len(chosen) < len(self._atlas.layers))
        name = download_name(self._atlas, layer_id, form=form, filtered=narrowed)
        headers = {**DATA_HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
        return pack(body, form.media_type, headers=headers)

    def _make_match(self, filters: Filters) -> Payload:
        selection = dict(self._atlas.select(filters))
        any_age = replace(filters, date_from=None, date_to=None, statements=frozenset({"all"}))
        selection |= {  # the frame knows the end of its own window
            layer_id: layer
            for layer_id, layer in self._atlas.select(any_age).items()
            if Filter.STATEMENTS in layer.spec.filters
        }
        ids = {
            str(layer_id): [feature.id for feature in layer.features]
            for layer_id, layer in selection.items()
            if len(layer.features) != len(self._atlas.layers[layer_id].features)
        }
        body = json.dumps({"version": self._atlas.dataset.version, "ids": ids}, separators=(",", ":"))
        return pack(body.encode(), "application/json", headers=DATA_HEADERS)

    def _make_registry(self) -> Payload:
        body = json.dumps(layer_registry(self._atlas), ensure_ascii=False, separators=(",", ":"))
        return pack(body.encode(), "application/json", headers=DATA_HEADERS)


def _own_params(request: Request, *, allow: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the filter parameters; those of the route itself are taken out, each at most once."""
    pairs = request.query_params.multi_items()
    for name in allow:
        if sum(key == name for key, _ in pairs) > 1:
            raise FilterError([(name, "stands twice; join several values by commas")])
    return [(key, value) for key, value in pairs if key not in allow]
