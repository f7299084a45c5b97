"""Everything that a ledger's claims name, counted once: the mentions, their forms, and how they belong together.

Before: the ledger. After: `identity.py`, which says which mentions are one thing, and `deals.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Final

from attrs import define, field, frozen

from dealwatch.domain.canonical import canonical
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

Key = tuple[str, str] | tuple[str, str, int, int, str]
"""What makes two mentions the same mention: kind and name, and, where one place is meant, that place."""


@define(eq=False)
class Node:
    """A mention, or a name wherever it stands: where it was seen, under which forms, and since when."""

    subject: Subject
    since: datetime
    reports: set[str] = field(factory=set)
    forms: dict[str, set[str]] = field(factory=dict)

    def seen(self, name: str, report_id: str) -> None:
        """Note that a report has this form of it."""
        self.reports.add(report_id)
        known = self.forms.get(name)
        if known is None:
            self.forms[name] = {report_id}
        else:
            known.add(report_id)

    @property
    def rank(self) -> tuple[datetime, str]:
        """The order in which mentions were first observed; ties by canonical form."""
        return self.since, canonical(self.subject)


@frozen(eq=False, slots=True)
class Census:
    """The nodes by rank, and the claims in the order in which they are shown: by publication, then place."""

    reports: Mapping[str, Report]
    claims: tuple[Claim, ...]
    nodes: tuple[Node, ...]
    number: Mapping[Key, int]
    links: Mapping[str, tuple[tuple[int, int], ...]]
    seen: Mapping[int, int]

    def of(self, subject: Subject) -> int:
        """Return the number of a subject's node."""
        number = self.seen.get(id(subject))  # the claims keep their subjects alive
        return self.number[key_of(subject)] if number is None else number

    def find(self, subject: Subject) -> int | None:
        """Return the number of a subject's node; None if no claim in force names it."""
        number = self.seen.get(id(subject))
        return self.number.get(key_of(subject)) if number is None else number

    @cached_property
    def place(self) -> dict[int, int]:
        """The place of each claim, by the identity of the object: each stands here once."""
        return {id(claim): at for at, claim in enumerate(self.claims)}

    @cached_property
    def by_id(self) -> dict[str, int]:
        """The nodes' numbers by the ids of their subjects, which is how decisions and overrides name them."""
        return {node.subject.id: at for at, node in enumerate(self.nodes)}

    def kind(self, kind: SubjectKind) -> list[int]:
        """Return the numbers of the nodes of a kind, by rank."""
        return [at for at, node in enumerate(self.nodes) if node.subject.kind is kind]


def key_of(subject: Subject) -> Key:
    """Return what makes two mentions the same mention."""
    evidence = subject.evidence
    if evidence is None:
        return subject.kind, subject.name
    return subject.kind, evidence.report_id, evidence.span.start, evidence.span.end, subject.name


def take_census(reports: Mapping[str, Report], claims: Iterable[Claim]) -> Census:
    """Count what the claims name."""
    place_of = {report.id: (report.day or NO_DAY, report.observed_at or NEVER, report.id) for report in reports.values()}
    ordered = sorted(claims, key=lambda claim: (place_of[claim.evidence.report_id], claim.evidence.span.start, claim.id))
    found: dict[Key, Node] = {}
    known: dict[int, Node] = {}
    links: dict[str, dict[tuple[Key, Key], None]] = {}

    def node_of(subject: Subject, report: Report) -> Node:
        node = known.get(id(subject))
        if node is None:
            key = key_of(subject)
            node = found.get(key)
            if node is None:
                node = found[key] = Node(subject, NEVER)
            known[id(subject)] = node
        since = report.observed_at
        if since is not None and since < node.since:
            node.since = since
        node.seen(subject.name, report.id)
        return node

    for claim in ordered:
        report = reports[claim.evidence.report_id]
        node = node_of(claim.subject, report)
        value = claim.value
        if isinstance(value, Subject):
            node_of(value, report)
            if claim.attribute in RELATIONS and not claim.modality.is_negative:
                links.setdefault(claim.attribute, {})[key_of(claim.subject), key_of(value)] = None
        elif claim.attribute == "names" and isinstance(value, Text) and not claim.modality.is_negative:
            node.seen(value.text, report.id)
    ranked = sorted(found.items(), key=lambda item: item[1].rank)
    number = {key: at for at, (key, _) in enumerate(ranked)}
    place = {id(node): at for at, (_, node) in enumerate(ranked)}
    return Census(
        reports=reports,
        claims=tuple(ordered),
        nodes=tuple(node for _, node in ranked),
        number=number,
        links={name: tuple((number[a], number[b]) for a, b in pairs) for name, pairs in links.items()},
        seen={subject: place[id(node)] for subject, node in known.items()},
    )
