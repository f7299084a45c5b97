"""Talks, or an agreement, on a purchase are that purchase: who is talked with takes the role that it leaves free.

"Ash is in talks with Birch to sell its mill": Ash sells, Birch would buy. "Ash signed a memorandum with Birch for the purchase of
Oak": Ash buys, Birch sells. Talks on nothing, or on work done together, stay a deal of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dealwatch.domain.words import DealType, Role, Status
from dealwatch.extract.grammar import Grammar
from dealwatch.extract.matches import Match
from dealwatch.extract.names import Named

_REACH: Final = 16  # items from the talks to what they are on
_BUYING: Final = DealType.ACQUISITION.family


def settle_talks(matches: Sequence[Match], grammar: Grammar) -> Iterator[Match]:
    """Return the matches of one sentence, each purchase with those who talk on it, and without such talks."""
    settled: set[int] = set()
    for number, talks in enumerate(matches):
        if talks.frame.id not in grammar.words["talking"] or not talks.roles.get(Role.PARTNER):
            continue
        told = next((on for on in matches[:number] if _is_on_sale(talks, on)), None)
        if told is not None:
            told.add("acquirer", [named for named in talks.roles[Role.PARTNER] if named.name not in told.names()])
            told.status = talks.status
            settled.add(number)
            continue
        for on in matches[number + 1 :]:
            if on.type.family == _BUYING and _leads(talks, on, grammar) and _take_sides(talks, on):
                settled.add(number)
                break
    return (match for number, match in enumerate(matches) if number not in settled)


def _is_on_sale(talks: Match, on: Match) -> bool:
    """Whether talks with one who is no party yet are on a sale before them: "the Ash sale falters as talks with Birch end"."""
    sold = on.names(Role.TARGET)
    open_sale = on.frame.is_noun and on.frame.slots.get("owner") == Role.SELLER and not on.names(Role.ACQUIRER)
    return bool(sold) and open_sale and len(talks.names() - on.names()) == 1 and bool(talks.names() & on.names())


def _leads(talks: Match, on: Match, grammar: Grammar) -> bool:
    """Whether the purchase is what the talks are on: a word such as "to" or "over" leads to it, and no other clause begins."""
    between = [item.low for item in talks.row.items[talks.begin + 1 : on.begin]]
    if len(between) > _REACH or not grammar.words["leading_to"].intersection(between[-8:]):
        return False
    return grammar.words["finite"].isdisjoint(between) and grammar.words["subordinators"].isdisjoint(between)


def _take_sides(talks: Match, on: Match) -> bool:
    """Give both sides of talks their roles in the purchase; False where they cannot be told or do not fit."""
    begin = talks.row.items[talks.begin].start
    partners = talks.roles[Role.PARTNER]
    ours = [named for named in partners if named.span.start < begin]
    theirs = [named for named in partners if named.span.start > begin]
    sells = on.frame.slots.get("subject") == Role.SELLER
    mine, other = (Role.SELLER, Role.ACQUIRER) if sells else (Role.ACQUIRER, Role.SELLER)
    if not ours or not theirs or not on.names(mine, Role.INVESTOR) <= {named.name for named in ours}:
        return False
    if on.names(other) - {named.name for named in theirs}:
        return False
    if not on.names(mine, Role.INVESTOR):
        on.add(mine.value, ours)
    _take_other(on, other, theirs)
    on.status = talks.status or Status.AGREED
    return True


def _take_other(on: Match, role: Role, theirs: Sequence[Named]) -> None:
    """The other side sells or buys; where nothing else is bought, it is itself what is bought."""
    if role is Role.SELLER and on.asset is None and not on.names(Role.TARGET, Role.INVESTEE):
        role = Role.TARGET
    on.add(role.value, theirs)
