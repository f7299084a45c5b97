"""Whether one text tells another again in other words: a flash and its story, a rerun, a rewrite.

The measure is the share of the shorter text's words that stand in the longer one, each word by how rare it is in other
reports; a flash of twelve words lies wholly in the story of two hundred. Two texts on one deal share its names and numbers,
a third of the shorter at most, so only a day and far more than that make one the other's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from functools import cached_property
from itertools import chain
from math import fsum, log
from typing import Final

from attrs import frozen

RETOLD: Final = 0.6
"""Share of the shorter text's weight that must stand in the other. On pairs of newswire reports of one year it separates best."""

FEWEST_WORDS: Final = 20
"""Words that the shorter of two outlets' texts needs; below it all reports on one deal are alike."""

FEWEST_OF_ONE: Final = 6
"""Words that the shorter text needs where both are of one outlet: a flash, then its story."""

DAYS: Final = 1
"""So many days at most lie between the two."""

NEIGHBOURS: Final = 8
"""Each text is weighed against the first of its block, and so many before it, so that the time is linear."""

FEWEST_SHARED: Final = 0.3
"""Share of the shorter text's words, unweighed, below which weighing is not worth while."""

SHORTEST_WORD: Final = 4
"""Words with fewer letters say nothing; numbers of any length do."""


@frozen(eq=False)
class Retelling:
    """The share of the shorter text's weight that stands in the other, and the rarest words that do."""

    share: float
    words: tuple[str, ...]


def telling_words(words: Iterable[str]) -> frozenset[str]:
    """Return the words of a text that count, each once."""
    return frozenset([word for word in words if len(word) >= SHORTEST_WORD or word.isdigit()])


class Rarity:
    """How rare words are among the texts of a ledger, each given by its words; counted when it is first asked."""

    def __init__(self, texts: Collection[Sequence[str]]) -> None:
        self._texts = texts

    @cached_property
    def _count(self) -> Counter[str]:
        return Counter(chain.from_iterable(map(telling_words, self._texts)))

    def of(self, word: str, inside: int) -> float:
        """Return the weight of a word that so many of the texts at hand have, by how many others have it."""
        return log((2 + len(self._texts)) / (1 + self._count[word] - inside))


def neighbours(count: int) -> Iterator[tuple[int, int]]:
    """Return the pairs to weigh among so many texts in the order of publication, each later text with its earliest first."""
    for late in range(count):
        for early in dict.fromkeys((*range(min(late, 1)), *range(max(late - NEIGHBOURS, 0), late))):
            yield early, late


def retelling(one: Set[str], other: Set[str], rarity: Rarity, fewest: int) -> Retelling | None:
    """Return how one text tells the other again; None where it does not, or the shorter has too few words to tell."""
    least = min(len(one), len(other))
    shared = one & other
    if least < fewest or len(shared) < FEWEST_SHARED * least:
        return None
    weight = {word: rarity.of(word, (word in one) + (word in other)) for word in one | other}
    whole = min(fsum(weight[word] for word in text) for text in (one, other))  # fsum: the same in any order
    share = fsum(weight[word] for word in shared) / whole if whole else 0.0
    if share < RETOLD:
        return None
    return Retelling(share, tuple(sorted(shared, key=lambda word: (-weight[word], word))[:4]))
