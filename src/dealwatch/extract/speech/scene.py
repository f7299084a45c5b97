"""A page as the reading of statements needs it: lower-case words, speech in quotation marks, and passages.

A passage is a sentence, or several that one quotation joins: speech is not cut at the full stops inside it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from attrs import frozen

from dealwatch.domain.words import SectionKind
from dealwatch.extract.page import Page, Sentence
from dealwatch.extract.speech.cues import Cues, cues_for
from dealwatch.extract.tokens import Token

CLOSERS: Final = frozenset(".?!,;:…")
MARKS: Final = frozenset('"“”„«»')
SINGLES: Final = frozenset("'`")
ENDS: Final = frozenset(".?!…")
DASHES: Final = frozenset(("-", "--", "–", "—"))
COMMAS: Final = frozenset(",—–-")
STOPS: Final = frozenset(',;:"“”„«»()[]—–-.?!…|')

LONGEST_PASSAGE: Final = 300
"""How many tokens are read as one sentence; a longer stretch is a table, or speech that needs no joining."""

LONGEST_DATELINE: Final = 16
"""How many tokens a dateline may have."""

LISTS: Final = frozenset((SectionKind.TEASER, SectionKind.REFERENCES, SectionKind.BOILERPLATE))
"""Sections that hold other reports' headlines, or nothing."""

SHORT_QUOTE: Final = 4
"""A quotation of fewer words that closes nothing is emphasis or a title, not speech."""


@frozen
class Passage:
    """A stretch of tokens `[first, last)` that is read as one sentence, and its paragraph, which begins at token `begin`."""

    first: int
    last: int
    paragraph: int
    begin: int


@frozen(eq=False)
class Scene:
    """The tokens of a page, in lower case too, and what the reading of statements asks of them.

    `speech[i]` is the number of the quotation that token i stands in, or -1; `quotes` are these as token ranges, with their
    marks; `lists[p]` tells whether paragraph p belongs to a list of other reports.
    """

    page: Page
    cues: Cues
    tokens: list[Token]
    low: list[str]
    speech: list[int]
    quotes: tuple[tuple[int, int], ...]
    passages: tuple[Passage, ...]
    lists: dict[int, bool]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The code points of the tokens `[first, last)`."""
        return self.tokens[first].start, self.tokens[last - 1].end


@lru_cache(maxsize=8)
def scene_of(page: Page) -> Scene | None:
    """Set out a page for the reading of statements; None where there are no cue tables of its language."""
    cues = cues_for(page.context.language)
    if cues is None:
        return None
    tokens, low = page.tokens, page.plain
    if page.lexicon.nouns:  # plain nouns are no names here, whatever their first letter
        tokens = [
            token._replace(text=word) if page.lexicon.is_noun(word) else token for token, word in zip(tokens, low, strict=True)
        ]
    starts = [token.start for token in tokens]
    speech = [-1] * len(tokens)
    quotes: list[tuple[int, int]] = []
    for span in page.quotes:
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        if last - first < 1 or (last - first < SHORT_QUOTE and low[last - 1] not in CLOSERS):
            continue
        for _ in range(2):  # the marks, which may be two single ones
            first -= first > 0 and (low[first - 1] in SINGLES or (low[first - 1] in MARKS and low[first] not in MARKS))
            last += last < len(low) and (low[last] in SINGLES or (low[last] in MARKS and low[last - 1] not in MARKS))
        for index in range(first, last):
            speech[index] = len(quotes)
        quotes.append((first, last))
    lists = {sentence.paragraph: sentence.section.kind in LISTS for sentence in page.sentences}
    return Scene(page, cues, tokens, low, speech, tuple(quotes), tuple(_passages(page, low, speech)), lists)


def _passages(page: Page, low: list[str], speech: list[int]) -> Iterator[Passage]:
    """Sentences, joined where one quotation runs through them, and cut where they grow longer than any sentence does."""
    held: Passage | None = None
    begin, paragraph = 0, -1
    for sentence in page.sentences:
        if sentence.paragraph != paragraph:
            begin, paragraph = sentence.first, sentence.paragraph
        for first in range(_behind_dateline(page, low, sentence), sentence.last, LONGEST_PASSAGE):
            last = min(first + LONGEST_PASSAGE, sentence.last)
            if held is not None:
                joined = held.paragraph == paragraph and speech[first] >= 0 and speech[first] == speech[held.last - 1]
                if joined and last - held.first <= LONGEST_PASSAGE:
                    held = Passage(held.first, last, paragraph, begin)
                    continue
                yield held
            held = Passage(first, last, paragraph, begin)
    if held is not None:
        yield held


def _behind_dateline(page: Page, low: list[str], sentence: Sentence) -> int:
    """Where a sentence begins behind its dateline: "OSLO, May 2 (Reuters) - Ash Corp said ..."."""
    tokens, first = page.tokens, sentence.first
    if not (tokens[first].text[:1].isupper() or low[first] == "("):
        return first
    end = min(first + LONGEST_DATELINE, sentence.last - 1)
    dash = next((index for index in range(first + 1, end) if low[index] in DASHES), None)
    if dash is None or tokens[dash].start == tokens[dash - 1].end:
        return first
    behind = dash + 1
    while behind < end and low[behind] in DASHES:
        behind += 1
    words = [tokens[index].text for index in range(first, dash)]
    is_shouted = len(words[0]) > 2 and all(word.isupper() or word.isdigit() or not word.isalnum() for word in words)
    named = words[-1] == ")" and "(" in words[-5:]
    return behind if tokens[behind].start > tokens[behind - 1].end and (is_shouted or named) else first
