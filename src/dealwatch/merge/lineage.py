"""Which reports derive from others of the ledger: newer versions, and copies.

A copy is a relation between reports that tell of one deal (or, telling of none, of one thing), never a reason to join deals.
Text that reports of other deals share (formulas, disclaimers) proves nothing, so only shingles that stand in at most three of
them count, and a short text is never a copy. Who says whom it repeats is no matter of text: `roots.py` follows the citations.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from attrs import frozen

from dealwatch.domain.deal import Copy, Derivation
from dealwatch.domain.report import Report
from dealwatch.merge.census import NEVER, NO_DAY

SHINGLE: Final = 4
"""Words in a shingle."""

RARE: Final = 3
"""A shingle counts if it stands in at most so many reports of other deals."""

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


def trace_lineage(reports: Mapping[str, Report], blocks: Sequence[Sequence[str]]) -> Lineage:
    """Return which reports derive from others. `blocks` are the reports of each deal or thing, by id."""
    found: list[Copy] = []
    replaced: set[str] = set()
    for report in reports.values():
        if report.replaces is not None and report.replaces in reports:
            replaced.add(report.replaces)
            found.append(Copy(report.id, report.replaces, Derivation.VERSION, "it says that it replaces it"))
    stated = {frozenset((copy.report_id, copy.of)) for copy in found}
    copied: dict[str, Copy] = {}
    for (early, late), (shared, least) in _overlaps(reports, blocks).items():
        if least < FEWEST or shared < ENOUGH * least or frozenset((early, late)) in stated:
            continue
        reason = f"{shared} of the shorter text's {least} rare {SHINGLE}-word shingles stand in both"
        if reports[early].outlet is not None and reports[early].outlet == reports[late].outlet:
            replaced.add(early)
            found.append(Copy(late, early, Derivation.VERSION, reason))
        elif late not in copied or _published(reports[early]) < _published(reports[copied[late].of]):
            copied[late] = Copy(late, early, Derivation.VERBATIM, reason)
    found += copied.values()
    found.sort(key=lambda copy: (_published(reports[copy.report_id]), _published(reports[copy.of])))
    return Lineage(tuple(found), {late: copy.of for late, copy in copied.items()}, frozenset(replaced))


def _published(report: Report) -> tuple[date, datetime, str]:
    return report.day or NO_DAY, report.observed_at or NEVER, report.id


def _overlaps(reports: Mapping[str, Report], blocks: Sequence[Sequence[str]]) -> dict[tuple[str, str], tuple[int, int]]:
    """Return, for an earlier and a later text of one deal, the rare shingles in common and those of the text that has fewer.

    Each text is compared with the first and with the last before it that has a shingle, so that the time is linear.
    """
    shingles = {report_id: shingles_of(reports[report_id].text) for block in blocks for report_id in block}
    everywhere = Counter(shingle for own in shingles.values() for shingle in own)
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for block in blocks:
        ordered = sorted(block, key=lambda report_id: _published(reports[report_id]))
        inside = Counter(shingle for report_id in ordered for shingle in shingles[report_id])
        rare = {shingle for shingle, count in inside.items() if everywhere[shingle] - count <= RARE}
        first: dict[str, str] = {}
        last: dict[str, str] = {}
        shared: Counter[tuple[str, str]] = Counter()
        size: dict[str, int] = {}
        for report_id in ordered:
            own = shingles[report_id] & rare
            size[report_id] = len(own)
            shared.update((first[shingle], report_id) for shingle in own if shingle in first)
            shared.update((last[shingle], report_id) for shingle in own if shingle in last and last[shingle] != first[shingle])
            for shingle in own:
                first.setdefault(shingle, report_id)
                last[shingle] = report_id
        for (early, late), number in sorted(shared.items()):
            found[early, late] = (number, min(size[early], size[late]))
    return found


_WORD: Final = re.compile(r"\w+")


def shingles_of(text: str) -> set[str]:
    """Return the shingles of a text: each run of `SHINGLE` words, without case and punctuation.

    >>> sorted(shingles_of("Ash buys Birch, at last."))
    ['ash buys birch at', 'buys birch at last']
    """
    words = _WORD.findall(text.casefold())
    return set(map(" ".join, zip(*(words[at:] for at in range(SHINGLE)), strict=False)))
