"""A text cut once into tokens, with offsets; every extractor works on these."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

# Each alternative begins with another character class or ends on its own, so the scan never goes back.
_TOKEN: Final = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.S., N.V.
    r"|[A-Z]{6,}(?=-[A-Z][a-z])"  # EXCLUSIVE-Ash: a wire's slug, and a name
    r"|\d+(?:[.,]\d+)*[^\W\d_]*(?:-\w+)*"  # 3,900 and 1.08; 3M; 1970s; 13.6bn
    r"|['’][sS]\b"  # the possessive is a token of its own
    r"|\w+(?:(?:[&-]|['’](?![sS]\b)|\.(?=(?:com|net|org|io|ai)\b))\w+)*"  # AT&T, T-Mobile, O'Ash, Ash.com
    r"|[^\w\s]"
)


class Token(NamedTuple):
    """A word, a number or a sign: its text, and where it stands in code points."""

    text: str
    start: int
    end: int


_token: Final[Callable[[type[Token], tuple[str, int, int]], Token]] = tuple.__new__
"""Makes a token at half the cost of calling its class; a text has more tokens than anything else."""


def tokens_of(text: str, elided: frozenset[str] = frozenset()) -> list[Token]:
    """Cut a text into tokens: a word keeps its inner hyphens and "&", and loses its possessive and the `elided` before it.

    >>> [token.text for token in tokens_of("Ash-Birch's offer for Oak&Elm, of 1,300.5 mln")]
    ['Ash-Birch', "'s", 'offer', 'for', 'Oak&Elm', ',', 'of', '1,300.5', 'mln']
    >>> [token.text for token in tokens_of("l'offre d'Orme sur L'Orme", frozenset(("l", "d")))]
    ["l'", 'offre', "d'", 'Orme', 'sur', "L'Orme"]
    """
    tokens = [_token(Token, (found[0], found.start(), found.end())) for found in _TOKEN.finditer(text)]
    return list(_parted(tokens, elided)) if elided else tokens


def _is_name(text: str, at: int) -> bool:
    """Whether an elided word is part of a name, as in "L'Orme", not in "L'OPA" or "L'offre"."""
    return text[0].isupper() and text[at].isupper() and not text[at:].isupper()


def _parted(tokens: list[Token], elided: frozenset[str]) -> Iterator[Token]:
    """The tokens, with the elided words cut off."""
    for token in tokens:
        text = token.text
        at = max(text.find("'"), text.find("’")) + 1
        if 1 < at < len(text) and text[: at - 1].lower() in elided and not _is_name(text, at):
            yield Token(text[:at], token.start, token.start + at)
            yield Token(text[at:], token.start + at, token.end)
        else:
            yield token
