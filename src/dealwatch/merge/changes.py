"""What did we learn since: the difference of two dossiers, value by value."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from dealwatch.domain.claim import Claim
from dealwatch.domain.deal import Change, Deal, Dossier, Thing
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Value


@frozen(eq=False)
class _Said:
    """A value of one attribute: its text, what it is, whether it is said to be so, and the claims that support it."""

    shown: str
    value: Value
    said: bool
    claims: tuple[Claim, ...]


def compare_dossiers(before: Dossier, after: Dossier) -> tuple[Change, ...]:
    """Return what the later dossier says that the earlier one did not, and what is gone.

    A copy adds a claim but no value, so it makes no change. One value of an attribute goes over into the next; where an attribute
    has several (products, parties, the loss of each year) each of them is new or gone. Things are known again by their ids,
    also by former ones. Order: deals, then things, as the later dossier has them; things that are gone come last.

    >>> compare_dossiers(Dossier(), Dossier())
    ()
    """
    earlier = _Earlier(before)
    changes: list[Change] = []
    later: list[Deal | Thing] = [*after.deals, *after.things]
    for thing in later:
        changes += _changes(thing.id, _values(earlier.find(thing)), _values(thing))
    for thing in earlier.left():
        changes += _changes(thing.id, _values(thing), {})
    return tuple(changes)


class _Earlier:
    """The deals and things of the earlier dossier, found by any id of a later one."""

    def __init__(self, dossier: Dossier) -> None:
        self._things: list[Deal | Thing] = [*dossier.deals, *dossier.things]
        self._by_id: dict[str, Deal | Thing] = {}
        for thing in self._things:
            for thing_id in (thing.id, *thing.former_ids):
                self._by_id.setdefault(thing_id, thing)
        self._found: set[str] = set()

    def find(self, later: Deal | Thing) -> Deal | Thing | None:
        """Return what a thing was earlier: where two have become one, the one whose id it keeps, else the first."""
        found = [self._by_id[thing_id] for thing_id in (later.id, *later.former_ids) if thing_id in self._by_id]
        self._found.update(thing.id for thing in found)
        return found[0] if found else None

    def left(self) -> Iterator[Deal | Thing]:
        """The things that nothing later was found to be."""
        return (thing for thing in self._things if thing.id not in self._found)


def _values(thing: Deal | Thing | None) -> dict[str, list[_Said]]:
    """What is said of a thing, by attribute."""
    found: dict[str, list[_Said]] = {}
    if thing is None:
        return found
    ties = () if isinstance(thing, Deal) else thing.ties.resolutions
    for resolution in (*ties, *thing.facts.resolutions):
        shown = f"{resolution.value} {resolution.valid or ''}"
        found.setdefault(resolution.attribute, []).append(_Said(shown, resolution.value, resolution.said, resolution.support))
    if isinstance(thing, Deal):
        for party in thing.parties:
            who = Subject(party.company.kind, party.company.name)
            found.setdefault(party.role.value.value, []).append(_Said(party.company.id, who, True, party.role.support))
    return found


def _changes(thing_id: str, before: dict[str, list[_Said]], after: dict[str, list[_Said]]) -> Iterator[Change]:
    for attribute in dict.fromkeys((*after, *before)):
        was, now = before.get(attribute, []), after.get(attribute, [])
        if len(was) == len(now) == 1:
            if (was[0].shown, was[0].said) != (now[0].shown, now[0].said):
                yield Change(thing_id, attribute, was[0].value, now[0].value, now[0].claims, now[0].said)
            continue
        old, new = {said.shown for said in was}, {said.shown for said in now}
        for said in now:
            if said.shown not in old:
                yield Change(thing_id, attribute, None, said.value, said.claims, said.said)
        for said in was:
            if said.shown not in new:
                yield Change(thing_id, attribute, said.value, None, said.claims, said.said)
