"""Whether mentions of deals can be one deal: asked mention by mention, in time linear in the group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from dealwatch.domain.words import DealType
from dealwatch.merge.mentions import DealMention

MERGING: Final = DealType.MERGER.family
BUYING: Final = DealType.ACQUISITION.family


def widened(families: frozenset[str]) -> frozenset[str]:
    """The families that mentions may belong to: a merger may be told as a purchase."""
    return families | {BUYING} if MERGING in families else families


class Compatible:
    """Which mentions can be one deal: no party on opposite sides, one family, and no other site or stake.

    Nor what one report, by one extractor, or a person's decision keeps apart.
    """

    def __init__(self, mentions: Sequence[DealMention], apart: Iterable[tuple[int, int]]) -> None:
        self.mentions = mentions
        self.apart: dict[int, set[int]] = {}
        for a, b in apart:
            self.apart.setdefault(a, set()).add(b)
            self.apart.setdefault(b, set()).add(a)

    def __call__(self, group: Iterable[int]) -> bool:
        """Tell whether all of a group can be one deal."""
        known = Known(self)
        return all(known.take(at) for at in group)


class Known:
    """What is known of a deal by the mentions taken so far."""

    def __init__(self, rules: Compatible) -> None:
        self._rules = rules
        self._members: set[int] = set()
        self._told: set[tuple[str, str]] = set()
        self._sides: dict[int, int] = {}
        self._sites: set[int] = set()
        self._families: set[frozenset[str]] = set()
        self._low: Decimal | None = None
        self._high: Decimal | None = None

    def take(self, at: int) -> bool:
        """Take a mention in, if it can be of this deal; tell whether it was."""
        mention = self._rules.mentions[at]
        low, high = self._stakes(mention)
        if (
            not self._told.isdisjoint(mention.told)
            or not self._rules.apart.get(at, _NOBODY).isdisjoint(self._members)
            or any(self._sides.get(party, side) != side for party, side in mention.sides.items())
            or (self._sites and mention.sites and self._sites.isdisjoint(mention.sites))
            or (low is not None and high is not None and low > high)
            or not self._one_family(mention.families)
        ):
            return False
        self._members.add(at)
        self._told |= mention.told
        self._sides.update(mention.sides)
        self._sites |= mention.sites
        self._families.add(mention.families)
        self._low, self._high = low, high
        return True

    def _stakes(self, mention: DealMention) -> tuple[Decimal | None, Decimal | None]:
        low, high = self._low, self._high
        for stake in mention.stakes:
            low = stake.low if low is None or (stake.low is not None and stake.low > low) else low
            high = stake.high if high is None or (stake.high is not None and stake.high < high) else high
        return low, high

    def _one_family(self, families: frozenset[str]) -> bool:
        return not families or all(not widened(families).isdisjoint(widened(known)) for known in self._families if known)


_NOBODY: Final[set[int]] = set()
