"""Amounts of money: what one expression says, and where amounts stand in a text."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from dealwatch.domain.money import Money
from dealwatch.domain.reading import Mention, Reading
from dealwatch.domain.report import Report, Span
from dealwatch.errors import InvalidValue
from dealwatch.normalize.amounts import amounts
from dealwatch.normalize.cldr import currencies_of
from dealwatch.normalize.context import Context
from dealwatch.normalize.fold import fold
from dealwatch.normalize.hedges import bounds_of, half_unit_of, hedge_of
from dealwatch.normalize.numbers import shifted
from dealwatch.normalize.vocabulary import Vocabulary, shared_codes, vocabulary

_LONGEST: Final = 400
"""The longest expression that is read as one amount."""


def read_money(text: str, context: Context) -> Reading[Money]:
    """Read a text that is one amount of money.

    A sign that several currencies share gives several candidates, the likeliest first; the rule says why. What is no
    amount gives an empty, falsy reading whose rule says what is missing.

    >>> read_money("A$7.1 billion", Context(locale="en")).only
    Money(amount=Decimal('7.1E+9'), currency='AUD')
    >>> reading = read_money("$450", Context(locale="en_AU"))
    >>> reading.best, reading.candidates[1].currency
    (Money(amount=Decimal('450'), currency='AUD'), 'USD')
    >>> bool(read_money("about $", Context(locale="en")))
    False

    Raises:
        InvalidValue: for a locale that CLDR does not know.
    """
    words = vocabulary(context.locale)
    if len(text) > _LONGEST:
        return Reading((), f"an amount has at most {_LONGEST} code points, this text has {len(text)}")
    found: dict[Money, None] = {}
    rule, settled = "", False
    if words.cldr:
        for written, exponent, codes, sign in words.cldr.read(text):
            wider = tuple(dict.fromkeys((*codes, *shared_codes(sign))))
            _add(found, (shifted(written.amount, exponent),), *_order(wider, sign, context, words))
            rule, settled = _rule(wider, sign, context, words)
    if not found:
        folded = fold(text)
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        for amount in amounts(text, folded, words):
            if (amount.start, amount.end) == (start, end):
                _add(found, amount.values(), *_order(amount.codes, amount.sign, context, words))
                rule, settled = _rule(amount.codes, amount.sign, context, words)
    if not found:
        return Reading((), "no number beside a currency is the whole of the text")
    return Reading(tuple(found), rule, settled and len(found) > 1)


def find_money(source: str | Report, context: Context | None = None) -> tuple[Mention[Money], ...]:
    """Find the amounts of money in a text or a report, in order.

    >>> [(m.quote, str(m.reading.best)) for m in find_money("a loss of ¥670.9 billion (A$7.1 billion)", Context(locale="ja_JP"))]
    [('¥670.9 billion', 'JPY 670900000000'), ('A$7.1 billion', 'AUD 7100000000')]

    Raises:
        InvalidValue: for a locale that CLDR does not know, or a text without a context.
    """
    if isinstance(source, Report):
        context = context or Context.of(source)
        text = source.text
    elif context is None:
        raise InvalidValue("a text needs a context: give Context(locale='en_AU'), or Context() if nothing is known")
    else:
        text = source
    words = vocabulary(context.locale)
    readings: dict[str, Reading[Money]] = {}
    found: list[Mention[Money]] = []
    folded = fold(text)
    for amount in amounts(text, folded, words):
        quote = text[amount.start : amount.end]
        reading = readings.get(quote)
        if reading is None:
            reading = readings[quote] = read_money(quote, context)
        if reading:
            hedge = hedge_of(folded, amount.start, amount.end, words)
            written = amount.number.written[0]
            half_unit = half_unit_of(written.places, amount.exponent, scaled=amount.scaled)
            bounds = bounds_of(reading.candidates[0].amount, half_unit, hedge[0] if hedge else None)
            found.append(Mention(Span(amount.start, amount.end), quote, reading, bounds, hedge[1] if hedge else None))
    return tuple(found)


def _add(found: dict[Money, None], values: tuple[Decimal, ...], *codes: str) -> None:
    for value in values:
        for code in codes:
            try:
                found[Money(value, code)] = None
            except InvalidValue:
                continue


def _order(codes: tuple[str, ...], sign: str, context: Context, words: Vocabulary) -> tuple[str, ...]:
    home = currencies_of(context.country) if context.country else ()
    first = [code for code in home if code in codes]
    return tuple(dict.fromkeys((*first, *codes)))


def _rule(codes: tuple[str, ...], sign: str, context: Context, words: Vocabulary) -> tuple[str, bool]:
    if len(codes) == 1:
        return f"{sign!r} names {codes[0]} alone", False
    home = [code for code in (currencies_of(context.country) if context.country else ()) if code in codes]
    if home:
        return f"{sign!r} is shared by {len(codes)} currencies; {context.country} uses {home[0]}", True
    return f"{sign!r} is shared by {len(codes)} currencies and nothing here decides; the likeliest first", False
