"""Numbers in words: "two point five", "half a", "quatre-vingt mille", "一兆". The words stand in `data/amounts/`.

Words add up in a section below a thousand; a multiplier lifts the section, and a greater one lifts all before it. Where the
language counts in ten thousands, digits may take the place of words: "1兆970億", "4억 2천만".
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from dealwatch.domain.money import EXACT, MAX_EXPONENT
from dealwatch.normalize.amount_reading.numbers import RUN, read_number, shifted
from dealwatch.normalize.amount_reading.vocabulary import Vocabulary, is_edge

_MOST_WORDS: Final = 24
_LONGEST_VAGUE: Final = 20
_LIMIT: Final = Decimal(10) ** MAX_EXPONENT
_ZERO: Final = Decimal(0)
_ONE: Final = Decimal(1)
_BIG: Final = 1000


class Spelled(NamedTuple):
    """A number in words: where it ends, its value, and half a unit of the last digit before a scale word, if there is one."""

    end: int
    amount: Decimal
    half_unit: Decimal = _ZERO


def spelled_at(folded: str, start: int, words: Vocabulary) -> Spelled | None:
    """Read the number in words that begins at an offset.

    >>> from dealwatch.normalize.amount_reading.vocabulary import vocabulary
    >>> spelled_at("nine hundred and five dollars", 0, vocabulary("en"))
    Spelled(end=21, amount=Decimal('905'), half_unit=Decimal('0'))
    """
    for phrase, value in words.halves.get(folded[start : start + 3], ()):
        if folded.startswith(phrase, start) and is_edge(folded, start + len(phrase)):
            whole = Spelled(start + len(phrase), value, value / 2 if value >= _BIG else _ZERO)
            return _and_a_half(folded, whole, value / 2, words) if value >= _BIG else whole
    best = _sum_of_words(folded, start, words)
    if best is None:
        return None
    return _and_a_half(folded, _with_decimals(folded, best, words), Decimal("0.5"), words)


def _and_a_half(folded: str, number: Spelled, half: Decimal, words: Vocabulary) -> Spelled:
    """Read "and a half" on from a number, where it stands there; `half` is what it is half of."""
    at = number.end + 1
    for tail in words.and_a_half:
        if folded.startswith(tail, at) and is_edge(folded, at + len(tail)):
            return Spelled(at + len(tail), number.amount + half, half / 10 if half >= _BIG else _ZERO)
    return number


def is_untold(folded: str, start: int, amount: Decimal, words: Vocabulary) -> bool:
    """Tell whether the amount of a number that begins at an offset is not told: "several hundred", "thousands of", "数千".

    >>> from dealwatch.normalize.amount_reading.vocabulary import vocabulary
    >>> is_untold("several hundred dollars", 8, Decimal(100), vocabulary("en"))
    True
    """
    first = words.word.match(folded, start) if words.word else None
    if first is None:
        return False
    if first[0] in words.never_first:
        return True
    if words.numerals.get(first[0], amount) < (10 if words.myriads else 100):
        return False
    head = folded[max(start - _LONGEST_VAGUE, 0) : start].rstrip(" -")
    return any(head.endswith(word) and is_edge(head, len(head) - len(word)) for word in words.vague)


def _sum_of_words(folded: str, at: int, words: Vocabulary) -> Spelled | None:
    total, section, pending, highest = _ZERO, _ZERO, _ZERO, _ONE
    places, linked, spoken = 0, False, False
    best: Spelled | None = None
    for _ in range(_MOST_WORDS):
        word = _word_at(folded, at, words)
        if word is None:
            break
        end, value, digits = word
        half_unit = _ZERO
        if digits:
            if pending:
                break
            pending, places = value, -min(int(value.as_tuple().exponent), 0)
        elif value >= _BIG and value not in words.multipliers:
            if value > highest and total:
                total = EXACT.multiply(total + section + pending, value)
            else:
                total += EXACT.multiply(section + pending or _ONE, value)
            half_unit = EXACT.multiply(shifted(Decimal(5), -1 - places), value)
            highest, section, pending, places, spoken = max(highest, value), _ZERO, _ZERO, 0, True
        elif value in words.multipliers:
            section += EXACT.multiply(pending or _ONE, value)
            pending, spoken = _ZERO, True
        elif _adds(pending, value, words, linked=linked):
            pending, spoken = pending + value, True
        elif words.digitwise and value < 10 and not section:
            pending, spoken = pending * 10 + value, True
        else:
            break
        if total > _LIMIT or pending > _LIMIT:
            break
        if spoken and is_edge(folded, end):
            best = Spelled(end, total + section + pending, half_unit)
        at, linked = _next(folded, end, words)
    return best


def _word_at(folded: str, at: int, words: Vocabulary) -> tuple[int, Decimal, bool] | None:
    """Return the end and value of the number word at an offset, and whether it is in digits."""
    if words.myriads and folded[at : at + 1].isdecimal():
        run = RUN.match(folded, at)
        written = read_number(run[0], words.signs) if run else ()
        return (run.end(), written[0].amount, True) if run and written else None
    if words.word is None:
        return None
    found = words.word.match(folded, at)
    value = words.numerals.get(found[0]) if found else None
    return (at + len(found[0]), value, False) if found and value is not None else None


def _adds(pending: Decimal, value: Decimal, words: Vocabulary, *, linked: bool) -> bool:
    """Tell whether a value may follow: "twenty one", "einundzwanzig", "soixante dix", but not "five six"."""
    if pending == 0:
        return True
    if value == 0:
        return False
    if pending >= 100 and pending % 100 == 0 and value < 100:
        return True
    if pending % 10 == 0 and pending >= 20 and value < 10:
        return True
    if int(pending) in words.vigesimal and value < 20:
        return True
    return linked and pending < 10 and value % 10 == 0


def over_more(folded: str, at: int, words: Vocabulary) -> int:
    """Step over a "more than" inside a number: "30多亿"."""
    return next((at + len(word) for word in words.more_within if folded.startswith(word, at)), at)


def _next(folded: str, at: int, words: Vocabulary) -> tuple[int, bool]:
    """Step over a blank, a hyphen and one "and" to where the next word may begin."""
    step = over_more(folded, at + 1 if folded[at : at + 1] in (" ", "-") else at, words)
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
            word = _word_at(folded, step, words)
            if word is None or word[1] > 99 or word[1] % 1 or (word[1] > 9 and digits):
                break
            digits += str(word[1])
            step = end = word[0]
            if word[1] > 9 or word[2]:
                break
        if digits and is_edge(folded, end):
            return _lifted(folded, Spelled(end, Decimal(f"{spelled.amount:f}.{digits}")), len(digits), words)
    return spelled


def _lifted(folded: str, spelled: Spelled, places: int, words: Vocabulary) -> Spelled:
    """Read the multiplier of "一点五万" on from "一点五"."""
    word = _word_at(folded, spelled.end, words) if words.myriads else None
    if word is None or word[2] or word[1] < _BIG:
        return spelled
    return Spelled(word[0], EXACT.multiply(spelled.amount, word[1]), EXACT.multiply(shifted(Decimal(5), -1 - places), word[1]))
