"""How far a deal is said to have come, read off the words between its subject and its trigger, and those beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dealwatch.domain.words import DealType, Status
from dealwatch.extract.grammar import Grammar
from dealwatch.extract.items import Item
from dealwatch.extract.matches import Match

_COME: Final = (Status.COMPLETED, Status.TERMINATED, Status.SUSPENDED)
_ENDED: Final = (Status.TERMINATED, Status.SUSPENDED)
_TOGETHER: Final = (DealType.PARTNERSHIP, DealType.JOINT_VENTURE)
_LEFT: Final = 12
_RIGHT: Final = 8
_SAID: Final = 8  # items between what is said and "would"
_WIDEST: Final = 4  # words of the longest phrase for a stage


def status_of(match: Match, grammar: Grammar) -> Status:
    """The status that the words of a match tell.

    What ends a deal wins wherever it stands in the clause; else the nearest stage to the left of the trigger; else, for a noun,
    what follows ("the merger was completed"); else the form of the verb.
    """
    items = match.row.items
    left = items[max(0, match.begin - _LEFT) : match.begin]
    right = _up_to_break(grammar, items[match.end : match.end + _RIGHT])
    ended = _found(grammar, items[max(0, match.begin - 6) : match.begin], _ENDED)
    if not ended and match.frame.is_noun:
        ended = _found(grammar, _up_to_break(grammar, items[match.begin + 1 : match.end + 6]), _ENDED)
    if ended:
        return ended
    form = items[match.begin].low
    before = items[match.begin - 1].low if match.begin else ""
    if match.frame.is_noun:
        near = _nearest(grammar, left, governors=True)
        if match.frame.id == "stake_in" and not grammar.words["changing"].isdisjoint(item.low for item in left[-4:]):
            return Status.COMPLETED  # "raised its stake": who raises an offer still proposes it
        if match.status is Status.AGREED and near is Status.COMPLETED:
            return Status.AGREED  # an agreement that is there already, or completed, is agreed; what it is on is not done
        given = match.status
        if given is Status.PROPOSED and near is Status.AGREED and _is_accepted(grammar, left):
            return near
        if (
            given is not None
            and given in (Status.IN_TALKS, Status.PROPOSED)
            and near is not Status.CONSIDERED
            and (near is not Status.COMPLETED or given is Status.IN_TALKS)
        ):
            return given
        behind = (
            _found(grammar, right, (Status.COMPLETED,)) if any(item.low in grammar.words["was_done"] for item in right) else None
        )
        if right and right[0].low.endswith(grammar.endings["pasts"]) and _at(grammar, right, 0) is Status.COMPLETED:
            return Status.COMPLETED  # "its purchase of Birch closed on Friday"
        return behind or near or (Status.AGREED if _is_to_come(grammar, left) else match.status) or Status.AGREED
    near = _nearest(grammar, left, governors=False, right=right)
    if match.type in _TOGETHER and near is None:
        return match.status or Status.AGREED  # who has joined forces goes on to work together
    if match.status is not None:
        return near if near is Status.CONSIDERED and match.status is not Status.IN_TALKS else match.status
    have = grammar.words["have_done"]
    if before in have and match.begin > 1 and items[match.begin - 2].low in grammar.words["modals"]:
        return _found(grammar, left, _ENDED) or Status.CONSIDERED  # "would have bought"
    if before in grammar.words["to_be"]:
        return near or Status.AGREED  # "to be acquired by"
    if form.endswith(grammar.endings["pasts"]) or before in have:
        if near is None or before in have or before in grammar.words["plain_subjects"]:
            return Status.AGREED if match.row.is_headline and before not in have else Status.COMPLETED
        return (
            Status.COMPLETED
            if near is Status.AGREED and grammar.words["agreed"].isdisjoint(item.low for item in left[-5:])
            else near
        )
    return near or Status.AGREED


def _up_to_break(grammar: Grammar, items: list[Item]) -> list[Item]:
    """The items before another clause begins: "the offer, but it ended the agreement"."""
    end = next((at for at, item in enumerate(items) if item.low in grammar.words["breaks"]), len(items))
    return items[:end]


def _is_to_come(grammar: Grammar, left: list[Item]) -> bool:
    """Whether an infinitive stands right behind a name, as titles tell what is agreed: "Ash to take a stake in Birch"."""
    infinitive = grammar.words["infinitive"]
    return any(item.low in infinitive and at and left[at - 1].named is not None for at, item in enumerate(left))


def _is_accepted(grammar: Grammar, left: list[Item]) -> bool:
    """Whether the words before an offer say that it is taken."""
    near = [item.low for item in left if item.low in grammar.governors]
    return bool(near) and near[-1] in grammar.words["accepting"]


def goes_on(match: Match, grammar: Grammar) -> bool:
    """Whether the words before the trigger say that something continues: "will continue to collaborate"."""
    left = match.row.items[max(0, match.begin - 4) : match.begin]
    return any(item.low in grammar.words["continuing"] for item in left)


def is_open(match: Match, grammar: Grammar) -> bool:
    """Whether a noun stands without a word that says how far its deal has come: "part of a wider deal", "our investment in"."""
    left = match.row.items[max(0, match.begin - _LEFT) : match.begin]
    return match.frame.is_noun and _nearest(grammar, left, governors=True) is None and status_of(match, grammar) is Status.AGREED


def _nearest(grammar: Grammar, left: list[Item], governors: bool, right: Sequence[Item] = ()) -> Status | None:
    """The stage told nearest to the trigger, up to the first name; `have` alone tells none.

    An adjective of the deal gives way to what has come of it: "completed its planned merger".
    """
    told: Status | None = None
    for index in range(len(left) - 1, -1, -1):
        item = left[index]
        if item.low in (";", ":"):
            return told
        if item.named is not None and index < len(left) - 3 and not governors:
            return told
        if item.low in grammar.words["have_done"]:
            continue
        found = _stage_at(grammar, left, index, governors)
        if found is Status.CONSIDERED and item.low in grammar.words["would"] and _is_settled(grammar, left, index, right):
            return Status.AGREED
        if found is None:
            continue
        if told is not None:
            return found if found in _COME else told
        if not (governors and _is_adjective(grammar, left, index)):
            return found
        told = found
    return told


def _stage_at(grammar: Grammar, left: list[Item], index: int, governors: bool) -> Status | None:
    """The stage that the word at an index tells, alone or as the end of a phrase."""
    if not governors:
        return _ending(grammar, left, index)
    phrase = _phrase_at(grammar, left, index)
    return phrase or grammar.governors.get(left[index].low) or _ending(grammar, left, index)


def _is_adjective(grammar: Grammar, left: list[Item], index: int) -> bool:
    """Whether a participle stands before a deal as its adjective: "the previously announced sale"."""
    past = left[index].low.endswith(grammar.endings["pasts"])
    return past and index > 0 and left[index - 1].low in grammar.words["before_told"]


def _is_settled(grammar: Grammar, left: list[Item], index: int, right: Sequence[Item]) -> bool:
    """Whether "would" tells what is agreed: "said on Monday it would buy", "under the deal, Ash would buy"."""
    words = grammar.words
    lows = [item.low for item in left[max(0, index - _SAID) : index]]
    if lows and lows[-1] in words["pronouns"] and not words["say"].isdisjoint(lows):
        return True
    return any(_is_under_deal(grammar, near) for near in (lows, [item.low for item in right]))


def _is_under_deal(grammar: Grammar, lows: list[str]) -> bool:
    """Whether some words hold "under the terms of the agreement"."""
    under = next((at for at, low in enumerate(lows) if low in grammar.words["under_deal"]), len(lows))
    return not grammar.words["deal_nouns"].isdisjoint(lows[under + 1 : under + 7])


def _ending(grammar: Grammar, items: list[Item], index: int) -> Status | None:
    """The stage of the longest phrase that ends at an index: "said it would" is firmer than "would"."""
    for start in range(max(0, index + 1 - _WIDEST), index + 1):
        for words, status in grammar.stages.get(items[start].low, ()):
            if start + len(words) == index + 1 and tuple(item.low for item in items[start : index + 1]) == words:
                return status
    return None


def _found(grammar: Grammar, items: list[Item], wanted: tuple[Status, ...]) -> Status | None:
    for index in range(len(items)):
        found = _at(grammar, items, index)
        if found in wanted and items[index].low not in grammar.words["have_done"]:
            return found
    return None


def _phrase_at(grammar: Grammar, items: list[Item], index: int) -> Status | None:
    """The stage of several words that begin at an index: "closes in on" is no closing."""
    for words, status in grammar.stages.get(items[index].low, ()):
        if len(words) > 1 and tuple(item.low for item in items[index : index + len(words)]) == words:
            return status
    return None


def _at(grammar: Grammar, items: list[Item], index: int) -> Status | None:
    for words, status in grammar.stages.get(items[index].low, ()):
        if tuple(item.low for item in items[index : index + len(words)]) == words:
            return status
    return None
