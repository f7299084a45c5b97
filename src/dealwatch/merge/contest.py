"""The claims on one question, put together by what they say: the values, their sources, and how each lies to each.

Before: `compare.py` and `roots.py`. After: `rivals.py`, which lets the values compete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from attrs import define, field, frozen

from dealwatch.domain.attribution import Root
from dealwatch.domain.bounds import Bounds
from dealwatch.domain.claim import Claim
from dealwatch.domain.report import Report
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Text, Value
from dealwatch.domain.words import Polarity, Relation, Role, TimeKind
from dealwatch.merge.compare import Ground, Stated, relate
from dealwatch.merge.policy import Policy
from dealwatch.merge.roots import Chains, RootKey, Traced, trace

MAX_RIVALS: Final = 64
"""So many values compete at most: those with most claims. The others are listed as alternatives."""

HOLDS: Final = frozenset((Relation.EQUAL, Relation.REFINED_BY))
"""How a claim's set lies to a value that it supports."""


@frozen(eq=False)
class Setting:
    """What holds for all questions to one ledger: reports, sources, copies, policy, and which node is which thing."""

    reports: Mapping[str, Report]
    chains: Chains
    copies: Mapping[str, str]
    replaced: frozenset[str]
    policy: Policy
    thing_of: Callable[[Subject], int | None]


@frozen(eq=False)
class Question:
    """One attribute of one thing: who would know (`owners`), and what the value is a part of."""

    name: str
    ground: Ground
    owners: frozenset[RootKey] = frozenset()
    time: TimeKind = TimeKind.ONCE


@define(eq=False)
class Contest:
    """The claims on one question, put together by what they say, with their sources and how each value lies to each."""

    claims: Sequence[Claim]
    stated: list[Stated]
    value_of: list[int]
    traced: list[Traced]
    ground: Ground
    _known: dict[tuple[int, int], Relation] = field(factory=dict)
    days: list[date | None] | None = None

    def relation(self, one: int, other: int) -> Relation:
        """How one value lies to another, by their numbers."""
        if one == other:
            return Relation.EQUAL
        found = self._known.get((one, other))
        if found is None:
            found = relate(self.stated[one], self.stated[other], self.ground)
            self._known[one, other] = found
            self._known[other, one] = found.converse
        return found

    def repeats(self, one: int, other: int) -> bool:
        """Whether who says the one may only repeat the other: it says no more, or both can be so."""
        found = self.relation(one, other)
        return found in HOLDS or (found is Relation.OVERLAP and is_enumerated(self.stated[one].value))

    def distinct(self, candidates: Sequence[int]) -> list[int]:
        """The first of the candidates that denote one set: "Kanagawa" for "Canagava" and itself."""
        found: list[int] = []
        for value in candidates:
            if len(candidates) > MAX_RIVALS or not any(self.relation(value, other) is Relation.EQUAL for other in found):
                found.append(value)
        return found

    def supporting(self, value: int) -> list[int]:
        """The places of the claims whose set holds a value."""
        holding = {other for other in range(len(self.stated)) if self.relation(other, value) in HOLDS}
        return [at for at, other in enumerate(self.value_of) if other in holding]

    def roots(self, places: Iterable[int]) -> tuple[Root, ...]:
        """The original sources of some claims, each once."""
        found: dict[RootKey, Root] = {}
        for at in places:
            traced = self.traced[at]
            for key, root in zip(traced.keys, traced.roots, strict=True):
                found.setdefault(key, root)
        return tuple(found.values())


def contest_of(
    claims: Sequence[Claim], ground: Ground, setting: Setting, value: Callable[[Claim], Value | Role] | None = None
) -> Contest:
    """Put claims together by what they say, and trace their sources."""
    stated: list[Stated] = []
    numbers: dict[object, int] = {}
    value_of: list[int] = []
    for place, claim in enumerate(claims):
        own = claim.value if value is None else value(claim)
        said = claim.modality.polarity is Polarity.POSITIVE
        thing = setting.thing_of(own) if isinstance(own, Subject) else None
        key = _sameness(own, thing, claim.bounds, said)
        number = numbers.get(key)
        if number is None:
            number = numbers[key] = len(stated)
            report = setting.reports[claim.evidence.report_id]
            stated.append(Stated(own, claim.bounds, said, thing, claim.valid, claim.conversion, report.day, [place]))
        else:
            same = stated[number]
            same.claims.append(place)
            if same.conversion is None:
                same.conversion = claim.conversion
        value_of.append(number)
    contest = Contest(claims, stated, value_of, [], ground)
    contest.traced = trace(claims, value_of, setting.chains, contest.repeats, setting.copies)
    return contest


def _sameness(value: Value | Role, thing: int | None, bounds: Bounds | None, said: bool) -> object:
    """What two claims share that say just the same."""
    if thing is not None:
        return thing, said
    if isinstance(value, Text):
        return value.folded or value, said
    return value, bounds, said


def is_enumerated(value: object) -> bool:
    """Tell whether a value is of a closed vocabulary (all are StrEnums), where two can be so at once."""
    return isinstance(value, str)


def first_days(contest: Contest, setting: Setting) -> list[date | None]:
    """Return for each claim the day on which its root first said its value, as far as this ledger knows.

    Who is no root ("other media", analysts) only repeats: such a claim has the day on which anybody first said it.
    """
    if contest.days is not None:
        return contest.days
    first: dict[tuple[RootKey | None, int], date] = {}
    for place, claim in enumerate(contest.claims):
        day = said_on(claim) or setting.reports[claim.evidence.report_id].day
        if day is not None:
            value = contest.value_of[place]
            for key in (*contest.traced[place].keys, None):
                known = first.get((key, value))
                if known is None or day < known:
                    first[key, value] = day
    contest.days = [
        min((day for key in traced.keys or (None,) if (day := first.get((key, value))) is not None), default=None)
        for traced, value in zip(contest.traced, contest.value_of, strict=True)
    ]
    return contest.days


def said_on(claim: Claim) -> date | None:
    """The day on which the root is told to have said it."""
    links = claim.attribution.links
    told = links[-1].said_on if links else None
    return None if told is None else told.last or told.first
