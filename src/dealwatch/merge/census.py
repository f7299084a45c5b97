"""Everything that a ledger's claims name, counted once: the mentions, their forms, and how they belong together.

Before: the ledger. After: `identity.py`, which says which mentions are one thing, and `deals.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Final

from attrs import define, frozen

from dealwatch.domain.claim import Claim
from dealwatch.domain.report import Report
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Text
from dealwatch.domain.words import SubjectKind

NEVER: Final = datetime.max.replace(tzinfo=UTC)
"""Stands for the moment of what does not say when it was observed: behind all that does."""

NO_DAY: Final = date.min
"""Stands for the day of what does not say when it was published: before all that does, so that it is never news."""

RELATIONS: Final = frozenset({"owner", "parent", "ceo", "employer", "part_of"})
"""Attributes that help to tell things apart, or to find whom a person speaks for."""

Key = tuple[str, str] | tuple[str, str, str, int, int]
"""What makes two mentions the same mention: kind and name, and, where one place is meant, that place."""


@define(eq=False)
class Node:
    """A mention, or a name wherever it stands: since when it was seen, in which reports, and under which forms."""

    subject: Subject
    key: Key
    reports: list[str]
    forms: dict[str, list[str]]
    since: datetime

    def seen(self, name: str, report_id: str) -> None:
        """Note that a report has this form of it; reports come one after another."""
        known = self.forms.get(name)
        if known is None:
            self.forms[name] = [report_id]
        elif known[-1] != report_id:
            known.append(report_id)


@frozen(eq=False, slots=True)
class Census:
    """The nodes by rank, and the claims in the order in which they are shown: by publication, then place.

    `subjects` and `values` are the numbers of the nodes that the claims are about, and, where a Subject is claimed, of that.
    """

    reports: Mapping[str, Report]
    claims: tuple[Claim, ...]
    nodes: tuple[Node, ...]
    subjects: Sequence[int]
    values: Sequence[int | None]
    links: Mapping[str, tuple[tuple[int, int], ...]]
    number: Mapping[Key, int]
    known: Mapping[int, int]

    def find(self, subject: Subject) -> int | None:
        """Return the number of a subject's node; None if no claim in force names it."""
        number = self.known.get(id(subject))  # the claims keep their subjects alive
        return self.number.get(key_of(subject)) if number is None else number

    @cached_property
    def place(self) -> dict[int, int]:
        """The place of each claim, by the identity of the object: each stands here once."""
        return {id(claim): at for at, claim in enumerate(self.claims)}

    @cached_property
    def by_id(self) -> dict[str, int]:
        """The nodes' numbers by the ids of their subjects, which is how decisions and overrides name them."""
        return {node.subject.id: at for at, node in enumerate(self.nodes)}

    @cached_property
    def by_kind(self) -> Mapping[SubjectKind, Sequence[int]]:
        """The numbers of the nodes of each kind, by rank."""
        found: dict[SubjectKind, list[int]] = {kind: [] for kind in SubjectKind}
        for at, node in enumerate(self.nodes):
            found[node.subject.kind].append(at)
        return found


def key_of(subject: Subject) -> Key:
    """Return what makes two mentions the same mention."""
    evidence = subject.evidence
    if evidence is None:
        return subject.kind, subject.name
    span = evidence.span
    return subject.kind, subject.name, evidence.report_id, span.start, span.end


def take_census(reports: Mapping[str, Report], claims: Iterable[Claim]) -> Census:
    """Count what the claims, given by id, name. Nodes stand by first observation, ties by name and place."""
    nodes: list[Node] = []
    first: dict[Key, int] = {}
    known: dict[int, int] = {}
    links: dict[str, dict[tuple[int, int], None]] = {}

    def note(subject: Subject, report_id: str, since: datetime) -> int:
        """Return the number of a subject's node, in the order in which they are met, and that this report has it."""
        number = known.get(id(subject))
        if number is None:
            key = key_of(subject)
            number = known[id(subject)] = first.setdefault(key, len(nodes))
            if number == len(nodes):
                reports = [report_id]
                nodes.append(Node(subject, key, reports, {subject.name: reports}, since))
                return number
        node = nodes[number]
        if node.reports[-1] != report_id:
            node.reports.append(report_id)
            if since < node.since:
                node.since = since
        return number

    ordered: list[Claim] = []
    subjects: list[int] = []
    values: list[int | None] = []
    for report, told in _by_publication(reports, claims):
        report_id, since = report.id, report.observed_at or NEVER
        for claim in told:
            number = note(claim.subject, report_id, since)
            value, meant = claim.value, None
            if isinstance(value, Subject):
                meant = note(value, report_id, since)
                if claim.attribute in RELATIONS and not claim.modality.is_negative:
                    links.setdefault(claim.attribute, {})[number, meant] = None
            elif claim.attribute == "names" and isinstance(value, Text) and not claim.modality.is_negative:
                nodes[number].seen(value.text, report_id)
            subjects.append(number)
            values.append(meant)
        ordered += told
    ranked = sorted(range(len(nodes)), key=lambda number: (nodes[number].since, nodes[number].key))
    place = [0] * len(nodes)
    for at, number in enumerate(ranked):
        place[number] = at
    return Census(
        reports=reports,
        claims=tuple(ordered),
        nodes=tuple([nodes[number] for number in ranked]),
        subjects=[place[number] for number in subjects],
        values=[None if number is None else place[number] for number in values],
        links={name: tuple([(place[a], place[b]) for a, b in pairs]) for name, pairs in links.items()},
        number={key: place[number] for key, number in first.items()},
        known={subject: place[number] for subject, number in known.items()},
    )


def _by_publication(reports: Mapping[str, Report], claims: Iterable[Claim]) -> list[tuple[Report, list[Claim]]]:
    """Return the reports of some claims by publication, each with its claims by place, ties as they come."""
    told: dict[str, list[Claim]] = {}
    for claim in claims:
        told.setdefault(claim.evidence.report_id, []).append(claim)
    for some in told.values():
        some.sort(key=lambda claim: claim.evidence.span.start)
    found = [(reports[report_id], some) for report_id, some in told.items()]
    found.sort(key=lambda pair: (pair[0].day or NO_DAY, pair[0].observed_at or NEVER, pair[0].id))
    return found
