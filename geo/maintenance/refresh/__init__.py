"""The present lines of OpenStreetMap next to the pinned ones. Only ``python -m geo refresh-lines`` comes here.

::

    source = open_source(None)                       fetch      OpenStreetMap, a mirror, or a folder of recorded answers
    elements = read_elements(body, name=...)         osm        nodes, ways and relations of one answer
    rebuild(pinned, elements)                        rebuild    a line or a polygon from them, as the pinned one is kept
    compare(pinned, rebuilt, plane=...)              compare    what moved, in metres and square kilometres
    implausible(file, rebuilt, borders=...)          plausible  why a result must not replace the pinned one
    refresh_lines(folder, source)                    outcome    all of this; writes nothing

With `geo.maintenance.linkcheck` the only package that opens a connection to another host.
"""

from geo.maintenance.refresh.compare import Move
from geo.maintenance.refresh.fetch import LIVE, ElementSource, FolderSource, HttpSource, SourceError, open_source
from geo.maintenance.refresh.outcome import Refreshed, elements_needed, refresh_lines
from geo.maintenance.refresh.pinned import PINNED_NAME, Pinned, read_pinned

__all__ = [
    "LIVE",
    "PINNED_NAME",
    "ElementSource",
    "FolderSource",
    "HttpSource",
    "Move",
    "Pinned",
    "Refreshed",
    "SourceError",
    "elements_needed",
    "open_source",
    "read_pinned",
    "refresh_lines",
]
