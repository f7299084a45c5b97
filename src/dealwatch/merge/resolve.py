"""How a value wins, word by word as docs/how-a-value-wins.md has it.

The claims on one attribute of one thing are put together by what they say (`Stated`). A value that a finer one refines does not
compete with it: it supports it. Of the rest the first rule that separates one from all others names the winner. The explanation
can be executed: take the claims of the support away, and `runner_up` wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, TypeVar

from attrs import define, field, frozen

from dealwatch.domain.attribution import Root
from dealwatch.domain.bounds import Bounds
from dealwatch.domain.canonical import canonical
from dealwatch.domain.claim import Claim
from dealwatch.domain.dates import Period
from dealwatch.domain.deal import Alternative, Resolution
from dealwatch.domain.ledger import Override
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.report import Report
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Text, Value
from dealwatch.domain.words import Polarity, Relation, Role, Rule, TimeKind
from dealwatch.merge.compare import Ground, Stated, relate
from dealwatch.merge.policy import Policy
from dealwatch.merge.roots import Chains, RootKey, Traced, trace

K = TypeVar("K")

MAX_RIVALS: Final = 64
"""So many values compete at most: those with most claims. The others are listed as alternatives."""

HOLDS: Final = frozenset((Relation.EQUAL, Relation.REFINED_BY))
"""How a claim's set lies to a value that it supports."""

EXCLUDES: Final = frozenset((Relation.DISJOINT,))
CLASHES: Final = EXCLUDES | {Relation.OVERLAP}
"""What else a root must not say to back a value: of two intervals that only overlap it can mean but one."""


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
class Rival:
    """A value in the contest, with its score by each rule in the order in which the rules are asked."""

    stated: Stated
    at: int
    own: bool = False
    votes: Decimal = Decimal(0)
    relays: int = 0
    firmness: int = 0
    fineness: tuple[Decimal, int] = (Decimal(0), 0)
    day: tuple[bool, date] = (False, date.min)
    history: Decimal = Decimal(0)

    @property
    def score(self) -> tuple[object, ...]:
        """Its score by each of RULES."""
        return self.own, self.votes, self.relays, self.firmness, self.fineness, self.day, self.history


RULES: Final = (
    Rule.OWN_STATEMENT,
    Rule.MORE_ROOTS,
    Rule.MORE_RELAYS,
    Rule.FIRMER,
    Rule.FINER,
    Rule.LATER,
    Rule.MORE_ROOTS,
)
"""The rules in the order in which they are asked; the last one counts the roots of earlier days too."""


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
        return found in HOLDS or (found is Relation.OVERLAP and _is_enumerated(self.stated[one].value))

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


# The contest


def rank(
    contest: Contest, candidates: Sequence[int], question: Question, setting: Setting, standing: Sequence[int] | None = None
) -> list[Rival]:
    """Return the candidates that compete, best first.

    `standing` are the places of the claims that count: all, or for a status those of the latest period; then the claims of
    earlier ones are asked before a tie is declared.
    """
    if len(candidates) > MAX_RIVALS:
        candidates = sorted(candidates, key=lambda at: (-len(contest.stated[at].claims), at))[:MAX_RIVALS]
    finest = [
        value for value in candidates if not any(contest.relation(other, value) is Relation.REFINES for other in candidates)
    ] or list(candidates)
    if len(finest) == 1:
        return [Rival(contest.stated[finest[0]], finest[0])]
    rivals = [Rival(contest.stated[value], value) for value in finest]
    _count(rivals, contest, question, setting, range(len(contest.claims)) if standing is None else standing)
    if standing is not None:
        for rival, votes in zip(rivals, _votes(rivals, contest, setting), strict=True):
            rival.history = votes
    if len({rival.score for rival in rivals}) < len(rivals):
        rivals.sort(key=lambda rival: canonical((rival.stated.value, rival.stated.bounds, rival.stated.said)))
    rivals.sort(key=lambda rival: rival.score, reverse=True)
    return rivals


def _count(rivals: list[Rival], contest: Contest, question: Question, setting: Setting, standing: Sequence[int]) -> None:
    said_by, root_of = _speakers(contest, standing)
    heard_by = _relays(contest, standing)
    days = first_days(contest, setting)
    latest = date.min
    for rival in rivals:
        backers = _backers(rival, said_by, contest)
        rival.votes = sum((setting.policy.weight(root_of[key].source.name) for key in backers), Decimal(0))
        same = {other for other in range(len(contest.stated)) if contest.relation(other, rival.at) is Relation.EQUAL}
        rival.own = any(key in question.owners and not same.isdisjoint(said_by[key]) for key in backers)
        rival.relays = len(_backers(rival, heard_by, contest))
        own_places = [place for place in standing if contest.value_of[place] in same]
        rival.firmness = max((contest.claims[place].modality.firmness for place in own_places), default=0)
        rival.fineness = _fineness(rival.stated)
        fresh = any(contest.claims[place].evidence.report_id not in setting.replaced for place in own_places)
        day = max((found for place in own_places if (found := days[place]) is not None), default=date.min)
        rival.day = (fresh, day)
        latest = max(latest, day)
    if question.time is TimeKind.STATE:  # an old statement of one's own says nothing of a later state
        for rival in rivals:
            rival.own = rival.own and rival.day[1] == latest


def _speakers(contest: Contest, places: Iterable[int]) -> tuple[dict[RootKey, dict[int, None]], dict[RootKey, Root]]:
    """Which values each root says, and how the root is shown."""
    said_by: dict[RootKey, dict[int, None]] = {}
    root_of: dict[RootKey, Root] = {}
    for place in places:
        traced = contest.traced[place]
        for key, root in zip(traced.keys, traced.roots, strict=True):
            said_by.setdefault(key, {})[contest.value_of[place]] = None
            root_of.setdefault(key, root)
    return said_by, root_of


def _relays(contest: Contest, places: Iterable[int]) -> dict[tuple[RootKey, RootKey], dict[int, None]]:
    """Which values each relay of each root reports, leaving out copies."""
    found: dict[tuple[RootKey, RootKey], dict[int, None]] = {}
    for place in places:
        traced = contest.traced[place]
        if not traced.copied:
            for key in traced.keys:
                found.setdefault((key, traced.relay), {})[contest.value_of[place]] = None
    return found


def _backers(rival: Rival, said_by: Mapping[K, Mapping[int, None]], contest: Contest) -> list[K]:
    """Those who say a value, or a coarser one, and nothing that speaks against it."""
    holding = {other for other in range(len(contest.stated)) if contest.relation(other, rival.at) in HOLDS}
    clashing = CLASHES if isinstance(rival.stated.value, Money | Quantity | Period) else EXCLUDES
    return [
        key
        for key, values in said_by.items()
        if not holding.isdisjoint(values) and not any(contest.relation(value, rival.at) in clashing for value in values)
    ]


def _votes(rivals: Sequence[Rival], contest: Contest, setting: Setting) -> list[Decimal]:
    """The votes of each rival when the claims of all days count."""
    said_by, root_of = _speakers(contest, range(len(contest.claims)))
    return [
        sum((setting.policy.weight(root_of[key].source.name) for key in _backers(rival, said_by, contest)), Decimal(0))
        for rival in rivals
    ]


def _is_enumerated(value: object) -> bool:
    return isinstance(value, str)  # the closed vocabularies are StrEnums; "both" can be so


def first_days(contest: Contest, setting: Setting) -> list[date | None]:
    """Return for each claim the day on which its root first said its value, as far as this ledger knows."""
    if contest.days is not None:
        return contest.days
    first: dict[tuple[RootKey, int], date] = {}
    for place, claim in enumerate(contest.claims):
        day = said_on(claim) or setting.reports[claim.evidence.report_id].day
        if day is not None:
            value = contest.value_of[place]
            for key in contest.traced[place].keys or _NOBODY:
                known = first.get((key, value))
                if known is None or day < known:
                    first[key, value] = day
    contest.days = [
        min((day for key in traced.keys or _NOBODY if (day := first.get((key, value))) is not None), default=None)
        for traced, value in zip(contest.traced, contest.value_of, strict=True)
    ]
    return contest.days


_NOBODY: Final[tuple[RootKey, ...]] = (("nobody",),)
"""Stands for the root of what analysts and the like say: they have none, but they too say it first on some day."""


def said_on(claim: Claim) -> date | None:
    """The day on which the root is told to have said it."""
    links = claim.attribution.links
    told = links[-1].said_on if links else None
    return None if told is None else told.last or told.first


def _fineness(stated: Stated) -> tuple[Decimal, int]:
    """Higher is finer: a narrower interval in proportion, then fewer zeros at the end of the number; fewer days."""
    value = stated.value
    if isinstance(value, Period):
        return (Decimal(-value.days), 0) if value.days is not None else (Decimal("-Infinity"), 0)
    if not isinstance(value, Money | Quantity):
        return Decimal(0), 0
    zeros = -_trailing_zeros(value.amount)
    if stated.bounds is None:
        return Decimal(0), zeros
    width = stated.bounds.width
    if width is None or not value.amount:
        return Decimal("-Infinity"), zeros
    return -width / abs(value.amount), zeros


def _trailing_zeros(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) and amount else 0


# The answer


def resolve(
    claims: Sequence[Claim],
    question: Question,
    setting: Setting,
    override: Override | None = None,
    value: Callable[[Claim], Value | Role] | None = None,
) -> tuple[Resolution[Any] | None, Contest]:
    """Resolve one attribute of one thing; claims by publication, then place. None where nothing but denials is claimed."""
    contest = contest_of(claims, question.ground, setting, value)
    candidates = contest.distinct([number for number, stated in enumerate(contest.stated) if stated.said])
    if override is not None:
        return overridden(override, contest, candidates, question, setting), contest
    if not candidates:
        return None, contest
    if len(candidates) == len(contest.stated) == 1:
        return only_value(contest, question, setting), contest
    rivals = rank(contest, candidates, question, setting)
    rule, is_open = decided_by(rivals, len(candidates))
    winner = rivals[0].at
    support = contest.supporting(winner)
    taken = set(support)
    rest = [claim for place, claim in enumerate(claims) if place not in taken]
    order = {rival.at: at for at, rival in enumerate(rivals)}
    return (
        answer(
            contest,
            question,
            setting,
            winner=winner,
            rule=rule,
            why=why(rule, rivals, len(candidates) - len(rivals), support, contest),
            support=support,
            others=sorted((other for other in candidates if other != winner), key=lambda at: (order.get(at, len(order)), at)),
            runner_up=winner_of(rest, question, setting, value),
            is_open=is_open,
        ),
        contest,
    )


def winner_of(
    claims: Sequence[Claim], question: Question, setting: Setting, value: Callable[[Claim], Value | Role] | None = None
) -> Value | Role | None:
    """Return the value that wins among some claims alone; None where none does."""
    if not claims:
        return None
    contest = contest_of(claims, question.ground, setting, value)
    candidates = contest.distinct([number for number, stated in enumerate(contest.stated) if stated.said])
    if not candidates:
        return None
    return rank(contest, candidates, question, setting)[0].stated.value


def decided_by(rivals: Sequence[Rival], candidates: int) -> tuple[Rule, bool]:
    """Return the rule that separated the first of ranked rivals, and whether none did."""
    if len(rivals) == 1:
        return (Rule.ONLY_VALUE if candidates == 1 else Rule.FINER), False
    for rule, best, next_best in zip(RULES, rivals[0].score, rivals[1].score, strict=True):
        if best != next_best:
            return rule, False
    return Rule.TIE, True


def only_value(contest: Contest, question: Question, setting: Setting) -> Resolution[Any]:
    """The answer where all claims say the same."""
    places = range(len(contest.claims))
    stated = contest.stated[0]
    roots = contest.roots(places)
    return Resolution(
        attribute=question.name,
        value=stated.value,
        rule=Rule.ONLY_VALUE,
        why=_only(len(contest.claims), len(roots)),
        support=tuple(contest.claims),
        oppose=(),
        roots=roots,
        known_since=_known_since(contest, places, setting),
        valid=stated.valid,
        bounds=stated.bounds,
    )


def answer(
    contest: Contest,
    question: Question,
    setting: Setting,
    *,
    winner: int,
    rule: Rule,
    why: str,
    support: Sequence[int],
    others: Sequence[int],
    runner_up: Value | Role | None,
    is_open: bool,
    opposing: Iterable[int] = (),
    against: Iterable[int] | None = None,
) -> Resolution[Any]:
    """Make the resolution of a winner, by its number.

    Those of the claims `against` (all) that are disjoint from it oppose it, and so do those at the places `opposing`.
    """
    stated = contest.stated[winner]
    disjoint = {other for other in range(len(contest.stated)) if contest.relation(other, winner) is Relation.DISJOINT}
    places = range(len(contest.claims)) if against is None else against
    opposed = {place for place in places if contest.value_of[place] in disjoint} | set(opposing)
    return Resolution(
        attribute=question.name,
        value=stated.value,
        rule=rule,
        why=why,
        support=tuple([contest.claims[place] for place in support]),
        oppose=tuple([contest.claims[place] for place in sorted(opposed)]),
        roots=contest.roots(support),
        known_since=_known_since(contest, _saying(contest, winner), setting),
        valid=stated.valid,
        bounds=stated.bounds,
        alternatives=tuple([_alternative(contest, other, winner) for other in others]),
        runner_up=runner_up,
        is_open=is_open,
        said=stated.said,
    )


def _saying(contest: Contest, value: int) -> list[int]:
    """The places of the claims that say just this value, in whatever words."""
    if len(contest.stated) > MAX_RIVALS:
        return contest.stated[value].claims
    return [place for place, other in enumerate(contest.value_of) if contest.relation(other, value) is Relation.EQUAL]


def _alternative(contest: Contest, other: int, winner: int) -> Alternative[Any]:
    stated = contest.stated[other]
    support = contest.supporting(other) if len(contest.stated) <= MAX_RIVALS else stated.claims
    return Alternative(
        value=stated.value,
        relation=contest.relation(other, winner),
        support=tuple([contest.claims[place] for place in support]),
        roots=contest.roots(support),
        bounds=stated.bounds,
        said=stated.said,
    )


def overridden(
    override: Override, contest: Contest, candidates: Sequence[int], question: Question, setting: Setting
) -> Resolution[Any]:
    """A person's value stands, whatever is claimed; `runner_up` is what the claims alone say."""
    own = Stated(
        override.value,
        None,
        True,
        setting.thing_of(override.value) if isinstance(override.value, Subject) else None,
        None,
        None,
        None,
    )
    contest.stated.append(own)
    number = len(contest.stated) - 1
    support = contest.supporting(number)
    alone = rank(contest, candidates, question, setting) if candidates else []
    others = [rival.at for rival in alone if contest.relation(rival.at, number) is not Relation.EQUAL]
    return answer(
        contest,
        question,
        setting,
        winner=number,
        rule=Rule.OVERRIDE,
        why=f"set by {override.by} on {override.at.date().isoformat()}: {override.reason}",
        support=support,
        others=others,
        runner_up=alone[0].stated.value if alone else None,
        is_open=False,
    )


def _known_since(contest: Contest, places: Iterable[int], setting: Setting) -> date | datetime | None:
    """When the value could first be known: the earliest observation of a claim of it that is no copy, else publication."""
    observed: datetime | None = None
    published: date | datetime | None = None
    for place in places:
        if contest.traced[place].copied:
            continue
        report = setting.reports[contest.claims[place].evidence.report_id]
        if report.observed_at is not None and (observed is None or report.observed_at < observed):
            observed = report.observed_at
        if published is None:  # claims stand by publication
            published = report.published
    return observed or published


# Saying why


def why(rule: Rule, rivals: Sequence[Rival], refined: int, support: Sequence[int], contest: Contest) -> str:
    """Return the sentence that says what separated the winner."""
    best = rivals[0]
    if len(rivals) == 1:
        roots = len(contest.roots(support))
        return _only(len(support), roots) if not refined else f"the finest of {refined + 1} values that hold one another"
    other = rivals[1]
    return _WHY[rule](best, other, len(rivals))


def _only(claims: int, roots: int) -> str:
    return f"the only value claimed: {_counted(claims, 'claim')}, {_counted(roots, 'source')}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


_WHY: Final[Mapping[Rule, Callable[[Rival, Rival, int], str]]] = {
    Rule.OWN_STATEMENT: lambda best, other, count: "who must know says so; who says otherwise speaks of others",
    Rule.MORE_ROOTS: lambda best, other, count: (
        f"{best.votes:f} independent sources against {other.votes:f}"
        if best.votes != other.votes
        else f"{best.history:f} independent sources over time against {other.history:f}"
    ),
    Rule.MORE_RELAYS: lambda best, other, count: (
        f"as many sources, but {_counted(best.relays, 'relay')} report it so against {other.relays}"
    ),
    Rule.FIRMER: lambda best, other, count: "as many sources and relays, but it is said more firmly",
    Rule.FINER: lambda best, other, count: "as many sources, relays and as firm, but it is said more exactly",
    Rule.LATER: lambda best, other, count: (
        f"nothing else separates them, and it was first said last, on {best.day[1].isoformat()}"
        if best.day[1] != other.day[1]
        else "nothing else separates them, and it stands in the newer version"
    ),
    Rule.TIE: lambda best, other, count: f"nothing separates {_counted(count, 'value')}; the first in canonical form stands here",
}
