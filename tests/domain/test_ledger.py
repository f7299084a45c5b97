"""The ledger only grows; its union is the merge; undo is one more entry. Laws 1 to 6, 9 and 10, beside a naive model."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from dealwatch import (
    STATUS,
    Attribution,
    Claim,
    Decision,
    Entry,
    EvidenceError,
    Failure,
    InvalidValue,
    Judgement,
    Ledger,
    NotFound,
    Override,
    Quantity,
    Report,
    Status,
    Subject,
    Withdrawal,
)

START = datetime(2025, 7, 7, tzinfo=UTC)
moments = st.integers(0, 6).map(lambda hours: START + timedelta(hours=hours))
TEXTS = [
    "Ash Corp is in talks with Birch Ltd.",
    "The mill employs about 3,900 workers, 3,900 of them here.",
    "𝒜sh e\u0301 \r\n talks",
]


@st.composite
def reports(draw: st.DrawFn) -> Report:
    outlet = draw(st.sampled_from([None, "Daily Leaf", "Evening Oak"]))
    return Report(text=draw(st.sampled_from(TEXTS)), outlet=outlet, observed_at=draw(st.none() | moments))


@st.composite
def claims(draw: st.DrawFn, report: Report) -> Claim:
    start = draw(st.integers(0, len(report.text) - 1))
    end = draw(st.integers(start + 1, min(len(report.text), start + 9)))
    evidence = report.evidence(start, end)
    value = Quantity(Decimal(draw(st.integers(1, 3))), "employees")
    subject = Subject("plant", draw(st.sampled_from(["the mill", "the dock"])))
    return Claim(subject, "headcount", value, evidence, evidence.span, Attribution.own_voice(report))


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Whole reports with their claims, and what people did to any of the entries."""
    entries: list[Entry] = []
    for report in draw(st.lists(reports(), max_size=3)):
        entries += [report, *draw(st.lists(claims(report), max_size=3)), Failure(report.id, "acme@1", "it raised")]
    for _ in range(draw(st.integers(0, 4))):
        ids = [entry.id for entry in entries] or ["report:none"]
        entries.append(Withdrawal(draw(st.sampled_from(ids)), "ana", draw(moments), draw(st.sampled_from("xy"))))
    if draw(st.booleans()):
        entries.append(Decision("company:a", "company:b", Judgement.NEGATIVE, "ana", draw(moments), "two firms"))
        entries.append(Override("deal:a", "stake", Quantity(Decimal(5), "%"), "ana", draw(moments), "a call"))
    return Ledger.of(entries)


@given(ledgers(), ledgers(), ledgers())
def test_union_is_commutative_associative_and_idempotent(a: Ledger, b: Ledger, c: Ledger) -> None:
    """Law 1, and the digest with it."""
    assert a | b == b | a
    assert (a | b) | c == a | (b | c)
    assert a | a == a
    assert a | Ledger() == a
    assert (a | b).digest() == (b | a).digest()


@given(ledgers(), ledgers())
def test_union_mutates_nothing(a: Ledger, b: Ledger) -> None:
    """Law 2: both sides say afterwards what they said before."""
    before = (a.digest(), b.digest(), dict(a.entries), dict(b.entries))
    _ = (a | b).digest()
    assert before == (a.digest(), b.digest(), dict(a.entries), dict(b.entries))


@given(ledgers(), ledgers())
def test_nothing_is_lost(a: Ledger, b: Ledger) -> None:
    """Law 3: every entry put in can be found, and every claim's evidence reads back."""
    both = a | b
    assert set(a.entries) | set(b.entries) == set(both.entries)
    for claim in both.claims:
        assert all(both.report_of(claim).proves(evidence) for evidence in claim.all_evidence)


@given(ledgers(), st.randoms(use_true_random=False))
def test_the_digest_does_not_depend_on_order_or_shards(ledger: Ledger, chance: object) -> None:
    """Laws 4 and 10: any order and any cut into shards of whole reports gives one digest."""
    entries = list(ledger)
    chance.shuffle(entries)  # type: ignore[attr-defined]
    assert ledger.digest() == Ledger.of(entries).digest()
    report_ids = sorted({getattr(entry, "report_id", entry.id) for entry in entries})
    shards = [
        Ledger.of(entry for entry in entries if getattr(entry, "report_id", entry.id) in part)
        for part in (set(report_ids[::2]), set(report_ids[1::2]))
    ]
    assert ledger.digest() == Ledger.union(reversed(shards)).digest()


@given(ledgers(), moments)
def test_as_of_is_the_union_of_what_was_observed_by_then(ledger: Ledger, moment: datetime) -> None:
    """Law 6 for the ledger: an entry without a time is in no dated one; a claim is as old as its report."""
    known = ledger.observed_by(moment)
    seen = {r.id for r in ledger if isinstance(r, Report) and r.observed_at is not None and r.observed_at <= moment}
    expected = {
        entry.id
        for entry in ledger
        if (
            entry.id in seen or getattr(entry, "report_id", None) in seen or getattr(entry, "at", moment + timedelta(1)) <= moment
        )
    }
    assert expected == set(known.entries)
    assert known | ledger == ledger


@given(ledgers(), moments)
def test_withdrawing_and_restoring_a_report(ledger: Ledger, moment: datetime) -> None:
    """Law 5 for the ledger: withdrawn, a report and its claims are out of force; restored, all is in force as before."""
    for report in ledger.reports:
        without = ledger.withdraw(report.id, by="ana", at=moment, reason=f"a hoax {len(ledger)}")
        assert report not in without.reports
        assert not any(claim.report_id == report.id for claim in without.claims)
        undone = (set(without.entries) - set(ledger.entries)).pop()
        restored = without.withdraw(undone, by="ben", at=moment, reason="no hoax after all")
        assert (ledger.reports, ledger.claims, ledger.failures) == (restored.reports, restored.claims, restored.failures)
        assert restored | Ledger.of([report]) == restored


@given(st.lists(st.sampled_from(["report", "last"]), max_size=30))
def test_a_chain_of_undo_alternates(targets: list[str]) -> None:
    """Each withdrawal of the last one turns the report's force round, however long the chain."""
    report = Report(text="talks")
    ledger, last, expected = Ledger.of([report]), report.id, True
    for number, _ in enumerate(targets):
        ledger = ledger.withdraw(last, by="ana", at=START, reason=str(number))
        last = next(e.id for e in ledger if isinstance(e, Withdrawal) and e.entry_id == last)
        expected = not expected
        assert expected == ledger.in_force(report.id)


def test_a_very_long_chain_of_undo_is_no_recursion() -> None:
    """Ten thousand undos resolve without touching Python's recursion limit."""
    report = Report(text="talks")
    entries: list[Entry] = [report]
    for number in range(10_000):
        entries.append(Withdrawal(entries[-1].id, "ana", START, str(number)))
    assert Ledger.of(entries).in_force(report.id)


@given(st.permutations([None, START, START + timedelta(hours=1)]))
def test_of_two_sightings_the_earliest_stays(times: list[datetime | None]) -> None:
    """A report seen again later, or at an unknown time, keeps its first sighting, in any order of union."""
    report = Report(text="talks", outlet="Daily Leaf")
    ledger = Ledger.union(Ledger.of([evolve(report, observed_at=at)]) for at in times)
    assert [found.observed_at for found in ledger.reports] == [START]


@given(st.permutations([9, 0, -5]))
def test_one_moment_in_several_zones_is_one_report_of_one_day(hours: list[int]) -> None:
    """Law 4: the same instant, spelt in another zone, is the same report; which day stays does not depend on the order."""
    moments = [datetime(2025, 7, 7, 3, tzinfo=UTC).astimezone(timezone(timedelta(hours=hour))) for hour in hours]
    ledger = Ledger.union(Ledger.of([Report(text="talks", published=moment)]) for moment in moments)
    assert [date(2025, 7, 6)] == [report.day for report in ledger.reports]


REPORT = Report(text="The mill employs about 3,900 workers.", outlet="Daily Leaf")
CLAIM = Claim.from_quote(
    REPORT, quote="about 3,900", subject=Subject("plant", "the mill"), attribute="headcount", value=Quantity(Decimal(3900))
)
OTHER = Report(text="The dock employs many.", outlet="Daily Leaf")


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ([CLAIM], "not in the ledger"),
        ([evolve(REPORT, text="The mill employs nearly 4,000 staff.")], None),
        (
            [REPORT, evolve(CLAIM, evidence=evolve(CLAIM.evidence, quote="about 4,000"))],
            "stands 'about 3,900', not 'about 4,000'",
        ),
        ([REPORT, OTHER, evolve(CLAIM, antecedents=(OTHER.evidence(0, 8),))], "cites another report"),
        ([REPORT, OTHER, evolve(CLAIM, antecedents=(evolve(OTHER.evidence(0, 3), quote="The"),))], "cites another report"),
    ],
    ids=["no report", "report alone", "invented quote", "another report's words", "another report's words that stand in both"],
)
def test_evidence_that_does_not_read_back_is_refused(entries: list[Entry], says: str | None) -> None:
    """Law 3: no ledger accepts a claim whose report is missing or whose words do not stand there."""
    if says is None:
        assert len(Ledger.of(entries)) == 1
        return
    with pytest.raises(EvidenceError, match=says):
        Ledger.of(entries)


def test_a_ledger_shows_what_it_holds() -> None:
    """How many of each, not thousands of lines."""
    assert repr(Ledger.of([REPORT, CLAIM])) == "<Ledger of 1 reports, 1 claims, 2 entries>"


def test_what_people_do_says_who_when_and_why() -> None:
    """A decision without a person, a reason or a time zone is refused, and so is one on a single thing."""
    ledger = Ledger.of([REPORT])
    with pytest.raises(InvalidValue, match="time zone"):
        ledger.withdraw(REPORT.id, by="ana", at=datetime(2025, 7, 7), reason="x")
    with pytest.raises(InvalidValue, match="by is not empty"):
        ledger.withdraw(REPORT.id, by=" ", at=START, reason="x")
    with pytest.raises(InvalidValue, match="two things"):
        ledger.decide("company:a", "company:a", Judgement.POSITIVE, by="ana", at=START, reason="x")
    with pytest.raises(NotFound, match="no entry 'report:zzz'"):
        ledger.withdraw("report:zzz", by="ana", at=START, reason="x")
    with pytest.raises(InvalidValue, match="time zone"):
        ledger.observed_by(datetime(2025, 7, 7))


def test_a_decision_names_its_two_things_in_one_order() -> None:
    """decide(a, b) and decide(b, a) are one entry."""
    one = Ledger().decide("company:b", Subject("company", "Ash"), Judgement.NEGATIVE, by="ana", at=START, reason="x")
    other = Ledger().decide(Subject("company", "Ash"), "company:b", Judgement.NEGATIVE, by="ana", at=START, reason="x")
    assert one == other
    assert len(one.decisions) == 1
    assert len(Ledger().override("deal:a", "stake", Quantity(Decimal(5)), by="ana", at=START, reason="x").overrides) == 1


def test_ids_do_not_depend_on_the_process() -> None:
    """Law 9: ids are a function of content: another process with another hash seed gives the same digest."""
    code = "from tests.domain.test_ledger import REPORT, CLAIM; from dealwatch import Ledger; print(Ledger.of([CLAIM, REPORT]).digest())"
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert {Ledger.of([REPORT, CLAIM]).digest()} == {digest.strip() for digest in digests}


class LedgerMachine(RuleBasedStateMachine):
    """Any interleaving of what can be done to a ledger, beside a model that is a plain dict and asks by recursion."""

    entries = Bundle("entries")

    def __init__(self) -> None:
        super().__init__()
        self.ledger = Ledger()
        self.model: dict[str, Entry] = {}

    @rule(target=entries, report=reports(), data=st.data())
    def ingest(self, report: Report, data: st.DataObject) -> str:
        added = [report, *data.draw(st.lists(claims(report), max_size=2))]
        self.ledger = Ledger.of(added) | self.ledger
        for entry in added:
            present = self.model.get(entry.id)
            if isinstance(entry, Report) and isinstance(present, Report):
                times = [r.observed_at for r in (entry, present) if r.observed_at is not None]
                entry = evolve(entry, observed_at=min(times) if times else None)
            self.model[entry.id] = entry
        return data.draw(st.sampled_from([entry.id for entry in added]))

    @rule(target=entries, entry_id=entries, at=moments, reason=st.sampled_from("xyz"))
    def withdraw(self, entry_id: str, at: datetime, reason: str) -> str:
        self.ledger = self.ledger.withdraw(entry_id, by="ana", at=at, reason=reason)
        withdrawal = Withdrawal(entry_id, "ana", at, reason)
        self.model[withdrawal.id] = withdrawal
        return withdrawal.id

    @rule(target=entries, at=moments)
    def decide(self, at: datetime) -> str:
        self.ledger = self.ledger.decide("company:a", "company:b", Judgement.NEGATIVE, by="ana", at=at, reason="x")
        decision = Decision("company:a", "company:b", Judgement.NEGATIVE, "ana", at, "x")
        self.model[decision.id] = decision
        return decision.id

    def in_force(self, entry_id: str) -> bool:
        """The model's own answer: nobody in force withdraws it, nor its report."""
        entry = self.model[entry_id]
        ids = {entry_id, getattr(entry, "report_id", entry_id)}
        return not any(isinstance(w, Withdrawal) and w.entry_id in ids and self.in_force(w.id) for w in self.model.values())

    @invariant()
    def the_ledger_is_the_model(self) -> None:
        assert self.model == dict(self.ledger.entries)

    @invariant()
    def the_same_is_in_force(self) -> None:
        shown = {e.id for e in (*self.ledger.reports, *self.ledger.claims, *self.ledger.decisions, *self.ledger.withdrawals)}
        assert shown == {key for key in self.model if self.in_force(key)}


TestLedgerMachine = LedgerMachine.TestCase
TestLedgerMachine.settings = settings(max_examples=60, stateful_step_count=12)


def test_an_override_says_what_is_set_of_which_thing() -> None:
    """A Subject stands for its id, an attribute for its name; the value stays as it is."""
    ash = Subject("company", "Ash Corp")
    at = datetime(2025, 7, 7, tzinfo=UTC)
    by_name = Ledger.of([REPORT]).override("company:1", "status", Status.AGREED, by="ana", at=at, reason="a call").overrides[0]
    assert (by_name.subject, by_name.attribute, by_name.value) == ("company:1", "status", Status.AGREED)
    of_ash = Ledger.of([REPORT]).override(ash, STATUS, Status.AGREED, by="ana", at=at, reason="a call").overrides[0]
    assert (of_ash.subject, of_ash.attribute) == (ash.id, "status")


def test_a_ledger_knows_what_it_has_and_digests_when_it_was_seen() -> None:
    assert REPORT.id in Ledger.of([REPORT])
    assert "report:none" not in Ledger.of([REPORT])
    seen = evolve(REPORT, observed_at=datetime(2025, 7, 7, tzinfo=UTC))
    assert seen.id == REPORT.id
    assert Ledger.of([seen]).digest() != Ledger.of([REPORT]).digest()
