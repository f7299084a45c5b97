"""What a run of signs means: the rows of languages that write no blanks, 2025年7月7日, 令和7年, 2024年度, 本月26日.

As in `grammar`, a row is a pattern of class letters and who reads it; the letters stand in `signs`.
"""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Final

from dealwatch.domain.dates import Period
from dealwatch.normalize.date_reading.clusters import Token
from dealwatch.normalize.date_reading.fiscal_words import fiscal_year, fiscal_year_relative
from dealwatch.normalize.date_reading.nearest import bare_month, month_day, nearest_day, weekday
from dealwatch.normalize.date_reading.relative import FROM_DAY, relative_weekday, several_units, units_span
from dealwatch.normalize.date_reading.run import Handler, Rows, Tokens
from dealwatch.normalize.date_reading.signs import sign_words
from dealwatch.normalize.date_reading.story import NO_DAY, WRITTEN, Sense, Story
from dealwatch.normalize.date_reading.units import stepped
from dealwatch.normalize.date_reading.within import nth_within
from dealwatch.normalize.date_reading.written import day_and_month, numeric_date, the_century, the_decade

_UNITS: Final = {"y": "y", "Y": "y", "M": "m", "w": "w", "D": "d", "d": "d", "q": "q"}
"""The unit that a sign behind a number counts."""


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
    """2025年7月7日, 令和7年, 2025年7月; 三年 is a length of time."""
    has = _numbers(tokens)
    first = tokens[0]
    if (first.cls == "N" and first.end - first.start < 2) or (len(tokens) == 2 and _is_long(first, story)):
        return None
    if not 1400 <= has.get("y", 0) <= 2200:
        return None
    period = _made(has["y"], has.get("m"), has.get("d"))
    return _sense(period, "d" if "d" in has else "m" if "m" in has else "y")


def _is_long(number: Token, story: Story) -> bool:
    """Tell whether a number before 年 counts years: 十年, 10年ぶり."""
    words = sign_words(story.context.language or "")
    behind = story.low[number.end + 1 : number.end + 2]
    few = number.end - number.start < 4
    return few and (not story.low[number.start].isdigit() or bool(words and behind and behind in words.no_year))


def day_of_month(tokens: Tokens, story: Story) -> Sense | None:
    """4日, as newspapers write the days around their own: the last such day, or the next one where that is preferred."""
    words, day, behind = (
        sign_words(story.context.language or ""),
        tokens[0].value,
        story.low[tokens[1].end : tokens[1].end + 2].strip()[:1],
    )
    if not isinstance(day, int) or not 1 <= day <= 31 or (words and behind and behind in words.no_day):
        return None
    return nearest_day(day, tokens[0], story)


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
    unit, step, has, rule = meaning[0], int(meaning[1:].rstrip("@")), _numbers(tokens), FROM_DAY
    day = story.on
    if meaning.endswith("@") and (met := story.anchor(unit)) and met.period.first:
        day, rule = met.period.first, f"counted from {met.span}"
    if unit == "f":
        sign = {-1: "L", 0: "D"}.get(step, "X")
        return fiscal_year_relative([Token(sign, None, tokens[0].start, tokens[0].end)], story)
    base = stepped(unit, day, step)
    if base is None or base.first is None:
        return None
    if tokens[-1].cls == "N" or (unit == "w" and tokens[-1].cls in "dD"):  # 下周三, 下周日
        number = tokens[-1].value if tokens[-1].cls == "N" else 7
        on_day = isinstance(number, int) and 1 <= number <= 7 and unit == "w" and base.first.weekday() == 0
        return _sense(Period.day(base.first + timedelta(days=int(str(number)) - 1)), "d", rule) if on_day else None
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
    sign = "A" if tokens[-1].cls == "A" else "G"
    if len(tokens) > 3:
        return several_units([*_as_words(tokens[:-1]), tokens[-1]._replace(cls=sign)], story)
    unit = _UNITS[tokens[1].cls]
    steps = int(str(tokens[0].value)) * (-1 if sign == "A" else 1)
    return _sense(stepped(unit, story.on, steps), unit, FROM_DAY)


def _as_words(tokens: Tokens) -> list[Token]:
    """The same tokens with the letters of the other grammar: a counted sign is a unit."""
    return [t._replace(cls="U", value=_UNITS[t.cls]) if t.cls in _UNITS else t for t in tokens if t.cls != "o"]


def counted_span(tokens: Tokens, story: Story) -> Sense | None:
    """过去三年, 今後4週間, 지난 10주."""
    return units_span(_as_words(tokens), story)


def near_weekday(tokens: Tokens, story: Story) -> Sense | None:
    """次の金曜日, 다음 화요일: the nearest one."""
    return relative_weekday([tokens[0]._replace(cls="D"), tokens[0], tokens[-1]], story)


def nth(tokens: Tokens, story: Story) -> Sense | None:
    """今月の第三週, 2015年の最初の週, 7月の第一金曜日."""
    at = next(place for place in range(len(tokens) - 2, 0, -1) if tokens[place].cls in "NO")
    of = [token for token in tokens[:at] if token.cls != "o"]
    read = relative if of[0].cls == "R" else month_and_day if of[-1].cls == "m" and len(of) == 2 else written
    unit = tokens[-1].cls
    return nth_within(read(of, story), unit, int(str(tokens[at].value)), int(str(tokens[-1].value)) if unit == "W" else 0)


def century_of(tokens: Tokens, story: Story) -> Sense | None:
    """21世紀."""
    return the_century([tokens[0], tokens[1]._replace(cls="U", value="c")], story)


def decade_of(tokens: Tokens, story: Story) -> Sense | None:
    """1990年代, 90年代, 上世纪90年代."""
    value = int(str(tokens[-2].value))
    return the_decade([tokens[-2]._replace(cls="T", value=value + (1900 if tokens[0].cls == "p" and value < 100 else 0))], story)


_ROWS: Final[tuple[tuple[str, Handler], ...]] = (
    (r"E?NyNmNd(?:W)?", written),
    (r"E?NyNm", written),
    (r"E?Ny", written),
    (r"Z", numeric_date),
    (r"x", day_and_month),
    (r"NmoNd|NmNdW?", month_and_day),
    (r"Nm", month_and_day),
    (r"Nd", day_of_month),
    (r"Ro?(?:NmNd|Nm|Nd|W|h|o?Nq)?", relative),
    (r"Ro?s|R[NdD](?![ymMwDdYq])", relative),
    (r"E?Nyo*(?:h|Nq)", half_or_quarter),
    (r"h|o?Nq", half_or_quarter),
    (r"E?Nfo*(?:h|Nq)?", fiscal),
    (r"E?NyNk", year_to_month),
    (r"(?:N[yMwDdY]o?)+[AG]", counted),
    (r"[LX]o?N[yMwDYdq]", counted_span),
    (r"[LX]o?W", near_weekday),
    (r"(?:E?Ny(?:Nm)?|Nm|R)o*[NO]o*[wW]", nth),
    (r"Nc", century_of),
    (r"p?NT", decade_of),
    (r"W", weekday),
)
SIGN_ROWS: Final = Rows(_ROWS)
"""The rows of languages that write in signs without blanks."""
