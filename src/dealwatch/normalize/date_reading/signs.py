"""Dates in scripts that write no blanks: a number and a sign behind it, 2025年7月7日, 令和7年, 2024年度, 本月26日.

The words of a language (`spaced = false` in `data/dates/`) and the numbers are cut out by one scan; what touches is a run, and
the rows of `sign_rows` read it. Letters: N number, E era, R relative word, W weekday, O ordinal, h half, Z numeric date, x day
and month, and the letters of the file's table `signs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, TypeAlias

from attrs import field, frozen

from dealwatch.normalize.date_reading.cldr_forms import western_digits
from dealwatch.normalize.date_reading.clusters import Token
from dealwatch.normalize.date_reading.words import table_of, trie

Words: TypeAlias = Mapping[str, tuple[str, object]]

LONGEST: Final = 24
"""A run has no more tokens, so that the work on a text stays in proportion to its length."""

_KANJI: Final = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_NUMBER: Final = (
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?!\d)|\d{4}[-/]\d{1,2}(?![\d/-])|\d{1,2}/\d{1,2}(?![\d/])"
    r"|\d{1,4}(?!\d)|元(?=年)|[〇零一二三四五六七八九十两兩]{1,4}"
)


@frozen
class SignWords:
    """The words of one language and the pattern that cuts them out.

    Before a sign of `no_day` "4日" is a length of time, before one of `no_year` "10年" is.
    """

    words: Words = field(hash=False)
    pattern: re.Pattern[str]
    no_day: str = ""
    no_year: str = ""


@lru_cache(maxsize=16)
def sign_words(language: str) -> SignWords | None:
    """The words of a language that writes no blanks; None for any other."""
    table = table_of(language)
    if table.get("spaced", True):
        return None
    words: dict[str, tuple[str, object]] = {}
    for name, cls in (("signs", ""), ("relative", "R"), ("halves", "h"), ("weekdays", "W"), ("eras", "E"), ("ordinals", "O")):
        rows = table.get(name, {})
        for key, listed in (rows if isinstance(rows, dict) else {}).items():
            value = None if not cls else key if cls == "R" else int(key)
            words |= {word.replace("_", " "): (cls or key, value) for word in str(listed).split()}
    trap = table.get("trap", {})
    no_day, no_year = (str(trap.get(name, "")) if isinstance(trap, dict) else "" for name in ("after_day", "after_year"))
    return SignWords(words, re.compile(rf"{trie(list(words))}|(?<![\d.,])(?:{_NUMBER})"), no_day, no_year)


def sign_runs(text: str, words: SignWords) -> Iterator[list[Token]]:
    """Yield the runs of a text: tokens that touch, or are parted by one blank; no run is longer than a date can be."""
    run: list[Token] = []
    for found in words.pattern.finditer(western_digits(text)):
        start, end, raw = found.start(), found.end(), found[0]
        written = "N" if raw.isdigit() or not raw[0].isdigit() else "x" if raw.count("/") == 1 and len(raw) < 6 else "Z"
        cls, value = words.words.get(raw) or (written, _number(raw))
        if run and (len(run) == LONGEST or start - run[-1].end > 1 or text[run[-1].end : start].strip()):
            yield run
            run = []
        run.append(Token(cls, raw if cls in "Zx" else value, start, end))
    if run:
        yield run


def _number(raw: str) -> int:
    if raw.isdigit():
        return int(raw)
    if raw == "元":  # the first year of an era
        return 1
    if not all(sign in _KANJI or sign == "十" for sign in raw):
        return 0
    if "十" in raw:
        tens, _, ones = raw.partition("十")
        return 10 * (_KANJI.get(tens, 1)) + _KANJI.get(ones, 0)
    return int("".join(str(_KANJI[sign]) for sign in raw))
