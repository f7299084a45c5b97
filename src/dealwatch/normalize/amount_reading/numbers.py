"""Numbers in digits: where they stand, and which decimals they may be, by the signs that a locale uses.

A number is a maximal run of digits and the signs between them. What no convention explains is no number: "1.2.3".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from attrs import frozen

from dealwatch.domain.money import EXACT, MAX_EXPONENT

RUN: Final = re.compile(r"\d++(?:[.,'·٫٬،]\d++)*+")
"""A run of digits with signs between; it succeeds at every digit, so a search is linear."""

_ASCII_RUN: Final = re.compile(RUN.pattern, re.ASCII)
_SCRIPT_WITH_DIGITS: Final = re.compile("[\u0660-\u1c59\ua620-\uabf9\uff10-\uff19\U00010000-\U0001ffff]")
"""Where a text may hold digits that are not 0 to 9; the ASCII pattern is three times as fast."""

SEPARATORS: Final = frozenset(".,'·٫٬، ")
_LONGEST: Final = 3 * MAX_EXPONENT


class Written(NamedTuple):
    """A number as it was written: its amount, and how many decimals were written."""

    amount: Decimal
    places: int


@frozen
class Signs:
    """How a locale writes numbers: pairs of a grouping and a decimal sign, and the sizes of groups from the right."""

    pairs: tuple[tuple[str, str], ...] = ()
    groupings: tuple[tuple[int, int], ...] = ((3, 3),)


def ascii_digits(text: str) -> str:
    """Write the digits of any script as 0 to 9.

    >>> ascii_digits("١٢٫٥")
    '12٫5'
    """
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def read_number(text: str, signs: Signs) -> tuple[Written, ...]:
    """Return what a run of digits and signs may be, likeliest first: by the locale's signs, else by its own shape.

    Three decimals may also be a group of three, written by another convention than the locale's.

    >>> [str(written.amount) for written in read_number("1,234", Signs())]
    ['1234', '1.234']
    >>> [str(written.amount) for written in read_number("1.234,50", Signs(((",", "."),)))]
    ['1234.50']
    >>> read_number("1.2.3", Signs())
    ()
    """
    if len(text) > _LONGEST:
        return ()
    text = ascii_digits(text)
    if text.isdecimal():
        return (Written(Decimal(text), 0),)
    found = _by_signs(text, signs)
    if not found:
        return _by_shape(text)
    if found[0].places == 3:
        shaped = _by_shape(text)
        return (found[0], shaped[0]) if len(shaped) == 2 else found
    return found


def read_by_signs(text: str, signs: Signs) -> tuple[Written, ...]:
    """Return what a run may be by the locale's signs alone."""
    return _by_signs(ascii_digits(text), signs) if len(text) <= _LONGEST else ()


def _by_signs(text: str, signs: Signs) -> tuple[Written, ...]:
    found: dict[Written, None] = {}
    for group, decimal in signs.pairs:
        whole, point, fraction = text.partition(decimal)
        if point and not (fraction.isdecimal() and fraction.isascii()):
            continue
        digits = _ungrouped(whole, group, signs.groupings) if whole else "0"
        if digits is not None:
            found[Written(Decimal(f"{digits}.{fraction}" if fraction else digits), len(fraction))] = None
    return tuple(found)


def _ungrouped(whole: str, group: str, groupings: tuple[tuple[int, int], ...]) -> str | None:
    if whole.isdecimal() and whole.isascii():
        return whole
    parts = whole.split(group) if group else [whole]
    if len(parts) < 2 or not all(part.isdecimal() and part.isascii() for part in parts):
        return None
    *first, last = map(len, parts)
    for primary, secondary in groupings:
        if last == primary and 0 < first[0] <= secondary and all(size == secondary for size in first[1:]):
            return "".join(parts)
    return None


_ANY_GROUPING: Final = ((3, 3), (3, 2), (4, 4))


def _by_shape(text: str) -> tuple[Written, ...]:
    """Read a run whose locale is not known: two signs are group and decimal, a repeated sign groups, else both are possible."""
    used = [sign for sign in dict.fromkeys(text) if not sign.isdecimal()]
    if len(used) > 2:
        return ()
    if len(used) == 2:
        return _by_signs(text, Signs(((used[0], used[1]),), _ANY_GROUPING))
    sign = used[0]
    if text.count(sign) > 1 or sign in " '":
        digits = _ungrouped(text, sign, _ANY_GROUPING)
        return (Written(Decimal(digits), 0),) if digits else ()
    decimal = _by_signs(text, Signs(((" ", sign),)))
    whole, _, fraction = text.partition(sign)
    if len(fraction) == 3 and 0 < len(whole) <= 3 and not whole.startswith("0"):
        return (Written(Decimal(whole + fraction), 0), *decimal)
    return decimal


def shifted(amount: Decimal, exponent: int) -> Decimal:
    """Return an amount times a power of ten, exactly.

    >>> shifted(Decimal("1.08"), 9)
    Decimal('1.08E+9')
    """
    return EXACT.scaleb(amount, exponent) if exponent else amount


def runs(text: str, *, blanks: bool) -> Iterator[tuple[int, int]]:
    """Yield where the numbers of a folded text stand; with `blanks`, groups of three digits may stand apart.

    >>> text = "1 995 or 12 34"
    >>> [text[start:end] for start, end in runs(text, blanks=True)]
    ['1 995', '12', '34']
    """
    start, end, joined = -1, -1, False
    pattern = _ASCII_RUN if text.isascii() or not _SCRIPT_WITH_DIGITS.search(text) else RUN
    for found in pattern.finditer(text):
        begin, stop = found.span()
        if start >= 0:
            beside = blanks and begin == end + 1 and text[end] == " " and _is_group(found[0])
            if beside and (joined or (end - start <= 3 and text[start:end].isdecimal())):
                end, joined = stop, True
                continue
            yield start, end
        start, end, joined = begin, stop, False
    if start >= 0:
        yield start, end


def _is_group(run: str) -> bool:
    head = re.split(r"[.,]", run, maxsplit=1)
    return len(head[0]) == 3 and (len(head) == 1 or ("." not in head[1] and "," not in head[1]))
