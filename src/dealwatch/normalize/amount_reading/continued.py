"""What an amount goes on with: a smaller scale, "and a half", cents: "3 million 200 thousand euros", "5 euros 23"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from dealwatch.domain.money import EXACT
from dealwatch.normalize.amount_reading.amount import Amount
from dealwatch.normalize.amount_reading.beside import right_of, step_over
from dealwatch.normalize.amount_reading.number_stream import Number, in_digits
from dealwatch.normalize.amount_reading.numbers import RUN, Written, ascii_digits, read_number, shifted
from dealwatch.normalize.amount_reading.ranges import is_range
from dealwatch.normalize.amount_reading.spelled import Spelled, spelled_at
from dealwatch.normalize.amount_reading.vocabulary import CENT, CURRENCY, MINOR, Lexeme, Vocabulary, is_edge

_LAKH: Final = 5


def with_more(
    text: str, folded: str, number: Number, exponent: int, at: int, words: Vocabulary
) -> tuple[Number, int, Lexeme | None, int] | None:
    """Read "200 thousand dollars" on from "3 million", or "and a half": the whole number, its scale, the currency, the end.

    A greater scale lifts all before it: "12 हजार 500 करोड़" is 12,500 crore.
    """
    first = number if number.spelled else in_digits(folded, number, words)
    if len(first.written) != 1 or first.written[0].places:
        return None
    total, found = first.written[0].amount, None
    for _ in range(2):
        behind = _behind_and(folded, at, words)
        linked = behind > step_over(folded, at)
        part = _half_at(folded, at, exponent, words) or _part_at(folded, behind, words)
        if part is None or (linked and is_range(folded, number.start, at, behind, words)):
            break
        scale, scaled, right, at = right_of(text, folded, part.end, words)
        if part.amount >= Decimal(10) ** exponent or not (scaled or part.half_unit):
            break
        if scale > exponent:
            if exponent > _LAKH or linked:
                break
            total = EXACT.add(shifted(total, exponent), part.amount)
        else:
            if part.amount.adjusted() + scale >= exponent:
                break
            total = EXACT.add(shifted(total, exponent - scale), part.amount)
        exponent = scale
        currency = right if right is not None and right.kind == CURRENCY else None
        found = Number(number.start, part.end, (Written(total, 0),), number.spelled, part.half_unit), exponent, currency, at
        if right is not None or not scaled:
            break
    return found


def _half_at(folded: str, at: int, exponent: int, words: Vocabulary) -> Spelled | None:
    """Read the "and a half" behind a scale: half of it."""
    for tail in words.and_a_half:
        end = at + 1 + len(tail)
        if folded.startswith(tail, at + 1) and is_edge(folded, end):
            half = Decimal(5).scaleb(exponent - 1)
            return Spelled(end, half, half / 10)
    return None


def _part_at(folded: str, at: int, words: Vocabulary) -> Spelled | None:
    """Return the number of one to three digits, or in words, at an offset."""
    digits = RUN.match(folded, at)
    if digits:
        return Spelled(digits.end(), Decimal(ascii_digits(digits[0]))) if digits[0].isdecimal() and len(digits[0]) < 4 else None
    return spelled_at(folded, at, words) if words.word and words.word.match(folded, at) else None


def with_minor(text: str, folded: str, amount: Amount, words: Vocabulary, *, bare: bool = True) -> Amount:
    """Read "and 23 cents", "43c" or, behind a word, the bare "50" on from "5 dollars"; in Chinese tenths and hundredths."""
    for _ in range(2):
        if amount.scaled:
            break
        at = _behind_and(folded, amount.end, words)
        number = _number_at(folded, at, words)
        if number is None or len(number.written) != 1 or number.written[0].amount >= 100 or number.written[0].places:
            break
        begin = step_over(folded, number.end)
        lexeme = words.lexeme_at(text, folded, begin)
        cents, end = number.written[0].amount, number.end
        if lexeme is not None and lexeme.kind in (CENT, MINOR) and (lexeme.kind == CENT or set(lexeme.codes) & set(amount.codes)):
            part, end = shifted(cents, lexeme.exponent), begin + len(lexeme.text)
            while lexeme.open and end < len(folded) and folded[end].isalpha():
                end += 1
        elif bare and lexeme is None and not amount.minor and (number.spelled or number.end - number.start == 2):
            if begin < len(folded) and (folded[begin].isalnum() or folded[begin] in "%$€£¥-/:"):
                break
            part = shifted(cents, -2)
        else:
            break
        amount = amount._replace(end=end, minor=(Written(part + (amount.minor[0].amount if amount.minor else 0), 2),))
    return amount


def _behind_and(folded: str, at: int, words: Vocabulary) -> int:
    at = step_over(folded, at)
    for word in words.and_words:
        if folded.startswith(word, at):
            behind = at + len(word)
            if folded[behind : behind + 1] == " ":
                return behind + 1
            if len(word) == 1 and not word.isascii():
                return behind
    return at


def _number_at(folded: str, at: int, words: Vocabulary) -> Number | None:
    if folded[at : at + 1].isdecimal():
        end = at
        while end < len(folded) and end - at < 4 and folded[end].isdecimal():
            end += 1
        if end - at > 2 or (folded[end : end + 1] in (".", ",") and folded[end + 1 : end + 2].isdecimal()):
            return None
        return Number(at, end, read_number(folded[at:end], words.signs))
    if words.word is None or at >= len(folded):
        return None
    spelled = spelled_at(folded, at, words) if words.word.match(folded, at) else None
    return Number(at, spelled.end, (Written(spelled.amount, 0),), True) if spelled else None
