"""The grammar of dates: ordered rows of class letters, and what each row means.

A run of date words is a string of letters ("Friday, March 14, 2025" is `W,MN,Y`). At each place the longest row that fits is
tried first; a handler may refuse, then the next one is tried. The rows are shared by all languages; what a language says in
its own words stands in `data/dates/`. Letters: see `date_words.CLASSES`; M month, m month in doubt, W weekday, v weekday in
doubt, Y year, N number, O ordinal, Z numeric date, z two years, Q quarter or half, f fiscal year, signs as themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, TypeAlias

from dateutil.relativedelta import relativedelta

from dealwatch.domain.dates import Period
from dealwatch.normalize.calendar_units import STEP, century, decade, season, stepped, whole
from dealwatch.normalize.date_cldr import centuries, numeric_order
from dealwatch.normalize.date_clusters import Token
from dealwatch.normalize.date_fiscal import fiscal_part, fiscal_year, fiscal_year_relative
from dealwatch.normalize.date_story import NO_DAY, WRITTEN, Met, Sense, Story

Tokens: TypeAlias = Sequence[Token]
Handler: TypeAlias = Callable[[Tokens, Story], Sense | None]

NOTHING: Final = Sense((), "")
"""What a row gives that eats its words and is no date: "the first nine months of 1990"."""
SHORT: Final = 100
"""A text of so few code points is no running news."""
WEAK_REACH: Final = 190
"""A weak cue of the future ("agreed to sell in October") moves a date no further ahead, in days."""


# ---- small readers of a run


def _value(tokens: Tokens, classes: str, default: int | None = None) -> int | None:
    for token in tokens:
        if token.cls in classes and isinstance(token.value, int):
            return token.value
    return default


def _unit(tokens: Tokens) -> str:
    return next((str(token.value) for token in reversed(tokens) if token.cls in "Uu"), "d")


def _step(tokens: Tokens) -> int | None:
    signs = {"D": 0, "L": -1, "X": 1, "B": -1, "C": 1, "K": 0, "A": -1, "E": -1, "G": 1, "V": -1}
    return next((signs[token.cls] for token in tokens if token.cls in signs), None)


def _count(tokens: Tokens) -> int | None:
    """The number written in words or figures: "five", "twenty five", "25", "a"."""
    total, seen = 0, False
    for token in tokens:
        if token.cls in "nN" and isinstance(token.value, int):
            total, seen = (total * 100 if token.value == 100 and total else total + token.value), True
    return total if seen else 1 if any(token.cls in "at" for token in tokens) else None


def _day(year: int, month: int | None, day: int | None) -> Period | None:
    try:
        return Period.day(date(year, month or 0, day or 0))
    except ValueError:
        return None


def _one(period: Period | None, unit: str, rule: str = WRITTEN) -> Sense | None:
    return Sense((period,), rule, unit=unit) if period else None


def _years(token: Token, story: Story) -> tuple[int, ...]:
    if token.cls == "Y":
        return (int(str(token.value)),)
    return centuries(int(str(token.value)), story.on)


def _known(periods: Sequence[Period | None], unit: str, rule: str) -> Sense | None:
    kept = tuple(dict.fromkeys(period for period in periods if period is not None))
    return Sense(kept, rule, unit=unit) if kept else None


# ---- days, months and years as written


def full_date(tokens: Tokens, story: Story) -> Sense | None:
    month, day = _value(tokens, "Mm"), None
    years: tuple[int, ...] = ()
    for token in tokens:
        if token.cls in "NO" and day is None:
            day = int(str(token.value))
        elif token.cls in "YN":
            years = _years(token, story)
    if tokens[0].cls in "YN" and tokens[-1].cls == "N" and not years:
        return None
    return _known([_day(year, month, day) for year in years], "d", WRITTEN if len(years) == 1 else "a year of two digits")


def year_month_day(tokens: Tokens, story: Story) -> Sense | None:
    year = _value(tokens, "Y")
    return _one(_day(year or 0, _value(tokens, "Mm"), _value(tokens, "NO")), "d") if year else None


def numeric_date(tokens: Tokens, story: Story) -> Sense | None:
    raw = str(tokens[-1].value)
    first, second, *rest = re.split(r"[-/.]", raw)
    if not rest:
        return _one(_month_of(int(second), int(first)), "m")
    third = rest[0]
    if len(first) == 4:
        word = story.words.words.get(second)
        month = int(second) if second.isdigit() else int(str(word.value)) if word and word.cls == "M" else 0
        return _one(_day(int(first), month, int(third)), "d")
    if len(first) > 2:
        return None
    years = (int(third),) if len(third) == 4 else centuries(int(third), story.on)
    if not second.isdigit():
        word = story.words.words.get(second)
        if word is None or word.cls != "M":
            return None
        return _known([_day(year, int(str(word.value)), int(first)) for year in years], "d", WRITTEN)
    order = "dmy" if "." in raw else numeric_order(story.context.locale)
    readings = {"dmy": (int(first), int(second)), "mdy": (int(second), int(first))}
    orders = [order] if order in readings else ["mdy", "dmy"]
    orders += [other for other in readings if other not in orders] if "." not in raw and order not in readings else []
    periods = [_day(year, readings[o][1], readings[o][0]) for o in orders for year in years]
    if len(third) == 2 and (order == "ymd" or len(first) == 2) and not any(periods):
        periods += [_day(year, int(second), int(third)) for year in centuries(int(first), story.on)]
    kept = _known(periods, "d", f"order {order}" if order in readings else "day and month could change places")
    if kept is None:  # a day such as 25 in the place of the month: the other order is the only one
        kept = _known(
            [_day(year, int(first), int(second)) for year in years] + [_day(y, int(second), int(first)) for y in years],
            "d",
            "the only order that gives a day",
        )
    return kept


def day_and_month(tokens: Tokens, story: Story) -> Sense | None:
    """`22/04`: only in a text of a few words or behind a word that calls for a date, for news is full of fractions and scores."""
    token = tokens[-1]
    first, second = map(int, str(token.value).split("/"))
    before = story.low[max(0, token.start - 8) : token.start].split()
    if not (before and before[-1] in ("on", "by", "until", "am", "el", "le", "op", "il", "em") or len(story.text) < SHORT):
        return None
    order = numeric_order(story.context.locale)
    pairs = [(first, second), (second, first)]
    if order and order.index("m") < order.index("d"):
        pairs.reverse()
    elif order is None:
        pairs.reverse()
    if story.on is None:
        return NO_DAY
    options = [[p for y in (-1, 0, 1) if (p := _day(story.on.year + y, month, day))] for day, month in dict.fromkeys(pairs)]
    senses = [_pick(days, story, token, near=30) for days in options if days]
    found = tuple(dict.fromkeys(p for sense in senses for p in sense.candidates))
    return Sense(found, "day and month could change places" if len(senses) > 1 else senses[0].rule) if found else None


def _month_of(year: int, month: int) -> Period | None:
    return Period.month(year, month) if 1 <= month <= 12 else None


def month_year(tokens: Tokens, story: Story) -> Sense | None:
    month = _value(tokens, "Mm") or 0
    years = _years(tokens[-1], story) if tokens[-1].cls in "YN" else _years(tokens[0], story)
    return _known([_month_of(year, month) for year in years], "m", WRITTEN)


def plain_year(tokens: Tokens, story: Story) -> Sense | None:
    year = _value(tokens, "Y") or 0
    return _one(Period.year(year), "y") if _unit(tokens) in "yp" and 1 <= year else None


def bare_year(tokens: Tokens, story: Story) -> Sense | None:
    """A number of four digits alone: a year between 1400 and 2100, where it is not part of a name or a count."""
    token = tokens[-1]
    year = int(str(token.value))
    before, after = story.low[max(0, token.start - 2) : token.start], story.low[token.end : token.end + 2]
    if not 1400 <= year <= 2100 or before.endswith("-") and before[:1].isdigit() or after[:1] == "-" and after[1:].isdigit():
        return None
    return _one(Period.year(year), "y")


def two_years(tokens: Tokens, story: Story) -> Sense | None:
    first, second = re.split(r" ?[-/] ?", str(tokens[-1].value))
    last = int(second) if len(second) == 4 else int(first) // 100 * 100 + int(second)
    if len(second) == 2 and last < int(first):
        last += 100
    if last <= int(first) or last - int(first) > 200:
        return None
    if len(second) == 2 and int(second) <= 12 and last != int(first) + 1:
        return _one(_month_of(int(first), int(second)), "m")
    return Sense((Period(date(int(first), 1, 1), date(last, 12, 31)),), "two years joined", unit="y", joined=True)


def the_decade(tokens: Tokens, story: Story) -> Sense | None:
    value = _value(tokens, "T") or 0
    if value < 100:
        years = [1900 + value] if value or story.on is None else [1900]
        if value < 30 and story.on:
            years = sorted((1900 + value, 2000 + value), key=lambda year: abs(year - story.on.year)) if story.on else years
        return _known([decade(year) for year in years], "t", "decade")
    return _one(decade(value), "t") if value % 10 == 0 else None


def the_century(tokens: Tokens, story: Story) -> Sense | None:
    number = _value(tokens, "ON")
    return _one(century(number), "c") if number and 1 <= number <= 30 and _unit(tokens) == "c" else None


# ---- what the day of the document decides


def _pick(options: list[Period], story: Story, token: Token, *, near: int, strong: bool = False) -> Sense:
    """Order the years (or weeks) that an incomplete date may be of.

    `options` are in order of time. With a cue the last one before, or the first one behind the document's day comes first;
    without a cue the last one that lies at most `near` days ahead.
    """
    on = story.on
    assert on is not None
    cue = story.cue(token.start)
    past = [p for p in options if p.first is not None and p.first <= on]
    ahead = [p for p in options if p.last is not None and p.last >= on]
    close = [p for p in options if p.first is not None and (p.first - on).days <= near]
    far = not cue.strong and bool(past and ahead) and ((ahead[0].first or on) - on).days > WEAK_REACH
    if cue.sign > 0 and not far and (cue.strong or not strong) and ahead:
        first, rule, settled = ahead[0], cue.rule, True
    elif cue.sign < 0 and (past or close):
        first, rule, settled = (close or past)[-1] if near > 0 else past[-1], cue.rule, True
    else:
        forward = story.context.prefer == "future" or (story.words.direction.ahead and not strong)
        first = ahead[0] if forward and ahead else close[-1] if close else (past or options)[-1]
        rule, settled = cue.rule, False
        if story.context.prefer == "future":
            rule = "ahead is preferred"
    others = [p for p in (past[-1:] + ahead[:1]) if p != first]
    return Sense((first, *dict.fromkeys(others)), rule, settled or not others)


def month_day(tokens: Tokens, story: Story) -> Sense | None:
    month, day = _value(tokens, "Mm"), _value(tokens, "NO")
    if story.on is None or story.tells_of_another_time:
        return _year_met(lambda year: _day(year, month, day), "d", story)
    options = [p for y in range(story.on.year - 4, story.on.year + 5) if (p := _day(y, month, day))]
    if not options or not month:
        return None
    near = [p for p in options if p.first and abs(p.first.year - story.on.year) <= 1] or options
    return _pick(near, story, tokens[0], near=30)._replace(unit="d")


def _year_met(make: Callable[[int], Period | None], unit: str, story: Story) -> Sense | None:
    """Without a day of the document: the year of the date before it in the text."""
    met = next((met for met in reversed(story.met) if met.unit in "dmqhy" and (story.on is None or _far(met, story.on))), None)
    if met is None or met.period.first is None:
        return NO_DAY
    return _one(make(met.period.first.year), unit, f"the year of {met.span}")


def _far(met: Met, on: date) -> bool:
    return met.period.first is not None and abs(met.period.first.year - on.year) > 2


def bare_month(tokens: Tokens, story: Story) -> Sense | None:
    on = story.on
    month = _value(tokens, "Mm") or 0
    token = tokens[-1]
    if on is None or story.tells_of_another_time:
        return _year_met(lambda year: _month_of(year, month), "m", story)
    options = [Period.month(year, month) for year in (on.year - 1, on.year, on.year + 1)]
    follows = story.low[token.end : token.end + 14].split()
    if follows and follows[0] in story.words.direction.goods:
        ahead = next(p for p in options if p.last and p.last >= on)
        return Sense((ahead,), "goods of a month are to come", unit="m")
    return _pick(options, story, tokens[0], near=31)._replace(unit="m")


def doubtful_month(tokens: Tokens, story: Story) -> Sense | None:
    """A month that is also a word: only where a word before it calls for a date."""
    token = tokens[-1]
    before = story.low[max(0, token.start - 12) : token.start].split()
    dotted = story.text[token.end - 1] == "."
    if len(tokens) == 1 and not dotted and not (before and before[-1].strip("(,") in _CALLS):
        return None
    return bare_month(tokens, story)


_CALLS: Final = frozenset(
    "in of since by until till last next early late mid during for from to through and before after between mid-".split()
)


def doubtful_weekday(tokens: Tokens, story: Story) -> Sense | None:
    return weekday(tokens, story) if story.text[tokens[-1].end - 1] == "." else None


def weekday(tokens: Tokens, story: Story) -> Sense | None:
    on = story.on
    if on is None:
        return NO_DAY
    number = _value(tokens, "Wv")
    back = (on.weekday() - (number or 0)) % 7
    last = on - relativedelta(days=back)
    options = [Period.day(last - relativedelta(days=7)), Period.day(last), Period.day(last + relativedelta(days=7))]
    if back == 0:
        sense = Sense((Period.day(on),), "the day of the document itself")
        return sense
    return _pick(options[1:], story, tokens[0], near=0, strong=True)


def relative_weekday(tokens: Tokens, story: Story) -> Sense | None:
    on = story.on
    if on is None:
        return NO_DAY
    number, step = _value(tokens, "Wv") or 0, _step(tokens) or 0
    monday = on - relativedelta(days=on.weekday())
    if any(token.cls == "U" for token in tokens):  # Friday of last week
        if _unit(tokens) != "w":
            return None
        return _one(Period.day(monday + relativedelta(days=7 * step + number)), "d", "that day of the week said")
    if any(token.cls in "BC" for token in tokens) and (met := story.anchor("d")) and met.period.first:
        base = met.period.first
        back = (base.weekday() - number) % 7 or 7
        found = base - relativedelta(days=back) if step < 0 else base + relativedelta(days=7 - back or 7)
        return _one(Period.day(found), "d", f"counted from {met.span}")
    if step == 0:
        return (
            weekday(tokens, story)
            if any(t.cls == "K" for t in tokens)
            else _one(Period.day(monday + relativedelta(days=number)), "d", "this week's")
        )
    if step < 0:
        return _one(Period.day(monday + relativedelta(days=number - 7)), "d", "the week before")
    found = monday + relativedelta(days=number + 7)
    return _one(Period.day(found), "d", "the week after")


def day_word(tokens: Tokens, story: Story) -> Sense | None:
    if story.on is None:
        return NO_DAY
    return _one(stepped("d", story.on, _value(tokens, "J") or 0), "d", "counted from the day of the document")


def fused(tokens: Tokens, story: Story) -> Sense | None:
    if story.on is None:
        return NO_DAY
    unit, step = next(t.value for t in tokens if t.cls == "j")  # type: ignore[misc]
    return _one(stepped(str(unit), story.on, int(step)), str(unit), "counted from the day of the document")  # type: ignore[arg-type]


def relative_month(tokens: Tokens, story: Story) -> Sense | None:
    """`last May` is the last May before this month, `next May` the first behind it."""
    on = story.on
    if on is None:
        return NO_DAY
    month, step, day = _value(tokens, "Mm") or 0, _step(tokens) or 0, _value(tokens, "NO")
    if any(token.cls == "U" for token in tokens):  # March last year
        if _unit(tokens) != "y":
            return None
        year = on.year + step
    elif step < 0:
        year = on.year - (month >= on.month)
    elif step > 0:
        year = on.year + (month <= on.month)
    else:
        year = on.year
    return _one(
        _day(year, month, day) if day else _month_of(year, month), "d" if day else "m", "counted from the day of the document"
    )


def relative_unit(tokens: Tokens, story: Story) -> Sense | None:
    """`last year`, `this week`, `next quarter`; with a word for order in the text, counted from the date before."""
    unit, step = _unit(tokens), _step(tokens)
    if unit == "p" or step is None:
        return the_period(tokens, story)
    counting = next((token.cls for token in tokens if token.cls in "BCK"), None)
    if counting and (met := story.anchor(unit)) and met.period.first:
        if counting == "K" or met.unit != unit or True:
            base = met.period.first if step <= 0 else met.period.last or met.period.first
            return _one(stepped(unit, base, step), unit, f"counted from {met.span}")
    if counting == "K" or unit == "d":
        return (
            None
            if counting == "K" or step <= 0
            else (_one(stepped(unit, story.on, step), unit, "counted from the day of the document") if story.on else NO_DAY)
        )
    if story.on is None:
        return NO_DAY
    return _one(stepped(unit, story.on, step), unit, "counted from the day of the document")


def units_span(tokens: Tokens, story: Story) -> Sense | None:
    """`the last three months`, `the next two years`: up to, or from, the document's day."""
    count, step, unit = _count(tokens), _step(tokens), _unit(tokens)
    on = story.on
    if not count or not step or unit not in STEP or count > 999:
        return None
    if on is None:
        return NO_DAY
    try:
        other = on + STEP[unit] * (count * step)
    except (ValueError, OverflowError):
        return None
    period = Period(other, on) if step < 0 else Period(on, other)
    return Sense((period,), "counted from the day of the document", unit=unit, joined=True)


def ago(tokens: Tokens, story: Story) -> Sense | None:
    """`two years ago` is a year, `ten days ago` a day; `a year ago` is that quarter, where a quarter was spoken of."""
    count, unit = _count(tokens), _unit(tokens)
    on = story.on
    if count is None or unit not in STEP:
        return None
    if unit == "y" and count == 1 and (quarter := _quarter_spoken_of(story)):
        return quarter
    if on is None:
        return NO_DAY
    return _counted(on, unit, -count, "counted from the day of the document")


def _counted(base: date, unit: str, steps: int, rule: str) -> Sense | None:
    unit, steps = ("y", steps * 10) if unit == "t" else ("w", steps * 2) if unit == "f" else (unit, steps)
    return _one(stepped(unit, base, steps), unit, rule)


def _quarter_spoken_of(story: Story) -> Sense | None:
    met = story.quarter
    if met is None or met.period.first is None:
        return None
    period = stepped("q", met.period.first, -4)
    return Sense((period,), f"a year before {met.span}", unit="q", back=True) if period else None


def earlier_later(tokens: Tokens, story: Story) -> Sense | None:
    """`a year earlier`, `two days later`: from the date before it in the text of the same or a finer unit."""
    count, unit, step = _count(tokens), _unit(tokens), _step(tokens)
    if count is None or unit not in STEP or not step:
        return None
    tail = story.low[tokens[-1].end : tokens[-1].end + 2].strip()
    closing = (
        tail[:1] in ("", ".", ",", ";", ")", '"', ":")
        or tokens[-1].cls in "EG"
        and story.low[tokens[-1].start : tokens[-1].end] in ("earlier", "later", "zuvor", "später", "davor", "danach", "früher")
    )
    if not closing:
        return None
    if unit == "y" and count == 1 and step < 0 and (quarter := _quarter_spoken_of(story)):
        return quarter
    if (met := story.anchor(unit)) and met.period.first:
        base = met.period.first
        return _counted(base, unit, step * count, f"counted from {met.span}")
    return _counted(story.on, unit, step * count, "counted from the day of the document") if story.on else NO_DAY


def in_units(tokens: Tokens, story: Story) -> Sense | None:
    """`in two weeks`: only where the words before it look ahead."""
    count, unit = _count(tokens), _unit(tokens)
    if story.on is None or not count or unit not in STEP:
        return None
    if story.cue(tokens[0].start).sign <= 0 and story.context.prefer != "future":
        return None
    return _counted(story.on, unit, count, "counted from the day of the document")


def day_before(tokens: Tokens, story: Story) -> Sense | None:
    """`the day before`, `the year earlier`: from the date before it, where the phrase ends there."""
    unit, step = _unit(tokens), _step(tokens)
    tail = story.low[tokens[-1].end : tokens[-1].end + 2].strip()
    if step is None or tail[:1].isalnum() and story.low[tokens[-1].start : tokens[-1].end] != "earlier":
        return None
    if unit == "y" and step < 0 and (quarter := _quarter_spoken_of(story)):
        return quarter
    met = story.anchor(unit)
    base = met.period.first if met else story.on
    if base is None:
        return NO_DAY if story.on is None else None
    return _one(stepped(unit, base, step), unit, f"counted from {met.span}" if met else "counted from the day of the document")


def look_back(tokens: Tokens, story: Story) -> Sense | None:
    """`the year-ago quarter`, `year-earlier`."""
    if quarter := _quarter_spoken_of(story):
        return quarter
    if story.on is None:
        return NO_DAY
    unit = _unit([t for t in tokens[2:]]) if len(tokens) > 3 and any(t.cls == "U" for t in tokens[3:]) else "y"
    if unit in "qp":
        return (
            Sense((p,), "a year before the document's quarter", unit="q", back=True)
            if (p := stepped("q", story.on, -4))
            else None
        )
    return _one(stepped("y", story.on, -1), "y", "counted from the day of the document")


# ---- quarters, halves and parts


def quarter_of(tokens: Tokens, story: Story) -> Sense | None:
    """`the third quarter`, `the first half of 2025`, `the fourth quarter of last year`."""
    number = _value(tokens, "O")
    units = [str(token.value) for token in tokens if token.cls == "U"]
    unit = units[0] if units else ""
    if number is None:
        return None
    make = Period.quarter if unit == "q" else Period.half
    if unit in ("q", "h") and not 1 <= number <= (4 if unit == "q" else 2):
        return None
    year = _value(tokens, "Y")
    if year is None and any(t.cls in "LXDBC" for t in tokens):
        if "y" not in units:
            return None
        if story.on is None:
            return NO_DAY
        if units[0] == "y":  # next year's first quarter
            unit, make = units[-1], Period.quarter if units[-1] == "q" else Period.half
        year = story.on.year + (_step(tokens) or 0)
    if year is None:
        fused_year = next((t.value for t in tokens if t.cls == "j"), None)
        if isinstance(fused_year, tuple) and story.on and fused_year[0] == "y":
            year = story.on.year + int(fused_year[1])
    if unit not in ("q", "h"):
        return None
    if year is not None:
        return Sense((make(year, number),), "as written", unit=unit)
    if story.on is None:
        return NO_DAY
    return _which_year(story, tokens[0], unit, [make(story.on.year + step, number) for step in (-1, 0)])


def _which_year(story: Story, token: Token, unit: str, options: list[Period]) -> Sense:
    """A quarter without a year is this year's if it has begun or a cue looks ahead, else last year's."""
    before, this = options
    begun = story.on is not None and this.first is not None and this.first <= story.on
    if begun:
        return Sense((this,), "the last one that has begun", unit=unit)
    cue = story.cue(token.start)
    ahead = cue.sign > 0 or cue.sign == 0 and story.context.prefer == "future"
    return Sense((this, before) if ahead else (before, this), cue.rule, cue.sign != 0, unit)


def short_quarter(tokens: Tokens, story: Story) -> Sense | None:
    """`Q3`, `1H25`, `Q2 2025`."""
    raw = str(next(token.value for token in tokens if token.cls in "Qg"))
    match = re.fullmatch(r"(?:([qh])([1-4])|([1-4])([qh]))(?:[ -]?'?(\d+))?", raw)
    if match is None:
        return None
    kind, number = match[1] or match[4], int(match[2] or match[3])
    year = _value(tokens, "Y") or (int(match[5]) if match[5] and len(match[5]) == 4 else None)
    if kind == "h" and number > 2:
        return None
    make, unit = (Period.quarter, "q") if kind == "q" else (Period.half, "h")
    if year is None and match[5]:
        return _known([make(y, number) for y in centuries(int(match[5]), story.on)], unit, "a year of two digits")
    if year is not None:
        return _one(make(year, number), unit)
    if story.on is None:
        return NO_DAY
    return _which_year(story, tokens[0], unit, [make(story.on.year + step, number) for step in (-1, 0)])


def the_period(tokens: Tokens, story: Story) -> Sense | None:
    """`the quarter`, `the latest period`: the one spoken of."""
    met = story.quarter
    if met is not None and _unit(tokens) in ("q", "p"):
        return Sense((met.period,), f"the quarter of {met.span}", unit="q")
    if _unit(tokens) == "q" and any(token.cls in "HDL" for token in tokens):
        return (
            _one(
                stepped("q", story.on, 0 if not any(t.cls == "L" for t in tokens) else -1),
                "q",
                "counted from the day of the document",
            )
            if story.on
            else NO_DAY
        )
    return None


def quarter_of_year(tokens: Tokens, story: Story) -> Sense | None:
    """`the 1988 quarter`: that of the quarter spoken of."""
    year, met = _value(tokens, "Y") or 0, story.quarter
    if met is None or met.period.first is None:
        return plain_year(tokens[:2], story) if _unit(tokens) == "p" else None
    return Sense((Period.quarter(year, (met.period.first.month + 2) // 3),), f"the quarter of {met.span}", unit="q", back=True)


def season_of(tokens: Tokens, story: Story) -> Sense | None:
    number, year = _value(tokens, "S") or 1, _value(tokens, "Y")
    if year is not None:
        return _one(season(number, year), "q", "a season of the north, in whole months")
    if story.on is None:
        return NO_DAY
    step = _step(tokens)
    around = [season(number, y) for y in (story.on.year - 1, story.on.year, story.on.year + 1)]
    if any(t.cls == "U" for t in tokens):
        return _one(season(number, story.on.year + (step or 0)), "q", "a season of the north, in whole months")
    if step is None:
        return _pick(around, story, tokens[0], near=31)._replace(unit="q")
    if step < 0:
        chosen = [p for p in around if p.last and p.last < story.on][-1]
    elif step > 0:
        chosen = next(p for p in around if p.first and p.first > story.on)
    else:
        chosen = around[1]
    return _one(chosen, "q", "a season of the north, in whole months")


def quarter_a_year_ago(tokens: Tokens, story: Story) -> Sense | None:
    """`the quarter a year ago`."""
    return _quarter_spoken_of(story) if _unit(tokens[:2]) in "qp" and _unit(tokens) == "y" else None


def last_half_of(tokens: Tokens, story: Story) -> Sense | None:
    """`the last half of 1989`, `the last quarter of this year`."""
    unit = next(str(t.value) for t in tokens if t.cls == "U")
    make = {"q": lambda y: Period.quarter(y, 4), "h": lambda y: Period.half(y, 2)}.get(unit)
    year = _value(tokens, "Y")
    if make is None:
        return None
    if year is None:
        if story.on is None:
            return NO_DAY
        year = story.on.year + (_step(tokens[2:]) or 0)
    return Sense((make(year),), "as written", unit=unit)


def end_of_unit(tokens: Tokens, story: Story) -> Sense | None:
    """`year-end`, `year's end`: the year, as newspapers count."""
    unit = _unit(tokens)
    if unit not in "ymwq":
        return None
    return _one(stepped(unit, story.on, 0), unit, "the one that holds the day of the document") if story.on else NO_DAY


def day_of_list(tokens: Tokens, story: Story) -> Sense | None:
    """The first of `18. und 19. Dezember`, the second of `April 24 and 25`: the month stands with the other."""
    day = tokens[0]
    month = next((t for t in story.rest if t.cls in "Mm"), None) or next(
        (t for t in reversed(story.before) if t.cls in "Mm"), None
    )
    if month is None:
        return None
    year = next((t for t in story.rest if t.cls == "Y"), None)
    if year is not None:
        return full_date([day, month, year], story)
    sense = month_day([month, day], story)
    return (
        sense._replace(rule=f"{sense.rule}; the month from [{month.start}:{month.end})") if sense and sense.candidates else sense
    )


def days_of_month(tokens: Tokens, story: Story) -> Sense | None:
    """`3 to 12 May 2025`, `May 3-12`: joined, since one end cannot be read alone."""
    days = [int(str(t.value)) for t in tokens if t.cls in "NO"]
    month = _value(tokens, "Mm")
    if len(days) < 2:
        return None
    ends: list[list[Period]] = []
    year = _value(tokens, "Y")
    for day in (days[0], days[1]):
        if year is not None:
            found = _day(year, month, day)
            ends.append([found] if found else [])
        else:
            written = [Token("M", month, tokens[0].start, tokens[0].end), Token("N", day, tokens[0].start, tokens[0].end)]
            sense = month_day(written, story)
            if sense is not None and not sense.candidates:
                return sense
            ends.append(list(sense.candidates) if sense else [])
    pairs = [Period(a.first, b.last) for a, b in zip(*ends, strict=False) if a.first and b.last and a.first < b.last]
    return _known(pairs, "d", "the two ends joined, as one cannot be read alone")


def months_joined(tokens: Tokens, story: Story) -> Sense | None:
    """`January to June 2025`: joined, since the first end cannot be read alone."""
    months = [int(str(t.value)) for t in tokens if t.cls in "Mm"]
    year = _value(tokens, "Y")
    if len(months) != 2 or year is None or not all(1 <= m <= 12 for m in months):
        return None
    first, last = Period.month(year - (months[0] > months[1]), months[0]).first, Period.month(year, months[1]).last
    return Sense((Period(first, last),), "the two ends joined, as one cannot be read alone", unit="m", joined=True)


def two_months_joined(tokens: Tokens, story: Story) -> Sense | None:
    """`April 2024 to March 2025` without a "from": the name of one period."""
    first, second = month_year(tokens[:2], story), month_year(tokens[3:], story)
    if not first or not second or not (start := first.candidates[0].first) or not (last := second.candidates[0].last):
        return None
    return Sense((Period(start, last),), "the name of one period", unit="m", joined=True) if start < last else None


def weekday_and_day(tokens: Tokens, story: Story) -> Sense | None:
    """`Wednesday the 31st`: the nearest such day."""
    number, day = _value(tokens, "Wv"), _value(tokens, "O")
    if story.on is None:
        return NO_DAY
    months = [story.on.replace(day=1) + relativedelta(months=n) for n in (0, 1, -1, 2, -2, 3, -3)]
    found = [p for m in months if (p := _day(m.year, m.month, day)) and p.first and p.first.weekday() == number]
    return Sense((found[0],), "the nearest month in which the weekday agrees") if found else None


def day_of_this_month(tokens: Tokens, story: Story) -> Sense | None:
    """`the 18th`: behind "on", "by", "until" or "of" and before a sign or the end."""
    token, day = tokens[-1], _value(tokens, "ON") or 0
    before, after = story.low[max(0, tokens[0].start - 7) : tokens[0].start].split(), story.low[token.end : token.end + 1]
    called = bool(before) and before[-1] in ("on", "by", "until", "from", "since", "till")
    if not called or after not in ("", ".", ",", "?", "!") or not 1 <= day <= 31:
        return None
    if story.on is None:
        return NO_DAY
    months = [story.on.replace(day=1) + relativedelta(months=n) for n in (-1, 0, 1)]
    return _pick([p for m in months if (p := _day(m.year, m.month, day))], story, tokens[0], near=0)


def nth_weekday(tokens: Tokens, story: Story) -> Sense | None:
    """`the first Friday of July`."""
    nth, number = _value(tokens, "O") or 0, _value(tokens, "W") or 0
    rest = tokens[3:]
    if any(t.cls in "Mm" for t in rest):
        months = (
            month_year([t for t in rest if t.cls in "MmY"], story) if any(t.cls == "Y" for t in rest) else bare_month(rest, story)
        )
    else:
        months = relative_unit(rest, story) if _unit(rest) == "m" else None
    if months is None or not months.candidates:
        return months
    out = []
    for month in months.candidates:
        if month.first is None or not 1 <= nth <= 5:
            continue
        day = month.first + relativedelta(days=(number - month.first.weekday()) % 7 + 7 * (nth - 1))
        if day.month == month.first.month:
            out.append(Period.day(day))
    return Sense(tuple(out), months.rule, months.settled) if out else None


def day_from_day(tokens: Tokens, story: Story) -> Sense | None:
    """`the day after tomorrow`, `two days before yesterday`."""
    count, step, unit = _count(tokens), _step(tokens), _unit(tokens)
    if story.on is None:
        return NO_DAY
    base = stepped("d", story.on, _value(tokens, "J") or 0)
    if not count or not step or unit not in "dw" or base is None or base.first is None:
        return None
    return _one(stepped("d", base.first, step * count * (7 if unit == "w" else 1)), "d", "counted from the day of the document")


def this_unit(tokens: Tokens, story: Story) -> Sense | None:
    """`the end of the year`: the one that holds the day of the document, or the date before it."""
    unit = _unit(tokens)
    if unit not in "wmqy":
        return None
    return _one(stepped(unit, story.on, 0), unit, "the one that holds the day of the document") if story.on else NO_DAY


def unit_after_next(tokens: Tokens, story: Story) -> Sense | None:
    """`the week after next`."""
    unit = _unit(tokens)
    return _one(stepped(unit, story.on, 2), unit, "counted from the day of the document") if story.on else NO_DAY


def eat(tokens: Tokens, story: Story) -> Sense | None:
    """No date, but nothing in it is one either: "the first nine months of 1990" is a length of time."""
    return NOTHING


_PRE: Final = "(?:t?P-?o?t?)?"
_ROWS: Final[tuple[tuple[str, Handler], ...]] = (
    # days
    (r"(?:[Wv],?t?)?[Mm][NO],?o?Y", full_date),
    (r"(?:[Wv],?t?)?[Mm]-?[NO],?'N", full_date),
    (r"(?:[Wv],?t?)?t?[NO]\.?o?[Mm],?o?Y", full_date),
    (r"(?:[Wv],?t?)?t?[NO][-/]?[Mm][-/,]?'?N", full_date),
    (r"Y[-/,]?[Mm][-/]?[NO]", year_month_day),
    (r"(?:[Wv],?)?Z", numeric_date),
    (r"(?:D?[Wv],?|D)?x", day_and_month),
    (r"[Wv],?tO", weekday_and_day),
    (r"tO(?![-]?[UuMmWnF])|(?<!n)tN(?![UuMmr&,.-])", day_of_this_month),
    (r"tOWo?(?:[Mm](?:,?Y)?|[DLX]U)", nth_weekday),
    (r"tUGX", unit_after_next),
    (r"(?:t|[nN])[Uu][GE]J", day_from_day),
    (r"t?Pot?U", this_unit),
    (r"(?:[Wv],?t?)?[Mm]-?t?[NO](?![Uun])", month_day),
    (r"(?:[Wv],?t?)?t?[NO]-?\.?o?[Mm]", month_day),
    (r"t?[NO](?:r|-)t?[NO]\.?o?[Mm](?:,?Y)?", days_of_month),
    (r"(?<=b)t?[NO]&t?[NO]o?[Mm](?:,?Y)?", days_of_month),
    (r"[Mm][NO](?:r|-)t?[NO](?:,?Y)?(?![MmUu])", days_of_month),
    (r"[NO](?=(?:,[NO])*&(?:t?)[NO][Mm])", day_of_list),
    (r"(?<=[Mm][NO]&)[NO](?![NOUuMm])", day_of_list),
    (r"t?[LXD][Mm][NO]", relative_month),
    # months
    (rf"{_PRE}[Mm]o?,?o?Y", month_year),
    (rf"{_PRE}[Mm]'N", month_year),
    (rf"{_PRE}Y[Mm]", month_year),
    (rf"{_PRE}[LXD][Mm]", relative_month),
    (rf"{_PRE}[Mm],?o?t?[DLX]U", relative_month),
    (rf"{_PRE}[DLX]U's[Mm]", relative_month),
    (rf"{_PRE}M", bare_month),
    (rf"{_PRE}m", doubtful_month),
    (r"t?P-?o?t?m", bare_month),
    (r"[Mm](?:r|-)[Mm],?o?Y|(?<=b)[Mm]&[Mm],?o?Y", months_joined),
    (r"(?<!w)[Mm]Yr[Mm]Y", two_months_joined),
    # weekdays and days
    (r"P?-?W", weekday),
    (r"v", doubtful_weekday),
    (r"t?[LXDBC][Wv]|KW|t?W[LXBC]", relative_weekday),
    (r"[Wv],?o?t?[DLX]U", relative_weekday),
    (r"P?J", day_word),
    (rf"{_PRE}t?j", fused),
    # units counted
    (rf"{_PRE}(?:t|K)?[LXDBCKH]U", relative_unit),
    (rf"{_PRE}t?U[LXBC]|{_PRE}t?[LXD]o?U", relative_unit),
    (rf"{_PRE}t?M[LX]", relative_month),
    (r"tU", the_period),
    (r"t?[LXBC]a?[nN]{1,3}[Uu]", units_span),
    (r"(?:a|t|[nN]{1,3})[Uu]A", ago),
    (r"Va?[nN]{0,3}[Uu]", ago),
    (r"(?:a|t|[nN]{1,3})[Uu][EG]", earlier_later),
    (r"i(?:a|[nN]{1,3})[Uu]", in_units),
    (r"tU[EG]", day_before),
    (r"t?U-?[AE]U?", look_back),
    (r"tUaU[AE]", quarter_a_year_ago),
    (r"a?ko?[Uu][AEG]?|V[ak]k?[Uu]|t?[LXBCD]k[Uu]", eat),
    # quarters and halves
    (rf"{_PRE}t?O-?U", quarter_of),
    (rf"{_PRE}t?O-?U,?o?t?Y", quarter_of),
    (rf"{_PRE}t?O-?U,?o?t?[LXDBC]U", quarter_of),
    (rf"{_PRE}t?O-?Uo?t?j", quarter_of),
    (rf"{_PRE}[LXD]U'sO-?U", quarter_of),
    (rf"{_PRE}tY?O-?U", quarter_of),
    (r"t?LUo(?:t?Y|DU|t?LU)", last_half_of),
    (r"tO[nN]{1,2}[Uu](?:o?t?(?:Y|[LXD]U))?", eat),
    (rf"{_PRE}Q(?:o?Y)?", short_quarter),
    (r"Y-?[Qg]|gY", short_quarter),
    (r"tYU", quarter_of_year),
    # years and more
    (rf"{_PRE}Y", bare_year),
    (rf"{_PRE}(?:t?[Uu]Y|Y\\.?U)", plain_year),
    (r"U-?P(?:oY|Y)", plain_year),
    (r"DU(?:-|'s)P|U(?:-|'s)P", end_of_unit),
    (r"z", two_years),
    (rf"{_PRE}t?T", the_decade),
    (rf"{_PRE}t?O-?U", the_century),
    # fiscal years
    (rf"{_PRE}FU?-?(?:Y|z|'?N)", fiscal_year),
    (rf"{_PRE}f", fiscal_year),
    (rf"{_PRE}[Yz]-?c?FU", fiscal_year),
    (r"Q,?o?f|f-?Q|Qo?F?U?Y", fiscal_year),
    (rf"{_PRE}t?F?O-?F?U,?o?t?(?:FU?[Yz]|f|YFU)", fiscal_year),
    (rf"{_PRE}t?(?:FO-?U|O-?FU)", fiscal_part),
    (rf"{_PRE}t?[LXDBCK]c?FU|tFU[EB]", fiscal_year_relative),
    # seasons
    (rf"{_PRE}[LXD]S", season_of),
    (rf"{_PRE}t?So?Y", season_of),
    (rf"{_PRE}t?So?[LXD]U", season_of),
)
WORD_ROWS: Final = _ROWS


@lru_cache(maxsize=4)
def _compiled(rows: tuple[tuple[str, Handler], ...]) -> tuple[tuple[re.Pattern[str], Handler], ...]:
    return tuple((re.compile(pattern), handler) for pattern, handler in rows)


@lru_cache(maxsize=8192)
def _matches(rows: tuple[tuple[str, Handler], ...], letters: str, start: int) -> tuple[tuple[int, Handler], ...]:
    """The rows that fit at a place, longest first, then in the order of the table: (end, handler)."""
    found = [(match.end(), handler) for pattern, handler in _compiled(rows) if (match := pattern.match(letters, start))]
    return tuple(sorted((row for row in found if row[0] > start), key=lambda row: -row[0]))


def read_run(
    run: Sequence[Token], story: Story, rows: tuple[tuple[str, Handler], ...] = WORD_ROWS
) -> list[tuple[int, int, Sense]]:
    """Read a run of tokens from left to right: (first token, end token, sense) of every date in it."""
    letters = "".join(token.cls for token in run)
    out: list[tuple[int, int, Sense]] = []
    place = 0
    while place < len(run):
        for end, handler in _matches(rows, letters, place):
            story.before, story.rest = run[:place], run[end:]
            sense = handler(run[place:end], story)
            if sense is not None:
                if sense is not NOTHING:
                    out.append((place, end, sense))
                place = end
                break
        else:
            place += 1
    return out
