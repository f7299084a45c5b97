"""A row put into the order subject, verb, object, where a language keeps its verb for the end of the clause.

"Esche hat Birke von Eiche übernommen" is read as "Esche hat übernommen Birke von Eiche", "dass Esche Birke kauft" as "dass
Esche kauft Birke", ", Birke zu kaufen" as "zu kaufen Birke", "Gestern übernahm Esche Birke" as "Gestern Esche übernahm Birke".
Items keep their places in the text; only their order changes, so that the rules for the clause are the same in every language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dealwatch.extract.grammar import Grammar
from dealwatch.extract.items import Item, Row
from dealwatch.extract.names import Named

_LONGEST: Final = 45  # items between the two parts of a verb
_ENDS: Final = frozenset((",", ";", ":", ".", "!", "?", "–", "—", '"', "“", "”", "„", "«", "»", "(", ")"))
_SHUT: Final = frozenset((";", ":", ".", "!", "?"))


def in_order(row: Row, grammar: Grammar, is_party: Callable[[Named], bool]) -> Row:
    """Return a row with every verb of its clauses behind the subject; the row itself where the language needs none of it."""
    if not grammar.verb_last or (row.is_headline and len(row.items) < 3):
        return row
    return Row(_Clauses(list(row.items), grammar, is_party).ordered(), row.sentence)


class _Clauses:
    """The items of one row while their order is changed, one clause after the other."""

    def __init__(self, items: list[Item], grammar: Grammar, is_party: Callable[[Named], bool]) -> None:
        self.items, self.words, self.grammar, self.is_party = items, grammar.words, grammar, is_party
        self.verbs = {word: t[0].form for word, t in grammar.triggers.items() if not t[0].frame.is_noun}

    def ordered(self) -> list[Item]:
        """The items in the new order."""
        begin = 0
        while begin < len(self.items):
            end = next((at for at in range(begin, len(self.items)) if self.items[at].low in _ENDS), len(self.items))
            if end > begin:
                self._clause(begin, end)
            begin = end + 1
        return self.items

    def _clause(self, begin: int, end: int) -> None:
        items, words = self.items, self.words
        if self._infinitive(begin, end):
            return
        first = items[begin].low
        if self._is_last(end - 1) and (first in words["clause_heads"] or self._is_relative(begin, end)):
            self._subordinate(begin, end)
            return
        for at in range(begin, end):
            low = items[at].low
            if low in words["brackets"]:
                self._bracket(begin, at)
                return
            if items[at].named is None and self._is_finite(low):
                self._main(begin, at, end)
                return

    def _is_finite(self, low: str) -> bool:
        form = self.verbs.get(low, "")
        return "third" in form or "past" in form or low in self.grammar.governors

    def _is_last(self, at: int) -> bool:
        """Whether a verb that tells of deals, or of how far they are, ends a clause here; others may stand beside it."""
        while at > 0 and self.items[at].low in self.words["verb_tails"]:
            at -= 1
        return self._is_verb(at)

    def _is_verb(self, at: int) -> bool:
        low = self.items[at].low
        return self.items[at].named is None and (
            low in self.verbs or low in self.grammar.governors or low in self.words["receivers"]
        )

    def _is_relative(self, begin: int, end: int) -> bool:
        """Whether a clause behind a comma begins with a relative pronoun, which looks like an article."""
        low = self.items[begin].low
        return begin > 0 and self.items[begin - 1].low == "," and (low == "which" or (low == "the" and end - begin > 2))

    def _infinitive(self, begin: int, end: int) -> bool:
        """Move "zu kaufen" to the begin of its clause, in the place of the comma or of "um" before it."""
        items = self.items
        last = end - 1
        if not self._is_verb(last):
            return False
        low = items[last].low
        width = 2 if last > begin and items[last - 1].low == "to" else 1
        if width == 1 and ("zu" not in low[1:-2] or "base" not in self.verbs.get(low, "")):
            return False
        to = items[last - 1] if width == 2 else Item("to", items[last].start, items[last].start, None)
        cut = begin - 1 if begin and items[begin - 1].low == "," else begin
        behind = begin + 1 if items[begin].low in self.words["infinitive_heads"] else begin
        if cut == begin and behind == begin:  # "plant den Kauf ..., will Birke zu kaufen": no comma, so behind the verb before
            verb = next((at for at in range(last - width, begin, -1) if self._is_finite(items[at].low)), -1)
            if verb < 0:
                return False
            cut = behind = verb + 1
        items[cut:end] = [to, items[last], *items[behind : end - width], *items[end:end]]
        return True

    def _subordinate(self, begin: int, end: int) -> None:
        """Move the verbs at the end of a clause behind its subject: "dass Esche [Birke] kauft", "der [Birke] gekauft hat"."""
        items = self.items
        verb = end - 1
        while items[verb].low in self.words["verb_tails"]:
            verb -= 1
        relative = items[begin].low == "the" and begin > 0 and items[begin - 1].low == ","
        if relative:
            items[begin] = Item("which", items[begin].start, items[begin].end, None)
        at = begin + 1 if relative or items[begin].low == "which" else self._behind_subject(begin + 1, verb)
        if at:
            self._move(verb, end, at)

    def _bracket(self, begin: int, finite: int) -> None:
        """Move the verb that ends a clause behind the finite one that opens it, and behind the subject if that comes between."""
        items, words = self.items, self.words
        verb = -1
        for at in range(finite + 1, min(len(items), finite + _LONGEST)):
            low = items[at].low
            if low in _SHUT or (at > finite + 1 and low in words["brackets"] and items[at - 1].low == ","):
                break
            if low in words["clause_heads"] and items[at - 1].low == ",":
                break
            if self._is_verb(at) and self._closes(at):
                verb = at
                break
        if verb < 0:
            return
        end = verb + 1
        while end < len(items) and items[end].low in words["verb_tails"]:
            end += 1
        target = finite + 1
        if not self._has_subject(begin, finite):
            target = self._behind_subject(finite + 1, verb) or target
        self._move(verb, end, target)

    def _closes(self, at: int) -> bool:
        behind = self.items[at + 1].low if at + 1 < len(self.items) else "."
        return behind in _ENDS or behind in ("and", "or", "as") or behind in self.words["verb_tails"]

    def _main(self, begin: int, verb: int, end: int) -> None:
        """Bring the particle of a verb back to it ("stockt ... auf"), and the verb behind a subject that follows it."""
        items, words = self.items, self.words
        if end - 1 > verb + 1 and items[end - 1].low in words["verb_particles"]:
            items.insert(verb + 1, items.pop(end - 1))
        if verb < end - 1 and not self._has_subject(begin, verb):
            target = self._behind_subject(verb + 1, end)
            if target:
                items.insert(target - 1, items.pop(verb))

    def _has_subject(self, begin: int, finite: int) -> bool:
        """Whether the subject stands before the finite verb: a name or a phrase there that hangs on no preposition."""
        items, words = self.items, self.words
        if finite == begin:  # behind an apposition or a clause: the subject stands before it, unless two names follow
            return begin > 0 and not self._follows_clause(begin) and self._parties(finite + 1) < 2
        first = items[begin]
        if first.named is None and (first.low in words["prepositions"] or first.low in words["clause_heads"]):
            return False
        if any(items[at].named is not None for at in range(begin, finite)):
            return True
        return first.low in ("the", "a", "it", "its", "which", "that") or first.low in words["nameless"]

    def _follows_clause(self, begin: int) -> bool:
        """Whether the row opens with a clause that ends right before: "Wie Insider berichten, bietet Esche"."""
        before = [item.low for item in self.items[: begin - 1]]
        return bool(before) and before[0] in self.words["clause_heads"] and _ENDS.isdisjoint(before)

    def _parties(self, at: int) -> int:
        """How many names that hang on no preposition follow in a clause."""
        found = 0
        for place in range(at, min(len(self.items), at + _LONGEST)):
            if self.items[place].low in _ENDS:
                break
            named = self.items[place].named
            found += named is not None and self.is_party(named) and self._is_free(place, at)
        return found

    def _is_free(self, at: int, begin: int) -> bool:
        """Whether no preposition governs the name at an index."""
        for before in range(at - 1, max(begin - 1, at - 6), -1):
            low = self.items[before].low
            if low in self.words["prepositions"] and low not in self.words["clause_heads"]:
                return False
            if self.items[before].named is not None or low in ("and", ","):
                return True
        return True

    def _behind_subject(self, begin: int, end: int) -> int:
        """The index behind the first name that hangs on no preposition, with those joined to it; 0 where none stands."""
        for at in range(begin, min(end, begin + 12)):
            named = self.items[at].named
            if named is not None and self.is_party(named) and self._is_free(at, begin):
                at += 1
                while at + 1 < end and self.items[at].low in ("and", "&") and self.items[at + 1].named is not None:
                    at += 2
                return at
        return 0

    def _move(self, first: int, last: int, target: int) -> None:
        """Move the verbs `[first, last)` to the left, those that only stand beside one before it."""
        moved = self.items[first:last]
        del self.items[first:last]
        self.items[target:target] = [*moved[1:], moved[0]]
