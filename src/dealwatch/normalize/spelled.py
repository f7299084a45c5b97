"""Numbers in words: "two point five", "half a", "quatre-vingt mille", "一兆". The words stand in `data/amounts/`."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from dealwatch.domain.money import EXACT, MAX_EXPONENT
from dealwatch.normalize.vocabulary import Vocabulary, is_edge

_MOST_WORDS: Final = 24
_LIMIT: Final = Decimal(10) ** MAX_EXPONENT


class Spelled(NamedTuple):
    """A number in words: where it ends, its value, and whether it is exact to the unit (`half a` is not)."""

    end: int
    amount: Decimal


def spelled_at(folded: str, start: int, words: Vocabulary) -> Spelled | None:
    """Read the number in words that begins at an offset.

    >>> from dealwatch.normalize.vocabulary import vocabulary
    >>> spelled_at("nine hundred and five dollars", 0, vocabulary("en"))
    Spelled(end=21, amount=Decimal('905'))
    """
    half = _longest(words.halves, folded, start)
    if half:
        return Spelled(start + len(half), words.halves[half])
    total, section, pending, highest = Decimal(0), Decimal(0), Decimal(0), Decimal(1)
    at, end, count, some = start, -1, 0, False
    best: Spelled | None = None
    linked = False
    while count < _MOST_WORDS:
        word = _numeral_at(folded, at, words)
        if word is None:
            break
        value = words.numerals[word]
        if value >= 1000 and not (words.glued and value == 1000 and any(w >= 10000 for w in words.numerals.values())):
            if value > highest and (total or section or pending):
                total = EXACT.multiply(total + section + pending, value)
            else:
                total += EXACT.multiply(section + pending or Decimal(1), value)
            highest, section, pending = max(highest, value), Decimal(0), Decimal(0)
        elif value >= 100 or (value == 10 and "十" in words.numerals) or (value == 10 and "십" in words.numerals):
            section += (pending or Decimal(1)) * value
            pending = Decimal(0)
        elif _adds(pending, value, linked, words):
            pending += value
        elif words.glued and some and pending < 10 and value < 10 and "〇" in words.numerals:
            pending = pending * 10 + value
        else:
            break
        if total > _LIMIT:
            return best
        at, some, count = at + len(word), True, count + 1
        end = at
        if _ends(folded, end, words):
            best = Spelled(end, total + section + pending)
        at, linked = _next(folded, at, words)
    if best is None:
        return None
    best = _with_decimals(folded, best, words)
    for tail in words.and_a_half:
        if folded.startswith(tail, best.end + 1) and is_edge(folded, best.end + 1 + len(tail)):
            return Spelled(best.end + 1 + len(tail), best.amount + Decimal("0.5"))
    return best


def _numeral_at(folded: str, at: int, words: Vocabulary) -> str | None:
    found = words.word.match(folded, at) if words.word else None
    if found is None and words.glued and words.word:
        found = words.word.match(folded[at : at + 32])
    word = found[0] if found else None
    return word if word in words.numerals else None


def _adds(pending: Decimal, value: Decimal, linked: bool, words: Vocabulary) -> bool:
    """Tell whether a value below 100 may follow: "twenty one", "einundzwanzig", "soixante dix", but not "five six"."""
    if pending == 0:
        return True
    if value == 0:
        return False
    if pending % 10 == 0 and pending >= 20 and value < 10:
        return True
    if int(pending) in words.vigesimal and value < 20:
        return True
    return linked and pending < 10 and value % 10 == 0


def _ends(folded: str, at: int, words: Vocabulary) -> bool:
    return is_edge(folded, at)


def _next(folded: str, at: int, words: Vocabulary) -> tuple[int, bool]:
    """Step over a blank, a hyphen and one "and" to where the next word may begin."""
    step = at + 1 if folded[at : at + 1] in (" ", "-") else at
    for word in words.and_words:
        if folded.startswith(word, step):
            behind = step + len(word)
            if folded[behind : behind + 1] in (" ", "-"):
                return behind + 1, True
            if words.glued or (step > at and len(word) == 1 and not word.isascii()):
                return behind, True
    return step, False


def _with_decimals(folded: str, spelled: Spelled, words: Vocabulary) -> Spelled:
    """Read "two point five" and "two point zero one" on from "two"."""
    at = spelled.end + 1 if folded[spelled.end : spelled.end + 1] == " " else spelled.end
    for point in words.decimal_words:
        if not folded.startswith(point, at):
            continue
        step, digits, end = at + len(point), "", -1
        while len(digits) < _MOST_WORDS:
            step += folded[step : step + 1] == " "
            word = _numeral_at(folded, step, words)
            if word is None or words.numerals[word] > 99 or (words.numerals[word] > 9 and digits):
                break
            digits += str(words.numerals[word])
            step = end = step + len(word)
            if len(digits) > 1 and words.numerals[word] > 9:
                break
        if digits and is_edge(folded, end):
            return Spelled(end, Decimal(f"{spelled.amount:f}.{digits}"))
    return spelled


def _longest(table: object, folded: str, start: int) -> str | None:
    words = [word for word in table if folded.startswith(word, start) and is_edge(folded, start + len(word))]  # type: ignore[attr-defined]
    return max(words, key=len, default=None)
