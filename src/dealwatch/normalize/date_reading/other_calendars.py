"""Dates of the Persian and the Islamic calendar: their own month names, or the years of a country that counts by them.

The arithmetic is that of two libraries: jdatetime for the solar years of Iran, hijridate for the Umm al-Qura calendar of Saudi
Arabia, which it knows for the years 1343 to 1500. Both are imported when such a date is met.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from dealwatch.domain.dates import Period
from dealwatch.normalize.date_reading.run import Tokens, known, one, value_of
from dealwatch.normalize.date_reading.story import Sense, Story

YEARS: Final = range(1300, 1500)
"""The years that are taken for years of another calendar, in a language whose country counts by one."""
_DAY: Final = timedelta(days=1)


def _persian(year: int, month: int, day: int) -> date:
    import jdatetime

    found = jdatetime.date(year, month, day).togregorian()
    return date(found.year, found.month, found.day)


def _islamic(year: int, month: int, day: int) -> date:
    from hijridate import Hijri

    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)


CALENDARS: Final[dict[str, Callable[[int, int, int], date]]] = {"persian": _persian, "islamic": _islamic}


def period_of(calendar: str, year: int, month: int | None = None, day: int | None = None) -> Period | None:
    """The days of a day, month or year of another calendar; None where it has none such.

    >>> print(period_of("persian", 1404, 4, 18), period_of("islamic", 1447))
    2025-07-09 2025-06-26/2026-06-15
    """
    first_of = CALENDARS[calendar]
    try:
        if day:
            return Period.day(first_of(year, month or 1, day))
        ahead = (year + 1, 1) if month in (None, 12) else (year, (month or 1) + 1)
        return Period(first_of(year, month or 1, 1), first_of(*ahead, 1) - _DAY)
    except (ValueError, OverflowError):
        return None


def month_of_other(tokens: Tokens, story: Story) -> Sense | None:
    """`18 Tir 1404`, `Ramadan 1447`, `Ramadan 2025`: the name of the month says which calendar it is."""
    calendar, month = str(next(token.value for token in tokens if token.cls == "q")).split()
    year, day = value_of(tokens, "Y") or 0, value_of(tokens, "NO")
    unit, rule = "d" if day else "m", f"the {calendar} calendar"
    if year in YEARS:
        return one(period_of(calendar, year, int(month), day), unit, rule)
    around = (
        range((year - 622) * 33 // 32 - 1, (year - 622) * 33 // 32 + 3) if calendar == "islamic" else (year - 622, year - 621)
    )
    periods = [period_of(calendar, other, int(month), day) for other in around]
    return known([period for period in periods if period and period.first and period.first.year == year], unit, rule)


def year_of_era(tokens: Tokens, story: Story) -> Sense | None:
    """`Reiwa 7`, `May 1, Reiwa 7`, `พ.ศ. 2568`, `1447 هـ`: the era says from when the years count."""
    era = str(next(token.value for token in tokens if token.cls == "h"))
    at = next(place for place, token in enumerate(tokens) if token.cls == "h")
    year = value_of(tokens[at:], "YN#") or value_of(tokens[:at], "Y#") or 0
    if era in CALENDARS:
        return one(period_of(era, year), "y", f"the {era} calendar")
    month, day, year = value_of(tokens[:at], "Mm"), value_of(tokens[:at], "NO"), year + int(era)
    try:
        if month:
            return one(Period.day(date(year, month, day)) if day else Period.month(year, month), "d" if day else "m")
        return one(Period.year(year), "y") if 1 <= year <= 9999 else None
    except ValueError:
        return None


def numeric_of_other(raw: str, story: Story) -> Sense | None:
    """`1404/04/18` in a language whose country counts by another calendar; the Gregorian reading is the second candidate."""
    calendar, parts = story.words.calendar, [int(part) for part in re.split(r"[-/.]", raw) if part.isdigit()]
    if calendar is None or len(parts) != 3 or parts[0] not in YEARS:
        return None
    return one(period_of(calendar, *parts), "d", f"the {calendar} calendar")


def bare_year_of_other(year: int, story: Story) -> Sense | None:
    """A bare year such as 1404 in such a language; it may still be a Gregorian year of history."""
    calendar = story.words.calendar
    if calendar is None or year not in YEARS:
        return None
    return known([period_of(calendar, year), Period.year(year)], "y", f"the {calendar} calendar, or a year of history")
