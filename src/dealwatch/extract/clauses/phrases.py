"""What a row knows of its words: which names are parties, where a noun phrase begins, whom a description means."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from dealwatch.domain.words import SubjectKind
from dealwatch.extract.grammar import Grammar
from dealwatch.extract.items import Row
from dealwatch.extract.names import Named
from dealwatch.extract.order import in_order
from dealwatch.extract.page import Page

_LONGEST_DESCRIPTION: Final = 6  # words before the name that they describe
_POSSESSIVES: Final = frozenset(("'s", "’s", "'", "’"))


class Phrases:
    """The phrases of one row, with the grammar's words and whom the report is about."""

    def __init__(self, page: Page, grammar: Grammar, row: Row, topic: Named | None, pair: tuple[Named, ...] = ()) -> None:
        self.page, self.topic, self.pair = page, topic, pair
        self.words, self.endings, self.also = grammar.words, grammar.endings, grammar.also
        self.head_first, self.guesses = grammar.head_first, grammar.guesses
        self.lists_run_on, self.slots_before = grammar.lists_run_on, grammar.slots_before
        self.governors = grammar.governors
        self.triggers = grammar.triggers
        self.places = page.lexicon.places
        self.authorities = page.lexicon.authorities
        self.row = in_order(row, grammar, self.is_party)
        self.items = self.row.items

    def is_party(self, named: Named) -> bool:
        """Whether a name may take part in a deal: no place, authority or plant."""
        if named.kind in (SubjectKind.COMPANY, SubjectKind.PERSON):
            return True
        if named.kind is SubjectKind.PLANT:
            return False
        low = named.name.lower()
        if low in self.places or low in self.page.lexicon.demonyms or low in self.page.lexicon.months:
            return False
        return not any(word.strip(".") in self.authorities for word in low.split())

    def is_agency(self, named: Named) -> bool:
        """Whether a name is only known as an agency's or a paper's, as in a dateline: no report is about it."""
        return named.kind is SubjectKind.OTHER and named.name.lower() in self.page.lexicon.news

    def is_state(self, named: Named) -> bool:
        """Whether a name is of a state ("the French government"): it may buy and sell, and nobody buys it."""
        return named.name.rsplit(None, 1)[-1].lower() in self.page.lexicon.states

    def possessive(self, index: int) -> bool:
        """Whether a possessive sign stands at an index."""
        return 0 <= index < len(self.items) and self.items[index].low in _POSSESSIVES

    def is_verb(self, at: int) -> bool:
        """Whether the word at an index is a form of a verb that tells of deals."""
        return any(not trigger.frame.is_noun for trigger in self.triggers.get(self.items[at].low, ()))

    def _names_deal(self, at: int) -> bool:
        """Whether the noun at an index is a deal that the name before it is bought in: "the Ash merger"."""
        frames = [trigger.frame for trigger in self.triggers.get(self.items[at].low, ()) if len(trigger.words) == 1]
        return bool(frames) and all(frame.is_noun and "compound" in frame.slots for frame in frames)

    def reference(self, at: int) -> Named | None:
        """The thing that the description around an index means, where it can mean one only."""
        start, end = self.items[at].start, self.items[at].end
        references = self.page.references
        place = bisect_right(references, start, key=_end)  # the first that ends behind the item's begin
        if place < len(references) and references[place].span.start < end:
            return references[place]
        return None

    def topic_before(self, at: int) -> tuple[Named, ...]:
        """Whom the report is about, if that is named before an index: what comes later is not meant by "it"."""
        topic = self.topic
        return (topic,) if topic is not None and topic.span.start < self.items[at].start else ()

    def _is_described(self, at: int) -> bool:
        """Whether the noun at an index ends a description of a firm: "the Japanese carmaker", "the latter"."""
        start = at
        while start > 0 and at - start < 4 and self.items[start - 1].low not in self.words["prepositions"]:
            start -= 1
            if self.items[start].low in self.words["definite"]:
                return True
        return False

    def phrase_start(self, at: int) -> int:
        """Where the noun phrase that ends in the name at an index begins: over adjectives, places' possessives, "the"."""
        items = self.items
        while at > 0:
            before = items[at - 1]
            if before.low in _POSSESSIVES and at > 1:
                at -= 2
            elif before.named is not None and not self.is_party(before.named):
                at -= 1
            elif before.low in self.words["determiners"]:
                return at - 1
            elif before.low in self.words["beside_names"]:
                at -= 1
            elif before.low in self.words["described"] and (begin := self._description_start(at - 1)) >= 0:
                return begin
            else:
                return at
        return at

    def _description_start(self, at: int) -> int:
        """Where the description that ends in the noun at an index begins, -1 if it is none.

        It hangs on "and", a comma or a preposition: in "Ash and South Korean battery maker Birch" the maker is Birch.
        """
        items, words = self.items, self.words
        for begin in range(at, max(-1, at - _LONGEST_DESCRIPTION), -1):
            low = items[begin - 1].low if begin else "and"
            if low in ("and", ",") or low in words["prepositions"]:
                return begin
            if low in words["determiners"]:
                return begin - 1
            named = items[begin - 1].named
            if self.is_party(named) if named else (low in words["finite"] or not low.replace("-", "").isalpha()):
                return -1
        return -1

    def governed(self, at: int) -> bool:
        """Whether the name at an index hangs on a preposition or on "told", and so is no subject."""
        before = self.phrase_start(at) - 1
        if before < 0:
            return False
        low = self.items[before].low
        words = self.words
        if self.is_verb(before) and (
            low.endswith(self.endings["gerunds"]) or (before > 0 and self.items[before - 1].low == "to")
        ):
            return True  # the object of another verb
        return low in words["governing_nouns"] or (low in words["prepositions"] and low not in words["clause_openers"])


def _end(named: Named) -> int:
    return named.span.end
