"""The numbers of a text in order, in digits and in words: the stream that money and quantities share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import numeric

from dealwatch.normalize.amount_reading.numbers import Written, read_number, runs
from dealwatch.normalize.amount_reading.spelled import is_untold, over_more, spelled_at
from dealwatch.normalize.amount_reading.vocabulary import Vocabulary, is_edge, vocabulary


class Number(NamedTuple):
    """A number in a text: in digits, or `spelled` in words or with a fraction."""

    start: int
    end: int
    written: tuple[Written, ...]
    spelled: bool = False
    half_unit: Decimal = Decimal(0)


def numbers(folded: str, words: Vocabulary) -> tuple[Number, ...]:
    """Return the numbers of a folded text in order, in digits and in words."""
    return _numbers(folded, words.locale)


@lru_cache(maxsize=2)
def _numbers(folded: str, locale: str | None) -> tuple[Number, ...]:
    """The same; the last texts are kept, since money and quantities read one after the other."""
    words = vocabulary(locale)
    digits = [Number(start, end, ()) for start, end in runs(folded, blanks=words.blank_groups)]
    fractions = list(_fractions(folded)) if any(sign in folded for sign in _FRACTION_SIGNS) else []
    if words.word is None:
        return tuple(_merged(digits, fractions) if fractions else digits)
    starts = [start for start in map(_start_of, words.word.finditer(folded)) if start == 0 or is_edge(folded, start)]
    if words.myriads:
        starts = sorted({*starts, *(number.start for number in digits if _leads_on(folded, number.end, words))})
    spelled: list[Number] = fractions
    at, untold = 0, -_BEHIND
    for start in starts:
        if start < at:
            continue
        number = spelled_at(folded, start, words)
        if number is not None and (start - untold < _BEHIND or is_untold(folded, start, number.amount, words)):
            at = untold = number.end
        elif number is not None:
            places = max(-int(number.amount.as_tuple().exponent), 0)
            spelled.append(Number(start, number.end, (Written(number.amount, places),), True, number.half_unit))
            at = number.end
    return tuple(_merged(digits, spelled) if spelled else digits)


_BEHIND: Final = 5  # "several hundred" and "million" are one number, and "sute de" and "mii"


_VULGAR: Final = {sign: Decimal(str(numeric(sign))) for sign in "¼½¾⅛⅜⅝⅞"}
_FRACTION_SIGNS: Final = ("/", *_VULGAR)
_FRACTION: Final = re.compile(
    rf"(?<![\d.,/])(?:(\d{{1,4}})[ -]?)?([{''.join(_VULGAR)}])"  # 1½
    r"|(?<![\d.,/])(?:(\d{1,4})[ -])?(\d{1,2})/(2|4|8|16|32)(?![\d/.,-]?\d)",  # 1-1/2
    re.ASCII,
)


def _fractions(folded: str) -> Iterator[Number]:
    """Yield the numbers that end in a fraction: "28-1/2", "2 1/4", "1½"; only of halves, so that each is an exact decimal."""
    for found in _FRACTION.finditer(folded):
        whole, sign, other_whole, over, under = found.groups()
        part = _VULGAR[sign] if sign else Decimal(over) / Decimal(under)
        if part < 1:
            amount = Decimal(whole or other_whole or 0) + part
            yield Number(found.start(), found.end(), (Written(amount, -int(amount.as_tuple().exponent)),), True)


def _start_of(found: re.Match[str]) -> int:
    return found.start()


def _leads_on(folded: str, end: int, words: Vocabulary) -> bool:
    """Tell whether a number in digits goes on in words: "970億"."""
    return (
        words.word is not None
        and words.word.match(folded, over_more(folded, end + (folded[end : end + 1] == " "), words)) is not None
    )


def _merged(digits: list[Number], spelled: list[Number]) -> list[Number]:
    """Put both in order; digits inside a number in words are a part of it."""
    merged: list[Number] = []
    end = 0
    for number in sorted([*digits, *spelled], key=lambda each: (each.start, -each.end)):
        if number.start >= end:
            merged.append(number)
            end = number.end
    return merged


def in_digits(folded: str, number: Number, words: Vocabulary) -> Number:
    """Read a number in digits by the signs of the locale; without any reading if it is none."""
    start = number.start
    if start > 0 and folded[start - 1] == "." and (start == 1 or not (folded[start - 2].isalnum() or folded[start - 2] == ".")):
        start -= 1
    text = folded[start : number.end]
    if start < number.start:
        return Number(
            start, number.end, (Written(Decimal(f"0{text}"), len(text) - 1),) if text[1:].isdecimal() and text.isascii() else ()
        )
    return Number(start, number.end, read_number(text, words.signs))
