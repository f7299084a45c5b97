"""Which reports derive from others of the ledger: newer versions, and copies.

A copy is a relation between reports that tell of one deal (or, telling of none, of one thing), never a reason to join deals.
Text that reports of other deals share (formulas, disclaimers) proves nothing, so only shingles that stand in at most three of
them count, and a short text is never a copy. What is told again in other words is found by `retold.py`, in another language by
`translated.py`. Who says whom it repeats is no matter of text: `citations.py` lists it, and `roots.py` follows it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from itertools import chain
from sys import intern
from typing import Final

from attrs import frozen

from dealwatch.domain.deal import Copy, Derivation
from dealwatch.domain.report import Report
from dealwatch.merge.census import NEVER, NO_DAY
from dealwatch.merge.memory import Recall, afresh
from dealwatch.merge.retold import DAYS, FEWEST_OF_ONE, FEWEST_WORDS, Rarity, neighbours, retelling, telling_words
from dealwatch.merge.translated import marks_of, translation

SHINGLE: Final = 4
"""Words in a shingle."""

RARE: Final = 3
"""A shingle counts if it stands in at most so many reports of other deals."""

FEWEST: Final = 8
"""Rare shingles that the shorter text needs before it can be called a copy."""

ENOUGH: Final = 0.5
"""Share of them that must stand in the other text."""

SHOWN: Final = 6
"""Names and numbers that the reason of a translation shows."""

LEAST: Final = 4
"""So many that two texts share make them suspects: half of the fewest."""


@frozen(eq=False)
class Lineage:
    """The derivations, the report that each copy copies, and the reports that a newer version replaces."""

    derivations: tuple[Copy, ...] = ()
    copies: Mapping[str, str] = {}
    replaced: frozenset[str] = frozenset()


def trace_lineage(
    reports: Mapping[str, Report], blocks: Sequence[Sequence[str]], citations: Sequence[Copy] = (), recall: Recall = afresh
) -> Lineage:
    """Return which reports derive from others. `blocks` are the reports of each deal or thing, by id.

    Of two reports one derivation is told: a version before a copy word for word, that before a rewrite, and a citation last.
    """
    found: list[Copy] = []
    replaced: set[str] = set()
    for report in reports.values():
        if report.replaces is not None and report.replaces in reports:
            replaced.add(report.replaces)
            found.append(Copy(report.id, report.replaces, Derivation.VERSION, "it says that it replaces it"))
    stated = {frozenset((copy.report_id, copy.of)) for copy in found}
    copied: dict[str, Copy] = {}
    told = dict.fromkeys(chain.from_iterable(blocks))
    words = {report_id: recall(("words", report_id), partial(words_of, reports[report_id].text)) for report_id in told}
    for (early, late), (shared, least) in _overlaps(words, reports, blocks, recall).items():
        if least < FEWEST or shared < ENOUGH * least or frozenset((early, late)) in stated:
            continue
        reason = f"{shared} of the shorter text's {least} rare {SHINGLE}-word shingles stand in both"
        if reports[early].outlet is not None and reports[early].outlet == reports[late].outlet:
            replaced.add(early)
            found.append(Copy(late, early, Derivation.VERSION, reason))
        elif late not in copied or published(reports[early]) < published(reports[copied[late].of]):
            copied[late] = Copy(late, early, Derivation.VERBATIM, reason)
    stated |= {frozenset((copy.report_id, copy.of)) for copy in (*found, *copied.values())}
    for copy in _retold(words, reports, blocks, recall):
        if frozenset((copy.report_id, copy.of)) in stated:
            continue
        stated.add(frozenset((copy.report_id, copy.of)))
        if copy.derivation is Derivation.VERSION:
            replaced.add(copy.of)
            found.append(copy)
        else:
            copied.setdefault(copy.report_id, copy)
    found += copied.values()
    found += [copy for copy in citations if frozenset((copy.report_id, copy.of)) not in stated]
    found.sort(key=lambda copy: (published(reports[copy.report_id]), published(reports[copy.of])))
    return Lineage(tuple(found), {late: copy.of for late, copy in copied.items()}, frozenset(replaced))


def _retold(
    words: Mapping[str, Sequence[str]], reports: Mapping[str, Report], blocks: Sequence[Sequence[str]], recall: Recall
) -> Iterator[Copy]:
    """Return each retelling among neighbours: a newer version of one outlet, a rewrite, or a translation."""
    rarity = Rarity(words.values())
    for block in blocks:
        ordered = _by_day(block, reports)
        days = [reports[report_id].day for report_id in ordered]
        near = [(at, beside) for at, beside in neighbours(len(ordered)) if _within_days(days[at], days[beside])]
        telling = {ordered[at]: telling_words(words[ordered[at]]) for at in dict.fromkeys(chain.from_iterable(near))}
        for at, beside in near:
            early, late = reports[ordered[at]], reports[ordered[beside]]
            if _in_two_languages(early, late):
                one, other = (recall(("marks", r.id), partial(marks_of, r.text)) for r in (early, late))
                both = translation(one, other)
                if both:
                    shown = f"{len(both)} names and numbers stand in both, in one order: {', '.join(both[:SHOWN])}"
                    yield Copy(late.id, early.id, Derivation.TRANSLATION, shown)
                continue
            of_one = early.outlet is not None and early.outlet == late.outlet
            found = retelling(telling[early.id], telling[late.id], rarity, FEWEST_OF_ONE if of_one else FEWEST_WORDS)
            if found is not None:
                shown = ", ".join(found.words)
                reason = f"{found.share:.0%} of the shorter text's words, by weight, stand in both: {shown}"
                yield Copy(late.id, early.id, Derivation.VERSION if of_one else Derivation.REWRITE, reason)


def _in_two_languages(one: Report, other: Report) -> bool:
    """Whether two reports are known to be in different languages, regions apart."""
    first, second = ((report.lang or "").partition("-")[0].casefold() for report in (one, other))
    return bool(first and second) and first != second


def _within_days(early: date | None, late: date | None) -> bool:
    return early is not None and late is not None and abs((late - early).days) <= DAYS


def published(report: Report) -> tuple[date, datetime, str]:
    """The order of publication; what says no day stands first, ties by observation, then id."""
    return report.day or NO_DAY, report.observed_at or NEVER, report.id


def _overlaps(
    words: Mapping[str, Sequence[str]], reports: Mapping[str, Report], blocks: Sequence[Sequence[str]], recall: Recall
) -> dict[tuple[str, str], tuple[int, int]]:
    """Return, for an earlier and a later text of one deal, the rare shingles in common and those of the text that has fewer.

    First whatever two texts of a block share is found, then how many reports have it: shingles are many, so only those of
    suspects are kept. Each text is compared with the first and with the last before it that has a shingle: the time is linear.
    """
    ordered = [tuple(_by_day(block, reports)) for block in blocks]
    found_in = [recall(("suspects", block), partial(_suspects, block, words)) for block in ordered]
    suspects = [some for some in found_in if some.common]
    known = {report_id: own for some in suspects for report_id, own in some.shingles.items()}
    wanted = set(chain.from_iterable(known.values()))
    everywhere: Counter[Shingle] = Counter()
    for report_id, told in words.items() if wanted else ():
        everywhere.update(known[report_id] if report_id in known else wanted & shingles_of(told))
    found: dict[tuple[str, str], tuple[int, int]] = {}
    frequent = {shingle for shingle, count in everywhere.items() if count > RARE}
    for some in suspects:
        rare: dict[str, set[Shingle]] = {}
        for report_id, own in some.shingles.items():
            often = {shingle for shingle in frequent.intersection(own) if everywhere[shingle] - some.inside[shingle] > RARE}
            rare[report_id] = set(own) - often
        for (early, late), both in sorted(some.common.items()):
            found[early, late] = (len(rare[late].intersection(both)), min(len(rare[early]), len(rare[late])))
    return found


@frozen(eq=False)
class _Suspects:
    """The shingles that two texts of a block share, where they may be enough for a copy, and all of such texts, counted."""

    common: Mapping[tuple[str, str], Sequence[Shingle]]
    shingles: Mapping[str, Sequence[Shingle]]
    inside: Mapping[Shingle, int]


def _by_day(block: Sequence[str], reports: Mapping[str, Report]) -> list[str]:
    return sorted(block, key=lambda report_id: published(reports[report_id]))


def _suspects(ordered: Sequence[str], words: Mapping[str, Sequence[str]]) -> _Suspects:
    """Compare each text of a block, in the order of publication, with the first and the last before it that has a shingle."""
    shingles = {report_id: shingles_of(words[report_id]) for report_id in ordered}
    inside = Counter(chain.from_iterable(shingles.values()))
    repeated = {shingle for shingle, count in inside.items() if count > 1}
    first: dict[Shingle, str] = {}
    last: dict[Shingle, str] = {}
    shared: dict[tuple[str, str], list[Shingle]] = {}
    for report_id, own in shingles.items() if len(repeated) >= LEAST else ():
        beside: dict[str, list[Shingle]] = {}
        for shingle in own & repeated:
            early = first.setdefault(shingle, report_id)
            if early is not report_id:
                beside.setdefault(early, []).append(shingle)
                late = last.get(shingle, early)
                if late is not early:
                    beside.setdefault(late, []).append(shingle)
                last[shingle] = report_id
        for early, both in beside.items():
            if len(both) >= LEAST:
                shared[early, report_id] = both
    members = {report_id for pair in shared for report_id in pair}
    return _Suspects(
        shared,
        {report_id: tuple(own) for report_id, own in shingles.items() if report_id in members},
        inside if shared else {},
    )


_WORD: Final = re.compile(r"\w+")

Shingle = str
"""Its words, parted by blanks: as one string, because a string keeps its hash."""


def words_of(text: str) -> list[str]:
    """Return the words of a text, without case and punctuation."""
    return list(map(intern, _WORD.findall(text.casefold())))  # texts share most of their words


def shingles_of(words: Sequence[str]) -> set[Shingle]:
    """Return the shingles of a text, given by its words: each run of `SHINGLE` of them.

    >>> sorted(shingles_of(words_of("Ash buys Birch, at last.")))
    ['ash buys birch at', 'buys birch at last']
    """
    return set(map(" ".join, zip(*(words[at:] for at in range(SHINGLE)), strict=False)))
