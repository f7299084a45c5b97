"""Fiscal years in running text: whose year it is, and which days that means.

The owner is the context's company, else the company of the calendars that is named last before the words in the text. Without
one the calendar year comes first, and the years of the countries behind it: the context's, else all that the table knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from dealwatch.domain.dates import Period
from dealwatch.normalize.date_clusters import Token
from dealwatch.normalize.date_story import NO_DAY, Sense, Story
from dealwatch.normalize.date_words import trie
from dealwatch.normalize.fiscal import AnyCalendar, Calendars, Convention, FiscalCalendar
from dealwatch.normalize.fiscal_text import full_year

Make = Callable[[AnyCalendar], Period]

_PLAIN = FiscalCalendar()


def fiscal_year(tokens: Sequence[Token], story: Story) -> Sense | None:
    """`fiscal 2027`, `FY24/25`, `the 2024 Japanese financial year`, `Q1 FY2027`, `the third quarter of fiscal 2025`."""
    year, pair = _year(tokens)
    if year is None or not 1900 <= year <= 2200:
        return None
    part, number = _part(tokens)

    def make(calendar: AnyCalendar) -> Period:
        named = year + (pair and calendar.label == "end")
        return (
            calendar.quarter(named, number)
            if part == "q"
            else calendar.half(named, number)
            if part == "h"
            else calendar.year(named)
        )

    return _sense(make, tokens, story, part or "y", plain=not pair)


def fiscal_part(tokens: Sequence[Token], story: Story) -> Sense | None:
    """`the fiscal first quarter`: the last one that has begun."""
    part, number = _part(tokens)
    if part is None:
        return None
    if story.on is None:
        return NO_DAY
    on = story.on

    def make(calendar: AnyCalendar) -> Period:
        year = calendar.year_of(on)
        this, before = ((calendar.quarter if part == "q" else calendar.half)(y, number) for y in (year, year - 1))
        return this if this.first and this.first <= on else before

    return _sense(make, tokens, story, part)


def fiscal_year_relative(tokens: Sequence[Token], story: Story) -> Sense | None:
    """`last fiscal year`; `the financial year prior` counts from the fiscal year before it in the text."""
    step = next(({"L": -1, "D": 0, "X": 1, "B": -1, "C": 1, "E": -1, "K": 0}[t.cls] for t in tokens if t.cls in "LDXBCEK"), 0)
    met = story.fiscal
    if any(t.cls in "BCEK" for t in tokens) and met and met.period.first and met.period.last:
        moved = relativedelta(years=step)
        return Sense(
            (Period(met.period.first + moved, _last(met.period.last, step)),), f"counted from {met.span}", unit="y", fiscal=True
        )
    if story.on is None:
        return NO_DAY
    on = story.on
    return _sense(lambda calendar: calendar.year(calendar.year_of(on) + step), tokens, story, "y")


def _last(day: date, years: int) -> date:
    """The same end of a month in another year: the last of February stays the last."""
    return day + relativedelta(days=1) + relativedelta(years=years) - relativedelta(days=1)


def _sense(make: Make, tokens: Sequence[Token], story: Story, unit: str, *, plain: bool = True) -> Sense:
    said = next((t for t in tokens if t.cls == "c"), None)
    calendars = story.context.calendars
    if said is not None and (row := calendars.get(str(said.value))):
        return _one(make, row, f"the year of {row.owner}, as said at [{said.start}:{said.end}): {row.source}", unit)
    if story.context.company and (row := calendars.get(story.context.company)):
        return _one(make, row, f"the calendar of {row.owner}, given: {row.source}", unit)
    if named := _named_before(story, tokens[0].start):
        row, start, end = named
        return _one(make, row, f"the calendar of {row.owner}: {row.source} [{start}:{end})", unit)
    home = story.words.home  # 年度 is the year of Japan's state before it is any other
    country = story.context.country or home
    rows = [calendars.get(country)] if country else [row for row in calendars.rows if row.country is None and len(row.owner) == 2]
    years = [make(row.calendar) for row in rows if row is not None and (plain or row.calendar != _PLAIN)]
    if plain:
        years.insert(1 if home else 0, make(_PLAIN))
    found = dict.fromkeys(years)
    whose = f"that of {country}" if country else "those of countries"
    if home:
        return Sense(tuple(found), f"no owner is known: the year of {country}, then the calendar year", unit=unit, fiscal=True)
    return Sense(
        tuple(found),
        f"no owner is known: the calendar year, then {whose}" if plain else f"no owner is known: {whose}",
        unit=unit,
        fiscal=True,
    )


def _one(make: Make, row: Convention, rule: str, unit: str) -> Sense:
    return Sense((make(row.calendar),), rule, unit=unit, fiscal=True)


def _named_before(story: Story, place: int) -> tuple[Convention, int, int] | None:
    """The company of the calendars that is named last before a place, else first behind it in the sentence."""
    if story.named is None:
        story.named = [
            (row, found.start(), found.end())
            for found in _companies(story.context.calendars).finditer(story.text)
            if (row := story.context.calendars.get(found[0]))
        ]
    before = [named for named in story.named if named[1] < place]
    if before:
        return before[-1]
    stop = story.text.find(". ", place)
    behind = [named for named in story.named if named[1] < (stop if stop >= 0 else len(story.text))]
    return behind[0] if behind else None


@lru_cache(maxsize=16)
def _companies(calendars: Calendars) -> re.Pattern[str]:
    names = sorted(
        {name for row in calendars.rows if len(row.owner) != 2 for name in (row.owner, *row.names)}, key=len, reverse=True
    )
    return re.compile(rf"\b(?:{trie(names)})\b")


def _year(tokens: Sequence[Token]) -> tuple[int | None, bool]:
    """The year written, and whether it is the first of two ("FY24/25")."""
    for token in tokens:
        if token.cls == "Y":
            return int(str(token.value)), False
        if token.cls in "fz":
            first, second = (*re.findall(r"\d+", str(token.value)), None)[:2]
            year = full_year(str(first))
            return (None, False) if second and int(second) % 100 != (year + 1) % 100 else (year, second is not None)
        if token.cls == "N" and token.value is not None and len(tokens) > 1 and int(str(token.value)) > 12:
            return full_year(str(token.value)), False
    return None, False


def _part(tokens: Sequence[Token]) -> tuple[str | None, int]:
    for token in tokens:
        if token.cls == "Q" and (match := re.match(r"([qh])([1-4])|([1-4])([qh])", str(token.value))):
            kind, number = match[1] or match[4], int(match[2] or match[3])
            return (kind, number) if kind == "q" or number < 3 else (None, 1)
    number = next((int(str(t.value)) for t in tokens if t.cls == "O"), 0)
    unit = next((str(t.value) for t in tokens if t.cls == "U" and t.value in ("q", "h")), None)
    return (unit, number) if unit and 1 <= number <= (4 if unit == "q" else 2) else (None, 1)
