"""The matcher: which frames of the grammar a sentence fills, and with whom.

Before: `clauses` finds the parties around a word, `verbs` and `nouns` fill the frames. After: `talks`, `joining`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from dealwatch.domain.words import DealType, Role, SubjectKind
from dealwatch.extract.clauses import Finder
from dealwatch.extract.grammar import Grammar
from dealwatch.extract.items import Thing
from dealwatch.extract.matches import OPEN, Match
from dealwatch.extract.nouns import match_noun
from dealwatch.extract.verbs import match_verb

_HALF: Final = 50
_SHARE: Final = 6  # items of ", or 5 pct"


def find_matches(finder: Finder, grammar: Grammar) -> Iterator[Match]:
    """Return the frames that a row fills, in order of place."""
    items = finder.items
    read = bought = 0  # what stands before these items is part of a trigger, or of what a verb buys, already
    for index, item in enumerate(items):
        if item.named is not None or index < read:
            continue
        for trigger in grammar.triggers.get(item.low, ()):
            if index < bought and trigger.frame.id == "stake_in":
                continue  # the object of a verb that has told of it
            if (
                len(trigger.words) > 1
                and tuple(other.low for other in items[index : index + len(trigger.words)]) != trigger.words
            ):
                continue
            match = match_noun(finder, trigger, index) if trigger.frame.is_noun else match_verb(finder, trigger, index, grammar)
            if match is not None:
                _typed(finder, match, grammar)
                if match.frame.id in finder.words["of_shares"]:
                    _take_minority(finder, match)
            if match is not None and match.is_vague and item.low in finder.words["typed_only"]:
                continue
            if match is not None and _holds(match) and not _is_trading(finder, match):
                yield match
                read = index + len(trigger.words)
                bought = match.end if not trigger.frame.is_noun else bought
                break


def _take_minority(finder: Finder, match: Match) -> None:
    """Who buys a share that is said to be small, or only "a stake", invests; who buys most or all of a firm acquires it."""
    words = finder.words
    first = match.begin - 5 if match.frame.is_noun else match.begin
    last = max(match.end, match.begin + 1)
    near = [item.low for item in finder.items[max(0, first) : _behind_share(finder, last)]]
    if match.roles.keys().isdisjoint((Role.ACQUIRER, Role.SELLER)) or words["larger_share"].intersection(near):
        return
    if words["some_share"].isdisjoint(near) and words["percent"].isdisjoint(near) and not _are_counted(finder, near):
        return
    shares = [float(one) for one, sign in pairwise(near) if sign in words["percent"] and one.replace(".", "", 1).isdigit()]
    whole = not shares and not words["whose"].isdisjoint(near)  # "sold its stake to Ash", all of it
    if (whole and Role.ACQUIRER in match.roles) or (shares and max(shares) >= _HALF):
        return
    buyers, targets = match.roles.pop(Role.ACQUIRER, []), match.roles.pop(Role.TARGET, [])
    match.type = DealType.STAKE
    match.add("investor", buyers)
    match.add("investee", targets)


def _behind_share(finder: Finder, end: int) -> int:
    """The index behind ", or 5 pct" where that follows what is bought; else the index."""
    near = [item.low for item in finder.items[end : end + _SHARE]]
    if len(near) < 2 or near[0] != "," or near[1] not in finder.words["or"]:
        return end
    return end + next((at + 1 for at, low in enumerate(near) if low in finder.words["percent"]), 0)


def _are_counted(finder: Finder, near: Sequence[str]) -> bool:
    """Whether so many shares are bought: "150,000 shares of Birch"."""
    papers = next((at for at, low in enumerate(near) if low in finder.words["papers"]), 0)
    return any(low[0].isdigit() for low in near[max(0, papers - 3) : papers])


def _is_trading(finder: Finder, match: Match) -> bool:
    """Whether papers change hands and nobody is named who buys or sells them: "investors bought Ash shares"."""
    if match.frame.is_noun or match.frame.id not in finder.words["of_shares"]:
        return False
    if match.names(Role.ACQUIRER, Role.SELLER, Role.INVESTOR):
        return False
    near = [item.low for item in finder.items[match.begin : match.end]]
    return not finder.words["papers"].isdisjoint(near) and finder.words["percent"].isdisjoint(near)


def _holds(match: Match) -> bool:
    """Whether those who take part can: nobody buys a person, and talks on nothing said are a deal between firms only."""
    if match.is_vague:
        return sum(named.kind is SubjectKind.COMPANY for listed in match.roles.values() for named in listed) > 1
    if match.frame.type is DealType.SUPPLY and not match.roles.get(Role.CUSTOMER):
        return False
    served = [named for role in (Role.SUPPLIER, Role.CUSTOMER) for named in match.roles.get(role, [])]
    if any(named.kind is SubjectKind.PERSON for named in served):
        return False
    bought = [named for role in (Role.TARGET, Role.INVESTEE) for named in match.roles.get(role, [])]
    return not bought or any(named.kind is not SubjectKind.PERSON for named in bought)


def _typed(finder: Finder, match: Match, grammar: Grammar) -> None:
    """Tell of which type a talk, an agreement or a partnership is, by the words of its clause; and who supplies whom."""
    if match.frame.id not in OPEN:
        return
    lows = [item.low for item in finder.items]
    nearest = (99, DealType.OTHER, "")
    for kind, phrases in grammar.types:
        for phrase in phrases:
            for at in range(max(0, match.begin - 3), min(len(lows), match.begin + 26)):
                if lows[at] in finder.words["subordinators"] and at > match.begin:
                    break
                if tuple(lows[at : at + len(phrase)]) == phrase:
                    nearest = min(nearest, (abs(at - match.begin), kind, phrase[0]))
    if not nearest[2]:
        return
    match.type, word = nearest[1:]
    partners = match.roles.get(Role.PARTNER, [])
    if match.type is DealType.SUPPLY and len(partners) == 2:
        subject = finder.subject(match.begin)
        one, other = partners
        if subject and subject[0].name == other.name:
            one, other = other, one
        if word in finder.words["sourcing"]:
            one, other = other, one
        match.roles = {Role.SUPPLIER: [one], Role.CUSTOMER: [other]}
    if match.type is DealType.MANUFACTURING and match.asset is None:
        sites = (item for item in finder.items if item.named is not None and item.named.kind is SubjectKind.PLANT)
        match.asset = next((Thing(site.named, site.start, site.end) for site in sites), None)
