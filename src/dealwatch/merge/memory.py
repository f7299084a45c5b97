"""What one resolution of a ledger leaves for the next: answers by all that they depend on.

`resolve_deals` stays pure: an answer is taken from a memory only where everything is equal from which it was made, so that the
dossier is the same with a memory and without. The caller makes the memory, hands it in, and lets it go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from typing import Protocol, TypeVar, cast

from dealwatch.merge.policy import Policy

T = TypeVar("T")

Key = tuple[str, *tuple[Hashable, ...]]
"""The kind of an answer, and all that it depends on."""


class Recall(Protocol):
    """Gives the answer that a key stands for, and makes it where it is not known."""

    def __call__(self, key: Key, make: Callable[[], T]) -> T:
        """Return the answer for a key, which must hold all that the answer depends on."""
        ...


def afresh(key: Key, make: Callable[[], T]) -> T:
    """Make every answer anew."""
    return make()


class Memory:
    """Keeps what `resolve_deals` worked out, so that the next call works out only what has changed.

    Hand the same memory in with each call. It holds what the last call used, no more; another policy empties it.
    `made` counts the answers that the last call had to make, by kind: "thing", "deal" and what they are made from.

    >>> from dealwatch import Claim, Ledger, Quantity, Report, Subject
    >>> from decimal import Decimal
    >>> def told(name):
    ...     report = Report(text=f"{name} has 500 berths.")
    ...     claim = Claim.from_quote(report, quote="500", subject=Subject("other", name), attribute="berths",
    ...                              value=Quantity(Decimal(500), "berths"))
    ...     return Ledger.of([report, claim])
    >>> memory, ledger = Memory(), told("Dock 1") | told("Dock 2")
    >>> from dealwatch.merge import resolve_deals
    >>> before = resolve_deals(ledger, memory=memory)
    >>> after = resolve_deals(ledger | told("Dock 3"), memory=memory)
    >>> memory.made["thing"], after == resolve_deals(ledger | told("Dock 3"))
    (1, True)
    """

    def __init__(self) -> None:
        self._policy: Policy | None = None
        self._before: dict[Key, object] = {}
        self._used: dict[Key, object] = {}
        self.made: Counter[str] = Counter()

    def begin(self, policy: Policy) -> Recall:
        """Begin a resolution; what the last one did not use is forgotten."""
        self._before = self._used if policy == self._policy else {}
        self._policy, self._used, self.made = policy, {}, Counter()
        return self._recall

    def _recall(self, key: Key, make: Callable[[], T]) -> T:
        if key in self._before:
            found = cast("T", self._before[key])
        else:
            found = make()
            self.made[key[0]] += 1
        self._used[key] = found
        return found
