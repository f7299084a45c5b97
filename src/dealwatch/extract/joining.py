"""The matches of one report that tell of one deal."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from dealwatch.domain.report import Span
from dealwatch.domain.words import DealType, Role, SectionKind, Status
from dealwatch.extract.grammar import Grammar
from dealwatch.extract.matches import Match
from dealwatch.extract.stages import goes_on, status_of

_ASIDE = frozenset((SectionKind.TEASER, SectionKind.REFERENCES, SectionKind.POST, SectionKind.BOILERPLATE))
_TARGETS = (Role.TARGET, Role.INVESTEE)
_BUYERS = (Role.ACQUIRER, Role.INVESTOR)
_TOGETHER = (Role.PARTNER, Role.SUPPLIER, Role.CUSTOMER)


_ENDED = (Status.TERMINATED, Status.SUSPENDED)
_NEAREST = 40  # so many deals at most that share a name are compared with a new match


@define(eq=False)
class Told:
    """A deal as one report tells it: its matches in order of place, who stands in which role, and its score.

    `structures` are the other types that it may be of, each where it is told.
    """

    matches: list[Match] = field(factory=list)
    structures: list[tuple[DealType, Span]] = field(factory=list)
    score: float = 0.0
    asset: str = ""
    families: set[str] = field(factory=set)
    types: set[DealType] = field(factory=set)
    by_role: dict[Role, set[str]] = field(factory=dict)

    def take(self, match: Match, asset: str) -> None:
        """Add a match; a merger with a direction is also a buying."""
        self.matches.append(match)
        self.asset = self.asset or asset
        self.types.add(match.type)
        self.families |= _families(match)
        for role in match.roles:
            self.by_role.setdefault(role, set()).update(match.names(role))

    def names(self, *roles: Role) -> set[str]:
        """The canonical names that stand in the given roles, or in any."""
        return set().union(*(names for role, names in self.by_role.items() if not roles or role in roles))


def _families(match: Match) -> set[str]:
    directed = match.type is DealType.MERGER and bool(match.names(*_TARGETS))
    return {match.type.family, "buying"} if directed else {match.type.family}


def join_matches(matches: Sequence[Match], text: str, grammar: Grammar) -> list[Told]:
    """Join the matches, in order of place, into deals; a list of other stories joins nothing but within one line."""
    deals: list[Told] = []
    by_name: dict[str, list[Told]] = {}
    for match in matches:
        asset = " ".join(text[match.asset.start : match.asset.end].lower().split()) if match.asset else ""
        keys = sorted(match.names()) + ([f"asset {_head_of(asset, grammar)}"] if asset else [])
        near = {id(told): told for key in keys for told in by_name.get(key, [])[-_NEAREST:]}
        others = [other for other in near.values() if not _is_apart(other, match) and _is_same(other, match, asset, grammar)]
        if others and goes_on(match, grammar):  # what continues is no part of what has ended
            others = [other for other in others if not any(status_of(one, grammar) in _ENDED for one in other.matches)]
        told = others[0] if others else None
        if told is None:
            told = Told()
            deals.append(told)
        told.take(match, asset)
        for key in keys:
            if told not in (listed := by_name.setdefault(key, []))[-_NEAREST:]:
                listed.append(told)
    return deals


def _is_apart(told: Told, match: Match) -> bool:
    """Whether one stands in a list of other stories, and the two not in one line of it."""
    one, other = told.matches[0].row.sentence, match.row.sentence
    return (one.section.kind in _ASIDE or other.section.kind in _ASIDE) and one.paragraph != other.paragraph


def _head_of(asset: str, grammar: Grammar) -> str:
    """The head of a description, alike for all parts of a firm and for all sites."""
    head = asset.split()[-1]
    return next((kind for kind in ("parts", "sites") if head in grammar.words[kind]), head)


def _is_one_thing(one: str, other: str, grammar: Grammar) -> bool:
    """Whether two descriptions may be of one thing: like heads, and not each with a word of its own ("glue arm", "ink unit")."""
    (*before, head), (*others, last) = one.split(), other.split()
    alike = head == last or any({head, last} <= grammar.words[kind] for kind in ("parts", "sites"))
    return alike and (set(before) <= set(others) or set(others) <= set(before) or head == last)


def _is_same(told: Told, match: Match, asset: str, grammar: Grammar) -> bool:
    family = _families(match)
    if match.negative and match.type not in told.types:
        return False  # a takeover that is ruled out is not the merger that failed
    targets, buyers, sellers = match.names(*_TARGETS), match.names(*_BUYERS), match.names(Role.SELLER)
    partners = match.names(*_TOGETHER)
    others = told.names(*_TARGETS), told.names(*_BUYERS), told.names(Role.SELLER), told.names(*_TOGETHER)
    vague = match.is_vague or all(other.is_vague for other in told.matches)
    held = match.held or all(other.held for other in told.matches)
    if vague and not held and bool(partners) != bool(others[3]):
        return (partners or match.names()) == (others[3] or told.names())  # the agreement under which Ash buys Birch
    if partners or others[3]:
        if partners and others[3]:
            return bool(family & told.families) and partners == others[3]
        both = {match.type, *told.types}
        bid = targets if others[3] else others[0]  # an offer for one of two that merge, by the other
        if DealType.MERGER in both and not held and not buyers | others[1] and len(partners | others[3]) == 2 and bid:
            return bid < partners | others[3]
        return (
            DealType.MERGER in both and DealType.STAKE not in both and (partners or match.names()) == (others[3] or told.names())
        )
    if not family & told.families:
        return False
    if targets & (others[1] | others[2]) or others[0] & (buyers | sellers) or buyers & others[2] or sellers & others[1]:
        return False
    if (buyers and others[1] and not buyers & others[1]) or (sellers and others[2] and not sellers & others[2]):
        return False  # shares in one firm, bought by two or from two
    if targets and others[0]:
        return bool(targets & others[0])
    if asset and told.asset:
        return _is_one_thing(asset, told.asset, grammar)
    if targets or others[0]:
        shared = bool(buyers & others[1]), bool(sellers & others[2])
        titled = match.row.is_headline or all(other.row.is_headline for other in told.matches)
        return bool(asset or told.asset) and (any(shared) if titled else all(shared))
    return bool(buyers & others[1]) or bool(sellers & others[2])
