"""Which reports derive from others of the ledger: newer versions, copies, and those that say whom they repeat.

A copy is a relation between reports that tell of one deal, never a reason to join deals. Text that many reports share (formulas,
disclaimers) proves nothing, so only shingles that stand in at most three reports count, and a short text is never a copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from attrs import frozen

from dealwatch.domain.deal import Copy, Derivation
from dealwatch.domain.report import Report
from dealwatch.merge.census import NEVER, NO_DAY

SHINGLE: Final = 4
"""Words in a shingle."""

RARE: Final = 3
"""A shingle counts if it stands in at most so many reports."""

FEWEST: Final = 8
"""Rare shingles that the shorter text needs before it can be called a copy."""

ENOUGH: Final = 0.5
"""Share of them that must stand in the other text."""


@frozen(eq=False)
class Lineage:
    """The derivations, the report that each copy copies, and the reports that a newer version replaces."""

    derivations: tuple[Copy, ...] = ()
    copies: Mapping[str, str] = {}
    replaced: frozenset[str] = frozenset()


def trace_lineage(reports: Mapping[str, Report], blocks: Iterable[Sequence[str]]) -> Lineage:
    """Return which reports derive from others. `blocks` are the reports of each deal, by id."""
    found: list[Copy] = []
    replaced: set[str] = set()
    for report in reports.values():
        if report.replaces is not None and report.replaces in reports:
            replaced.add(report.replaces)
            found.append(Copy(report.id, report.replaces, Derivation.VERSION, "it says that it replaces it"))
    stated = {(copy.report_id, copy.of) for copy in found}
    copies: dict[str, str] = {}
    partners = {frozenset(pair) for block in blocks if len(block) <= MAX_BLOCK for pair in _pairs(block)}
    for (one, other), (shared, least) in _overlaps(reports, partners).items():
        if least < FEWEST or shared < ENOUGH * least:
            continue
        early, late = sorted((reports[one], reports[other]), key=_published)
        if (late.id, early.id) in stated or (early.id, late.id) in stated:
            continue
        reason = f"{shared} of the shorter text's {least} rare {SHINGLE}-word shingles stand in both"
        if early.outlet is not None and early.outlet == late.outlet:
            replaced.add(early.id)
            found.append(Copy(late.id, early.id, Derivation.VERSION, reason))
        else:
            copies.setdefault(late.id, early.id)
            if _published(reports[copies[late.id]]) > _published(early):
                copies[late.id] = early.id
            found.append(Copy(late.id, early.id, Derivation.VERBATIM, reason))
    found.sort(key=lambda copy: (_published(reports[copy.report_id]), _published(reports[copy.of])))
    return Lineage(tuple(found), copies, frozenset(replaced))


MAX_BLOCK: Final = 200
"""Reports of one deal beyond which its texts are not compared pair by pair."""


def _published(report: Report) -> tuple[date, datetime, str]:
    return report.day or NO_DAY, report.observed_at or NEVER, report.id


def _pairs(block: Sequence[str]) -> Iterable[tuple[str, str]]:
    return ((one, other) for at, one in enumerate(block) for other in block[:at] if one != other)


def _overlaps(reports: Mapping[str, Report], partners: set[frozenset[str]]) -> dict[tuple[str, str], tuple[int, int]]:
    """Return, for pairs that tell of one deal, the rare shingles in common and those of the text that has fewer."""
    wanted = sorted({report_id for pair in partners for report_id in pair})
    holders: dict[tuple[str, ...], list[str]] = {}
    for report_id in wanted:
        for shingle in _shingles(reports[report_id].text):
            held = holders.setdefault(shingle, [])
            if len(held) <= RARE:
                held.append(report_id)
    count = dict.fromkeys(wanted, 0)
    shared: dict[tuple[str, str], int] = {}
    for held in holders.values():
        if len(held) > RARE:
            continue
        for at, one in enumerate(held):
            count[one] += 1
            for other in held[:at]:
                if frozenset((one, other)) in partners:
                    shared[other, one] = shared.get((other, one), 0) + 1
    return {pair: (number, min(count[pair[0]], count[pair[1]])) for pair, number in shared.items()}


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = ["".join(letter for letter in word if letter.isalnum()) for word in text.casefold().split()]
    words = [word for word in words if word]
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
