"""Cut out of a text the short runs of date words that hold something a date may hang on.

One scan finds the words, one the numbers; from each hit the run grows left and right over known words, twelve at most, so
that the work is linear in the text. A run is a list of tokens, and the letters of their classes are what the grammar reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from dealwatch.normalize.date_reading.words import DateWords

MOST: Final = 12
"""A run has no more tokens to each side of its anchor."""
REACH: Final = 72
"""How far back a run may grow, in code points."""

_NUMBER: Final = re.compile(
    r"(?<![\w$€£¥#./:,'])(?<!\d-)"
    r"(?:"
    r"\d{1,4}([-/.])(?:\d{1,2}|[^\W\d_]{3,12})\1(?:\d{4}|\d\d)(?![\w/]|[.,-]\d)"  # 2025-07-07, 7/7/2025, 07.07.25, 1-jul-2025
    r"|(?:1[5-9]|20)\d\d ?[-/] ?(?:(?:1[5-9]|20)\d\d|\d\d)(?![\w/]|[.,-]\d)"  # 2014-15, 1998-2001
    r"|20\d\d[-/][1-9](?![\w/]|[.,-]\d)"  # 2015-3
    r"|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\w/]|[.,]\d)"  # 3/2/2021-3/9/2021
    r"|(?:\d{1,2}[-/]|0\d\.)(?:19|20)\d\d(?![\w/-]|[.,]\d)"  # 7/2025, 07.2025
    r"|\d{1,2}/\d{1,2}(?![\w/]|[.,]\d)|\d{1,2}\.\d{1,2}\.(?!\d)"  # 7/7, 28.10.
    r"|(?:1[0-9]|20|21|2[45])\d\d(?:'?s|er)?(?:(?![\w%]|[.,]\d)|(?=[qh][1-4]))"  # 2025, 1990s, 1990er
    r"|(?:[qthsk][1-4]|[1-4][qths])(?:[ -]?'?\d\d(?:\d\d)?)?(?!\w)"  # Q3, 1H25, 4T24
    r"|\d{1,2}(?:st|nd|rd|th)(?![\w-])"  # the 18th
    r"|[fc]y[ -]?'?\d\d(?:\d\d)?(?:[-/]\d\d(?:\d\d)?)?(?![\w/])"  # FY25, FY2024/25
    r")"
    r"|(?<![\w$€£¥])'?[1-9]0'?(?:s|er)(?!\w)"  # '80s, 80s, 80er
    r"|(?<=\d\d\d\d)[qh][1-4](?!\w)|(?<=\d\d\d\d-)[qht][1-4](?!\w)"  # 2025H1, 2025-H1
)
_LONE: Final = re.compile(r"(\d{1,2}) ?[-/ ] ?(\d{1,2})(?: ?[-/ ] ?(\d{4}))?")
LONGEST_LONE: Final = 16
_DIGITS: Final = re.compile(r"[0-9]+")
_SHORT: Final = re.compile(r"[QHFCTSK][1-4Y]")
_OPENS_NUMBER: Final = frozenset("0123456789qhfctsk'")
_DIGIT_OR_MARK: Final = frozenset("0123456789'")
_SECOND: Final = frozenset("1234y")
"""What stands behind the letter of "q3" or "fy25"."""
_YEARS: Final = re.compile(r"\d{4} ?[-/] ?(?:\d{4}|\d\d)")
_NEXT_WORD: Final = re.compile(r" ([^\W\d_]+)")
_NEXT_NUMBER: Final = re.compile(r" [\d.,]+")


class Token(NamedTuple):
    """A word, number or sign of a run: its class letter, its value, and where it stands."""

    cls: str
    value: object
    start: int
    end: int


def runs(text: str, low: str, words: DateWords) -> Iterator[list[Token]]:
    """Yield the runs of a text in order; `low` is the text folded, code point for code point."""
    if lone := _lone(low):
        yield [lone]
        return
    done = 0
    for start, end, number in _anchors(text, low, words):
        if start < done:
            continue
        anchor = _number(text, low, start, end, words) if number else _word(text, low, start, end, words)
        if anchor is None:
            continue
        run = [*_left(text, low, start, max(done, start - REACH), words), anchor]
        _grow(text, low, run, words)
        done = run[-1].end
        yield run


def whole_run(text: str, low: str, words: DateWords) -> list[Token] | None:
    """The tokens of a text that is one run from its first code point to its last; None where it is not."""
    if lone := _lone(low):
        return [lone]
    run: list[Token] = []
    while len(run) < 2 * MOST and (token := _next(text, low, run[-1].end if run else 0, words)):
        run.append(token)
    return run if run and run[-1].end == len(text) else None


def _lone(low: str) -> Token | None:
    """The token of a text that is nothing but the two or three numbers of a day: "15-2", "31 10 1974"."""
    found = _LONE.fullmatch(low) if len(low) < LONGEST_LONE else None
    if found is None:
        return None
    numbers = [number for number in found.groups() if number]
    return Token("x" if len(numbers) == 2 else "Z", "/".join(numbers), 0, len(low))


def _anchors(text: str, low: str, words: DateWords) -> list[tuple[int, int, bool]]:
    """Merge the hits of the scans by place; each scan begins with a plain class of characters, which is what makes it fast."""
    edged = f" {low}"  # a hit begins with the code point before its word, and that is no letter
    spans = [found.span() for found in words.anchors.finditer(edged)]
    hits = [(start, end - 1, False) for start, end in spans if edged[start] == " " or not edged[start].isalnum()]
    after = 0
    for digits in _DIGITS.finditer(low):
        start = digits.start()
        if start >= after and (found := _NUMBER.match(low, start - (low[start - 1 : start] == "'"))):
            after = found.end()
            hits.append((found.start(), after, True))
    shorts = (_NUMBER.match(low, short.start()) for short in _SHORT.finditer(text))
    hits.extend((found.start(), found.end(), True) for found in shorts if found)
    hits.sort()
    return hits


def _grow(text: str, low: str, run: list[Token], words: DateWords) -> None:
    for _ in range(MOST):
        token = _next(text, low, run[-1].end, words)
        if token is None:
            return
        run.append(token)


def _next(text: str, low: str, position: int, words: DateWords) -> Token | None:
    """The known token at a place, behind three blanks at most."""
    found = words.token.match(low, position)
    if found is None:
        return None
    start = found.start(3 if found[3] else 1 if found[1] else 5)
    first = low[start]
    if (first in _DIGIT_OR_MARK or low[start + 1 : start + 2] in _SECOND) and (number := _NUMBER.match(low, start)):
        token = _number(text, low, start, number.end(), words)
        if token is not None:
            return token
    if first in words.compound_ends and (whole := words.compounds.match(low, start)):
        token = _word(text, low, start, whole.end(), words)
        if token is not None:
            return token
    return _plain(text, low, found, words)


def _left(text: str, low: str, start: int, floor: int, words: DateWords) -> list[Token]:
    """The known tokens right before a place, nearest last; read backwards from a reversed slice."""
    out: list[Token] = []
    back = low[floor:start][::-1]
    position = 0
    while len(out) < MOST and (found := words.token_back.match(back, position)):
        at = found.start(1)
        token, begin, end = None, start - found.end(), start - at
        if back[at] in words.compound_ends and (whole := words.compounds_back.match(back, at)):
            token = _word(text, low, start - whole.end(), end, words)
        if token is None:
            raw = low[begin:end]
            if raw.isalpha() and raw != "s" and raw not in words.words:
                break
            if raw[0] in _OPENS_NUMBER and (number := _NUMBER.match(low, begin)) and number.end() == end:
                token = _number(text, low, begin, end, words)
        if token is None:
            forward = words.token.match(low, begin)
            token = _plain(text, low, forward, words) if forward and forward.end() == end else None
        if token is None or token.end != end:
            break
        out.append(token)
        position = start - token.start
    out.reverse()
    return out


def _plain(text: str, low: str, found: re.Match[str], words: DateWords) -> Token | None:
    digits, suffix, _letters, _dot, sign = found.groups()
    if sign:
        return Token(sign, None, found.start(5), found.end(5))
    if digits:
        start = found.start(1)
        if suffix == "." and not words.ordinal_dot:
            return Token("N" if len(digits) < 3 else "#", int(digits), start, found.end(1))
        if suffix:
            return Token("O", int(digits), start, found.end(2))
        return Token("N" if len(digits) < 3 else "#", int(digits), start, found.end(1))
    return _word(text, low, found.start(3), found.end(3), words)


def _word(text: str, low: str, start: int, end: int, words: DateWords) -> Token | None:
    name = low[start:end]
    word = words.words.get(name)
    if word is None:
        if low[end - 1] == "s" and low[start - 1 : start] == "'" and end - start == 1:
            return Token("s", None, start, end)
        return None
    first = text[start]
    if word.doubtful and word.cls in "MW" and words.capitals and not first.isupper():
        return None
    if name in words.lower and first.isupper() and not _opens(low, start):
        return None
    if word.cls in "MW" and low[end : end + 1] == "." and end - start < 5 and name not in words.full:
        follows = low[end + 1 : end + 3].strip()
        if word.doubtful or follows[:1].isdigit() or not text[end + 1 : end + 4].strip()[:1].isupper():
            return Token(word.cls, word.value, start, end + 1)
    return Token({"M": "m", "W": "v"}.get(word.cls, word.cls) if word.doubtful else word.cls, word.value, start, end)


def _opens(low: str, start: int) -> bool:
    return low[max(0, start - 3) : start].strip()[-1:] in ("", ".", '"', "»", "«", ":", "!", "?", "-", "(")


def _number(text: str, low: str, start: int, end: int, words: DateWords) -> Token | None:
    raw = low[start:end]
    if raw.isdigit():
        return None if _counts(low, start, end, words) else Token("Y", int(raw), start, end)
    if raw[0].isalpha() or (raw[1:2].isalpha() and not raw[2:3].isalpha()):
        written = text[start : start + 2]
        if raw[0] in "fc":
            return Token("f", raw, start, end) if written.isupper() else None
        letter = raw[0] if raw[0].isalpha() else raw[1]
        if letter not in words.parts:
            return None
        named = raw.replace(letter, words.parts[letter])
        return Token("Q" if written == written.upper() else "g", named, start, end)
    if raw[-2:] in ("st", "nd", "rd", "th"):
        return Token("O", int(raw[:-2]), start, end)
    if raw[-1] in "sr":
        return Token("T", int(raw.strip("'ers")), start, end)
    if raw[-1] == ".":
        return Token("x", raw[:-1], start, end) if words.dotted_days else None
    if len(raw) < 6 and raw.count("/") == 1:
        return Token("x", raw, start, end)
    return Token("z" if _YEARS.fullmatch(raw) else "Z", raw, start, end)


def _counts(low: str, start: int, end: int, words: DateWords) -> bool:
    """Tell whether a number of four digits counts something: "2000 workers", "about 1500"."""
    if low[end : end + 1] == "-" and low[end + 1 : end + 2].isalpha():
        return False
    after = _NEXT_WORD.match(low, end)
    if after and (to := words.words.get(after[1])) and to.cls == "r" and (number := _NEXT_NUMBER.match(low, after.end())):
        after = _NEXT_WORD.match(low, number.end())  # "1500 to 2000 workers"
    if after and after[1] in words.count_nouns:
        return True
    *_, earlier, before = ("", "", *low[max(0, start - 22) : start].split())
    return before.strip(".") in words.before_count and f"{earlier} {before}" not in words.before_year
