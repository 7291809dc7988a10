"""``GET /search`` and ``GET /search/suggest``: a ranked list for a query, and how a query may go on."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from geo.atlas import Atlas
from geo.atlas.searching.results import QueryReading, hits_json
from geo.errors import FilterError
from geo.query.filters import MAX_TEXT, Filters
from geo.query.search import During, Near, WordMeaning
from geo.query.search.suggest import suggestions
from geo.web.payload import Payload, answer, pack
from geo.web.problems import DATA_HEADERS

DEFAULT_LIMIT = 20
MAX_LIMIT = 1000
_KEPT_ANSWERS = 96


class SearchRoutes:
    """Endpoints of the search over one atlas; answers are compressed once and kept."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._found = lru_cache(maxsize=_KEPT_ANSWERS)(self._make_found)
        self._suggested = lru_cache(maxsize=_KEPT_ANSWERS)(self._make_suggested)

    def search(self, request: Request) -> Response:
        """``GET /search``: what a query was understood as, and the best results, wherever they lie."""
        pairs = request.query_params.multi_items()
        limits = [value for name, value in pairs if name == "limit"]
        filters = Filters.from_params([(name, value) for name, value in pairs if name not in ("limit", "v")])
        if not filters.q:
            raise FilterError([("q", "is needed")])
        return answer(request, self._found(filters, _limit(limits)))

    def suggest(self, request: Request) -> Response:
        """``GET /search/suggest``: how the last words of a query may go on."""
        pairs = request.query_params.multi_items()
        if [name for name, _ in pairs if name != "v"] != ["q"]:
            raise FilterError([("q", "is needed, once, and nothing else")])
        text = request.query_params["q"]
        if len(text) > MAX_TEXT:
            raise FilterError([("q", f"is longer than {MAX_TEXT} characters")])
        return answer(request, self._suggested(text))

    def _make_found(self, filters: Filters, limit: int) -> Payload:
        understood, hits = self._atlas.search(filters)
        body = {
            "version": self._atlas.dataset.version,
            "q": filters.q,
            "understood": _understood(understood),
            "corrections": [{"typed": typed, "taken": taken} for typed, taken in understood.corrections],
            "count": len(hits),
            "located": sum(hit.feature.geometry is not None for hit in hits),
            "results": hits_json(hits[:limit]),
        }
        return _packed(body)

    def _make_suggested(self, text: str) -> Payload:
        found = [
            {"text": one.text, "word": one.word, "label": one.label, "facet": one.facet}
            for one in suggestions(self._atlas.lexicon, text)
        ]
        return _packed({"version": self._atlas.dataset.version, "q": text, "suggestions": found})


def _understood(found: QueryReading) -> list[dict[str, Any]]:
    """Return the parts that mean more than their letters, for a line that says so."""
    parts: list[dict[str, Any]] = []
    for part in found.meanings:
        match part:
            case WordMeaning():
                parts.append({"facet": part.facet, "label": part.label})
            case During():
                parts.append({"facet": "date", "from": part.first, "to": part.last})
            case Near():
                parts.append({"facet": "near", "label": part.label, "radius_m": part.radius_m})
    return parts


def _limit(texts: list[str]) -> int:
    if not texts:
        return DEFAULT_LIMIT
    if len(texts) > 1 or not texts[0].isdecimal() or not 1 <= int(texts[0][:6]) <= MAX_LIMIT:
        raise FilterError([("limit", f"must be one whole number from 1 to {MAX_LIMIT}")])
    return int(texts[0])


def _packed(body: dict[str, Any]) -> Payload:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return pack(text.encode(), "application/json", headers=DATA_HEADERS)
