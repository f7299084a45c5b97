"""Whether one text tells another in another language: names and numbers stay, and stand in the same order.

Two reports on one deal share its names and sums, but nobody tells them in another's order by chance: of ten things in both
texts, each taken where it stands first, about five stand in one order if the texts were written apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

FEWEST_MARKS: Final = 10
"""Names and numbers that must stand in both texts."""

FEWEST_NUMBERS: Final = 2
"""So many of them must be numbers, which no two languages have in common by chance."""

SHARED: Final = 0.5
"""Share of the names and numbers of the text with fewer that must stand in the other."""

IN_ORDER: Final = 0.8
"""Share of these that must stand in the same order."""

_MARK: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*")
_BETWEEN: Final = re.compile(r"[.,]")


def marks_of(text: str) -> list[str]:
    """Return the numbers and capitalised words of a text, each once, in the order of their first places.

    A number is its digits alone, since "1,300" and "1.300" are one in two languages.

    >>> marks_of("Ash pays 1,300 crowns to Birch. Ash is glad.")
    ['Ash', '1300', 'Birch']
    """
    found = (_BETWEEN.sub("", word) for word in _MARK.findall(text))
    return list(dict.fromkeys(word for word in found if word[0].isdigit() or word[0].isupper()))


def translation(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Return the names and numbers that stand in both texts in one order; none where that proves no translation.

    Both texts are given by their marks.
    """
    place = {mark: at for at, mark in enumerate(other)}
    both = [mark for mark in one if mark in place]
    numbers = sum(mark[0].isdigit() for mark in both)
    if len(both) < max(FEWEST_MARKS, SHARED * min(len(one), len(other))) or numbers < FEWEST_NUMBERS:
        return ()
    return tuple(both) if longest_rise([place[mark] for mark in both]) >= IN_ORDER * len(both) else ()


def longest_rise(places: Sequence[int]) -> int:
    """Return how many of some different numbers can be kept at most so that each is larger than the one before.

    >>> longest_rise([3, 1, 2, 5, 4])
    3
    """
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)
