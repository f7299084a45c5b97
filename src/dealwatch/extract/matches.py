"""What a sentence tells of a deal: a frame of the grammar that it fills, and with whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import define, field

from dealwatch.domain.words import DealType, Role, Status
from dealwatch.extract.grammar import Frame
from dealwatch.extract.items import Row, Thing
from dealwatch.extract.names import Named

OPEN: Final = frozenset(("partner_with", "negotiate", "team_up", "partnership", "talks", "agreement"))
"""Frames that do not say of what type the deal is: the words around them do."""


@define
class Match:
    """A frame that a sentence fills: who stands in which role, what is bought, and which words told it.

    `begin` and `end` are items of the row; `negative` says that somebody rules the deal out; `held` that a share is only had,
    not bought; `guessed` that its target is taken from the report around it; `weight` says how surely it is the deal that the
    report is about.
    """

    frame: Frame
    row: Row
    begin: int
    end: int
    type: DealType
    status: Status | None
    weight: float
    roles: dict[Role, list[Named]] = field(factory=dict)
    asset: Thing | None = None
    negative: bool = False
    held: bool = False
    guessed: bool = False

    def add(self, role: str, names: Sequence[Named]) -> None:
        """Give names a role, each once; who has a role already keeps it."""
        listed = self.roles.setdefault(Role(role), [])
        for named in names:
            if all(named.name != other.name for others in self.roles.values() for other in others):
                listed.append(named)
        if not listed:
            del self.roles[Role(role)]

    @property
    def is_vague(self) -> bool:
        """Whether it tells of talks or an agreement, and not on what."""
        return self.frame.id in OPEN and self.type is DealType.PARTNERSHIP

    def names(self, *roles: Role) -> set[str]:
        """The canonical names in the given roles, or in any."""
        return {named.name for role, listed in self.roles.items() if not roles or role in roles for named in listed}
