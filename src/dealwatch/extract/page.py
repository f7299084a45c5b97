"""One report cut up once: sections, tokens, sentences, names, amounts and dates. Every extractor works on this page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Set
from functools import cached_property, lru_cache
from typing import Final

from attrs import field, frozen

from dealwatch.domain.dates import Period
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.reading import Mention
from dealwatch.domain.report import Report, Section, Span
from dealwatch.extract.lexicon import Lexicon, lexicon_of
from dealwatch.extract.names import Named
from dealwatch.extract.naming import name_page
from dealwatch.extract.paragraphs import Sentence, sentences_of
from dealwatch.extract.references import find_references
from dealwatch.extract.sections import kinds_of, sections_of
from dealwatch.extract.tokens import Token, tokens_of
from dealwatch.normalize.context import Context
from dealwatch.normalize.fold import fold

_LETTERS: Final = re.compile(r"[^\W\d_]++|%")
_DOT_OF_I: Final = "\u0307"  # the lower case of one letter, İ, is two code points

__all__ = ["Named", "Page", "Sentence", "read_page"]


@frozen(eq=False)
class Page:
    """A report as the extractors see it; every offset counts code points of the report's text.

    >>> page = read_page(Report(text="Ash Paper Inc said it bought Birch Ltd. Ash is based in Oslo."))
    >>> [(named.quote, named.name) for named in page.names]
    [('Ash Paper Inc', 'Ash Paper Inc'), ('Birch Ltd', 'Birch Ltd'), ('Ash', 'Ash Paper Inc'), ('Oslo', 'Oslo')]
    """

    report: Report
    context: Context
    text: str
    lexicon: Lexicon
    sections: tuple[Section, ...]
    tokens: list[Token]
    lower: list[str] = field(repr=False)  # the tokens' texts in lower case
    sentences: tuple[Sentence, ...]
    names: tuple[Named, ...] = field(repr=False)

    @cached_property
    def money(self) -> tuple[Mention[Money], ...]:
        """Every amount of money."""
        from dealwatch.normalize.money import find_money

        return find_money(self.report, self.context)

    @cached_property
    def dates(self) -> tuple[Mention[Period], ...]:
        """Every date."""
        from dealwatch.normalize.dates import find_dates

        return find_dates(self.report, self.context)

    @cached_property
    def quantities(self) -> tuple[Mention[Quantity], ...]:
        """Every number with its unit."""
        from dealwatch.normalize.quantity import find_quantities

        return find_quantities(self.report, self.context)

    @cached_property
    def plain(self) -> list[str]:
        """The tokens in lower case, every apostrophe a straight one, as the tables of a language write it."""
        return [word.replace("’", "'") for word in self.lower] if "’" in self.text else self.lower

    def where(self, words: Set[str], first: int = 0, last: int | None = None) -> list[int]:
        """The tokens in `[first, last)` that are one of some plain words, in order: rules need to look nowhere else."""
        places, end = self._places, len(self.tokens) if last is None else last
        found: list[int] = []
        for word in places.keys() & words:
            here = places[word]
            found += here[bisect_left(here, first) : bisect_left(here, end)]
        return sorted(found)

    @cached_property
    def quotes(self) -> tuple[Span, ...]:
        """The stretches in quotation marks, without the marks; a quotation without an end ends with its paragraph."""
        return tuple(_quotations(self))

    @cached_property
    def references(self) -> tuple[Named, ...]:
        """Descriptions and pronouns ("the carmaker", "it") where one thing alone can be meant."""
        places = {*self.where(self.lexicon.pointing), *(self.token_at(named.span.start) for named in self.names)}
        return tuple(find_references(self.tokens, self.lower, sorted(places), self.names, self.lexicon))

    def named(self, span: Span) -> Named | None:
        """The name that covers a span, or else the first that meets it."""
        at = bisect_right(self._ends, span.start)
        if at < len(self.names) and self.names[at].span.start < span.end:
            return self.names[at]
        return None

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence at an offset; between two sentences the one before.

        Raises:
            LookupError: if the text has no sentence.
        """
        if not self.sentences:
            raise LookupError("the text has no sentence")
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def token_at(self, offset: int) -> int:
        """The index of the token at an offset, or of the first behind it."""
        return bisect_right(self._token_ends, offset)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.plain):
            places[word].append(at)
        return dict(places)

    @cached_property
    def _ends(self) -> list[int]:
        return [named.span.end for named in self.names]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    @cached_property
    def _token_ends(self) -> list[int]:
        return [token.end for token in self.tokens]


def letters_of(words: Iterable[str]) -> Set[str]:
    """Some words, the runs of letters in them, and the sign %, folded: what is none of them stands nowhere among them.

    >>> sorted(letters_of(["5pct", "of", "ash-birch", "1%"]))
    ['%', '1%', '5pct', 'ash', 'ash-birch', 'birch', 'of', 'pct']
    """
    every = frozenset(words)
    odd = fold(" ".join([word for word in every if not word.isalpha()])).replace(_DOT_OF_I, "")
    return every.union(_LETTERS.findall(odd))


def read_page(report: Report, context: Context | None = None) -> Page:
    """Cut a report up; the last few pages are kept, since several extractors read the same one."""
    return _read(report, context or Context.of(report))


@lru_cache(maxsize=8)
def _read(report: Report, context: Context) -> Page:
    lexicon = lexicon_of(context.language)
    tokens = tokens_of(report.text, lexicon.elided)
    kinds = kinds_of(report)
    sections = sections_of(report, kinds)
    sentences = sentences_of(tokens, kinds, sections)
    lower = [token.text.lower() for token in tokens]
    names = name_page(report.text, tokens, lower, sentences, lexicon, context.language)
    return Page(report, context, report.text, lexicon, sections, tokens, lower, sentences, names)


_OPENING = {"“": ("”", '"'), "«": ("»",), "„": ("“", "”"), '"': ('"', "”"), "''": ("''",), "``": ("''",)}


def _quotations(page: Page) -> list[Span]:
    """Quotations by paragraph; one without an end runs to the paragraph's end, as speech does that goes on in the next."""
    found: list[Span] = []
    tokens = page.tokens
    closing: tuple[str, ...] = ()
    begun, paragraph, end = 0, -1, 0
    for sentence in page.sentences:
        if sentence.paragraph != paragraph:
            if closing and begun < end:
                found.append(Span(begun, end))
            closing, paragraph = (), sentence.paragraph
        skip = False
        for index in range(sentence.first, sentence.last):
            if skip:
                skip = False
                continue
            token = tokens[index]
            mark = token.text
            if (
                mark in ("'", "`")
                and index + 1 < sentence.last
                and tokens[index + 1].text == mark
                and tokens[index + 1].start == token.end
            ):
                mark, skip = mark * 2, True  # a double mark written as two single ones
            if mark in closing:
                if begun < token.start:
                    found.append(Span(begun, token.start))
                closing = ()
            elif not closing and mark in _OPENING:
                closing, begun = _OPENING[mark], token.start + len(mark)
        end = sentence.span.end
    if closing and begun < end:
        found.append(Span(begun, end))
    return found
