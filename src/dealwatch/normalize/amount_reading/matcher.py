"""Where amounts of money stand in a text: a number, the scale behind it, and a currency on one side.

One pass over the numbers. At each number a small matcher reads the words to its right and the sign to its left; what it
reads never depends on anything farther away, so the time is linear in the text.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from dealwatch.domain.money import EXACT
from dealwatch.normalize.amount_reading.beside import in_word, left_of, may_be_money, right_of, scale_end, step_over
from dealwatch.normalize.amount_reading.number_stream import Number, in_digits, numbers
from dealwatch.normalize.amount_reading.numbers import RUN, Written, ascii_digits, read_number, shifted
from dealwatch.normalize.amount_reading.spelled import Spelled, spelled_at
from dealwatch.normalize.amount_reading.tables import word_codes
from dealwatch.normalize.amount_reading.vocabulary import CENT, CURRENCY, MINOR, Lexeme, Vocabulary, is_edge

_LONGEST_NUMBER: Final = 120
_THOUSAND: Final = 1000
_WIDEST_GAP: Final = 12
_MINUS: Final = frozenset("-\u2212\ufe63\uff0d")


class Amount(NamedTuple):
    """An amount in a text.

    `number` stands before the scale, `exponent` is the scale, `sign` what names the currency and `codes` what that may be.
    `lender` is the amount that supplied a scale or currency ("3-4 million euros": 3 has both of 4); `range_end` is "low" or
    "high" where the two ends of a range stand side by side.
    """

    start: int
    end: int
    number: Number
    exponent: int
    scaled: bool
    negative: bool
    codes: tuple[str, ...]
    sign: str
    minor: tuple[Written, ...] = ()
    coins: int = 1
    lender: tuple[int, int] | None = None
    range_end: str = ""

    def values(self) -> tuple[Decimal, ...]:
        """Return the amounts that were written, the likeliest first."""
        written = self.number.written
        if len(written) == 2 and written[0].places == 3 and self.scaled:
            written = written[:1]
        found: dict[Decimal, None] = {}
        for number in written:
            amount = shifted(number.amount, self.exponent)
            if self.coins > 1:
                amount = EXACT.multiply(amount, Decimal(self.coins))
            if self.minor:
                amount = EXACT.add(amount, self.minor[0].amount)
            found[amount.copy_negate() if self.negative else amount] = None
        return tuple(found)


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
            amount = _second(text, folded, number, found, words)
        elif before is not None and before.start >= done and amount.start == number.start:
            first = _first(folded, before, amount, words)
            if first is not None:
                found.append(first)
            elif number.start == before.end + 1 and folded[before.end] == "-":
                amount = None
        if amount is not None and amount.start >= done:
            found.append(amount)
            done = amount.end
            _join(folded, found, words)
        before = number
    return found


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


def _first(folded: str, number: Number, amount: Amount, words: Vocabulary) -> Amount | None:
    """Read the first end of a range whose currency, and perhaps scale, stand behind the second."""
    if not is_range(folded, number.start, number.end, amount.start, words) or _runs_on(folded, number, None):
        return None
    number = number if number.spelled else in_digits(folded, number, words)
    if not number.written:
        return None
    rises = number.written[0].amount < amount.number.written[0].amount
    shares = amount.scaled and number.written[0].amount < _THOUSAND
    if not (rises or shares or _leaves(folded, number.start, words)):
        return None  # "2024-25 dollars"
    if folded[max(number.start - _WIDEST_GAP, 0) : number.start].rstrip(" ").endswith("%"):
        return None
    return Amount(
        number.start,
        number.end,
        number,
        amount.exponent if shares or not amount.scaled else 0,
        shares,
        False,
        amount.codes,
        amount.sign,
        coins=amount.coins,
        lender=(amount.start, amount.end),
    )


def _second(text: str, folded: str, number: Number, found: list[Amount], words: Vocabulary) -> Amount | None:
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


def _join(folded: str, found: list[Amount], words: Vocabulary) -> None:
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


def _amount(text: str, folded: str, number: Number, before: Number | None, done: int, words: Vocabulary) -> Amount | None:
    if number.end - number.start > _LONGEST_NUMBER or not may_be_money(folded, number, words):
        return None
    exponent, scaled, right, right_end = right_of(text, folded, number.end, words)
    left, left_start, negative = left_of(text, folded, number, words)
    if left_start < done:
        left = None  # the currency of the amount before: "69 TL 41.90 TL"
    whole = _with_smaller_scales(text, folded, number, exponent, right_end, words) if scaled and right is None else None
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
        return _with_minor(text, folded, made, words, bare=False)
    if right is None or _only_a_word(right, number, scaled):
        return None
    span = (number.start, right_end)
    made = _made(text, folded, number, exponent + right.exponent, scaled, negative, right.codes, span, right.text)
    if right.kind == CENT:
        return made._replace(coins=right.coins)
    return made if right.exponent else _with_minor(text, folded, made, words)


def _with_smaller_scales(
    text: str, folded: str, number: Number, exponent: int, at: int, words: Vocabulary
) -> tuple[Number, int, Lexeme | None, int] | None:
    """Read "200 thousand" on from "3 million": the whole number, its power of ten, the currency behind it, the end."""
    first = number if number.spelled else in_digits(folded, number, words)
    if len(first.written) != 1 or first.written[0].places:
        return None
    total, found = first.written[0].amount, None
    for _ in range(2):
        part = _part_at(folded, _behind_and(folded, at, words), words)
        if part is None:
            break
        smaller, scaled, right, at = right_of(text, folded, part.end, words)
        if part.amount.adjusted() + smaller >= exponent or not (scaled or part.half_unit):
            break
        total, exponent = EXACT.add(shifted(total, exponent - smaller), part.amount), smaller
        currency = right if right is not None and right.kind == CURRENCY else None
        found = Number(number.start, part.end, (Written(total, 0),), number.spelled, part.half_unit), smaller, currency, at
        if right is not None or not scaled:
            break
    return found


def _part_at(folded: str, at: int, words: Vocabulary) -> Spelled | None:
    """Return the number of one to three digits, or in words, at an offset."""
    digits = RUN.match(folded, at)
    if digits:
        return Spelled(digits.end(), Decimal(ascii_digits(digits[0]))) if digits[0].isdecimal() and len(digits[0]) < 4 else None
    return spelled_at(folded, at, words) if words.word and words.word.match(folded, at) else None


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


def _with_minor(text: str, folded: str, amount: Amount, words: Vocabulary, *, bare: bool = True) -> Amount:
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
