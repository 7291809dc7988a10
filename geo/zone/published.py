"""Published sizes of the area of separation, who gives them, and whether ours agree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.zone.measures import ZoneMeasures

ABOUT = 0.05
"""Slack for a figure given as "about": one twentieth of it."""

_UNDOF = ("UNDOF", "https://undof.unmissions.org/operations")
_UN_BUDGET = (
    "UN Secretary-General, budget report 2005",
    "https://www.un.org/unispal/document/auto-insert-185225/",
)
_CANADIAN = ("canadiansoldiers.com", "http://www.canadiansoldiers.com/history/peacekeeping/undof.htm")
_LIQUISEARCH = ("liquisearch.com, UNDOF Zone geography", None)


class Quantity(StrEnum):
    """What a figure measures."""

    AREA = "area"
    LENGTH = "length"
    WIDEST_IN_CENTRE = "widest_in_centre"
    WIDEST_ON_HERMON = "widest_on_hermon"
    NARROWEST = "narrowest"
    EDGE_WITH_JORDAN = "edge_with_jordan"


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A size that somebody has published.

    Attributes
    ----------
    quantity : Quantity
        What it measures.
    text : str
        The figure as it is worded.
    low, high : float or None
        What agrees with it, in ``unit``; None for no bound. "About" allows one twentieth either way.
    unit : str
        ``km2``, ``km`` or ``m``.
    speaker : str
        Who says so.
    url : str or None
        Where; None when no address was kept.
    """

    quantity: Quantity
    text: str
    low: float | None
    high: float | None
    unit: str
    speaker: str
    url: str | None


@dataclass(frozen=True, slots=True)
class PublishedComparison:
    """A published figure next to ours.

    Attributes
    ----------
    figure : PublishedFigure
        What is published.
    ours : float
        What the geometry measures, in the unit of the figure.
    agrees : bool
        Whether ours lies within the figure's bounds.
    """

    figure: PublishedFigure
    ours: float
    agrees: bool

    @property
    def verdict(self) -> str:
        """The result in plain words, such as ``ours is 42 % smaller``."""
        if self.agrees:
            return "agrees"
        smaller = self.figure.low is not None and self.ours < self.figure.low
        stated = self._stated()
        return f"ours is {abs(self.ours / stated - 1) * 100:.0f} % {'smaller' if smaller else 'larger'}"

    def _stated(self) -> float:
        low, high = self.figure.low, self.figure.high
        if low is not None and high is not None:
            return (low + high) / 2
        return low or high or self.ours


def compare_published(measures: ZoneMeasures) -> tuple[PublishedComparison, ...]:
    """Set every published figure next to ours, in the order of `PUBLISHED_FIGURES`."""
    ours = {
        Quantity.AREA: measures.area_km2,
        Quantity.LENGTH: measures.length_km,
        Quantity.WIDEST_IN_CENTRE: measures.widest_west_east.width_m / 1000,
        Quantity.WIDEST_ON_HERMON: measures.widest_between_lines.width_m / 1000,
        Quantity.NARROWEST: measures.narrowest.width_m,
        Quantity.EDGE_WITH_JORDAN: measures.edge_with_jordan_km,
    }
    return tuple(_compared(figure, ours[figure.quantity]) for figure in PUBLISHED_FIGURES)


def _compared(figure: PublishedFigure, ours: float) -> PublishedComparison:
    above = figure.low is None or ours >= figure.low
    below = figure.high is None or ours <= figure.high
    return PublishedComparison(figure=figure, ours=ours, agrees=above and below)


def _about(quantity: Quantity, text: str, value: float, unit: str, speaker: tuple[str, str | None]) -> PublishedFigure:
    return PublishedFigure(quantity, text, value * (1 - ABOUT), value * (1 + ABOUT), unit, *speaker)


PUBLISHED_FIGURES: tuple[PublishedFigure, ...] = (
    _about(
        Quantity.AREA,
        "about 235 km2",
        235,
        "km2",
        ("FAF", "https://faf.ae/home/2024/12/17/israel-syria-key-notes-of-bufferzone"),
    ),
    _about(
        Quantity.AREA,
        "233 km2",
        233,
        "km2",
        ("Washington Post, relayed by North Press", "https://npasyria.com/en/121699"),
    ),
    _about(
        Quantity.AREA,
        "400 km2",
        400,
        "km2",
        (
            "AnewZ",
            "https://anewz.tv/world/world-news/1287/un-extends-peacekeeping-mission-in-golan-heights/news",
        ),
    ),
    PublishedFigure(Quantity.LENGTH, "over 75 km", 75, None, "km", *_UNDOF),
    _about(Quantity.LENGTH, "about 80 km", 80, "km", _UN_BUDGET),
    _about(Quantity.LENGTH, "about 80 km", 80, "km", _CANADIAN),
    _about(
        Quantity.LENGTH,
        "about 70 km",
        70,
        "km",
        ("Jewish Journal, 2014", "http://jewishjournal.com/tag/fiji/"),
    ),
    _about(Quantity.WIDEST_IN_CENTRE, "about 10 km in the centre", 10, "km", _UNDOF),
    _about(Quantity.WIDEST_IN_CENTRE, "up to 10 km", 10, "km", _CANADIAN),
    _about(Quantity.WIDEST_ON_HERMON, "12.5 km on the Hermon crest", 12.5, "km", _UN_BUDGET),
    _about(Quantity.NARROWEST, "200 m in the extreme south", 200, "m", _UNDOF),
    _about(Quantity.NARROWEST, "0.5 km", 500, "m", _CANADIAN),
    PublishedFigure(Quantity.EDGE_WITH_JORDAN, "under 400 m at the Jordan border", None, 0.4, "km", *_UN_BUDGET),
    PublishedFigure(Quantity.EDGE_WITH_JORDAN, "less than 1 km with Jordan", None, 1, "km", *_LIQUISEARCH),
)
"""Published figures; no UN page that was seen gives an area."""
