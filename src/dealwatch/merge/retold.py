"""Whether one text tells another again in other words: a flash and its story, a rerun, a rewrite.

The measure is the share of the shorter text's words that stand in the longer one, each word by how rare it is in the reports of
other deals; a flash of twelve words lies wholly in the story of two hundred. Two texts on one deal share its names and numbers,
a third of the shorter at most, so only a day and far more than that make one the other's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
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

NEIGHBOURS: Final = 3
"""So many earlier texts are weighed against each text: those with most words in common."""

SHORTEST_WORD: Final = 4
"""Words with fewer letters say nothing; numbers of any length do."""


@frozen(eq=False)
class Retelling:
    """A later text that tells an earlier one again, by place in the block; the share of weight, and the rarest shared words."""

    early: int
    late: int
    share: float
    fewest: int
    words: tuple[str, ...]


def telling_words(words: Sequence[str]) -> frozenset[str]:
    """Return the words of a text that count, each once."""
    return frozenset([word for word in words if len(word) >= SHORTEST_WORD or word.isdigit()])


def retellings(block: Sequence[Set[str]], everywhere: Mapping[str, int], reports: int) -> Iterator[Retelling]:
    """Return which texts of a block, in the order of publication, may tell an earlier one again.

    `everywhere` counts each word's reports in the ledger, which has so many `reports`. Each text is weighed only against those
    that were the first or the last before it to have most of its words, so that the time is linear in the words.
    """
    inside = Counter(word for own in block for word in own)
    outside = max(reports - len(block), 0)
    weight = {word: log((2 + outside) / (1 + everywhere[word] - count)) for word, count in inside.items()}
    sizes = [fsum(weight[word] for word in own) for own in block]  # fsum: the same in any order
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for late, own in enumerate(block):
        near: Counter[int] = Counter()
        for word in own:
            if word in first:
                near[first[word]] += 1
                if last[word] != first[word]:
                    near[last[word]] += 1
            else:
                first[word] = late
            last[word] = late
        for early, _ in sorted(near.items(), key=lambda item: (-item[1], item[0]))[:NEIGHBOURS]:
            shared = own & block[early]
            least = min(sizes[early], sizes[late])
            share = fsum(weight[word] for word in shared) / least if least else 0.0
            if share >= RETOLD:
                rarest = sorted(shared, key=lambda word: (-weight[word], word))[:4]
                yield Retelling(early, late, share, min(len(own), len(block[early])), tuple(rarest))
