"""A memory makes the next resolution work out only what has changed, and changes nothing in what is said."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from attrs import evolve
from hypothesis import given, settings, strategies as st

from dealwatch import DealType, Entry, Judgement, Ledger, Quantity, Report, Role, Status, Subject
from dealwatch.merge import Memory, Policy, resolve_deals

from .fixed import fixed_ledger
from .tales import START, Tale, ledger_of, ledgers
from .test_lineage import STORY

BY = {"by": "ana", "reason": "a call"}


def firm(number: int) -> Tale:
    """A report of firm number so-and-so: its deal with a firm of its own, and its staff."""
    tale = Tale(f"Firm {number}n buys Shop {number}s, and has staff.", f"Outlet {number % 7}", 1 + number % 9, number)
    parties = ((Role.ACQUIRER, f"Firm {number}n"), (Role.TARGET, f"Shop {number}s"))
    tale.deal("buys", DealType.ACQUISITION, Status.AGREED, (), parties)
    tale.claim(Subject("company", f"Firm {number}n"), "headcount", Quantity(Decimal(number), "employees"))
    return tale


def test_one_more_report_works_out_only_what_it_touches() -> None:
    """Of a hundred deals one is made again; of two hundred companies those that it names."""
    known, memory = ledger_of(*(firm(number) for number in range(100))), Memory()
    resolve_deals(known, memory=memory)
    assert (memory.made["deal"], memory.made["thing"]) == (100, 200)
    more = Tale("Firm 7n has completed the purchase of Shop 7s.", "Outlet 9", 12, 500)
    more.deal("has completed", status=Status.COMPLETED, parties=((Role.ACQUIRER, "Firm 7n"), (Role.TARGET, "Shop 7s")))
    after = resolve_deals(known | ledger_of(more), memory=memory)
    assert (memory.made["deal"], memory.made["thing"]) == (1, 0)
    assert after.digest() == resolve_deals(known | ledger_of(more)).digest()
    resolve_deals(known | ledger_of(more), memory=memory)
    assert not memory.made


@given(
    st.lists(ledgers(3), min_size=2, max_size=4), st.integers(0, 1_000), st.sampled_from([None, Policy().preferring("Oak Wire")])
)
@settings(max_examples=40)
def test_what_is_remembered_is_what_is_worked_out(grown: list[Ledger], pick: int, policy: Policy | None) -> None:
    """Byte for byte: when reports come, when they are seen earlier, when they go again."""
    memory, known = Memory(), Ledger()
    for more in [*grown, Ledger.of(_earlier(entry) for entry in grown[0].entries.values())]:
        known = known | more
        assert resolve_deals(known, policy, memory=memory) == resolve_deals(known, policy)
    for report in known.reports[pick % 3 :: 3]:
        known = known.withdraw(report.id, at=START, **BY)
        found = resolve_deals(known, policy, memory=memory)
        assert found == resolve_deals(known, policy)
        assert found.digest() == resolve_deals(known, policy).digest()


def _earlier(entry: Entry) -> Entry:
    return evolve(entry, observed_at=START - timedelta(days=1)) if isinstance(entry, Report) else entry


def test_copies_are_remembered_with_their_texts() -> None:
    """Thirty outlets print one story, one after another; what is no longer there is no longer copied."""
    memory, known = Memory(), Ledger()
    for number in range(30):
        tale = Tale(f"{number}: {STORY}", f"Outlet {number}", 1 + number % 3, number)
        tale.deal("the paint works", DealType.ASSET_SALE, Status.AGREED)
        known = known | ledger_of(tale)
        assert resolve_deals(known, memory=memory) == resolve_deals(known)
    assert len(resolve_deals(known, memory=memory).copies) == 29
    known = known.withdraw(known.reports[0].id, at=START, **BY)
    found = resolve_deals(known, memory=memory)
    assert (found, len(found.copies)) == (resolve_deals(known), 28)


def test_another_policy_asks_anew() -> None:
    """What was remembered holds under one policy."""
    memory, ledger = Memory(), fixed_ledger()
    for policy in (Policy(), Policy().preferring("insiders"), Policy()):
        assert resolve_deals(ledger, policy, memory=memory) == resolve_deals(ledger, policy)
        assert memory.made["deal"]


def test_decisions_and_overrides_are_taken_in() -> None:
    """What a person says changes what is remembered of the things it names."""
    memory, ledger = Memory(), fixed_ledger()
    before = resolve_deals(ledger, memory=memory)
    apart = ledger.decide(Subject("company", "Ash Corp"), Subject("company", "Ash"), Judgement.NEGATIVE, at=START, **BY)
    set_by_hand = apart.override(Subject("company", "Ash Corp"), "headcount", Quantity(Decimal(7), "employees"), at=START, **BY)
    for changed in (apart, set_by_hand, ledger):
        assert resolve_deals(changed, memory=memory) == resolve_deals(changed)
    assert resolve_deals(ledger, memory=memory) == before
