"""Thirty filter settings drawn at random, the same ones in every run; each filter occurs in several."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.independent_selection import Item, Records, plain

SETTINGS = 30
_PLAIN = re.compile(r"[a-z]{4,}[a-rt-z]")
SEED = 1974
NAMES = (
    "from",
    "to",
    "kind",
    "actor",
    "attribution",
    "governorate",
    "confidence",
    "source",
    "q",
    "bbox",
    "id",
)


@cache
def draw(data: Path) -> list[dict[str, str]]:
    """Return the settings as address parameters; nothing may change them."""
    rng = random.Random(SEED)
    items = Records(data).items()
    settings = []
    for number in range(SETTINGS):
        names = {NAMES[number % len(NAMES)], *rng.sample(NAMES, k=rng.choice((0, 1, 1, 2)))}
        settings.append(_setting(rng, items, names, data))
    return settings


def _setting(rng: random.Random, items: list[Item], names: set[str], data: Path) -> dict[str, str]:
    model = rng.choice([item for item in items if item.box is not None and "source" in item.sets])
    params = {name: _value(rng, name, model, items, data) for name in NAMES if name in names}
    if "from" in params and "to" in params and params["from"] > params["to"]:
        params["from"], params["to"] = params["to"], params["from"]
    return params


def _plain_words(model: Item, data: Path) -> list[str]:
    """Return words of a record that the search takes as they are: it knows no spelling, plural or meaning of them."""
    known = _known_words(data)
    return [word for word in model.words.split() if _PLAIN.fullmatch(word) and word not in known] or ["reported"]


@cache
def _known_words(data: Path) -> frozenset[str]:
    tables = [data / "records" / "places.csv", *(data / "words").glob("*.csv"), data / "records" / "sources.csv"]
    text = " ".join(table.read_text(encoding="utf-8") for table in tables)
    return frozenset(plain(text).split()) | {"near", "around", "with", "from", "that", "this"}


def _value(rng: random.Random, name: str, model: Item, items: list[Item], data: Path) -> str:
    drawn: dict[str, Callable[[], str]] = {
        "from": lambda: _date(rng),
        "to": lambda: _date(rng),
        "q": lambda: " ".join(rng.sample(_plain_words(model, data), k=rng.randint(1, 2))),
        "bbox": lambda: _box(rng, model),
        "id": lambda: ",".join(rng.sample([item.id for item in items], k=rng.randint(1, 40))),
    }
    return drawn[name]() if name in drawn else _of_set(rng, name, model, items)


def _of_set(rng: random.Random, name: str, model: Item, items: list[Item]) -> str:
    known = sorted({value for item in items for value in item.sets.get(name, ())})
    own = sorted(model.sets.get(name, ())) or rng.sample(known, k=1)
    values = {*own, *rng.sample(known, k=min(len(known), rng.randint(0, 2)))}
    return ",".join(sorted(values))


def _date(rng: random.Random) -> str:
    day = f"{rng.choice((2024, 2025, 2025, 2026)):04}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    return day[: rng.choice((4, 7, 10, 10))]


def _box(rng: random.Random, model: Item) -> str:
    if model.box is None or rng.random() < 0.2:
        return "30,10,-150,60"
    reach = rng.choice((0.05, 0.3, 2.0))
    west, south, east, north = model.box
    return f"{west - reach:.4f},{south - reach:.4f},{east + reach:.4f},{north + reach:.4f}"
