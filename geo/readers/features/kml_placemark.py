"""One placemark of KML as a feature: name, text, links, dates, data, place."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from geo.readers.features.properties import span_of
from geo.readers.features.raw_feature import RawFeature
from geo.readers.geometry.kml_geometry import GEOMETRY_NAMES, Shaper, together
from geo.readers.guards.html_text import plain_text
from geo.readers.guards.xml_text import child, child_text, local, text_of
from geo.readers.values.day import read_day
from geo.vocab import DatePrecision

_PLAIN = ("address", "phoneNumber", "styleUrl")
_GLUE = "\n"


def placemark(element: Element, number: int, *, part: str, shaper: Shaper) -> RawFeature:
    """Return a placemark as a feature.

    Parameters
    ----------
    element : Element
        The placemark.
    number : int
        Its number in its folder, from 1.
    part : str
        Path of the folder.
    shaper : Shaper
        Makes its shape; its faults and warnings are taken over.
    """
    feature = RawFeature(number, {}, part=part)
    links: list[str] = []
    _add(feature, "name", plain_text(child_text(element, "name"))[0])
    for name in ("description", "Snippet"):
        text, found = plain_text(child_text(element, name))
        _add(feature, name, text)
        links.extend(found)
    for name in _PLAIN:
        _add(feature, name, child_text(element, name))
    for name, value in _data(element):
        text, found = plain_text(value)
        _add(feature, name, text)
        links.extend(found)
    _author(feature, element, links)
    _add(feature, "links", _GLUE.join(dict.fromkeys(links)))
    _locate(feature, element, shaper)
    feature.known |= {
        "id": element.get("id", ""),
        "title": feature.properties.get("name", ""),
        "url": next(iter(links), ""),
        "summary": feature.properties.get("description", "") or feature.properties.get("Snippet", ""),
        "place": feature.properties.get("address", ""),
    }
    _dates(feature, element)
    return feature


def _add(feature: RawFeature, name: str, value: str) -> None:
    """Put a property in; a second one of a name gets a number."""
    if not value:
        return
    free, count = name, 1
    while free in feature.properties:
        count += 1
        free = f"{name} ({count})"
    feature.properties[free] = value


def _data(element: Element) -> Iterator[tuple[str, str]]:
    """Yield name and text of ExtendedData: Data, SchemaData, and elements of other namespaces."""
    extended = child(element, "ExtendedData")
    for item in extended if extended is not None else ():
        kind = local(item)
        if kind == "Data":
            yield item.get("name", "") or "Data", child_text(item, "value")
        elif kind == "SchemaData":
            yield from ((field.get("name", "") or "SimpleData", text_of(field)) for field in item)
        else:
            yield kind, text_of(item)


def _author(feature: RawFeature, element: Element, links: list[str]) -> None:
    author = child(element, "author")
    if author is not None:
        _add(feature, "author", child_text(author, "name"))
        links.extend(plain_text(child_text(author, "uri"))[1])
    for item in element:
        if local(item) == "link":
            links.extend(plain_text(item.get("href", ""))[1])


def _locate(feature: RawFeature, element: Element, shaper: Shaper) -> None:
    items = [item for item in element if local(item) in GEOMETRY_NAMES]
    if len(items) > 1:
        shaper.warnings.append(f"it has {len(items)} geometries, where KML allows one; all are taken")
    feature.geometry = together([shape for item in items if (shape := shaper.shape(item)) is not None])
    feature.refusals.extend(shaper.faults)
    feature.warnings.extend(shaper.warnings)
    if feature.refusals:
        feature.geometry = None


def _dates(feature: RawFeature, element: Element) -> None:
    """Fill in the dates: of TimeStamp, TimeSpan or the times of a track, else of a name that is a date."""
    stamp, span = child(element, "TimeStamp"), child(element, "TimeSpan")
    first = last = ""
    if stamp is not None:
        first = child_text(stamp, "when")
    elif span is not None:
        first, last = child_text(span, "begin"), child_text(span, "end")
    else:
        times = [text_of(item) for item in element.iter() if local(item) == "when"]
        tracked = any(local(item) in ("Track", "MultiTrack") for item in element)
        first, last = (times[0], times[-1]) if times and tracked else ("", "")
    _add(feature, "begin" if last else "when", first)
    _add(feature, "end", last)
    if first or last:
        _take_span(feature, first or last, last)
        if not (first and last) and span is not None:
            feature.warnings.append("its span of time is open at one end; only the known day is taken")
        return
    named = read_day(feature.properties.get("name", ""))
    if named.first and named.precision is not DatePrecision.YEAR and not named.fault:
        feature.known |= {"date_from": named.first, "date_to": named.last, "date_precision": str(named.precision)}


def _take_span(feature: RawFeature, first: str, last: str) -> None:
    days = span_of(first, last)
    if days.fault:
        feature.warnings.append(days.fault)
    if days.first:
        feature.known |= {"date_from": days.first, "date_to": days.last, "date_precision": str(days.precision)}
