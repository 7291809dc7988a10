"""KML and KMZ: Google My Maps, GeoConfirmed and others; every folder read, nothing followed. No GDAL is involved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from geo.readers.features.feature_proposal import feature_reading, propose_features
from geo.readers.features.kml_placemark import placemark
from geo.readers.features.raw_feature import RawFeature
from geo.readers.geometry.geojson_geometry import TooManyVerticesError
from geo.readers.geometry.kml_geometry import Shaper
from geo.readers.guards.archives import Archive
from geo.readers.guards.xml_text import child_text, local, parse_xml
from geo.readers.model.choices import Proposal
from geo.readers.model.formats import FormatId
from geo.readers.model.messages import as_name, file_error
from geo.readers.model.reading import Reading
from geo.readers.model.registry import Request

_CONTAINERS = ("Document", "Folder", "kml")
_NOT_READ = {
    "NetworkLink": "link(s) to files elsewhere (NetworkLink) were not followed; save those files and bring them",
    "NetworkLinkControl": "update(s) of other files were not applied",
    "GroundOverlay": "picture(s) laid on the ground were left out",
    "ScreenOverlay": "picture(s) laid on the screen were left out",
    "PhotoOverlay": "photo(s) were left out",
    "Tour": "tour(s) were left out",
}
_GEOCONFIRMED_STYLE = "#api/icons/"
_PATH_GLUE = " / "


def read(request: Request) -> Reading:
    """Return the placemarks of a KML or KMZ file.

    ``part`` is the path of folders. A placemark with an address only is listed. Descriptions are plain text with their
    links. GeoConfirmed's files hold an event once for each span of time: what repeats is refused as a repetition.

    Raises
    ------
    DataError
        If it is damaged, has a DOCTYPE, or passes a limit.
    """
    features, notes = _read(request)
    format_id = FormatId.GEOCONFIRMED if _is_geoconfirmed(features) else FormatId.KML
    return feature_reading(request, features, notes, format_id=format_id)


def propose(request: Request) -> Proposal:
    """Return how a KML or KMZ file would be read."""
    features, notes = _read(request)
    return propose_features(request, features, notes)


def _read(request: Request) -> tuple[list[RawFeature], tuple[str, ...]]:
    documents = list(_documents(request.path, request))
    several = len(documents) > 1
    shaper = Shaper(request.limits.max_vertices)
    left_out: Counter[str] = Counter()
    features: list[RawFeature] = []
    rows: Counter[str] = Counter()
    for member, content in documents:
        root = parse_xml(content, name=request.name, max_nesting=request.limits.max_nesting)
        if local(root) not in (*_CONTAINERS, "Placemark"):
            words = f"its XML has the root {as_name(local(root))}; of XML only KML is read"
            raise file_error(request.name, words)
        start = (member,) if several else ()
        for path, element in _walk(root, start, left_out):
            part = _PATH_GLUE.join(path)
            rows[part] += 1
            features.append(_feature(element, rows[part], part, shaper, request))
            if len(features) > request.limits.max_rows:
                words = f"it has more than the {request.limits.max_rows:,} placemarks allowed; split it"
                raise file_error(request.name, words)
    notes = [f"{count:,} {_NOT_READ[name]}" for name, count in left_out.items()]
    if not features:
        notes.append("there is no placemark in it")
    if _is_geoconfirmed(features):
        repeated = _mark_repetitions(features)
        notes.append(f"{repeated:,} placemark(s) repeat one in another folder and are counted once")
    return features, tuple(notes)


def _documents(path: Path, request: Request) -> Iterator[tuple[str, bytes]]:
    """Yield the KML texts of a file with their names in the archive."""
    with path.open("rb") as stream:
        zipped = stream.read(2) == b"PK"
    if not zipped:
        yield "", path.read_bytes()
        return
    with Archive(path, name=request.name, limits=request.limits) as archive:
        members = [member for member in archive.names if member.lower().endswith(".kml")]
        for member in members:
            yield member, archive.read(member)
    if not members:
        raise file_error(request.name, "there is no .kml in the archive")


def _walk(root: Element, start: tuple[str, ...], left_out: Counter[str]) -> Iterator[tuple[tuple[str, ...], Element]]:
    """Yield placemarks with the names of the folders they are in, in the order of the file."""
    if local(root) == "Placemark":
        yield start, root
        return
    waiting = [(start, iter(root), True)]
    while waiting:
        path, items, top = waiting[-1]
        item = next(items, None)
        if item is None:
            waiting.pop()
        elif local(item) == "Placemark":
            yield path, item
        elif local(item) in _CONTAINERS:
            title = child_text(item, "name")
            # The one document of a file is the file itself.
            named = bool(title) and not (top and local(item) == "Document")
            waiting.append(((*path, title) if named else path, iter(item), False))
        elif local(item) in _NOT_READ:
            left_out[local(item)] += 1


def _feature(element: Element, number: int, part: str, shaper: Shaper, request: Request) -> RawFeature:
    shaper.faults, shaper.warnings = [], []
    try:
        feature = placemark(element, number, part=part, shaper=shaper)
    except TooManyVerticesError as error:
        raise file_error(request.name, f"{error}; simplify or split it") from error
    longest = request.limits.max_cell_chars
    for name, value in feature.properties.items():
        if len(value) > longest:
            feature.properties[name] = ""
            feature.refusals.append(f"{as_name(name)}: a text of {len(value):,} characters is longer than {longest:,}")
    return feature


def _is_geoconfirmed(features: list[RawFeature]) -> bool:
    return any(feature.properties.get("styleUrl", "").startswith(_GEOCONFIRMED_STYLE) for feature in features)


def _mark_repetitions(features: list[RawFeature]) -> int:
    """Refuse placemarks that repeat an earlier one; return how many."""
    seen: dict[tuple[str, str, str], RawFeature] = {}
    count = 0
    for feature in features:
        position = feature.geometry.wkt if feature.geometry is not None else ""
        key = (feature.properties.get("name", ""), position, feature.properties.get("description", ""))
        first = seen.setdefault(key, feature)
        if first is not feature:
            count += 1
            feature.refusals.append(f"it repeats placemark {first.number} of the folder {as_name(first.part)}")
    return count
