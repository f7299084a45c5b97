"""What each mention of a deal says that tells deals apart.

Before: `census.py` and `identity.py`. After: `compatible.py` and `deals.py`, which say which mentions are one deal.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from attrs import define, field

from dealwatch.domain.bounds import Bounds
from dealwatch.domain.claim import Claim
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import denoted
from dealwatch.domain.words import DealType, Role, SubjectKind
from dealwatch.merge.census import Census
from dealwatch.merge.identity import Identities

ROLES: Final[Mapping[str, Role]] = {role.value: role for role in Role}

NOT_MAIN: Final = frozenset({Role.SELLER, Role.ADVISOR})
"""Roles that do not tell one deal from another."""

ADVISING: Final = frozenset({Role.ADVISOR})
"""The role that is no side of a deal."""


SIDES: Final[Mapping[Role, int]] = {
    Role.ACQUIRER: 1,
    Role.INVESTOR: 1,
    Role.CUSTOMER: 1,
    Role.BORROWER: 1,
    Role.LICENSEE: 1,
    Role.TARGET: -1,
    Role.INVESTEE: -1,
    Role.SELLER: -1,
    Role.SUPPLIER: -1,
    Role.LENDER: -1,
    Role.LICENSOR: -1,
}
"""Who pays or takes (1) and who is paid or gives (-1); partners and advisors stand on no side."""


@define(eq=False)
class DealMention:
    """What one mention of a deal says that tells deals apart; things stand by their numbers."""

    node: int
    report_id: str
    first: int
    claims: list[Claim] = field(factory=list)
    types: list[DealType] = field(factory=list)
    firmest: int = -1
    roles: dict[int, set[Role]] = field(factory=dict)
    assets: set[int] = field(factory=set)
    sites: set[int] = field(factory=set)
    stakes: list[Bounds] = field(factory=list)

    @cached_property
    def families(self) -> frozenset[str]:
        """The families of its possible types."""
        return frozenset([kind.family for kind in self.types])

    @cached_property
    def told(self) -> frozenset[tuple[str, str]]:
        """Which report tells of it, by which extractors."""
        return frozenset([(self.report_id, claim.extractor) for claim in self.claims])

    @cached_property
    def sides(self) -> Mapping[int, int]:
        """On which side each party stands that stands on one side only."""
        found = {}
        for party, roles in self.roles.items():
            sides = {SIDES[role] for role in roles if role in SIDES}
            if len(sides) == 1:
                found[party] = sides.pop()
        return found

    def main_parties(self, parent_of: Mapping[int, int]) -> frozenset[int]:
        """Its parties without sellers and advisors; a subsidiary counts as its parent."""
        return frozenset(parent_of.get(party, party) for party, roles in self.roles.items() if not roles <= NOT_MAIN)

    def two_sides(self, parent_of: Mapping[int, int]) -> frozenset[int]:
        """Its main parties, where there are two or more; else what makes two sides of it.

        Who buys its own parent, or merges with it, is not one party with it; of an asset, which has no target, the seller is the
        other side; and of who buys or sells what nobody names, the bank that advises it tells which deal is meant.
        """
        for left_out in (NOT_MAIN, ADVISING, frozenset[Role]()):
            for parents in (parent_of, {}):
                found = frozenset(parents.get(party, party) for party, roles in self.roles.items() if not roles <= left_out)
                if len(found) >= 2:
                    return found
        return frozenset()

    def note(self, claim: Claim, thing: int | None) -> None:
        """Take in what a claim says."""
        self.claims.append(claim)
        if claim.modality.is_negative:
            return
        value = claim.value
        role = ROLES.get(claim.attribute)
        if role is not None and thing is not None:
            self.roles.setdefault(thing, set()).add(role)
        elif isinstance(value, DealType):
            if claim.modality.firmness > self.firmest:  # the firmest type stands first
                self.firmest = claim.modality.firmness
                self.types.insert(0, value)
            elif value not in self.types:
                self.types.append(value)
        elif claim.attribute == "asset" and thing is not None:
            self.assets.add(thing)
            if isinstance(value, Subject) and value.kind is SubjectKind.PLANT:
                self.sites.add(thing)
        elif claim.attribute == "stake" and isinstance(value, Quantity) and value.unit == "%":
            self.stakes.append(denoted(value, claim.bounds))


def mentions_of(census: Census, things: Identities) -> list[DealMention]:
    """Gather the mentions of deals, by rank."""
    found = {
        number: DealMention(number, evidence.report_id, evidence.span.start)
        for number in census.by_kind[SubjectKind.DEAL]
        if (evidence := census.nodes[number].subject.evidence) is not None
    }
    for claim, subject, value in zip(census.claims, census.subjects, census.values, strict=True):
        mention = found.get(subject)
        if mention is not None:
            mention.note(claim, None if value is None else things.entity_of.get(value))
    return list(found.values())


def parents_of(census: Census, things: Identities) -> dict[int, int]:
    """Return the parent of each thing that has one parent only."""
    found: dict[int, set[int]] = {}
    for child, parent in census.links.get("parent", ()):
        if child in things.entity_of and parent in things.entity_of:
            found.setdefault(things.entity_of[child], set()).add(things.entity_of[parent])
    return {child: next(iter(parents)) for child, parents in found.items() if len(parents) == 1 and child not in parents}
