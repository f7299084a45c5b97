"""The rules by which one value wins over others, in the order in which they are asked, and the sentence for each.

The order and the words are those of docs/how-a-value-wins.md. No rule looks at an id or at a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from attrs import define

from dealwatch.domain.attribution import Root
from dealwatch.domain.canonical import canonical
from dealwatch.domain.dates import Period
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.words import Relation, Rule, TimeKind
from dealwatch.merge.compare import Stated
from dealwatch.merge.contest import HOLDS, MAX_RIVALS, Contest, Question, Setting, first_days
from dealwatch.merge.policy import ONE_VOTE
from dealwatch.merge.roots import RootKey

K = TypeVar("K")

EXCLUDES: Final = frozenset((Relation.DISJOINT,))
CLASHES: Final = EXCLUDES | {Relation.OVERLAP}
"""What else a root must not say to back a value: of two intervals that only overlap it can mean but one."""


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
        rival.votes = sum((_weight(key, root_of[key], setting) for key in backers), Decimal(0))
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
        sum((_weight(key, root_of[key], setting) for key in _backers(rival, said_by, contest)), Decimal(0)) for rival in rivals
    ]


def _weight(key: RootKey, root: Root, setting: Setting) -> Decimal:
    """The votes of a root, whichever of its names the policy weighs, else those of the relay that heard it."""
    weights = setting.policy.weights
    if not weights:
        return ONE_VOTE
    relay = (root.via.name,) if root.via else ()
    names = (root.source.name, *setting.chains.names_of(key), *relay)
    return next((weights[name] for name in names if name in weights), ONE_VOTE)


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


def decided_by(rivals: Sequence[Rival], candidates: int) -> tuple[Rule, bool]:
    """Return the rule that separated the first of ranked rivals, and whether none did."""
    if len(rivals) == 1:
        return (Rule.ONLY_VALUE if candidates == 1 else Rule.FINER), False
    for rule, best, next_best in zip(RULES, rivals[0].score, rivals[1].score, strict=True):
        if best != next_best:
            return rule, False
    return Rule.TIE, True


def why(rule: Rule, rivals: Sequence[Rival], refined: int, support: Sequence[int], contest: Contest) -> str:
    """Return the sentence that says what separated the winner."""
    best = rivals[0]
    if len(rivals) == 1:
        roots = len(contest.roots(support))
        return only_said(len(support), roots) if not refined else f"the finest of {refined + 1} values that hold one another"
    other = rivals[1]
    return _WHY[rule](best, other, len(rivals))


def only_said(claims: int, roots: int) -> str:
    """Return the sentence for a value without a rival."""
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
