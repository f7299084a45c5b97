"""Exchange rates and conversion: laws 21 and 22, one's own tables, chains, the two sources of the extra `fx`, and refusals."""

from __future__ import annotations

import builtins
import socket
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

import pytest
from currency_converter import CurrencyConverter
from hypothesis import given, strategies as st

from dealwatch.domain.bounds import Bounds
from dealwatch.domain.dates import Period
from dealwatch.domain.money import Money
from dealwatch.errors import InvalidValue, MissingExtra, RateNotFound, ReadError
from dealwatch.normalize import rate_sources
from dealwatch.normalize.conversion import Conversion, convert_money
from dealwatch.normalize.rate_sources import EcbRates, HmrcRates
from dealwatch.normalize.rate_tables import ChainRates, TableRates
from dealwatch.normalize.rates import Rate, Rates, find_rate, published_rates

MONDAY = date(2025, 7, 7)
DAILY = TableRates.of(
    [
        ("2025-07-03", "EUR", "USD", "1.20"),
        ("2025-07-04", "EUR", "USD", "1.25"),
        ("2025-07-04", "EUR", "AUD", "1.75"),
        ("2025-07-08", "EUR", "USD", "1.30"),
    ],
    source="desk",
)
CODES = st.sampled_from(["USD", "AUD", "JPY", "EUR", "GBP", "SEK", "CNY"])
AMOUNTS = st.decimals(min_value="-1e15", max_value="1e15", places=4, allow_nan=False)
LAST = date(2025, 12, 31)  # every release of the rates that is allowed goes on at least until then
DAYS = st.dates(min_value=date(2006, 1, 2), max_value=LAST)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test of rates may reach the network: every socket is refused."""

    class Refused(socket.socket):
        def __init__(self, *_: object, **__: object) -> None:
            raise AssertionError("a conversion opened a socket")

    monkeypatch.setattr(socket, "socket", Refused)


@given(AMOUNTS, CODES, CODES, DAYS)
def test_there_and_back_gives_the_amount_within_the_rates_own_rounding(amount: Decimal, base: str, quote: str, day: date) -> None:
    """Law 21."""
    there = convert_money(Money(amount, base), quote, on=day, rates=EcbRates())
    back = convert_money(there.money, base, on=day, rates=EcbRates())
    assert abs(back.money.amount - amount) <= abs(amount) * Decimal("1e-25")


@given(AMOUNTS, CODES, CODES, DAYS, st.integers(0, 400))
def test_a_conversion_names_every_rate_its_day_and_source_and_none_is_too_old(
    amount: Decimal, base: str, quote: str, day: date, length: int
) -> None:
    """Law 22, for a day and for a period."""
    rates = EcbRates()
    over = Period(day, min(day + timedelta(days=length), LAST))
    for conversion in (
        convert_money(Money(amount, base), quote, on=day, rates=rates),
        convert_money(Money(amount, base), quote, on=over, rates=rates, closing=True),
    ):
        (rate,) = conversion.rates
        asked = day if "closing" not in conversion.method else over.last
        assert asked is not None
        assert rate.source
        assert timedelta(0) <= asked - rate.on <= timedelta(days=rates.max_age) or base == quote
        assert str(rate.on) in conversion.method or base == quote


@given(st.dates(date(2010, 1, 1), date(2025, 1, 1)), st.integers(10, 300), CODES, CODES)
def test_a_mean_is_that_of_the_published_days_and_counts_them(first: date, length: int, base: str, quote: str) -> None:
    """Nothing is interpolated: every rate of a mean is one of a day of the period."""
    over = Period(first, first + timedelta(days=length))
    conversion = convert_money(Money(Decimal(1), base), quote, on=over, rates=EcbRates())
    days = published_rates(EcbRates(), base, quote, over)
    assert conversion.rates == days
    assert all(over.holds(rate.on) for rate in days)
    assert conversion.rate.value == pytest.approx(sum(rate.value for rate in days) / len(days), rel=Decimal("1e-25"))
    assert f"mean of {len(days)} published days" in conversion.method


def test_a_day_without_a_fixing_takes_the_last_one_before_and_says_so() -> None:
    conversion = convert_money(Money(Decimal(8), "EUR"), "USD", on=date(2025, 7, 6), rates=DAILY)
    assert conversion.money == Money(Decimal("10"), "USD")
    assert conversion.method == "the rate of 2025-07-04, the last one before 2025-07-06"


def test_a_rate_is_never_taken_from_a_later_day_nor_from_one_too_old() -> None:
    assert DAILY.rate("EUR", "USD", date(2025, 7, 2)) is None
    assert DAILY.rate("EUR", "AUD", date(2025, 7, 11)) is not None
    with pytest.raises(
        RateNotFound, match=r"no rate EUR/AUD on 2025-07-12 or in the 7 days before: .* AUD is there for 2025-07-04"
    ):
        convert_money(Money(Decimal(1), "EUR"), "AUD", on=date(2025, 7, 12), rates=DAILY)


def test_a_cross_takes_both_legs_of_one_day_and_names_the_pivot() -> None:
    """On 8 July only the dollar has a rate: the cross is that of 4 July, not a mixture."""
    rate = DAILY.rate("AUD", "USD", date(2025, 7, 9))
    assert rate is not None
    assert (rate.on, rate.method) == (date(2025, 7, 4), "cross through EUR")
    assert rate.value == pytest.approx(Decimal("1.25") / Decimal("1.75"), rel=Decimal("1e-25"))


def test_a_source_that_gives_a_rate_older_than_it_allows_is_refused() -> None:
    class Careless:
        max_age = 3

        def rate(self, base: str, quote: str, on: date) -> Rate | None:
            return Rate(Decimal(2), base, quote, date(2025, 1, 1), "careless")

    assert isinstance(Careless(), Rates)
    with pytest.raises(RateNotFound, match="careless gave a rate EUR/USD of 2025-01-01 for 2025-07-07; the limit is 3 days"):
        find_rate(Careless(), "EUR", "USD", MONDAY)


def test_a_plain_object_with_a_rate_and_an_age_is_a_source_also_over_a_period() -> None:
    class Weekly:
        max_age = 7

        def rate(self, base: str, quote: str, on: date) -> Rate | None:
            return Rate(Decimal(on.isocalendar().week), base, quote, on - timedelta(days=on.weekday()), "weekly")

    conversion = convert_money(Money(Decimal(1), "EUR"), "USD", on=Period(MONDAY, MONDAY + timedelta(days=13)), rates=Weekly())
    assert [rate.on for rate in conversion.rates] == [MONDAY, MONDAY + timedelta(days=7)]
    assert conversion.money.amount == Decimal("28.5")
    with pytest.raises(RateNotFound, match="give rates that have it, such as TableRates"):
        find_rate(TableOfNothing(), "EUR", "USD", MONDAY)


class TableOfNothing:
    """A source without any rate, which cannot say what it covers."""

    max_age = 7

    def rate(self, base: str, quote: str, on: date) -> Rate | None:
        return None


def test_an_interval_is_converted_as_an_interval() -> None:
    """$5-10 billion: both ends, at the same rate; an open end stays open."""
    bounds = Bounds(Decimal("5e9"), None)
    conversion = convert_money(Money(Decimal("5e9"), "EUR"), "USD", on=date(2025, 7, 4), rates=DAILY, bounds=bounds)
    assert conversion.bounds == Bounds(Decimal("6.25e9"), None)


def test_a_chain_asks_in_its_order_and_a_mean_never_mixes_two_sources() -> None:
    monthly = TableRates.of([("2025-07-01", "EUR", "USD", "2"), ("2025-07-01", "EUR", "TWD", "34")], source="month", max_age=31)
    chain = ChainRates((DAILY, monthly))
    assert find_rate(chain, "EUR", "USD", date(2025, 7, 4)).source == "desk"
    assert find_rate(chain, "EUR", "USD", date(2025, 7, 30)).source == "month"
    over = Period(date(2025, 7, 1), date(2025, 7, 8))
    assert [rate.source for rate in convert_money(Money(Decimal(1), "EUR"), "USD", on=over, rates=chain).rates] == ["month"]
    assert chain.covers("USD") == Period(date(2025, 7, 1), date(2025, 7, 8))


def test_a_period_that_the_rates_do_not_reach_over_has_no_mean() -> None:
    with pytest.raises(RateNotFound, match="no rate EUR/USD on 2025-06-01"):
        convert_money(Money(Decimal(1), "EUR"), "USD", on=Period(date(2025, 6, 1), date(2025, 7, 8)), rates=DAILY)
    with pytest.raises(InvalidValue, match="needs its first and last day"):
        convert_money(Money(Decimal(1), "EUR"), "USD", on=Period(None, MONDAY), rates=DAILY)


def test_a_table_reads_rows_a_dict_and_a_csv_alike() -> None:
    rows = TableRates.of([(date(2025, 7, 4), "EUR", "USD", Decimal("1.25"))])
    assert TableRates.from_mapping({("2025-07-04", "EUR", "USD"): "1.25"}) == rows
    assert TableRates.from_csv("rate,quote,base,date,note\n1.25,USD,EUR,2025-07-04,x\n") == rows


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("2025-07-04", "EUR", "USD", 1.25), "row 1: the float 1.25 is not the number that was published"),
        (("2025-07-04", "EUR", "USD", "dear"), "row 1: 'dear' is no number"),
        (("2025-07-04", "euro", "USD", "1"), "row 1: a currency is an ISO 4217 code"),
        (("last week", "EUR", "USD", "1"), "row 1"),
        (("2025-07-04", "EUR", "USD", "-1"), "row 1: the rate EUR/USD of 2025-07-04 is a positive Decimal"),
        (("EUR", "USD"), "a row is a day, base, quote and value"),
    ],
)
def test_a_row_that_is_none_is_refused_with_its_number(row: tuple[str, str, str, str], says: str) -> None:
    with pytest.raises(InvalidValue, match=says):
        TableRates.of([row])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_csv_may_end_its_lines_as_any_system_does(end: str) -> None:
    table = TableRates.from_csv(end.join(["date,base,quote,rate", "2025-07-04,EUR,USD,1.25", "2025-07-05,EUR,USD,1.5", ""]))
    assert [str(rate.value) for rate in table.rows] == ["1.25", "1.5"]


def test_a_csv_is_refused_with_the_line_or_the_column() -> None:
    with pytest.raises(ReadError, match="the column 'base' is missing"):
        TableRates.from_csv("date,quote,rate\n")
    with pytest.raises(ReadError, match="own table, line 2: it has more cells"):
        TableRates.from_csv("date,base,quote,rate\n2025-07-04,EUR,USD,1,2\n")
    with pytest.raises(ReadError, match="own table, line 2: '' is no number"):
        TableRates.from_csv("date,base,quote,rate\n2025-07-04,EUR\n")
    with pytest.raises(ReadError, match="own table, line 2: field larger than"):
        TableRates.from_csv("date,base,quote,rate\n2025-07-04,EUR,USD," + "1" * 200_000)
    with pytest.raises(ReadError, match="own table, line 1: field larger than"):
        TableRates.from_csv("d" * 200_000)
    with pytest.raises(ReadError, match="own table, line 3: 'x' is no number"):
        TableRates.from_csv("date,base,quote,rate\n2025-07-04,EUR,USD,1\n2025-07-05,EUR,USD,x\n")


def test_two_rates_of_one_pair_and_day_are_refused() -> None:
    with pytest.raises(InvalidValue, match=r"two rates EUR/USD of 2025-07-04: 1\.2 and 1\.3"):
        TableRates.of([("2025-07-04", "EUR", "USD", "1.2"), ("2025-07-04", "EUR", "USD", "1.3")])


def test_a_rate_that_a_newer_day_has_in_reverse_is_taken_in_reverse() -> None:
    table = TableRates.of([("2025-07-03", "EUR", "USD", "1.2"), ("2025-07-04", "USD", "EUR", "0.8")])
    rate = table.rate("EUR", "USD", MONDAY)
    assert rate is not None
    assert (rate.value, rate.method, rate.inverse().method) == (Decimal("1.25"), "inverse", "published")


def test_the_monthly_source_has_the_taiwan_dollar_and_says_that_it_is_monthly() -> None:
    conversion = convert_money(Money(Decimal(100), "USD"), "TWD", on=MONDAY)
    assert conversion.rate.source == "HM Revenue & Customs, monthly"
    assert conversion.rate.on == date(2025, 7, 1)
    assert conversion.rate.method == "cross through GBP"
    assert HmrcRates().rate("GBP", "USD", date(2013, 1, 1)) is None


def test_the_daily_source_ends_a_currency_where_the_bank_ended_it() -> None:
    assert EcbRates().rate("EUR", "RUB", date(2022, 3, 8)) is not None
    with pytest.raises(
        RateNotFound, match=r"RUB is there for 2005-04-01/2022-03-01; ask for a day up to 2022-03-01, or give newer rates"
    ):
        convert_money(Money(Decimal(1), "EUR"), "RUB", on=date(2022, 3, 9), rates=EcbRates())
    with pytest.raises(RateNotFound, match="TWD is not there at all"):
        convert_money(Money(Decimal(1), "EUR"), "TWD", on=MONDAY, rates=EcbRates())
    assert {"EUR", "USD", "JPY"} <= set(EcbRates().currencies)


@given(st.dates(date(2000, 1, 1), date(2025, 12, 31)), st.sampled_from(["USD", "JPY", "GBP", "AUD"]))
def test_the_daily_source_gives_what_the_package_itself_gives(day: date, code: str) -> None:
    """An independent reading of the same file: on a day with a fixing the package's own converter agrees."""
    rate = EcbRates().rate("EUR", code, day)
    assert rate is not None
    if rate.on == day:
        assert float(rate.value) == pytest.approx(_converter().convert(1, "EUR", code, date=day))
    else:
        with pytest.raises(Exception, match=f"{code} has no rate for {day}"):
            _converter().convert(1, "EUR", code, date=day)


@lru_cache(maxsize=1)
def _converter() -> CurrencyConverter:
    return CurrencyConverter()


def test_without_the_extra_ones_own_table_works_and_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(
        name: str,
        globals: Mapping[str, object] | None = None,
        locals: Mapping[str, object] | None = None,
        fromlist: Sequence[str] = (),
        level: int = 0,
    ) -> object:
        if name in {"currency_converter", "hmrc_rates"}:
            raise ImportError(name)
        return real(name, globals, locals, fromlist, level)

    for cache in (
        rate_sources._ecb_columns,
        rate_sources._ecb_series,
        rate_sources._ecb_pair,
        rate_sources._hmrc_series,
        rate_sources._hmrc_pair,
    ):
        cache.cache_clear()
    monkeypatch.setattr(builtins, "__import__", refuse)
    assert convert_money(Money(Decimal(8), "EUR"), "USD", on=MONDAY, rates=DAILY).money.amount == 10
    with pytest.raises(MissingExtra, match=r"pip install 'dealwatch-claims\[fx\]'"):
        convert_money(Money(Decimal(8), "EUR"), "USD", on=MONDAY)
    with pytest.raises(MissingExtra, match="fx"):
        HmrcRates().rate("GBP", "USD", MONDAY)


def test_one_currency_is_its_own() -> None:
    conversion = convert_money(Money(Decimal("7.5"), "AUD"), "AUD", on=MONDAY, rates=DAILY)
    assert (conversion.money, conversion.rate.method) == (Money(Decimal("7.5"), "AUD"), "one currency")


def test_a_code_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidValue, match="a currency is an ISO 4217 code such as 'AUD', not 'A\\$'"):
        convert_money(Money(Decimal(1), "EUR"), "A$", on=MONDAY, rates=DAILY)


@given(AMOUNTS, DAYS)
def test_a_tiny_amount_is_written_as_far_as_money_can(amount: Decimal, day: date) -> None:
    tiny = Money(Decimal("1E-40"), "JPY")
    conversion = convert_money(tiny, "EUR", on=day, rates=EcbRates())
    assert isinstance(conversion, Conversion)
    assert conversion.money.amount.is_finite()


def test_the_figures_of_a_fiscal_year() -> None:
    """The year from April 2024 in JPY per AUD: 256 fixings, mean 99.48; a loss of 670.9 billion yen is 6.74 to 6.76 billion."""
    over = Period(date(2024, 4, 1), date(2025, 3, 31))
    assert str(convert_money(Money(Decimal(1), "AUD"), "JPY", on=over).money.amount).startswith("99.48")
    loss = convert_money(Money(Decimal("670.9e9"), "JPY"), "AUD", on=over)
    assert len(loss.rates) == 256
    assert Decimal("6.74e9") < loss.money.amount < Decimal("6.76e9")


def test_the_other_side_of_a_rate_names_its_currencies_the_other_way() -> None:
    """And keeps how it was got, where that has no other side."""
    rate = Rate(Decimal(2), "EUR", "USD", date(2025, 7, 7), "own table", "cross through AUD")
    other = rate.inverse()
    assert (other.base, other.quote, other.value, other.method) == ("USD", "EUR", Decimal("0.5"), "cross through AUD")
    assert other.inverse() == rate


@pytest.mark.parametrize(
    ("value", "text"),
    [("0.0105700000", "0.01057"), ("94.60", "94.6"), ("100", "100"), ("1.23456789", "1.2345679"), ("1E+3", "1000")],
)
def test_a_rate_is_shown_in_few_digits_with_its_day_and_source(value: str, text: str) -> None:
    rate = Rate(Decimal(value), "AUD", "JPY", date(2025, 7, 7), "own table")
    assert str(rate) == f"1 AUD = {text} JPY on 2025-07-07 (own table, published)"


def test_one_currency_has_one_rate_of_the_first_day() -> None:
    table = TableRates.of([("2025-07-04", "EUR", "USD", "1.25")])
    [rate] = published_rates(table, "EUR", "EUR", Period.month(2025, 7))
    assert rate == Rate(Decimal(1), "EUR", "EUR", date(2025, 7, 1), "identity", "one currency")
