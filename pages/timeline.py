"""The timeline: reports by week and kind, dates of law and talks on the same axis, counts around the talks."""

from geo.ui.base.context import context
from geo.ui.timeline.around import show_around
from geo.ui.timeline.timeline import (
    choose_zoom,
    show_chart,
    show_downloads,
    show_summary,
    show_tables,
    show_window,
    timeline_of,
)

ctx = context()
timeline = timeline_of(ctx.atlas, ctx.filters)

show_summary(ctx, timeline)
if timeline.has_reports:
    shown = choose_zoom(ctx)
    show_window(ctx, timeline, show_chart(ctx, timeline, shown), shown)
    show_tables(ctx, timeline)
    show_downloads(ctx, timeline)

show_around(ctx, timeline)
