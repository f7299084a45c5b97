"""Fiscal years in running text: whose year it is, and which days that means.

The owner is the context's company, else the company of the calendars that is named last before the words in the text. Without
one the calendar year comes first, and the years of the countries behind it: the context's, else all that the table knows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from dateutil.relativedelta import relativedelta

from dealwatch.domain.dates import Period
from dealwatch.normalize.date_reading.clusters import Token
from dealwatch.normalize.date_reading.fiscal_text import full_year
from dealwatch.normalize.date_reading.story import NO_DAY, Sense, Story
from dealwatch.normalize.date_reading.words import trie
from dealwatch.normalize.fiscal import AnyCalendar, Calendars, Convention, FiscalCalendar

_PLAIN: Final = FiscalCalendar()
SENTENCE: Final = 400
"""How far behind the words an owner is looked for in the sentence, in code points."""


class Wanted(NamedTuple):
    """Which year of a calendar, or which quarter (q) or half (h) of it; `pair` says that the year is the first of two."""

    year: int
    part: str = "y"
    number: int = 1
    pair: bool = False

    def of(self, calendar: AnyCalendar) -> Period:
        """The period in a calendar."""
        year = self.year + (self.pair and calendar.label == "end")
        if self.part == "y":
            return calendar.year(year)
        return calendar.quarter(year, self.number) if self.part == "q" else calendar.half(year, self.number)


class Around(NamedTuple):
    """The year that holds a day, or the one so many steps from it; or the last quarter or half that has begun on it."""

    on: date
    step: int = 0
    part: str = "y"
    number: int = 1

    def of(self, calendar: AnyCalendar) -> Period:
        """The period in a calendar."""
        year = calendar.year_of(self.on) + self.step
        this = Wanted(year, self.part, self.number).of(calendar)
        begun = self.part == "y" or (this.first is not None and this.first <= self.on)
        return this if begun else Wanted(year - 1, self.part, self.number).of(calendar)


def fiscal_year(tokens: Sequence[Token], story: Story) -> Sense | None:
    """`fiscal 2027`, `FY24/25`, `the 2024 Japanese financial year`, `Q1 FY2027`, `the third quarter of fiscal 2025`."""
    year, pair = _year(tokens)
    if year is None or not 1900 <= year <= 2200:
        return None
    part, number = _part(tokens)
    return _sense(Wanted(year, part or "y", number, pair), tokens, story)


def fiscal_part(tokens: Sequence[Token], story: Story) -> Sense | None:
    """`the fiscal first quarter`: the last one that has begun."""
    part, number = _part(tokens)
    if part is None:
        return None
    return _sense(Around(story.on, 0, part, number), tokens, story) if story.on else NO_DAY


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
    return _sense(Around(story.on, step), tokens, story)


def _last(day: date, years: int) -> date:
    """The same end of a month in another year: the last of February stays the last."""
    return day + relativedelta(days=1) + relativedelta(years=years) - relativedelta(days=1)


def _sense(wanted: Wanted | Around, tokens: Sequence[Token], story: Story) -> Sense:
    calendars = story.context.calendars
    said = next((token for token in tokens if token.cls == "c"), None)
    if said is not None and (row := calendars.get(str(said.value))):
        return _owned(wanted, row, f"the year of {row.owner}, as said at [{said.start}:{said.end}): {row.source}")
    if story.context.company and (row := calendars.get(story.context.company)):
        return _owned(wanted, row, f"the calendar of {row.owner}, given: {row.source}")
    if named := _named_near(story, tokens[0].start):
        row, start, end = named
        return _owned(wanted, row, f"the calendar of {row.owner}: {row.source} [{start}:{end})")
    home = story.words.home  # 年度 is the year of Japan's state before it is any other
    found = _unowned(wanted, calendars, story.context.country or home, home is not None)
    if home:
        rule = f"the year of {story.context.country or home}, then the calendar year"
    else:
        rule = "the calendar year, then that of " + (story.context.country or "countries")
    return Sense(found, f"no owner is known: {rule}", unit=wanted.part, fiscal=True)


def _owned(wanted: Wanted | Around, row: Convention, rule: str) -> Sense:
    return Sense((wanted.of(row.calendar),), rule, unit=wanted.part, fiscal=True)


@lru_cache(maxsize=512)
def _unowned(wanted: Wanted | Around, calendars: Calendars, country: str | None, home_first: bool) -> tuple[Period, ...]:
    """The calendar year and the years of countries; two years written ("FY24/25") are no calendar year."""
    pair = isinstance(wanted, Wanted) and wanted.pair
    rows = [calendars.get(country)] if country else [row for row in calendars.rows if len(row.owner) == 2]
    years = [wanted.of(row.calendar) for row in rows if row is not None and not (pair and row.calendar == _PLAIN)]
    if not pair or not years:
        years.insert(1 if home_first else 0, wanted.of(_PLAIN))
    return tuple(dict.fromkeys(years))


def _named_near(story: Story, place: int) -> tuple[Convention, int, int] | None:
    """The company of the calendars that is named last before a place, else first behind it in the sentence."""
    if story.named is None:
        found = _companies(story.context.calendars).finditer(story.text)
        rows = (
            (story.context.calendars.get(name[0]), name.start(), name.end())
            for name in found
            if not (name.start() and story.text[name.start() - 1].isalnum())
        )
        story.named = [(row, start, end) for row, start, end in rows if row is not None]
    index = bisect_left(story.named, place, key=lambda named: named[1])
    if index:
        return story.named[index - 1]
    stop = story.text.find(". ", place, place + SENTENCE)
    behind = story.named[index : index + 1]
    return behind[0] if behind and behind[0][1] < (stop if stop >= 0 else place + SENTENCE) else None


@lru_cache(maxsize=16)
def _companies(calendars: Calendars) -> re.Pattern[str]:
    names = sorted(
        {name for row in calendars.rows if len(row.owner) != 2 for name in (row.owner, *row.names)}, key=len, reverse=True
    )
    return re.compile(rf"(?:{trie(names)})\b")


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
        if token.cls in "Qg" and (match := re.match(r"([qh])([1-4])|([1-4])([qh])", str(token.value))):
            kind, number = match[1] or match[4], int(match[2] or match[3])
            return (kind, number) if kind == "q" or number < 3 else (None, 1)
    number = next((int(str(t.value)) for t in tokens if t.cls == "O"), 0)
    unit = next((str(t.value) for t in tokens if t.cls == "U" and t.value in ("q", "h")), None)
    return (unit, number) if unit and 1 <= number <= (4 if unit == "q" else 2) else (None, 1)
