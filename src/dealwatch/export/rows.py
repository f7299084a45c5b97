"""One row a claim, a deal, a party: flat values for data frames, CSV and Parquet.

Lost: the spans of cues, conditions and antecedents, alternatives and contradictions; a row's ids lead back to them.
`as_dicts(deal_rows(dossier))` is what `polars.DataFrame` and `pandas.DataFrame` take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
from attrs import frozen

from dealwatch.domain.claim import Claim
from dealwatch.domain.deal import Deal, Dossier, Resolution
from dealwatch.domain.ledger import Ledger
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity


@frozen
class ClaimRow:
    """A claim. `amount` is in whole units of `unit` (a currency or a plain word), `low` and `high` are the ends of its set."""

    id: str
    report_id: str
    outlet: str
    published: date | None
    url: str | None
    subject_kind: str
    subject: str
    subject_id: str
    attribute: str
    value: str
    amount: Decimal | None
    unit: str | None
    low: Decimal | None
    high: Decimal | None
    first_day: date | None
    last_day: date | None
    root: str
    root_kind: str
    chain: str
    label: str
    certainty: str
    polarity: str
    mood: str
    quote: str
    raw: str
    start: int
    end: int
    extractor: str


@frozen
class DealRow:
    """A deal: the leading value of what is asked most, and why."""

    id: str
    type: str | None
    status: str | None
    status_is_denied: bool
    parties: str
    asset: str | None
    value: str | None
    amount: Decimal | None
    currency: str | None
    value_rule: str | None
    value_why: str | None
    stake: Decimal | None
    status_rule: str | None
    status_why: str | None
    first_said: date | None
    roots: int
    claims: int
    reports: int
    contradictions: int


@frozen
class PartyRow:
    """A company in a deal."""

    deal_id: str
    company_id: str
    company: str
    role: str
    rule: str
    why: str


def claim_rows(ledger: Ledger) -> Iterator[ClaimRow]:
    """Return the claims in force, by id."""
    for claim in ledger.claims:
        yield _claim_row(claim, ledger)


def deal_rows(dossier: Dossier) -> Iterator[DealRow]:
    """Return the deals, in the dossier's order."""
    days = {report.id: report.day for report in dossier.reports}
    for deal in dossier.deals:
        yield _deal_row(deal, days)


def party_rows(dossier: Dossier) -> Iterator[PartyRow]:
    """Return the parties of all deals."""
    for deal in dossier.deals:
        for party in deal.parties:
            role = party.role
            yield PartyRow(deal.id, party.company.id, party.company.name, role.value.value, role.rule.value, role.why)


def as_dicts(rows: Iterable[ClaimRow] | Iterable[DealRow] | Iterable[PartyRow]) -> list[dict[str, Any]]:
    """Return rows as dictionaries, as data frames take them."""
    return [attrs.asdict(row, recurse=False) for row in rows]


def _claim_row(claim: Claim, ledger: Ledger) -> ClaimRow:
    report, value, bounds = ledger.report_of(claim), claim.value, claim.bounds
    amount = value.amount if isinstance(value, Money | Quantity) else None
    period = claim.valid
    return ClaimRow(
        id=claim.id,
        report_id=claim.report_id,
        outlet=report.name,
        published=report.day,
        url=report.url,
        subject_kind=claim.subject.kind.value,
        subject=claim.subject.name,
        subject_id=claim.subject.id,
        attribute=claim.attribute,
        value=str(value),
        amount=amount,
        unit=_unit(value),
        low=bounds.low if bounds else amount,
        high=bounds.high if bounds else amount,
        first_day=period.first if period else None,
        last_day=period.last if period else None,
        root=claim.attribution.root.name,
        root_kind=claim.attribution.root.kind.value,
        chain=str(claim.attribution),
        label=claim.modality.label.value,
        certainty=claim.modality.certainty.value,
        polarity=claim.modality.polarity.value,
        mood=claim.modality.mood.value,
        quote=claim.evidence.quote,
        raw=claim.raw,
        start=claim.evidence.span.start,
        end=claim.evidence.span.end,
        extractor=claim.extractor,
    )


def _deal_row(deal: Deal, days: dict[str, date | None]) -> DealRow:
    price, stake, status = deal.value, deal.stake, deal.status
    money = price.value if price and isinstance(price.value, Money) else None
    report_ids = {claim.report_id for claim in deal.claims}
    known = [day for report_id in report_ids if (day := days.get(report_id)) is not None]
    return DealRow(
        id=deal.id,
        type=_word(deal.type),
        status=_word(status),
        status_is_denied=status is not None and not status.said,
        parties="; ".join(f"{party.company} ({party.role.value.value})" for party in deal.parties),
        asset=deal.asset.name if deal.asset else None,
        value=_word(price),
        amount=money.amount if money else None,
        currency=money.currency if money else None,
        value_rule=price.rule.value if price else None,
        value_why=price.why if price else None,
        stake=stake.value.amount if stake else None,
        status_rule=status.rule.value if status else None,
        status_why=status.why if status else None,
        first_said=min(known, default=None),
        roots=len(deal.roots),
        claims=len(deal.claims),
        reports=len(report_ids),
        contradictions=len(deal.contradictions),
    )


def _word(found: Resolution[Any] | None) -> str | None:
    return str(found.value) if found else None


def _unit(value: object) -> str | None:
    return value.currency if isinstance(value, Money) else value.unit if isinstance(value, Quantity) else None
