"""How to find the parties around a word of a sentence: its subject to the left, its object and prepositions to the right.

Longer than most files, on purpose: `Finder` walks one row of one sentence, and its steps share what they know of it.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from dealwatch.domain.words import SubjectKind
from dealwatch.extract.grammar import Grammar
from dealwatch.extract.items import Row, Thing
from dealwatch.extract.names import Named
from dealwatch.extract.order import in_order
from dealwatch.extract.page import Page

_LONGEST_LIST: Final = 20
_LONGEST_PHRASE: Final = 60  # words of what is bought or sold
_LONGEST_NAMELESS: Final = 5  # words of a subject without a name
_LONGEST_DESCRIPTION: Final = 6  # words before the name that they describe
_POSSESSIVES: Final = frozenset(("'s", "’s", "'", "’"))


class Finder:
    """Finds the parties around the words of one row; it knows the grammar's words and whom the pronouns mean."""

    def __init__(self, page: Page, grammar: Grammar, row: Row, topic: Named | None, pair: tuple[Named, ...] = ()) -> None:
        self.page, self.topic, self.pair = page, topic, pair
        self.words, self.endings, self.also = grammar.words, grammar.endings, grammar.also
        self.head_first, self.lists_run_on, self.slots_before = grammar.head_first, grammar.lists_run_on, grammar.slots_before
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

    def is_state(self, named: Named) -> bool:
        """Whether a name is of a state ("the French government"): it may buy and sell, and nobody buys it."""
        return named.name.rsplit(None, 1)[-1].lower() in self.page.lexicon.states

    def possessive(self, index: int) -> bool:
        """Whether a possessive sign stands at an index."""
        return 0 <= index < len(self.items) and self.items[index].low in _POSSESSIVES

    # To the left

    def is_verb(self, at: int) -> bool:
        """Whether the word at an index is a form of a verb that tells of deals."""
        return any(not trigger.frame.is_noun for trigger in self.triggers.get(self.items[at].low, ()))

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

    def _names_deal(self, at: int) -> bool:
        """Whether the noun at an index is a deal that the name before it is bought in: "the Ash merger"."""
        frames = [trigger.frame for trigger in self.triggers.get(self.items[at].low, ()) if len(trigger.words) == 1]
        return bool(frames) and all(frame.is_noun and "compound" in frame.slots for frame in frames)

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

    def _is_described(self, at: int) -> bool:
        """Whether the noun at an index ends a description of a firm: "the Japanese carmaker", "the latter"."""
        start = at
        while start > 0 and at - start < 4 and self.items[start - 1].low not in self.words["prepositions"]:
            start -= 1
            if self.items[start].low in self.words["definite"]:
                return True
        return False

    def reference(self, at: int) -> Named | None:
        """The thing that the description around an index means, where it can mean one only."""
        start, end = self.items[at].start, self.items[at].end
        references = self.page.references
        place = bisect_right(references, start, key=_end)  # the first that ends behind the item's begin
        if place < len(references) and references[place].span.start < end:
            return references[place]
        return None

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

    def topic_before(self, at: int) -> tuple[Named, ...]:
        """Whom the report is about, if that is named before an index: what comes later is not meant by "it"."""
        topic = self.topic
        return (topic,) if topic is not None and topic.span.start < self.items[at].start else ()

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

    def list_left(self, at: int) -> tuple[Named, ...]:
        """The names of a list that ends in the one at an index: "Ash, Birch and Oak"."""
        items = self.items
        found = [items[at].named]
        joined = False
        at = self._on_and(at)
        while at >= 2 and len(found) < _LONGEST_LIST:
            sign = items[at - 1].low
            before = items[at - 2]
            if sign in ("and", "&") and before.low == ",":
                at = self._before_apposition(at - 2) + 2 if at >= 3 and items[at - 3].named is None else at - 1
                before = items[at - 2] if at >= 2 else before
            if sign in ("and", "&") or (sign == "," and (joined or self.row.is_headline)):
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

    # To the right

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
        while at + 2 < len(items) and len(found) < _LONGEST_LIST:
            sign, following = items[at + 1].low, items[at + 2]
            if sign == "," and following.low in ("and", "&") and at + 3 < len(items):
                at += 1
                following = items[at + 2]
                sign = "and"
            elif sign == "," and (ahead := self._behind_apposition(at + 1)):
                at, following, sign = ahead - 1, items[ahead + 1], "and"
            if sign in ("and", "&") and following.named is not None and self.is_party(following.named):
                if at + 3 < len(items) and self._is_clause(at + 3) and (not self.lists_run_on or self._verb_before(at)):
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
        """Whether a verb stands before an index, so that the one behind a list has another subject."""
        return any(item.low in self.words["finite"] or item.low in self.governors for item in self.items[:at])

    def _and_ahead(self, at: int) -> bool:
        """Whether the list goes on to an "and": "Ash, Birch and Oak"."""
        items = self.items
        limit = min(len(items), at + 2 * _LONGEST_LIST)
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

    def objects(self, index: int) -> tuple[list[Thing], int]:
        """What a verb buys or sells, from the index behind it: the things, and the index behind the last."""
        items, words = self.items, self.words
        at, begin = index, -1
        shares = own = False
        head = ""
        owners: tuple[Named, ...] = ()
        limit = min(len(items), index + _LONGEST_PHRASE)
        while at < limit:
            item = items[at]
            low = item.low
            if item.named is not None:
                if self.possessive(at + 1) and self._noun_follows(at + 2):
                    if self.is_party(item.named):
                        owners = (item.named,)
                    at += 2
                    begin, head = -1, ""
                    continue
                if not self.is_party(item.named) and item.named.kind is not SubjectKind.PLANT:
                    begin = at if begin < 0 else begin
                    at += 1
                    continue
                return self._named_objects(at, owners)
            if low in words["its"]:
                owners, own, begin, head = (), True, -1, ""
                at += 1
                continue
            is_part = head in words["parts"] or head in words["things"]
            shares = shares or low in words["shares"]
            if low in words["determiners"] or (begin < 0 and (low in words["leading"] or self._is_amount(at))):
                at += 1
                continue
            if low in ("of", "in") and (shares or is_part):
                bare = begin >= 0 and all(each.low in words["wholes"] or each.low == "and" for each in items[begin:at])
                whole = low == "of" and bare and head in words["wholes"]  # "the business of Birch" is Birch
                place = items[at + 1].named if at + 1 < len(items) else None
                if self.head_first and is_part and place is not None and not self.is_party(place):
                    at += 2  # "su planta de Zaragoza"
                    continue
                if is_part and not whole and (not shares or (head in words["wholes"] and not bare and low == "of")):
                    owned = self.party(at + 1, 6) if low == "of" and head not in self.page.lexicon.of_heads else ()
                    if self.head_first and not self._is_described_name(at + 1):
                        owned = ()  # "la marque de thé Tilleul"
                    if owned:
                        return [Thing(None, items[begin].start, items[at - 1].end, owned)], at + 1
                    if low == "in":
                        break
                at += 1
                begin, head, shares = -1, "", False
                continue
            if low == "of" and self.head_first and head in words["described"]:  # "le fabricant de colle Bouleau"
                at += 1
                continue
            if low == "," and shares and at + 1 < len(items) and (items[at + 1].low == "or" or items[at + 1].low[0].isdigit()):
                at = self._behind_comma(at + 1)
                continue
            if (
                low == "and"
                and at + 1 < len(items)
                and (items[at + 1].low in words["shares"] or (shares and items[at + 1].low in words["parts"]))
            ):
                at += 1
                continue
            following = items[at + 1].named if at + 1 < len(items) else None
            speaks = at + 2 < len(items) and items[at + 2].low in words["say"]
            if low == "," and is_part and following is not None and self.is_party(following) and not speaks:
                return self._named_objects(at + 1, owners)
            if low == "and" and begin >= 0 and not shares and self._thing_ahead(at + 1):
                at += 1
                continue
            if (
                low in (",", ";", ":", ".", "and")
                or low in words["prepositions"]
                or (low in words["finite"] and low not in words["had"])
                or low in words["relatives"]
            ):
                break
            if (is_part and low.endswith(self.endings["participles"])) or low in words["pronouns"]:
                break
            shares = shares or low in words["shares"]
            head = head if self.head_first and (is_part or head in words["shares"] or head in words["described"]) else low
            begin = at if begin < 0 else begin
            at += 1
        described = begin >= 0 and begin < at and bool(head) and head not in words["goods"]
        if described and head in words["wholes"] and begin < at - 1 and items[begin].low not in words["shares"]:
            return [Thing(None, items[begin].start, items[at - 1].end, owners)], at  # "its real estate assets"
        if shares and (own or owners) and head in words["shares"]:  # "its shares", "Birch's outstanding shares"
            whose = owners[0] if owners else self.topic
            return [Thing(whose, items[index].start, items[at - 1].end)] if whose else [], at
        definite = index < len(items) and items[index].low == "the" and (head in words["described"] or head in words["firms"])
        if definite and head:
            named = next(iter(self.topic_before(index)), None) if head in words["firms"] else self.reference(at - 1)
            return ([Thing(named, items[index].start, items[at - 1].end)] if named else []), at
        if described and not shares and (head in words["things"] or head in words["parts"]):
            return [Thing(None, items[begin].start, items[at - 1].end, owners)], at
        return [], at

    def _is_amount(self, at: int) -> bool:
        """Whether an amount of money stands at an index: no part of the name of what it is paid for."""
        if self._is_money(at):
            return True
        return self.items[at].low[0].isdigit() and (self._is_money(at - 1) or self._is_money(at + 1))

    def _is_money(self, at: int) -> bool:
        """Whether the sign of a currency or a scale word stands at an index."""
        return 0 <= at < len(self.items) and (self.items[at].low in _CURRENCY or self.items[at].low in self.words["scales"])

    def _is_described_name(self, at: int) -> bool:
        """Whether a name stands at an index, behind words that describe a firm only: "du groupe allemand Frêne"."""
        words = self.words
        plain = words["determiners"] | words["described"] | words["beside_names"] | words["its"]
        while at < len(self.items) and self.items[at].named is None and self.items[at].low in plain:
            at += 1
        return at < len(self.items) and self.items[at].named is not None

    def _thing_ahead(self, at: int) -> bool:
        """Whether a list of what is sold goes on: "paper and glue businesses", "ink and glue business Ash"."""
        near = self.items[at : at + 3]
        named = next((place for place, item in enumerate(near) if item.named is not None), 0)
        near = near[:named] if named else near
        plain = [item for item in near if item.named is None and item.low.replace("-", "").isalpha()]
        things, parts = self.words["things"], self.words["parts"]
        return len(plain) == len(near) and any(item.low in things or item.low in parts for item in near)

    def _noun_follows(self, at: int) -> bool:
        """Whether a noun phrase goes on behind a possessive, so that the name before it owns what follows."""
        if at >= len(self.items):
            return False
        item = self.items[at]
        if item.named is not None:
            return True
        return (
            (item.low[0].isalnum() or item.low in _CURRENCY) and item.low not in self.words["prepositions"] and item.low != "and"
        )

    def _behind_comma(self, at: int) -> int:
        """The index behind the next comma within a few items; else behind the "or" that stands there, if it does."""
        for ahead in range(at, min(len(self.items), at + 9)):
            if self.items[ahead].named is not None:
                break
            if self.items[ahead].low == ",":
                return ahead + 1
        return at + 1 if self.items[at].low == "or" else at

    def _named_objects(self, at: int, owners: tuple[Named, ...]) -> tuple[list[Thing], int]:
        """The things from the first named one at an index on."""
        items, words = self.items, self.words
        named = items[at].named
        assert named is not None  # the caller saw it
        behind = at + 1
        while behind < min(len(items), at + 5) and self._modifies(behind):
            behind += 1
        tail = items[behind - 1].low if behind > at + 1 else ""
        if tail in words["goods"] or (named.kind is SubjectKind.OTHER and items[at].low.rsplit(None, 1)[-1] in words["goods"]):
            return [], behind
        many = tail in words["parts"] and tail[-1] == "s" != tail[-2]  # some of Ash, while "the Ash unit" may be called Ash
        thing = tail in words["things"] and tail not in words["firm_things"]
        if named.kind is SubjectKind.PLANT or many or thing:
            begin = items[at].start if named.kind is SubjectKind.PLANT or not self.is_party(named) else items[at + 1].start
            owner = owners or ((named,) if self.is_party(named) else ())
            return [Thing(None, begin, items[behind - 1].end, owner)], behind
        listed = self._list_right(at) if not tail else (named,)
        end = behind
        while end < len(items) and items[end].start < listed[-1].span.end:
            end += 1
        if not owners:
            owners = self.owner_behind(end, named.name.rsplit(None, 1)[-1].lower())
        return [Thing(each, each.span.start, each.span.end, owners) for each in listed], end

    def _modifies(self, at: int) -> bool:
        """Whether a word goes on with the phrase of the name before it ("Ash shares", "Ash copper mine")."""
        item, words = self.items[at], self.words
        if item.named is not None or not item.low.isalpha() or item.low in words["behind_names"]:
            return False
        return item.low not in words["prepositions"] and item.low not in words["finite"] and item.low not in words["relatives"]

    def owner_behind(self, at: int, last: str = "") -> tuple[Named, ...]:
        """The owner in what follows a name: ", a unit of Ash", ", Ash's Oak subsidiary", "owned by Ash", "division of Ash".

        `last` is the last word of the name itself ("Oak Systems Division of Ash").
        """
        items, words = self.items, self.words
        limit = min(len(items), at + 12)
        seen_part = last in words["owned_parts"]
        if at < limit and items[at].low == ",":
            at += 1
        elif not (at < limit and (items[at].low in words["owned_parts"] or (items[at].low == "of" and seen_part))):
            return ()
        while at < limit:
            item = items[at]
            if item.named is not None:
                part = any(items[ahead].low in words["parts"] for ahead in range(at + 2, min(limit, at + 7)))
                return (item.named,) if part and self.possessive(at + 1) and self.is_party(item.named) else ()
            if item.low in (",", ";", ".") or (item.low in words["finite"] and item.low not in words["owned_parts"]):
                return ()
            seen_part = seen_part or item.low in words["owned_parts"]
            if item.low in ("of", "by") and seen_part:
                return self.party(at + 1, 5)
            at += 1
        return ()


def _end(named: Named) -> int:
    return named.span.end


_CURRENCY: Final = frozenset("$€£¥")
_DASHES: Final = frozenset(("–", "—", "-"))
