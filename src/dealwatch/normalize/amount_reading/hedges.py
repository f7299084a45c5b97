"""The set that an amount denotes: from the words that hedge it ("about", "more than") and the digits that were written.

Without a hedge: half a unit of the last written digit before a scale word ("$5.8 billion" is 5.75 to 5.85), else the point
itself. About: five per cent each side, at least that. Nearly: down five per cent, up half a unit. More than, less than: open.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from dealwatch.domain.bounds import Bounds
from dealwatch.domain.money import EXACT
from dealwatch.domain.report import Span
from dealwatch.normalize.amount_reading.numbers import shifted
from dealwatch.normalize.amount_reading.vocabulary import Vocabulary, is_edge

_FILLERS: Final = (" a", " the", " an", " of")
_ABOUT: Final = Decimal("0.05")


def hedge_of(folded: str, start: int, end: int, words: Vocabulary) -> tuple[str, Span] | None:
    """Return the kind of hedge before or behind an amount, and where it stands.

    >>> from dealwatch.normalize.amount_reading.vocabulary import vocabulary
    >>> hedge_of("worth about $5", 12, 14, vocabulary("en"))
    ('about', Span(start=6, end=11))
    """
    for word in words.more_within:
        inside = folded.find(word, start, end)
        if inside >= 0:
            return "over", Span(inside, inside + len(word))
    at = start
    for _ in range(2):
        while at > 0 and folded[at - 1] in " (~":
            if folded[at - 1] == "~":
                return "about", Span(at - 1, at)
            at -= 1
        found = _before(folded, at, words)
        if found is not None:
            return found
        skipped = next((word for word in _FILLERS if folded.endswith(word, 0, at)), None)
        if skipped is None:
            break
        at -= len(skipped) - 1
    behind = end + (folded[end : end + 1] == " ")
    for phrase, kind in words.hedges_behind.items():
        if folded.startswith(phrase, behind) and is_edge(folded, behind + len(phrase)):
            return kind, Span(behind, behind + len(phrase))
    return None


def _before(folded: str, at: int, words: Vocabulary) -> tuple[str, Span] | None:
    best: tuple[str, Span] | None = None
    for phrase, kind in words.hedges_to(folded[max(at - 2, 0) : at]):
        begin = at - len(phrase)
        if (
            begin >= 0
            and folded.startswith(phrase, begin)
            and is_edge(folded, begin)
            and (best is None or len(phrase) > len(best[1]))
        ):
            best = kind, Span(begin, at)
    return best


def bounds_of(amount: Decimal, half_unit: Decimal, kind: str | None) -> Bounds | None:
    """Return the set that an amount denotes, or None where it is the amount itself.

    >>> print(bounds_of(Decimal("5.8E9"), Decimal("5E7"), None))
    [5750000000, 5850000000]
    """
    slack = EXACT.multiply(abs(amount), _ABOUT)
    if kind is None:
        return _around(amount, half_unit, half_unit) if half_unit else None
    if kind == "about":
        return _around(amount, max(slack, half_unit), max(slack, half_unit))
    if kind == "nearly":
        return _around(amount, slack, half_unit)
    if kind in ("over", "at_least"):
        return Bounds(plain(amount), None, low_closed=kind == "at_least")
    return Bounds(None, plain(amount), high_closed=kind == "at_most")


def half_unit_of(places: int, exponent: int, *, scaled: bool) -> Decimal:
    """Return half a unit of the last written digit before a scale word; zero where no scale was written.

    >>> half_unit_of(1, 9, scaled=True)
    Decimal('5E+7')
    """
    return shifted(Decimal(5), exponent - places - 1) if scaled else Decimal(0)


def _around(amount: Decimal, below: Decimal, above: Decimal) -> Bounds:
    return Bounds(plain(EXACT.subtract(amount, below)), plain(EXACT.add(amount, above)))


def plain(number: Decimal) -> Decimal:
    """Return a number without an exponent."""
    return Decimal(f"{EXACT.normalize(number):f}")
