"""Which mentions are one thing: the closure of joins, kept from bringing together what must stay apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Joins = Sequence[Sequence[int]]
"""Groups of members that belong together, the surest first. Members are numbered by rank: the first observed is 0."""


def partition(count: int, joins: Joins, apart: Iterable[tuple[int, int]] = ()) -> list[list[int]]:
    """Return the classes of the members 0 to count - 1 under the joins; no class holds a pair of `apart`.

    Without such a pair inside, a class is the closure of its joins. Where the closure holds one, its joins are made one by
    one, the surest first and each from its lowest member, and what would bring the pair together is not joined.

    >>> partition(4, [[0, 1], [1, 2]])
    [[0, 1, 2], [3]]
    >>> partition(4, [[0, 1], [1, 2]], apart=[(0, 2)])
    [[0, 1], [2], [3]]
    """
    parent = list(range(count))
    for join in joins:
        for member in join[1:]:
            parent[_find(parent, member)] = _find(parent, join[0])
    foes: dict[int, set[int]] = {}
    for one, other in apart:
        foes.setdefault(one, set()).add(other)
        foes.setdefault(other, set()).add(one)
    broken = {_find(parent, one) for one, others in foes.items() if any(_find(parent, one) == _find(parent, x) for x in others)}
    if broken:
        closed = [_find(parent, member) for member in range(count)]
        hurt = [sorted(join) for join in joins if join and closed[join[0]] in broken]
        _join_carefully([member if closed[member] in broken else closed[member] for member in range(count)], parent, hurt, foes)
    classes: dict[int, list[int]] = {}
    for member in range(count):
        classes.setdefault(_find(parent, member), []).append(member)
    return list(classes.values())


def _join_carefully(alone: list[int], parent: list[int], joins: list[list[int]], foes: dict[int, set[int]]) -> None:
    parent[:] = alone
    inside: dict[int, set[int]] = {member: {member} for join in joins for member in join}
    for join in joins:
        for at, member in enumerate(join):
            for earlier in join[:at]:
                one, other = _find(parent, earlier), _find(parent, member)
                if one == other:
                    break
                if not any(not foes.get(x, _NOBODY).isdisjoint(inside[one]) for x in inside[other]):
                    parent[other] = one
                    inside[one] |= inside.pop(other)
                    break


_NOBODY: set[int] = set()


def _find(parent: list[int], member: int) -> int:
    while parent[member] != member:
        parent[member] = parent[parent[member]]
        member = parent[member]
    return member
