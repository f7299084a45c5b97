"""Find and read dates: days, months, quarters, years and more, absolute or counted from the day of the document.

Before: `context.py` says what the text does not. After: claims carry the Periods. The way of a date: `date_clusters` cuts out
runs of date words, `date_grammar` reads them by rows, `direction` and `date_story` supply what the words lack, `date_cldr`
knows every form that CLDR prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dealwatch.domain.dates import Period
from dealwatch.domain.reading import Mention, Reading
from dealwatch.domain.report import Report, Span
from dealwatch.normalize.context import Context
from dealwatch.normalize.date_reading.cldr_forms import read_by_cldr, western_digits
from dealwatch.normalize.date_reading.clusters import Token, runs, whole_run
from dealwatch.normalize.date_reading.grammar import WORD_ROWS, read_run
from dealwatch.normalize.date_reading.nearest import SHORT
from dealwatch.normalize.date_reading.other_calendars import YEARS as OTHER_YEARS
from dealwatch.normalize.date_reading.sign_rows import SIGN_ROWS
from dealwatch.normalize.date_reading.signs import sign_runs, sign_words
from dealwatch.normalize.date_reading.story import Sense, Story
from dealwatch.normalize.date_reading.words import DateWords, date_words
from dealwatch.normalize.fold import fold

OUTSIDE: Final = frozenset("EGiwbt")
"""The classes of words that may lead a date but do not belong to it."""
REACH: Final = 60
"""How far to the left of a range a word of moving is looked for, in code points."""


def find_dates(source: str | Report, context: Context | None = None) -> tuple[Mention[Period], ...]:
    """Find every date in a text or a report, in order.

    >>> from datetime import date
    >>> context = Context(locale="en_AU", on=date(2025, 7, 7))
    >>> for found in find_dates("Ash Corp said on Friday it will close the plant by March 2028.", context):
    ...     print(found.quote, found.span, found.reading.candidates[0])
    Friday [17:23) 2025-07-04
    March 2028 [51:61) 2028-03

    Raises:
        InvalidValue: if CLDR has no such locale, or the day of the document lies outside the years 100 to 9900.
    """
    text = source.text if isinstance(source, Report) else source
    context = context or (Context.of(source) if isinstance(source, Report) else Context())
    words = date_words(context.locale, cased=len(text) >= SHORT or text != text.lower())
    low = western_digits("\n\n".join(map(fold, text.split("\n\n"))))  # an empty line ends what belongs together
    story = Story(text, low, context, words)
    out: list[Mention[Period]] = []
    for run, read in _runs(story):
        for first, end, sense in read:
            span = Span(run[first].start, run[end - 1].end)
            story.note(sense, span)
            out.append(Mention(span, text[span.start : span.end], Reading(sense.candidates, sense.rule, sense.settled)))
    return tuple(out)


def join_ranges(
    mentions: Sequence[Mention[Period]], source: str | Report, context: Context | None = None
) -> tuple[Mention[Period], ...]:
    """Join the two ends of each range: "from 1988 to 1990" becomes one mention of one period.

    `find_dates` leaves the ends apart where each can be read alone. What moves is not joined ("postponed from May to June").

    >>> context, text = Context(locale="en"), "Birch Ltd paid dividends from 1988 to 1990."
    >>> [(found.quote, str(found.reading.only)) for found in join_ranges(find_dates(text, context), text, context)]
    [('1988 to 1990', '1988-01-01/1990-12-31')]
    """
    text = source.text if isinstance(source, Report) else source
    context = context or (Context.of(source) if isinstance(source, Report) else Context())
    words = date_words(context.locale)
    out: list[Mention[Period]] = []
    for mention in mentions:
        joined = _joined(out[-1], mention, text, words) if out else None
        if joined is not None:
            out[-1] = joined
        else:
            out.append(mention)
    return tuple(out)


def _joined(left: Mention[Period], right: Mention[Period], text: str, words: DateWords) -> Mention[Period] | None:
    link = text[left.span.end : right.span.start].strip().lower()
    before = text[max(0, left.span.start - REACH) : left.span.start].lower().split()
    cls = words.words[link].cls if link in words.words else "r" if link in ("-", "\u2013", "~", "\uff5e", "から") else ""
    opened = bool(before) and before[-1] in words.words and words.words[before[-1]].cls == "b"
    if (cls != "r" and not (cls == "&" and opened)) or any(word in words.moving for word in before[-4:]):
        return None
    pairs = [(a.first, b.last) for a in left.reading.candidates for b in right.reading.candidates]
    periods = dict.fromkeys(Period(first, last) for first, last in pairs if first and last and first < last)
    if not periods:
        return None
    span = Span(left.span.start, right.span.end)
    settled = all(mention.reading.best is not None for mention in (left, right))
    return Mention(span, text[span.start : span.end], Reading(tuple(periods), f"joined: {left.span} and {right.span}", settled))


def _runs(story: Story) -> Iterator[tuple[list[Token], list[tuple[int, int, Sense]]]]:
    """The runs of a text and what stands in them, by the rows that fit the language."""
    signs = sign_words(story.context.language or "")
    if signs is not None:
        for run in sign_runs(story.low, signs):
            yield run, read_run(run, story, SIGN_ROWS)
    else:
        for run in runs(story.text, story.low, story.words):
            yield run, read_run(run, story)


def read_date(text: str, context: Context) -> Reading[Period]:
    """Read a text that is one date.

    >>> read_date("7. Juli 2025", Context(locale="de")).only
    Period(first=datetime.date(2025, 7, 7), last=datetime.date(2025, 7, 7))
    """
    found: dict[Period, str] = {}
    if context.locale is not None:
        found = dict(read_by_cldr(text, context.locale, context.on))
        if date_words(context.locale).calendar:  # Babel prints Gregorian years; 1404 is one of the country's own calendar
            found = {period: rule for period, rule in found.items() if not period.first or period.first.year not in OTHER_YEARS}
    whole = _whole(text.strip(), context)
    if whole.candidates and all(rule.startswith("MMM") for rule in found.values()):  # no year is written: the words choose it
        found = dict.fromkeys(whole.candidates, whole.rule) | found
    for period in whole.candidates:
        found.setdefault(period, whole.rule)
    if not found:
        return whole
    settled = len(found) > 1 and whole.best is not None and next(iter(found)) == whole.best
    return Reading(tuple(found), next(iter(found.values())), settled)


def _whole(text: str, context: Context) -> Reading[Period]:
    """What the grammar makes of a whole text; words that stand outside a date's span may lead it: "in", "from", "earlier"."""
    words, low = date_words(context.locale, cased=text != text.lower()), western_digits(fold(text))
    story = Story(text, low, context, words, alone=True)
    signs = sign_words(context.language or "")
    run = next(sign_runs(low, signs), None) if signs else whole_run(text, low, words)
    if run and run[0].start == 0 and run[-1].end == len(text):
        found = read_run(run, story, SIGN_ROWS if signs else WORD_ROWS)
        if len(found) == 1 and found[0][1] == len(run) and all(token.cls in OUTSIDE for token in run[: found[0][0]]):
            sense = found[0][2]
            return Reading(sense.candidates, sense.rule, sense.settled)
    return Reading((), f"no date is written so in {context.locale or 'a text of unknown language'}")
