"""The laws of the merge, each beside a naive oracle: resolving from nothing what the ledger then says."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from hypothesis import assume, given, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dealwatch import (
    ATTRIBUTES,
    Deal,
    Dossier,
    Entry,
    Judgement,
    Ledger,
    Quantity,
    Report,
    Resolution,
    Rule,
    Subject,
    Thing,
    Withdrawal,
)
from dealwatch.merge import Memory, resolve_deals, resolve_without

from .tales import START, ledger_of, ledgers, tales

NOW = datetime(2025, 8, 1, tzinfo=UTC)
BY = {"by": "ana", "at": NOW, "reason": "a call"}


def resolutions(dossier: Dossier) -> list[tuple[str, Resolution[object]]]:
    """Every resolution of a dossier, with the id of its thing."""
    found: list[tuple[str, Resolution[object]]] = []
    things: list[Deal | Thing] = [*dossier.deals, *dossier.things]
    for thing in things:
        ties = thing.ties.resolutions if isinstance(thing, Thing) else ()
        found += [(thing.id, resolution) for resolution in (*ties, *thing.facts.resolutions)]
        if isinstance(thing, Deal):
            found += [(f"{thing.id} {party.company.id}", party.role) for party in thing.parties]
    return found


# Order, shards, processes


@given(ledgers(), st.randoms(use_true_random=False), st.integers(1, 4))
@settings(max_examples=60)
def test_order_and_shards_do_not_matter(ledger: Ledger, chance: Random, shards: int) -> None:
    """Laws 4 and 10: any order of the entries and any union of shards, whole reports together, gives the same bytes."""
    entries = list(ledger.entries.values())
    chance.shuffle(entries)
    assert resolve_deals(Ledger.of(entries)).digest() == resolve_deals(ledger).digest()
    home = {entry.id: chance.randrange(shards) for entry in entries if isinstance(entry, Report)}
    parts = [[entry for entry in entries if home[getattr(entry, "report_id", entry.id)] == shard] for shard in range(shards)]
    assert resolve_deals(Ledger.union(Ledger.of(part) for part in parts)).digest() == resolve_deals(ledger).digest()


@given(st.lists(tales(), min_size=4, max_size=4))
@settings(max_examples=10)
def test_all_24_orders_of_four_reports_are_one(told: list[object]) -> None:
    """Law 4, every order of the reports."""
    digests = {resolve_deals(ledger_of(*order)).digest() for order in permutations(told)}  # type: ignore[arg-type]
    assert len(digests) == 1


def test_six_hash_seeds_give_the_same_bytes() -> None:
    """Law 4, across processes."""
    root = Path(__file__).parents[2]
    said = {
        subprocess.run(
            [sys.executable, "-c", "from tests.merge.fixed import fixed_digest; print(fixed_digest())"],
            env={"PYTHONHASHSEED": str(seed), "PYTHONPATH": str(root)},
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in range(6)
    }
    assert len(said) == 1
    assert len(said.pop().strip()) == 32


# Withdrawal, time, decisions


def _without(ledger: Ledger, entry_id: str) -> Ledger:
    """The ledger that never had an entry; a report goes with its claims."""
    return Ledger.of(entry for key, entry in ledger.entries.items() if entry_id not in (key, getattr(entry, "report_id", None)))


def _check_withdrawal(ledger: Ledger, pick: int) -> None:
    entry_id = sorted(ledger.entries)[pick % len(ledger)]
    before = resolve_deals(ledger).digest()
    withdrawn = ledger.withdraw(entry_id, **BY)  # type: ignore[arg-type]
    assert resolve_deals(withdrawn) == resolve_deals(_without(ledger, entry_id))
    assert resolve_deals(withdrawn).digest() == resolve_deals(_without(ledger, entry_id)).digest()
    [undo] = [entry for entry in withdrawn.entries.values() if isinstance(entry, Withdrawal)]
    restored = withdrawn.withdraw(undo.id, **BY)  # type: ignore[arg-type]
    assert resolve_deals(restored).digest() == before
    assert resolve_deals(restored | ledger).digest() == before


@given(ledgers(4).filter(len), st.integers(0, 1_000))
@settings(max_examples=120)
def test_what_is_withdrawn_was_never_there_and_undo_restores(ledger: Ledger, pick: int) -> None:
    """Law 5: beside the ledger that never had the entry; ids included; adding it again changes nothing."""
    _check_withdrawal(ledger, pick)


@pytest.mark.long
@given(ledgers(5).filter(len), st.integers(0, 1_000))
@settings(max_examples=2_000)
def test_what_is_withdrawn_was_never_there_2000(ledger: Ledger, pick: int) -> None:
    """Law 5, at length."""
    _check_withdrawal(ledger, pick)


@given(ledgers(), st.integers(0, 97))
@settings(max_examples=60)
def test_as_of_is_the_merge_of_what_was_observed_by_then(ledger: Ledger, hours: int) -> None:
    """Law 6, byte for byte."""
    moment = START + timedelta(hours=hours)
    known = {
        key
        for key, entry in ledger.entries.items()
        if isinstance(entry, Report) and entry.observed_at and entry.observed_at <= moment
    }
    then = Ledger.of(entry for key, entry in ledger.entries.items() if getattr(entry, "report_id", key) in known)
    assert resolve_deals(ledger, as_of=moment).digest() == resolve_deals(then).digest()


def _mentions(dossier: Dossier) -> list[frozenset[str]]:
    things: list[Deal | Thing] = [*dossier.deals, *dossier.things]
    return [frozenset((thing.id, *thing.former_ids)) for thing in things]


@given(ledgers(4), ledgers(2), st.integers(0, 1_000), st.integers(0, 1_000))
@settings(max_examples=60)
def test_a_negative_decision_always_separates(ledger: Ledger, more: Ledger, one: int, other: int) -> None:
    """Law 7: also against what comes later, and after the same reports are read again; law 8: undone, all is as before."""
    ids = sorted({mention for group in _mentions(resolve_deals(ledger)) for mention in group})
    if len(ids) < 2 or (a := ids[one % len(ids)]) == (b := ids[other % len(ids)]):
        return
    decided = ledger.decide(a, b, Judgement.NEGATIVE, **BY)  # type: ignore[arg-type]
    for grown in (
        decided,
        decided | more,
        decided | more | ledger,
        decided.decide(a, b, Judgement.POSITIVE, by="bo", at=NOW, reason="x"),
    ):
        assert not any({a, b} <= group for group in _mentions(resolve_deals(grown)))
    decision = next(entry.id for entry in decided if entry.id not in ledger)
    undone = decided.withdraw(decision, **BY)  # type: ignore[arg-type]
    assert resolve_deals(undone).digest() == resolve_deals(ledger).digest()


@given(ledgers(4), tales())
@settings(max_examples=60)
def test_a_later_report_changes_no_id(ledger: Ledger, tale: object) -> None:
    """Law 9: what had an id keeps it, or stands under it among the former ids of what it was found to be."""
    assume(tale.report.id not in ledger)  # type: ignore[attr-defined]
    moment = START + timedelta(days=30)
    early = Ledger.of(_observed(entry, START) for entry in ledger.entries.values())
    late = Ledger.of(_observed(entry, moment) for entry in tale.entries)  # type: ignore[attr-defined]
    before, after = resolve_deals(early), resolve_deals(early | late)
    ids = {thing.id for thing in (*before.deals, *before.things)}
    known = {mention for group in _mentions(before) for mention in group}
    for thing in (*after.deals, *after.things):
        mentions = {thing.id, *thing.former_ids}
        assert thing.id in known or not mentions & known
    everywhere = {mention for group in _mentions(after) for mention in group}
    assert ids <= everywhere


def _observed(entry: Entry, moment: datetime) -> Entry:
    return evolve(entry, observed_at=moment) if isinstance(entry, Report) else entry


class Editing(RuleBasedStateMachine):
    """Withdrawals, decisions and overrides in any interleaving, beside a model that only knows what is in force.

    A memory that is handed on from step to step changes nothing in what is said.
    """

    @initialize(ledger=ledgers(4))
    def begin(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.memory = Memory()
        self.step = 0

    def _stamp(self) -> dict[str, object]:
        self.step += 1
        return {"by": "ana", "at": NOW + timedelta(minutes=self.step), "reason": "a call"}

    @precondition(lambda self: len(self.ledger) > 0)
    @rule(pick=st.integers(0, 1_000))
    def withdraw(self, pick: int) -> None:
        entry = sorted(self.ledger.entries)[pick % len(self.ledger)]
        self.ledger = self.ledger.withdraw(entry, **self._stamp())  # type: ignore[arg-type]

    @rule(one=st.integers(0, 1_000), other=st.integers(0, 1_000), judgement=st.sampled_from(Judgement))
    def decide(self, one: int, other: int, judgement: Judgement) -> None:
        ids = sorted({claim.subject.id for claim in self.ledger.claims})
        if len(ids) > 1 and one % len(ids) != other % len(ids):
            self.ledger = self.ledger.decide(ids[one % len(ids)], ids[other % len(ids)], judgement, **self._stamp())  # type: ignore[arg-type]

    @rule(pick=st.integers(0, 1_000))
    def override(self, pick: int) -> None:
        ids = sorted({claim.subject.id for claim in self.ledger.claims if claim.attribute == "headcount"})
        if ids:
            self.ledger = self.ledger.override(
                ids[pick % len(ids)], "headcount", Quantity(Decimal(pick + 1), "employees"), **self._stamp()
            )  # type: ignore[arg-type]

    @rule(tale=tales())
    def read(self, tale: object) -> None:
        self.ledger = self.ledger | Ledger.of(tale.entries)  # type: ignore[attr-defined]

    @invariant()
    def says_what_a_ledger_of_only_that_says(self) -> None:
        if not hasattr(self, "ledger"):
            return
        entries = [entry for entry in self.ledger.entries.values() if not isinstance(entry, Withdrawal)]
        gone: set[str] = set()
        for entry in sorted(
            (e for e in self.ledger.entries.values() if isinstance(e, Withdrawal)), key=lambda e: e.at, reverse=True
        ):
            if entry.id not in gone:
                gone.add(entry.entry_id)
        kept = [entry for entry in entries if entry.id not in gone and getattr(entry, "report_id", "") not in gone]
        alone = resolve_deals(Ledger.of(kept))
        assert resolve_deals(self.ledger).digest() == alone.digest()
        remembered = resolve_deals(self.ledger, memory=self.memory)
        assert remembered == alone
        assert remembered.digest() == alone.digest()


Editing.TestCase.settings = settings(max_examples=25, stateful_step_count=8)
TestEditing = Editing.TestCase


# Explanations


@given(ledgers())
@settings(max_examples=60)
def test_every_explanation_can_be_executed(ledger: Ledger) -> None:
    """Law 13: without the support, with identities held, the runner-up wins; without one nothing does."""
    for thing_id, found in resolutions(resolve_deals(ledger)):
        if not found.support:
            continue
        rest = resolve_without(ledger, [claim.id for claim in found.support])
        now = [other.value for other_id, other in resolutions(rest) if (other_id, other.attribute) == (thing_id, found.attribute)]
        if found.attribute in ATTRIBUTES and ATTRIBUTES[found.attribute].many:
            assert found.value not in now, found.why  # the values of such an attribute stand side by side
        else:
            assert now == ([] if found.runner_up is None else [found.runner_up]), found.why


@given(ledgers())
@settings(max_examples=60)
def test_a_dossier_names_only_claims_of_the_ledger(ledger: Ledger) -> None:
    """Law 14: and each of them reads back from the text."""
    for _, found in resolutions(resolve_deals(ledger)):
        for claim in (*found.support, *found.oppose, *(claim for other in found.alternatives for claim in other.support)):
            assert ledger[claim.id] is claim
            assert claim.evidence.span.of(ledger.report_of(claim).text) == claim.evidence.quote


@given(ledgers())
@settings(max_examples=60)
def test_support_and_opposition_are_what_they_are_called(ledger: Ledger) -> None:
    """No claim both supports and opposes a value, and a winner without an override has support and a reason."""
    for _, found in resolutions(resolve_deals(ledger)):
        assert not {claim.id for claim in found.support} & {claim.id for claim in found.oppose}
        assert found.why
        assert found.support or found.rule is Rule.OVERRIDE
        assert found.is_open is (found.rule is Rule.TIE)


@given(ledgers())
@settings(max_examples=60)
def test_nothing_is_lost_on_the_way_to_the_dossier(ledger: Ledger) -> None:
    """Every company and plant of a claim is a thing, and every claim of a deal stands in it."""
    dossier = resolve_deals(ledger)
    mentions = {mention for group in _mentions(dossier) for mention in group}
    for claim in ledger.claims:
        assert claim.subject.id in mentions
        assert not isinstance(claim.value, Subject) or claim.value.id in mentions
    in_deals = {claim.id for deal in dossier.deals for claim in deal.claims}
    assert {claim.id for claim in ledger.claims if claim.subject.kind.value == "deal"} == in_deals
