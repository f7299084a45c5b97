"""A text cut once into tokens and sentences, with offsets; every extractor works on these."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(r"\w+|[^\w\s]")


class Token(NamedTuple):
    """A word, a number or a sign: its text, and where it stands in code points."""

    text: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """Cut a text into tokens.

    >>> [token.text for token in tokens_of("Ash's offer")]
    ['Ash', "'", 's', 'offer']
    """
    return [Token(found[0], found.start(), found.end()) for found in _TOKEN.finditer(text)]
