"""Exchange rates and conversion: every converted amount names the rates it used, their days and their source, or there is none.

Before: Money, and a day or a Period. After: `audit.py` (what a text's own conversions imply), `merge/`.
Where rates come from: `rate_tables.py` (one's own table, a chain), `rate_sources.py` (ECB and HMRC, in the extra `fx`).
Nothing is interpolated: a day without a published rate takes the last one before, at most `max_age` days old, and says which.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final, Protocol, runtime_checkable

from attrs import evolve, frozen

from dealwatch.domain.bounds import Bounds
from dealwatch.domain.dates import Period
from dealwatch.domain.money import MAX_EXPONENT, Money
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


@frozen
class Conversion:
    """An amount in another currency: the result, what it was, the rate that was applied and the rates that it is made of.

    `rates` has the one rate of a day, or every day's rate of which `rate` is the mean. `bounds` is the set that the result
    denotes where the original denotes one. `method` says it in words.
    """

    money: Money
    original: Money
    rate: Rate
    rates: tuple[Rate, ...]
    method: str
    bounds: Bounds | None = None

    def __str__(self) -> str:
        return f"{self.original} = {self.money.currency} {shown(self.money.amount)} ({self.method}; {self.rate})"


def convert_money(
    money: Money,
    to: str,
    *,
    on: date | Period,
    rates: Rates | None = None,
    closing: bool = False,
    bounds: Bounds | None = None,
) -> Conversion:
    """Convert an amount: at the rate of a day, or at the mean of a period's published days (flows, such as a year's loss).

    `closing` takes the rate of the period's last day instead (stocks, such as debt at the year's end). `bounds` is the set
    that the original denotes ("$5-10 billion"); it is converted too. `rates` is any `Rates`; without it those of the extra
    `fx` are used, the ECB's daily ones before HMRC's monthly ones.

    >>> from dealwatch.normalize.rate_tables import TableRates
    >>> table = TableRates.of([(date(2025, 7, 4), "EUR", "USD", "1.25")], source="own table")
    >>> converted = convert_money(Money(Decimal(8), "EUR"), "USD", on=date(2025, 7, 6), rates=table)
    >>> print(converted)
    EUR 8 = USD 10 (the rate of 2025-07-04, the last one before 2025-07-06; 1 EUR = 1.25 USD on 2025-07-04 (own table, published))

    Raises:
        RateNotFound: if there is no rate of that day or period within `max_age`.
        InvalidValue: for a code that is no currency, a period open to a side, or an amount too large to write.
        MissingExtra: without `rates` where the extra `fx` is not installed.
    """
    check_code(to)
    source = rates if rates is not None else installed_rates()
    if isinstance(on, Period) and on.first != on.last:
        first, last = _ends(on)
        if closing:
            rate, made_of, method = _on_day(source, money.currency, to, last)
            method = f"closing: {method}"
        else:
            rate, made_of, method = _mean(source, money.currency, to, first, last)
    else:
        day = on.last if isinstance(on, Period) else on
        assert day is not None
        rate, made_of, method = _on_day(source, money.currency, to, day)
    amount = _written(DIGITS.multiply(money.amount, rate.value))
    return Conversion(Money(amount, to), money, rate, made_of, method, bounds.scaled(rate.value) if bounds else None)


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
    first, last = _ends(over)
    if base == quote:
        return (Rate(Decimal(1), base, quote, first, source="identity", method="one currency"),)
    if isinstance(rates, ListsDays):
        return rates.published(base, quote, over)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(rate for day in days if (rate := rates.rate(base, quote, day)) is not None and rate.on == day)


def installed_rates() -> Rates:
    """The rates of the extra `fx`: the ECB's daily ones, and behind them HMRC's monthly ones.

    Raises:
        MissingExtra: if the extra is not installed.
    """
    from dealwatch.normalize.rate_sources import fx_rates

    return fx_rates()


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


def _on_day(rates: Rates, base: str, quote: str, on: date) -> tuple[Rate, tuple[Rate, ...], str]:
    rate = find_rate(rates, base, quote, on)
    return rate, (rate,), f"the rate of {on}" if rate.on == on else f"the rate of {rate.on}, the last one before {on}"


def _mean(rates: Rates, base: str, quote: str, first: date, last: date) -> tuple[Rate, tuple[Rate, ...], str]:
    """The mean of the published days. The source must reach to both ends: a mean of half a year is not that of the year."""
    for end in (first, last):
        find_rate(rates, base, quote, end)
    days = published_rates(rates, base, quote, Period(first, last))
    if not days:
        raise RateNotFound(f"no rate {base}/{quote} is published from {first} to {last}; ask for the rate of a day instead")
    total = sum((rate.value for rate in days), Decimal(0))
    sources = ", ".join(dict.fromkeys(rate.source for rate in days))
    method = f"mean of {len(days)} published days, {days[0].on} to {days[-1].on}"
    return Rate(DIGITS.divide(total, Decimal(len(days))), base, quote, days[-1].on, sources, method), days, f"the {method}"


def _ends(over: Period) -> tuple[date, date]:
    if over.first is None or over.last is None:
        raise InvalidValue(f"a conversion over a period needs its first and last day, not {over}")
    if (over.last - over.first).days > _LONGEST_PERIOD:
        raise InvalidValue(f"a conversion over a period spans at most sixty years, not {over}")
    return over.first, over.last


def _written(amount: Decimal) -> Decimal:
    """Cut the digits that no Money can hold: those finer than 1E-40."""
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MAX_EXPONENT:
        return amount.quantize(Decimal(1).scaleb(-MAX_EXPONENT), context=Context(prec=2 * MAX_EXPONENT))
    return amount


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
