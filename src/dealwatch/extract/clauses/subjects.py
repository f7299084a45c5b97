"""What stands to the left of a word: the subject of a verb, whom its pronoun means, the list that ends in a name."""

from __future__ import annotations

from typing import Final

from dealwatch.domain.words import SubjectKind
from dealwatch.extract.clauses.phrases import Phrases
from dealwatch.extract.names import Named

LONGEST_LIST: Final = 20
"""How many names a list of parties has at most."""

_LONGEST_NAMELESS: Final = 5  # words of a subject without a name
_DASHES: Final = frozenset(("–", "—", "-"))


class Subjects(Phrases):
    """The phrases of a row, and the subjects of its verbs."""

    def subject(self, index: int) -> tuple[Named, ...]:
        """The names of the subject of the verb at an index; empty where none is found."""
        items, words = self.items, self.words
        at = index - 1
        if at > 1 and items[at].low == "and":  # "to buy Birch and take control of Oak"
            other = next((before for before in range(at - 1, max(0, at - 9), -1) if self.is_verb(before)), -1)
            if other > 0:
                return self.subject(other)
        steps = 0
        while at >= 0 and steps < 60:
            steps += 1
            item = items[at]
            if item.named is not None:
                if not self.is_party(item.named) or (at + 1 < index and self._names_deal(at + 1)):
                    at -= 1
                    continue
                if self.governed(at) and not self._leads_group(at) and not self._is_for(at, index):
                    at -= 2
                    continue
                return self.list_left(at)
            low = item.low
            if low in (";", ":"):
                return ()
            if low in words["pronouns"]:
                return self.pronoun(at)
            if (low in words["firms"] or low in words["speaking_firms"]) and at and items[at - 1].low == "the":
                return self.topic_before(at)
            if low in words["relatives"] and at:
                return self._nearest(at - 1)
            if low in words["both"] and at and items[at - 1].low in words["two"]:
                return self.pair
            two = at > 1 and items[at - 1].low in words["both"] and items[at - 2].low in words["two"]
            if low in words["finite"] and not two and self._is_nameless(at - 1):
                reference = self.reference(at - 1)
                return (reference,) if reference else ()
            if at and (low in words["nameless"] or (low in words["parts"] and items[at - 1].low == "the")):
                return ()
            if low == ",":
                at = self._before_apposition(at)
                continue
            if low in _DASHES:
                opening = next((before for before in range(at - 1, max(-1, at - 30), -1) if items[before].low == low), 0)
                at = opening - 1 if opening else at - 1
                continue
            if low in self.words["described"] and self._is_described(at):
                reference = self.reference(at)
                return (reference,) if reference else ()
            at -= 1
        return ()

    def _is_nameless(self, at: int) -> bool:
        """Whether "the Qatari fund" ends at an index: a subject without a name; "the company" has one."""
        items, words = self.items, self.words
        if at < 1 or items[at].named is not None or not items[at].low.isalpha() or items[at].low in words["firms"]:
            return False
        if items[at].low in words["pronouns"] or items[at].low in words["prepositions"] or items[at].low in words["relatives"]:
            return False
        for before in range(at - 1, max(-1, at - _LONGEST_NAMELESS), -1):
            if items[before].low in words["articles"]:
                return True
            if items[before].named is not None or items[before].low in words["prepositions"] or not items[before].low.isalnum():
                return False
        return False

    def _is_for(self, at: int, index: int) -> bool:
        """Whether the name at an index is the subject of an infinitive behind it: "an agreement for Ash to buy"."""
        before = self.phrase_start(at) - 1
        return index == at + 2 and self.items[at + 1].low == "to" and before > 0 and self.items[before].low == "for"

    def _leads_group(self, at: int) -> bool:
        """Whether a name on a preposition is the subject all the same: "a group led by Ash", "of Ash shareholders"."""
        if at + 1 < len(self.items) and self.items[at + 1].low in self.words["holders"]:
            return True
        before = self.phrase_start(at) - 1
        if before < 1:
            return False
        return self.items[before].low == "including" or (
            self.items[before].low == "by" and self.items[before - 1].low in self.words["led"]
        )

    def last_pair(self) -> tuple[Named, ...]:
        """The last two parties that "and" joins in this row, else those before: whom "the two companies" means."""
        for at in range(len(self.items) - 1, 1, -1):
            named = self.items[at].named
            if named is not None and self.items[at - 1].low == "and" and self.is_party(named):
                listed = self.list_left(at)
                if len(listed) == 2:
                    return listed
        return self.pair

    def pronoun(self, at: int) -> tuple[Named, ...]:
        """Whom "it" at an index means: the subject of the saying verb before it, else the topic of the report."""
        items = self.items
        for before in range(at - 1, max(-1, at - 12), -1):
            if items[before].low in self.words["say"]:
                spoke = self.subject(before)
                many = items[at].low in self.words["pronouns_many"]
                if spoke and not (many and len(spoke) == 1 and spoke[0].kind is SubjectKind.PERSON):
                    return spoke
                break
        return self.topic_before(at)

    def list_left(self, at: int) -> tuple[Named, ...]:
        """The names of a list that ends in the one at an index: "Ash, Birch and Oak"."""
        items = self.items
        found = [items[at].named]
        joined = False
        at = self._on_and(at)
        while at >= 2 and len(found) < LONGEST_LIST:
            sign = items[at - 1].low
            before = items[at - 2]
            if sign in ("and", "&") and before.low == ",":
                at = self._before_apposition(at - 2) + 2 if at >= 3 and items[at - 3].named is None else at - 1
                before = items[at - 2] if at >= 2 else before
            if sign in ("and", "&") or (sign == "," and (joined or self.row.is_headline or self._opens_pair(at))):
                if before.low == "it":
                    found.extend(self.pronoun(at - 2))
                    break
                if before.named is None or not self.is_party(before.named):
                    break
                found.append(before.named)
                joined = True
                at = self._on_and(at - 2)
                continue
            break
        return tuple(named for named in reversed(found) if named is not None)

    def _opens_pair(self, at: int) -> bool:
        """Whether a sentence begins with two names that only a comma joins, as titles do: "Ash, Birch agree to merge"."""
        return at == 2 and len(self.items) > 3 and self.items[3].low in self.words["plural_verbs"]

    def _on_and(self, at: int) -> int:
        """The begin of the phrase of the name at an index where it stands behind "and"; else the index."""
        start = self.phrase_start(at)
        return start if start and self.items[start - 1].low in ("and", "&") else at

    def _nearest(self, at: int) -> tuple[Named, ...]:
        """The nearest party at or before an index, past a comma."""
        for before in range(at, max(-1, at - 8), -1):
            named = self.items[before].named
            if named is not None and self.is_party(named):
                return (named,)
        return ()

    def _before_apposition(self, at: int) -> int:
        """From the comma behind an apposition to the index before it ("Ash, a unit of Birch, said"); else one step left."""
        items = self.items
        for before in range(at - 1, max(-1, at - 30), -1):
            if items[before].low == "," and before + 1 < at:
                first = items[before + 1].low
                if (
                    first in self.words["determiners"]
                    or first in self.words["relatives"]
                    or first in self.words["apposing"]
                    or first[0].isdigit()
                ):
                    return before - 1
                return at - 1
        return at - 1
