"""Notices in a text that correct, retract or clarify what it, or an earlier version of it, said.

A caller who has the text that a notice is about turns it into an entry (`mend`): a correction into a newer version, a retraction
into a Withdrawal whose reason are the notice's words. Which text a notice is about is never guessed here.
"""

from __future__ import annotations

import tomllib
from datetime import datetime
from enum import StrEnum
from functools import cache
from importlib.resources import files

from attrs import evolve, frozen

from dealwatch.domain.ledger import Withdrawal
from dealwatch.domain.report import Evidence, Report
from dealwatch.extract.page import Page, Sentence, read_page

_ENDS = frozenset(".;)!?")


class CorrectionKind(StrEnum):
    """What a notice does to what was said."""

    CORRECTION = "correction"
    RETRACTION = "retraction"
    CLARIFICATION = "clarification"


@frozen
class Correction:
    """A notice: its sentence, what it says was wrong and what it says is right, where it tells."""

    kind: CorrectionKind
    notice: Evidence
    wrong: Evidence | None = None
    right: Evidence | None = None


def find_corrections(report: Report) -> tuple[Correction, ...]:
    """Return the notices of a report in the order of the text.

    >>> report = Report(text="This story has been corrected to say seven mills will close, not 17.", lang="en")
    >>> [(found.kind.value, found.wrong.quote, found.right.quote) for found in find_corrections(report)]
    [('correction', '17', 'seven mills will close')]
    """
    page = read_page(report)
    table = _phrases(page.context.language or "en")
    if not table:
        return ()
    found = (_read(page, sentence, table) for sentence in page.sentences)
    return tuple(correction for correction in found if correction is not None)


def mend(correction: Correction, report: Report, earlier: Report, *, by: str, at: datetime) -> Report | Withdrawal:
    """Return the entry that a notice in a report makes for the earlier text that it is about.

    A correction or clarification: the report, as the newer version that replaces the earlier one. A retraction: a Withdrawal of
    the earlier one, with the notice as its reason. `by` and `at` are who decides it, and when, for the Withdrawal.

    Raises:
        InvalidValue: if `by` is empty or `at` has no time zone.

    >>> from datetime import UTC
    >>> old = Report(text="Ash Corp will close 17 mills.", outlet="Daily Leaf")
    >>> new = Report(text="CORRECTION: Ash Corp will close seven mills.", outlet="Daily Leaf", lang="en")
    >>> (found,) = find_corrections(new)
    >>> mend(found, new, old, by="desk", at=datetime(2025, 7, 7, tzinfo=UTC)).replaces == old.id
    True
    """
    if correction.kind is CorrectionKind.RETRACTION:
        return Withdrawal(earlier.id, by, at, " ".join(correction.notice.quote.split()))
    return evolve(report, replaces=earlier.id)


Phrases = dict[str, tuple[tuple[str, ...], ...]]


@cache
def _phrases(language: str) -> Phrases:
    file = files("dealwatch.extract") / "data" / "said" / language / "corrections.toml"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return {name: tuple(tuple(phrase.split()) for phrase in listed) for name, listed in tomllib.loads(text).items()}


def _read(page: Page, sentence: Sentence, table: Phrases) -> Correction | None:
    first, last = sentence.first, sentence.last
    kind = next((kind for kind in reversed(CorrectionKind) if _behind(page, first, last, table[kind.value]) is not None), None)
    if kind is None:
        return None
    notice = page.report.evidence(sentence.span.start, sentence.span.end)
    return Correction(kind, notice, _told(page, first, last, table, "wrong"), _told(page, first, last, table, "right"))


def _behind(page: Page, first: int, last: int, phrases: tuple[tuple[str, ...], ...]) -> int | None:
    """The token behind the first of the phrases that stands in `[first, last)`, the longest at its place."""
    low = page.lower
    for index in range(first, last):
        ends = [index + len(p) for p in phrases if p[0] == low[index] and tuple(low[index : index + len(p)]) == p]
        if ends:
            return min(max(ends), last)
    return None


def _told(page: Page, first: int, last: int, table: Phrases, what: str) -> Evidence | None:
    """The words behind "incorrectly said" or "to say", up to the end of the clause or the other side of it."""
    start = _behind(page, first, last, table[f"{what}_after"])
    if start is None:
        return None
    end = start
    while end < last and page.lower[end] not in _ENDS:
        others = table["wrong_after"] if what == "right" else table["right_after"]
        if end > start and any(tuple(page.lower[end : end + len(p)]) == p for p in others):
            break
        end += 1
    if end == start:
        return None
    return page.report.evidence(page.tokens[start].start, page.tokens[end - 1].end)
