"""However often a seed is told again in other words, it stays one voice; another who agrees with it is another voice."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from dealwatch import Deal, Derivation, Ledger, Report, extract_claims, resolve_deals

from .rewrites import rewrite

DAY = date(2025, 7, 6)
OWN_WORDS = (
    "On the gates of Oppama nobody talks of holidays. Nissan Motor is in talks with Hon Hai Precision Industry about electric cars "
    "from its oldest lines, a manager at Nissan told us in a canteen near the docks. Engineers from Taipei had walked the paint shop "
    "twice in June, he said, and asked for drawings of the stamping presses. The union fears that temporary staff go first."
)


def told(text: str, outlet: str, day: int) -> Report:
    """A report of that outlet, so many days after the seed."""
    return Report(text=text, outlet=outlet, published=DAY + timedelta(days=day), lang="en")


def main_deal(*reports: Report) -> Deal:
    """The deal with most voices."""
    return resolve_deals(Ledger.union(extract_claims(report) for report in reports)).deals[0]


@pytest.fixture(scope="module")
def seed(seeds: Path) -> Report:
    """The article of the first seed, without the posts below it."""
    text = next(seeds.glob("000_*.txt")).read_text(encoding="utf-8").partition("\n")[0]
    return told(text, "Daily Leaf", 0)


@pytest.mark.parametrize("start", range(3))
def test_forty_rewrites_of_a_seed_add_no_root(seed: Report, start: int) -> None:
    """Synonyms, another order, cuts, a machine's English; in one of three the source of the news is dropped."""
    chance = Random(start)
    many = [told(rewrite(seed.text, chance), f"Copier {number}", 1) for number in range(40)]
    roots = [str(root) for root in main_deal(seed).roots]
    assert len(roots) == 3
    deal = main_deal(seed, *many)
    assert [str(root) for root in deal.roots] == roots
    assert len({claim.report_id for claim in deal.claims}) > 20


def test_a_rewrite_is_told_as_one_with_its_evidence(seed: Report) -> None:
    """The edge leads to the seed, says what it is and shows the words by which it is known."""
    chance = Random(1)
    many = [told(rewrite(seed.text, chance), f"Copier {number}", 1) for number in range(12)]
    dossier = resolve_deals(Ledger.union(extract_claims(report) for report in (seed, *many)))
    found = [copy for copy in dossier.copies if copy.of == seed.id]
    assert {copy.derivation for copy in found} == {Derivation.VERBATIM, Derivation.REWRITE}
    assert all("stand in both" in copy.reason for copy in found)


def test_two_reports_that_agree_and_were_written_apart_stay_two(seed: Report) -> None:
    """Who asked somebody else adds a root, however many rewrites of the first stand beside it."""
    chance = Random(2)
    many = [told(rewrite(seed.text, chance), f"Copier {number}", 1) for number in range(10)]
    own = told(OWN_WORDS, "Evening Oak", 1)
    alone = {str(root) for root in main_deal(seed).roots}
    together = {str(root) for root in main_deal(seed, *many, own).roots}
    assert together - alone == {"a manager at Nissan via Evening Oak"}
    assert alone <= together
