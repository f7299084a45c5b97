"""The values that people set: of several for one attribute of one thing the last stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from dealwatch.domain.ledger import Override
from dealwatch.merge.census import Census


class Overrides:
    """The overrides of one census, by the mention that each names."""

    def __init__(self, overrides: Iterable[Override], census: Census) -> None:
        self._found: dict[int, list[Override]] = {}
        for override in sorted(overrides, key=attrgetter("at", "id")):
            node = census.by_id.get(override.subject)
            if node is not None:
                self._found.setdefault(node, []).append(override)

    def of(self, nodes: Sequence[int]) -> Mapping[str, Override]:
        """The overrides of a thing, given its mentions, by attribute."""
        if not self._found:
            return {}
        found = [override for node in nodes for override in self._found.get(node, ())]
        return {override.attribute: override for override in sorted(found, key=attrgetter("at", "id"))}
