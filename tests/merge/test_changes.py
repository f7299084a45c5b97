"""What did we learn since: new values, changed ones, and what is gone; copies make none."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings

from dealwatch import Dossier, Ledger, Quantity, Status, Subject, Text, compare_dossiers
from dealwatch.merge import resolve_deals

from .tales import Tale, ledger_of, ledgers


def told(day: int, status: Status, product: str = "vans") -> Tale:
    """A report of the deal on a day."""
    tale = Tale(f"The deal, on day {day}.", "Daily Leaf", day, 24 * day)
    tale.deal("The deal", status=status)
    tale.claim(Subject("company", "Ash Corp"), "products", Text(product))
    tale.claim(Subject("company", "Ash Corp"), "headcount", Quantity(Decimal(5), "employees"))
    return tale


def test_a_step_is_one_change_and_a_new_product_another() -> None:
    """The unchanged headcount makes none."""
    first, second = told(1, Status.IN_TALKS), told(2, Status.AGREED, "trucks")
    found = compare_dossiers(resolve_deals(ledger_of(first)), resolve_deals(ledger_of(first, second)))
    assert [(change.attribute, change.before, change.after) for change in found] == [
        ("status", Status.IN_TALKS, Status.AGREED),
        ("products", None, Text("trucks")),
    ]
    assert {claim.report_id for change in found for claim in change.claims} == {second.report.id}


def test_a_new_deal_brings_all_its_values_and_takes_them_when_it_goes() -> None:
    """Before is None for what is new, after for what is gone."""
    dossier = resolve_deals(ledger_of(told(1, Status.IN_TALKS)))
    new, gone = compare_dossiers(Dossier(), dossier), compare_dossiers(dossier, Dossier())
    assert {change.attribute for change in new} == {"type", "status", "acquirer", "target", "products", "headcount"}
    assert all(change.before is None and change.after is not None for change in new)
    assert {(change.attribute, str(change.before)) for change in gone} == {
        (change.attribute, str(change.after)) for change in new
    }


@given(ledgers(3))
@settings(max_examples=40)
def test_nothing_changes_between_a_dossier_and_itself(ledger: Ledger) -> None:
    """And a dossier after nothing is its own news."""
    dossier = resolve_deals(ledger)
    assert compare_dossiers(dossier, dossier) == ()
    assert all(change.before is None for change in compare_dossiers(Dossier(), dossier))
