"""EDTF, the extended date and time format of ISO 8601-2: the days that a text of it stands for.

Levels 0 and 1 in full, and of level 2 what denotes days: masks in any place, sets, halves and quarters. Our own `2025-Q3` and
`2025-H1` read back too. Marks of doubt (`?`, `~`, `%`) are read over: a Period holds days, doubt belongs to a Reading.
Source: https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

from dealwatch.domain.dates import Period
from dealwatch.errors import InvalidValue

# the two digits behind the year that are no month: first and last month; 24 is the winter that begins in the year
_PARTS: Final = {
    "21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 14),  # seasons, of the northern half of the earth
    "33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12),
    "37": (1, 4), "38": (5, 8), "39": (9, 12), "40": (1, 6), "41": (7, 12), "H1": (1, 6), "H2": (7, 12),
}  # fmt: skip
_DATE: Final = re.compile(r"Y?([0-9X]{4})(?:S\d+|-([0-9X]{2}|[QH]\d)(?:-([0-9X]{2}))?)?(?:T[\d:.,]+(?:Z|[+-]\d\d(?::?\d\d)?)?)?")


def read_edtf(text: str, unknown_years: int | None = None) -> Period:
    """Read an EDTF text as the days from the earliest to the latest that it allows.

    An end that is open (`..`) or unknown (empty) is None; with `unknown_years` an unknown end lies so many years from the other.
    Years before 1 and after 9999 are refused: a `datetime.date` has none.

    >>> print(read_edtf("2004-06-11?"), read_edtf("2025-Q3"), read_edtf("198X"), read_edtf("../2028-03-31"))
    2004-06-11 2025-Q3 1980-01-01/1989-12-31 ../2028-03-31

    Raises:
        InvalidValue: if the text is no EDTF, or denotes no day.
    """
    bare = re.sub(r"[?~%]", "", text.strip())
    if bare[:1] + bare[-1:] in ("[]", "{}"):
        return _hull([_span(part.strip(), "..", unknown_years, text) for part in bare[1:-1].split(",")])
    return _span(bare, "/", unknown_years, text)


def _span(bare: str, bar: str, unknown_years: int | None, text: str) -> Period:
    left, found, right = bare.partition(bar)
    if not found:
        return _date(bare, text)
    first = _date(left, text).first if left not in ("", "..") else None
    last = _date(right, text).last if right not in ("", "..") else None
    if unknown_years is not None and bar == "/":
        if not right and first:
            last = _shifted(first, unknown_years, text)
        if not left and last:
            first = _shifted(last, -unknown_years, text)
    return Period(first, last)


def _date(bare: str, text: str) -> Period:
    match = _DATE.fullmatch(bare)
    if match is None:
        raise InvalidValue(f"{text!r} is no EDTF date; write it like 2025-07-07, 2025-07, 2025, 2025-Q3 or 2024-04-01/2025-03-31")
    year, part, day = match[1], match[2], match[3]
    years = (max(int(year.replace("X", "0")), 1), int(year.replace("X", "9")))
    if part in _PARTS:
        first, last = _PARTS[part]
        return Period(_first(years[0], first, text), _last(years[1], last, text))
    months = [month for month in range(1, 13) if _fits(month, part or "XX")]
    days = [
        date(y, month, d)
        for y in sorted(set(years))
        for month in (months[:1] + months[-1:] if months else [])
        for d in range(1, monthrange(y, month)[1] + 1)
        if _fits(d, day or "XX")
    ] if years[1] >= years[0] else []  # fmt: skip
    if not days:
        raise InvalidValue(f"{text!r} denotes no day of the calendar")
    return Period(min(days), max(days))


def _fits(number: int, mask: str) -> bool:
    return all(sign in ("X", digit) for sign, digit in zip(mask, f"{number:02}", strict=True))


def _first(year: int, month: int, text: str) -> date:
    return Period.month(year, month).first or _no_day(text)


def _last(year: int, month: int, text: str) -> date:
    if month > 12 and year == 9999:
        _no_day(text)
    return Period.month(year + (month > 12), (month - 1) % 12 + 1).last or _no_day(text)


def _shifted(day: date, years: int, text: str) -> date:
    if not 1 <= day.year + years <= 9999:
        _no_day(text)
    return date(day.year + years, day.month, min(day.day, monthrange(day.year + years, day.month)[1]))


def _no_day(text: str) -> date:
    raise InvalidValue(f"{text!r} denotes days beyond the years 1 to 9999")


def _hull(periods: list[Period]) -> Period:
    firsts, lasts = [p.first for p in periods], [p.last for p in periods]
    return Period(
        None if None in firsts else min(day for day in firsts if day), None if None in lasts else max(day for day in lasts if day)
    )
