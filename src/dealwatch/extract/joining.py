"""The matches of one report that tell of one deal."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from dealwatch.domain.words import DealType, Role, SectionKind
from dealwatch.extract.frames import Match

_ASIDE = frozenset((SectionKind.TEASER, SectionKind.REFERENCES, SectionKind.POST, SectionKind.BOILERPLATE))
_TARGETS = (Role.TARGET, Role.INVESTEE)
_BUYERS = (Role.ACQUIRER, Role.INVESTOR)
_TOGETHER = (Role.PARTNER, Role.SUPPLIER, Role.CUSTOMER)


@define
class Told:
    """A deal as one report tells it: its matches, the strongest first among equals of place, and its score."""

    matches: list[Match] = field(factory=list)
    score: float = 0.0
    asset: str = ""

    def names(self, *roles: Role) -> set[str]:
        """The canonical names that stand in the given roles, or in any."""
        return set().union(*(match.names(*roles) for match in self.matches)) if self.matches else set()

    @property
    def families(self) -> set[str]:
        """The families of its types; a merger with a direction is also a buying."""
        found = {match.type.family for match in self.matches}
        directed = any(match.type is DealType.MERGER and match.names(*_TARGETS) for match in self.matches)
        return found | {"buying"} if directed else found


def join_matches(matches: Sequence[Match], text: str) -> list[Told]:
    """Join the matches, in order of place, into deals; a list of other stories joins nothing but within one line."""
    deals: list[Told] = []
    for match in matches:
        asset = " ".join(text[match.asset.start : match.asset.end].lower().split()) if match.asset else ""
        aside = match.row.sentence.section.kind in _ASIDE
        for told in deals:
            other = told.matches[0].row.sentence
            if (aside or other.section.kind in _ASIDE) and other.paragraph != match.row.sentence.paragraph:
                continue
            if _is_same(told, match, asset):
                told.matches.append(match)
                told.asset = told.asset or asset
                break
        else:
            deals.append(Told([match], asset=asset))
    return deals


def _is_same(told: Told, match: Match, asset: str) -> bool:
    family = {match.type.family}
    if match.type is DealType.MERGER and match.names(*_TARGETS):
        family.add("buying")
    targets, buyers, sellers = match.names(*_TARGETS), match.names(*_BUYERS), match.names(Role.SELLER)
    partners = match.names(*_TOGETHER)
    others = told.names(*_TARGETS), told.names(*_BUYERS), told.names(Role.SELLER), told.names(*_TOGETHER)
    if partners or others[3]:
        if partners and others[3]:
            return bool(family & told.families) and partners == others[3]
        both = {match.type, *(other.type for other in told.matches)}
        return (
            DealType.MERGER in both and DealType.STAKE not in both and (partners or match.names()) == (others[3] or told.names())
        )
    if not family & told.families:
        return False
    if targets & (others[1] | others[2]) or others[0] & (buyers | sellers) or buyers & others[2] or sellers & others[1]:
        return False
    if buyers and others[1] and not buyers & others[1]:
        return False
    if targets and others[0]:
        return bool(targets & others[0])
    if asset and told.asset:
        return asset == told.asset or asset.split()[-1] == told.asset.split()[-1]
    if targets or others[0]:
        return bool(asset or told.asset) and bool((buyers & others[1]) and (sellers & others[2]))
    return bool(buyers & others[1]) or bool(sellers & others[2])
