"""Conversion of money: every converted amount names the rates it used, their days and their source, or there is none.

Before: Money, and a day or a Period; `rates.py`, and `rate_sources.py` where no rates are given. After: `audit.py`, `merge/`.
"""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal

from attrs import frozen

from dealwatch.domain.bounds import Bounds
from dealwatch.domain.dates import Period
from dealwatch.domain.money import MAX_EXPONENT, Money
from dealwatch.errors import RateNotFound
from dealwatch.normalize.rate_sources import fx_rates
from dealwatch.normalize.rates import DIGITS, Rate, Rates, check_code, ends_of, find_rate, published_rates, shown


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
    source = rates if rates is not None else fx_rates()
    if isinstance(on, Period) and on.first != on.last:
        first, last = ends_of(on)
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


def _written(amount: Decimal) -> Decimal:
    """Cut the digits that no Money can hold: those finer than 1E-40."""
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MAX_EXPONENT:
        return amount.quantize(Decimal(1).scaleb(-MAX_EXPONENT), context=Context(prec=2 * MAX_EXPONENT))
    return amount
