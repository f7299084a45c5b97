"""How English reports tell of deals, one sentence a row of `deals.tsv`: the sentence, and the deal that a careful reader sees.

The deal is its type, its status, who stands in which role (" + " between several), and its price, price a share and stake
where the sentence tells them; "none" where it tells of no deal. Status "denied" is a deal that somebody says will not be.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dealwatch import Deal, Report, extract_claims, resolve_deals
from dealwatch.domain.money import Money
from dealwatch.domain.words import Label

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "deals.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def told(deal: Deal) -> str:
    """A deal as a row of the table has it."""
    status = deal.status
    denied = status is not None and any(claim.modality.label is Label.DENIED for claim in status.support)
    parts = [str(deal.type.value), "denied" if denied else str(status.value) if status else "unknown"]
    for role in sorted({str(party.role.value) for party in deal.parties}):
        names = sorted(party.company.name for party in deal.parties if str(party.role.value) == role)
        parts.append(f"{role}={' + '.join(names)}")
    for name, price in (("value", deal.value), ("per_share", deal.price_per_share)):
        if price is not None and isinstance(price.value, Money):
            parts.append(f"{name}={price.value.currency} {price.value.amount:f}")
    if deal.stake is not None:
        parts.append(f"stake={deal.stake.value}")
    return ", ".join(parts)


@pytest.mark.parametrize(("sentence", "deal"), ROWS)
def test_a_sentence_tells_the_deal_that_a_careful_reader_sees(sentence: str, deal: str) -> None:
    report = Report(text=sentence, lang="en", outlet="Daily Leaf", published=date(2025, 3, 4))
    found = [told(one) for one in resolve_deals(extract_claims(report)).deals]
    assert found == ([] if deal == "none" else [deal])


def test_no_sentence_stands_in_the_table_twice() -> None:
    sentences = [sentence for sentence, _ in ROWS]
    assert len(sentences) == len(set(sentences)) > 250
