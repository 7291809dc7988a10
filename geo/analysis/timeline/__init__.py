"""Reports by week, dates of law, control and talks on the same axis, and counts around the talks. Pure."""

from geo.analysis.timeline.around import Around, AroundSide, WindowCount, around_mark
from geo.analysis.timeline.chart_data import OtherTotal, around_csv, chart_csv
from geo.analysis.timeline.coverage import Gap, days_between, gaps_of, uncovered_days
from geo.analysis.timeline.picture import Picture, draw_timeline
from geo.analysis.timeline.reports import EVENT_LAYERS, Report, reports_of
from geo.analysis.timeline.timeline import Timeline, brushed_window, build_timeline
from geo.analysis.timeline.timeline_marks import Lane, Mark, marks_of
from geo.analysis.timeline.weeks import Apart, Week, Weekly, count_weeks, week_name

__all__ = [
    "EVENT_LAYERS",
    "Apart",
    "Around",
    "AroundSide",
    "Gap",
    "Lane",
    "Mark",
    "OtherTotal",
    "Picture",
    "Report",
    "Timeline",
    "Week",
    "Weekly",
    "WindowCount",
    "around_csv",
    "around_mark",
    "brushed_window",
    "build_timeline",
    "chart_csv",
    "count_weeks",
    "days_between",
    "draw_timeline",
    "gaps_of",
    "marks_of",
    "reports_of",
    "uncovered_days",
    "week_name",
]
