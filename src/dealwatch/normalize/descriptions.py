"""What the description of a source without a name says of it: may it know, does it only think or repeat, is it another one?

Before: `name_reading/spelling.py`, which folds letters. After: `merge/roots.py`. The table: `data/source_words.tsv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache

from dealwatch.normalize.name_reading.spelling import read_rows, split_words


class Standing(StrEnum):
    """Whether who is described may be the origin of what is said.

    SOURCE: somebody who may know. REPORT: what somebody wrote whom the text names elsewhere, or nowhere. NOBODY: who only
    thinks about it or passes it on, and is no origin.
    """

    SOURCE = "source"
    REPORT = "report"
    NOBODY = "nobody"


@cache
def source_words() -> Mapping[str, frozenset[str]]:
    """The words of each class of the table, of all languages."""
    found: dict[str, set[str]] = {}
    for kind, _, words in read_rows("source_words.tsv"):
        found.setdefault(kind, set()).update(words.split())
    return {kind: frozenset(words) for kind, words in found.items()}


@lru_cache(maxsize=4096)  # a ledger describes its sources in few words
def standing_of(description: str) -> Standing:
    """Tell whether who is described may be the origin of what is said.

    >>> [str(standing_of(words)) for words in ("two people in the media", "market rumours", "some analysts", "a report")]
    ['source', 'nobody', 'nobody', 'report']
    """
    words, known = set(split_words(description)), source_words()
    if words & known["somebody"]:
        return Standing.SOURCE
    if words & (known["thinks"] | known["repeats"]):
        return Standing.NOBODY
    rest = words - known["plain"]
    if not rest or rest - known["report"] - known["reports"]:
        return Standing.SOURCE
    return Standing.NOBODY if rest & known["reports"] else Standing.REPORT


def tells_apart(description: str) -> tuple[str, ...]:
    """The words that say that a source is not the one before, in order of the alphabet.

    >>> tells_apart("a separate source"), tells_apart("two people")
    (('separate',), ())
    """
    return tuple(sorted(source_words()["another"].intersection(split_words(description))))
