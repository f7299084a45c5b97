"""Who knew it: the original sources of claims, counted so that repeating adds none.

A chain is read once (`Chains`), without regard to what is claimed: its root, the relay that heard it, and where it stops.
Among the claims of one attribute (`trace`) a chain that stops at an outlet is then that of whom the outlet elsewhere names,
and an outlet's own voice that of its report's sourced claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from attrs import define, frozen

from dealwatch.domain.attribution import Attribution, Link, Root, Source
from dealwatch.domain.claim import Claim
from dealwatch.domain.words import SourceKind, SubjectKind
from dealwatch.merge.identity import Identities
from dealwatch.normalize.descriptions import Standing, standing_of, tells_apart
from dealwatch.normalize.names import fold_name
from dealwatch.normalize.outlets import fold_outlet, is_known

RootKey = tuple[object, ...]
"""What makes two roots one: a thing's id, a folded name, or an anonymous source's relay."""

OUTLETS: Final = frozenset((SourceKind.OUTLET, SourceKind.AGENCY))
"""Kinds of sources that pass on what others know."""


@frozen(cache_hash=True)
class Chain:
    """What an attribution says, without regard to what is claimed.

    `keys` and `roots`: the original sources, mostly one, none for analysts and the like. `relay`: who heard it. `stops_at`: the
    outlets, mostly one, at which the chain stops without naming whom they heard. `words`: the description of an anonymous root.
    `is_short`: it may be the beginning of a longer chain. `is_hearsay`: it ends at a report or a paper that it does not name.
    """

    keys: tuple[RootKey, ...]
    roots: tuple[Root, ...]
    relay: RootKey
    is_own_voice: bool
    stops_at: tuple[RootKey, ...]
    words: str | None
    is_short: bool
    is_hearsay: bool = False


class Chains:
    """The chains of a ledger, each read once."""

    def __init__(self, things: Identities, speaks_for: Mapping[int, int], claims: Iterable[Claim] = ()) -> None:
        self._things = things
        self._speaks_for = speaks_for
        self._judges = frozenset(_judges(claims))
        self._twins: Mapping[RootKey, RootKey] = {}
        self._read: dict[tuple[object, ...], Chain] = {}
        self._keys: dict[tuple[str, SourceKind], RootKey] = {}

    def of(self, attribution: Attribution) -> Chain:
        """Return the chain of an attribution."""
        links = attribution.links
        outlet = attribution.outlet
        key: tuple[object, ...] = (
            (outlet.name, *[(link.source.name, link.source.kind) for link in links]) if links else (outlet.name,)
        )
        if self._judges and links and _person_in(links[-1]) in self._judges:
            key = (*key, Standing.NOBODY)
        chain = self._read.get(key)
        if chain is None:
            chain = self._read[key] = self._chain(outlet, [link.source for link in links], key[-1] is Standing.NOBODY)
        return chain

    def take(self, twins: Mapping[RootKey, RootKey]) -> None:
        """Count outlets that are another under a second name as that one, from here on."""
        self._twins = twins
        self._read.clear()

    def called(self, source: Source) -> Source:
        """Return a source as it is shown: a known company under the name that its thing has."""
        number = self._things.named(SubjectKind.COMPANY, source.name) if source.kind is SourceKind.COMPANY else None
        return source if number is None else Source(self._things.entities[number].name, source.kind)

    def who_answers(self, attribution: Attribution) -> list[tuple[RootKey, Source]]:
        """Return those who stand at the end of a chain, as they are shown, each with what makes it the same source."""
        return [(self.key_of(part), self.called(part)) for part in self._together(attribution.root)]

    def names_of(self, key: RootKey) -> tuple[str, ...]:
        """Return the names of the thing that a source is; none where it is no known thing."""
        entity = self._things.by_id.get(str(key[1])) if key[0] == "thing" else None
        return () if entity is None else entity.names

    def own_voice(self, claim: Claim) -> RootKey | None:
        """Return the outlet of a claim that it makes in its own voice; None for a claim with a source."""
        return None if claim.attribution.links else self.key_of(claim.attribution.outlet)

    def key_of(self, source: Source) -> RootKey:
        """Return what makes a named source the same source: the thing that speaks, else its name."""
        known = self._keys.get((source.name, source.kind))
        if known is None:
            known = self._keys[source.name, source.kind] = self._key(source)
        return self._twins.get(known, known)

    def _chain(self, outlet: Source, sources: list[Source], only_judges: bool) -> Chain:
        if not sources:
            own = self.key_of(outlet)
            return Chain((own,), (Root(outlet),), own, True, (own,), None, True)
        root = sources[-1]
        via = next((self._together(source)[0] for source in reversed(sources[:-1]) if not _is_described(source)), outlet)
        relay = self.key_of(via)
        standing = standing_of(root.name) if _is_described(root) or root.kind is SourceKind.DOCUMENT else Standing.SOURCE
        if only_judges or standing is Standing.NOBODY:
            return Chain((), (), relay, False, (), None, False)
        known = (Root(root, self.called(via)),)
        if standing is Standing.REPORT or (_is_described(root) and root.kind in OUTLETS):
            return Chain((("anonymous", relay),), known, relay, False, (), None, True, is_hearsay=True)
        if root.kind is SourceKind.ANONYMOUS:
            words = " ".join(root.name.casefold().split())
            key = ("anonymous", relay, *tells_apart(words))
            return Chain((key,), known, relay, False, (), words, len(sources) == 1)
        parts = self._together(root)
        keys = tuple(dict.fromkeys(self.key_of(part) for part in parts))
        first = {self.key_of(part): part for part in reversed(parts)}
        roots = tuple(Root(self.called(first[key]), self.called(via)) for key in keys)
        if root.kind in OUTLETS:
            return Chain(keys, roots, keys[0], False, keys, None, True)  # who only repeats an outlet is no relay of its own
        return Chain(keys, roots, relay, False, (), None, False)

    def _together(self, source: Source) -> list[Source]:
        """Known companies, people or outlets named in one breath ("Ash and Birch") are as many; a known "Ash & Birch" is one."""
        parts = source.named_together
        if len(parts) == 1 or self._is_known(source) or not all(map(self._is_known, parts)):
            return [source]
        return list(parts)

    def _is_known(self, source: Source) -> bool:
        return is_known(source.name) if source.kind in OUTLETS else self.key_of(source)[0] == "thing"

    def _key(self, source: Source) -> RootKey:
        kind = {SourceKind.COMPANY: SubjectKind.COMPANY, SourceKind.PERSON: SubjectKind.PERSON}.get(source.kind)
        number = self._things.named(kind, source.name) if kind is not None else None
        if number is not None:
            return "thing", self._things.entities[self._speaks_for.get(number, number)].id
        if source.kind in OUTLETS or (source.kind is SourceKind.COMPANY and is_known(source.name)):
            return "outlet", fold_outlet(source.name)
        return "source", fold_name(source.name) or source.name.casefold()


def _person_in(link: Link) -> tuple[str, str] | None:
    """Whom a link names in which report, if it is a person."""
    if link.source.kind is not SourceKind.PERSON or link.evidence is None:
        return None
    return link.evidence.report_id, link.source.name


def _judges(claims: Iterable[Claim]) -> Iterator[tuple[str, str]]:
    """Whom a report calls an analyst or the like, anywhere: "Oak Bank analyst Jo Fern said", then only "Fern said"."""
    for claim in claims:
        for link in claim.attribution.links[-1:]:
            person = _person_in(link)
            if person is not None and link.evidence is not None and standing_of(link.evidence.quote) is Standing.NOBODY:
                yield person


def _is_described(source: Source) -> bool:
    """Whether a source has no name but a description: "two people", "the newspaper"."""
    return source.kind is SourceKind.ANONYMOUS or (
        source.kind in OUTLETS and source.name.islower() and not is_known(source.name)  # "dpa" is a name
    )


@define(eq=False)
class Traced:
    """The sources of one claim among others: the keys of its roots, how they are shown, and its relay.

    `copied`: it repeats a claim of another report, and counts for no relay of its own.
    """

    claim: Claim
    keys: tuple[RootKey, ...]
    roots: tuple[Root, ...]
    relay: RootKey
    copied: bool = False


MAX_VALUES: Final = 64
"""So many values of one outlet are asked whether they are what another repeats."""

Agree = Callable[[int, int], bool]
"""Whether who says one value, by its number, may only repeat another."""


def trace(
    claims: Sequence[Claim], values: Sequence[int], chains: Chains, agree: Agree, copies: Mapping[str, str]
) -> list[Traced]:
    """Return the sources of claims on one attribute of one thing, in the order given.

    `values` numbers the value of each claim; `copies` gives the report that a report copies.
    """
    read = [chains.of(claim.attribution) for claim in claims]
    found = [Traced(claim, chain.keys, chain.roots, chain.relay) for claim, chain in zip(claims, read, strict=True)]
    if len(claims) == 1:
        return found
    copied = bool(copies) and any(claim.evidence.report_id in copies for claim in claims)
    short = any(chain.is_short for chain in read) and not all(chain.is_own_voice for chain in read)
    if not (copied or short):
        return found
    named = _Named(claims, values, read)

    def find(at: int, firsts: Mapping[int, int]) -> int | None:
        other = firsts.get(values[at])
        if other is not None and other != at:
            return other
        return next(
            (first for value, first in islice(firsts.items(), MAX_VALUES) if first != at and agree(values[at], value)), None
        )

    def take(at: int, firsts: Mapping[int, int]) -> bool:
        other = find(at, firsts)
        if other is None:
            return False
        found[at].keys, found[at].roots, found[at].relay = found[other].keys, found[other].roots, found[other].relay
        return True

    def go_on(at: int, table: Mapping[RootKey, Mapping[int, int]]) -> None:
        """Put in the place of each outlet at which a chain stops whom the table has for it."""
        chain = read[at]
        others = [find(at, table.get(key, _NOTHING)) for key in chain.stops_at]
        roots: dict[RootKey, Root] = {}
        for key, root, other in zip(chain.keys, chain.roots, others, strict=True):
            roots |= {key: root} if other is None else dict(zip(found[other].keys, found[other].roots, strict=True))
        found[at].keys, found[at].roots = tuple(roots), tuple(roots.values())
        if others[0] is not None:
            found[at].relay = found[others[0]].relay

    for at, chain in enumerate(read) if short else ():  # first whom an outlet names, then the voices that stand on it
        if chain.words is not None and len(claims[at].attribution.links) == 1:
            take(at, named.described.get((claims[at].evidence.report_id, chain.words), _NOTHING))
        elif chain.stops_at and not chain.is_own_voice:
            go_on(at, named.heard)
    for at, chain in enumerate(read) if short else ():
        if not (chain.is_own_voice or chain.is_hearsay):
            continue
        report_id = claims[at].evidence.report_id
        if take(at, named.sourced.get(report_id, _NOTHING)) or chain.is_hearsay:
            continue
        if not take(at, named.hearsay.get(report_id, _NOTHING)):
            take(at, named.heard.get(chain.keys[0], _NOTHING))
    if copied:
        _follow(claims, values, read, found, copies, agree)
    for at, chain in enumerate(read):  # who repeats an outlet repeats whom that outlet copied
        if chain.stops_at and not chain.is_own_voice and found[at].keys == chain.keys:
            go_on(at, named.voices)
    return found


_NOTHING: Mapping[int, int] = {}


class _Named:
    """The first claim of each value: of an outlet's own voice, and of whom it heard, by relay, report and description."""

    def __init__(self, claims: Sequence[Claim], values: Sequence[int], read: Sequence[Chain]) -> None:
        self.heard: dict[RootKey, dict[int, int]] = {}
        self.sourced: dict[str, dict[int, int]] = {}
        self.hearsay: dict[str, dict[int, int]] = {}
        self.described: dict[tuple[str, str], dict[int, int]] = {}
        self.voices: dict[RootKey, dict[int, int]] = {}
        for at, (claim, chain) in enumerate(zip(claims, read, strict=True)):
            if chain.is_own_voice:
                self.voices.setdefault(chain.keys[0], {}).setdefault(values[at], at)
                continue
            if not chain.keys:
                continue
            report_id = claim.evidence.report_id
            if chain.is_hearsay:
                self.hearsay.setdefault(report_id, {}).setdefault(values[at], at)
                continue
            self.sourced.setdefault(report_id, {}).setdefault(values[at], at)
            if not chain.stops_at:
                self.heard.setdefault(chain.relay, {}).setdefault(values[at], at)
            if chain.words is not None and len(claim.attribution.links) > 1:
                self.described.setdefault((report_id, chain.words), {}).setdefault(values[at], at)


def _follow(
    claims: Sequence[Claim],
    values: Sequence[int],
    read: Sequence[Chain],
    found: list[Traced],
    copies: Mapping[str, str],
    agree: Agree,
) -> None:
    """Give the claims of a copy the sources of the claims that it copies; whom it names beyond them it has heard itself."""
    by_report: dict[str, dict[int, int]] = {}
    named: dict[str, set[RootKey]] = {}
    of_source: dict[tuple[str, int, tuple[RootKey, ...]], int] = {}
    for at, claim in enumerate(claims):
        report_id = claim.evidence.report_id
        by_report.setdefault(report_id, {}).setdefault(values[at], at)
        named.setdefault(report_id, set()).update(read[at].keys)
        of_source.setdefault((report_id, values[at], read[at].keys), at)
    for at, claim in enumerate(claims):
        original = copies.get(claim.evidence.report_id)
        adds = not read[at].stops_at and read[at].words is None and bool(read[at].keys)
        while original is not None:
            theirs = by_report.get(original, _NOTHING)
            if adds and theirs and not named[original].issuperset(read[at].keys):
                break
            same = of_source.get((original, values[at], read[at].keys), theirs.get(values[at]))
            if same is None:
                same = next((first for value, first in islice(theirs.items(), MAX_VALUES) if agree(values[at], value)), None)
            if same is not None:
                source = found[same]
                found[at] = Traced(claim, source.keys, source.roots, source.relay, copied=True)
                break
            original = copies.get(original)
