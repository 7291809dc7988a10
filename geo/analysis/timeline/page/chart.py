"""The timeline as an Altair chart: bars, gaps and marks over one axis of whole day numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from geo.analysis.missing import Shown
from geo.analysis.timeline import Lane, Timeline
from geo.analysis.timeline.page.others import OTHERS_COLOUR, band_rows, lanes_of
from geo.analysis.timeline.palette import APART_COLOUR, APART_LANE, GAP_COLOUR, KIND_COLOURS, LANE_COLOURS, ordered
from geo.analysis.timeline.scale import UNIX_EPOCH_DAY, count_step, day_number, month_ticks
from geo.text.dates import Span
from geo.text.messages import tr
from geo.vocab.labels import label_of

BRUSH = "window"
"""Name of the brush in the state of the chart."""
_BARS, _LANE, _LEGEND = 250, 30, 130
_INK = "#808080"  # readable on a light and on a dark page
_SHAPES = {Lane.MEETING: "diamond", Lane.TALK: "circle", Lane.CONTROL: "square"}
# Day numbers stay numbers; only the label turns one into a month, in UTC, which has no shifts.
_MONTH = f"utcFormat((datum.value - {UNIX_EPOCH_DAY}) * 86400000, '%b %Y')"
_TOOLTIP = [alt.Tooltip("when:N", title="When"), alt.Tooltip("what:N", title="What")]

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where days and lanes lie on the chart; lanes lie below zero, on the scale of the counts."""

    domain: tuple[int, int]
    most: int
    ticks: list[int]
    extra: int = 0

    def lane(self, number: int) -> float:
        return -self.most * (_LANE * (number + 1.6) / _BARS)

    @property
    def foot(self) -> float:
        return self.lane(len(Lane) + self.extra) - self.most * _LANE * 0.6 / _BARS


def timeline_chart(timeline: Timeline, *, shown: Span, others: Sequence[Shown] = ()) -> alt.LayerChart | alt.FacetChart:
    """Return the chart of a timeline.

    Parameters
    ----------
    timeline : Timeline
        Counts, marks and gaps.
    shown : Span
        Days that the axis shows.
    others : sequence of Shown
        Totals of others, drawn as bands in lanes of their own; none where they are switched off.
    """
    lanes = lanes_of(others)
    last = shown.end or shown.start
    plan = _Plan(
        (day_number(shown.start), day_number(last) + 1),
        max([1, *(week.total or 0 for week in timeline.weekly.weeks)]),
        [day_number(day) for day in _ticks(shown)],
        len(lanes),
    )
    layers = [
        _gaps(timeline, plan),
        _gap_names(timeline, plan),
        _bars(timeline, plan),
        _lane_names(plan, lanes),
        _spans(timeline, plan),
        *(_points(timeline, plan, lane) for lane in Lane),
        *([_bands(others, plan)] if others else []),
    ]
    return alt.layer(*layers).properties(height=_BARS + _LANE * (len(Lane) + 2 + len(lanes)) + _LEGEND)


def _ticks(shown: Span) -> list[str]:
    """Return months, or every Monday where the axis is short."""
    months = month_ticks(shown, at_most=12)
    return months or [shown.start]


def _x(field: str, plan: _Plan) -> alt.X:
    axis = alt.Axis(values=plan.ticks, labelExpr=_MONTH, labelOverlap=True, title=None, grid=False)
    return alt.X(f"{field}:Q", scale=alt.Scale(domain=list(plan.domain), nice=False, zero=False), axis=axis)


def _y(field: str, plan: _Plan) -> alt.Y:
    step = count_step(plan.most, at_most=5)
    axis = alt.Axis(values=list(range(0, plan.most + 1, step)), title=None, format="d")
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[plan.foot, plan.most], nice=False), axis=axis)


def _layer(rows: Sequence[Mapping[str, Any]]) -> Any:
    """Return a chart over rows; Altair's own types do not follow what is chained to it."""
    return alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))


def _gaps(timeline: Timeline, plan: _Plan) -> Any:
    rows: Rows = [
        {"x": day_number(gap.start), "x2": day_number(gap.end) + 1, "y": plan.foot, "y2": plan.most}
        | {"when": f"{gap.start} to {gap.end}", "what": tr("Not covered: {reason}", reason=gap.reason)}
        for gap in timeline.gaps
    ]
    mark = _layer(rows).mark_rect(color=GAP_COLOUR, opacity=0.28, clip=True)
    return mark.encode(_x("x", plan), alt.X2("x2:Q"), _y("y", plan), alt.Y2("y2:Q"), tooltip=_TOOLTIP)


def _gap_names(timeline: Timeline, plan: _Plan) -> Any:
    begin, end = plan.domain
    rows: Rows = []
    for gap in timeline.gaps:
        low, high = max(day_number(gap.start), begin), min(day_number(gap.end) + 1, end)
        if high - low > (end - begin) / 30:
            rows.append({"x": (low + high) / 2, "y": plan.most / 2, "text": tr("not covered")})
    mark = _layer(rows).mark_text(angle=270, fontSize=11, color=_INK)
    return mark.encode(_x("x", plan), _y("y", plan), text="text:N")


def _bars(timeline: Timeline, plan: _Plan) -> Any:
    rows: Rows = []
    for week in timeline.weekly.weeks:
        below = 0
        for kind in ordered(week.counts):
            count = week.counts[kind]
            place = {"start": day_number(week.monday), "stop": day_number(week.sunday) + 0.6}
            text = {"when": f"{week.name}, {week.monday} to {week.sunday}", "kind": label_of(kind)}
            covered = tr("{covered} of 7 days covered", covered=week.covered)
            rows.append(place | text | {"low": below, "high": below + count, "count": count, "covered": covered})
            below += count
    kinds = ordered(timeline.weekly.kinds)
    colours = alt.Scale(
        domain=[label_of(kind) for kind in kinds], range=[KIND_COLOURS.get(kind, APART_COLOUR) for kind in kinds]
    )
    legend = alt.Legend(orient="bottom", title=None, columns=3, symbolType="square", labelLimit=120)
    tooltip = [
        alt.Tooltip("when:N", title="Week"),
        alt.Tooltip("kind:N", title="Kind"),
        alt.Tooltip("count:Q", title="Reports"),
        alt.Tooltip("covered:N", title="Coverage"),
    ]
    mark = _layer(rows).mark_rect(clip=True)
    return mark.encode(
        _x("start", plan),
        alt.X2("stop:Q"),
        _y("low", plan),
        alt.Y2("high:Q"),
        color=alt.Color("kind:N", scale=colours, legend=legend),
        tooltip=tooltip,
    ).add_params(alt.selection_interval(name=BRUSH, encodings=["x"], mark=_brush()))


def _brush() -> alt.BrushConfig:
    """Return the look of the brush: blue, as grey stands for what is not covered."""
    return alt.BrushConfig(fill="#2f7fc1", fillOpacity=0.16, stroke="#2f7fc1", strokeOpacity=0.9)


def _lane_names(plan: _Plan, others: Sequence[str]) -> Any:
    names = [*map(tr, Lane), tr(APART_LANE), *others]
    rows: Rows = [{"x": plan.domain[0], "y": plan.lane(number), "text": name} for number, name in enumerate(names)]
    mark = _layer(rows).mark_text(align="left", baseline="bottom", dx=3, dy=-8, fontSize=11, color=_INK)
    return mark.encode(_x("x", plan), _y("y", plan), text="text:N")


def _spans(timeline: Timeline, plan: _Plan) -> Any:
    """Draw what is not known to the day as spans: marks in their lanes, reports in the last one."""
    lanes = list(Lane)
    rows: Rows = [
        _span(mark.span.start, mark.last, f"{mark.when}: {mark.title}")
        | {"y": plan.lane(lanes.index(mark.lane)), "colour": LANE_COLOURS[mark.lane]}
        for mark in timeline.marks
        if not mark.day_known
    ]
    rows += [
        _span(item.report.span.start, item.report.last, f"{item.report.title} ({item.reason})")
        | {"y": plan.lane(len(lanes)), "colour": APART_COLOUR}
        for item in timeline.weekly.apart
    ]
    mark = _layer(rows).mark_rule(strokeWidth=6, opacity=0.5, clip=True)
    colour = alt.Stroke("colour:N", scale=None)
    return mark.encode(_x("x", plan), alt.X2("x2:Q"), _y("y", plan), stroke=colour, tooltip=_TOOLTIP)


def _span(first: str, last: str, what: str) -> dict[str, Any]:
    return {"x": day_number(first), "x2": day_number(last) + 1, "when": f"{first} to {last}", "what": what}


def _bands(others: Sequence[Shown], plan: _Plan) -> Any:
    """Draw the totals of others over their days, each by itself and on no scale."""
    rows: Rows = [
        _span(row["first"], row["last"], row["what"]) | {"y": plan.lane(len(Lane) + 1 + row["lane"])}
        for row in band_rows(others)
    ]
    mark = _layer(rows).mark_rule(strokeWidth=7, opacity=0.45, clip=True, stroke=OTHERS_COLOUR)
    return mark.encode(_x("x", plan), alt.X2("x2:Q"), _y("y", plan), tooltip=_TOOLTIP)


def _points(timeline: Timeline, plan: _Plan, lane: Lane) -> Any:
    rows: Rows = [
        {"x": (day_number(mark.span.start) + day_number(mark.last) + 1) / 2, "y": plan.lane(list(Lane).index(lane))}
        | {"when": mark.when, "what": mark.title}
        for mark in timeline.marks
        if mark.lane is lane and mark.day_known
    ]
    size = 110 if lane is Lane.MEETING else 50
    mark = _layer(rows).mark_point(
        shape=_SHAPES[lane], size=size, filled=True, opacity=1, color=LANE_COLOURS[lane], clip=True
    )
    return mark.encode(_x("x", plan), _y("y", plan), tooltip=_TOOLTIP)


def brushed(selection: Mapping[str, Any]) -> tuple[float, float] | None:
    """Return the ends of the brush in day numbers, None if nothing is brushed."""
    ends = selection.get(BRUSH) or {}
    values = next(iter(ends.values()), None) if isinstance(ends, Mapping) else None
    if not isinstance(values, Sequence) or len(values) != 2:
        return None
    low, high = float(values[0]), float(values[1])
    return (low, high) if high > low else None
