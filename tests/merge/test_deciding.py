"""Who is who while reports come in and people decide: laws 7, 8 and 9 in any interleaving, beside a model of what is decided."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from attrs import evolve
from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dealwatch import Decision, Dossier, Entry, Judgement, Ledger, Report, Withdrawal
from dealwatch.merge import resolve_deals

from .tales import START, Tale, ledgers, tales

NOW = datetime(2025, 8, 1, tzinfo=UTC)


class Deciding(RuleBasedStateMachine):
    """A ledger that grows, and a model: the decisions in force, by id."""

    @initialize(ledger=ledgers(3))
    def begin(self, ledger: Ledger) -> None:
        self.step = 0
        self.ledger = Ledger.of(observed(entry, START) for entry in ledger.entries.values())
        self.in_force: dict[str, tuple[str, str, Judgement]] = {}

    def stamp(self) -> dict[str, object]:
        """Who edits, and when: each time later than before."""
        self.step += 1
        return {"by": "ana", "at": NOW + timedelta(minutes=self.step), "reason": "a call"}

    @rule(tale=tales())
    def read_a_later_report(self, tale: Tale) -> None:
        """Law 9: what had an id keeps it, or is found under it among the former ids of what it turned out to be."""
        if tale.report.id in self.ledger:
            return
        self.step += 1
        before = resolve_deals(self.ledger)
        self.ledger |= Ledger.of(observed(entry, START + timedelta(days=30 + self.step)) for entry in tale.entries)
        after = resolve_deals(self.ledger)
        assert {thing.id for thing in (*before.deals, *before.things)} <= set().union(*groups(after))

    @rule()
    def read_the_same_again(self) -> None:
        again = Ledger.of(entry for entry in self.ledger.entries.values() if not isinstance(entry, Decision | Withdrawal))
        assert resolve_deals(self.ledger | again).digest() == resolve_deals(self.ledger).digest()

    @rule(one=st.integers(0, 1_000), other=st.integers(0, 1_000), judgement=st.sampled_from(Judgement))
    def decide(self, one: int, other: int, judgement: Judgement) -> None:
        """Law 8: a decision taken back at once leaves no trace."""
        ids = sorted(set().union(*groups(resolve_deals(self.ledger))))
        if len(ids) < 2 or (a := ids[one % len(ids)]) == (b := ids[other % len(ids)]):
            return
        decided = self.ledger.decide(a, b, judgement, **self.stamp())  # type: ignore[arg-type]
        [decision] = [entry.id for entry in decided if entry.id not in self.ledger]
        undone = decided.withdraw(decision, **self.stamp())  # type: ignore[arg-type]
        assert resolve_deals(undone).digest() == resolve_deals(self.ledger).digest()
        self.ledger = decided
        self.in_force[decision] = (a, b, judgement)

    @precondition(lambda self: self.in_force)
    @rule(pick=st.integers(0, 1_000))
    def take_a_decision_back(self, pick: int) -> None:
        """Law 8: much later too, the partition is that of a ledger which never had the decision."""
        decision = sorted(self.in_force)[pick % len(self.in_force)]
        del self.in_force[decision]
        self.ledger = self.ledger.withdraw(decision, **self.stamp())  # type: ignore[arg-type]
        never = Ledger.of(
            entry
            for key, entry in self.ledger.entries.items()
            if not isinstance(entry, Withdrawal) and (not isinstance(entry, Decision) or key in self.in_force)
        )
        assert resolve_deals(self.ledger).digest() == resolve_deals(never).digest()

    @invariant()
    def what_is_kept_apart_is_apart(self) -> None:
        """Law 7: whatever was read or decided since."""
        apart = [{a, b} for a, b, judgement in getattr(self, "in_force", {}).values() if judgement is Judgement.NEGATIVE]
        if apart:
            together = groups(resolve_deals(self.ledger))
            assert not [pair for pair in apart for group in together if pair <= group]


def observed(entry: Entry, moment: datetime) -> Entry:
    """The entry, seen at a moment if it is a report."""
    return evolve(entry, observed_at=moment) if isinstance(entry, Report) else entry


def groups(dossier: Dossier) -> list[frozenset[str]]:
    """The ids of the mentions of each thing and deal."""
    return [frozenset((thing.id, *thing.former_ids)) for thing in (*dossier.deals, *dossier.things)]


Deciding.TestCase.settings = settings(max_examples=20, stateful_step_count=8, deadline=None)
TestDeciding = Deciding.TestCase
