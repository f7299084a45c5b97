"""The ledger: everything that was claimed, decided and withdrawn. It only grows, and its union is the merge.

A union of sets of entries is commutative, associative and idempotent, so a ledger does not depend on the order, the shards or
the machine that filled it. Nothing is taken out: a Withdrawal is one more entry, and withdrawing that restores.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from operator import itemgetter
from types import MappingProxyType
from typing import TypeAlias, TypeVar, cast

import attrs
from attrs import field, frozen

from dealwatch.domain.attributes import Attribute
from dealwatch.domain.canonical import canonical, content_id, digest_of
from dealwatch.domain.claim import Claim
from dealwatch.domain.report import Evidence, Report
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Value
from dealwatch.domain.words import Judgement
from dealwatch.errors import EvidenceError, InvalidValue, NotFound

E = TypeVar("E")


def _aware(_: object, attribute: attrs.Attribute[datetime], value: datetime) -> None:
    if not isinstance(value, datetime) or value.utcoffset() is None:
        raise InvalidValue(f"{attribute.name} is a datetime with a time zone, not {value!r}")


def _said(_: object, attribute: attrs.Attribute[str], value: str) -> None:
    if not value.strip():
        raise InvalidValue(f"{attribute.name} is not empty: say who did it, and why")


@frozen
class Decision:
    """A person's judgement on whether two things are one, named by the ids of a mention of each, in either order.

    A negative decision always separates, also against joins found later. Withdraw it to undo it.
    """

    a: str
    b: str
    judgement: Judgement
    by: str = field(validator=_said)
    at: datetime = field(validator=_aware)
    reason: str = field(validator=_said)

    def __attrs_post_init__(self) -> None:
        if self.a >= self.b:
            raise InvalidValue(f"a decision is on two things, the smaller id first, not {self.a} and {self.b}")

    @cached_property
    def id(self) -> str:
        """The entry's id."""
        return content_id("decision", self)


@frozen
class Override:
    """A value that a person sets for an attribute of a thing, whatever is claimed. Withdraw it to undo it."""

    subject: str
    attribute: str
    value: Value
    by: str = field(validator=_said)
    at: datetime = field(validator=_aware)
    reason: str = field(validator=_said)

    @cached_property
    def id(self) -> str:
        """The entry's id."""
        return content_id("override", self)


@frozen
class Withdrawal:
    """Takes any entry out of force, also another Withdrawal: undo and restore are one operation.

    A withdrawn report takes its claims with it.
    """

    entry_id: str
    by: str = field(validator=_said)
    at: datetime = field(validator=_aware)
    reason: str = field(validator=_said)

    @cached_property
    def id(self) -> str:
        """The entry's id."""
        return content_id("withdrawal", self)


@frozen
class Failure:
    """What an extractor could not do with a report: it raised, returned nonsense, or ran out of time or claims."""

    report_id: str
    extractor: str
    error: str

    @cached_property
    def id(self) -> str:
        """The entry's id."""
        return content_id("failure", self)


Entry: TypeAlias = Report | Claim | Decision | Override | Withdrawal | Failure
"""Everything that a ledger holds."""


@frozen(repr=False)
class Ledger:
    """Entries by id. Ledgers are united with `|`; nothing in one is ever changed or lost.

    Of two reports that differ only in when they were observed, the earliest stays.

    >>> report = Report(text="Ash Corp is in talks with Birch Ltd.", outlet="Daily Leaf")
    >>> ledger = Ledger.of([report])
    >>> ledger | ledger == ledger, len(ledger), report.id in ledger
    (True, 1, True)
    """

    entries: Mapping[str, Entry] = field(factory=lambda: MappingProxyType({}), hash=False)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Ledger:
        """Make a ledger of entries in any order.

        Raises:
            EvidenceError: if a claim's report is not among them, or a quote does not stand at its span.
        """
        found: dict[str, Entry] = {}
        for entry in entries:
            _put(found, entry)
        for entry in found.values():
            if isinstance(entry, Claim):
                _check(entry, found)
        return cls(MappingProxyType(found))

    @classmethod
    def union(cls, ledgers: Iterable[Ledger]) -> Ledger:
        """Unite any number of ledgers, in any order.

        >>> Ledger.union([]) == Ledger()
        True
        """
        found: dict[str, Entry] = {}
        for ledger in ledgers:
            for entry in ledger.entries.values():
                _put(found, entry)
        return cls(MappingProxyType(found))

    def __or__(self, other: Ledger) -> Ledger:
        return Ledger.union((self, other))

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, entry_id: object) -> bool:
        return entry_id in self.entries

    def __iter__(self) -> Iterator[Entry]:
        """The entries in the order of their ids."""
        return iter([self.entries[key] for key in sorted(self.entries)])

    def __getitem__(self, entry_id: str) -> Entry:
        try:
            return self.entries[entry_id]
        except KeyError:
            raise NotFound(f"no entry {entry_id!r} in a ledger of {len(self)} entries") from None

    def __repr__(self) -> str:
        return f"<Ledger of {len(self.reports)} reports, {len(self.claims)} claims, {len(self)} entries>"

    # What is in force

    def in_force(self, entry_id: str) -> bool:
        """Tell whether an entry is in force: no withdrawal in force takes it, or its report, out."""
        return self._in_force(self[entry_id])

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The reports in force, by id."""
        return self._of_kind(Report)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims in force, by id; a withdrawn report has none."""
        return self._of_kind(Claim)

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions in force, by id."""
        return self._of_kind(Decision)

    @cached_property
    def overrides(self) -> tuple[Override, ...]:
        """The overrides in force, by id."""
        return self._of_kind(Override)

    @cached_property
    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """The withdrawals in force, by id."""
        return self._of_kind(Withdrawal)

    @cached_property
    def failures(self) -> tuple[Failure, ...]:
        """The failures in force, by id."""
        return self._of_kind(Failure)

    def report_of(self, claim: Claim) -> Report:
        """Return the report that a claim of this ledger stands in."""
        report = self[claim.report_id]
        assert isinstance(report, Report)  # of() let no claim in without its report
        return report

    def observed_by(self, moment: datetime) -> Ledger:
        """Return the ledger as it was at a moment: what was observed, or done, by then.

        An entry that does not say when is in no dated ledger. A claim and a failure are as old as their report.

        Raises:
            InvalidValue: if the moment has no time zone.
        """
        if moment.utcoffset() is None:
            raise InvalidValue(f"as_of {moment.isoformat()} has no time zone")
        kept = {key: entry for key, entry in self.entries.items() if self._known_by(entry, moment)}
        return Ledger(MappingProxyType(kept))

    # Adding to it

    def withdraw(self, entry_id: str, *, by: str, at: datetime, reason: str) -> Ledger:
        """Take an entry out of force.

        Raises:
            NotFound: if this ledger has no such entry.
        """
        return self._with(Withdrawal(self._known(entry_id), by, at, reason))

    def decide(self, a: Subject | str, b: Subject | str, judgement: Judgement, *, by: str, at: datetime, reason: str) -> Ledger:
        """Record whether two things, each given by a subject or an id, are one.

        Raises:
            InvalidValue: if both are the same.
        """
        first, second = sorted((_subject_id(a), _subject_id(b)))
        return self._with(Decision(first, second, Judgement(judgement), by, at, reason))

    def override(
        self,
        subject: Subject | str,
        attribute: str | Attribute[object],
        value: Value,
        *,
        by: str,
        at: datetime,
        reason: str,
    ) -> Ledger:
        """Set the value of an attribute of a thing, given by a subject or an id, whatever is claimed."""
        return self._with(Override(_subject_id(subject), str(attribute), value, by, at, reason))

    def digest(self) -> str:
        """Return one hash of all entries, the same under any order, shard, process and hash seed."""
        return digest_of(tuple(f"{entry.id}@{canonical(_observed(entry))}" for entry in self))

    # Inside

    def _with(self, entry: Entry) -> Ledger:
        return self | Ledger(MappingProxyType({entry.id: entry}))

    def _known(self, entry_id: str) -> str:
        return self[entry_id].id

    def _of_kind(self, kind: type[E]) -> tuple[E, ...]:
        found = [(key, entry) for key, entry in self.entries.items() if isinstance(entry, kind)]
        if self._withdrawn:
            found = [(key, entry) for key, entry in found if self._in_force(cast("Entry", entry))]
        found.sort(key=itemgetter(0))
        return tuple([entry for _, entry in found])

    def _in_force(self, entry: Entry) -> bool:
        return entry.id not in self._withdrawn and getattr(entry, "report_id", None) not in self._withdrawn

    @cached_property
    def _withdrawn(self) -> frozenset[str]:
        """The ids that a withdrawal in force names. A withdrawal's id hashes its target's, so there is no circle."""
        targets: dict[str, list[str]] = {}
        for entry in self.entries.values():
            if isinstance(entry, Withdrawal):
                targets.setdefault(entry.entry_id, []).append(entry.id)
        out: dict[str, bool] = {}
        for start in targets:  # depth first without recursion: chains of undo may be long
            stack = [start]
            while stack:
                key = stack[-1]
                waiting = [by for by in targets.get(key, ()) if by not in out]
                if waiting:
                    stack.extend(waiting)
                else:
                    out[stack.pop()] = any(not out[by] for by in targets.get(key, ()))
        return frozenset(key for key, withdrawn in out.items() if withdrawn)

    def _known_by(self, entry: Entry, moment: datetime) -> bool:
        if isinstance(entry, Claim | Failure):
            report = self.entries.get(entry.report_id)
            return report is not None and self._known_by(report, moment)
        known = entry.observed_at if isinstance(entry, Report) else entry.at
        return known is not None and known <= moment


def _put(found: dict[str, Entry], entry: Entry) -> None:
    entry_id = entry.id
    present = found.get(entry_id)
    if present is None or (present is not entry and _is_earlier(entry, present)):
        found[entry_id] = entry


def _is_earlier(entry: Entry, present: Entry) -> bool:
    """Tell which of two sightings of one report stays: the earlier, then the one whose outlet's time is spelt first."""
    one, other = _observed(entry), _observed(present)
    if one != other:
        return one is not None and (other is None or one < other)
    return isinstance(entry, Report) and isinstance(present, Report) and _spelt(entry) < _spelt(present)


def _spelt(report: Report) -> str:
    """The outlet's own time as it wrote it: one moment in two zones can be two days."""
    return report.published.isoformat() if report.published else ""


def _observed(entry: Entry) -> datetime | None:
    return entry.observed_at if isinstance(entry, Report) else None


def _check(claim: Claim, found: Mapping[str, Entry]) -> None:
    report = found.get(claim.report_id)
    if not isinstance(report, Report):
        raise EvidenceError(f"the claim {claim.id} stands in the report {claim.report_id}, which is not in the ledger")
    text, report_id = report.text, report.id
    for evidence in claim.all_evidence:
        span = evidence.span
        if text[span.start : span.end] != evidence.quote or evidence.report_id != report_id:
            raise EvidenceError(_why_not(report, evidence, claim))


def _why_not(report: Report, evidence: Evidence, claim: Claim) -> str:
    if evidence.report_id != report.id:
        return f"the claim {claim.id} of the report {report.id} cites another report, {evidence.report_id}"
    stands = evidence.span.of(report.text)
    return f"at {evidence.span} of the report {report.id} stands {stands[:60]!r}, not {evidence.quote[:60]!r}"


def _subject_id(subject: Subject | str) -> str:
    return subject.id if isinstance(subject, Subject) else subject
