"""Dates as written: days, months, years, decades and centuries that need nothing but their own words, and joined ranges."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from dealwatch.domain.dates import Period
from dealwatch.normalize.date_reading.cldr_forms import centuries, numeric_order
from dealwatch.normalize.date_reading.nearest import NEAR, SHORT, pick
from dealwatch.normalize.date_reading.other_calendars import bare_year_of_other, numeric_of_other
from dealwatch.normalize.date_reading.run import Tokens, day_of, known, month_of, one, unit_of, value_of, years_of
from dealwatch.normalize.date_reading.story import NO_DAY, WRITTEN, Sense, Story
from dealwatch.normalize.date_reading.units import century, decade

FRACTIONS: Final = (2, 4, 8, 16, 32)
"""What stands below the bar where a price is meant: 3/8."""


def full_date(tokens: Tokens, story: Story) -> Sense | None:
    """`Friday, March 14, 2025`, `14. März 2025`; a wrong weekday is let pass, as news has many."""
    month, day = value_of(tokens, "Mm"), None
    years: tuple[int, ...] = ()
    for token in tokens:
        if token.cls in "NO" and day is None:
            day = int(str(token.value))
        elif token.cls in "YN":
            years = years_of(token, story)
    return known([day_of(year, month, day) for year in years], "d", WRITTEN if len(years) == 1 else "a year of two digits")


def short_year_date(tokens: Tokens, story: Story) -> Sense | None:
    """`14 April 15`: only where no word follows that the last number may count ("on 14 April 15 workers")."""
    return None if story.low[tokens[-1].end : tokens[-1].end + 2].strip()[:1].isalpha() else full_date(tokens, story)


def year_month_day(tokens: Tokens, story: Story) -> Sense | None:
    """`2025 July 7`, `2025/Jul/7`."""
    year = value_of(tokens, "Y")
    return one(day_of(year or 0, value_of(tokens, "Mm"), value_of(tokens, "NO")), "d") if year else None


def numeric_date(tokens: Tokens, story: Story) -> Sense | None:
    """`2025-07-07`, `07.07.2025`, `7/7/25`, `7/2025`: in the order of the locale, or in both where no country is known."""
    raw = str(tokens[-1].value)
    if other := numeric_of_other(raw, story):
        return other
    first, second, *rest = re.split(r"[-/.]", raw)
    if not rest:
        year, month = (first, second) if len(first) == 4 else (second, first)
        return one(month_of(int(year), int(month)), "m")
    if not second.isdigit():
        return _named_month(first, second, rest[0], story)
    third = rest[0]
    if len(first) == 4:
        return one(day_of(int(first), int(second), int(third)), "d")
    if len(first) > 2:
        return None
    years = (int(third),) if len(third) == 4 else centuries(int(third), story.on)
    order = "dmy" if "." in raw else numeric_order(story.context.locale)
    if order == "ymd" and len(third) == 2:
        found = known([day_of(year, int(second), int(third)) for year in centuries(int(first), story.on)], "d", "order ymd")
        if found is not None:
            return found
    by_order = {"dmy": (int(second), int(first)), "mdy": (int(first), int(second))}
    chosen = [order] if order in by_order else ["mdy", "dmy"]
    sense = known([day_of(year, *by_order[name]) for name in chosen for year in years], "d", _order_rule(chosen))
    if sense is None:  # a number such as 25 stands in the place of the month: the other order is the only one
        sense = known(
            [day_of(year, *pair) for pair in by_order.values() for year in years], "d", "the only order that gives a day"
        )
    return sense


def _order_rule(chosen: list[str]) -> str:
    return f"order {chosen[0]}" if len(chosen) == 1 else "day and month could change places"


def _named_month(first: str, name: str, last: str, story: Story) -> Sense | None:
    word = story.words.words.get(name)
    if word is None or word.cls != "M":
        return None
    month = int(str(word.value))
    if len(first) == 4:
        return one(day_of(int(first), month, int(last)), "d")
    years = (int(last),) if len(last) == 4 else centuries(int(last), story.on)
    return known([day_of(year, month, int(first)) for year in years], "d", WRITTEN)


def day_and_month(tokens: Tokens, story: Story) -> Sense | None:
    """`22/04`, `22.4.`: only in a few words or behind one that calls for a date, as news is full of fractions and scores."""
    token = tokens[-1]
    first, second = map(int, re.split(r"[/.]", str(token.value)))
    before = story.low[max(0, token.start - 8) : token.start].split()
    called = bool(before) and before[-1] in story.words.calls_day
    if not (called or story.alone) and (len(story.text) >= SHORT or (second in FRACTIONS and first < second)):
        return None
    order = "dmy" if "." in str(token.value) else numeric_order(story.context.locale)
    pairs = [(first, second), (second, first)]
    if (order and order.index("m") < order.index("d")) or order is None:
        pairs.reverse()
    if story.on is None:
        return NO_DAY
    options = [[p for y in (-1, 0, 1) if (p := day_of(story.on.year + y, month, day))] for day, month in dict.fromkeys(pairs)]
    senses = [pick(days, story, token, near=NEAR) for days in options if days]
    found = tuple(dict.fromkeys(p for sense in senses for p in sense.candidates))
    return Sense(found, "day and month could change places" if len(senses) > 1 else senses[0].rule) if found else None


def month_year(tokens: Tokens, story: Story) -> Sense | None:
    """`March 2025`, `Sept. '15`, `2025 March`."""
    month = value_of(tokens, "Mm") or 0
    years = years_of(next(token for token in reversed(tokens) if token.cls in "YN"), story)
    return known([month_of(year, month) for year in years], "m", WRITTEN)


def plain_year(tokens: Tokens, story: Story) -> Sense | None:
    """`the year 1998`, `dem Jahre 1910`, `1939 року`."""
    year = value_of(tokens, "Y") or 0
    if unit_of(tokens) == "y" and (other := bare_year_of_other(year, story)):
        return other
    return one(Period.year(year), "y") if unit_of(tokens) in "yp" and year >= 1 else None


def bare_year(tokens: Tokens, story: Story) -> Sense | None:
    """A number of four digits alone: a year between 1400 and 2100, where it is not part of a name or a count."""
    token = tokens[-1]
    year = int(str(token.value))
    if other := bare_year_of_other(year, story):
        return other
    before, after = story.low[max(0, token.start - 2) : token.start], story.low[token.end : token.end + 2]
    if not 1400 <= year <= 2100 or (before.endswith("-") and before[:1].isdigit()) or (after[:1] == "-" and after[1:].isdigit()):
        return None
    return one(Period.year(year), "y")


def two_years(tokens: Tokens, story: Story) -> Sense | None:
    """`2014-15`, `1998-2001`: joined; `2014-10` is a month, and `2011-12` may be either."""
    first, second = re.split(r" ?[-/] ?", str(tokens[-1].value))
    month = month_of(int(first), int(second)) if len(second) == 2 and int(second) <= 12 else None
    last = int(second) if len(second) == 4 else int(first) // 100 * 100 + int(second)
    if len(second) == 2 and last < int(first):
        last += 100
    if month is not None and last != int(first) + 1:
        return one(month, "m")
    if last <= int(first) or last - int(first) > (200 if len(second) == 4 else 30):
        return None
    return known(
        [Period(date(int(first), 1, 1), date(last, 12, 31)), month],
        "y",
        "two years joined" if month is None else "two years, or a month",
    )


def the_decade(tokens: Tokens, story: Story) -> Sense | None:
    """`the 1990s`, `the '80s`, `the eighties`, `années 80`: two digits mean the nearest century, from 30 on the 20th."""
    value = value_of(tokens, "TN") or 0
    if any(token.cls in "Uu" for token in tokens) and unit_of(tokens) != "y":
        return None
    if not any(token.cls == "T" for token in tokens) and (tokens[-1].end - tokens[-1].start != 2 or value % 10):
        return None
    if value >= 100:
        return one(decade(value), "t") if value % 10 == 0 else None
    years = centuries(value, story.on) if value < 30 else (1900 + value,)
    return known([decade(year) for year in years], "t", "decade")


def the_century(tokens: Tokens, story: Story) -> Sense | None:
    """`the 20th century`."""
    number = value_of(tokens, "ON")
    return one(century(number), "c") if number and 1 <= number <= 30 and unit_of(tokens) == "c" else None
