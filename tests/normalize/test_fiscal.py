"""Fiscal calendars: they tile time, read what they print, and know whose year it is."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from dealwatch.domain.dates import Period
from dealwatch.errors import InvalidValue, NotFound
from dealwatch.normalize.fiscal import CALENDARS, WEEKDAYS, AnyCalendar, Calendars, FiscalCalendar, WeekCalendar, _shipped

fixed = st.builds(
    FiscalCalendar, start_month=st.integers(1, 12), start_day=st.integers(1, 31), label=st.sampled_from(("start", "end"))
)
weekly = st.builds(
    WeekCalendar,
    end_month=st.integers(1, 12),
    end_weekday=st.sampled_from(WEEKDAYS),
    rule=st.sampled_from(("last", "nearest")),
    extra_week_quarter=st.integers(1, 4),
    label=st.sampled_from(("start", "end")),
)
calendars = st.one_of(fixed, weekly)
years = st.integers(1901, 2199)


def follows(before: Period, after: Period) -> bool:
    return before.precedes(after)


@given(calendars, years)
def test_periods_tile_time(calendar: AnyCalendar, year: int) -> None:
    """Years follow one another without gap or overlap, and so do their quarters and halves, which make the year."""
    whole = calendar.year(year)
    quarters = [calendar.quarter(year, number) for number in (1, 2, 3, 4)]
    halves = [calendar.half(year, number) for number in (1, 2)]
    assert follows(whole, calendar.year(year + 1))
    for parts in (quarters, halves):
        assert (parts[0].first, parts[-1].last) == (whole.first, whole.last)
        assert all(follows(a, b) for a, b in pairwise(parts))


@given(calendars, years, st.integers(0, 6))
def test_a_calendar_reads_what_it_prints(calendar: AnyCalendar, year: int, part: int) -> None:
    """The label of a period and the period's own text both read back to it."""
    period = calendar.year(year) if part == 0 else calendar.quarter(year, part) if part < 5 else calendar.half(year, part - 4)
    assert calendar.parse(str(period)) == period
    assert calendar.parse(calendar.format(period)) == period
    assert calendar.format(period).startswith(f"FY{year}")


@given(calendars, st.dates(date(1902, 1, 1), date(2198, 12, 31)))
def test_every_day_lies_in_its_fiscal_year(calendar: AnyCalendar, day: date) -> None:
    """`year_of` names the year whose days hold the day."""
    assert calendar.year(calendar.year_of(day)).holds(day)


@given(weekly, years)
def test_week_years_have_whole_weeks_and_end_on_their_weekday(calendar: WeekCalendar, year: int) -> None:
    """52 or 53 weeks, each to the calendar's weekday; three quarters have 13 weeks, a 53rd stands where it should."""
    whole = calendar.year(year)
    assert whole.days in (364, 371)
    assert whole.last is not None
    assert WEEKDAYS[whole.last.weekday()] == calendar.end_weekday
    weeks = [(calendar.quarter(year, number).days or 0) // 7 for number in (1, 2, 3, 4)]
    assert weeks == [13 + (whole.days == 371 and number == calendar.extra_week_quarter) for number in (1, 2, 3, 4)]


@given(weekly, years)
def test_nearest_is_within_three_days_of_the_end_of_the_month(calendar: WeekCalendar, year: int) -> None:
    """A year ends in the last week of the month, or within three days of its end."""
    last = calendar.last_day(year)
    end = Period.month(year + (calendar.label == "start" and calendar.end_month < 12), calendar.end_month).last
    assert end is not None
    assert abs((last - end).days) <= 3 if calendar.rule == "nearest" else timedelta(0) <= end - last < timedelta(7)


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("FY2027", "2027-04-01/2028-03-31"),
        ("fiscal 2027", "2027-04-01/2028-03-31"),
        ("FY2027-Q1", "2027-Q2"),
        ("FY2027 Q1", "2027-Q2"),
        ("1Q FY27", "2027-Q2"),
        ("FY24/25", "2024-04-01/2025-03-31"),
        ("FY2024/25", "2024-04-01/2025-03-31"),
        ("2024/25", "2024-04-01/2025-03-31"),
        ("H1 FY25", "2025-04-01/2025-09-30"),
        ("the first half of fiscal 2025", "2025-04-01/2025-09-30"),
        ("the 2024 Japanese financial year", "2024-04-01/2025-03-31"),
        ("the year ended March 31, 2025", "2024-04-01/2025-03-31"),
        ("the year ended March 2025", "2024-04-01/2025-03-31"),
        ("2024年度", "2024-04-01/2025-03-31"),
        ("2024年度上半期", "2024-04-01/2024-09-30"),
        ("2024年度第3四半期", "2024-Q4"),
        ("2007年3月期", "2006-04-01/2007-03-31"),
        ("2024-10", "2024-10"),
    ],
)
def test_forms_of_a_fiscal_year(written: str, days: str) -> None:
    """A calendar from April, named after its start, reads the forms of reports in English and Japanese."""
    assert str(FiscalCalendar(start_month=4, label="start").parse(written)) == days


@pytest.mark.parametrize(
    "written",
    ["", "fiscal", "FY2025/27", "H3 FY25", "FY2025 Q5", "soon", "the year ended May 2025", "the year ended March 32, 2025"],
)
def test_what_is_no_fiscal_year_is_refused(written: str) -> None:
    """A text that names no period of the calendar raises, and says what to write."""
    with pytest.raises(InvalidValue):
        FiscalCalendar(start_month=4).parse(written)


@pytest.mark.parametrize("fields", [{"start_month": 13}, {"start_day": 0}, {"label": "middle"}])
def test_a_calendar_that_cannot_be_is_refused(fields: dict[str, object]) -> None:
    """Months, days and labels outside the calendar raise a ValueError."""
    with pytest.raises(ValueError, match=r"."):
        FiscalCalendar(**fields)  # type: ignore[arg-type]


def test_the_same_name_means_other_days_for_other_owners() -> None:
    """A country's year, a company's own year and a company that names it after its end differ."""
    assert str(CALENDARS.of("Japan").calendar.year(2024)) == "2024-04-01/2025-03-31"
    assert str(CALENDARS.of("Toyota").calendar.year(2024)) == "2023-04-01/2024-03-31"
    assert CALENDARS.of("apple") == CALENDARS.of("Apple")


def test_an_owner_can_be_added_and_wins() -> None:
    """`add` gives new calendars, leaves the old ones, and the new row comes before a row of the same name."""
    own = CALENDARS.add("Nissan", FiscalCalendar(start_month=7), source="a test")
    assert own.of("Nissan").calendar.start_month == 7  # type: ignore[union-attr]
    assert CALENDARS.of("Nissan").calendar == FiscalCalendar(4, 1, "start")
    with pytest.raises(NotFound, match="Ash Corp"):
        CALENDARS.of("Ash Corp")


def test_every_row_has_a_source_and_a_name_of_its_own() -> None:
    """The table says for each calendar where it is stated, and no two rows share a name."""
    names = [name.casefold() for row in CALENDARS.rows for name in (row.owner, *row.names)]
    assert all(len(row.source) > 10 for row in CALENDARS.rows)
    assert len(names) == len(set(names))


def test_the_table_is_read_as_it_is_written() -> None:
    """First days, whole weeks with their rule and long quarter, labels, countries and further names."""
    _shipped.cache_clear()
    table = Calendars()
    assert table.of("Japanese").calendar == FiscalCalendar(4, 1, "start")
    assert table.of("Japan").owner == "JP"
    assert table.of("jp").names == ("Japan", "Japanese")
    assert table.of("JP").country is None
    assert table.of("IN").calendar == FiscalCalendar(4, 1, "end")
    assert table.of("Nissan").country == "JP"
    assert table.of("JP").source.startswith("Public Finance Act of Japan")
    weeks = [row.calendar for row in table.rows if isinstance(row.calendar, WeekCalendar)]
    assert {calendar.rule for calendar in weeks} == {"last", "nearest"}
    assert 4 in {calendar.extra_week_quarter for calendar in weeks}


def test_a_row_of_ones_own_keeps_all_that_is_said_of_it() -> None:
    row = CALENDARS.add("Ash", FiscalCalendar(7), "annual report", names=("Ash Corp",), country="AU").of("ash corp")
    assert (row.owner, row.calendar, row.source, row.names, row.country) == (
        "Ash",
        FiscalCalendar(7),
        "annual report",
        ("Ash Corp",),
        "AU",
    )


@pytest.mark.parametrize("calendar", [FiscalCalendar(4), WeekCalendar(9, "SA")])
def test_a_part_that_no_year_has_is_refused_by_name(calendar: AnyCalendar) -> None:
    for number in (0, 5):
        with pytest.raises(InvalidValue, match=f"^a fiscal year has no quarter {number}; they go from 1 to 4$"):
            calendar.quarter(2025, number)
    for number in (0, 3):
        with pytest.raises(InvalidValue, match=f"^a fiscal year has no half {number}; they go from 1 to 2$"):
            calendar.half(2025, number)
    with pytest.raises(InvalidValue, match="no fiscal year lies around 10000; years go"):
        FiscalCalendar(4, label="start").year(9999)
