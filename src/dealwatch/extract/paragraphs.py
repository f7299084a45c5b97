"""Where the paragraphs and the sentences of a text stand.

Some texts are wrapped by hand at some seventy columns, others hold a paragraph a line. The two are told apart once a text:
in a wrapped text many lines go on in lower case.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import Final

from attrs import frozen

from dealwatch.domain.report import Section, Span
from dealwatch.domain.words import SectionKind
from dealwatch.extract.tokens import Token

_WRAPPED_LENGTH: Final = 100
_CLOSING: Final = "\"'”’»)]"
_ENDS: Final = frozenset(".!?…。！？")


@frozen(eq=False)
class Sentence:
    """A sentence of a page: its span, its tokens `[first, last)`, its section and the number of its paragraph."""

    span: Span
    first: int
    last: int
    section: Section
    paragraph: int


def is_wrapped(text: str) -> bool:
    r"""Tell whether the lines of a text are wrapped, so that a line end is no more than a blank.

    >>> is_wrapped("Ash Corp said it has agreed\nto buy Birch Ltd.\n"), is_wrapped("Ash Buys Birch\nElm Sells Oak\n")
    (True, False)
    """
    lines = text.split("\n")
    boundaries = lower = long = 0
    for line, following in pairwise(lines):
        if not line.strip() or not following.strip():
            continue
        boundaries += 1
        lower += following.lstrip()[0].islower() and following[:2] != "  "
        long += len(line) > _WRAPPED_LENGTH
    return boundaries > 0 and long * 5 <= boundaries and lower * 6 > boundaries


def paragraphs_of(text: str) -> tuple[Span, ...]:
    """Return the paragraphs in order, without the blanks around them.

    A blank line always ends one; in a wrapped text an indented line begins one, and a line in brackets behind a full stop;
    elsewhere every line is one.
    """
    wrapped = is_wrapped(text)
    found: list[Span] = []
    start = end = -1
    offset = 0
    for line in text.split("\n"):
        body = line.strip()
        aside = body[:1] == "(" and text[end - 1 : end] in _ENDS  # "(Reporting by ...)"
        if start >= 0 and (not body or not wrapped or line[:2] in ("  ", "\t") or aside):
            found.append(Span(start, end))
            start = -1
        if body:
            first = offset + line.index(body)
            start, end = (first if start < 0 else start), first + len(body)
        offset += len(line) + 1
    if start >= 0:
        found.append(Span(start, end))
    return tuple(found)


def sentence_ranges(tokens: Sequence[Token], first: int, last: int) -> list[tuple[int, int]]:
    """Cut the tokens `[first, last)` of one paragraph into sentences, as ranges of tokens."""
    ranges: list[tuple[int, int]] = []
    begin = index = first
    while index < last:
        if tokens[index].text[-1] in _ENDS and (end := _sentence_end(tokens, index, last)):
            ranges.append((begin, end))
            begin = index = end
        else:
            index += 1
    if begin < last:
        ranges.append((begin, last))
    return ranges


def _sentence_end(tokens: Sequence[Token], index: int, last: int) -> int:
    """The index behind the sentence that the sign at the index ends, with its closing quotes; 0 if it ends none."""
    end = index + 1
    while end < last and tokens[end].text in _CLOSING and tokens[end].start == tokens[end - 1].end:
        end += 1
    if end >= last:
        return end
    following = tokens[end]
    if following.start == tokens[end - 1].end and following.text[0] not in "“":
        return 0
    letter = following.text[0]
    if letter.islower() or letter in ",;:)":
        return 0
    if tokens[index].text != "." and len(tokens[index].text) == 1:
        return end
    word = tokens[index - 1].text if tokens[index].text == "." and index else tokens[index].text
    breaks = _breaks()
    if word.lower() in breaks.forms and not following.text.isupper() and following.text not in breaks.goes_on:
        return end
    abbreviation = word.lower() in breaks.abbreviations or (len(word) == 1 and word.isupper()) or len(tokens[index].text) > 1
    return end if not abbreviation or following.text in breaks.openers else 0


def sentences_of(
    tokens: Sequence[Token], paragraphs: Sequence[tuple[Span, SectionKind]], sections: Sequence[Section]
) -> tuple[Sentence, ...]:
    """Cut a text into its sentences, each with its section and the number of its paragraph."""
    found: list[Sentence] = []
    index = at = 0
    for number, (span, kind) in enumerate(paragraphs):
        first, index = index, bisect_right(tokens, span.end, lo=index, key=_end)
        while at + 1 < len(sections) and sections[at].span.end <= span.start:
            at += 1
        section = sections[at] if sections and sections[at].span.overlaps(span) else Section(kind, span)
        found.extend(
            Sentence(Span(tokens[begin].start, tokens[end - 1].end), begin, end, section, number)
            for begin, end in sentence_ranges(tokens, first, index)
        )
    return tuple(found)


def _end(token: Token) -> int:
    return token.end


@frozen
class _Breaks:
    abbreviations: frozenset[str]
    openers: frozenset[str]
    forms: frozenset[str]
    goes_on: frozenset[str]


@lru_cache(maxsize=1)
def _breaks() -> _Breaks:
    """What every language with a file says of the ends of sentences."""
    folder = resources.files("dealwatch.extract") / "data" / "sentences"
    tables = [tomllib.loads(file.read_text(encoding="utf-8")) for file in folder.iterdir()]
    names = ("abbreviations", "openers", "forms", "goes_on")
    return _Breaks(*(frozenset(word for table in tables for word in table[name]) for name in names))
