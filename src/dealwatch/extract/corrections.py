"""Notices in a text that correct, retract or clarify what it, or an earlier version of it, said.

A caller who has the earlier version turns a correction into a report with `replaces`, a retraction into a Withdrawal; the
notice's words are the reason. What a notice means for other texts is never guessed here.
"""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files

from attrs import frozen

from dealwatch.domain.report import Evidence, Report
from dealwatch.extract.page import Page, Sentence, read_page
from dealwatch.extract.speech.cues import LANGUAGES

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
    if page.context.language not in (None, *LANGUAGES):
        return ()
    table = _phrases(LANGUAGES[0])
    found = (_read(page, sentence, table) for sentence in page.sentences)
    return tuple(correction for correction in found if correction is not None)


Phrases = dict[str, tuple[tuple[str, ...], ...]]


@cache
def _phrases(language: str) -> Phrases:
    text = (files("dealwatch.extract") / "data" / "said" / language / "corrections.toml").read_text(encoding="utf-8")
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
