"""Blocking: what the merge could join has a key in common."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

import dealwatch as dw
from dealwatch.blocking import deal_keys
from dealwatch.testing.strategies import ledgers


def told(day: date | None, *parties: str) -> dw.Ledger:
    report = dw.Report(text="They are in talks, it is said.", outlet="Daily Leaf", published=day)
    deal = dw.Subject.quoted(report, "deal", "in talks")
    roles = [("acquirer", parties[0]), *(("target", name) for name in parties[1:])] if parties else []
    claims = [
        dw.Claim.from_quote(report, quote="in talks", subject=deal, attribute=role, value=dw.Subject("company", name))
        for role, name in roles
    ]
    status = dw.Claim.from_quote(report, quote="in talks", subject=deal, attribute="status", value=dw.Status.IN_TALKS)
    return dw.Ledger.of([report, status, *claims])


def keys_of(ledger: dw.Ledger, days: int = 366) -> frozenset[str]:
    [keys] = deal_keys(ledger, days).values()
    return keys


@given(st.dates(), st.integers(0, 400), st.integers(1, 400))
def test_reports_of_one_company_within_the_days_meet_and_far_ones_do_not(first: date, apart: int, days: int) -> None:
    """However the days fall; over twice the days there is no window for both."""
    second = first + timedelta(days=min(apart, (date.max - first).days))
    one = keys_of(told(first, "Ash Motors Co., Ltd.", "Birch Ltd"), days)
    other = keys_of(told(second, "Cedar Inc", "ASH MOTOR CORP"), days)
    gap = (second - first).days
    if gap <= days:
        assert one & other
    if gap >= 2 * days:
        assert not one & other


@given(ledgers(max_reports=2), ledgers(max_reports=2))
@settings(max_examples=15, deadline=None)
def test_the_keys_of_a_report_depend_on_its_own_claims(one: dw.Ledger, other: dw.Ledger) -> None:
    """So each task finds them alone: what else is in the ledger changes nothing."""
    if {report.id for report in one.reports} & {report.id for report in other.reports} or one.withdrawals or other.withdrawals:
        return
    assert deal_keys(one | other) == deal_keys(one) | deal_keys(other)


def test_every_pair_of_seeds_that_a_deal_joins_has_a_key_in_common(seeds: Path) -> None:
    ledger = dw.Ledger.union(dw.extract_claims(report) for report in dw.read_reports(seeds))
    keys = deal_keys(ledger)
    pairs = {
        pair
        for deal in dw.resolve_deals(ledger).deals
        for pair in combinations(sorted({claim.report_id for claim in deal.claims}), 2)
    }
    assert pairs
    assert [pair for pair in pairs if not keys[pair[0]] & keys[pair[1]]] == []


def test_a_deal_without_companies_has_no_key_and_a_report_without_a_day_one_window() -> None:
    assert keys_of(told(date(2025, 7, 7))) == frozenset()
    assert keys_of(told(None, "Ash Corp", "Birch Ltd")) == {"ash ?", "birch ?"}
    with pytest.raises(dw.InvalidValue, match="windows of 0 days"):
        deal_keys(dw.Ledger(), 0)
