"""A brief before it is written: chapters of lines, each line with the evidence for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Final

from attrs import frozen

from dealwatch.brief.wording import day_in_words
from dealwatch.domain.claim import Claim
from dealwatch.domain.report import Evidence, Report
from dealwatch.domain.words import Label

CAVEATS: Final = (Label.PLANNED, Label.RUMOURED, Label.CONDITIONAL, Label.DENIED)
"""The labels that take something from a value."""
_FIRMEST_FIRST: Final = (Label.ASSERTED, Label.REPORTED, Label.PLANNED, Label.RUMOURED, Label.CONDITIONAL, Label.DENIED)


def firmest(claims: Iterable[Claim]) -> Label:
    """The firmest label among the claims that won: what they say may be said as firmly as by the best of them, and no firmer."""
    return min((claim.modality.label for claim in claims), key=_FIRMEST_FIRST.index)


@frozen
class Line:
    """Something said, and the words that prove it. `label` stands before it, as in a table; `rank` 1 is indented.

    `why` says how the rules chose it, and `weighed` that they had something to choose from. `firmness`, `who` (original
    sources) and `since` (the first day on which a report had it) are what a page filters by.
    """

    text: str
    evidence: tuple[Evidence, ...]
    label: str = ""
    rank: int = 0
    firmness: Label | None = None
    who: tuple[str, ...] = ()
    since: date | None = None
    why: str = ""
    weighed: bool = False

    @property
    def caveat(self) -> Label | None:
        """What is to be added to a bare value that is not claimed as a fact."""
        return self.firmness if self.label and self.rank == 0 and self.firmness in CAVEATS else None


@frozen
class Row:
    """A deal in the table at the head of a brief: its number, what it is, and a cell for each of `COLUMNS`.

    The status is told no more firmly than its claims tell it ("agreed, planned").
    """

    number: int
    deal: str
    cells: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    firmness: Label | None = None
    since: date | None = None


COLUMNS: Final = ("Status", "Price", "Sources", "Last change")


@frozen
class Step:
    """A day on which something was said of a deal: the status, how firmly, and by how many reports."""

    day: date
    status: str
    firmness: Label
    count: int


@frozen
class Chapter:
    """A heading and its lines; `level` 1 is the whole, 2 a deal, 3 a part of it.

    `row` is that of a deal's chapter, `rows` the table of all deals. `path` are the steps to draw on a line of
    time, `chains` who told whom: each from the original source to the report.
    """

    title: str
    level: int
    lines: tuple[Line, ...] = ()
    path: tuple[Step, ...] = ()
    chains: tuple[tuple[str, ...], ...] = ()
    rows: tuple[Row, ...] = ()
    row: Row | None = None

    @property
    def evidence(self) -> Iterator[Evidence]:
        """What its rows and lines cite, in their order."""
        yield from (note for row in self.rows for note in row.evidence)
        yield from (note for line in self.lines for note in line.evidence)


@frozen
class Outline:
    """The chapters of a brief, the reports that its footnotes lead to, each with what it is called, and the locale."""

    chapters: tuple[Chapter, ...]
    reports: tuple[tuple[str, Report], ...]
    locale: str

    @cached_property
    def notes(self) -> tuple[Evidence, ...]:
        """The footnotes in the order of their first use."""
        return tuple(self._numbers)

    def number(self, evidence: Evidence) -> int:
        """Return the number of a footnote, from 1."""
        return self._numbers[evidence]

    def note(self, evidence: Evidence) -> str:
        """Write a footnote: which report, when, where in its text, and the words."""
        name, report = self._reports[evidence.report_id]
        quote = " ".join(evidence.quote.split())
        return f"{name}, {day_in_words(report.published, self.locale)}, {evidence.span}: “{quote}”"

    @cached_property
    def _numbers(self) -> dict[Evidence, int]:
        used = (evidence for chapter in self.chapters for evidence in chapter.evidence)
        return {evidence: number for number, evidence in enumerate(dict.fromkeys(used), 1)}

    @cached_property
    def _reports(self) -> dict[str, tuple[str, Report]]:
        return {report.id: (name, report) for name, report in self.reports}
