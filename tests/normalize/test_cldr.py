"""What CLDR prints is read back: every locale, every currency."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Sequence
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


ZEROS = {
    "adlm": "\U0001e950",
    "arab": "\u0660",
    "arabext": "\u06f0",
    "beng": "\u09e6",
    "cakm": "\U00011136",
    "deva": "\u0966",
    "hmnp": "\U0001e140",
    "mtei": "\uabf0",
    "mymr": "\u1040",
    "nkoo": "\u07c0",
    "olck": "\u1c50",
    "tibt": "\u0f20",
}
"""The zero of every numbering system that is some locale's own. Source: the Unicode Standard, chapter 22.3."""

PARTS = 24
COMPACT = ((1, 3), (3, 5), (25, 6), (999, 9), (15, 11), (1, 12))
AMOUNT_TEXTS = ("1234567.891", "-3900", "0.5", "1", "1080000000", "-12", "2", "100000")


def in_own_digits(text: str, locale: str) -> str:
    zero = ord(ZEROS[Locale.parse(locale).default_numbering_system])
    return text.translate({ord("0") + n: zero + n for n in range(10)})


def printed(amount: Decimal, code: str, locale: str) -> Iterator[tuple[str, str]]:
    """Every form that the locale prints a full amount in: its name and the text, once more in the locale's own digits."""
    pattern = Locale.parse(locale).currency_formats["standard"].pattern.replace("¤", "¤¤")
    years = any(sign.isdecimal() for sign in get_currency_name(code, locale=locale))  # a name with digits: "peso (1983-1985)"
    own = Locale.parse(locale).default_numbering_system != "latn" and not years
    for form in ("standard", "accounting", "name", "iso"):
        how = {"format": pattern} if form == "iso" else {"format_type": form}
        yield form, format_currency(amount, code, locale=locale, **how)  # type: ignore[arg-type]
        if own:
            text = format_currency(amount, code, locale=locale, numbering_system="default", **how)  # type: ignore[arg-type]
            yield f"{form}, own digits", in_own_digits(text, locale)


def test_every_numbering_system_of_a_locale_has_its_zero() -> None:
    systems = {Locale.parse(locale).default_numbering_system for locale in LOCALES} - {"latn"}
    assert systems == set(ZEROS)
    assert all(unicodedata.decimal(zero) == 0 for zero in ZEROS.values())


def _not_read_back(locales: Sequence[str]) -> list[str]:
    """What of all that the locales print does not read back: full amounts in every currency, compact ones in the big ones."""
    wrong: list[str] = []
    turn = itertools.cycle(AMOUNT_TEXTS)
    for locale in locales:
        for code in CURRENCIES:
            amount = round(Decimal(next(turn)), get_currency_precision(code))
            for form, text in printed(amount, code, locale):
                if not held(text, locale, Money(amount, code)):
                    wrong.append(f"{locale} {code} {form} {text!r}")
        for code, (digits, power) in itertools.product(BIG, COMPACT):
            amount = Decimal(digits).scaleb(power)
            for compact in (compact_symbol, compact_name):
                text = compact(amount, code, locale)
                if text is not None and not held(text, locale, Money(amount, code)):
                    wrong.append(f"{locale} {code} {compact.__name__} {text!r}")
    return wrong


def test_all_that_some_locales_print_is_read_back() -> None:
    """Law 18, every currency and form of a few locales that write unlike one another."""
    assert _not_read_back(("en_IN", "fr", "ar_EG")) == []


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
def test_all_that_cldr_prints_is_read_back(part: int) -> None:
    """Law 18, exhaustively: 1,082 locales, every currency and form, Latin and own digits; nothing missed, nothing silently wrong."""
    assert _not_read_back(LOCALES[part::PARTS]) == []


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
