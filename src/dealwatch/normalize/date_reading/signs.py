"""Dates in scripts that write no blanks: a number and a sign behind it, 2025年7月7日, 令和7年, 2024年度, 本月26日.

The words of a language (`spaced = false` in `data/dates/`) and the numbers are cut out by one scan; what touches is a run, and
a table of rows reads it, as `date_grammar` does for languages with blanks. Letters: N number, E era, R relative word, W weekday,
h half, Z numeric date, and the letters of the file's table `signs`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Final, TypeAlias

from attrs import field, frozen

from dealwatch.domain.dates import Period
from dealwatch.normalize.date_reading.cldr_forms import western_digits
from dealwatch.normalize.date_reading.clusters import Token
from dealwatch.normalize.date_reading.fiscal_words import fiscal_year, fiscal_year_relative
from dealwatch.normalize.date_reading.nearest import bare_month, month_day, weekday
from dealwatch.normalize.date_reading.relative import FROM_DAY, relative_weekday
from dealwatch.normalize.date_reading.run import Handler, Rows, Tokens
from dealwatch.normalize.date_reading.story import NO_DAY, WRITTEN, Sense, Story
from dealwatch.normalize.date_reading.units import stepped
from dealwatch.normalize.date_reading.words import table_of, trie
from dealwatch.normalize.date_reading.written import numeric_date

Words: TypeAlias = Mapping[str, tuple[str, object]]

LONGEST: Final = 24
"""A run has no more tokens, so that the work on a text stays in proportion to its length."""

_KANJI: Final = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_NUMBER: Final = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|\d{1,4}(?!\d)|[〇零一二三四五六七八九十两兩]{1,4}"


@frozen
class SignWords:
    """The words of one language and the pattern that cuts them out."""

    words: Words = field(hash=False)
    pattern: re.Pattern[str]


@lru_cache(maxsize=16)
def sign_words(language: str) -> SignWords | None:
    """The words of a language that writes no blanks; None for any other."""
    table = table_of(language)
    if table.get("spaced", True):
        return None
    words: dict[str, tuple[str, object]] = {}
    for name, cls in (("signs", ""), ("relative", "R"), ("halves", "h"), ("weekdays", "W"), ("eras", "E")):
        rows = table.get(name, {})
        for key, listed in (rows if isinstance(rows, dict) else {}).items():
            value = None if not cls else key if cls == "R" else int(key)
            words |= dict.fromkeys(str(listed).split(), (cls or key, value))
    return SignWords(words, re.compile(rf"{trie(list(words))}|(?<![\d.,])(?:{_NUMBER})"))


def sign_runs(text: str, words: SignWords) -> Iterator[list[Token]]:
    """Yield the runs of a text: tokens that touch, or are parted by one blank; no run is longer than a date can be."""
    run: list[Token] = []
    for found in words.pattern.finditer(western_digits(text)):
        start, end, raw = found.start(), found.end(), found[0]
        cls, value = words.words.get(raw) or ("Z" if not raw.isdigit() and raw[0].isdigit() else "N", _number(raw))
        if run and (len(run) == LONGEST or start - run[-1].end > 1 or text[run[-1].end : start].strip()):
            yield run
            run = []
        run.append(Token(cls, raw if cls == "Z" else value, start, end))
    if run:
        yield run


def _number(raw: str) -> int:
    if raw.isdigit():
        return int(raw)
    if not all(sign in _KANJI or sign == "十" for sign in raw):
        return 0
    if "十" in raw:
        tens, _, ones = raw.partition("十")
        return 10 * (_KANJI.get(tens, 1)) + _KANJI.get(ones, 0)
    return int("".join(str(_KANJI[sign]) for sign in raw))


# ---- rows


def _numbers(tokens: Tokens) -> dict[str, int]:
    """The number before each sign, the era added to the year."""
    out: dict[str, int] = {}
    era = next((int(str(t.value)) for t in tokens if t.cls == "E"), 0)
    for number, sign in itertools.pairwise(tokens):
        if number.cls == "N" and sign.cls not in "N":
            out.setdefault(sign.cls, int(str(number.value)))
    for year in "yf":
        if year in out:
            out[year] += era if era else 2000 if out[year] < 70 else 0
    return out


def _sense(period: Period | None, unit: str, rule: str = WRITTEN) -> Sense | None:
    return Sense((period,), rule, unit=unit) if period else None


def _made(year: int, month: int | None, day: int | None) -> Period | None:
    try:
        return Period.day(date(year, month or 1, day)) if day else Period.month(year, month) if month else Period.year(year)
    except ValueError:
        return None


def written(tokens: Tokens, story: Story) -> Sense | None:
    """2025年7月7日, 令和7年, 2025年7月."""
    has = _numbers(tokens)
    if not 1400 <= has.get("y", 0) <= 2200:
        return None
    period = _made(has["y"], has.get("m"), has.get("d"))
    return _sense(period, "d" if "d" in has else "m" if "m" in has else "y")


def month_and_day(tokens: Tokens, story: Story) -> Sense | None:
    """7月7日, 7月."""
    has, at = _numbers(tokens), tokens[0]
    month = Token("M", has.get("m"), at.start, at.end)
    if not 1 <= has.get("m", 0) <= 12:
        return None
    return month_day([month, Token("N", has["d"], at.start, at.end)], story) if "d" in has else bare_month([month], story)


def relative(tokens: Tokens, story: Story) -> Sense | None:
    """今年, 去年12月, 本月26日, 来週の金曜日, 去年上半年."""
    if story.on is None:
        return NO_DAY
    meaning = next(str(token.value) for token in tokens if token.cls == "R")
    unit, step, has, rule = meaning[0], int(meaning[1:]), _numbers(tokens), FROM_DAY
    if unit == "f":
        sign = {-1: "L", 0: "D"}.get(step, "X")
        return fiscal_year_relative([Token(sign, None, tokens[0].start, tokens[0].end)], story)
    base = stepped(unit, story.on, step)
    if base is None or base.first is None:
        return None
    if tokens[-1].cls == "W":
        at = [Token({-1: "L", 0: "D"}.get(step, "X"), None, 0, 0), Token("U", "w", 0, 0)]
        return relative_weekday([tokens[-1], *at], story) if unit == "w" else None
    if half := next((int(str(t.value)) for t in tokens if t.cls == "h"), None):
        return _sense(Period.half(base.first.year, half), "h", rule) if unit == "y" else None
    if "q" in has:
        return _sense(Period.quarter(base.first.year, has["q"]), "q", rule) if unit == "y" and 1 <= has["q"] <= 4 else None
    if "m" in has:
        return _sense(_made(base.first.year, has["m"], has.get("d")), "d" if "d" in has else "m", rule) if unit == "y" else None
    if "d" in has:
        return _sense(_made(base.first.year, base.first.month, has["d"]), "d", rule) if unit == "m" else None
    return _sense(base, unit, rule)


def half_or_quarter(tokens: Tokens, story: Story) -> Sense | None:
    """2025年上半年, 2025年第3季度, 上半期."""
    has = _numbers(tokens)
    half = next((int(str(t.value)) for t in tokens if t.cls == "h"), None)
    year = has.get("y") or (story.on.year if story.on else None)
    if year is None:
        return NO_DAY
    if half:
        return _sense(Period.half(year, half), "h", WRITTEN if "y" in has else "of the year of the document")
    quarter = has.get("q", 0)
    return (
        _sense(Period.quarter(year, quarter), "q", WRITTEN if "y" in has else "of the year of the document")
        if 1 <= quarter <= 4
        else None
    )


def fiscal(tokens: Tokens, story: Story) -> Sense | None:
    """2024年度, 2024年度上半期, 令和6年度第3四半期: the owner's year, as in English."""
    has, at = _numbers(tokens), tokens[0]
    written_as = [Token("Y", has.get("f"), at.start, at.end)]
    half = next((int(str(t.value)) for t in tokens if t.cls == "h"), None)
    if half:
        written_as.append(Token("Q", f"h{half}", at.start, at.end))
    elif "q" in has:
        written_as.append(Token("Q", f"q{has['q']}", at.start, at.end))
    return fiscal_year(written_as, story)


def year_to_month(tokens: Tokens, story: Story) -> Sense | None:
    """2007年3月期: the twelve months that end with that month."""
    has = _numbers(tokens)
    if not 1 <= has.get("k", 0) <= 12 or not 1900 <= has.get("y", 0) <= 2200:
        return None
    end = Period.month(has["y"], has["k"])
    start = stepped("m", end.first, -11) if end.first else None
    return Sense((Period(start.first, end.last),), "the year that ends with that month", unit="y", fiscal=True) if start else None


def counted(tokens: Tokens, story: Story) -> Sense | None:
    """2年前, 3か月後, 10日前."""
    if story.on is None:
        return NO_DAY
    unit = {"y": "y", "M": "m", "w": "w", "D": "d", "d": "d", "Y": "y"}[tokens[1].cls]
    sign = -1 if tokens[-1].cls == "A" else 1
    return _sense(stepped(unit, story.on, sign * int(str(tokens[0].value))), unit, FROM_DAY)


_ROWS: Final[tuple[tuple[str, Handler], ...]] = (
    (r"E?NyNmNd(?:W)?", written),
    (r"E?NyNm", written),
    (r"E?Ny", written),
    (r"Z", numeric_date),
    (r"NmNd", month_and_day),
    (r"Nm", month_and_day),
    (r"Ro?(?:NmNd|Nm|Nd|W|h|o?Nq)?", relative),
    (r"E?Nyo*(?:h|Nq)", half_or_quarter),
    (r"h|o?Nq", half_or_quarter),
    (r"E?Nfo*(?:h|Nq)?", fiscal),
    (r"E?NyNk", year_to_month),
    (r"N[yMwDdY][AG]", counted),
    (r"W", weekday),
)
SIGN_ROWS: Final = Rows(_ROWS)
"""The rows of languages that write in signs without blanks."""
