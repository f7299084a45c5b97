"""Arithmetic on the units of the calendar: the day, week, month, quarter, half, year, decade or century around a day.

A unit is one letter: d day, w week from Monday, e weekend, f two weeks, m month, q quarter, h half, y year, t decade, c century.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from dateutil.relativedelta import relativedelta

from dealwatch.domain.dates import Period

STEP: Final[dict[str, relativedelta]] = {
    "d": relativedelta(days=1),
    "w": relativedelta(weeks=1),
    "e": relativedelta(weeks=1),
    "f": relativedelta(weeks=2),
    "m": relativedelta(months=1),
    "q": relativedelta(months=3),
    "h": relativedelta(months=6),
    "y": relativedelta(years=1),
    "t": relativedelta(years=10),
    "c": relativedelta(years=100),
}
FINENESS: Final = "dewfmqhytc"
"""The units from the finest to the coarsest."""


def _days(first: date, last: date) -> Period:
    return Period(first, last)


_WHOLE: Final[dict[str, Callable[[date], Period]]] = {
    "d": Period.day,
    "w": lambda day: _days(day - timedelta(day.weekday()), day + timedelta(6 - day.weekday())),
    "e": lambda day: _days(day + timedelta(5 - day.weekday()), day + timedelta(6 - day.weekday())),
    "f": lambda day: _days(day - timedelta(day.weekday()), day + timedelta(13 - day.weekday())),
    "m": lambda day: Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])),
    "q": lambda day: Period.quarter(day.year, (day.month + 2) // 3),
    "h": lambda day: Period.half(day.year, 1 if day.month < 7 else 2),
    "y": lambda day: Period.year(day.year),
    "t": lambda day: decade(day.year),
    "c": lambda day: century(day.year // 100 + 1),
}


@lru_cache(maxsize=4096)
def whole(unit: str, day: date) -> Period:
    """The whole unit that holds a day.

    >>> print(whole("w", date(2025, 7, 9)), whole("q", date(2025, 7, 9)))
    2025-07-07/2025-07-13 2025-Q3
    """
    return _WHOLE[unit](day)


@lru_cache(maxsize=4096)
def stepped(unit: str, day: date, steps: int) -> Period | None:
    """The whole unit so many steps from the one that holds a day; None beyond the years 1 to 9999.

    >>> print(stepped("m", date(2025, 3, 31), -1), stepped("y", date(2025, 3, 31), -2))
    2025-02 2023
    """
    try:
        return whole(unit, day + STEP[unit] * steps)
    except (ValueError, OverflowError):
        return None


def decade(year: int) -> Period:
    """The ten years from the one that ends in 0."""
    first = year - year % 10
    return Period(date(max(first, 1), 1, 1), date(first + 9, 12, 31))


def century(number: int) -> Period:
    """The century of that number; the 20th is 1901 to 2000, written here as newspapers mean it: 1900 to 1999."""
    first = (number - 1) * 100
    return Period(date(max(first, 1), 1, 1), date(first + 99, 12, 31))


def season(number: int, year: int) -> Period:
    """Spring (1) to winter (4) of the northern half of the earth, in whole months; a winter begins in its year."""
    first = 3 * number
    return Period(date(year, first, 1), whole("m", date(year, first, 1) + relativedelta(months=2)).last)
