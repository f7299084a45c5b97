"""What CLDR knows of money, for one locale: currencies, the patterns around an amount, number signs and scale words.

Compiled through Babel's public interface, once for each locale and only when it is asked for. Source of all facts: the
Unicode Common Locale Data Repository as Babel ships it (https://cldr.unicode.org).

A whole string is read without one pattern per currency: the text on the side of the number that holds no currency is
looked up, the other side is peeled of what the pattern puts around the currency, and the rest is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from attrs import frozen
from babel import Locale
from babel.numbers import (
    get_currency_name,
    get_currency_symbol,
    get_currency_unit_pattern,
    get_territory_currencies,
    list_currencies,
)

from dealwatch.normalize.amount_reading.numbers import SEPARATORS, Signs, Written, read_by_signs
from dealwatch.normalize.fold import MARK, bare, fold
from dealwatch.normalize.locales import locale_of


class Affix(NamedTuple):
    """What stands around the currency on its side of the number; `negative` and `exponent` say what the amount becomes."""

    before: str
    after: str
    negative: bool
    exponent: int
    digits: bool


Meaning: TypeAlias = tuple[bool, int, tuple[str, ...], str]
"""What stands around a number: whether it is negative, a power of ten, the currencies, and the text that names them."""


@frozen
class Lexicon:
    """What CLDR says of one locale, folded.

    `strings`: the texts of a currency -> its codes. `left` and `right`: the text on the far side of a number -> what may
    stand around a currency on the left or right side. `scales`: words of compact numbers -> power of ten. `no_number_left` and
    `no_number_right`: those sides of compact forms without digits.
    """

    locale: str
    signs: Signs
    strings: dict[str, tuple[str, ...]]
    left: dict[str, tuple[Affix, ...]]
    right: dict[str, tuple[Affix, ...]]
    scales: dict[str, int]
    no_number_left: tuple[tuple[str, Affix], ...]
    no_number_right: tuple[tuple[str, Affix], ...]

    def read(self, text: str) -> Iterator[tuple[Written, int, tuple[str, ...], str]]:
        """Yield the number, the power of ten and the currencies that a whole text may be, by CLDR's patterns alone."""
        text = bare(text)
        for start, end in _numbers(text, self.signs):
            near_left, near_right = text[:start], text[end:]
            for negative, exponent, codes, sign in _around(self.locale, near_left, near_right):
                for written in read_by_signs(text[start:end], self.signs):
                    amount = written.amount.copy_negate() if negative else written.amount
                    yield Written(amount, written.places), exponent, codes, sign
        if text and not text[0].isdecimal():
            for negative, exponent, codes, sign in self.around_no_number(text):
                yield Written(Decimal(-1 if negative else 1), 0), exponent, codes, sign

    def may_print(self, folded: str, start: int, number: int, number_end: int, end: int) -> bool:
        """Tell whether a text with one number at `[number, number_end)` may be one that the locale prints; quick and cached."""
        return not folded[number].isdecimal() or bool(
            _around(self.locale, _unmarked(folded[start:number]), _unmarked(folded[number_end:end]))
            or _HAS_DIGIT.search(folded, start, number)
            or _HAS_DIGIT.search(folded, number_end, end)
        )

    def around(self, left: str, right: str) -> Iterator[Meaning]:
        """Yield the sign, power and currency that the texts before and behind a number say."""
        for near, affixes in ((left, self.left.get(right, ())), (right, self.right.get(left, ()))):
            yield from (meant for affix in affixes if affix.digits for meant in self._peeled(near, affix))

    def around_no_number(self, text: str) -> Iterator[Meaning]:
        """Yield the same for a compact form that is all words: "mille euros"."""
        for far, affix in self.no_number_left:
            if text.endswith(far):
                yield from self._peeled(text.removesuffix(far), affix)
        for far, affix in self.no_number_right:
            if text.startswith(far):
                yield from self._peeled(text.removeprefix(far), affix)

    def _peeled(self, near: str, affix: Affix) -> Iterator[Meaning]:
        """Take what an affix puts around a currency off a text, and look the rest up."""
        room = len(near) - len(affix.before) - len(affix.after)
        if room > 0 and near.startswith(affix.before) and near.endswith(affix.after):
            sign = near[len(affix.before) : len(affix.before) + room]
            codes = self.strings.get(sign)
            if codes:
                yield affix.negative, affix.exponent, codes, sign


@lru_cache(maxsize=8192)
def _around(locale: str, left: str, right: str) -> tuple[Meaning, ...]:
    return tuple(lexicon(locale).around(left, right))


_HAS_DIGIT: Final = re.compile(r"\d")


def _unmarked(text: str) -> str:
    return text if text.isascii() else text.replace(MARK, "")


_DIGITS: Final = re.compile(r"\d++")


def _numbers(text: str, signs: Signs) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a whole expression that may be its number, longest first; names may hold digits too."""
    found = [run.span() for run in _DIGITS.finditer(text)][:24]
    between = SEPARATORS.union(*(sign for pair in signs.pairs for sign in pair))
    for i, (start, _) in enumerate(found):
        for j in range(len(found) - 1, i - 1, -1):
            end = found[j][1]
            if all(sign.isdecimal() or sign in between for sign in text[start:end]):
                yield start, end


# one number for each plural category of any locale that CLDR has
_COUNTS: Final = (
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    11,
    12,
    20,
    21,
    22,
    40,
    60,
    80,
    100,
    101,
    102,
    103,
    1000,
    1000000,
    0.1,
    0.2,
    1.5,
    1.1,
)


@lru_cache(maxsize=64)
def lexicon(locale: str) -> Lexicon:
    """Return what CLDR says of a locale.

    >>> lexicon("de").strings["euro"], lexicon("de").scales["mrd."]
    (('EUR',), 9)

    Raises:
        InvalidValue: for a locale that CLDR does not know.
    """
    return _compile(locale_of(locale), locale)


def _compile(locale: Locale, name: str) -> Lexicon:
    counts = _one_count_a_category(locale)
    strings: dict[str, dict[str, None]] = {}
    for code in sorted(list_currencies()):
        texts = {code, get_currency_symbol(code, locale), get_currency_name(code, locale=locale)}
        texts |= {get_currency_name(code, count=count, locale=locale) for count in counts}
        for text in texts:
            strings.setdefault(_folded(text), {})[code] = None
    systems = dict.fromkeys(("latn", locale.default_numbering_system))
    symbols = [locale.number_symbols.get(system) or {} for system in systems]
    latin = symbols[0]
    # a system without signs of its own has those of Latin digits in print, and plain ones in babel
    pairs = dict.fromkeys(
        (_folded(s.get("group", other.get("group", ","))), _folded(s.get("decimal", other.get("decimal", "."))))
        for other in (latin, {})
        for s in symbols
    )
    minuses = dict.fromkeys(["-", *(_folded(s.get("minusSign", "-")) for s in symbols)])
    patterns = [*locale.currency_formats.values(), locale.decimal_formats[None]]
    groupings = dict.fromkeys([(3, 3), *(tuple(pattern.grouping) for pattern in patterns)])
    rows = [row for minus in minuses for row in _rows(locale, minus, counts)]
    left: dict[str, dict[Affix, None]] = {}
    right: dict[str, dict[Affix, None]] = {}
    for before, after, negative, exponent, digits in rows:
        for near, far, table in ((before, after, left), (after, before, right)):
            if near.count("¤") == 1 and "¤" not in far:
                head, _, tail = near.partition("¤")
                table.setdefault(far, {})[Affix(head, tail, negative, exponent, digits)] = None
    return Lexicon(
        name,
        Signs(tuple(pairs), tuple((int(a), int(b)) for a, b in groupings if 0 < a < 10 and 0 < b < 10)),
        {text: tuple(codes) for text, codes in strings.items() if text},
        {far: tuple(affixes) for far, affixes in left.items()},
        {far: tuple(affixes) for far, affixes in right.items()},
        dict(_scale_words(locale)),
        *(
            tuple((far, affix) for far, affixes in table.items() for affix in affixes if not affix.digits)
            for table in (left, right)
        ),
    )


def _one_count_a_category(locale: Locale) -> list[float]:
    chosen: dict[str, float] = {}
    for count in _COUNTS:
        chosen.setdefault(locale.plural_form(count), count)
    return list(chosen.values())


def _folded(text: str) -> str:
    return fold(text).replace("\u200e", "")


class _Row(NamedTuple):
    before: str
    after: str
    negative: bool
    exponent: int
    digits: bool


def _rows(locale: Locale, minus: str, counts: list[float]) -> Iterator[_Row]:
    """Yield every pattern as the texts before and after the number, with ¤ for the currency."""
    for pattern in locale.currency_formats.values():
        for negative in (False, True):
            yield _Row(_text(pattern.prefix[negative], minus), _text(pattern.suffix[negative], minus), negative, 0, True)
    for by_count in locale.compact_currency_formats.values():
        by_count = dict(by_count)
        for form in by_count.values():
            for power, pattern in form.items():
                exponent, digits = _exponent(int(power), by_count, pattern), bool(pattern.number_pattern)
                for negative in (False, True):
                    before, after = _text(pattern.prefix[negative], minus), _text(pattern.suffix[negative], minus)
                    if "¤" in before + after:
                        yield _Row(before, after, negative, exponent, digits)
    units = dict.fromkeys(get_currency_unit_pattern(code, count=n, locale=locale) for code in ("USD", "XXX") for n in counts)
    numbers = [_Row("", "", False, 0, True), _Row(minus, "", True, 0, True)]
    for widths in locale.compact_decimal_formats.values():
        for form in widths.values():
            for power, pattern in form.items():
                exponent, digits = _exponent(int(power), widths, pattern), bool(pattern.number_pattern)
                numbers += [
                    _Row(_text(pattern.prefix[n], minus), _text(pattern.suffix[n], minus), bool(n), exponent, digits)
                    for n in (False, True)
                ]
    for unit in units:
        head, _, tail = _folded(unit).replace("{1}", "¤").partition("{0}")
        for before, after, negative, exponent, digits in numbers:
            yield _Row(head + before, after + tail, negative, exponent, digits)


def _exponent(power: int, by_count: object, pattern: object) -> int:
    """How many powers of ten a compact pattern leaves out: babel divides by the zeros of the `other` pattern."""
    forms = by_count.get("other", {})  # type: ignore[attr-defined]
    other = forms.get(str(power), pattern)
    zeros = other.pattern.count("0")
    return len(str(power)) - 1 - max(zeros - 1, 0) if other.pattern != "0" else 0


def _text(affix: str, minus: str) -> str:
    """Return an affix as it is printed: quotes taken off, and the locale's minus in place of the pattern's."""
    return _folded(affix).replace("''", "\0").replace("'", "").replace("\0", "'").replace("-", minus)


def _scale_words(locale: Locale) -> Iterator[tuple[str, int]]:
    for widths in (*locale.compact_decimal_formats.values(), *locale.compact_currency_formats.values()):
        for form in widths.values():
            for power, pattern in form.items():
                word = _text(pattern.prefix[0] + " " + pattern.suffix[0], "-").replace("¤", "").strip()
                exponent = _exponent(int(power), widths, pattern)
                if word and exponent:
                    yield word, exponent


@lru_cache(maxsize=512)
def currencies_of(country: str) -> tuple[str, ...]:
    """Return the currencies that are legal tender in a country today, by CLDR.

    >>> currencies_of("AU")
    ('AUD',)
    """
    return tuple(get_territory_currencies(country))
