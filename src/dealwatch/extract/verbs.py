"""Frames of verbs: who buys what, in the active and in the passive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dealwatch.domain.words import Role
from dealwatch.extract.clauses import Finder
from dealwatch.extract.grammar import Frame, Grammar, Trigger
from dealwatch.extract.items import Thing
from dealwatch.extract.matches import Match
from dealwatch.extract.names import Named
from dealwatch.extract.slots import are_partners, fill_prepositions, has_slot, settle, take_things

_TAIL: Final = 9  # items behind a verb within which its tail stands
_GOODS: Final = 8  # items of what is sold
_ARTICLES: Final = 3  # items between a verb and an amount


def match_verb(finder: Finder, trigger: Trigger, index: int, grammar: Grammar) -> Match | None:
    """What the verb at an index tells of a deal; None where it tells of none."""
    frame, items, words = trigger.frame, finder.items, finder.words
    behind = index + 1
    if frame.after:
        behind = _behind_particle(finder, frame, behind)
        if not behind:
            return None
    if frame.tail and not _tail_follows(finder, frame, behind):
        return None
    if frame.money and not _amount_follows(finder, behind):
        return None
    if frame.planned and not (index and items[index - 1].low in words["infinitive"] | words["modals"]):
        return None
    if frame.goods and not _are_goods(finder, behind):
        return None
    if _is_noun_here(finder, trigger, index):
        return None
    passive = bool(frame.passive) and _is_passive(finder, trigger, index, behind)
    match = Match(frame, finder.row, index, behind, frame.type, frame.status, frame.weight)
    if passive:
        match.add(frame.passive["subject"], _passive_subject(finder, index))
        fill_prepositions(finder, match, frame.passive, behind)
        if frame.needs and not any(has_slot(match, frame.passive, need) for need in frame.needs):
            return None
        _take_passive_thing(finder, match, index)
        if not match.roles:
            return None
        match.weight *= 0.95
        return settle(match)
    match.held = frame.share
    subject = finder.subject(index)
    if "object" in frame.slots:
        start = _behind_other(finder, match, behind)
        things, end = finder.objects(start)
        if frame.share and (not _has_share(finder, behind) or (index and items[index - 1].low in words["shares"])):
            return None  # "its 60 pct owned unit" is a description
        match.end = max(end, start)
        things = [thing for thing in things if thing.named is None or not _is_self(finder, thing, subject)]
        take_things(match, frame.slots["object"], things)
        if not things and (not frame.needs or "object" in frame.needs):
            return None
    fill_prepositions(finder, match, frame.slots, match.end)
    needed = [has_slot(match, frame.slots, need) for need in frame.needs if need not in ("object", "subject")]
    if needed and not (all(needed) if frame.every else any(needed)):
        return None
    if frame.id == "merge_into" and not match.roles.get(Role.TARGET) and subject:
        match.add("target", subject)
    elif frame.id == "merge_with" and not passive and (merged := [t.named for t in finder.objects(behind)[0] if t.named]):
        match.add("partner", merged)  # "to combine Ash with Birch": its subject is another
    elif "subject" in frame.slots:
        if len(subject) < (2 if frame.plural else 1 if "subject" in frame.needs else 0):
            return None
        match.add(frame.slots["subject"], subject)
        own = any(item.low in words["its"] for item in items[behind : match.end])
        if not subject and own and finder.topic is not None and "seller" in (frame.slots.get("from"), frame.slots["subject"]):
            match.add("seller", (finder.topic,))
        elif not subject and _is_of_deal(finder, index):
            match.add(frame.slots["subject"], finder.topic_before(index))
    if "partner" in frame.slots.values() and not are_partners(finder, match):
        return None
    if items[index - 1].low in words["its"] if index else False:
        return None
    return settle(match)


def _behind_other(finder: Finder, match: Match, behind: int) -> int:
    """The index behind a slot that stands before what is bought: "cède à Chêne sa filiale"; else the index itself."""
    items = finder.items
    if behind >= len(items) or items[behind].low not in finder.words["before_object"]:
        return behind
    low = items[behind].low
    role = next((match.frame.slots[word] for word in (low, *finder.also.get(low, ())) if word in match.frame.slots), None)
    found = finder.party(behind + 1) if role else ()
    if not role or not found:
        return behind
    match.add(role, found)
    last = max(named.span.end for named in found)
    return next((at for at in range(behind + 1, len(items)) if items[at].start >= last), behind)


def _is_of_deal(finder: Finder, index: int) -> bool:
    """Whether the infinitive at an index says what a deal is for: "the deal to supply steel to Ash"; whose, the report says."""
    lows = [item.low for item in finder.items[max(0, index - 2) : index]]
    return len(lows) == 2 and lows[0] in finder.words["deal_nouns"] and lows[1] in finder.words["infinitive"]


def _is_self(finder: Finder, thing: Thing, subject: Sequence[Named]) -> bool:
    """Whether "the company" that is bought would be its buyer: then another is meant, and nobody knows who."""
    named = thing.named
    if named is None or named.span.start == thing.start or all(named.name != other.name for other in subject):
        return False
    page = finder.page
    return named.span.start < finder.items[0].start or page.lower[page.token_at(thing.start)] in finder.words["the"]


def _behind_particle(finder: Finder, frame: Frame, behind: int) -> int:
    """The index behind the particle that a verb needs, right behind it or behind a short object; 0 without it."""
    lows = [item.low for item in finder.items[behind : behind + 8]]
    for words in frame.after:
        if tuple(lows[: len(words)]) == words:
            return behind + len(words)
    return 0


def _tail_follows(finder: Finder, frame: Frame, behind: int) -> bool:
    """Whether one of the words that a frame needs further on stands there: "takes Birch private"."""
    return any(item.low in frame.tail for item in finder.items[behind : behind + _TAIL])


def _are_goods(finder: Finder, behind: int) -> bool:
    """Whether what is bought is no firm, thing or paper: "will sell batteries to Birch"."""
    near = [item.low for item in finder.items[behind : behind + _GOODS]]
    end = next((at for at, low in enumerate(near) if low in finder.words["prepositions"]), len(near))
    bought = near[:end]
    kinds = finder.words["papers"] | finder.words["shares"] | finder.words["parts"]
    return bool(bought) and kinds.isdisjoint(bought) and not finder.objects(behind)[0]


def _amount_follows(finder: Finder, behind: int) -> bool:
    """Whether an amount of money stands behind a verb: "raised a further $40 million"."""
    words = finder.words
    for at in range(behind, min(len(finder.items), behind + _ARTICLES)):
        if finder.is_amount(at):
            return True
        if finder.items[at].low not in words["determiners"] and finder.items[at].low not in words["leading"]:
            return False
    return False


def _is_noun_here(finder: Finder, trigger: Trigger, index: int) -> bool:
    """Whether a form that is also a noun ("bid", "offer", "purchase", "holding") is the noun here."""
    before = finder.items[index - 1] if index else None
    if "base" not in trigger.form and "third" not in trigger.form and trigger.form != "ing":
        return False
    if before is None:
        return trigger.form == "ing"
    if before.low in finder.words["determiners"] or finder.possessive(index - 1):
        return True
    if trigger.form == "ing":
        return False
    if finder.row.is_headline:
        return False
    return (
        before.named is None
        and before.low not in finder.words["before_base"]
        and "third" not in trigger.form
        and not before.low.endswith(finder.endings["adverbs"])
    )


def _is_passive(finder: Finder, trigger: Trigger, index: int, behind: int) -> bool:
    if "participle" not in trigger.form:
        return False
    items, words = finder.items, finder.words
    for at in range(index - 1, max(-1, index - 4), -1):
        low = items[at].low
        if low in words["be"]:
            return True
        if low in words["have"]:
            return False  # "ha comprato da Quercia": who has bought, and from whom
        if items[at].named is not None or low in (",", ";"):
            break
    return behind < len(items) and items[behind].low == "by"


def _passive_subject(finder: Finder, index: int) -> tuple[Named, ...]:
    items, words = finder.items, finder.words
    at = index - 1
    while at >= 0 and (items[at].low in words["be"] or items[at].low in words["before_passive"] or items[at].low == ","):
        at -= 1
    named = items[at].named if at >= 0 else None
    if named is not None and finder.is_party(named):
        before = finder.phrase_start(at)
        if not finder.governed(at) or (
            before >= 2 and items[before - 1].low in ("of", "in") and items[before - 2].low in words["shares"] | words["parts"]
        ):
            return finder.list_left(at)
        return ()
    return finder.subject(index)


def _take_passive_thing(finder: Finder, match: Match, index: int) -> None:
    """Where the subject of a passive is "Ash's plant", the plant is what is sold, and Ash sells it."""
    items, words = finder.items, finder.words
    targets = match.roles.get(Role.TARGET, [])
    for at in range(index - 1, max(-1, index - 25), -1):
        named = items[at].named
        if named is None or all(named is not target for target in targets) or not finder.possessive(at + 1):
            continue
        end = at + 2
        while (
            end < index and items[end].named is None and items[end].low.isalpha() and items[end].low not in words["prepositions"]
        ):
            if items[end].low in words["finite"]:
                break
            end += 1
        if end > at + 2 and (items[end - 1].low in words["things"] or items[end - 1].low in words["parts"]):
            del match.roles[Role.TARGET]
            match.asset = Thing(None, items[at + 2].start, items[end - 1].end)
            match.add("seller", (named,))
        return


def _has_share(finder: Finder, behind: int) -> bool:
    return any(item.low in finder.words["share_signs"] for item in finder.items[behind : behind + 7])
