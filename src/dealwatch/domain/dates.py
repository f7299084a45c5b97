"""Period: a set of days from a first to a last, both included."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from attrs import frozen

from dealwatch.domain.words import Relation
from dealwatch.errors import InvalidValue


@frozen
class Period:
    """The days from `first` to `last`, both included; None is open to that side ("by March 2028" is ../2028-03-31).

    It prints as the shortest ISO 8601 / EDTF text that says just these days.

    >>> print(Period.year(2025), Period.quarter(2025, 3), Period.half(2025, 1), Period.month(2025, 7))
    2025 2025-Q3 2025-H1 2025-07
    >>> print(Period.day(date(2025, 7, 7)), Period(date(2024, 4, 1), date(2025, 3, 31)), Period(None, date(2028, 3, 31)))
    2025-07-07 2024-04-01/2025-03-31 ../2028-03-31

    Raises:
        InvalidValue: if the last day lies before the first, or both are open.
    """

    first: date | None
    last: date | None

    def __attrs_post_init__(self) -> None:
        if self.first is None and self.last is None:
            raise InvalidValue("a period needs a first or a last day")
        if self.first is not None and self.last is not None and self.last < self.first:
            raise InvalidValue(f"a period ends after it begins, not {self.first} to {self.last}")

    @classmethod
    def day(cls, day: date) -> Period:
        """The one day."""
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """A calendar month."""
        return cls._months(year, month, month)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """A calendar quarter, 1 to 4."""
        return cls._months(year, 3 * quarter - 2, 3 * quarter)

    @classmethod
    def half(cls, year: int, half: int) -> Period:
        """A calendar half-year, 1 or 2."""
        return cls._months(year, 6 * half - 5, 6 * half)

    @classmethod
    def year(cls, year: int) -> Period:
        """A calendar year."""
        return cls._months(year, 1, 12)

    @classmethod
    def _months(cls, year: int, first: int, last: int) -> Period:
        try:
            return cls(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
        except (ValueError, IndexError) as error:
            raise InvalidValue(f"no such part of the calendar: months {first} to {last} of {year}") from error

    def __str__(self) -> str:
        return self._named() or f"{self.first.isoformat() if self.first else '..'}/{self.last.isoformat() if self.last else '..'}"

    def _named(self) -> str | None:
        first, last = self.first, self.last
        if first is None or last is None:
            return None
        if first == last:
            return first.isoformat()
        if first.day != 1 or first.year != last.year or last.day != monthrange(last.year, last.month)[1]:
            return None
        year = f"{first.year:04}"
        return {
            (1, 12): year,
            (1, 6): f"{year}-H1",
            (7, 12): f"{year}-H2",
            (1, 3): f"{year}-Q1",
            (4, 6): f"{year}-Q2",
            (7, 9): f"{year}-Q3",
            (10, 12): f"{year}-Q4",
        }.get((first.month, last.month), f"{year}-{first.month:02}" if first.month == last.month else None)

    @property
    def days(self) -> int | None:
        """How many days it has; None if it is open to a side."""
        return None if self.first is None or self.last is None else (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def contains(self, other: Period) -> bool:
        """Tell whether every day of the other is a day of this one."""
        begins = self.first is None or (other.first is not None and self.first <= other.first)
        ends = self.last is None or (other.last is not None and other.last <= self.last)
        return begins and ends

    def meets(self, other: Period) -> bool:
        """Tell whether the two share a day."""
        before = self.last is not None and other.first is not None and self.last < other.first
        behind = self.first is not None and other.last is not None and other.last < self.first
        return not before and not behind

    def precedes(self, other: Period) -> bool:
        """Tell whether the other begins on the day after this one ends."""
        return self.last is not None and other.first is not None and self.last + timedelta(days=1) == other.first

    def relation(self, other: Period) -> Relation:
        """Compare the two as sets of days: equal, refines (lies within), refined_by, overlap or disjoint.

        >>> Period.month(2025, 7).relation(Period.year(2025))
        <Relation.REFINES: 'refines'>
        """
        if not self.meets(other):
            return Relation.DISJOINT
        within, around = other.contains(self), self.contains(other)
        if within and around:
            return Relation.EQUAL
        return Relation.REFINES if within else Relation.REFINED_BY if around else Relation.OVERLAP
