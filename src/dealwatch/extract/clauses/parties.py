"""What stands to the right of a preposition: one party, a list of them, over appositions and places."""

from __future__ import annotations

from typing import Final

from dealwatch.domain.words import Role
from dealwatch.extract.clauses.subjects import LONGEST_LIST, Subjects
from dealwatch.extract.names import Named

_LONGEST_DESCRIPTION: Final = 5  # words before the name that they describe


class Parties(Subjects):
    """The phrases and subjects of a row, and the parties behind its prepositions."""

    def party(self, index: int, limit: int = 9) -> tuple[Named, ...]:
        """The names of the party phrase that begins at an index: "a group led by Ash", "privately held Ash and Oak"."""
        items = self.items
        end = min(len(items), index + limit)
        at = index
        while at < end:
            item = items[at]
            if item.named is not None:
                if self.possessive(at + 1):
                    inner = self.party(at + 2, 5)
                    if inner:
                        return inner
                    return (item.named,) if self.is_party(item.named) else ()
                if not self.is_party(item.named):
                    at += 1
                    continue
                return self._list_right(at)
            low = item.low
            if low == "," and at + 1 < end and items[at + 1].named is not None and items[at - 1].low in self.words["described"]:
                at += 1
                continue
            if low in (",", ";", ":", ".") or low in self.words["finite"]:
                return ()
            if low in self.words["pronoun_objects"] and at == index:
                return self.pronoun(at)
            if low in self.words["firms"] and at and items[at - 1].low == "the" and (meant := self.topic_before(at)):
                return self.party(at + 2, 5) if self.possessive(at + 1) else meant
            if low in self.words["described"] and (reference := self.reference(at)):
                return (reference,)
            led = low == "by" and items[at - 1].low in self.words["led"]
            if low in self.words["prepositions"] and low not in ("of", "including") and at > index and not led:
                return ()
            if low in self.words["its"] and at == index:
                at += 1
                continue
            at += 1
        return ()

    def _list_right(self, at: int) -> tuple[Named, ...]:
        items = self.items
        found = [items[at].named]
        while at + 2 < len(items) and len(found) < LONGEST_LIST:
            sign, following = items[at + 1].low, items[at + 2]
            if sign == "," and following.low in ("and", "&") and at + 3 < len(items):
                at += 1
                following = items[at + 2]
                sign = "and"
            elif sign == "," and (ahead := self._behind_apposition(at + 1)):
                at, following, sign = ahead - 1, items[ahead + 1], "and"
            if sign in ("and", "&") and (name := self._behind_description(at + 2)):
                at, following = name - 2, items[name]  # "Ash and British rival Birch"
            if sign in ("and", "&") and following.named is not None and self.is_party(following.named):
                if at + 3 < len(items) and self._is_clause(at + 3) and self._verb_before(at):
                    break
                if self.possessive(at + 3) and at + 4 < len(items) and (inner := items[at + 4].named) is not None:
                    found.append(inner)  # "Ash's Oak and Birch's Elm"
                    at += 4
                    continue
                found.append(following.named)
                at += 2
            elif sign == "," and following.named is not None and self.is_party(following.named) and self._and_ahead(at + 2):
                found.append(following.named)
                at += 2
            elif sign in ("and", "&") and at + 4 < len(items) and items[at + 3].low in ("of", "in"):
                break
            elif items[at + 1].low in ("of", "in") and following.named is not None:
                ahead = self._behind_place(at + 3)
                if ahead + 1 >= len(items) or items[ahead].low not in ("and", "&") or items[ahead + 1].named is None:
                    break
                at = ahead - 1
            else:
                break
        return tuple(named for named in found if named is not None)

    def _behind_apposition(self, at: int) -> int:
        """The "and" behind the apposition that the comma at an index opens: "Ash, a maker of glue, and Oak"; else 0."""
        items, words = self.items, self.words
        first = items[at + 1].low if at + 1 < len(items) else ""
        if first not in words["opening_apposition"] and first not in words["apposing"]:
            return 0
        for ahead in range(at + 2, min(len(items) - 2, at + 18)):
            low = items[ahead].low
            if low in (";", ":", ".") or low in words["say"]:
                return 0
            if low == ",":
                named = items[ahead + 2].named if items[ahead + 1].low == "and" else None
                return ahead + 1 if named is not None and self.is_party(named) else 0
        return 0

    def _behind_description(self, at: int) -> int:
        """The index of the name that an adjective of a land and words for a firm stand before; 0 if none does."""
        words, demonyms = self.words, self.page.lexicon.demonyms
        for ahead in range(at, min(len(self.items), at + _LONGEST_DESCRIPTION)):
            item = self.items[ahead]
            if item.named is not None and self.is_party(item.named):
                return ahead if ahead > at else 0
            plain = item.low in words["beside_names"] or item.low in words["described"] or item.low in demonyms
            if not plain and (item.low not in words["determiners"] or item.low in words["its"]):
                return 0
        return 0

    def _behind_place(self, at: int) -> int:
        """The index behind ", Fla.," where that follows the place of a firm."""
        items = self.items
        if (
            at + 1 < len(items)
            and items[at].low == ","
            and ((mark := items[at + 1].low.strip(".")) in self.page.lexicon.state_marks or mark in self.places)
        ):
            at += 2
            if at < len(items) and items[at].low == ".":
                at += 1
        return at + 1 if at < len(items) and items[at].low == "," else at

    def _is_clause(self, at: int) -> bool:
        """Whether a finite verb follows a name, so that "and" before it joined two clauses."""
        return self.items[at].low in self.words["finite"]

    def _verb_before(self, at: int) -> bool:
        """Whether a verb stands before an index, so that the one behind a list has another subject.

        A list behind "between" or "the merger of" needs both names.
        """
        before = self.phrase_start(at) - 1
        if before >= 0 and (self.items[before].low == "between" or self._is_of_both(before)):
            return False
        return any(
            item.low in self.words["finite"] or item.low in self.governors or (not self.lists_run_on and self.is_verb(place))
            for place, item in enumerate(self.items[:at])
        )

    def _is_of_both(self, at: int) -> bool:
        """Whether "of" at an index stands behind a deal whose partners follow it: "the merger of Ash and Birch"."""
        if not at or self.items[at].low != "of":
            return False
        frames = (trigger.frame for trigger in self.triggers.get(self.items[at - 1].low, ()))
        return any(frame.is_noun and frame.slots.get("of") == Role.PARTNER for frame in frames)

    def _and_ahead(self, at: int) -> bool:
        """Whether the list goes on to an "and": "Ash, Birch and Oak"."""
        items = self.items
        limit = min(len(items), at + 2 * LONGEST_LIST)
        while at + 1 < limit:
            if items[at + 1].low in ("and", "&"):
                return True
            if items[at + 1].low != "," or at + 2 >= len(items):
                return False
            if items[at + 2].low in ("and", "&"):
                return True
            if items[at + 2].named is None:
                return False
            at += 2
        return False
