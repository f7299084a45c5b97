"""Descriptions that stand for a name: "the Japanese carmaker", "the Taiwanese firm". Bound only where one thing can be meant.

A firm's country is learnt from "Taiwan's Ash", "the Taiwanese Ash" or "Ash of Taiwan". A description with a country means the
one firm named before it that has this country; or, where no firm has it, the only one of those named before whose country is
not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from typing import Final

from dealwatch.domain.report import Span
from dealwatch.domain.words import SubjectKind
from dealwatch.extract.lexicon import Lexicon
from dealwatch.extract.names import Named
from dealwatch.extract.tokens import Token

_POSSESSIVES: Final = frozenset(("'s", "’s"))
_NEAR: Final = 6  # so many words a description has at most


def find_references(
    tokens: Sequence[Token], lower: Sequence[str], places: Iterable[int], names: Sequence[Named], lexicon: Lexicon
) -> Iterator[Named]:
    """Return the descriptions that mean one firm, each with that firm's name, in order of place.

    `places` are the tokens, in order, at which names and the words of `pointing` stand.
    """
    firms = [named for named in names if named.kind is SubjectKind.COMPANY and named.name.lower() not in lexicon.news]
    starts = {named.span.start: named for named in firms}
    begun = {named.span.start for named in names}
    before: dict[str, Named] = {}
    of_country: dict[str, list[str]] = {}  # country -> the firms that are said to be of it
    unknown: dict[str, None] = {}  # the firms whose country is not said
    for index in places:
        token = tokens[index]
        named = starts.get(token.start)
        if named is not None:
            if named.name not in before:
                before[named.name] = named
                unknown[named.name] = None
            stem = _country_before(lower, index, lexicon)
            if stem and named.name in unknown:
                del unknown[named.name]
                of_country.setdefault(stem, []).append(named.name)
            continue
        if lower[index] not in lexicon.pointing:
            continue
        end, stem = _description(tokens, lower, index, lexicon)
        if not end or _is_apposed(tokens, end, begun):
            continue
        meant = of_country.get(stem) or unknown if stem else before
        if len(meant) == 1:
            firm = before[next(iter(meant))]
            span = Span(token.start, tokens[end - 1].end)
            yield Named(span, firm.kind, firm.name, " ".join(other.text for other in tokens[index:end]))


def _country_before(lower: Sequence[str], index: int, lexicon: Lexicon) -> str:
    """The country that stands right before a name: "Taiwan's", "the Taiwanese"."""
    if index >= 2 and lower[index - 1] in _POSSESSIVES and lower[index - 2] in lexicon.places:
        return stem_of(lower[index - 2])
    if index >= 1 and lower[index - 1] in lexicon.demonyms:
        return stem_of(lower[index - 1])
    return ""


def _is_apposed(tokens: Sequence[Token], end: int, begun: Set[int]) -> bool:
    """Whether the name that a description means follows it: "the American company, Ash"."""
    at = end + 1 if end < len(tokens) and tokens[end].text == "," else end
    return at < len(tokens) and tokens[at].start in begun


def _description(tokens: Sequence[Token], lower: Sequence[str], index: int, lexicon: Lexicon) -> tuple[int, str]:
    """The end of the description that begins with "the" at an index, and its country; 0 where none begins."""
    stem = ""
    for at in range(index + 1, min(len(lower), index + _NEAR)):
        word = lower[at]
        if word in lexicon.demonyms:
            stem = stem_of(word)
        elif word in lexicon.firm_words:
            return (at + 1, stem) if stem or word in lexicon.firm_words else (0, "")
        elif not word.replace("-", "").isalpha() or tokens[at].text[0].isupper():
            return 0, ""
    return 0, ""


@lru_cache(maxsize=512)
def stem_of(word: str) -> str:
    """The first letters of a country and of its adjective, by which the two are known as one: Japan, Japanese.

    >>> stem_of("japan") == stem_of("japanese"), stem_of("france") == stem_of("french")
    (True, True)
    """
    return _IRREGULAR.get(word, word[:4])


_IRREGULAR: Final = {
    "french": "fran",
    "dutch": "neth",
    "holland": "neth",
    "british": "brit",
    "uk": "brit",
    "u.k.": "brit",
    "united kingdom": "brit",
    "england": "brit",
    "english": "brit",
    "u.s.": "amer",
    "us": "amer",
    "united states": "amer",
    "spain": "span",
    "danish": "denm",
    "welsh": "wale",
    "irish": "irel",
    "south korea": "kore",
    "south korean": "kore",
    "poland": "poli",
}
