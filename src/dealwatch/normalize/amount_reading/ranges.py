"""The two ends of a range, which lend each other what they lack: "3-4 million euros", "$5-10 billion"."""

from __future__ import annotations

from typing import Final

from dealwatch.normalize.amount_reading.amount import Amount
from dealwatch.normalize.amount_reading.beside import right_of, scale_end
from dealwatch.normalize.amount_reading.number_stream import Number, in_digits
from dealwatch.normalize.amount_reading.numbers import shifted
from dealwatch.normalize.amount_reading.vocabulary import Vocabulary

_THOUSAND: Final = 1000
_WIDEST_GAP: Final = 12


def is_range(folded: str, start: int, first: int, second: int, words: Vocabulary) -> bool:
    """Tell whether two numbers are the ends of a range: "3-4", "3 to 4", "between 3 and 4"."""
    if second - first > _WIDEST_GAP:
        return False
    gap = folded[first:second].strip(" ")
    if gap not in words.between:
        return False
    if gap not in words.and_words:
        return True
    head = folded[max(start - 12, 0) : start].rstrip(" ")
    return head.endswith(words.opening) if words.opening else False


def _leaves(folded: str, start: int, words: Vocabulary) -> bool:
    """Tell whether a "from" stands before an amount: what follows is where it moved to, up or down."""
    return f" {folded[max(start - _WIDEST_GAP, 0) : start].rstrip(' ')}".endswith(words.leaving)


def first_end(text: str, folded: str, number: Number, amount: Amount, words: Vocabulary) -> Amount | None:
    """Read the first end of a range whose currency, and perhaps scale, stand behind the second."""
    own, scaled, _, _ = right_of(text, folded, number.end, words)
    end = scale_end(text, folded, number.end, words) if scaled else number.end
    if not is_range(folded, number.start, end, amount.start, words):
        return None
    number = number if number.spelled else in_digits(folded, number, words)
    if not number.written:
        return None
    least, most = number.written[0].amount, amount.number.written[0].amount
    rises = shifted(least, own) < shifted(most, amount.exponent if scaled else 0)
    thousands = most >= _THOUSAND and not folded[number.start : number.end].isdecimal()  # "4.000 y 5.000 millones", but no year
    shares = not scaled and amount.scaled and (least < _THOUSAND or thousands)
    if not (rises or shares or _leaves(folded, number.start, words)):
        return None  # "2024-25 dollars"
    if folded[max(number.start - _WIDEST_GAP, 0) : number.start].rstrip(" ").endswith("%"):
        return None
    return Amount(
        number.start,
        end,
        number,
        own if scaled else amount.exponent if shares or not amount.scaled else 0,
        scaled or shares,
        False,
        amount.codes,
        amount.sign,
        coins=amount.coins,
        lender=(amount.start, amount.end),
    )


def second_end(text: str, folded: str, number: Number, found: list[Amount], words: Vocabulary) -> Amount | None:
    """Read the second end of a range whose currency stands before the first: "$5-10 billion"."""
    first = found[-1] if found else None
    if first is None or first.end == first.number.start or not first.start < first.number.start:
        return None
    if not is_range(folded, first.start, first.end, number.start, words):
        return None
    exponent, scaled, right, _ = right_of(text, folded, number.end, words)
    number = number if number.spelled else in_digits(folded, number, words)
    if right is not None or not number.written or folded[number.end : number.end + 1] == "%":
        return None
    if not scaled and number.written[0].amount <= first.number.written[0].amount and not _leaves(folded, first.start, words):
        return None  # "$70-a-share", in any language
    if scaled and not first.scaled and first.number.written[0].amount < number.written[0].amount:
        end = scale_end(text, folded, number.end, words)
        found[-1] = first._replace(exponent=first.exponent + exponent, scaled=True, lender=(number.start, end))
    elif not scaled and first.scaled:
        return None
    end = scale_end(text, folded, number.end, words)
    return Amount(number.start, end, number, exponent, scaled, False, first.codes, first.sign, lender=(first.start, first.end))


def join_ends(folded: str, found: list[Amount], words: Vocabulary) -> None:
    """Mark the last two amounts as the ends of a range, where they are."""
    if len(found) < 2:
        return
    first, second = found[-2:]
    if second.start - first.end > _WIDEST_GAP:
        return
    if not set(first.codes) & set(second.codes) or not is_range(folded, first.start, first.end, second.start, words):
        return
    if first.values()[:1] < second.values()[:1] and not _leaves(folded, first.start, words):
        found[-2:] = [first._replace(range_end="low"), second._replace(range_end="high")]
