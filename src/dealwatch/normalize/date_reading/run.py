"""Small readers of a run of tokens: the number, the unit, the step, the count in it, and the senses they make."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Final, TypeAlias

from attrs import frozen

from dealwatch.domain.dates import Period
from dealwatch.normalize.date_reading.cldr_forms import BUDDHIST, centuries
from dealwatch.normalize.date_reading.clusters import Token
from dealwatch.normalize.date_reading.story import WRITTEN, Sense, Story

Tokens: TypeAlias = Sequence[Token]
Handler: TypeAlias = Callable[[Tokens, Story], Sense | None]


@frozen(eq=False)
class Rows:
    """The rows of a grammar in order: a pattern of class letters, and who reads what it takes.

    A table is known by itself, not by what it holds, so that looking something up by it costs nothing.
    """

    rows: tuple[tuple[str, Handler], ...]

    @cached_property
    def compiled(self) -> tuple[tuple[re.Pattern[str], Handler], ...]:
        """The rows with their patterns compiled."""
        return tuple((re.compile(pattern), handler) for pattern, handler in self.rows)


NOTHING: Final = Sense((), "")
"""What a row gives that eats its words and is no date: "the first nine months of 1990"."""


def value_of(tokens: Tokens, classes: str, default: int | None = None) -> int | None:
    """The first number that a token of one of the classes has; "twenty second" is one ordinal."""
    tens = 0
    for token in tokens:
        if token.cls in classes and isinstance(token.value, int):
            return token.value + (tens if token.cls == "O" and token.value < 10 else 0)
        tens = token.value if token.cls == "n" and isinstance(token.value, int) and token.value in (20, 30) else tens
    return default


def unit_of(tokens: Tokens) -> str:
    """The letter of the last unit; a day where none is named."""
    return next((str(token.value) for token in reversed(tokens) if token.cls in "Uu"), "d")


def step_of(tokens: Tokens) -> int | None:
    """Back (-1), this (0) or ahead (1), by the first word that says so."""
    signs = {"D": 0, "L": -1, "X": 1, "B": -1, "C": 1, "K": 0, "A": -1, "E": -1, "G": 1, "V": -1}
    return next((signs[token.cls] for token in tokens if token.cls in signs), None)


def count_of(tokens: Tokens) -> int | None:
    """The number written in words or figures: "five", "twenty five", "25", "a"."""
    total, seen = 0, False
    for token in tokens:
        if token.cls in "nN" and isinstance(token.value, int):
            total, seen = (total * 100 if token.value == 100 and total else total + token.value), True
    return total if seen else 1 if any(token.cls in "at" for token in tokens) else None


def day_of(year: int, month: int | None, day: int | None) -> Period | None:
    """The day, or None where the calendar has none."""
    try:
        return Period.day(date(year, month or 0, day or 0))
    except ValueError:
        return None


def month_of(year: int, month: int) -> Period | None:
    """The month, or None where there is none of that number."""
    return Period.month(year, month) if 1 <= month <= 12 else None


def one(period: Period | None, unit: str, rule: str = WRITTEN) -> Sense | None:
    """The sense of one period; None for none."""
    return Sense((period,), rule, unit=unit) if period else None


def years_of(token: Token, story: Story) -> tuple[int, ...]:
    """The years that a token may be: itself, or both centuries of two digits; a Thai year counts from the Buddha's death."""
    year = int(str(token.value))
    if token.cls == "Y":
        return (year - BUDDHIST,) if year > 2400 and story.context.language == "th" else (year,)
    return centuries(year, story.on) if token.end - token.start == 2 else ()


def known(periods: Sequence[Period | None], unit: str, rule: str) -> Sense | None:
    """The sense of those periods that there are; None for none."""
    kept = tuple(dict.fromkeys(period for period in periods if period is not None))
    return Sense(kept, rule, unit=unit) if kept else None
