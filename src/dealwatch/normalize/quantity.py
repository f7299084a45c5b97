"""Counted things and shares of things: "about 3,900 workers", "seven of its 17 plants", "less than half", "40%"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from dealwatch.domain.money import MAX_EXPONENT
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.reading import Mention, Reading
from dealwatch.domain.report import Report, Span
from dealwatch.errors import InvalidValue
from dealwatch.normalize.context import Context
from dealwatch.normalize.fold import fold
from dealwatch.normalize.hedges import bounds_of, half_unit_of, hedge_of
from dealwatch.normalize.number_stream import Number, in_digits, numbers
from dealwatch.normalize.numbers import Written, shifted
from dealwatch.normalize.vocabulary import SCALE, Vocabulary, is_edge, vocabulary

_LONGEST: Final = 400
_BETWEEN: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]++(?:[-'][^\W\d_]++)*+")
_OF_THE: Final = re.compile(r" of (?:its|the|their|his|her|our|all|all its|all the) ?")


class Counted(NamedTuple):
    """A number in a text and what it counts; `borrowed` is where the unit stands if another number supplied it."""

    start: int
    end: int
    amount: Decimal
    places: int
    exponent: int
    scaled: bool
    unit: str
    borrowed: Span | None = None


def read_quantity(text: str, context: Context) -> Reading[Quantity]:
    """Read a text that is one quantity.

    >>> print(read_quantity("3,900 workers", Context(locale="en")).only)
    3900 workers
    >>> bool(read_quantity("workers", Context(locale="en")))
    False

    Raises:
        InvalidValue: for a locale that CLDR does not know.
    """
    if len(text) > _LONGEST:
        return Reading((), f"a quantity has at most {_LONGEST} code points, this text has {len(text)}")
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    for counted in _counted(text, fold(text), vocabulary(context.locale), _language(context)):
        if (counted.start, counted.end) == (start, end):
            return Reading((_quantity(counted),), f"a number of {counted.unit}")
    return Reading((), "no number before a unit is the whole of the text")


def find_quantities(source: str | Report, context: Context | None = None) -> tuple[Mention[Quantity], ...]:
    """Find the quantities in a text or a report, in order; amounts of money are not among them.

    >>> text = "to shut seven of its 17 global assembly plants"
    >>> [(m.quote, str(m.reading.only)) for m in find_quantities(text, Context(locale="en"))]
    [('seven', '7 plants'), ('17 global assembly plants', '17 plants')]

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
    found: list[Mention[Quantity]] = []
    for counted in _counted(text, folded, words, _language(context)):
        hedge = hedge_of(folded, counted.start, counted.end, words)
        half_unit = half_unit_of(counted.places, counted.exponent, scaled=counted.scaled)
        quantity = _quantity(counted)
        rule = f"a number of {counted.unit}" + (f", as at {counted.borrowed}" if counted.borrowed else "")
        bounds = bounds_of(quantity.amount, half_unit, hedge[0] if hedge else None)
        span = Span(counted.start, counted.end)
        found.append(Mention(span, span.of(text), Reading((quantity,), rule), bounds, hedge[1] if hedge else None))
    return tuple(found)


def _quantity(counted: Counted) -> Quantity:
    return Quantity(shifted(counted.amount, counted.exponent), counted.unit)


def _language(context: Context) -> str:
    return context.language or "en"


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Mapping[str, object]]:
    return tomllib.loads(files("dealwatch.normalize").joinpath("data", "units.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=16)
def _units(language: str) -> dict[str, str]:
    blocks = [_data().get(name, {}) for name in dict.fromkeys((language, "en"))]
    units: dict[str, str] = {}
    for block in blocks:
        for unit, words in block.items():
            for word in words if isinstance(words, list) else ():
                units.setdefault(fold(str(word)), unit)
    return units


@lru_cache(maxsize=16)
def _fractions(language: str) -> dict[str, Decimal | None]:
    found: dict[str, Decimal | None] = {}
    for share, words in _data().get(f"fractions_{language}", {}).items():
        over, _, under = share.partition("/")
        value = Decimal(over) if not under else Decimal(100 * int(over)) / Decimal(int(under))
        for word in words if isinstance(words, list) else ():
            found[fold(str(word))] = value
    return found


@lru_cache(maxsize=16)
def _stops(language: str) -> frozenset[str]:
    return frozenset(str(_data().get(f"stop_{language}", _data()["stop_en"]).get("words", "")).split())


def _counted(text: str, folded: str, words: Vocabulary, language: str) -> list[Counted]:
    found: list[Counted] = []
    waiting: list[Counted] = []
    for number in numbers(folded, words):
        counted = _at(text, folded, number, words, language)
        if counted is None:
            fraction = _fraction(folded, number, language)
            if fraction is not None:
                found.append(fraction)
                continue
            bare = _bare(text, folded, number, words)
            waiting = [bare] if bare is not None else []
            continue
        for part in waiting:
            gap = folded[part.end : counted.start]
            if _OF_THE.fullmatch(gap) and counted.unit != "%":
                found.append(part._replace(unit=counted.unit, borrowed=Span(counted.start, counted.end)))
            elif gap in (" to ", "-", " - ", " or ", " and "):
                if counted.scaled and not part.scaled:
                    part = part._replace(exponent=counted.exponent, scaled=True)
                found.append(part._replace(unit=counted.unit, borrowed=Span(counted.start, counted.end)))
        waiting = []
        found.append(counted)
    return found


def _bare(text: str, folded: str, number: Number, words: Vocabulary) -> Counted | None:
    """Read a number whose unit a later one may supply."""
    number = number if number.spelled else in_digits(folded, number, words)
    if not number.written or (number.start and (folded[number.start - 1].isalnum() or folded[number.start - 1] in "$€£¥/-.")):
        return None
    end, exponent, scaled = _scales(text, folded, number.end, words)
    return Counted(number.start, end, number.written[0].amount, number.written[0].places, exponent, scaled, "units")


def _scales(text: str, folded: str, at: int, words: Vocabulary) -> tuple[int, int, bool]:
    exponent, scaled = 0, False
    for _ in range(3):
        begin = at + 1 if folded[at : at + 1] in (" ", "-") else at
        lexeme = words.lexeme_at(text, folded, begin)
        if lexeme is None or lexeme.kind != SCALE or (len(lexeme.text) < 3 and begin > at):
            break
        at, exponent, scaled = begin + len(lexeme.text), exponent + lexeme.exponent, True
    return at, exponent, scaled


def _at(text: str, folded: str, number: Number, words: Vocabulary, language: str) -> Counted | None:
    start = number.start
    if start and (folded[start - 1].isalpha() or folded[start - 1] in "$€£¥#/_@."):
        return None
    end, exponent, scaled = _scales(text, folded, number.end, words)
    unit = _unit(folded, end, language)
    if unit is None:
        return None
    number = number if number.spelled else in_digits(folded, number, words)
    if not number.written:
        return None
    written: Written = number.written[0]
    if abs(written.amount.adjusted() + exponent) > MAX_EXPONENT:
        return None
    return Counted(number.start, unit[1], written.amount, written.places, exponent, scaled, unit[0])


def _unit(folded: str, at: int, language: str) -> tuple[str, int] | None:
    """Return the unit that stands behind a number, at most three words away, and where it ends."""
    units, stops = _units(language), _stops(language)
    if folded[at : at + 1] == "%":
        return "%", at + 1
    if folded[at : at + 2] == " %":
        return "%", at + 2
    for word in range(_BETWEEN + 1):
        if folded[at : at + 1] not in (" ", "-") and word:
            return None
        begin = at + 1 if folded[at : at + 1] in (" ", "-") else at
        found = _WORD.match(folded, begin)
        if found is None:
            return None
        second = _WORD.match(folded, found.end() + 1) if folded[found.end() : found.end() + 1] == " " else None
        if second is not None and folded[begin : second.end()] in units:
            return units[folded[begin : second.end()]], second.end()
        if found[0] in units and is_edge(folded, found.end()):
            return units[found[0]], found.end()
        if found[0] in stops or (begin == at and word == 0):
            return None
        at = found.end()
    return None


def _fraction(folded: str, number: Number, language: str) -> Counted | None:
    for phrase, share in _fractions(language).items():
        if share is not None and folded.startswith(phrase, number.start) and is_edge(folded, number.start + len(phrase)):
            return Counted(number.start, number.start + len(phrase), share, 0, 0, False, "%")
    return None
