"""Fiscal calendars: which days "fiscal 2027" means for a company or a country.

A FiscalCalendar begins its years on a fixed day; a WeekCalendar counts 52 or 53 whole weeks. Both name a year by a number,
tile time without gap or overlap, and read back what they print. All arithmetic is dateutil's relativedelta.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Final, Literal, TypeAlias

from attrs import field, frozen
from attrs.validators import ge, in_, le
from dateutil.relativedelta import relativedelta

from dealwatch.domain.dates import Period
from dealwatch.errors import InvalidValue, NotFound
from dealwatch.normalize.date_reading.fiscal_text import format_fiscal, parse_fiscal

Label: TypeAlias = Literal["start", "end"]
EndRule: TypeAlias = Literal["last", "nearest"]

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY: Final = timedelta(days=1)


def _weekday(name: str) -> str:
    return name[:2].upper()


@frozen
class FiscalCalendar:
    """Fiscal years that begin on a fixed day, named after the calendar year in which they start or end.

    Quarters begin every three months after the first day, on the last day of a month that is too short.

    >>> nissan = FiscalCalendar(start_month=4, label="start")
    >>> print(nissan.parse("FY2027"), nissan.parse("FY2027 Q1"), nissan.parse("FY24/25"))
    2027-04-01/2028-03-31 2027-Q2 2024-04-01/2025-03-31
    >>> nissan.format(nissan.parse("H1 FY25"))
    'FY2025-H1'

    Raises:
        InvalidValue: for a month, day or label that no calendar has.
    """

    start_month: int = field(default=1, validator=[ge(1), le(12)])
    start_day: int = field(default=1, validator=[ge(1), le(31)])
    label: Label = field(default="end", validator=in_(("start", "end")))

    def first_day(self, year: int) -> date:
        """The day on which the fiscal year of that name begins."""
        back = self.label == "end" and (self.start_month, self.start_day) != (1, 1)
        return _day_of(year - back, self.start_month, self.start_day)

    def year(self, year: int) -> Period:
        """The fiscal year of that name."""
        return Period(self.first_day(year), self.first_day(year + 1) - DAY)

    def quarter(self, year: int, quarter: int) -> Period:
        """A quarter of the fiscal year, 1 to 4."""
        _refuse_part("quarter", quarter, 4)
        return Period(self._quarter_day(year, quarter), self._quarter_day(year, quarter + 1) - DAY)

    def half(self, year: int, half: int) -> Period:
        """A half of the fiscal year, 1 or 2."""
        _refuse_part("half", half, 2)
        return Period(self._quarter_day(year, 2 * half - 1), self._quarter_day(year, 2 * half + 1) - DAY)

    def year_of(self, day: date) -> int:
        """The name of the fiscal year that holds a day."""
        return next(year for year in (day.year + 1, day.year, day.year - 1) if self.first_day(year) <= day)

    def parse(self, text: str) -> Period:
        """Read a fiscal year, half or quarter; an EDTF text without a fiscal word means the days it says.

        Raises:
            InvalidValue: if the text names no period of this calendar.
        """
        return parse_fiscal(self, text)

    def format(self, period: Period) -> str:
        """Print a period of this calendar as `FY2027`, `FY2027-H1` or `FY2027-Q1`, any other as itself."""
        return format_fiscal(self, period)

    def _quarter_day(self, year: int, quarter: int) -> date:
        if quarter > 4:
            return self.first_day(year + 1)
        # counted from the nominal day, so that 31 May + 3 months + 3 months is 30 November, not the 30th of a clipped month
        return self.first_day(year).replace(day=1) + relativedelta(months=3 * (quarter - 1), day=self.start_day)


@frozen
class WeekCalendar:
    """Fiscal years of 52 or 53 whole weeks that end on one weekday: the last one of a month, or the one nearest to its end.

    Quarters have 13 weeks; the extra week stands in `extra_week_quarter`. `label` names the year after the calendar year in
    which it nominally starts (the day after the month's end) or ends.

    >>> apple = WeekCalendar(end_month=9, end_weekday="SA", rule="last", extra_week_quarter=1)
    >>> print(apple.parse("FY2023"), apple.parse("FY2023 Q1"))
    2022-09-25/2023-09-30 2022-09-25/2022-12-31

    Raises:
        InvalidValue: for a month, weekday, rule, quarter or label that no calendar has.
    """

    end_month: int = field(validator=[ge(1), le(12)])
    end_weekday: str = field(converter=_weekday, validator=in_(WEEKDAYS))
    rule: EndRule = field(default="last", validator=in_(("last", "nearest")))
    extra_week_quarter: int = field(default=4, validator=[ge(1), le(4)])
    label: Label = field(default="end", validator=in_(("start", "end")))

    def last_day(self, year: int) -> date:
        """The day on which the fiscal year of that name ends."""
        end = _day_of(year + (self.label == "start" and self.end_month < 12), self.end_month, 31)
        back = (end.weekday() - WEEKDAYS.index(self.end_weekday)) % 7
        return end + timedelta(days=7 - back if self.rule == "nearest" and back > 3 else -back)

    def first_day(self, year: int) -> date:
        """The day on which the fiscal year of that name begins."""
        return self.last_day(year - 1) + DAY

    def year(self, year: int) -> Period:
        """The fiscal year of that name."""
        return Period(self.first_day(year), self.last_day(year))

    def quarter(self, year: int, quarter: int) -> Period:
        """A quarter of the fiscal year, 1 to 4."""
        _refuse_part("quarter", quarter, 4)
        return Period(self._quarter_day(year, quarter), self._quarter_day(year, quarter + 1) - DAY)

    def half(self, year: int, half: int) -> Period:
        """A half of the fiscal year, 1 or 2."""
        _refuse_part("half", half, 2)
        return Period(self._quarter_day(year, 2 * half - 1), self._quarter_day(year, 2 * half + 1) - DAY)

    def year_of(self, day: date) -> int:
        """The name of the fiscal year that holds a day."""
        return next(year for year in (day.year + 1, day.year, day.year - 1, day.year - 2) if self.first_day(year) <= day)

    def parse(self, text: str) -> Period:
        """Read a fiscal year, half or quarter; an EDTF text without a fiscal word means the days it says.

        Raises:
            InvalidValue: if the text names no period of this calendar.
        """
        return parse_fiscal(self, text)

    def format(self, period: Period) -> str:
        """Print a period of this calendar as `FY2027`, `FY2027-H1` or `FY2027-Q1`, any other as itself."""
        return format_fiscal(self, period)

    def _quarter_day(self, year: int, quarter: int) -> date:
        if quarter > 4:
            return self.first_day(year + 1)
        long = (self.last_day(year) - self.first_day(year)).days > 52 * 7
        weeks = 13 * (quarter - 1) + (long and quarter > self.extra_week_quarter)
        return self.first_day(year) + timedelta(weeks=weeks)


AnyCalendar: TypeAlias = FiscalCalendar | WeekCalendar

"""A calendar of either kind."""


@frozen
class Convention:
    """Whose calendar it is and where that is said.

    `owner` is a company's name or a country's ISO 3166 code, `names` other names of the same owner, `country` where a company
    sits, `source` the document or page that states the calendar.
    """

    owner: str
    calendar: AnyCalendar
    source: str
    names: tuple[str, ...] = ()
    country: str | None = None


@frozen
class Calendars:
    """Fiscal calendars by company or country: the caller's own rows, and behind them the table that ships with the library.

    >>> CALENDARS.of("Nissan").calendar
    FiscalCalendar(start_month=4, start_day=1, label='start')
    >>> CALENDARS.add("Ash Corp", FiscalCalendar(start_month=7), source="annual report 2024, page 3").of("ash corp").source
    'annual report 2024, page 3'
    """

    own: tuple[Convention, ...] = ()

    @cached_property
    def rows(self) -> tuple[Convention, ...]:
        """All rows; of two with one name the earlier counts."""
        return (*self.own, *_shipped())

    @cached_property
    def _by_name(self) -> dict[str, Convention]:
        return {name.casefold(): row for row in reversed(self.rows) for name in (*row.names, row.owner)}

    def of(self, name: str) -> Convention:
        """The row of a company or of a country (its ISO 3166 code or its English name).

        Raises:
            NotFound: if no row has the name.
        """
        row = self.get(name)
        if row is None:
            raise NotFound(f"no fiscal calendar of {name!r} is known; give one with Calendars.add(name, calendar, source)")
        return row

    def get(self, name: str) -> Convention | None:
        """The row of a company or of a country; None if no row has the name."""
        return self._by_name.get(name.casefold())

    def add(
        self, owner: str, calendar: AnyCalendar, source: str, names: tuple[str, ...] = (), country: str | None = None
    ) -> Calendars:
        """The same calendars and one row more, which comes before all others."""
        return Calendars((Convention(owner, calendar, source, names, country), *self.own))


CALENDARS: Final = Calendars()
"""The calendars that ship with the library; the table is read when first asked."""


@lru_cache(maxsize=1)
def _shipped() -> tuple[Convention, ...]:
    table = files("dealwatch.normalize").joinpath("data", "fiscal_calendars.tsv").read_text(encoding="utf-8")
    lines = [line for line in table.splitlines() if line and not line.startswith("#")]
    return tuple(_row(row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _row(row: dict[str, str]) -> Convention:
    names = tuple(name for name in row["names"].split(";") if name)
    return Convention(row["owner"], _calendar(row["year"], row["label"]), row["source"], names, row["country"] or None)


def _calendar(year: str, label: str) -> AnyCalendar:
    """Read the table's column `year`: `04-01` is the first day; `last SA 09` and `nearest SU 12 Q1` are whole weeks."""
    named: Label = "start" if label == "start" else "end"
    rule, _, weeks = year.partition(" ")
    if not weeks:
        month, day = map(int, year.split("-"))
        return FiscalCalendar(month, day, named)
    weekday, month_text, *quarter = weeks.split()
    return WeekCalendar(
        int(month_text), weekday, "nearest" if rule == "nearest" else "last", int(quarter[0][1:]) if quarter else 4, named
    )


def _day_of(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, 1) + relativedelta(day=day)
    except (ValueError, OverflowError) as error:
        raise InvalidValue(f"no fiscal year lies around {year}; years go from 2 to 9998") from error


def _refuse_part(name: str, number: int, parts: int) -> None:
    if not 1 <= number <= parts:
        raise InvalidValue(f"a fiscal year has no {name} {number}; they go from 1 to {parts}")
