"""One news agency or paper under its several names: in full, short, by its initials, or by the address of its site.

Before: `names.py`, which folds spelling. After: `merge/roots.py`, which counts who knew it. The table: `data/outlets.tsv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from dealwatch.normalize.name_reading.spelling import read_rows
from dealwatch.normalize.names import fold_name

_MASTHEAD: Final = "agency asia business daily english news newspaper newswire online paper press wire"
MASTHEAD: Final = frozenset(_MASTHEAD.split())
"""Words at the end of an outlet's name that it may go without: "Daily Leaf News" is "Daily Leaf"."""


@cache
def outlets() -> Mapping[str, str]:
    """Each name in the table, folded -> the folded name that stands for its outlet."""
    found: dict[str, str] = {}
    for name, others, site in read_rows("outlets.tsv"):
        for other in (name, *filter(None, others.split("|")), site):
            found[fold_name(other)] = fold_name(name)
    return found


def is_known(name: str) -> bool:
    """Whether the table has an outlet of this name.

    >>> is_known("dpa"), is_known("the newspaper")
    (True, False)
    """
    return fold_outlet(name) in outlets()


def fold_outlet(name: str) -> str:
    """The name of an agency or a paper in small plain letters: equal for all names that are known to be of one outlet.

    >>> fold_outlet("WSJ") == fold_outlet("The Wall Street Journal") == fold_outlet("www.wsj.com")
    True
    >>> fold_outlet("Daily Leaf News"), fold_outlet("The Daily Leaf")
    ('daily leaf', 'daily leaf')
    """
    known = outlets()
    words = fold_name(name.removeprefix("www.")).split() or name.casefold().split()
    folded = " ".join(words)
    while folded not in known and len(words) > 1 and words[-1] in MASTHEAD:
        words = words[:-1]
        folded = " ".join(words)
    return known.get(folded, folded)
