"""A period is a set of days that prints as the shortest text that says just these days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from dealwatch import InvalidValue, Period, Relation

days = st.dates(date(2023, 12, 1), date(2025, 2, 1))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first, last = sorted((draw(days), draw(days)))
    side = draw(st.sampled_from(["both", "first", "last"]))
    return Period(first if side != "last" else None, last if side != "first" else None)


GRID = [date(2023, 11, 1) + timedelta(days=n) for n in range(500)]


def members(period: Period) -> set[date]:
    return {day for day in GRID if (period.first or date.min) <= day <= (period.last or date.max)}


@given(periods(), periods())
def test_relation_is_that_of_the_sets_of_days(one: Period, other: Period) -> None:
    """Equal, refines, refined_by, overlap and disjoint mean what they mean for the sets of days."""
    a, b = members(one), members(other)
    expected = (
        Relation.DISJOINT
        if not a & b
        else Relation.EQUAL
        if a == b
        else Relation.REFINES
        if a < b
        else Relation.REFINED_BY
        if b < a
        else Relation.OVERLAP
    )
    assert expected == one.relation(other)
    assert expected.converse == other.relation(one)


@given(periods(), days)
def test_holds_is_membership(period: Period, day: date) -> None:
    """A day lies in a period exactly when it is one of its days."""
    assert (day in members(period)) == period.holds(day)


@given(st.integers(1, 9999), st.integers(1, 12))
def test_the_parts_of_a_year_tile_it(year: int, month: int) -> None:
    """Months, quarters and halves follow one another without gap or overlap and print as themselves."""
    for count, part, sign in ((12, Period.month, "-"), (4, Period.quarter, "-Q"), (2, Period.half, "-H")):
        parts = [part(year, n) for n in range(1, count + 1)]
        assert all(one.precedes(two) for one, two in pairwise(parts))
        assert (parts[0].first, parts[-1].last) == (Period.year(year).first, Period.year(year).last)
        assert {f"{year:04}{sign}{n:02}" if count == 12 else f"{year:04}{sign}{n}" for n in range(1, count + 1)} == set(
            map(str, parts)
        )


@given(periods())
def test_the_text_names_the_ends(period: Period) -> None:
    """What is no day, month, quarter, half or year prints both ends, an open one as two dots."""
    first, last = period.first, period.last
    if first is None or last is None or "/" in str(period):
        assert str(period) == f"{first or '..'}/{last or '..'}"


def test_days() -> None:
    """How many days; None where a side is open."""
    assert (Period.year(2024).days, Period(date(2024, 1, 1), None).days) == (366, None)


@pytest.mark.parametrize("ends", [(None, None), (date(2025, 1, 2), date(2025, 1, 1))], ids=["no end", "reversed"])
def test_a_period_without_days_is_refused(ends: tuple[date | None, date | None]) -> None:
    """Neither nothing at all nor a reversed pair is a period."""
    with pytest.raises(InvalidValue):
        Period(*ends)


@pytest.mark.parametrize("make", [lambda: Period.month(2025, 13), lambda: Period.quarter(2025, 5), lambda: Period.year(0)])
def test_a_part_outside_the_calendar_is_refused(make: object) -> None:
    """Month 13, quarter 5 and the year 0 do not exist."""
    with pytest.raises(InvalidValue, match="calendar"):
        make()  # type: ignore[operator]


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (Period.year(2025), "2025"),
        (Period.half(2025, 1), "2025-H1"),
        (Period.half(2025, 2), "2025-H2"),
        (Period.quarter(2025, 3), "2025-Q3"),
        (Period.month(2025, 2), "2025-02"),
        (Period.day(date(2025, 7, 7)), "2025-07-07"),
        (Period(date(2025, 2, 1), date(2025, 12, 31)), "2025-02-01/2025-12-31"),
        (Period(date(2025, 1, 2), date(2025, 12, 31)), "2025-01-02/2025-12-31"),
        (Period(date(2025, 1, 1), date(2025, 12, 30)), "2025-01-01/2025-12-30"),
        (Period(date(2024, 1, 1), date(2025, 12, 31)), "2024-01-01/2025-12-31"),
        (Period(None, date(2028, 3, 31)), "../2028-03-31"),
    ],
)
def test_only_a_whole_part_of_one_year_has_a_name(period: Period, text: str) -> None:
    assert str(period) == text


def test_periods_meet_on_one_day_and_precede_by_one() -> None:
    """Open ends reach everything on their side, and precede nothing there."""
    june, july = Period.month(2025, 6), Period.month(2025, 7)
    assert not june.meets(july)
    assert not july.meets(june)
    assert june.meets(Period(date(2025, 6, 30), date(2025, 7, 2)))
    assert june.precedes(july)
    assert not july.precedes(june)
    assert not Period(date(2025, 7, 1), None).precedes(july)
    assert not june.precedes(Period(None, date(2025, 7, 31)))


@pytest.mark.parametrize(
    ("ends", "says"),
    [
        ((None, None), "^a period needs a first or a last day$"),
        ((date(2025, 7, 2), date(2025, 7, 1)), "not 2025-07-02 to 2025-07-01"),
    ],
)
def test_why_a_period_is_refused_is_said(ends: tuple[date | None, date | None], says: str) -> None:
    with pytest.raises(InvalidValue, match=says):
        Period(*ends)


def test_a_day_is_the_period_of_itself() -> None:
    day = date(2025, 7, 7)
    assert (Period.day(day).first, Period.day(day).last) == (day, day)
