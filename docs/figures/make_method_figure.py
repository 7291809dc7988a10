"""Draw the figures of docs/method.md from data/geometry, as SVG.

    python docs/figures/make_method_figure.py [--folder docs/figures]

Writes method-geometries.svg, the two published geometries over one another, and method-region.svg, the
bands and how their ends are closed. Run it again when the geometry changes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from geo.dataset.geometry_files import read_geometries  # noqa: E402
from geo.zone import Side, Zone, openstreetmap_zone  # noqa: E402

FILES = ("openstreetmap.geojson", "natural_earth.geojson", "borders_openstreetmap.geojson")
BORDERS = (
    "border-lebanon-israel",
    "border-syria-lebanon",
    "border-israel-jordan",
    "border-syria-jordan",
    "border-border-syria-jordan",
    "border-syria-jordan-borders",
)
CREDIT = (
    "Lines: © OpenStreetMap contributors (ODbL). Made with Natural Earth. Approximate, not an official demarcation."
)
BLUE, ORANGE, INK, GREY, PAPER = "#1b5e9b", "#c2570c", "#222222", "#8a8a8a", "#ffffff"
BAND_TINTS = ("#c9d8e6", "#dde6ef", "#eef3f7")
PLACES = (
    ("Majdal Shams", 35.7716, 33.27029),
    ("Hader", 35.83028, 33.27944),
    ("Jubata al-Khashab", 35.83167, 33.22556),
    ("Khan Arnabah", 35.89158, 33.18378),
    ("Quneitra", 35.82389, 33.12556),
    ("Bir Ajam", 35.86712, 33.05324),
    ("Jamlah", 35.85137, 32.80591),
)
FAR_PLACES = (
    ("Damascus", 36.2765, 33.5138),
    ("Qatana", 36.07888, 33.43757),
    ("Katzrin", 35.69139, 32.99194),
    ("Quneitra", 35.82389, 33.12556),
    ("Tiberias", 35.53, 32.79),
    ("Jasim", 36.06093, 32.99125),
)


@dataclass
class Panel:
    """A map window: bounds in degrees, drawn in the zone's plane at a place on the sheet."""

    zone: Zone
    bounds: tuple[float, float, float, float]
    left: float
    top: float
    width: float
    parts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        box = self.zone.plane.project_geometry(shapely.box(*self.bounds))
        west, south, east, north = box.bounds
        self.west, self.north = west, north
        self.scale = self.width / (east - west)
        self.height = (north - south) * self.scale
        self.clip = box

    def _xy(self, x: float, y: float) -> str:
        return f"{self.left + (x - self.west) * self.scale:.1f},{self.top + (self.north - y) * self.scale:.1f}"

    def shape(self, geometry: BaseGeometry, style: str) -> None:
        """Draw lines or areas given in degrees."""
        drawn = self.zone.plane.project_geometry(geometry).intersection(self.clip)
        for part in shapely.get_parts(drawn):
            lines = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
            closing = "Z" if part.geom_type == "Polygon" else ""
            steps = ["M" + " L".join(self._xy(x, y) for x, y in line.simplify(10).coords) + closing for line in lines]
            self.parts.append(f'<path d="{" ".join(steps)}" {style}/>')

    def place(self, name: str, lon: float, lat: float) -> None:
        """Draw a dot with its name."""
        point = self.zone.plane.project_geometry(shapely.Point(lon, lat))
        if not self.clip.contains(point):
            return
        x, y = self._xy(point.x, point.y).split(",")
        self.parts.append(f'<circle cx="{x}" cy="{y}" r="3" fill="{INK}" stroke="{PAPER}"/>')
        text = f'<text x="{float(x) + 6:.1f}" y="{float(y) + 4:.1f}" font-size="11" fill="{INK}" stroke="{PAPER}" '
        self.parts.append(text + f'stroke-width="3" paint-order="stroke">{escape(name)}</text>')

    def scale_bar(self, km: int) -> None:
        """Draw a scale bar in the lower left corner."""
        y, x, length = self.top + self.height - 12, self.left + 10, km * 1000 * self.scale
        self.parts.append(f'<path d="M{x},{y} h{length:.1f}" stroke="{INK}" stroke-width="2"/>')
        self.parts.append(f'<text x="{x}" y="{y - 5}" font-size="11" fill="{INK}">{km} km</text>')

    def svg(self) -> str:
        """Return the panel with its frame."""
        frame = f'<rect x="{self.left}" y="{self.top}" width="{self.width}" height="{self.height:.1f}" fill="none" '
        return "\n".join([*self.parts, frame + f'stroke="{GREY}"/>'])


def line_style(colour: str, width: float, dash: str = "") -> str:
    """Return the attributes of a line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"{dashes}'


def area_style(colour: str, opacity: float = 1.0) -> str:
    """Return the attributes of an area without outline."""
    return f'fill="{colour}" fill-opacity="{opacity}" fill-rule="evenodd" stroke="none"'


def legend(entries: Iterable[tuple[str, str]], *, left: float, top: float) -> str:
    """Return swatches with their meaning, one below the other."""
    rows = []
    for number, (style, text) in enumerate(entries):
        y = top + number * 20
        swatch = (
            f'<path d="M{left},{y} h22 v-10 h-22 Z" ' if "fill-rule" in style else f'<path d="M{left},{y - 5} h22" '
        )
        rows.append(f'{swatch}{style}/><text x="{left + 30}" y="{y}" font-size="12" fill="{INK}">{escape(text)}</text>')
    return "\n".join(rows)


def sheet(parts: Iterable[str], *, width: float, height: float, title: str, description: str) -> str:
    """Return the SVG document."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img" '
        f'font-family="sans-serif">\n<title>{escape(title)}</title>\n<desc>{escape(description)}</desc>\n'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>\n'
        f'<text x="20" y="28" font-size="16" font-weight="bold" fill="{INK}">{escape(title)}</text>\n'
        f'<text x="20" y="{height - 12:.0f}" font-size="10" fill="{INK}">{escape(CREDIT)}</text>\n'
    )
    return head + "\n".join(parts) + "\n</svg>\n"


def geometries_figure(shapes: dict[str, BaseGeometry]) -> str:
    """Return both areas of separation: the whole, and the stretch where they disagree about villages."""
    zone = openstreetmap_zone(shapes)
    panels = [
        Panel(zone, (35.68, 32.72, 36.0, 33.45), left=20, top=45, width=300),
        Panel(zone, (35.74, 33.215, 35.9, 33.335), left=345, top=45, width=400),
    ]
    for panel in panels:
        panel.shape(shapes["natural-earth-area-of-separation"], area_style(ORANGE, 0.25))
        panel.shape(shapes["area-of-separation"], area_style(BLUE, 0.25))
        for name in BORDERS:
            panel.shape(shapes[name], line_style(GREY, 1, "5 3"))
        panel.shape(shapes["natural-earth-area-of-separation"].boundary, line_style(ORANGE, 1.5, "6 2"))
        panel.shape(zone.line_a, line_style(BLUE, 2))
        panel.shape(zone.line_b, line_style(BLUE, 2))
        for place in PLACES:
            panel.place(*place)
    panels[0].scale_bar(10)
    panels[1].scale_bar(2)
    key = legend(
        [
            (line_style(BLUE, 2), "Lines A (west) and B (east) in OpenStreetMap"),
            (area_style(BLUE, 0.25), "Area of separation from them: 232 km²"),
            (line_style(ORANGE, 1.5, "6 2"), "Area of separation in Natural Earth: 265 km²"),
            (line_style(GREY, 1, "5 3"), "Borders with Lebanon and Jordan"),
        ],
        left=345,
        top=panels[1].top + panels[1].height + 40,
    )
    return sheet(
        [*(panel.svg() for panel in panels), key],
        width=765,
        height=panels[0].top + panels[0].height + 40,
        title="Two published geometries of the area of separation",
        description="Natural Earth's western line lies about half a kilometre west of OpenStreetMap's; it puts "
        "Majdal Shams and Hader inside the area.",
    )


def region_figure(shapes: dict[str, BaseGeometry]) -> str:
    """Return the area of separation, the bands and the borders that close them."""
    zone = openstreetmap_zone(shapes)
    west, south, east, north = zone.region.bounds
    panel = Panel(zone, (west - 0.05, south - 0.04, east + 0.2, north + 0.04), left=20, top=45, width=480)
    for area in zone.areas_of_limitation:
        tint = BAND_TINTS[list(type(area.band)).index(area.band)]
        panel.shape(area.geometry, area_style(tint))
        panel.shape(area.geometry.boundary, line_style(GREY, 0.6))
    panel.shape(zone.area_of_separation, area_style(BLUE, 0.45))
    for name in BORDERS:
        panel.shape(shapes[name], line_style(INK, 1.2, "5 3"))
    panel.shape(zone.line_a, line_style(BLUE, 2))
    panel.shape(zone.line_b, line_style(BLUE, 2))
    for place in FAR_PLACES:
        panel.place(*place)
    panel.scale_bar(20)
    entries = [(area_style(BLUE, 0.45), "Area of separation")]
    bands = [area.band for area in zone.areas_of_limitation if area.side is Side.WEST_OF_A]
    entries += [(area_style(tint), f"{band} km") for tint, band in zip(BAND_TINTS, bands, strict=True)]
    entries += [(line_style(BLUE, 2), "Lines A and B"), (line_style(INK, 1.2, "5 3"), "Borders")]
    return sheet(
        [panel.svg(), legend(entries, left=520, top=70)],
        width=680,
        height=panel.top + panel.height + 40,
        title="Where the position test gives a side",
        description="Bands of 0 to 10, 10 to 20 and 20 to 25 km west of line A and east of line B, cut off at the "
        "borders of Lebanon and Jordan.",
    )


def main() -> None:
    """Write both figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path(__file__).resolve().parent)
    folder = parser.parse_args().folder
    shapes: dict[str, BaseGeometry] = {}
    for name in FILES:
        shapes.update(read_geometries(ROOT / "data" / "geometry" / name))
    (folder / "method-geometries.svg").write_text(geometries_figure(shapes), encoding="utf-8")
    (folder / "method-region.svg").write_text(region_figure(shapes), encoding="utf-8")


if __name__ == "__main__":
    main()
