"""Rates of one's own: a table from rows, a dict or a CSV, and a chain of sources in a stated order. No extra is needed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cached_property

from attrs import field, frozen
from attrs.validators import ge

from dealwatch.domain.dates import Period
from dealwatch.errors import InvalidValue, ReadError
from dealwatch.normalize.csv_rows import read_csv
from dealwatch.normalize.rates import DIGITS, MAX_AGE, KnowsItsBounds, Rate, Rates, published_rates

Row = tuple[date | str, str, str, Decimal | int | str]
"""A day (or its ISO text), base, quote, and how many units of quote one of base is."""

Leg = Callable[[str, str, date], Rate | None]


@frozen
class TableRates:
    """Rates from a table of one's own. A pair that is not in it is got as an inverse, or across one third currency, and says so.

    Of several third currencies the one with the newest day is taken, then the first in the alphabet.

    >>> table = TableRates.of([("2025-07-04", "EUR", "USD", "1.25"), ("2025-07-04", "EUR", "AUD", "1.75")], source="desk")
    >>> print(table.rate("USD", "AUD", date(2025, 7, 7)))
    1 USD = 1.4 AUD on 2025-07-04 (desk, cross through EUR)
    >>> table.rate("USD", "AUD", date(2025, 7, 14)) is None
    True

    Raises:
        InvalidValue: if two rows give different rates of one pair and day.
    """

    rows: tuple[Rate, ...]
    max_age: int = field(default=MAX_AGE, validator=ge(0), kw_only=True)

    def __attrs_post_init__(self) -> None:
        seen: dict[tuple[str, str, date], Rate] = {}
        for row in self.rows:
            other = seen.setdefault((row.base, row.quote, row.on), row)
            if other.value != row.value:
                raise InvalidValue(f"the table has two rates {row.base}/{row.quote} of {row.on}: {other.value} and {row.value}")

    @classmethod
    def of(cls, rows: Iterable[Row], *, source: str = "own table", max_age: int = MAX_AGE) -> TableRates:
        """A table of rows: day, base, quote, value.

        A value may be a Decimal, an int or a text; a float is refused, since it is not the number that was published. From a
        data frame with these four columns: `TableRates.of(frame.astype(str).itertuples(index=False, name=None))`.

        Raises:
            InvalidValue: for a row that is none; it names the row by its number, from 1.
        """
        made = []
        for number, row in enumerate(rows, 1):
            try:
                day, base, quote, value = row
                made.append(Rate(_decimal(value), base, quote, _day(day), source))
            except (ValueError, TypeError) as error:
                raise InvalidValue(f"{source}, row {number}: {error}; a row is a day, base, quote and value") from error
        return cls(tuple(made), max_age=max_age)

    @classmethod
    def from_mapping(
        cls,
        values: Mapping[tuple[date | str, str, str], Decimal | int | str],
        *,
        source: str = "own table",
        max_age: int = MAX_AGE,
    ) -> TableRates:
        """A table of a dict: (day, base, quote) -> value.

        Raises:
            InvalidValue: for an item that is none.
        """
        return cls.of(((*key, value) for key, value in values.items()), source=source, max_age=max_age)

    @classmethod
    def from_csv(cls, text: str, *, source: str = "own table", max_age: int = MAX_AGE) -> TableRates:
        """A table of a CSV with the titles date, base, quote, rate (in any order; other columns are left alone).

        >>> TableRates.from_csv("date,base,quote,rate" + chr(10) + "2025-07-04,EUR,USD,1.25").rows[0].value
        Decimal('1.25')

        Raises:
            ReadError: for a title that is missing or a line that cannot be read; the message names the line.
        """
        titles, lines = read_csv(text, source)
        missing = {"date", "base", "quote", "rate"} - set(titles)
        if missing:
            raise ReadError(f"{source}: the column {min(missing)!r} is missing; a table of rates has date, base, quote, rate")
        made = []
        for line, row in lines:
            try:
                made.append(Rate(_decimal(row["rate"]), row["base"], row["quote"], _day(row["date"]), source))
            except ValueError as error:
                raise ReadError(f"{source}, line {line}: {error}") from error
        return cls(tuple(made), max_age=max_age)

    def rate(self, base: str, quote: str, on: date) -> Rate | None:
        """The rate of a day, or the last one before within `max_age`; None if there is none."""
        direct = self._leg(base, quote, on)
        return direct or crossed(self._leg, base, quote, sorted(self._partners(base) & self._partners(quote)), on, self.max_age)

    def covers(self, currency: str) -> Period | None:
        """The first and last day with a rate of the currency."""
        days = [row.on for row in self.rows if currency in (row.base, row.quote)]
        return Period(min(days), max(days)) if days else None

    def _partners(self, currency: str) -> frozenset[str]:
        return self._neighbours.get(currency, frozenset())

    @cached_property
    def _neighbours(self) -> Mapping[str, frozenset[str]]:
        neighbours: dict[str, set[str]] = {}
        for row in self.rows:
            neighbours.setdefault(row.base, set()).add(row.quote)
            neighbours.setdefault(row.quote, set()).add(row.base)
        return {code: frozenset(others) for code, others in neighbours.items()}

    @cached_property
    def _series(self) -> Mapping[tuple[str, str], tuple[list[date], list[Rate]]]:
        series: dict[tuple[str, str], tuple[list[date], list[Rate]]] = {}
        for row in sorted(self.rows, key=lambda row: row.on):
            days, rates = series.setdefault((row.base, row.quote), ([], []))
            days.append(row.on)
            rates.append(row)
        return series

    def _leg(self, base: str, quote: str, on: date) -> Rate | None:
        found = [self._last(base, quote, on), self._last(quote, base, on)]
        inverse = found[1] and found[1].inverse()
        legs = [rate for rate in (found[0], inverse) if rate is not None]
        return max(legs, key=lambda rate: rate.on, default=None)

    def _last(self, base: str, quote: str, on: date) -> Rate | None:
        days, rates = self._series.get((base, quote), ([], []))
        at = bisect_right(days, on) - 1
        return rates[at] if at >= 0 and on - days[at] <= timedelta(days=self.max_age) else None


@frozen
class ChainRates:
    """Several sources in order: the first that has the rate of the day gives it, and its name stands in the rate.

    >>> daily = TableRates.of([("2025-07-04", "EUR", "USD", "1.25")], source="daily")
    >>> monthly = TableRates.of([("2025-07-01", "EUR", "TWD", "34")], source="monthly", max_age=31)
    >>> chain = ChainRates((daily, monthly))
    >>> chain.rate("EUR", "TWD", date(2025, 7, 20)).source, chain.max_age
    ('monthly', 31)
    """

    parts: tuple[Rates, ...]

    @property
    def max_age(self) -> int:
        """The greatest age that a part allows; each part keeps to its own."""
        return max((part.max_age for part in self.parts), default=0)

    def rate(self, base: str, quote: str, on: date) -> Rate | None:
        """The rate of the first part that has one."""
        found = (part.rate(base, quote, on) for part in self.parts)
        return next((rate for rate in found if rate is not None), None)

    def covers(self, currency: str) -> Period | None:
        """The first and last day with a rate of the currency in any part."""
        periods = [part.covers(currency) for part in self.parts if isinstance(part, KnowsItsBounds)]
        days = [day for period in periods if period is not None for day in (period.first, period.last) if day is not None]
        return Period(min(days), max(days)) if days else None

    def published(self, base: str, quote: str, over: Period) -> tuple[Rate, ...]:
        """The published days of the first part that reaches over the whole period: a mean never mixes two sources."""
        for part in self.parts:
            ends = [day for day in (over.first, over.last) if day is not None]
            if all(part.rate(base, quote, day) is not None for day in ends):
                return published_rates(part, base, quote, over)
        return ()


def crossed(leg: Leg, base: str, quote: str, pivots: Iterable[str], on: date, max_age: int) -> Rate | None:
    """The rate across a third currency, both legs of one day: the newest day that both have; of several pivots the newest."""
    found = []
    for pivot in pivots:
        first, second = leg(base, pivot, on), leg(pivot, quote, on)
        while first and second and first.on != second.on:
            day = min(first.on, second.on)
            first, second = leg(base, pivot, day), leg(pivot, quote, day)
        if first and second and on - first.on <= timedelta(days=max_age):
            sources = ", ".join(dict.fromkeys((first.source, second.source)))
            value = DIGITS.multiply(first.value, second.value)
            found.append(Rate(value, base, quote, first.on, sources, f"cross through {pivot}"))
    return max(found, key=lambda rate: rate.on, default=None)


def within(days: list[date], over: Period) -> slice:
    """Which of some sorted days lie in a period."""
    start = 0 if over.first is None else bisect_left(days, over.first)
    return slice(start, len(days) if over.last is None else bisect_right(days, over.last))


def _decimal(value: Decimal | int | str) -> Decimal:
    if isinstance(value, float):
        raise InvalidValue(f"the float {value!r} is not the number that was published; give the text or a Decimal")
    try:
        return DIGITS.create_decimal(value)
    except InvalidOperation as error:
        raise InvalidValue(f"{value!r} is no number") from error


def _day(day: date | str) -> date:
    if isinstance(day, datetime):
        return day.date()
    return day if isinstance(day, date) else date.fromisoformat(day)
