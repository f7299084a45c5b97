"""Which mentions of deals are one deal.

Strongly joined: types of one family and the same two or more main parties, or the seller and the buyer of an asset.
What falls together that cannot be one deal (two mentions that one report keeps apart, a party on opposite sides, another stake
or asset) is cut again, by type and stake.
Weakly joined: one party more, or one party and the asset in common; such a group moves as a whole, once, to the neighbour with
most reports, where nothing speaks against it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final

from dealwatch.domain.ledger import Decision
from dealwatch.domain.words import Judgement
from dealwatch.merge.census import Census
from dealwatch.merge.compatible import Compatible, Known, widened
from dealwatch.merge.identity import judgements
from dealwatch.merge.mentions import DealMention
from dealwatch.merge.partition import partition


def group_mentions(
    mentions: Sequence[DealMention], census: Census, decisions: Iterable[Decision], parent_of: Mapping[int, int]
) -> list[list[DealMention]]:
    """Return which mentions are one deal, each group by rank."""
    place = {mention.node: at for at, mention in enumerate(mentions)}
    judged = judgements(census, decisions)
    sure = [[place[a], place[b]] for a, b, found in judged if found is Judgement.POSITIVE and a in place and b in place]
    apart = {
        (min(place[a], place[b]), max(place[a], place[b]))
        for a, b, found in judged
        if found is Judgement.NEGATIVE and a in place and b in place
    }
    test = Compatible(mentions, apart)
    joined = _strong(mentions, parent_of)
    groups = [part for group in joined for part in _cut(group, mentions, test)]
    groups = _moved(groups, mentions, parent_of, test)
    if sure:
        groups = [sorted(group) for group in partition(len(mentions), [*sure, *groups], apart)]
    return [[mentions[at] for at in sorted(group)] for group in groups]


def _strong(mentions: Sequence[DealMention], parent_of: Mapping[int, int]) -> list[list[int]]:
    blocks: dict[tuple[frozenset[int], str], list[int]] = {}
    for at, mention in enumerate(mentions):
        parties = mention.two_sides(parent_of)
        for family in widened(mention.families) if parties else ():
            blocks.setdefault((parties, family), []).append(at)
    return partition(len(mentions), [group for group in blocks.values() if len(group) > 1])


def _cut(group: list[int], mentions: Sequence[DealMention], test: Compatible) -> list[list[int]]:
    """Cut what cannot be one deal: by family, then by type, then by stake; at last each goes where nothing speaks against it."""
    if test(group):
        return [group]
    parts = [group]
    for key in _CUTS:
        parts = [piece for part in parts for piece in ([part] if test(part) else _split(part, mentions, key))]
    return [piece for part in parts for piece in ([part] if test(part) else _one_by_one(part, test))]


def _split(part: list[int], mentions: Sequence[DealMention], key: Callable[[DealMention], object]) -> list[list[int]]:
    pieces: dict[object, list[int]] = {}
    for at in part:
        pieces.setdefault(key(mentions[at]), []).append(at)
    return list(pieces.values())


_CUTS: tuple[Callable[[DealMention], object], ...] = (
    lambda mention: mention.types[0].family if mention.types else None,
    lambda mention: mention.types[0] if mention.types else None,
    lambda mention: mention.stakes[0] if mention.stakes else None,
)


def _one_by_one(part: list[int], test: Compatible) -> list[list[int]]:
    pieces: list[tuple[list[int], Known]] = []
    for at in sorted(part):
        for members, known in pieces:
            if known.take(at):
                members.append(at)
                break
        else:
            pieces.append(([at], known := Known(test)))
            known.take(at)
    return [members for members, _ in pieces]


def _moved(
    groups: list[list[int]], mentions: Sequence[DealMention], parent_of: Mapping[int, int], test: Compatible
) -> list[list[int]]:
    """Move each group that has a party more or less than another, or a party and the asset in common, to its best neighbour."""
    by_parties: dict[frozenset[int], list[int]] = {}
    by_asset: dict[tuple[int, int], list[int]] = {}
    sets: list[set[frozenset[int]]] = []
    for number, group in enumerate(groups):
        parties = {mentions[at].main_parties(parent_of) for at in group} - {frozenset()}
        sets.append(parties)
        for found in parties:
            by_parties.setdefault(found, []).append(number)
        for asset in {asset for at in group for asset in mentions[at].assets}:
            for party in {parent_of.get(p, p) for at in group for p in mentions[at].roles}:
                by_asset.setdefault((asset, party), []).append(number)
    neighbours: dict[int, set[int]] = {}
    for number, parties in enumerate(sets):
        for found in parties:
            for party in found if len(found) > 1 else ():
                near = by_parties.get(found - {party}, ())
                for other in near if len(near) <= MAX_NEIGHBOURS else ():
                    if other != number:
                        neighbours.setdefault(number, set()).add(other)
                        neighbours.setdefault(other, set()).add(number)
    for block in by_asset.values():
        if len(block) <= MAX_NEIGHBOURS:
            for a, b in combinations(block, 2):
                neighbours.setdefault(a, set()).add(b)
                neighbours.setdefault(b, set()).add(a)
    reports = [{mentions[at].report_id for at in group} for group in groups]
    size = [(len(found), -min(group)) for found, group in zip(reports, groups, strict=True)]
    target: dict[int, int] = {}
    for number, beside in neighbours.items():
        able = [
            other
            for other in beside
            if size[other] > size[number]
            and reports[other].isdisjoint(reports[number])
            and _alike(groups[number], groups[other], mentions, parent_of)
            and test([*groups[number], *groups[other]])
        ]
        most = max((len(reports[other]) for other in able), default=0)
        best = [other for other in able if len(reports[other]) == most]
        if len(best) == 1:
            target[number] = best[0]
    whole = {number: list(group) for number, group in enumerate(groups)}
    for number in sorted(target, key=lambda number: size[number], reverse=True):
        goal = target[number]
        while goal not in whole:
            goal = target[goal]
        if test([*whole[goal], *whole[number]]):
            whole[goal] += whole.pop(number)
    return list(whole.values())


MAX_NEIGHBOURS: Final = 60
"""So many groups at most with one party and one asset in common are compared."""


def _alike(one: list[int], other: list[int], mentions: Sequence[DealMention], parent_of: Mapping[int, int]) -> bool:
    """Types of one family; a merger and a purchase only between the same parties."""
    first = frozenset(family for at in one for family in mentions[at].families)
    second = frozenset(family for at in other for family in mentions[at].families)
    return not first.isdisjoint(second)
