"""What stands beside a number: scales and a currency to its right, a currency and a minus to its left."""

from __future__ import annotations

import re
from typing import Final

from dealwatch.normalize.amount_reading.number_stream import Number
from dealwatch.normalize.amount_reading.vocabulary import CENT, CURRENCY, OF, SCALE, Lexeme, Vocabulary
from dealwatch.normalize.fold import MARK

_BLANK: Final = frozenset((" ", "-"))
_UNSEEN_LEFT: Final = frozenset((" ", MARK))
_SHORT: Final = 80
"""A text so short may be an amount alone, with the name of the currency first."""
_LETTER: Final = re.compile("[a-zа-я]")
_WORD_BEHIND: Final = re.compile(r"[ -][^\W\d_]")


def may_be_money(folded: str, number: Number, words: Vocabulary) -> bool:
    """Tell at a glance whether a word of money may stand beside a number; most numbers end here."""
    start, end = number.start, number.end
    beside = folded[end : end + 7]
    if beside[:2] in (",-", ".-"):
        beside = beside[2:]
    if beside[:1] in _BLANK:
        beside = beside[2:] if beside[1:2] == " " else beside[1:]
    near = words.right
    if beside[:3] in near or beside[:1] == MARK:
        return True
    if (beside[:2] in near and not in_word(beside[2:3])) or (beside[:1] in near and not in_word(beside[1:2])):
        return True
    if start == 0:
        return False
    before = folded[max(start - 4, 0) : start]
    if before[-1] in " .:-":
        before = before[:-1]
    near = words.left
    return (
        before[-3:] in near or before[-2:] in near or before[-1:] in near or before[-1:] in _UNSEEN_LEFT or len(folded) < _SHORT
    )


def in_word(sign: str) -> bool:
    """Tell whether a sign is a Latin letter, which would carry a word on."""
    return sign.isascii() and sign.isalpha()


def step_over(folded: str, at: int) -> int:
    """Step over one blank or hyphen and any marks."""
    sign = folded[at : at + 1]
    if sign in (",", ".") and folded[at + 1 : at + 2] == "-":
        at += 2  # "50,- kr"
        sign = folded[at : at + 1]
    if sign == " " and folded[at + 1 : at + 2].isalnum():
        return at + 1
    if sign.isalnum() or not sign:
        return at
    while folded[at : at + 1] == MARK:
        at += 1
    if folded[at : at + 1] == " " or (folded[at : at + 1] == "-" and folded[at + 1 : at + 2].isalpha()):
        at += 1
        if folded[at : at + 1] == " ":
            at += 1
    while folded[at : at + 1] == MARK:
        at += 1
    return at


def right_of(text: str, folded: str, at: int, words: Vocabulary) -> tuple[int, bool, Lexeme | None, int]:
    """Read scales and a currency to the right: the power of ten, whether a scale was written, the currency, its end."""
    exponent, scaled, linked = 0, False, False
    for _ in range(5):
        begin = step_over(folded, at)
        lexeme = words.lexeme_at(text, folded, begin)
        if lexeme is None:
            break
        end = begin + len(lexeme.text)
        if lexeme.open:
            while end < len(folded) and folded[end].isalpha():
                end += 1
        if lexeme.kind == CURRENCY:
            if lexeme.exponent and len(lexeme.codes) > 1 and _WORD_BEHIND.match(folded, end):
                break  # "10 grand pianos"
            if begin > at and not lexeme.name and folded[end : end + 1].isdecimal():
                break  # "three $50,000 prizes"
            behind = (
                words.lexeme_at(text, folded, end + 1)
                if not scaled and folded[end : end + 1] == " " and text[begin:end].isupper()
                else None
            )
            if behind is not None and behind.kind == SCALE and len(behind.text) > 3:
                return behind.exponent, True, lexeme, end + 1 + len(behind.text)  # "75 USD million"
            return exponent, scaled, lexeme, end
        if lexeme.kind == CENT and not linked:
            if not _LETTER.fullmatch(lexeme.text) or (begin == at and text[begin:end].islower()):
                return exponent, scaled, lexeme, end
            break
        if lexeme.kind == SCALE and not linked:
            if len(lexeme.text) == 1 and folded[end : end + 1] in ("&", "/", "'"):
                break
            exponent, scaled = exponent + lexeme.exponent, True
        elif lexeme.kind == OF and not linked:
            linked = True
        else:
            break
        at = end
    return exponent, scaled, None, at


def scale_end(text: str, folded: str, at: int, words: Vocabulary) -> int:
    """Return where the scale words behind a number end."""
    for _ in range(4):
        begin = step_over(folded, at)
        lexeme = words.lexeme_at(text, folded, begin)
        if lexeme is None or lexeme.kind != SCALE:
            break
        at = begin + len(lexeme.text)
        if lexeme.text in words.pointless and _is_sentence_end(text, at):
            return at - 1
    return at


def _is_sentence_end(text: str, at: int) -> bool:
    """Tell whether nothing, a line or a capital letter follows."""
    behind = text[at : at + 2].lstrip(" ")
    return not behind or behind[0] == "\n" or behind[0].isupper()


def left_of(text: str, folded: str, number: Number, words: Vocabulary) -> tuple[Lexeme | None, int, bool]:
    """Read the currency to the left: it, where it begins, and whether a minus stands between."""
    at, negative = number.start, False
    if at == 0:
        return None, at, False
    blanks = 0
    if folded[at - 1] == " " and folded[at - 2 : at - 1].isalpha():
        at, blanks = at - 1, 1
    else:
        at, blanks, negative = _over_signs(folded, number)
    lexeme = words.lexeme_before(text, folded, at) if at > 0 else None
    if lexeme is None and blanks and len(folded) < _SHORT:
        lexeme = words.lexeme_before(text, folded, at, names=True)
    if lexeme is None:
        return None, at, False
    start = at - len(lexeme.text)
    if lexeme.name and not _alone(folded, start, number.end):
        return None, at, False
    if negative and (blanks or (lexeme.text[-1].isalpha() and folded[at - 1] != " ")):
        return None, at, False
    if start > 0 and lexeme.text[0].isalnum() and folded[start - 1].isdecimal():
        return None, at, False
    return lexeme, start, negative


def _over_signs(folded: str, number: Number) -> tuple[int, int, bool]:
    """Step back over a point, a minus, marks, two blanks and a colon: where it ends, how many blanks, whether a minus."""
    at, blanks, negative = number.start, 0, False
    if folded[at - 1] == "." and not number.spelled:
        at -= 1
    if folded[at - 1 : at] == "-" and at > 1:
        at, negative = at - 1, True
    while at > 0 and folded[at - 1] == MARK:
        at -= 1
    while at > 0 and folded[at - 1] == " " and blanks < 2:
        at, blanks = at - 1, blanks + 1
    while at > 0 and folded[at - 1] == MARK:
        at -= 1
    if at > 1 and folded[at - 1] == ":" and not folded[at - 2].isalnum():
        at -= 1
    return at, blanks, negative


def _alone(folded: str, start: int, end: int) -> bool:
    """Tell whether the name and the number are the whole of a short text: "ringgit 75"."""
    return not folded[:start].strip() and not folded[end:].strip(" .")
