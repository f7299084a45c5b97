"""Which currency a shared sign means: the order of the candidates, the reason for it, and whether the reason decides.

Evidence, strongest first: the sign is one currency's own; the country of the locale; the country an outlet writes for; a
language that one country speaks; another amount of the same text with the same exchange rate. Nothing is assumed beyond
that: "$" in English alone stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeAlias

from babel.core import get_global
from babel.numbers import get_currency_precision

from dealwatch.domain.money import Money
from dealwatch.domain.reading import Reading
from dealwatch.domain.report import Span
from dealwatch.normalize.amount_reading.amount import Amount
from dealwatch.normalize.amount_reading.tables import codes_at_home, countries_of_outlets, languages_of_many_countries
from dealwatch.normalize.amount_reading.vocabulary import Vocabulary
from dealwatch.normalize.cldr import currencies_of
from dealwatch.normalize.context import Context
from dealwatch.normalize.fold import fold

Found: TypeAlias = tuple[Amount, Reading[Money]]

_SAME_RATE: Final = Decimal("0.06")
"""Two rates are the same if they differ by less: rounding of the amounts, and some days of the market between them."""


def settle(codes: tuple[str, ...], sign: str, context: Context, words: Vocabulary) -> tuple[tuple[str, ...], str, bool]:
    """Return the currencies of a sign in order of likelihood, the rule in words, and whether it decides for the first.

    >>> from dealwatch.normalize.amount_reading.vocabulary import vocabulary
    >>> settle(("USD", "AUD"), "$", Context(locale="en_AU"), vocabulary("en_AU"))
    (('AUD', 'USD'), "'$' is shared by 2 currencies; AU uses AUD", True)
    """
    outlet = context.outlet if context.outlet and fold(context.outlet) in countries_of_outlets() else None
    return _settled(codes, sign, context.country, context.language, words.plain.get(codes), outlet)


@lru_cache(maxsize=2048)
def _settled(
    codes: tuple[str, ...], sign: str, country: str | None, language: str | None, plain: str | None, outlet: str | None
) -> tuple[tuple[str, ...], str, bool]:
    if len(codes) == 1:
        return codes, f"'{sign}' names {codes[0]} alone", False
    shared = f"'{sign}' is shared by {len(codes)} currencies"
    if plain:
        return _first(codes, plain), f"{shared}; in {language} without a country it is {plain}", True
    for place, why in _places(country, language, outlet):
        known = codes + codes_at_home(codes)
        home = next((code for code in currencies_of(place) if code in known), None)
        if home:
            return _first(codes, home), f"{shared}; {why} uses {home}", True
    return codes, f"{shared} and nothing decides; the likeliest first", False


def _places(country: str | None, language: str | None, outlet: str | None) -> Iterator[tuple[str, str]]:
    """Yield the countries that may decide, the strongest evidence first, each with the words for it."""
    if country:
        yield country, country
        return
    if outlet:
        place = countries_of_outlets()[fold(outlet)]
        yield place, f"{outlet} writes for {place}, which"
    spoken = _main_country(language) if language and language not in languages_of_many_countries() else None
    if spoken:
        yield spoken, f"{spoken}, where {language} is spoken,"


def _first(codes: tuple[str, ...], code: str) -> tuple[str, ...]:
    return (code, *(other for other in codes if other != code))


@lru_cache(maxsize=512)
def _main_country(language: str) -> str | None:
    """Return the country where most of a language's speakers live, by CLDR's likely subtags."""
    likely = str(get_global("likely_subtags").get(language, ""))
    return next((part for part in likely.split("_")[1:] if len(part) == 2), None)


@lru_cache(maxsize=512)
def minor_digits(code: str) -> int:
    """Return how many decimals a currency has, by CLDR."""
    return get_currency_precision(code)


_NEARLY: Final = "(?:about|around|roughly|some)"
_BRIDGE: Final = re.compile(rf" ?\([^\d()]{{0,30}}|,? or (?:{_NEARLY} )?|, {_NEARLY} |,? equivalent to (?:about )?| ?/ ?")


def conversions(folded: str, found: Sequence[Amount]) -> dict[int, int]:
    """Return which amounts tell again, in another currency, the one before: place -> place of the first.

    >>> conversions("", [])
    {}
    """
    links: dict[int, int] = {}
    for i in range(1, len(found)):
        first, second = found[i - 1], found[i]
        gap = folded[first.end : second.start] if second.start - first.end < 40 else "."
        same = first.codes == second.codes or first.codes == second.codes[:1]
        if _BRIDGE.fullmatch(gap) and not same and not first.range_end:
            links[i] = i - 1
    return links


def by_same_rate(found: Sequence[Found], links: Mapping[int, int]) -> dict[int, Reading[Money]]:
    """Settle a conversion into a shared sign by another conversion of the same text whose sign is one currency's own.

    "¥670.9 billion (A$7.1 billion)" and, later, "¥100 billion ($1.08 billion)": the rates agree, so the "$" is A$.
    """
    clear: dict[tuple[str, ...], list[tuple[Decimal, int]]] = {}
    for second, first in links.items():
        rate = _rate(found[first], found[second])
        if rate is not None and len(found[second][0].codes) == 1:
            clear.setdefault(found[first][0].codes, []).append((rate, second))
    settled: dict[int, Reading[Money]] = {}
    for second, first in links.items():
        amount, reading = found[second]
        rate = _rate(found[first], found[second])
        if rate is None or len(reading.candidates) < 2 or reading.settled:
            continue
        for other_rate, other in clear.get(found[first][0].codes, ()):
            code = found[other][0].codes[0]
            if abs(rate - other_rate) < _SAME_RATE * rate and code in amount.codes:
                chosen = [money for money in reading.candidates if money.currency == code]
                others = [money for money in reading.candidates if money.currency != code]
                span = Span(found[other][0].start, found[other][0].end)
                rule = f"{reading.rule.partition(' and nothing')[0]}; the text gives {code} at the same rate at {span}"
                settled[second] = Reading((*chosen, *others), rule, settled=True)
                break
    return settled


def _rate(first: Found, second: Found) -> Decimal | None:
    over, under = first[1].candidates[0].amount, second[1].candidates[0].amount
    return abs(over / under) if under and over else None
