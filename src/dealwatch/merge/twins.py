"""Outlets that say the same in everything are one: a feed under two names, or a clone.

Plain agreement proves nothing, and agreeing in one thing less than in everything proves little. But two outlets that speak for
themselves of the same twenty things or more, of nothing else, and never differ, are counted as one source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from dealwatch.domain.claim import Claim
from dealwatch.domain.subject import Subject
from dealwatch.merge.roots import RootKey

FEWEST: Final = 20
"""Things that two outlets must both speak of before they can be one."""


def find_twins(
    claims: Iterable[Claim],
    key_of: Callable[[Claim], RootKey | None],
    thing_of: Callable[[Subject], int | None],
) -> dict[RootKey, RootKey]:
    """Return the outlets that are another under a second name, each with the one that stands first in the ledger.

    `key_of` gives the outlet of a claim in its own voice, None for any other claim. Claims by publication, then place.
    """
    own: dict[RootKey, list[Claim]] = {}
    for claim in claims:
        key = key_of(claim)
        if key is not None:
            own.setdefault(key, []).append(claim)
    alike: dict[frozenset[int | None], list[RootKey]] = {}  # only who speaks of the same things is looked at closely
    for key, told in own.items():
        if len(told) >= FEWEST:
            alike.setdefault(frozenset(thing_of(claim.subject) for claim in told), []).append(key)
    said = {key: _said(own[key], thing_of) for keys in alike.values() if len(keys) > 1 for key in keys}
    first: dict[frozenset[object], RootKey] = {}
    twins: dict[RootKey, RootKey] = {}
    for key, items in said.items():
        if len(items) >= FEWEST:
            one = first.setdefault(items, key)
            if one != key:
                twins[key] = one
    return twins


def _said(claims: Iterable[Claim], thing_of: Callable[[Subject], int | None]) -> frozenset[object]:
    """All that some claims say, each once."""
    found: set[object] = set()
    for claim in claims:
        value, about = claim.value, thing_of(claim.subject)
        shown = thing_of(value) if isinstance(value, Subject) else value
        found.add((claim.subject.id if about is None else about, claim.attribute, shown, claim.bounds, claim.modality.polarity))
    return frozenset(found)
