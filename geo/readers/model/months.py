"""Names of months as users' files write them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from geo.text.folding import fold

_NAMES: tuple[str, ...] = (
    "january jan janvier janv januar enero gennaio يناير كانون_الثاني ינואר",
    "february feb février févr fevr februar febrero febbraio فبراير شباط פברואר",
    "march mar mars märz marzo مارس آذار מרץ מרס",
    "april apr avril avr abril aprile أبريل ابريل نيسان אפריל",
    "may mai mayo maggio مايو أيار מאי",
    "june jun juin juni junio giugno يونيو حزيران יוני",
    "july jul juillet juil juli julio luglio يوليو تموز יולי",
    "august aug août aout agosto أغسطس آب אוגוסט",
    "september sep sept septembre septiembre settembre سبتمبر أيلول ספטמבר",
    "october oct octobre oktober okt octubre ottobre أكتوبر تشرين_الأول אוקטובר",
    "november nov novembre noviembre نوفمبر تشرين_الثاني נובמבר",
    "december dec décembre déc dezember dez diciembre dicembre ديسمبر كانون_الأول דצמבר",
)
"""Month by month: English, French, German, Spanish, Italian, Arabic of the Gulf and of the Levant, Hebrew."""


def _months() -> Mapping[str, int]:
    return MappingProxyType(
        {fold(name.replace("_", " ")): number for number, names in enumerate(_NAMES, 1) for name in names.split()}
    )


MONTHS: Mapping[str, int] = _months()
"""Number of a month by its folded name."""


def month_of(word: str) -> int | None:
    """Return the number of the month that a word names; None if it names none.

    Examples
    --------
    >>> month_of("MAY"), month_of("Août"), month_of("كانون الأول"), month_of("spring")
    (5, 8, 12, None)
    """
    return MONTHS.get(fold(word))
