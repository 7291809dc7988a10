"""How current the data is on the day on which a page is opened, and how much of a window its sources cover."""

from __future__ import annotations

from geo.analysis.timeline.coverage import Gap, days_between, uncovered_days
from geo.dataset.load import DatasetAbout
from geo.query.window import Window
from geo.text.date_words import day_text, days_text
from geo.text.messages import tr, trn


def as_of_text(about: DatasetAbout, today: str) -> str:
    """Return up to which day the data goes, and how long ago that was.

    Parameters
    ----------
    about : DatasetAbout
        What the data set says of itself.
    today : str
        Day on which the page is opened, ``YYYY-MM-DD``.

    Returns
    -------
    str
        A sentence in plain text.
    """
    ago = days_between(about.as_of, today) - 1
    if ago < 1:
        return tr("Data as of {day}.", day=day_text(about.as_of))
    return trn(
        "Data as of {day}, {count} day ago.", "Data as of {day}, {count} days ago.", ago, day=day_text(about.as_of)
    )


def coverage_text(window: Window, *, first: str, today: str, gaps: tuple[Gap, ...]) -> str:
    """Return how much of a window the sources cover; empty where they cover all of it.

    Parameters
    ----------
    window : Window
        Days in view; an open start is that of the first report, an open end is today.
    first : str
        First day with a report.
    today : str
        Day on which the page is opened.
    gaps : tuple of Gap
        Days that are not covered.

    Returns
    -------
    str
        A sentence in plain text.
    """
    start, end = window.first or first, min(window.last or today, today)
    if window.last is not None and window.first is not None and window.first > today:
        return tr("This window lies in the future.")
    if start > end:
        return ""
    days = days_between(start, end)
    missing = uncovered_days(start, end, gaps)
    if not missing:
        return ""
    if missing == days:
        return tr(
            "No source covers this window ({days}): nothing is known, which is not calm. What is drawn was last "
            "reported before it.",
            days=day_text(start) if start == end else days_text(start, end),
        )
    return trn(
        "Partly covered: no source covers {count} of the {days} days in view. A gap is not calm.",
        "Partly covered: no source covers {count} of the {days} days in view. A gap is not calm.",
        missing,
        days=f"{days:,}",
    )
