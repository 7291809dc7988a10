"""What the filters should give, worked out from the CSV files with nothing of the package.

Slow and plain on purpose: it shares no code with the atlas, so that both can only agree by being right.
"""

from __future__ import annotations

import calendar
import csv
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

Box = tuple[float, float, float, float]
LAYER_OF = {
    **dict.fromkeys(("airstrike", "drone_strike", "naval_strike", "artillery"), "strikes"),
    **dict.fromkeys(("ground_incursion", "raid_arrest", "demolition", "clash"), "ground-operations"),
    **dict.fromkeys(("position_established", "position_left"), "ground-operations"),
    "un_incident": "un-incidents",
    "other": "other-incidents",
}
_DATED = {"from", "to", "bbox", "id"}
_RECORD = _DATED | {"kind", "confidence", "source", "q"}
_EVENT = _RECORD | {"actor", "attribution", "governorate"}
HEARD = {
    **dict.fromkeys(("area-of-separation", "lines", "areas-of-limitation", "control"), _DATED),
    **dict.fromkeys(("strikes", "ground-operations", "un-incidents", "other-incidents"), _EVENT),
    "positions": _RECORD | {"governorate"},
    "talks": _RECORD,
    "places": {"q", "bbox", "id", "governorate"},
}


@dataclass
class Item:
    """A record with what the filters ask about."""

    layer: str
    id: str
    start: str | None = None
    end: str | None = None
    box: Box | None = None
    words: str = ""
    sets: dict[str, set[str]] = field(default_factory=dict)


def plain(text: str) -> str:
    """Return text as it is compared: no case, marks, apostrophes or punctuation."""
    text = re.sub("[‘’ʼʻʿʾ`´'׳״\"]", "", text)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    for old, new in zip("أإآٱىئؤةیک", "اااايويهيك", strict=True):
        text = text.replace(old, new)
    return re.sub(r"[\W_]+", " ", text.replace("ـ", "")).strip()


def slug(publisher: str) -> str:
    """Return a publisher as the ``source`` filter names it."""
    short = plain(publisher.split("(")[0]) or plain(publisher)
    return re.sub("[^a-z0-9]+", "-", short.encode("ascii", "ignore").decode()).strip("-") or "publisher"


def days(part: str) -> tuple[str, str]:
    """Return first and last day of a year, month or day."""
    pieces = [int(piece) for piece in part.split("-")]
    first = date(*[*pieces, 1, 1][:3])
    month = pieces[1] if len(pieces) > 1 else 12
    last_day = pieces[2] if len(pieces) > 2 else calendar.monthrange(pieces[0], month)[1]
    return first.isoformat(), date(pieces[0], month, last_day).isoformat()


class Records:
    """The tables of a data folder as text."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self.places = {row["id"]: row for row in self.table("places")}
        publisher = {row["id"]: row["publisher"] for row in self.table("sources")}
        self.publishers: dict[str, list[str]] = {}
        self.origins: dict[str, list[str]] = {}
        for link in self.table("record_sources"):
            self.publishers.setdefault(link["record_id"], []).append(publisher[link["source_id"]])
            if link["origin"] not in ("", "own"):
                self.origins.setdefault(link["record_id"], []).append(link["origin"])

    def table(self, name: str) -> list[dict[str, str]]:
        """Return the rows of a table."""
        with (self._data / "records" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines))

    def items(self) -> list[Item]:
        """Return every record that is a feature, apart from the computed bands."""
        return [*self._events(), *self._talks(), *self._positions(), *self._drawn(), *self._places()]

    def _events(self) -> Iterator[Item]:
        for row in self.table("events"):
            item = self._item(LAYER_OF[row["category"]], row, "title", "summary", "actor", "target", "governorate")
            item.start, item.end = _span(row)
            item.sets |= {"kind": {row["category"]}, "actor": set(row["actors"].split("|"))}
            item.sets |= {"attribution": {row["attribution"]}, "governorate": {row["governorate"]}}
            yield item

    def _talks(self) -> Iterator[Item]:
        people = ("syrian_delegation", "israeli_delegation", "us_delegation", "others", "mediator")
        for row in self.table("talks"):
            item = self._item("talks", row, "title", "outcome", "city", "country", "round_label", *people)
            item.start, item.end = _span(row)
            item.sets["kind"] = {row["kind"]}
            yield item

    def _positions(self) -> Iterator[Item]:
        for row in self.table("positions"):
            item = self._item("positions", row, "title", "summary", "variants")
            item.start, item.end = _lasting(row)
            if item.end and not row["valid_from"]:  # not before a dated source names it
                named = days(row["status_date"] or row["valid_to"])[0]
                item.start = named if named <= item.end else days(row["valid_to"])[0]
            item.sets |= {"kind": {row["kind"]}, "governorate": {row["governorate"]} - {""}}
            if row["draw"] == "no":
                item.box = None
            yield item

    def _drawn(self) -> Iterator[Item]:
        boxes = self._boxes()
        for row in [*self.table("areas"), *self.table("lines")]:
            start, end = _lasting(row)
            yield Item(row["layer"], row["id"], start, end, boxes.get(row["geometry_id"]))
        for row in self.table("control_changes"):
            start, end = _span(row)
            yield Item("control", row["id"], start, end)

    def _places(self) -> Iterator[Item]:
        for row in self.places.values():
            item = Item("places", row["id"], box=_point(row), words=plain(f"{row['id']} {_names(row)}"))
            item.sets["governorate"] = {row["governorate"]} - {""}
            yield item

    def _item(self, layer: str, row: Mapping[str, str], *columns: str) -> Item:
        publishers = self.publishers[row["id"]]
        texts = [row["id"], *(row[name] for name in columns), *publishers]
        texts += [_names(self.places[place]) for place in row["place_ids"].split("|") if place]
        item = Item(layer, row["id"], box=_point(row), words=plain(" ".join(texts)))
        names = [*publishers, *self.origins.get(row["id"], ())]
        item.sets |= {"confidence": {row["confidence"]}, "source": {slug(name) for name in names}}
        return item

    def _boxes(self) -> dict[str, Box]:
        found = {}
        for path in (self._data / "geometry").glob("*.geojson"):
            for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
                found[feature["id"]] = box_of(feature["geometry"])
        return found


def box_of(geometry: Mapping[str, object]) -> Box:
    """Return west, south, east, north of a GeoJSON geometry."""
    numbers = [float(text) for text in re.findall(r"-?\d+(?:\.\d+)?", json.dumps(geometry["coordinates"]))]
    lons, lats = numbers[0::2], numbers[1::2]
    return min(lons), min(lats), max(lons), max(lats)


def chosen(item: Item, params: Mapping[str, str]) -> bool:
    """Return whether a record passes the parameters of an address."""
    return all(_passes(item, name, text) for name, text in params.items() if name in HEARD[item.layer])


def _passes(item: Item, name: str, text: str) -> bool:
    if name == "from":
        return item.start is not None and (item.end is None or item.end >= days(text)[0])
    if name == "to":
        return item.start is not None and item.start <= days(text)[1]
    if name == "q":
        return all(word in item.words for word in plain(text).split())
    if name == "bbox":
        return _meets(item.box, text)
    wanted = set(text.split(","))
    return item.id in wanted if name == "id" else bool(item.sets[name] & wanted)


def _meets(box: Box | None, text: str) -> bool:
    if box is None:
        return False
    west, south, east, north = (float(piece) for piece in text.split(","))
    columns = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    high_enough = box[3] >= south and box[1] <= north
    return high_enough and any(box[2] >= left and box[0] <= right for left, right in columns)


def _span(row: Mapping[str, str]) -> tuple[str, str]:
    first, last = days(row["date_start"])[0], days(row["date_end"] or row["date_start"])[1]
    if row["date_end"]:
        return first, last
    if row["date_precision"] == "month":
        return days(row["date_start"][:7])
    if row["date_precision"] == "week":
        slack = timedelta(days=3)
        return (date.fromisoformat(first) - slack).isoformat(), (date.fromisoformat(last) + slack).isoformat()
    return first, last


def _lasting(row: Mapping[str, str]) -> tuple[str | None, str | None]:
    first, last = row["valid_from"], row["valid_to"]
    if not first and not last:
        return None, None
    return days(first)[0] if first else "0001-01-01", days(last)[1] if last else None


def _point(row: Mapping[str, str]) -> Box | None:
    if not row["lon"]:
        return None
    lon, lat = float(row["lon"]), float(row["lat"])
    return lon, lat, lon, lat


def _names(place: Mapping[str, str]) -> str:
    return " ".join(place[name] for name in ("name", "name_ar", "name_he", "aliases"))
