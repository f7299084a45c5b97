"""Which reports derive from one another, on labelled pairs of made-up reports and the seeds, from the text to the dossier."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from dealwatch import Copy, Dossier, Ledger, Report, extract_claims, read_reports, resolve_deals

FAMILY = ("story", "flash", "rerun", "copy", "rewrite")
"""The reports of a story that are one family; the others stand alone."""

START = date(2025, 3, 4)
HEADLINES_ALIKE = 0.55
"""Jaccard of the words of two headlines from which on a tool that compares headlines calls two reports one story."""

Pair = frozenset[str]


def stories() -> dict[str, dict[str, Report]]:
    """The reports of each story by their part in it."""
    table = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text(encoding="utf-8"))
    return {
        story["name"]: {
            part: Report(
                text=told["text"],
                title=told["text"].partition("\n")[0],
                outlet=told["outlet"],
                published=START + timedelta(days=told["day"]),
                lang="en",
            )
            for part, told in story.items()
            if part != "name"
        }
        for story in table["story"]
    }


def families(copies: Iterable[Copy]) -> Mapping[str, str]:
    """The report at the head of each family, by the reports that derive from it."""
    head: dict[str, str] = {}

    def top(report_id: str) -> str:
        while head.get(report_id, report_id) != report_id:
            report_id = head[report_id]
        return report_id

    for copy in copies:
        head.setdefault(copy.of, copy.of)
        head.setdefault(copy.report_id, copy.report_id)
        head[top(copy.report_id)] = top(copy.of)
    return {report_id: top(report_id) for report_id in head}


def words(report: Report) -> set[str]:
    """The words of a headline."""
    return set(re.findall(r"\w+", (report.title or "").casefold()))


def f1(found: set[Pair], right: set[Pair]) -> float:
    """The harmonic mean of precision and recall."""
    both = len(found & right)
    return 2 * both / (len(found) + len(right))


@pytest.fixture(scope="module")
def told() -> list[tuple[dict[str, Report], Dossier]]:
    """The reports of each story, and what a ledger of them all adds up to."""
    every = stories()
    ledger = Ledger.union(extract_claims(report) for story in every.values() for report in story.values())
    dossier = resolve_deals(ledger)
    return [(story, dossier) for story in every.values()]


def pairs_of(reports: Mapping[str, Report]) -> set[Pair]:
    """All pairs of a story's reports, by id."""
    return {frozenset((one.id, other.id)) for one, other in combinations(reports.values(), 2)}


def test_derivations_are_found_far_better_than_by_comparing_headlines(told: list[tuple[dict[str, Report], Dossier]]) -> None:
    """By at least fifteen points of F1 over the Jaccard of headline words at .55, and nearly without a fault."""
    right: set[Pair] = set()
    found: set[Pair] = set()
    alike: set[Pair] = set()
    for reports, dossier in told:
        head = families(dossier.copies)
        right |= pairs_of({part: reports[part] for part in FAMILY})
        for one, other in combinations(reports.values(), 2):
            pair = frozenset((one.id, other.id))
            if head.get(one.id, one.id) == head.get(other.id, other.id):
                found.add(pair)
            if len(words(one) & words(other)) >= HEADLINES_ALIKE * len(words(one) | words(other)):
                alike.add(pair)
    assert f1(found, right) >= f1(alike, right) + 0.15
    assert f1(found, right) >= 0.85
    assert not found - right


def roots_of(reports: Iterable[Report]) -> set[str]:
    """Who stands behind the deals of some reports between the two parties of the first."""
    deals = resolve_deals(Ledger.union(extract_claims(report) for report in reports)).deals
    parties = {party.company.name for party in deals[0].parties}
    return {str(root) for deal in deals if parties == {party.company.name for party in deal.parties} for root in deal.roots}


@pytest.mark.parametrize("name", stories())
def test_a_family_is_one_voice_and_who_wrote_himself_another(name: str) -> None:
    """Whatever was printed again adds no root to the story; the report of somebody else adds one, though it agrees."""
    story = stories()[name]
    alone = roots_of([story["story"]])
    assert len(roots_of(story[part] for part in FAMILY)) == len(alone)
    assert len(roots_of(story[part] for part in (*FAMILY, "own"))) == len(alone) + 1


def test_the_seeds_do_not_derive_from_one_another(seeds: Path) -> None:
    """Five outlets tell of the same talks in their own words: they cite the same papers, and copy no text."""
    dossier = resolve_deals(Ledger.union(extract_claims(report) for report in read_reports(seeds)))
    assert dossier.copies == ()
