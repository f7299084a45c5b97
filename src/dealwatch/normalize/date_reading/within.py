"""A day, week or month by its number within a longer period: the first Friday of July, the last week of 2024, week 10."""

from __future__ import annotations

from datetime import date, timedelta

from dealwatch.domain.dates import Period
from dealwatch.normalize.date_reading.nearest import bare_month, month_day
from dealwatch.normalize.date_reading.relative import FROM_DAY, from_day
from dealwatch.normalize.date_reading.run import Tokens, day_of, one, step_of, unit_of, value_of
from dealwatch.normalize.date_reading.story import NO_DAY, Sense, Story
from dealwatch.normalize.date_reading.units import stepped, whole
from dealwatch.normalize.date_reading.written import full_date, month_year

LAST = -1
"""The number of the last one; the last but one is -2."""


def nth_weekday(tokens: Tokens, story: Story) -> Sense | None:
    """`the first Friday of July`, `the last Sunday of March 2024`, `the second Monday of the month`."""
    at = next(place for place, token in enumerate(tokens) if token.cls == "W")
    return nth_within(_period(tokens[at + 1 :], story), "W", _nth(tokens[:at]), value_of(tokens, "W") or 0)


def nth_unit(tokens: Tokens, story: Story) -> Sense | None:
    """`the first week of May`, `the last week of 2024`, `the third month of next year`."""
    at = next(place for place, token in enumerate(tokens) if token.cls == "U")
    unit = str(tokens[at].value)
    return nth_within(_period(tokens[at + 1 :], story), unit, _nth(tokens[:at])) if unit in "wmd" else None


def nth_behind(tokens: Tokens, story: Story) -> Sense | None:
    """`this month's first Friday`, `2015 का अंतिम सप्ताह`: the period before what is counted in it."""
    what, at = tokens[-1], next(place for place in range(len(tokens) - 1, -1, -1) if tokens[place].cls in "OL")
    unit = "W" if what.cls == "W" else str(what.value)
    if unit not in ("W", "w", "m", "d"):
        return None
    return nth_within(_period(tokens[:at], story), unit, _nth(tokens[at:]), int(str(what.value)) if unit == "W" else 0)


def _nth(tokens: Tokens) -> int:
    number = value_of(tokens, "O") or 1  # "the 2nd last week" counts from the end
    return LAST * number if any(token.cls == "L" for token in tokens) else number


def _period(tokens: Tokens, story: Story) -> Sense | None:
    """The month or year that the words behind "the first week of" name."""
    if any(token.cls in "Mm" for token in tokens):
        if any(token.cls == "Y" for token in tokens):
            return month_year([token for token in tokens if token.cls in "MmY"], story)
        return bare_month([token for token in tokens if token.cls in "Mm"], story)
    if (year := value_of(tokens, "Y")) is not None:
        return one(Period.year(year), "y")
    return from_day(unit_of(tokens), step_of(tokens) or 0, story) if unit_of(tokens) in "mqy" else None


def nth_within(within: Sense | None, unit: str, nth: int, weekday: int = 0) -> Sense | None:
    """The nth weekday ("W"), week, month or day of each period; a week belongs to where its Thursday lies, as in ISO 8601."""
    if within is None or not within.candidates:
        return within
    ends = [(period.first, period.last) for period in within.candidates if period.first and period.last]
    found = [_nth_of(first, last, unit, nth, weekday) for first, last in ends]
    kept = tuple(dict.fromkeys(period for period in found if period is not None))
    return Sense(kept, within.rule, within.settled, unit if unit != "W" else "d") if kept else None


def _nth_of(first: date, last: date, unit: str, nth: int, weekday: int) -> Period | None:
    if unit in "wW":
        number = 3 if unit == "w" else weekday
        day = first + timedelta(days=(number - first.weekday()) % 7 + 7 * (nth - 1))
        if nth < 0:
            day = last - timedelta(days=(last.weekday() - number) % 7 - 7 * (nth - LAST))
        return whole("w" if unit == "w" else "d", day) if first <= day <= last else None
    found = stepped(unit, last if nth < 0 else first, nth - LAST if nth < 0 else nth - 1)
    return found if found and found.first and first <= found.first <= last else None


def week_of_day(tokens: Tokens, story: Story) -> Sense | None:
    """`the week of March 3`: the one that holds the day."""
    if unit_of(tokens) != "w":
        return None
    date_of = tokens[next(place for place, token in enumerate(tokens) if token.cls == "o") + 1 :]
    day = full_date(date_of, story) if any(token.cls == "Y" for token in date_of) else month_day(date_of, story)
    if day is None or not day.candidates:
        return day
    return day._replace(candidates=tuple(whole("w", period.first) for period in day.candidates if period.first), unit="w")


def rest_of(tokens: Tokens, story: Story) -> Sense | None:
    """`the rest of the year`: from the day of the document to the end."""
    unit = unit_of(tokens)
    if story.on is None:
        return NO_DAY
    return one(Period(story.on, whole(unit, story.on).last), unit, FROM_DAY) if unit in "wmqy" else None


def day_of_unit(tokens: Tokens, story: Story) -> Sense | None:
    """`the 20th of this month`, `the 5th of next month`."""
    month = stepped("m", story.on, step_of(tokens) or 0) if story.on else None
    if unit_of(tokens) != "m" or story.on is None:
        return NO_DAY if unit_of(tokens) == "m" else None
    day = value_of(tokens, "NO")
    return one(day_of(month.first.year, month.first.month, day), "d", FROM_DAY) if month and month.first else None


def week_of_year(tokens: Tokens, story: Story) -> Sense | None:
    """`week 10`: the week of that number by ISO 8601, in the year of the document."""
    number = value_of(tokens, "N") or 0
    if unit_of(tokens) != "w" or not 1 <= number <= 53:
        return None
    if story.on is None:
        return NO_DAY
    return one(stepped("w", date(story.on.year, 1, 4), number - 1), "w", "the week of that number in the year of the document")
