"""Quarters, halves and seasons of a year."""

from __future__ import annotations

import re
from datetime import date

from dealwatch.domain.dates import Period
from dealwatch.normalize.date_reading.cldr_forms import centuries
from dealwatch.normalize.date_reading.clusters import Token
from dealwatch.normalize.date_reading.nearest import pick
from dealwatch.normalize.date_reading.run import Tokens, known, one, step_of, unit_of, value_of
from dealwatch.normalize.date_reading.story import NO_DAY, Sense, Story
from dealwatch.normalize.date_reading.units import season, stepped
from dealwatch.normalize.date_reading.written import plain_year


def quarter_of(tokens: Tokens, story: Story) -> Sense | None:
    """`the third quarter`, `the first half of 2025`, `the fourth quarter of last year`."""
    number = value_of(tokens, "O")
    units = [str(token.value) for token in tokens if token.cls == "U"]
    unit = units[0] if units else ""
    if number is None:
        return None
    make = Period.quarter if unit == "q" else Period.half
    if unit in ("q", "h") and not 1 <= number <= (4 if unit == "q" else 2):
        return None
    year = value_of(tokens, "Y")
    if year is None and any(t.cls in "LXDBC" for t in tokens):
        if "y" not in units:
            return None
        if story.on is None:
            return NO_DAY
        if units[0] == "y":  # next year's first quarter
            unit, make = units[-1], Period.quarter if units[-1] == "q" else Period.half
        year = story.on.year + (step_of(tokens) or 0)
    if year is None:
        fused_year = next((str(t.value) for t in tokens if t.cls == "j"), "")
        if fused_year.startswith("y") and story.on:
            year = story.on.year + int(fused_year[1:])
    if unit not in ("q", "h"):
        return None
    if year is not None:
        return Sense((make(year, number),), "as written", unit=unit)
    if story.on is None:
        return NO_DAY
    return _which_year(story, tokens[0], unit, [make(story.on.year + step, number) for step in (-1, 0)])


def last_half_of(tokens: Tokens, story: Story) -> Sense | None:
    """`the last half of 1989`, `the last quarter of this year`."""
    unit = next(str(t.value) for t in tokens if t.cls == "U")
    make = {"q": lambda y: Period.quarter(y, 4), "h": lambda y: Period.half(y, 2)}.get(unit)
    year = value_of(tokens, "Y")
    if make is None:
        return None
    if year is None:
        if story.on is None:
            return NO_DAY
        year = story.on.year + (step_of(tokens[2:]) or 0)
    return Sense((make(year),), "as written", unit=unit)


def _which_year(story: Story, token: Token, unit: str, options: list[Period]) -> Sense:
    """A quarter without a year is this year's if it has begun or a cue looks ahead, else last year's."""
    before, this = options
    begun = story.on is not None and this.first is not None and this.first <= story.on
    if begun:
        return Sense((this,), "the last one that has begun", unit=unit)
    cue = story.cue(token.start)
    ahead = cue.sign > 0 or (cue.sign == 0 and story.context.prefer == "future")
    return Sense((this, before) if ahead else (before, this), cue.rule, cue.sign != 0, unit)


def short_quarter(tokens: Tokens, story: Story) -> Sense | None:
    """`Q3`, `1H25`, `Q2 2025`."""
    raw = str(next(token.value for token in tokens if token.cls in "Qg"))
    match = re.fullmatch(r"(?:([qh])([1-4])|([1-4])([qh]))(?:[ -]?'?(\d+))?", raw)
    if match is None:
        return None
    kind, number = match[1] or match[4], int(match[2] or match[3])
    year = value_of(tokens, "Y") or (int(match[5]) if match[5] and len(match[5]) == 4 else None)
    if kind == "h" and number > 2:
        return None
    make, unit = (Period.quarter, "q") if kind == "q" else (Period.half, "h")
    if year is None and match[5]:
        return known([make(y, number) for y in centuries(int(match[5]), story.on)], unit, "a year of two digits")
    if year is not None:
        return one(make(year, number), unit) if year >= 1000 else None
    if story.on is None:
        return NO_DAY
    return _which_year(story, tokens[0], unit, [make(story.on.year + step, number) for step in (-1, 0)])


def quarter_to_month(tokens: Tokens, story: Story) -> Sense | None:
    """`Q2 September 2017`, as Indian firms name the three months that end with that month."""
    year, month = value_of(tokens, "Y") or 0, value_of(tokens, "Mm") or 0
    first = stepped("m", date(year, month, 1), -2)
    if not str(tokens[0].value).startswith("q") or first is None:
        return None
    return one(Period(first.first, Period.month(year, month).last), "q", "the quarter that ends with that month")


def quarter_of_year(tokens: Tokens, story: Story) -> Sense | None:
    """`the 1988 quarter`: that of the quarter spoken of."""
    year, met = value_of(tokens, "Y") or 0, story.quarter
    if met is None or met.period.first is None:
        return plain_year(tokens[:2], story) if unit_of(tokens) == "p" else None
    return Sense((Period.quarter(year, (met.period.first.month + 2) // 3),), f"the quarter of {met.span}", unit="q", back=True)


def season_of(tokens: Tokens, story: Story) -> Sense | None:
    """`last summer`, `the spring of 2025`, in whole months of the north."""
    number, year = value_of(tokens, "S") or 1, value_of(tokens, "Y")
    if year is not None:
        return one(season(number, year), "q", "a season of the north, in whole months")
    if story.on is None:
        return NO_DAY
    step = step_of(tokens)
    around = [season(number, y) for y in range(story.on.year - 2, story.on.year + 2)]
    if any(t.cls == "U" for t in tokens):
        return one(season(number, story.on.year + (step or 0)), "q", "a season of the north, in whole months")
    if step is None:
        return pick(around, story, tokens[0], near=31)._replace(unit="q")
    if step < 0:
        chosen = [p for p in around if p.last and p.last < story.on][-1]
    elif step > 0:
        chosen = next(p for p in around if p.first and p.first > story.on)
    else:
        chosen = around[2]
    return one(chosen, "q", "a season of the north, in whole months")
