"""What users' type checkers see of the public names. Checked by mypy and pyright, never run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import assert_type

import dealwatch as dw


def the_flow(path: str) -> None:
    """From files to prose."""
    reports = dw.read_reports(path)
    assert_type(reports, Iterator[dw.Report])
    ledger = dw.Ledger.union(dw.extract_claims(report) for report in reports)
    assert_type(ledger, dw.Ledger)
    dossier = dw.resolve_deals(ledger, as_of=datetime(2025, 7, 7, tzinfo=UTC))
    assert_type(dossier, dw.Dossier)
    assert_type(dw.write_brief(dossier, format="html"), str)
    assert_type(ledger.digest(), str)
    assert_type(ledger.withdraw("report:1", by="ana", at=datetime(2025, 7, 7, tzinfo=UTC), reason="x"), dw.Ledger)
    assert_type(dw.compare_dossiers(dossier, dossier), tuple[dw.Change, ...])


def a_deal(dossier: dw.Dossier) -> None:
    """Resolved values are typed."""
    for deal in dossier.find("Nissan", "Foxconn"):
        assert_type(deal.type, dw.Resolution[dw.DealType] | None)
        assert_type(deal.status, dw.Resolution[dw.Status] | None)
        assert_type(deal.value, dw.Resolution[dw.Money | dw.Undisclosed] | None)
        assert_type([party.role.value for party in deal.parties], list[dw.Role])
        if deal.value and isinstance(deal.value.value, dw.Money):
            assert_type(deal.value.value.amount, Decimal)


def a_company(company: dw.Company) -> None:
    """A fact is typed by its attribute."""
    assert_type(company.fact(dw.JOB_CUTS), dw.Resolution[dw.Quantity] | None)
    assert_type(company.fact(dw.NET_LOSS), dw.Resolution[dw.Money] | None)
    assert_type(company.every(dw.PRODUCTS), tuple[dw.Resolution[dw.Text], ...])
    assert_type(company.facts["job_cuts"], dw.Resolution[dw.Value])


def values(text: str) -> None:
    """Readings are typed by what they read."""
    context = dw.Context(locale="en_AU", on=date(2025, 7, 7))
    assert_type(dw.read_money(text, context), dw.Reading[dw.Money])
    assert_type(dw.find_money(text, context), tuple[dw.Mention[dw.Money], ...])
    assert_type(dw.find_dates(text, context)[0].reading.only, dw.Period)
    assert_type(dw.find_quantities(text, context)[0].reading.best, dw.Quantity | None)
    assert_type(dw.compare_names("Ash", "Birch").score, float)
    assert_type(dw.find_attributions(dw.Report(text=text))[0].attribution.root, dw.Source)


def an_extractor(report: dw.Report, context: dw.Context) -> Iterable[dw.Claim]:
    """A plugin is a plain callable."""
    yield dw.Claim.from_quote(
        report,
        quote="about 3,900 workers",
        subject=dw.Subject("plant", "the mill"),
        attribute=dw.HEADCOUNT,
        value=dw.Quantity(Decimal(3900), unit="workers"),
        raw="about 3,900",
    )


dw.extract_claims(dw.Report(text="x"), extractors={**dw.BUILT_IN, "mine@1": an_extractor}, on_error="raise")
