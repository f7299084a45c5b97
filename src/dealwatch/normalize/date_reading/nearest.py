"""Dates that lack their year or week: the words around them and the day of the document choose among the nearest ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from dealwatch.domain.dates import Period
from dealwatch.normalize.date_reading.clusters import Token
from dealwatch.normalize.date_reading.run import Tokens, day_of, month_of, one, value_of
from dealwatch.normalize.date_reading.story import NO_DAY, Met, Sense, Story

NEAR: Final = 60
"""A day without a year that lies so many days ahead is of the year of the document, if no word says otherwise."""
NEAR_BEHIND: Final = 31
"""The same behind a verb of the past, which may belong to something else ("the merger that was agreed closes on ...")."""
SHORT: Final = 100
"""A text of so few code points is no running news."""
_WORD_BEFORE: Final = re.compile(r"(?:\b[a-zß-ÿ]+|['\u2019]s) $")
_SECOND_DATE: Final = re.compile(r"[r&-][ti]?(?:[Mm]t?[NO]|[NO]\.?o?[Mm]|[Mm]),?[oi]?Y")
SHORT_REACH: Final = 190
"""A short cue of the future ("agreed to sell in October") moves a date no further ahead, in days."""


def pick(options: list[Period], story: Story, token: Token, *, near: int, strong: bool = False) -> Sense:
    """Order the years (or weeks) that an incomplete date may be of.

    `options` are in order of time. With a cue the last one before, or the first one behind the document's day comes first;
    without a cue the last one that lies at most `near` days ahead, behind a verb of the past at most a month.
    """
    on = story.on
    assert on is not None
    cue = story.cue(token.start)
    if strong and cue.sign > 0 and not cue.strong:  # "will announce the plan on Friday": a noun, and the verb left of it
        cue = story.cue_before(cue)
    past = [p for p in options if p.first is not None and p.first <= on]
    ahead = [p for p in options if p.last is not None and p.last >= on]
    close = [p for p in options if p.first is not None and (p.first - on).days <= near]
    far = cue.short and bool(past and ahead) and ((ahead[0].first or on) - on).days > SHORT_REACH
    if cue.sign > 0 and not far and (cue.strong or not strong) and ahead:
        first, rule, settled = ahead[0], cue.rule, True
    elif cue.sign < 0 and (past or close):
        behind = [p for p in options if p.first is not None and (p.first - on).days <= min(near, NEAR_BEHIND)]
        first, rule, settled = (behind or past or close)[-1], cue.rule, True
    else:
        forward = story.context.prefer == "future" or (story.words.direction.ahead and not strong)
        first = ahead[0] if forward and ahead else close[-1] if close else (past or options)[-1]
        rule, settled = cue.rule, False
        if story.context.prefer == "future":
            rule = "ahead is preferred"
    others = [p for p in (past[-1:] + ahead[:1]) if p != first]
    return Sense((first, *dict.fromkeys(others)), rule, settled or not others)


def month_day(tokens: Tokens, story: Story) -> Sense | None:
    """`March 14`, `14. März`: up to two months ahead it is the year of the document; farther ahead needs a cue."""
    month, day = value_of(tokens, "Mm"), value_of(tokens, "NO")
    if (shared := _shared_year(month or 0, story)) and (found := day_of(shared[0], month, day)):
        return Sense((found,), shared[1])
    if story.on is None or story.tells_of_another_time:
        return _year_met(lambda year: day_of(year, month, day), "d", story)
    reach = 1 if (month, day) != (2, 29) else 4
    near = [p for y in range(story.on.year - reach, story.on.year + reach + 1) if (p := day_of(y, month, day))]
    if not near or not month:
        return None
    named = value_of(tokens, "Wv")
    if named is not None:  # "Sunday, Feb. 10": the year in which the weekday agrees, where there is one nearby
        near = [p for p in near if p.first and p.first.weekday() == named] or near
    return pick(near, story, tokens[0], near=NEAR)._replace(unit="d")


def _far(met: Met, on: date) -> bool:
    return met.period.first is not None and abs(met.period.first.year - on.year) > 2


def _year_met(make: Callable[[int], Period | None], unit: str, story: Story) -> Sense | None:
    """Without a day of the document: the year of the date before it in the text."""
    met = next((met for met in reversed(story.met) if met.unit in "dmqhy" and (story.on is None or _far(met, story.on))), None)
    if met is None or met.period.first is None:
        return NO_DAY
    return one(make(met.period.first.year), unit, f"the year of {met.span}")


def _shared_year(month: int, story: Story) -> tuple[int, str] | None:
    """The year written with the second of two dates: "May 3 to June 5, 2024", "Nov. 3 - Jan. 5, 2024"."""
    end = _SECOND_DATE.match("".join(token.cls for token in story.rest[:9]))
    if end is None:
        return None
    second = story.rest[: end.end()]
    year = second[-1]
    return int(str(year.value)) - (month > (value_of(second, "Mm") or 0)), f"the year at [{year.start}:{year.end})"


def spelled_day(tokens: Tokens, story: Story) -> Sense | None:
    """`el dos de mayo`, `due giugno`: in a language that counts days in words."""
    day = next(token for token in tokens if token.cls == "n")
    if not story.words.spelled_days or not isinstance(day.value, int) or not 1 <= day.value <= 31:
        return None
    at = tokens.index(day)
    counted = [*tokens[:at], day._replace(cls="N"), *tokens[at + 1 :]]
    year = value_of(tokens, "Y")
    return one(day_of(year, value_of(tokens, "Mm"), day.value), "d") if year else month_day(counted, story)


def bare_month(tokens: Tokens, story: Story) -> Sense | None:
    """`March`: the next month counts as near; later ones need a cue."""
    on = story.on
    month = value_of(tokens, "Mm") or 0
    token = tokens[-1]
    if shared := _shared_year(month, story):
        return one(month_of(shared[0], month), "m", shared[1])
    if on is None or story.tells_of_another_time:
        return _year_met(lambda year: month_of(year, month), "m", story)
    options = [Period.month(year, month) for year in (on.year - 1, on.year, on.year + 1)]
    follows = story.low[token.end : token.end + 14].split()
    if follows and follows[0] in story.words.direction.goods:
        ahead = next(p for p in options if p.last and p.last >= on)
        return Sense((ahead,), "goods of a month are to come", unit="m")
    return pick(options, story, tokens[0], near=31)._replace(unit="m")


def doubtful_month(tokens: Tokens, story: Story) -> Sense | None:
    """A month that is also a word: only where a word before it calls for a date."""
    token = tokens[-1]
    before = story.low[max(0, token.start - 12) : token.start].split()
    dotted = story.text[token.end - 1] == "."
    called = bool(before) and (before[-1].strip("(,") in story.words.calls_month or _names_a_month(token, story))
    if len(tokens) == 1 and not story.alone and not dotted and not called:
        return None
    return bare_month(tokens, story)


def _names_a_month(token: Token, story: Story) -> bool:
    """Tell whether a month's full name stands as one between words in small letters: "the company's May sales"."""
    if story.low[token.start : token.end] not in story.words.full or not story.text[token.start].isupper():
        return False
    before, after = _WORD_BEFORE.search(story.text[max(0, token.start - 24) : token.start]), story.text[token.end : token.end + 2]
    return bool(before) and after[:1] == " " and after[1:].islower()


def doubtful_weekday(tokens: Tokens, story: Story) -> Sense | None:
    """`Sun.`: an abbreviation that is also a word, only with its full stop."""
    return weekday(tokens, story) if story.alone or story.text[tokens[-1].end - 1] == "." else None


def weekday(tokens: Tokens, story: Story) -> Sense | None:
    """`Friday`: the last one, unless a strong cue looks ahead; on its own day it is that day."""
    on = story.on
    if on is None:
        return NO_DAY
    number = value_of(tokens, "Wv")
    behind = story.text[tokens[-1].end : tokens[-1].end + 14].split()
    if behind and behind[0][:1].isupper() and behind[0].lower().strip(".,") in story.words.papers:
        return None  # the Sunday Times
    back = (on.weekday() - (number or 0)) % 7
    if back == 0:
        today, week = Period.day(on), Period.day(on + timedelta(days=7))
        if story.context.prefer == "future" and not story.cue(tokens[0].start).sign:
            return Sense((week, today), "ahead is preferred")
        return Sense((today,), "the day of the document itself")
    last = on - timedelta(days=back)
    return pick([Period.day(last), Period.day(last + timedelta(days=7))], story, tokens[0], near=0, strong=True)


def weekday_and_day(tokens: Tokens, story: Story) -> Sense | None:
    """`Wednesday the 31st`: the nearest such day; before a noun it is another thing ("Friday, the fourth decline")."""
    number, day = value_of(tokens, "Wv"), value_of(tokens, "ON")
    if story.low[tokens[-1].end : tokens[-1].end + 2].strip()[:1].isalnum():
        return None
    if story.on is None:
        return NO_DAY
    months = [story.on.replace(day=1) + relativedelta(months=n) for n in (0, 1, -1, 2, -2, 3, -3)]
    found = [p for m in months if (p := day_of(m.year, m.month, day)) and p.first and p.first.weekday() == number]
    return Sense((found[0],), "the nearest month in which the weekday agrees") if found else None


def day_of_this_month(tokens: Tokens, story: Story) -> Sense | None:
    """`the 18th`: behind "on", "by", "until" or "of" and before a sign or the end."""
    token, day = tokens[-1], value_of(tokens, "ON") or 0
    before, after = story.low[max(0, tokens[0].start - 7) : tokens[0].start].split(), story.low[token.end : token.end + 1]
    called = bool(before) and before[-1] in story.words.calls_day
    if not (called or story.alone or len(story.text) < SHORT) or after not in ("", ".", ",", "?", "!") or not 1 <= day <= 31:
        return None
    return nearest_day(day, tokens[0], story)


def nearest_day(day: int, token: Token, story: Story) -> Sense | None:
    """A day of the month alone: of this month, of the last or of the next."""
    if story.on is None:
        return NO_DAY
    months = [story.on.replace(day=1) + relativedelta(months=n) for n in (-1, 0, 1)]
    days = [p for m in months if (p := day_of(m.year, m.month, day))]
    return pick(days, story, token, near=0) if days else None
