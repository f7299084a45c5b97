"""The words with which CLDR counts days, weeks, months and years from now: "3 days ago", "через 3 дня", "3日前".

Babel prints such phrases for every locale. What all units share in them is the word that looks back or ahead, what is left is
the unit. So a language without a file of its own words counts too. Source: https://cldr.unicode.org, through Babel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from typing import Final, Literal

from babel.dates import format_timedelta

from dealwatch.normalize.date_reading.cldr_forms import western_digits
from dealwatch.normalize.fold import bare
from dealwatch.normalize.locales import locale_of

_UNITS: Final[dict[str, tuple[Literal["day", "week", "month", "year"], int]]] = {
    "d": ("day", 1),
    "w": ("week", 7),
    "m": ("month", 30),
    "y": ("year", 365),
}
COUNTS: Final = (2, 3, 5, 11, 20)
"""Numbers that between them bring out the plural forms of most languages."""
_NUMBER: Final = re.compile(r"\d+")


def phrase(locale: str, unit: str, count: int) -> str:
    """A count of units from now as Babel prints it; a negative count looks back.

    >>> phrase("en", "w", -3), phrase("de", "y", 5)
    ('3 weeks ago', 'in 5 Jahren')
    """
    name, days = _UNITS[unit]
    moved = timedelta(days=days * count)
    return format_timedelta(moved, granularity=name, threshold=10**6, add_direction=True, locale=locale_of(locale))


@lru_cache(maxsize=64)
def counted_words(locale: str) -> tuple[tuple[str, str, object], ...]:
    """The words of such phrases with their class and value: units, and what says ago or ahead, before the number or behind."""
    return tuple(dict.fromkeys(_counted(locale)))


def _counted(locale: str) -> Iterator[tuple[str, str, object]]:
    for count in COUNTS:
        for sign, before, behind in ((-1, "V", "A"), (1, "I", "G")):
            parts = {unit: _split(phrase(locale, unit, sign * count)) for unit in _UNITS}
            known = [part for part in parts.values() if part is not None]
            if len(known) < len(_UNITS):
                continue
            left = _shared([words for words, _ in known], 0)
            right = _shared([words for _, words in known], -1)
            for unit, part in parts.items():
                words = [*part[0][len(left) :], *part[1][: len(part[1]) - len(right)]] if part else []
                if words:
                    yield " ".join(words), "u", unit
            if left:
                yield " ".join(left), before, None
            if right:
                yield " ".join(right), behind, None


def _split(text: str) -> tuple[list[str], list[str]] | None:
    """The words before the number and those behind it; None where the number is spelled."""
    low = western_digits(bare(text))
    number = _NUMBER.search(low)
    return (low[: number.start()].split(), low[number.end() :].split()) if number else None


def _shared(lists: list[list[str]], end: int) -> list[str]:
    """What all lists have at one end, and not all of any."""
    shared: list[str] = []
    for words in zip(*(reversed(each) if end else each for each in lists), strict=False):
        if len(set(words)) > 1:
            break
        shared.append(words[0])
    return shared[::-1] if end else shared
