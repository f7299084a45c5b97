"""How a fiscal year, half or quarter is written: read with a calendar, and printed."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, Protocol

from dealwatch.domain.dates import Period
from dealwatch.errors import InvalidValue
from dealwatch.normalize.edtf import read_edtf


class NamesYears(Protocol):
    """What reading and printing need of a calendar."""

    @property
    def label(self) -> str:
        """Tell whether a year is named after its `start` or its `end`."""
        ...

    def year(self, year: int) -> Period:
        """The fiscal year of that name."""
        ...

    def half(self, year: int, half: int) -> Period:
        """A half of it."""
        ...

    def quarter(self, year: int, quarter: int) -> Period:
        """A quarter of it."""
        ...

    def year_of(self, day: date) -> int:
        """The name of the fiscal year that holds a day."""
        ...


_NUMBERS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "上": 1, "下": 2}
# each row: which part it is, and how it is written; the group is its number
_PARTS: Final = (
    (4, re.compile(r"(?<![a-z])q([1-4])(?!\d)")),
    (4, re.compile(r"(?<!\d)([1-4])q(?![a-z])")),
    (2, re.compile(r"(?<![a-z])h([12])(?!\d)")),
    (2, re.compile(r"(?<!\d)([12])h(?![a-z])")),
    (4, re.compile(r"(?:the )?(first|second|third|fourth) (?:fiscal )?quarter(?: of)?")),
    (2, re.compile(r"(?:the )?(first|second) half(?: of)?")),
    (4, re.compile(r"第([1-4])四半期")),
    (2, re.compile(r"([上下])半?期")),
)
_YEARS: Final = re.compile(
    r"(?:the )?(?:(?:fy|fiscal year|fiscal|financial year)[ -]?['’]?)?(\d{4}|\d\d)(?:[/–-](\d{4}|\d\d))?"
    r"(?: ?年度|(?: [a-z]+)? (?:financial|fiscal) year)?"
)
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_ENDED: Final = re.compile(
    rf"(?:the )?(?:fiscal |financial )?year (?:ended|ending|to) ({'|'.join(_MONTHS)})(?: (\d\d?),?)? (\d{{4}})"
)
_ENDED_JA: Final = re.compile(r"(\d{4})年(\d\d?)月期")


def parse_fiscal(calendar: NamesYears, text: str) -> Period:
    """Read a fiscal year, half or quarter of a calendar, in English or Japanese; see `FiscalCalendar.parse`."""
    low = " ".join(text.lower().split())
    if ended := _ENDED.fullmatch(low):
        return _ended(calendar, int(ended[3]), _MONTHS.index(ended[1]) + 1, int(ended[2]) if ended[2] else None, text)
    if ended := _ENDED_JA.fullmatch(low):
        return _ended(calendar, int(ended[1]), int(ended[2]), None, text)
    if re.match(r"[\d.]+(?:$|[-/.])", low) and not re.fullmatch(r"\d{4}/\d\d|\d\d/\d\d", low):
        return read_edtf(text)
    parts, number, rest = 1, 1, low
    for count, pattern in _PARTS:
        if found := pattern.search(low):
            parts, number = count, _NUMBERS.get(found[1]) or int(found[1])
            rest = (low[: found.start()].rstrip(" -") + " " + low[found.end() :].lstrip(" -")).strip().removeprefix("of ")
            break
    years = _YEARS.fullmatch(rest)
    if years is None:
        raise InvalidValue(f"{text!r} names no fiscal year, half or quarter; write it like FY2027, FY2027-Q1, H1 FY25 or FY24/25")
    year = full_year(years[1])
    if years[2]:
        if int(years[2]) % 100 != (year + 1) % 100:
            raise InvalidValue(f"{text!r} names two years that do not follow one another")
        year += calendar.label == "end"
    return calendar.quarter(year, number) if parts == 4 else calendar.half(year, number) if parts == 2 else calendar.year(year)


def format_fiscal(calendar: NamesYears, period: Period) -> str:
    """Print a period of a calendar as `FY2027`, `FY2027-H1` or `FY2027-Q1`, any other as itself."""
    if period.first is None or period.last is None:
        return str(period)
    year = calendar.year_of(period.first)
    names = {calendar.quarter(year, n): f"FY{year:04}-Q{n}" for n in (1, 2, 3, 4)}
    names |= {calendar.half(year, n): f"FY{year:04}-H{n}" for n in (1, 2)} | {calendar.year(year): f"FY{year:04}"}
    return names.get(period, str(period))


def full_year(digits: str) -> int:
    """A two-digit year lies in 1970 to 2069, as POSIX has it for 69 to 68, moved by one to whole decades."""
    return int(digits) + (0 if len(digits) == 4 else 2000 if int(digits) < 70 else 1900)


def _ended(calendar: NamesYears, year: int, month: int, day: int | None, text: str) -> Period:
    last = Period.month(year, month).last
    assert last is not None
    period = calendar.year(calendar.year_of(last if day is None else _day(year, month, day, text)))
    fits = period.last is not None and (period.last.year, period.last.month) == (year, month) and day in (None, period.last.day)
    if not fits:
        raise InvalidValue(f"{text!r} is no year of this calendar; the year around that day is {period}")
    return period


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise InvalidValue(f"{text!r} names a day that the calendar does not have") from error
