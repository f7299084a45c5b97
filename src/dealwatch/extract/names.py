"""What a name is: where it stands, of what, and as which run of words."""

from __future__ import annotations

from typing import NamedTuple

from attrs import frozen

from dealwatch.domain.report import Span
from dealwatch.domain.words import SubjectKind


@frozen
class Named:
    """A name where it stands: its kind, the fullest form of it in this report, the words at the span, and a code behind it."""

    span: Span
    kind: SubjectKind
    name: str
    quote: str
    ticker: Span | None = None


class Chunk(NamedTuple):
    """A run of tokens `[first, last)` that is one name, before it is known of what."""

    first: int
    last: int
    text: str
    titled: bool = False  # a title stands before it: a person
    opens: bool = False  # it begins with the first word of a sentence
    ticker: Span | None = None
    offset: int = 0  # where it begins in its first token: the Birch of "Ash-Birch"
    cut: int = 0  # how many letters of its last token are no part of it: the "-based" of "Elm-based"


def is_capital(word: str) -> bool:
    """Tell whether a word is written as a name: Ash, iAsh, 3M.

    >>> [is_capital(word) for word in ("Ash", "iAsh", "3M", "d'Ash", "ash", "1961")]
    [True, True, True, True, False, False]
    """
    first = word[0]
    if first.isupper():
        return True
    if len(word) > 2 and word[1] in "'’":  # d'Oak
        return word[2].isupper()
    return len(word) > 1 and (word[1].isupper() and (first.isalpha() or first.isdigit()))
