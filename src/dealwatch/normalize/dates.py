"""Find and read dates: days, months, quarters, years and more, absolute or counted from the day of the document.

Before: `context.py` says what the text does not. After: claims carry the Periods. The way of a date: `date_clusters` cuts out
runs of date words, `date_grammar` reads them by rows, `direction` and `date_story` supply what the words lack, `date_cldr`
knows every form that CLDR prints.
"""

from __future__ import annotations

from dealwatch.domain.dates import Period
from dealwatch.domain.reading import Mention, Reading
from dealwatch.domain.report import Report, Span
from dealwatch.normalize.context import Context
from dealwatch.normalize.date_cldr import read_by_cldr
from dealwatch.normalize.date_clusters import runs
from dealwatch.normalize.date_grammar import read_run
from dealwatch.normalize.date_story import Story
from dealwatch.normalize.date_words import date_words
from dealwatch.normalize.fold import fold


def find_dates(source: str | Report, context: Context | None = None) -> tuple[Mention[Period], ...]:
    """Find every date in a text or a report, in order.

    >>> from datetime import date
    >>> context = Context(locale="en_AU", on=date(2025, 7, 7))
    >>> for found in find_dates("Ash Corp said on Friday it will close the plant by March 2028.", context):
    ...     print(found.quote, found.span, found.reading.candidates[0])
    Friday [17:23) 2025-07-04
    March 2028 [51:61) 2028-03
    """
    text = source.text if isinstance(source, Report) else source
    context = context or (Context.of(source) if isinstance(source, Report) else Context())
    words = date_words(context.locale)
    low = "\n\n".join(map(fold, text.split("\n\n")))
    story = Story(text, low, context, words)
    out: list[Mention[Period]] = []
    for run in runs(text, low, words):
        for first, end, sense in read_run(run, story):
            span = Span(run[first].start, run[end - 1].end)
            story.note(sense, span)
            out.append(Mention(span, text[span.start : span.end], Reading(sense.candidates, sense.rule, sense.settled)))
    return tuple(out)


def read_date(text: str, context: Context) -> Reading[Period]:
    """Read a text that is one date.

    >>> read_date("7. Juli 2025", Context(locale="de")).only
    Period(first=datetime.date(2025, 7, 7), last=datetime.date(2025, 7, 7))
    """
    found: dict[Period, str] = {}
    if context.locale is not None:
        found = dict(read_by_cldr(text, context.locale, context.on))
    whole = [m for m in find_dates(text.strip(), context) if len(m.quote) == len(text.strip())]
    for mention in whole:
        for period in mention.reading.candidates:
            found.setdefault(period, mention.reading.rule)
    if found:
        settled = len(found) > 1 and bool(whole) and whole[0].reading.settled and next(iter(found)) == whole[0].reading.best
        return Reading(tuple(found), next(iter(found.values())), settled)
    return whole[0].reading if whole else Reading((), "no date is written so in this locale")
