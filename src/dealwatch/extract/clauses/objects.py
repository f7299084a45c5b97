"""What stands to the right of a verb: what it buys or sells, by name or as a thing, and who owns that."""

from __future__ import annotations

from typing import Final

from dealwatch.domain.words import SubjectKind
from dealwatch.extract.clauses.parties import Parties
from dealwatch.extract.items import Thing
from dealwatch.extract.names import Named

_LONGEST_PHRASE: Final = 60  # words of what is bought or sold
_CURRENCY: Final = frozenset("$€£¥")


class Finder(Parties):
    """Finds the parties around the words of one row, and the things that its verbs buy and sell."""

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
            if low in words["determiners"] or (begin < 0 and (low in words["leading"] or self.is_amount(at))):
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
            if (is_part and (low.endswith(self.endings["participles"]) or low in words["leading"])) or low in words["pronouns"]:
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

    def is_amount(self, at: int) -> bool:
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
        if item.named is not None or not item.low.isalpha() or item.low in words["behind_names"] or item.low in self.governors:
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
