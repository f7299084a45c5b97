"""Dates counted from the day of the document, or from a date before them in the text."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from dealwatch.domain.dates import Period
from dealwatch.normalize.date_reading.clusters import Token
from dealwatch.normalize.date_reading.nearest import pick, weekday
from dealwatch.normalize.date_reading.run import Tokens, count_of, day_of, month_of, one, step_of, unit_of, value_of
from dealwatch.normalize.date_reading.story import NO_DAY, Met, Sense, Story
from dealwatch.normalize.date_reading.units import STEP, stepped

FROM_DAY: Final = "counted from the day of the document"
WEEK: Final = timedelta(days=7)
PHRASE_ENDS: Final = ("", ".", ",", ";", ":", ")", '"')
"""What stands behind "the day before" where it counts from a date; before a word "before" is a preposition."""


def from_day(unit: str, steps: int, story: Story) -> Sense | None:
    """The unit so many steps from the one that holds the day of the document."""
    return one(stepped(unit, story.on, steps), unit, FROM_DAY) if story.on else NO_DAY


def _counted(base: date, unit: str, steps: int, rule: str) -> Sense | None:
    unit, steps = (
        ("y", steps * 10)
        if unit == "t"
        else ("d", steps * 14)
        if unit == "f"
        else ("d", steps * 7)
        if unit == "w"
        else (unit, steps)
    )
    return one(stepped(unit, base, steps), unit, rule)


def _ends(tokens: Tokens, story: Story) -> bool:
    """Tell whether a phrase ends with these tokens, so that its last word is no preposition of what follows."""
    last = tokens[-1]
    word, tail = story.low[last.start : last.end], story.low[last.end : last.end + 2].strip()
    return word not in story.words.prepositions or tail[:1] in PHRASE_ENDS


def _year_before_quarter(story: Story) -> Sense | None:
    """The same quarter a year earlier, where a quarter was spoken of."""
    met = story.quarter
    if met is None or met.period.first is None:
        return None
    period = stepped("q", met.period.first, -4)
    return Sense((period,), f"a year before {met.span}", unit="q", back=True) if period else None


# ---- words that count by themselves


def day_word(tokens: Tokens, story: Story) -> Sense | None:
    """`yesterday`, `heute`."""
    return from_day("d", value_of(tokens, "J") or 0, story)


def day_either(tokens: Tokens, story: Story) -> Sense | None:
    """`कल`: the day before or the day after; the words around it say which."""
    steps, on = timedelta(days=value_of(tokens, "p") or 1), story.on
    return pick([Period.day(on - steps), Period.day(on + steps)], story, tokens[0], near=0) if on else NO_DAY


def fused(tokens: Tokens, story: Story) -> Sense | None:
    """`Vorjahr`, `heuer`: the unit and the step in one word."""
    meaning = next(str(token.value) for token in tokens if token.cls == "j")
    return from_day(meaning[0], int(meaning[1:]), story)


def day_from_day(tokens: Tokens, story: Story) -> Sense | None:
    """`the day after tomorrow`, `two days before yesterday`, `three days from today`."""
    count, step, unit = count_of(tokens), step_of(tokens) or 1, unit_of(tokens)
    if not count or unit not in "dw":
        return None
    return from_day("d", (value_of(tokens, "J") or 0) + step * count * (7 if unit == "w" else 1), story)


# ---- last, this, next


def relative_weekday(tokens: Tokens, story: Story) -> Sense | None:
    """`last Friday` is that of the week before, `Friday last week` too; `the previous Friday` counts from the date before it."""
    on, number, step = story.on, value_of(tokens, "Wv") or 0, step_of(tokens) or 0
    if on is None:
        return NO_DAY
    monday = on - timedelta(days=on.weekday())
    if any(token.cls == "U" for token in tokens):
        return one(Period.day(monday + step * WEEK + timedelta(days=number)), "d", FROM_DAY) if unit_of(tokens) == "w" else None
    if any(token.cls in "BC" for token in tokens) and (met := story.anchor("d")) and met.period.first:
        base = met.period.first
        back = (base.weekday() - number) % 7
        found = base - timedelta(days=back or 7) if step < 0 else base + timedelta(days=7 - back)
        return one(Period.day(found), "d", f"counted from {met.span}")
    if any(token.cls == "K" for token in tokens):
        return weekday(tokens, story)
    named = next((token.cls for token in tokens if token.cls in "LX"), "")
    if named and (story.words.nearest_weekday or (tokens[0].cls == "D" and tokens[1].cls == named)):
        step = -1 if named == "L" else 1
        away = (step * (number - on.weekday())) % 7 or 7  # this past Wednesday, this coming Friday: the nearest
        return one(Period.day(on + timedelta(days=step * away)), "d", FROM_DAY)
    return one(Period.day(monday + step * WEEK + timedelta(days=number)), "d", FROM_DAY)


def relative_month(tokens: Tokens, story: Story) -> Sense | None:
    """`last May` is the last May before this month, `next May` the first behind it; `March last year`."""
    on = story.on
    if on is None:
        return NO_DAY
    month, step, day = value_of(tokens, "Mm") or 0, step_of(tokens) or 0, value_of(tokens, "NO")
    if any(token.cls == "U" for token in tokens):
        if unit_of(tokens) != "y":
            return None
        year = on.year + step
    elif step < 0:
        year = on.year - (month >= on.month)
    else:
        year = on.year + (step > 0 and month <= on.month)
    return one(day_of(year, month, day), "d", FROM_DAY) if day else one(month_of(year, month), "m", FROM_DAY)


def relative_unit(tokens: Tokens, story: Story) -> Sense | None:
    """`last year`, `this week`, `next quarter`; `the previous week` and `that year` count from the date before them."""
    unit, step = unit_of(tokens), step_of(tokens)
    if unit == "p" or step is None:
        return the_period(tokens, story)
    counting = next((token.cls for token in tokens if token.cls in "BCK"), None)
    if counting == "K" and any(token.cls == "D" for token in tokens):
        counting = None  # "esta misma semana"
    if unit == "d" and step > 0 and any(token.cls == "t" for token in tokens):
        counting = "C"  # "the next day" is that behind the day before it in the text
    if counting and (met := story.anchor(unit)) and met.period.first:
        base = met.period.first if step <= 0 else met.period.last or met.period.first
        return one(stepped(unit, base, step), unit, f"counted from {met.span}")
    if counting == "K" or (unit == "d" and step <= 0):
        return None
    return from_day(unit, step, story)


def units_span(tokens: Tokens, story: Story) -> Sense | None:
    """`the last three months`, `the next two years`: up to, or from, the day of the document."""
    count, step, unit, on = count_of(tokens), step_of(tokens), unit_of(tokens), story.on
    if not count or not step or unit not in STEP or count > 999:
        return None
    if on is None:
        return NO_DAY
    if unit in "qyt":  # whole units, this one left out
        near, far = stepped(unit, on, step), stepped(unit, on, step * count)
    else:
        near, far = stepped("d", on, step), _day_away(on, unit, step * count)
    if near is None or far is None:
        return None
    first, last = (far, near) if step < 0 else (near, far)
    return Sense((Period(first.first, last.last),), FROM_DAY, unit=unit)


def _day_away(on: date, unit: str, steps: int) -> Period | None:
    try:
        return Period.day(on + STEP[unit] * steps)
    except (ValueError, OverflowError):
        return None


def this_unit(tokens: Tokens, story: Story) -> Sense | None:
    """`the end of the year`, `year-end`: the one that holds the day of the document."""
    unit = unit_of(tokens)
    return from_day(unit, 0, story) if unit in "wmqy" else None


def unit_after_next(tokens: Tokens, story: Story) -> Sense | None:
    """`the week after next`."""
    return from_day(unit_of(tokens), 2, story)


# ---- ago, earlier, later


def ago(tokens: Tokens, story: Story) -> Sense | None:
    """`two years ago` is a year, `two weeks ago` a day; `a year ago` is that quarter, where a quarter was spoken of."""
    count, unit = count_of(tokens), unit_of(tokens)
    if count is None or unit not in STEP:
        return None
    if unit == "y" and count == 1 and (quarter := _year_before_quarter(story)):
        return quarter
    return _counted(story.on, unit, -count, FROM_DAY) if story.on else NO_DAY


def ahead(tokens: Tokens, story: Story) -> Sense | None:
    """`dentro de dos semanas`, `через два года`: where the word itself says that it lies ahead."""
    count, unit = count_of(tokens) or 1, unit_of(tokens)
    if unit not in STEP:
        return None
    return _counted(story.on, unit, count, FROM_DAY) if story.on else NO_DAY


def several_units(tokens: Tokens, story: Story) -> Sense | None:
    """`2 years and 3 months ago`: as exact as its finest unit."""
    if story.on is None:
        return NO_DAY
    sign, on = step_of(tokens) or 1, story.on
    counted: list[Token] = []
    unit = ""
    for token in tokens:
        if token.cls in "Uu":
            if str(token.value) not in STEP:
                return None
            unit = str(token.value)
            moved = _day_away(on, unit, sign * (count_of(counted) or 1))
            if moved is None or moved.first is None:
                return None
            on, counted = moved.first, []
        else:
            counted.append(token)
    return one(stepped(unit if unit != "w" else "d", on, 0), unit, FROM_DAY)


def in_units(tokens: Tokens, story: Story) -> Sense | None:
    """`in two weeks`: only where the words before it look ahead, or the caller does."""
    count, unit = count_of(tokens), unit_of(tokens)
    if story.on is None or not count or unit not in STEP:
        return None
    ahead = story.alone or story.context.prefer == "future" or story.cue(tokens[0].start).sign > 0
    return _counted(story.on, unit, count, FROM_DAY) if ahead else None


def earlier_later(tokens: Tokens, story: Story) -> Sense | None:
    """`a year earlier`, `two days later`: from the date before it in the text of the same or a finer unit."""
    count, unit, step = count_of(tokens), unit_of(tokens), step_of(tokens)
    if count is None or unit not in STEP or not step or not _ends(tokens, story):
        return None
    if unit == "y" and count == 1 and step < 0 and (quarter := _year_before_quarter(story)):
        return quarter
    if (met := story.anchor(unit)) and met.period.first:
        return _counted(met.period.first, unit, step * count, f"counted from {met.span}")
    return _counted(story.on, unit, step * count, FROM_DAY) if story.on else NO_DAY


def unit_before(tokens: Tokens, story: Story) -> Sense | None:
    """`the day before`, `the year earlier`: from the date before it, where the phrase ends there."""
    unit, step = unit_of(tokens), step_of(tokens)
    if step is None or not _ends(tokens, story):
        return None
    if unit == "y" and step < 0 and (quarter := _year_before_quarter(story)):
        return quarter
    met = story.anchor(unit)
    if met is not None and met.period.first:
        return one(stepped(unit, met.period.first, step), unit, f"counted from {met.span}")
    return from_day(unit, step, story)


def look_back(tokens: Tokens, story: Story) -> Sense | None:
    """`the year-ago quarter`, `year-earlier`."""
    if tokens[-1].cls == "E" and not _ends(tokens, story):
        return None
    if quarter := _year_before_quarter(story):
        return quarter
    units = [str(token.value) for token in tokens if token.cls == "U"]
    if units[0] not in "ywmd":
        return None
    if len(units) > 1 and units[-1] in "qp" and story.on:
        period = stepped("q", story.on, -4)
        return Sense((period,), "a year before the quarter of the document", unit="q", back=True) if period else None
    return from_day(units[0], -1, story)


# ---- what was spoken of


def quarter_a_year_ago(tokens: Tokens, story: Story) -> Sense | None:
    """`the quarter a year ago`."""
    return _year_before_quarter(story) if unit_of(tokens[:2]) in "qp" and unit_of(tokens) == "y" else None


def the_period(tokens: Tokens, story: Story) -> Sense | None:
    """`the quarter`, `the latest period`: the one spoken of."""
    met: Met | None = story.quarter
    if unit_of(tokens) == "e" and story.on:
        days = [stepped("e", story.on, steps) for steps in (-1, 0, 1)]
        return pick([period for period in days if period], story, tokens[0], near=0)._replace(unit="e")
    if tokens[0].cls == "U":
        return None
    if met is not None and unit_of(tokens) in ("q", "p"):
        return Sense((met.period,), f"the quarter of {met.span}", unit="q")
    if unit_of(tokens) == "q" and any(token.cls in "HDL" for token in tokens):
        return from_day("q", -1 if any(token.cls == "L" for token in tokens) else 0, story)
    return None
