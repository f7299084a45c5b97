"""Counted things and shares of things: "about 3,900 workers", "seven of its 17 plants", "less than half", "40%"."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from attrs import frozen

from dealwatch.domain.bounds import Bounds
from dealwatch.domain.money import MAX_EXPONENT
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.reading import Mention, Reading
from dealwatch.domain.report import Report, Span
from dealwatch.errors import InvalidValue
from dealwatch.normalize.amount_reading.hedges import bounds_of, half_unit_of, hedge_of, plain
from dealwatch.normalize.amount_reading.number_stream import Number, in_digits, numbers
from dealwatch.normalize.amount_reading.numbers import Written, shifted
from dealwatch.normalize.amount_reading.ranges import is_range
from dealwatch.normalize.amount_reading.vocabulary import SCALE, Vocabulary, is_edge, vocabulary, word_pattern
from dealwatch.normalize.context import Context
from dealwatch.normalize.fold import fold

_LONGEST: Final = 400
_LAST_PLACE: Final = Decimal("0.0001")
_BETWEEN: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]++(?:[-'][^\W\d_]++)*+")
_BEGINNING: Final = re.compile(r"[^\W\d_]++|%")
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
    range_end: str = ""

    def value(self) -> Decimal:
        """Return the number with its scale."""
        return shifted(self.amount, self.exponent)


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
        if (counted.start, counted.end) == (start, end) and not counted.borrowed:
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
    all_counted = _counted(text, folded, words, _language(context))
    for i, counted in enumerate(all_counted):
        hedge = hedge_of(folded, counted.start, counted.end, words)
        quantity = _quantity(counted)
        rule = f"a number of {counted.unit}" + (f", with what stands at {counted.borrowed}" if counted.borrowed else "")
        other = all_counted[i + 1] if counted.range_end == "low" else all_counted[i - 1] if counted.range_end == "high" else None
        if other is not None:
            low, high = sorted((counted.value(), other.value()))
            bounds: Bounds | None = Bounds(plain(low), plain(high))
        elif counted.unit == "%" and counted.places == 4:
            bounds = Bounds(quantity.amount - _LAST_PLACE, quantity.amount + _LAST_PLACE)  # a third is no finite decimal
        else:
            half_unit = half_unit_of(counted.places, counted.exponent, scaled=counted.scaled)
            bounds = bounds_of(quantity.amount, half_unit, hedge[0] if hedge else None)
        span = Span(counted.start, counted.end)
        found.append(Mention(span, span.of(text), Reading((quantity,), rule), bounds, hedge[1] if hedge else None))
    return tuple(found)


def find_numbers(report: Report, context: Context) -> tuple[Mention[Quantity], ...]:
    """Find the whole numbers in digits that no unit follows: the 6,190 of "a staff of 6,190". Years and codes are none.

    Amounts of money and dates may be among them, for whoever knows these to leave out.

    >>> report = Report(text="It has a staff of about 6,190 since 2012, and 3 plants.", lang="en")
    >>> [(m.quote, str(m.reading.only)) for m in find_numbers(report, Context.of(report))]
    [('6,190', '6190')]

    Raises:
        InvalidValue: for a locale that CLDR does not know.
    """
    text, words = report.text, vocabulary(context.locale)
    folded, nouns = fold(text), _nouns(_language(context))
    found: list[Mention[Quantity]] = []
    for number in numbers(folded, words):
        scales = _scales(text, folded, number.end, words)
        counted = None if number.spelled or _unit(folded, scales[0], nouns) else _bare(folded, number, scales, words)
        if counted is None or (counted.places and not counted.scaled) or folded[counted.end : counted.end + 1] in _GOES_ON:
            continue
        span = Span(counted.start, counted.end)
        if _YEAR.fullmatch(span.of(folded)) is None and not folded.startswith(":", span.start - 1, span.start):
            hedge = hedge_of(folded, span.start, span.end, words)
            half_unit = half_unit_of(counted.places, counted.exponent, scaled=counted.scaled)
            bounds = bounds_of(counted.value(), half_unit, hedge[0] if hedge else None)
            reading = Reading((Quantity(counted.value()),), "a number of what its words tell")
            found.append(Mention(span, span.of(text), reading, bounds, hedge[1] if hedge else None))
    return tuple(found)


_GOES_ON: Final = frozenset("/:%°")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def unit_words(language: str | None) -> Mapping[str, frozenset[str]]:
    """Return, for each unit, the letters with which a word for it begins, folded: where none of them stands, nor does the unit.

    The sign % stands for itself; a unit that has a word in other letters than ASCII has "" among them: it may stand anywhere.

    >>> sorted(unit_words("en")["plants"]), sorted(unit_words("en")["%"])[:5]
    (['plant', 'plants'], ['%', 'fifth', 'fifths', 'four', 'fourth'])
    """
    found: dict[str, set[str]] = {}
    nouns = _nouns(language or "en")
    fractions = [(word.rpartition(" ")[2], "%") for word in nouns.fractions]  # "a third" is a share
    for word, unit in (*nouns.units.items(), *fractions):
        begin = _BEGINNING.match(word) if word.isascii() else None
        found.setdefault(unit, set()).add(begin[0] if begin else "")
    return {unit: frozenset(words) for unit, words in found.items()}


def _quantity(counted: Counted) -> Quantity:
    return Quantity(counted.value(), counted.unit)


def _language(context: Context) -> str:
    return context.language or "en"


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Mapping[str, object]]:
    return tomllib.loads(files("dealwatch.normalize").joinpath("data", "units.toml").read_text(encoding="utf-8"))


@frozen
class _Nouns:
    """The words of one language around a counted number."""

    units: Mapping[str, str]
    fractions: Mapping[str, Decimal]
    fraction: re.Pattern[str] | None
    stops: frozenset[str]
    named: frozenset[str]
    ordinal: frozenset[str]
    dated: frozenset[str]
    shared: frozenset[str]
    rates: tuple[tuple[str, str], ...]


@lru_cache(maxsize=16)
def _nouns(language: str) -> _Nouns:
    units: dict[str, str] = {}
    for name in dict.fromkeys((language, "en")):
        for unit, words in _data().get(name, {}).items():
            for word in words if isinstance(words, list) else ():
                units.setdefault(fold(str(word)), unit)
    fractions = {
        fold(str(word)): Decimal(share)
        for share, words in _data().get(f"fractions_{language}", {}).items()
        for word in (words if isinstance(words, list) else ())
    }
    stop = _data().get(f"stop_{language}", _data()["stop_en"])
    rates = stop.get("rates", [])
    pairs = [str(rate).partition("=") for rate in (rates if isinstance(rates, list) else ())]
    named, ordinal, dated, shared, stops = (
        frozenset(str(stop.get(key, "")).split()) for key in ("named", "ordinal", "dated", "shared", "words")
    )
    return _Nouns(
        units=units,
        fractions=fractions,
        fraction=word_pattern(list(fractions)),
        stops=stops,
        named=named,
        ordinal=ordinal,
        dated=dated,
        shared=shared,
        rates=tuple((f" {phrase}", of) for phrase, _, of in pairs),
    )


def _counted(text: str, folded: str, words: Vocabulary, language: str) -> list[Counted]:
    nouns = _nouns(language)
    shares, taken = _shares(folded, nouns)
    found: list[Counted] = []
    waiting: Counted | None = None
    done = 0
    for number in numbers(folded, words):
        if number.start < done or number.start in taken:
            continue
        scales = _scales(text, folded, number.end, words)
        counted = _at(folded, number, scales, words, nouns)
        if counted is None:
            waiting = _bare(folded, number, scales, words)
            done = max(done, waiting.end if waiting else number.end)
            continue
        first = _lent(folded, waiting, counted, words) if waiting else None
        if first is not None and first.range_end:
            counted = counted._replace(range_end="high")
        found += [first, counted] if first else [counted]
        waiting, done = None, counted.end
    found.sort()
    ends = [counted.end for counted in found]
    for share in shares:  # "3,900 half shares" is one number of shares
        at = bisect_right(ends, share.start)
        if at == len(found) or found[at].start >= share.end:
            found.insert(at, share)
            ends.insert(at, share.end)
    return found


def _lent(folded: str, number: Counted, counted: Counted, words: Vocabulary) -> Counted | None:
    """Give a number the unit of the quantity behind it: "seven of its 17 plants", "300 to 400 jobs"."""
    gap = folded[number.end : counted.start] if counted.start - number.end < 24 else "."
    there = Span(counted.start, counted.end)
    if _OF_THE.fullmatch(gap) and counted.unit != "%":
        return number._replace(unit=counted.unit, borrowed=there)
    if not is_range(folded, number.start, number.end, counted.start, words):
        return None
    shares = counted.scaled and not number.scaled and number.amount < counted.amount
    if shares:
        number = number._replace(exponent=counted.exponent, scaled=True)
    if number.value() >= counted.value():
        return None
    return number._replace(unit=counted.unit, borrowed=there, range_end="low")


def _bare(folded: str, number: Number, scales: tuple[int, int, bool], words: Vocabulary) -> Counted | None:
    """Read a number whose unit a later one may supply."""
    number = number if number.spelled else in_digits(folded, number, words)
    if not number.written or (number.start and (folded[number.start - 1].isalnum() or folded[number.start - 1] in "$€£¥/-.")):
        return None
    end, exponent, scaled = scales
    written = number.written[0]
    if abs(written.amount.adjusted() + exponent) > MAX_EXPONENT:
        return None
    return Counted(number.start, end, written.amount, written.places, exponent, scaled, "")


def _scales(text: str, folded: str, at: int, words: Vocabulary) -> tuple[int, int, bool]:
    """Read the scales behind a number: where they end, the power of ten, and whether there is one."""
    exponent, scaled = 0, False
    for _ in range(3):
        begin = at + 1 if folded[at : at + 1] in (" ", "-") else at
        if folded[begin : begin + 1] not in words.scale_heads:
            break
        lexeme = words.lexeme_at(text, folded, begin)
        if lexeme is None or lexeme.kind != SCALE:
            break
        if begin > at and len(lexeme.text) < 3 and lexeme.text.isascii() and lexeme.text != "bn":
            break
        at, exponent, scaled = begin + len(lexeme.text), exponent + lexeme.exponent, True
    return at, exponent, scaled


def _at(folded: str, number: Number, scales: tuple[int, int, bool], words: Vocabulary, nouns: _Nouns) -> Counted | None:
    start = number.start
    if start and not is_edge(f"{folded[start - 1]}a", 1):
        return None
    if start and folded[start - 1] in "$€£¥#/_@.":
        return None
    end, exponent, scaled = scales
    unit = _unit(folded, end, nouns)
    if unit is None:
        return None
    number = number if number.spelled else in_digits(folded, number, words)
    if not number.written:
        return None
    written: Written = number.written[0]
    if abs(written.amount.adjusted() + exponent) > MAX_EXPONENT or _is_a_name(folded, number, unit, nouns):
        return None
    return Counted(number.start, unit.end, written.amount, written.places, exponent, scaled, unit.name)


def _is_a_name(folded: str, number: Number, unit: _Unit, nouns: _Nouns) -> bool:
    """Tell whether a number names or dates rather than counts: "Model 3 cars", "the 2025 Electric Vehicle", "in 2026 plants"."""
    before = _LAST_WORD.search(folded, max(number.start - 24, 0), number.start)
    word = before[0].rstrip() if before else ""
    if unit.name == "%":
        return False
    if word in nouns.named:
        return True
    amount = number.written[0].amount
    year = not number.spelled and number.end - number.start == 4 and 1900 <= amount < 2100
    return (year and (unit.apart or word in nouns.dated)) or (unit.apart and unit.singular and amount != 1)


_LAST_WORD: Final = re.compile(r"[^\W\d_]{1,16}\.? $")


class _Unit(NamedTuple):
    name: str
    end: int
    apart: bool
    singular: bool


def _unit(folded: str, at: int, nouns: _Nouns) -> _Unit | None:
    """Return the unit that stands behind a number, at most three words away, and where it ends."""
    for percent in ("%", " %"):
        if folded.startswith(percent, at):
            return _Unit("%", at + len(percent), False, False)
    units = nouns.units
    for word in range(_BETWEEN + 1):
        joined = folded[at : at + 1] in (" ", "-")
        if not joined and word:
            return None
        begin = at + 1 if joined else at
        found = _WORD.match(folded, begin)
        if found is None:
            return None
        for end in _ends(folded, found):
            name = units.get(folded[begin:end])
            if name is not None:
                singular = folded[begin:end] != name and folded[end - 1] != "s"
                return _rated(folded, _Unit(name, end, word > 0, singular), nouns)
        if found[0] in nouns.stops or (begin == at and word == 0):
            return None
        at = found.end()
    return None


def _ends(folded: str, found: re.Match[str]) -> list[int]:
    """Return where a noun of one to three words may end, the longest first; in a script without blanks, each letter."""
    ends = [found.end()]
    for _ in range(2):
        behind = _WORD.match(folded, ends[0] + 1) if folded[ends[0] : ends[0] + 1] in (" ", "/") else None
        if behind is None:
            break
        ends.insert(0, behind.end())
    if not found[0].isascii() and is_edge(f"a{found[0][0]}", 1):
        ends += range(min(found.end() - 1, found.start() + 5), found.start(), -1)
    return ends


def _rated(folded: str, unit: _Unit, nouns: _Nouns) -> _Unit:
    """Add a rate to the unit: "vehicles a year" are vehicles/year."""
    for phrase, of in nouns.rates:
        if unit.name != "%" and folded.startswith(phrase, unit.end) and is_edge(folded, unit.end + len(phrase)):
            return unit._replace(name=f"{unit.name}/{of}", end=unit.end + len(phrase))
    return unit


def _shares(folded: str, nouns: _Nouns) -> tuple[list[Counted], set[int]]:
    """Find fractions in words that are shares: "less than half of its capacity", but not "the first half of 2025".

    Where such a word begins, and is a share or part of a date, no number of things begins.
    """
    found: list[Counted] = []
    taken: set[int] = set()
    for match in nouns.fraction.finditer(folded) if nouns.fraction else ():
        start, end = match.span()
        if not (is_edge(folded, start) and is_edge(folded, end)):
            continue
        before = _LAST_WORD.search(folded, max(start - 24, 0), start)
        behind = _WORD.match(folded, end + 1) if folded[end : end + 1] in (" ", "-") else None
        dated = behind is not None and folded[behind.end() + 1 : behind.end() + 2].isdecimal()
        alone = folded.strip() == match[0] if end - start > len(folded) - 8 else False
        shared = behind is not None and behind[0] in nouns.shared
        if alone or shared:
            taken.add(start)
        if not alone and (not shared or dated or (before and before[0].rstrip() in nouns.ordinal)):
            continue
        share = nouns.fractions[match[0]]
        places = -int(share.as_tuple().exponent) if share % 1 else 0
        found.append(Counted(start, end, share, places, 0, False, "%"))
    return found, taken
