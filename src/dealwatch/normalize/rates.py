"""What an exchange rate is, what a source of rates is, and how one is asked.

After: `rate_tables.py` (one's own table, a chain), `rate_sources.py` (ECB and HMRC, in the extra `fx`), then `conversion.py`.
Nothing is interpolated: a day without a published rate takes the last one before, at most `max_age` days old, and says which.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final, Protocol, runtime_checkable

from attrs import evolve, frozen

from dealwatch.domain.dates import Period
from dealwatch.errors import InvalidValue, RateNotFound

MAX_AGE: Final = 7
"""How many days a rate may be older than the day asked for, where nothing else is said: a week, longer than any holiday."""

DIGITS: Final = Context(prec=28, rounding=ROUND_HALF_EVEN)
"""Rates and converted amounts are rounded to 28 significant digits, half to even; nothing is rounded to cents."""

_LONGEST_PERIOD = 366 * 60


@frozen
class Rate:
    """How many units of `quote` one unit of `base` is: the value, the day it is of, who published it, and how it was got.

    `method` is "published", "inverse", "cross through EUR", "mean of 256 published days ...".

    >>> Rate(Decimal("1.25"), "EUR", "USD", date(2025, 7, 7), source="own table").inverse().value
    Decimal('0.8')

    Raises:
        InvalidValue: for a value that is not a positive, finite Decimal, or a code that is no currency.
    """

    value: Decimal
    base: str
    quote: str
    on: date
    source: str
    method: str = "published"

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.value, Decimal) or not self.value.is_finite() or self.value <= 0:
            raise InvalidValue(f"the rate {self.base}/{self.quote} of {self.on} is a positive Decimal, not {self.value!r}")
        for code in (self.base, self.quote):
            check_code(code)

    def inverse(self) -> Rate:
        """The same rate from the other side."""
        value = DIGITS.divide(Decimal(1), self.value)
        return evolve(self, value=value, base=self.quote, quote=self.base, method=_inverted(self.method))

    def __str__(self) -> str:
        return f"1 {self.base} = {shown(self.value)} {self.quote} on {self.on} ({self.source}, {self.method})"


@runtime_checkable
class Rates(Protocol):
    """A source of exchange rates. Any object with these two is one.

    `rate` returns the rate of the day, or the last one before it that is at most `max_age` days old, or None. It never
    makes one up: no interpolation, no rate of a later day.
    """

    @property
    def max_age(self) -> int:
        """How many days older than the day asked for a rate may be."""
        ...

    def rate(self, base: str, quote: str, on: date) -> Rate | None:
        """How many units of `quote` one unit of `base` is on a day."""
        ...


@runtime_checkable
class KnowsItsBounds(Protocol):
    """A source of rates that can say for which days it has a currency; it makes the refusals exact."""

    def covers(self, currency: str) -> Period | None:
        """The first and last day with a rate of the currency; None where it has none."""
        ...


@runtime_checkable
class ListsDays(Protocol):
    """A source of rates that can list the days it publishes; it makes means over periods quick."""

    def published(self, base: str, quote: str, over: Period) -> tuple[Rate, ...]:
        """The rates of the days within a period that have one, in order."""
        ...


def find_rate(rates: Rates, base: str, quote: str, on: date) -> Rate:
    """The rate of a day, or the last one before within `max_age`.

    Raises:
        RateNotFound: if there is none; it names the days that the source has, and what would help.
    """
    if base == quote:
        return Rate(Decimal(1), base, quote, on, source="identity", method="one currency")
    rate = rates.rate(base, quote, on)
    if rate is None:
        raise RateNotFound(_missing(rates, base, quote, on))
    if not timedelta(0) <= on - rate.on <= timedelta(days=rates.max_age):
        raise RateNotFound(
            f"{rate.source} gave a rate {base}/{quote} of {rate.on} for {on}; the limit is {rates.max_age} days before the day"
        )
    return rate


def published_rates(rates: Rates, base: str, quote: str, over: Period) -> tuple[Rate, ...]:
    """The rates of the days within a period that have one of their own, in order of days.

    Raises:
        InvalidValue: for a period open to a side, or longer than sixty years.
    """
    first, last = ends_of(over)
    if base == quote:
        return (Rate(Decimal(1), base, quote, first, source="identity", method="one currency"),)
    if isinstance(rates, ListsDays):
        return rates.published(base, quote, over)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(rate for day in days if (rate := rates.rate(base, quote, day)) is not None and rate.on == day)


def shown(number: Decimal) -> str:
    """A number in few digits for a reader: eight significant ones, no exponent, no zeros behind the point.

    >>> shown(Decimal("0.0105700000")), shown(Decimal("7091312756.1"))
    ('0.01057', '7091312800')
    """
    text = f"{Context(prec=8).plus(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def check_code(code: str) -> None:
    """Refuse what is no currency code.

    Raises:
        InvalidValue: unless it is three capital letters.
    """
    if not (isinstance(code, str) and len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
        raise InvalidValue(f"a currency is an ISO 4217 code such as 'AUD', not {code!r}")


def ends_of(over: Period) -> tuple[date, date]:
    """The first and last day of a period.

    Raises:
        InvalidValue: for one that is open to a side, or longer than sixty years.
    """
    if over.first is None or over.last is None:
        raise InvalidValue(f"a conversion over a period needs its first and last day, not {over}")
    if (over.last - over.first).days > _LONGEST_PERIOD:
        raise InvalidValue(f"a conversion over a period spans at most sixty years, not {over}")
    return over.first, over.last


def _missing(rates: Rates, base: str, quote: str, on: date) -> str:
    head = f"no rate {base}/{quote} on {on} or in the {rates.max_age} days before"
    if not isinstance(rates, KnowsItsBounds):
        return f"{head}; give rates that have it, such as TableRates.of(rows)"
    known = {code: rates.covers(code) for code in (base, quote)}
    said = "; ".join(f"{code} is {f'there for {days}' if days else 'not there at all'}" for code, days in known.items())
    inside = [days for days in known.values() if days is not None and days.first and days.last]
    if len(inside) < 2:
        return f"{head}: {said}; give rates that have it, such as TableRates.of(rows), alone or in a ChainRates"
    last = min(days.last for days in inside if days.last)
    helps = (
        f"ask for a day up to {last}, or give newer rates" if on > last else "ask for a day within, or give TableRates.of(rows)"
    )
    return f"{head}: {said}; {helps}"


def _inverted(method: str) -> str:
    swapped = {"published": "inverse", "inverse": "published"}
    return swapped.get(method, method)
