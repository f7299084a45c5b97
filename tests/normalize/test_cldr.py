"""What CLDR prints is read back: every locale, every currency."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    get_currency_name,
    get_currency_precision,
    get_currency_unit_pattern,
    list_currencies,
)
from hypothesis import given, settings, strategies as st

from dealwatch.domain.money import Money
from dealwatch.errors import InvalidValue
from dealwatch.normalize.cldr import currencies_of, lexicon
from dealwatch.normalize.context import Context
from dealwatch.normalize.money import read_money

LOCALES = sorted(locale_identifiers())
CURRENCIES = sorted(list_currencies())
BIG = ("AUD", "BRL", "CHF", "CNY", "EUR", "GBP", "INR", "JPY", "KRW", "SEK", "TWD", "USD")
AMOUNTS = st.decimals(min_value="-1e13", max_value="1e13", allow_nan=False, allow_infinity=False, places=3)


def held(text: str, locale: str, money: Money) -> bool:
    return money in read_money(text, Context(locale=locale)).candidates


@given(
    st.sampled_from(LOCALES),
    st.sampled_from(CURRENCIES),
    AMOUNTS,
    st.sampled_from(("standard", "accounting", "name")),
    st.sampled_from(("latn", "default")),
)
@settings(max_examples=120, deadline=None)
def test_what_a_locale_prints_is_among_the_candidates(locale: str, code: str, amount: Decimal, form: str, digits: str) -> None:
    """Law 18: read(format(m)) holds m, for every locale and currency, with Latin and with the locale's own digits."""
    amount = round(amount, get_currency_precision(code))
    try:
        text = format_currency(amount, code, locale=locale, format_type=form, numbering_system=digits)
    except (KeyError, ValueError):  # babel has no symbols of that numbering system there
        return
    assert held(text, locale, Money(amount, code)), text


@given(st.sampled_from(LOCALES), st.sampled_from(BIG), st.integers(1, 999), st.integers(3, 13))
@settings(max_examples=100, deadline=None)
def test_compact_amounts_are_read_to_the_printed_precision(locale: str, code: str, digits: int, power: int) -> None:
    """Law 18 for "5 Mrd. €", "5億円", "5 billion euros": the number printed, times its scale, is among the candidates."""
    amount = Decimal(digits).scaleb(power)
    for text in (compact_symbol(amount, code, locale), compact_name(amount, code, locale)):
        if text is not None:
            assert held(text, locale, Money(amount, code)), text


def compact_symbol(amount: Decimal, code: str, locale: str) -> str | None:
    if "¤" not in str(Locale.parse(locale).compact_currency_formats["short"]["other"].get("1000000", "")):
        return None
    return format_compact_currency(amount, code, locale=locale, fraction_digits=3)


def compact_name(amount: Decimal, code: str, locale: str) -> str | None:
    if "long" not in Locale.parse(locale).compact_decimal_formats:
        return None
    number = format_compact_decimal(amount, format_type="long", locale=locale, fraction_digits=3)
    count = float(amount)
    pattern = get_currency_unit_pattern(code, count=count, locale=locale)
    return pattern.format(number, get_currency_name(code, count=count, locale=locale))


@pytest.mark.long
def test_every_locale_and_every_currency_once() -> None:
    """Law 18, exhaustively: 1,082 locales, all currencies, three forms, amounts drawn by a fixed seed; nothing silently wrong."""
    chance = random.Random(18)
    wrong: list[str] = []
    for locale in LOCALES:
        for code in CURRENCIES:
            amount = round(
                Decimal(chance.choice(("1234567.891", "-3900", "0.5", "1", "1080000000"))), get_currency_precision(code)
            )
            form = chance.choice(("standard", "accounting", "name"))
            text = format_currency(amount, code, locale=locale, format_type=form)
            if not held(text, locale, Money(amount, code)):
                wrong.append(f"{locale} {code} {form} {text!r}")
    assert wrong == []


def test_the_locale_decides_how_digits_are_grouped() -> None:
    """One string, two numbers: a comma groups in English and begins the decimals in German."""
    assert read_money("1,500 EUR", Context(locale="en")).best == Money(Decimal(1500), "EUR")
    assert read_money("1.500 EUR", Context(locale="de")).best == Money(Decimal(1500), "EUR")
    assert read_money("EUR 12,34,567", Context(locale="hi")).best == Money(Decimal(1234567), "EUR")


def test_doubt_is_added_to_what_one_locale_prints() -> None:
    """CLDR's English prints "$" for USD alone; a reader cannot know that the writer used CLDR."""
    reading = read_money("$5", Context(locale="en"))
    assert reading.candidates[0] == Money(Decimal(5), "USD")
    assert Money(Decimal(5), "AUD") in reading.candidates
    assert reading.best is None


def test_an_unknown_locale_is_refused_with_a_way_out() -> None:
    with pytest.raises(InvalidValue, match="'klingon' is no locale of CLDR"):
        lexicon("klingon")


def test_a_country_has_its_legal_tender() -> None:
    assert currencies_of("AU") == ("AUD",)
    assert currencies_of("ZZ") == ()
