"""Dates as people type them into a search: ISO, day and month in three languages, runs of days."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo.query.search.meanings import During
from geo.text.dates import add_days, first_day, last_day
from geo.text.folding import fold

AROUND_DAYS = 7
"""How many days "around" a date means, before and after it."""
_AROUND = frozenset(map(fold, ("around", "about", "circa", "حوالي", "نحو", "قرابة", "סביב", "בערך", "באזור")))
_SINCE = frozenset(map(fold, ("since", "منذ", "מאז")))
_FROM = frozenset(map(fold, ("from", "من", "between", "بين", "מ", "בין")))
_UNTIL = frozenset(map(fold, ("until", "till", "حتى", "עד")))
_TO = _UNTIL | frozenset(map(fold, ("to", "and", "إلى", "و")))
_BEFORE = frozenset(map(fold, ("before", "قبل", "לפני")))
_AFTER = frozenset(map(fold, ("after", "بعد", "אחרי")))
_YEAR = re.compile(r"(19[4-9]\d|20[0-4]\d)")
_DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")
_ISO = re.compile(r"((?:19[4-9]|20[0-4])\d) (0[1-9]|1[0-2])(?: (0[1-9]|[12]\d|3[01]))?")
_DOTTED = re.compile(r"(0?[1-9]|[12]\d|3[01]) (0?[1-9]|1[0-2]) ((?:19[4-9]|20[0-4])\d)")
_MONTH_PREFIXES = "בלמו"


@dataclass(frozen=True, slots=True)
class Months:
    """Names of months.

    Attributes
    ----------
    numbers : Mapping of str to int
        By folded name, of one word or of two.
    """

    numbers: Mapping[str, int]

    def window(self, words: Sequence[str]) -> tuple[During, int] | None:
        """Read a date or a run of days at the beginning of words.

        Parameters
        ----------
        words : sequence of str
            Folded words as they were typed, parts of a hyphenated one joined by spaces.

        Returns
        -------
        tuple of During and int, or None
            The window, and how many words it took; None if the words do not begin with a date.
        """
        head = words[0] if words else ""
        if head in _AROUND and (found := self._date(words[1:])):
            first, last, taken = found
            return During(add_days(first, -AROUND_DAYS), add_days(last, AROUND_DAYS)), taken + 1
        if head in _SINCE and (found := self._date(words[1:])):
            return During(found[0], None), found[2] + 1
        if head in _AFTER and (found := self._date(words[1:])):
            return During(add_days(found[1], 1), None), found[2] + 1
        if head in _BEFORE and (found := self._date(words[1:])):
            return During(None, add_days(found[0], -1)), found[2] + 1
        if head in _UNTIL and (found := self._date(words[1:])):
            return During(None, found[1]), found[2] + 1
        return self._run(words)

    def _run(self, words: Sequence[str]) -> tuple[During, int] | None:
        skipped = 1 if words and words[0] in _FROM else 0
        start = self._date(words[skipped:])
        if start is None:
            return None
        first, last, taken = start
        taken += skipped
        if len(words) > taken and words[taken] in _TO and (end := self._date(words[taken + 1 :])) and end[1] >= first:
            return During(first, end[1]), taken + 1 + end[2]
        return During(first, None if skipped else last), taken

    def _date(self, words: Sequence[str]) -> tuple[str, str, int] | None:
        """Return the first and last day of a date at the beginning of words, and how many words it took."""
        if not words:
            return None
        plain = [_western(word) for word in words[:4]]
        for part, taken in self._parts(plain):
            try:
                return first_day(part), last_day(part), taken
            except ValueError:
                continue
        return None

    def _parts(self, words: list[str]) -> list[tuple[str, int]]:
        """Return the ISO parts that words may begin with, the longest first."""
        found: list[tuple[str, int]] = []
        if iso := _ISO.fullmatch(words[0]):
            found.append(("-".join(filter(None, iso.groups())), 1))
        dotted, taken = (words[0], 1) if " " in words[0] else (" ".join(words[:3]), 3)
        if len(words) >= taken and (match := _DOTTED.fullmatch(dotted)):
            found.append((f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}", taken))
        if _DAY.fullmatch(words[0]) and (month := self._month(words[1:])):
            number, size = month
            year = words[1 + size] if len(words) > 1 + size else ""
            if _YEAR.fullmatch(year):
                found.append((f"{year}-{number:02}-{int(_digits(words[0])):02}", 2 + size))
        if month := self._month(words):
            number, size = month
            rest = words[size:]
            if len(rest) > 1 and _DAY.fullmatch(rest[0]) and _YEAR.fullmatch(rest[1]):
                found.append((f"{rest[1]}-{number:02}-{int(_digits(rest[0])):02}", size + 2))
            if rest and _YEAR.fullmatch(rest[0]):
                found.append((f"{rest[0]}-{number:02}", size + 1))
        if _YEAR.fullmatch(words[0]):
            found.append((words[0], 1))
        return found

    def _month(self, words: Sequence[str]) -> tuple[int, int] | None:
        """Return the number of a month that words begin with, and how many words it took."""
        for size in (2, 1):
            name = " ".join(words[:size])
            if len(words) < size:
                continue
            if name in self.numbers:
                return self.numbers[name], size
            if name[:1] in tuple(_MONTH_PREFIXES) and name[1:] in self.numbers:
                return self.numbers[name[1:]], size
        return None


def _western(word: str) -> str:
    """Return a word with digits of any script as 0 to 9."""
    return "".join(str(int(char)) if char.isdecimal() else char for char in word)


def _digits(word: str) -> str:
    return "".join(char for char in word if char.isdigit())
