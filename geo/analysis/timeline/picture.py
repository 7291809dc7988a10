"""The timeline as an SVG picture, drawn from the very counts of the table.

Written here and not rendered from the chart of the page: that needs a browser engine of some 30 MB as a package
of its own, and could not hatch what is not covered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.analysis.timeline import palette, svg
from geo.analysis.timeline.coverage import Gap
from geo.analysis.timeline.scale import count_step, day_number, month_ticks
from geo.analysis.timeline.timeline import Timeline
from geo.analysis.timeline.timeline_marks import Lane, Mark
from geo.text.date_words import day_text
from geo.text.messages import tr
from geo.vocab.labels import label_of

WIDTH = 1200.0
_LEFT, _RIGHT = 190.0, 30.0
_PLOT, _LANE, _ROW = 280.0, 34.0, 17.0
_FAINT, _RULE = "#5a616b", "#d8dce1"
_NUMBERED = (Lane.MEETING, Lane.CONTROL)
_CLOSE = 17.0


@dataclass(frozen=True, slots=True)
class Picture:
    """What stands around the drawing.

    Attributes
    ----------
    title : str
        Headline.
    notes : tuple of str
        Sentences above the drawing: filters, limits.
    credit : str
        Last line: source, version, date of knowledge, licence.
    """

    title: str
    notes: tuple[str, ...]
    credit: str


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where days and counts lie on the picture."""

    first: int
    days: int
    most: int
    top: float

    def x(self, day: str, *, after: int = 0) -> float:
        share = (day_number(day) + after - self.first) / self.days
        return _LEFT + min(max(share, 0.0), 1.0) * (WIDTH - _LEFT - _RIGHT)

    def y(self, count: float) -> float:
        return self.top + _PLOT * (1 - count / self.most)


def draw_timeline(timeline: Timeline, picture: Picture) -> bytes:
    """Return the timeline as an SVG file, the same bytes for the same timeline.

    Parameters
    ----------
    timeline : Timeline
        The timeline.
    picture : Picture
        What is drawn, and how large.

    Returns
    -------
    bytes
    """
    notes = [line for note in picture.notes for line in svg.wrapped(note, 165)]
    top = 62 + _ROW * len(notes)
    most = max([1, *(week.total or 0 for week in timeline.weekly.weeks)])
    first = day_number(timeline.first)
    axis = _Axis(first, day_number(timeline.last) + 1 - first, most, top)
    lanes = top + _PLOT + 26
    key_top = lanes + _LANE * (len(Lane) + 1) + 20
    legend = list(_legend(timeline, key_top))
    numbered = [mark for mark in timeline.marks if mark.lane in _NUMBERED]
    list_top = key_top + _ROW * (len(legend) // 6 + 2)
    rows = (len(numbered) + 1) // 2
    height = list_top + _ROW * (rows + 3)
    body = [
        _hatch(),
        svg.label(picture.title, 24, 34, font_size=20, font_weight="bold"),
        *(svg.label(line, 24, 56 + _ROW * number, fill=_FAINT) for number, line in enumerate(notes)),
        *_gaps(timeline.gaps, axis, bottom=lanes + _LANE * (len(Lane) + 1)),
        *_axes(timeline, axis),
        *_bars(timeline, axis),
        *_lanes(timeline, numbered, axis, lanes),
        *legend,
        *_mark_list(numbered, list_top),
        svg.label(picture.credit, 24, height - 14, font_size=11, fill=_FAINT),
    ]
    return svg.document(body, width=WIDTH, height=height, title=picture.title)


def _hatch() -> str:
    line = svg.element("path", d="M0,8 L8,0", stroke=palette.GAP_COLOUR, stroke_width=1.2)
    pattern = svg.element("pattern", line, id="gap", width=8, height=8, patternUnits="userSpaceOnUse")
    return svg.element("defs", pattern)


def _gaps(gaps: Sequence[Gap], axis: _Axis, *, bottom: float) -> Iterator[str]:
    for gap in gaps:
        left, right = axis.x(gap.start), axis.x(gap.end, after=1)
        hint = svg.element(
            "title",
            svg.content(tr("Not covered, {start} to {end}: {reason}", start=gap.start, end=gap.end, reason=gap.reason)),
        )
        place = {"x": left, "y": axis.top, "width": right - left, "height": bottom - axis.top}
        yield svg.element("rect", hint, **place, fill="url(#gap)", fill_opacity=0.6)
        if right - left > 40:
            halo: dict[str, str | float] = {"stroke": "#ffffff", "stroke_width": 4, "paint_order": "stroke"}
            middle = (left + right) / 2
            yield svg.label(tr("not covered"), middle, axis.top + 14, text_anchor="middle", font_size=11, **halo)


def _axes(timeline: Timeline, axis: _Axis) -> Iterator[str]:
    step = count_step(axis.most, at_most=6)
    for count in range(0, axis.most + 1, step):
        y = axis.y(count)
        yield svg.element("line", x1=_LEFT, x2=WIDTH - _RIGHT, y1=y, y2=y, stroke=_RULE)
        yield svg.label(f"{count:,}", _LEFT - 8, y + 4, text_anchor="end", fill=_FAINT)
    yield svg.label("Reports a week", 24, axis.top + 4, fill=_FAINT)
    span = type(timeline.period)(timeline.first, timeline.last)
    for day in month_ticks(span, at_most=14):
        x, foot = axis.x(day), axis.top + _PLOT
        yield svg.element("line", x1=x, x2=x, y1=foot, y2=foot + 5, stroke=_FAINT)
        yield svg.label(day[:7], x, foot + 18, text_anchor="middle", font_size=11, fill=_FAINT)


def _bars(timeline: Timeline, axis: _Axis) -> Iterator[str]:
    for week in timeline.weekly.weeks:
        below = 0
        left, right = axis.x(week.monday), axis.x(week.sunday, after=1)
        gap = min(1.0, (right - left) / 5)
        for kind in palette.ordered(week.counts):
            above = below + week.counts[kind]
            hint = svg.element("title", svg.content(f"{week.name}: {week.counts[kind]} {label_of(kind)}"))
            place = {"x": left, "width": right - left - gap, "y": axis.y(above)}
            colour = palette.KIND_COLOURS.get(kind, palette.APART_COLOUR)
            yield svg.element("rect", hint, **place, height=axis.y(below) - axis.y(above), fill=colour)
            below = above


def _lanes(timeline: Timeline, numbered: Sequence[Mark], axis: _Axis, top: float) -> Iterator[str]:
    for number, lane in enumerate(Lane):
        y = top + _LANE * number + _LANE / 2 + 6
        yield from _lane_head(str(lane), y)
        for mark in timeline.marks:
            if mark.lane is lane:
                yield _mark_shape(mark, axis, y)
        if lane in _NUMBERED:
            yield from _numbers(numbered, lane, axis, y - 10)
    y = top + _LANE * len(Lane) + _LANE / 2 + 6
    yield from _lane_head(palette.APART_LANE, y)
    for item in timeline.weekly.apart:
        report = item.report
        yield _span_bar(report.span.start, report.last, report.title, axis, y, palette.APART_COLOUR)


def _lane_head(name: str, y: float) -> Iterator[str]:
    yield svg.element("line", x1=_LEFT, x2=WIDTH - _RIGHT, y1=y, y2=y, stroke=_RULE)
    yield svg.label(name, 24, y + 4)


def _mark_shape(mark: Mark, axis: _Axis, y: float) -> str:
    colour = palette.LANE_COLOURS[mark.lane]
    if not mark.day_known:
        return _span_bar(mark.span.start, mark.last, mark.title, axis, y, colour)
    x = (axis.x(mark.span.start) + axis.x(mark.last, after=1)) / 2
    hint = svg.element("title", svg.content(f"{mark.when}: {mark.title}"))
    match mark.lane:
        case Lane.MEETING:
            return svg.element("path", hint, d=f"M{x:.1f},{y - 7:.1f} l7,7 l-7,7 l-7,-7 z", fill=colour)
        case Lane.TALK:
            return svg.element("circle", hint, cx=x, cy=y, r=4, fill=colour)
        case Lane.CONTROL:
            return svg.element("rect", hint, x=x - 4.5, y=y - 4.5, width=9, height=9, fill=colour)


def _span_bar(first: str, last: str, title: str, axis: _Axis, y: float, colour: str) -> str:
    left, right = axis.x(first), axis.x(last, after=1)
    hint = svg.element("title", svg.content(f"between {first} and {last}: {title}"))
    place = {"x": left, "y": y - 3, "width": max(right - left, 2), "height": 6, "rx": 3}
    return svg.element("rect", hint, **place, fill=colour, fill_opacity=0.45)


def _numbers(numbered: Sequence[Mark], lane: Lane, axis: _Axis, y: float) -> Iterator[str]:
    """Write the numbers of the marks of a lane; those that stand close together share one label."""
    groups: list[tuple[float, int, int]] = []
    for number, mark in enumerate(numbered, start=1):
        if mark.lane is not lane:
            continue
        x = axis.x(mark.span.start)
        if groups and x - groups[-1][0] < _CLOSE:
            groups[-1] = (groups[-1][0], groups[-1][1], number)
        else:
            groups.append((x, number, number))
    for x, low, high in groups:
        text = str(low) if low == high else f"{low}, {high}" if high == low + 1 else f"{low} to {high}"
        yield svg.label(text, max(x, _LEFT + 14), y, text_anchor="middle", font_size=10)


def _legend(timeline: Timeline, top: float) -> Iterator[str]:
    for number, kind in enumerate(palette.ordered(timeline.weekly.kinds)):
        x, y = 24 + 195 * (number % 6), top + _ROW * (number // 6)
        box = svg.element("rect", x=x, y=y - 10, width=11, height=11, fill=palette.KIND_COLOURS.get(kind, "#777777"))
        yield box + svg.label(label_of(kind), x + 17, y)


def _mark_list(marks: Sequence[Mark], top: float) -> Iterator[str]:
    rows = (len(marks) + 1) // 2
    for number, mark in enumerate(marks):
        x, y = 24 + 580 * (number // max(rows, 1)), top + _ROW * (number % max(rows, 1))
        when = day_text(mark.span.start) if mark.span.start == mark.last else mark.when
        line = f"{number + 1}. {when}: {mark.title}"
        yield svg.label(line if len(line) <= 98 else f"{line[:96]} …", x, y, font_size=11)
