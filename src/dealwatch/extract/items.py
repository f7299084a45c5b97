"""A sentence as a row of items: every name is one item, and what stands in brackets is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from typing import Final, NamedTuple

from dealwatch.domain.words import SectionKind
from dealwatch.extract.grammar import Grammar
from dealwatch.extract.names import Named
from dealwatch.extract.page import Page, Sentence

_SHORT: Final = 6  # letters of an abbreviation
_CLOSE: Final = {"(": ")", "<": ">", "[": "]"}
_BRACKETS: Final = frozenset((*_CLOSE, *_CLOSE.values()))


class Item(NamedTuple):
    """A name, a word or a sign of a row: its words in lower case, its place in the text, and the name that it is."""

    low: str
    start: int
    end: int
    named: Named | None


_item: Final[Callable[[type[Item], tuple[str, int, int, None]], Item]] = tuple.__new__
"""Makes an item at half the cost of calling its class: most of a row is plain words."""


class Thing(NamedTuple):
    """What stands in a slot: a name, or the words of a description without one; and its owner where that is told."""

    named: Named | None
    start: int
    end: int
    owners: tuple[Named, ...] = ()


class Row(NamedTuple):
    """The items of one sentence."""

    items: list[Item]
    sentence: Sentence

    @property
    def is_headline(self) -> bool:
        """Whether it is a title, of this report or of another in a list."""
        return self.sentence.section.kind in (SectionKind.HEADLINE, SectionKind.TEASER, SectionKind.REFERENCES)


def row_of(page: Page, sentence: Sentence, names: Sequence[Named], grammar: Grammar) -> Row:
    """Make the row of a sentence; what stands in brackets is left out unless it is a name that nothing else gives."""
    items: list[Item] = []
    tokens, lower = page.tokens, page.lower
    at, index = 0, sentence.first
    coming = 0  # where the next name begins
    closing = ""
    plain = not grammar.small and _BRACKETS.isdisjoint(lower[index : sentence.last])
    while index < sentence.last:
        token = tokens[index]
        if plain and token.start < coming:  # all words up to the next name
            stop = min(page.token_at(coming), sentence.last)
            stop += stop < sentence.last and tokens[stop].start < coming
            words = zip(lower[index:stop], tokens[index:stop], strict=True)
            items.extend([_item(Item, (low, start, end, None)) for low, (_, start, end) in words])
            index = stop
            continue
        if token.start < coming and token.text not in _BRACKETS and not closing:
            if grammar.small:
                index += _take_small(page, grammar, index, items)
                continue
            items.append(_item(Item, (lower[index], token.start, token.end, None)))
            index += 1
            continue
        while at < len(names) and names[at].span.end <= token.start:
            at += 1
        coming = names[at].span.start if at < len(names) else len(page.text)
        named = names[at] if at < len(names) and names[at].span.start <= token.start else None
        if closing:
            if token.text == closing:
                closing = ""
            index += 1
            continue
        if token.text in _CLOSE and not _holds_party(names, at, token.start, items, page.lexicon.news):
            if _closes(page, index, sentence.last):
                closing = _CLOSE[token.text]
            index += 1
            continue
        if named is not None:
            items.append(Item(named.quote.lower(), named.span.start, named.span.end, named))
            while at + 1 < len(names) and names[at + 1].span.start < token.end:  # "Ash-Birch" is Ash and Birch
                at += 1
                named = names[at]
                items.append(Item("and", named.span.start - 1, named.span.start, None))
                items.append(Item(named.quote.lower(), named.span.start, named.span.end, named))
            while index < sentence.last and tokens[index].start < named.span.end:
                index += 1
            if tokens[index - 1].end > named.span.end:
                items.extend(_clinging(page, grammar, named.span.end, tokens[index - 1].end))
            continue
        if token.text == "." and index + 1 < sentence.last and items and items[-1].named and items[-1].end == token.start:
            index += 1  # the point of "Ash Corp.'s" ends no sentence
            continue
        if token.text in _CLOSE.values():
            index += 1
            continue
        if grammar.small:
            index += _take_small(page, grammar, index, items)
            continue
        items.append(_item(Item, (lower[index], token.start, token.end, None)))
        index += 1
    return Row(items, sentence)


def _take_small(page: Page, grammar: Grammar, index: int, items: list[Item]) -> int:
    """Add the word at an index under the name of the small word that it bears, if it does; return how many words that are."""
    low, width = grammar.small_at(page.lower, index, items[-1].low if items else "")
    start, end = page.tokens[index].start, page.tokens[index + width - 1].end
    items.extend(Item(word, start, start if number < len(low) - 1 else end, None) for number, word in enumerate(low))
    return width


def _clinging(page: Page, grammar: Grammar, start: int, end: int) -> Iterator[Item]:
    """What is written to the end of a name: the sign of an owner ("Eschs"), or a noun that tells of a deal ("Esche-Kauf")."""
    rest = page.text[start:end].lower()
    if rest in page.lexicon.genitives:
        yield Item("'s", start, end, None)
    elif rest[:1] == "-" and any(trigger.frame.is_noun for trigger in grammar.triggers.get(rest[1:], ())):
        yield Item(rest[1:], start + 1, end, None)


def _holds_party(names: Sequence[Named], at: int, start: int, items: Sequence[Item], news: Set[str]) -> bool:
    """Whether the bracket that opens here holds a name in the place of a name: "bought all of (Oak Industries Inc)".

    Letters in capitals are what the words before them are short for ("its financial and risk (F&R) business"), and an agency
    tells of the deal.
    """
    follows = at < len(names) and names[at].span.start <= start + 2
    short = follows and names[at].quote.isupper() and len(names[at].quote) <= _SHORT
    agency = follows and names[at].name.lower() in news
    return follows and not short and not agency and not (items and items[-1].named is not None)


def _closes(page: Page, index: int, last: int) -> bool:
    closing = _CLOSE[page.tokens[index].text]
    return any(token.text == closing for token in page.tokens[index + 1 : min(last, index + 40)])
