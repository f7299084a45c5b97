"""Where amounts of money stand in a text: a number, the scale behind it, and a currency on one side.

One pass over the numbers. At each number a small matcher reads the words to its right and the sign to its left; what it
reads never depends on anything farther away, so the time is linear in the text.
"""

from __future__ import annotations

from typing import Final

from dealwatch.normalize.amount_reading.amount import Amount
from dealwatch.normalize.amount_reading.beside import in_word, left_of, may_be_money, right_of, scale_end
from dealwatch.normalize.amount_reading.continued import with_minor, with_more
from dealwatch.normalize.amount_reading.number_stream import Number, in_digits, numbers
from dealwatch.normalize.amount_reading.ranges import first_end, join_ends, second_end
from dealwatch.normalize.amount_reading.tables import word_codes
from dealwatch.normalize.amount_reading.vocabulary import CENT, CURRENCY, Lexeme, Vocabulary, is_edge

_LONGEST_NUMBER: Final = 120
_MINUS: Final = frozenset("-\u2212\ufe63\uff0d")


def amounts(text: str, folded: str, words: Vocabulary) -> list[Amount]:
    """Return the amounts of a text in order; they do not overlap."""
    found: list[Amount] = []
    done = 0
    before: Number | None = None
    for number in numbers(folded, words):
        if number.start < done:
            continue
        amount = _amount(text, folded, number, before, done, words)
        if amount is None:
            amount = second_end(text, folded, number, found, words)
        elif before is not None and before.start >= done and amount.start == number.start:
            first = None if _runs_on(folded, before, None) else first_end(text, folded, before, amount, words)
            if first is not None:
                found.append(first)
            elif number.start == before.end + 1 and folded[before.end] == "-":
                amount = None
        if amount is not None and amount.start >= done:
            found.append(amount)
            done = amount.end
            join_ends(folded, found, words)
        before = number
    return found


def _amount(text: str, folded: str, number: Number, before: Number | None, done: int, words: Vocabulary) -> Amount | None:
    if number.end - number.start > _LONGEST_NUMBER or not may_be_money(folded, number, words):
        return None
    exponent, scaled, right, right_end = right_of(text, folded, number.end, words)
    left, left_start, negative = left_of(text, folded, number, words)
    if left_start < done:
        left = None  # the currency of the amount before: "69 TL 41.90 TL"
    whole = with_more(text, folded, number, exponent, right_end, words) if scaled and right is None else None
    if whole is not None and (left is not None or whole[2] is not None):
        number, exponent, right, right_end = whole
        scaled = exponent > 0
    elif left is None and right is None:
        return None
    elif not number.spelled:
        number = in_digits(folded, number, words)
        if not number.written:
            return None
        if scaled and words.cldr is None and len(number.written) == 2 and "." in folded[number.start : number.end]:
            number = number._replace(written=number.written[::-1])  # "1.350 billion": nobody groups before a scale with a point
    if left is None and _runs_on(folded, number, before):
        return None
    if left is not None and right is not None and right.kind == CURRENCY:
        shared = tuple(code for code in left.codes if code in right.codes)
        if shared:
            sign = left.text if len(left.codes) <= len(right.codes) else right.text
            return _made(text, folded, number, exponent + left.exponent, scaled, negative, shared, (left_start, right_end), sign)
    if left is not None:
        end = scale_end(text, folded, number.end, words)
        if _only_a_word(left, number, scaled) or (left.weak and not _leads_a_scale(text, left, left_start, number, end)):
            return None
        if end == number.end and in_word(folded[end : end + 1]) and right is None:
            return None  # a code such as "KR47EK"
        exponent, scaled = exponent + left.exponent, scaled or left.exponent > 0
        made = _made(text, folded, number, exponent, scaled, negative, left.codes, (left_start, end), left.text)
        return with_minor(text, folded, made, words, bare=False)
    if right is None or _only_a_word(right, number, scaled):
        return None
    span = (number.start, right_end)
    made = _made(text, folded, number, exponent + right.exponent, scaled, negative, right.codes, span, right.text)
    if right.kind == CENT:
        return made._replace(coins=right.coins)
    return made if right.exponent else with_minor(text, folded, made, words)


def _made(
    text: str,
    folded: str,
    number: Number,
    exponent: int,
    scaled: bool,
    negative: bool,
    codes: tuple[str, ...],
    span: tuple[int, int],
    sign: str,
) -> Amount:
    start, end = span
    if (
        not negative
        and start > 0
        and folded[start - 1] == "-"
        and (start == 1 or folded[start - 2] in " (")
        and not number.spelled
    ):
        start, negative = start - 1, True
        behind = folded[start - 2] if start > 1 and folded[start - 1] == " " else ""
        if behind.isdecimal() or behind in tuple("$€£¥%.,") or (behind.isalpha() and text[start] not in _MINUS):
            start, negative = start + 1, False  # a dash between words
    return Amount(start, end, number, exponent, scaled, negative, codes, sign)


def _runs_on(folded: str, number: Number, before: Number | None) -> bool:
    """Tell whether a number is the rest of something else: a word, a code, or a row of numbers."""
    start = number.start
    if start == 0:
        return False
    sign = folded[start - 1]
    if sign.isalpha() and not is_edge(f"{sign}a", 1) and not ("\u05d0" <= sign <= "\u06ff" and not number.spelled):
        return True
    if sign in "#/@_\\" or (sign == ":" and folded[start - 2 : start - 1].isdecimal()):
        return True
    if before is not None and not before.spelled and not number.spelled and start - before.end == 1 and sign == " ":
        return before.end - before.start != 4
    return sign == "." and start > 1 and folded[start - 2].isalnum()


def _only_a_word(lexeme: Lexeme, number: Number, scaled: bool) -> bool:
    """Tell whether what looks like a code is rather a word: "TOP 10"."""
    if not (lexeme.upper and lexeme.text.upper() in word_codes()):
        return False
    return not scaled and number.end - number.start < 4


def _leads_a_scale(text: str, letter: Lexeme, start: int, number: Number, end: int) -> bool:
    """Tell whether a letter stands right before an amount with a scale: "R450 million", "P1.5B", but not "R450" or "Y2K"."""
    scale = text[number.end : end]
    adjacent = len(letter.text) > 1 or start + 1 == number.start
    return adjacent and (len(scale) > 1 or (scale != "" and number.end - number.start > 1))
