"""Amounts of money: what one expression says, and where amounts stand in a text."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Final

from dealwatch.domain.bounds import Bounds
from dealwatch.domain.money import MAX_EXPONENT, Money
from dealwatch.domain.reading import Mention, Reading
from dealwatch.domain.report import Report, Span
from dealwatch.errors import InvalidValue
from dealwatch.normalize.amount_reading.amount import Amount
from dealwatch.normalize.amount_reading.hedges import bounds_of, half_unit_of, hedge_of, plain
from dealwatch.normalize.amount_reading.matcher import amounts
from dealwatch.normalize.amount_reading.numbers import shifted
from dealwatch.normalize.amount_reading.settle import by_same_rate, conversions, minor_digits, settle
from dealwatch.normalize.amount_reading.tables import shared_codes
from dealwatch.normalize.amount_reading.vocabulary import Vocabulary, vocabulary
from dealwatch.normalize.context import Context
from dealwatch.normalize.fold import fold

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
    reading = _by_patterns(text, context, words)
    if reading:
        return reading
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    for amount in amounts(text, fold(text), words):
        if (amount.start, amount.end) == (start, end) and not amount.lender:
            return _reading(amount, context, words)
    return Reading((), "no number beside a currency is the whole of the text")


def _by_patterns(text: str, context: Context, words: Vocabulary) -> Reading[Money]:
    """Read a text that is written exactly as CLDR writes money in the locale."""
    found: dict[Money, None] = {}
    rule, decided = "", True
    for written, exponent, codes, sign in words.cldr.read(text) if words.cldr else ():
        wider = tuple(dict.fromkeys((*codes, *shared_codes(sign))))
        order, rule, settled = settle(wider, sign, context, words)
        decided = decided and (settled or len(order) == 1) and not found
        _add(found, (shifted(written.amount, exponent),), *order)
    return Reading(tuple(found), rule, decided and len(found) > 1)


def find_money(source: str | Report, context: Context | None = None) -> tuple[Mention[Money], ...]:
    """Find the amounts of money in a text or a report, in order.

    A mention carries the set that its words denote (`bounds`), the hedge, what the amount is for (`per`) and, for an amount
    told a second time in brackets, the span of the first (`converts`).

    >>> found = find_money("a loss of ¥670.9 billion (A$7.1 billion)", Context(locale="en"))
    >>> [(m.quote, str(m.reading.candidates[0]), str(m.converts)) for m in found]
    [('¥670.9 billion', 'JPY 670900000000', 'None'), ('A$7.1 billion', 'AUD 7100000000', '[10:24)')]

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
    words, folded = vocabulary(context.locale), fold(text)
    found: list[tuple[Amount, Reading[Money]]] = []
    readings: dict[str, Reading[Money]] = {}
    for amount in amounts(text, folded, words):
        quote = text[amount.start : amount.end]
        if amount.lender:
            reading = _reading(amount, context, words, f", with what stands at {Span(*amount.lender)}")
        else:
            known = readings.get(quote)
            if known is not None:
                reading = known
            elif words.cldr and words.cldr.may_print(folded, amount.start, amount.number.start, amount.number.end, amount.end):
                reading = _by_patterns(quote, context, words) or _reading(amount, context, words)
            else:
                reading = _reading(amount, context, words)
            readings[quote] = reading
        if reading:
            found.append((amount, reading))
    links = conversions(folded, [amount for amount, _ in found])
    settled = by_same_rate([(amount, reading) for amount, reading in found], links)
    mentions: list[Mention[Money]] = []
    for i, (amount, reading) in enumerate(found):
        span = Span(amount.start, amount.end)
        hedge = hedge_of(folded, amount.start, amount.end, words)
        first = found[links[i]][0] if i in links else None
        mentions.append(
            Mention(
                span,
                span.of(text),
                settled.get(i, reading),
                _bounds(i, found, hedge[0] if hedge else None),
                hedge[1] if hedge else None,
                Span(first.start, first.end) if first else None,
                words.unit_of(folded, amount.end),
            )
        )
    return tuple(mentions)


def _bounds(i: int, found: list[tuple[Amount, Reading[Money]]], hedge: str | None) -> Bounds | None:
    amount, reading = found[i]
    other = i + 1 if amount.range_end == "low" else i - 1 if amount.range_end == "high" else None
    if other is not None and 0 <= other < len(found):
        ends = sorted((reading.candidates[0].amount, found[other][1].candidates[0].amount))
        return Bounds(plain(ends[0]), plain(ends[1]))
    written = amount.number.written[0]
    half_unit = half_unit_of(written.places, amount.exponent, scaled=amount.scaled)
    if amount.number.half_unit and not amount.scaled:
        half_unit = shifted(amount.number.half_unit, amount.exponent)
    return bounds_of(reading.candidates[0].amount, half_unit, hedge)


def _reading(amount: Amount, context: Context, words: Vocabulary, tail: str = "") -> Reading[Money]:
    """Return what an amount in a text may be: each of its numbers in each of its currencies."""
    order, rule, settled = settle(amount.codes, amount.sign, context, words)
    values = amount.values()
    if words.cldr is None and len(values) == 2 and not amount.scaled and not any(minor_digits(code) == 3 for code in order):
        values = values[:1]
    found = _candidates(tuple(map(str, values)), order)
    several = len(values) > 1 and words.cldr is not None
    if several:
        rule += "; the locale's own decimal sign"
    decided = (settled or len(order) == 1) and (len(values) == 1 or several)
    return Reading(found, rule + tail, decided and len(found) > 1)


@lru_cache(maxsize=2048)
def _candidates(amounts: tuple[str, ...], codes: tuple[str, ...]) -> tuple[Money, ...]:
    """Each amount in each currency; by their digits, since equal decimals may be written differently."""
    found: dict[Money, None] = {}
    _add(found, tuple(map(Decimal, amounts)), *codes)
    return tuple(found)


def _add(found: dict[Money, None], values: tuple[Decimal, ...], *codes: str) -> None:
    for value in values:
        if value.adjusted() <= MAX_EXPONENT and int(value.as_tuple().exponent) >= -MAX_EXPONENT:
            found.update((Money(value, code), None) for code in codes)
