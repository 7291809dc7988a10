"""Days and runs of days in words; the scripts of the frame word them alike."""

from __future__ import annotations

from geo.text.messages import mark, tr

_MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)

_SHORT_MONTHS = (
    mark("Jan"),
    mark("Feb"),
    mark("Mar"),
    mark("Apr"),
    mark("May"),
    mark("Jun"),
    mark("Jul"),
    mark("Aug"),
    mark("Sep"),
    mark("Oct"),
    mark("Nov"),
    mark("Dec"),
)


def day_text(part: str) -> str:
    """Return an ISO year, month or day in words.

    Examples
    --------
    >>> day_text("2024-12-08"), day_text("2024-12"), day_text("1974")
    ('8 December 2024', 'December 2024', '1974')
    """
    pieces = part.split("-")
    if len(pieces) == 1:
        return part
    month = tr(_MONTHS[int(pieces[1]) - 1])
    if len(pieces) == 2:
        return tr("{month} {year}", month=month, year=pieces[0])
    return tr("{day} {month} {year}", day=int(pieces[2]), month=month, year=pieces[0])


def days_text(start: str, end: str) -> str:
    """Return a run of days in words; month and year are said once where both days share them.

    Examples
    --------
    >>> days_text("2024-12-09", "2024-12-10"), days_text("2025-03-30", "2025-04-02")
    ('9 to 10 December 2024', '30 March to 2 April 2025')
    """
    if start[:7] == end[:7]:
        return tr("{first} to {last}", first=int(start[8:]), last=day_text(end))
    first = day_text(start)
    if start[:4] == end[:4]:
        first = tr("{day} {month}", day=int(start[8:]), month=tr(_MONTHS[int(start[5:7]) - 1]))
    return tr("{first} to {last}", first=first, last=day_text(end))


def short_days_text(start: str, end: str) -> str:
    """Return a run of days in few letters, without the year.

    Examples
    --------
    >>> short_days_text("2026-10-04", "2026-10-10"), short_days_text("2026-09-11", "2026-10-10")
    ('4\u201310 Oct', '11 Sep\u201310 Oct')
    """
    first = str(int(start[8:])) if start[:7] == end[:7] else _short_day(start)
    return f"{first}\N{EN DASH}{_short_day(end)}"


def _short_day(day: str) -> str:
    return tr("{day} {month}", day=int(day[8:]), month=tr(_SHORT_MONTHS[int(day[5:7]) - 1]))
