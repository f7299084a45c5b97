"""Outlets that say the same in everything are one: a feed under two names, or a clone.

Plain agreement proves nothing, and agreeing in one thing less than in everything proves little. But two outlets that speak for
themselves of the same twenty things or more, of nothing else, and never differ, are counted as one source. Who tells of deals
tells each in words of its own: copies of those are found by `lineage.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from dealwatch.domain.claim import Claim
from dealwatch.merge.census import Census
from dealwatch.merge.identity import Identities
from dealwatch.merge.roots import RootKey

FEWEST: Final = 20
"""Things that two outlets must both say before they can be one."""


def find_twins(census: Census, things: Identities, key_of: Callable[[Claim], RootKey | None]) -> dict[RootKey, RootKey]:
    """Return the outlets that are another under a second name, each with the one that stands first in the ledger.

    `key_of` gives the outlet of a claim in its own voice, None for any other claim.
    """
    own: dict[RootKey, list[int]] = {}
    tell_deals: set[RootKey] = set()
    for place, (claim, subject) in enumerate(zip(census.claims, census.subjects, strict=True)):
        key = key_of(claim)
        if key is None or key in tell_deals:
            continue
        if subject in things.entity_of:
            own.setdefault(key, []).append(place)
        else:
            tell_deals.add(key)
    alike: dict[frozenset[int], list[RootKey]] = {}  # only who speaks of the same things is looked at closely
    for key, places in own.items():
        if len(places) >= FEWEST and key not in tell_deals:
            alike.setdefault(frozenset(things.entity_of[census.subjects[place]] for place in places), []).append(key)
    first: dict[frozenset[object], RootKey] = {}
    twins: dict[RootKey, RootKey] = {}
    for keys in alike.values():
        for key in keys if len(keys) > 1 else ():
            said = _said(own[key], census, things)
            if len(said) >= FEWEST and (one := first.setdefault(said, key)) != key:
                twins[key] = one
    return twins


def _said(places: Sequence[int], census: Census, things: Identities) -> frozenset[object]:
    """All that some claims say, each once."""
    found: set[object] = set()
    for place in places:
        claim, value = census.claims[place], census.values[place]
        shown = claim.value if value is None else things.entity_of.get(value)
        about = things.entity_of[census.subjects[place]]
        found.add((about, claim.attribute, shown, claim.bounds, claim.modality.polarity))
    return frozenset(found)
