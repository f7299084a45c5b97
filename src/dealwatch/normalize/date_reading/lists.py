"""Ranges and lists of days and months that share a word: joined where one end cannot be read alone, else one by one."""

from __future__ import annotations

from dealwatch.domain.dates import Period
from dealwatch.normalize.date_reading.clusters import Token
from dealwatch.normalize.date_reading.nearest import month_day
from dealwatch.normalize.date_reading.run import Tokens, day_of, known, step_of, unit_of, value_of
from dealwatch.normalize.date_reading.story import NO_DAY, Sense, Story
from dealwatch.normalize.date_reading.units import stepped
from dealwatch.normalize.date_reading.written import full_date, month_year


def days_of_month(tokens: Tokens, story: Story) -> Sense | None:
    """`3 to 12 May 2025`, `May 3-12`, `from 4 to 22 this month`: joined, since one end cannot be read alone."""
    days = [int(str(t.value)) for t in tokens if t.cls in "NO"]
    month = value_of(tokens, "Mm")
    if len(days) < 2:
        return None
    ends: list[list[Period]] = []
    year = value_of(tokens, "Y")
    if month is None:
        this = stepped(unit_of(tokens), story.on, step_of(tokens) or 0) if story.on else None
        if this is None or this.first is None or unit_of(tokens) != "m":
            return NO_DAY if story.on is None else None
        year, month = this.first.year, this.first.month
    for day in (days[0], days[1]):
        if year is not None:
            found = day_of(year, month, day)
            ends.append([found] if found else [])
        else:
            written = [Token("M", month, tokens[0].start, tokens[0].end), Token("N", day, tokens[0].start, tokens[0].end)]
            sense = month_day(written, story)
            if sense is not None and not sense.candidates:
                return sense
            ends.append(list(sense.candidates) if sense else [])
    pairs = [Period(a.first, b.last) for a, b in zip(*ends, strict=False) if a.first and b.last and a.first < b.last]
    return known(pairs, "d", "the two ends joined, as one cannot be read alone")


def months_joined(tokens: Tokens, story: Story) -> Sense | None:
    """`January to June 2025`: joined, since the first end cannot be read alone."""
    months = [int(str(t.value)) for t in tokens if t.cls in "Mm"]
    year = value_of(tokens, "Y")
    if len(months) != 2 or year is None or not all(1 <= m <= 12 for m in months):
        return None
    first, last = Period.month(year - (months[0] > months[1]), months[0]).first, Period.month(year, months[1]).last
    return Sense((Period(first, last),), "the two ends joined, as one cannot be read alone", unit="m")


def two_months_joined(tokens: Tokens, story: Story) -> Sense | None:
    """`April 2024 to March 2025` without a "from": the name of one period."""
    first, second = month_year(tokens[:2], story), month_year(tokens[3:], story)
    if not first or not second or not (start := first.candidates[0].first) or not (last := second.candidates[0].last):
        return None
    return Sense((Period(start, last),), "the name of one period", unit="m") if start < last else None


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
