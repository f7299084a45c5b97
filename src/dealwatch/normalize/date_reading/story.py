"""What a reader of dates keeps in mind while going through a text: the document's day, and the dates met so far."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from dealwatch.domain.dates import Period
from dealwatch.domain.report import Span
from dealwatch.errors import InvalidValue
from dealwatch.normalize.context import Context
from dealwatch.normalize.date_reading.clusters import Token
from dealwatch.normalize.date_reading.direction import Cue, cue_left, cue_right
from dealwatch.normalize.date_reading.units import FINENESS
from dealwatch.normalize.date_reading.words import DATED, DIRECTLY, DateWords
from dealwatch.normalize.fiscal import Convention


class Sense(NamedTuple):
    """What an expression may mean: candidates in order, the rule, whether it settles, the unit, and if it looks back."""

    candidates: tuple[Period, ...]
    rule: str
    settled: bool = False
    unit: str = "d"
    back: bool = False
    fiscal: bool = False


WRITTEN: Final = "as written"
"""The rule of a date that lacks nothing."""
NO_DAY: Final = Sense((), "needs the day of the document: Context(on=...)")


class Met(NamedTuple):
    """A date met before: its days, its unit and where it stands."""

    period: Period
    unit: str
    span: Span


class Story:
    """The state of one pass over one text.

    `on` is the document's day; `alone` says that the text is one date, so that nothing else can be meant. `met` are the last
    dates, `dated` the last two written with a year, `quarter` the last quarter that was no look-back, `fiscal` the last fiscal
    year; `named` the companies with a calendar, once asked for; `before` and `rest` the tokens around those being read, which
    end at `ends`.
    """

    def __init__(self, text: str, low: str, context: Context, words: DateWords, *, alone: bool = False) -> None:
        self.text, self.low, self.context, self.words = text, low, context, words
        if context.on is not None and not 100 <= context.on.year <= 9900:
            raise InvalidValue(f"the day of the document is {context.on}; dates are counted from days of the years 100 to 9900")
        self.on: date | None = context.on
        self.alone = alone
        self.met: deque[Met] = deque(maxlen=6)
        self.dated: deque[Met] = deque(maxlen=2)
        self.quarter: Met | None = None
        self.fiscal: Met | None = None
        self.named: list[tuple[Convention, int, int]] | None = None
        self.run_cue: Cue | None = None
        self.ends = 0
        self.before: Sequence[Token] = ()
        self.rest: Sequence[Token] = ()

    def note(self, sense: Sense, span: Span) -> None:
        """Remember a date that was read."""
        if not sense.candidates or sense.candidates[0].first is None:
            return
        met = Met(sense.candidates[0], sense.unit, span)
        self.met.append(met)
        if sense.rule == WRITTEN and sense.unit in "dm":
            self.dated.append(met)
        if sense.unit == "q" and not sense.back:
            self.quarter = met
        if sense.unit == "y" and sense.fiscal:
            self.fiscal = met

    @property
    def tells_of_another_time(self) -> bool:
        """Tell whether the text tells history.

        It does where the last two days or months written with a year lie far from the document's day, and the last date too.
        """
        if self.on is None or len(self.dated) < 2:
            return False
        told = (*self.dated, self.met[-1])
        return all(met.period.first is not None and abs(met.period.first.year - self.on.year) > 2 for met in told)

    def anchor(self, unit: str) -> Met | None:
        """The last date met of the same or a finer unit."""
        limit = FINENESS.index(unit)
        return next((met for met in reversed(self.met) if FINENESS.index(met.unit) <= limit), None)

    def cue_before(self, cue: Cue) -> Cue:
        """The next cue to the left of a weak one, if that is strong; else the weak one itself."""
        left = cue_left(self.text, self.low, cue.start, self.words.direction)
        return left if left.strong and left.sign > 0 else cue

    def cue(self, start: int) -> Cue:
        """Which way the words to the left of a place point; for all dates of one run the words before the run do."""
        word = self.low[self.before[-1].start : self.before[-1].end] if self.before else ""
        if self.before and self.run_cue is not None and self.words.direction.roles.get(word) != DIRECTLY:
            return self.run_cue
        self.run_cue = cue_left(self.text, self.low, start, self.words.direction)
        if self.words.direction.roles.get(self.run_cue.word) == DATED and self.rest and self.rest[0].cls == "r":
            self.run_cue = cue_left(self.text, self.low, self.run_cue.start, self.words.direction)  # "vom 5. Mai bis ..."
        if not self.run_cue.sign and self.words.direction.verb_second and self.ends:
            self.run_cue = cue_right(self.text, self.low, start, self.ends, self.words.direction)
        return self.run_cue
