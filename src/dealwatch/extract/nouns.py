"""Frames of nouns: "its offer for Ash", "the sale of Ash to Birch", "talks between Ash and Birch"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dealwatch.domain.words import Role
from dealwatch.extract.clauses import Finder
from dealwatch.extract.grammar import Trigger
from dealwatch.extract.matches import Match
from dealwatch.extract.names import Named
from dealwatch.extract.slots import are_partners, fill_prepositions, has_slot, settle

_NEED_TWO: Final = frozenset(("supply_agreement", "agreement", "partnership", "venture"))
_TAIL: Final = 10  # items behind a noun within which its tail stands
_NEAR: Final = 5  # items between a noun and the verb that governs it
_FAR: Final = 14  # where what else hangs on the verb may stand between them


def match_noun(finder: Finder, trigger: Trigger, index: int) -> Match | None:
    """What the noun at an index tells of a deal; None where it tells of none."""
    frame, items, words = trigger.frame, finder.items, finder.words
    behind = index + len(trigger.words)
    match = Match(frame, finder.row, index, behind, frame.type, frame.status, frame.weight)
    if frame.tail and not any(item.low in frame.tail for item in items[behind : behind + _TAIL]):
        return None
    start, owner, own, compound = _before_noun(finder, index)
    if own and frame.id == "venture":
        compound = ()  # "its Oak joint venture with Ash" is called Oak
    if not _acts(finder, behind):
        fill_prepositions(finder, match, frame.slots, behind)
    if frame.needs and not any(has_slot(match, frame.slots, need) for need in frame.needs):
        return None
    if "for" in frame.needs and match.end < len(items) and items[match.end].low in words["infinitive"]:
        return None  # "a deal for Ash to buy"
    by = "by_owner" in frame.slots and "by" in frame.slots and bool(match.roles.get(Role(frame.slots["by"])))
    if owner and "owner" in frame.slots:
        match.add(frame.slots["by_owner"] if by and not match.roles.get(Role.TARGET) else frame.slots["owner"], owner)
    if compound and "compound" in frame.slots and not match.roles.get(Role(frame.slots["compound"])):
        match.add(frame.slots["compound"], compound)
    elif compound and not owner and "owner" in frame.slots:
        match.add(frame.slots["owner"], compound)  # "the Ash stake in Birch"
    if frame.id == "offer_for" and _is_other_offer(finder, behind, frame.slots):
        return None
    if frame.id == "offer_for" and behind + 1 < len(items) and items[behind].low == "to" and finder.is_verb(behind + 1):
        return None  # "a bid to take over Ash": the verb tells it
    governor = _governor(finder, start)
    if finder.slots_before and governor >= 0:  # "hat sich mit Birke auf eine Fusion geeinigt"
        slots = {"with": frame.slots["talks_with"]} if "talks_with" in frame.slots else frame.slots
        fill_prepositions(finder, match, slots, governor + 1, start)
    match.negative = governor >= 0 and items[governor].low in words["refusing"]
    other_side = len(match.names()) == 1
    role = frame.slots.get("subject")
    taken = (
        frame.id == "offer_for" and governor >= 0 and items[governor].low in words["receivers"] and not match.names(Role.TARGET)
    )
    if own and _is_own(finder, match, start):
        del match.roles[Role.TARGET]  # "Ash withdrew its offer for the maker of glue": another maker than Ash
    joined = role == "partner" and len(match.names()) > 1 and items[min(behind, len(items) - 1)].low in words["of_both"]
    if role is not None and not joined and (not match.roles.get(Role(role)) or taken or (role == "partner" and not compound)):
        _take_subject(finder, match, start, governor, own)
    compared = start > 0 and items[start - 1].low in words["comparing"]  # "higher than an offer by Ash"
    if by and not compared and not match.names(Role.TARGET) and match.asset is None:
        match.add(frame.slots["by_owner"], finder.subject(start)[:1])
    bidding = any(item.low in words["bidding"] for item in items[max(0, index - 3) : behind])
    if frame.id == "offer_for" and items[index].low in words["vague_offers"] and not bidding and not match.names(Role.TARGET):
        return None
    if frame.id == "offer_for" and items[index].low in words["vague_offers"] and not bidding and not match.names(Role.ACQUIRER):
        match.guessed = True  # "Ash accepted the offer": a deal only where it is told elsewhere
    if frame.id == "offer_for" and bidding and not match.names(Role.TARGET) and match.asset is None:
        _take_topic(finder, match)
    if frame.id == "sale_of" and match.roles.get(Role.ACQUIRER) and not match.names(Role.TARGET) and match.asset is None:
        match.roles.pop(Role.SELLER, None)
        match.add("target", finder.subject(governor if governor >= 0 else start)[:1])  # "Ash voted for a sale to Birch"
    if not match.names(Role.TARGET, Role.PARTNER, Role.INVESTEE, Role.SUPPLIER, Role.CUSTOMER) and match.asset is None:
        return None
    if role in ("partner", "supplier") and other_side and len(match.names()) == 1 and frame.id in _NEED_TWO:
        match.add(frame.slots["subject"], _fronted(finder, index, match))
    if role in ("partner", "supplier") and not are_partners(finder, match):
        return None
    near = {item.low for item in items[max(0, start - 3) : start]}
    if frame.id == "stake_in" and near & words["keeping"]:
        return None
    if frame.id == "stake_in" and items[index].low in words["vague_stakes"] and not _is_share(finder, index):
        return None
    match.held = frame.id == "stake_in" and bool(near & words["having"]) and not near & words["sharing"] - words["having"]
    if frame.id == "stake_in" and near & words["lessening"]:
        buyers = match.roles.pop(Role.ACQUIRER, [])
        match.add("seller", buyers)
    return settle(match)


def _is_own(finder: Finder, match: Match, start: int) -> bool:
    """Whether what somebody buys would be himself, as the description of it was taken to mean."""
    meant = [named for named in match.roles.get(Role.TARGET, []) if named.span.start < finder.items[start].start]
    return bool(meant) and any(named.name == meant[0].name for named in finder.subject(start))


def _is_other_offer(finder: Finder, behind: int, slots: Mapping[str, str]) -> bool:
    """Whether what is offered is no purchase: "a bid on a contract", "a bid to crack the market"."""
    items, words = finder.items, finder.words
    if behind + 1 >= len(items) or items[behind].low not in words["to_do"]:
        return False
    following = items[behind + 1]
    return (items[behind].low == "on" and "on" not in slots) or (
        following.named is None
        and following.low.isalpha()
        and not any(following.low in words[name] for name in ("determiners", "holders", "its"))
        and not finder.is_verb(behind + 1)
    )


def _acts(finder: Finder, behind: int) -> bool:
    """Whether the noun before an index is the subject of another verb: "the deal would lift sales with Ash"."""
    lows = [item.low for item in finder.items[behind : behind + 2]]
    return len(lows) == 2 and lows[0] in finder.words["modals"] and lows[1] not in finder.words["be"]


def _fronted(finder: Finder, index: int, match: Match) -> tuple[Named, ...]:
    """The party that a sentence begins with, where a frame has only its other side: "For Ash, ... a deal with Birch"."""
    for item in finder.items[max(0, index - 60) : index]:
        if item.named is not None and finder.is_party(item.named) and item.named.name not in match.names():
            return (item.named,)
        if item.low in (";", ":"):
            return ()
    return ()


def _take_topic(finder: Finder, match: Match) -> None:
    """A bid without a target is for whom the report is about, if it is not he who bids."""
    topic = finder.topic if finder.guesses else None
    if topic is not None and topic.span.start >= finder.items[0].start:
        return  # were it the target, the sentence would say so
    if topic is not None and match.names(Role.ACQUIRER) and topic.name not in match.names():
        match.add("target", (topic,))
        match.guessed = True


def _is_share(finder: Finder, index: int) -> bool:
    """Whether "interest" or "position" is a share of a firm here: "a 20 pct interest", "acquired an interest"."""
    near = [item.low for item in finder.items[max(0, index - 5) : index]]
    return any(low in finder.words["sharing"] for low in near)


def _take_subject(finder: Finder, match: Match, start: int, governor: int, own: bool) -> None:
    """The subject of the verb that governs a noun frame, in the role that the verb gives it."""
    frame, items, words = match.frame, finder.items, finder.words
    by_way = start > 0 and items[start - 1].low in words["by_way_of"]
    if governor < 0 and not own and not by_way and not finder.row.is_headline:
        return
    low = items[governor].low if governor >= 0 else ""
    if low in words["approvers"] and not own and frame.id != "merger":
        return
    subject = finder.subject(governor if governor >= 0 else start)
    if not subject:
        return
    topic = finder.topic
    if low in words["receivers"] and finder.is_state(subject[0]):
        if own and topic is not None:
            match.add(frame.slots["subject"], (topic,))  # "Ash said the French state approved its bid"
        return
    if frame.id == "offer_for" and low in words["receivers"] and own and topic is not None and subject[0].name != topic.name:
        match.add("acquirer", (topic,))  # "Ash said Birch accepted its offer"
        match.add("target", subject[:1])
        return
    if frame.id in ("offer_for", "investment") and low in words["receivers"] and not own:
        if not match.roles.get(Role(frame.slots.get("for") or frame.slots["in"])):
            match.add(frame.slots.get("for") or frame.slots["in"], subject[:1])
        elif low in words["deliberating"] and not match.roles.get(Role.ACQUIRER):
            match.add("acquirer", subject[:1])  # who considers a bid for somebody else makes it
        return
    if (
        frame.id == "merger"
        and low in words["approvers"]
        and any(item.low in words["holders"] for item in items[max(0, governor - 20) : governor])
    ):
        others = [
            named
            for named in match.roles.get(Role.PARTNER, []) + match.roles.get(Role.ACQUIRER, [])
            if named.name != subject[0].name
        ]
        if others and len(subject) == 1:
            match.roles.clear()
            match.add("acquirer", others)
            match.add("target", subject)
            return
    match.add(frame.slots["subject"], subject)


def _before_noun(finder: Finder, index: int) -> tuple[int, tuple[Named, ...], bool, tuple[Named, ...]]:
    """What stands before a noun in its phrase: where the phrase begins, its possessor, whether "its", and a name right before."""
    items, words = finder.items, finder.words
    compound: tuple[Named, ...] = ()
    at = index
    while at > 0:
        before = items[at - 1]
        low = before.low
        if finder.possessive(at - 1) and at > 1 and items[at - 2].named is not None:
            named = items[at - 2].named
            owner = (named,) if named is not None and finder.is_party(named) else ()
            return at - 2, owner, False, compound
        if low in words["its"]:
            return at - 1, (), True, compound
        if before.named is not None:
            if finder.is_party(before.named) and not compound and at >= index - 1:
                compound = finder.list_left(at - 1)
                at -= 1
                while at > 0 and items[at - 1].start >= compound[0].span.start:
                    at -= 1
                continue
            if not finder.is_party(before.named):
                at -= 1
                continue
            return at, (), False, compound
        if low in words["determiners"]:
            return at - 1, (), False, compound
        if low in words["prepositions"] or low in words["finite"] or low in (",", ";", "and") or index - at > 8:
            return at, (), False, compound
        if low in words["governing"] and (items[at].low[0].isdigit() or (at > 1 and items[at - 2].named is not None)):
            return at, (), False, compound  # "to take 30% stake", "Ash and Birch call off merger"
        adjective = at > 1 and (finder.possessive(at - 2) or items[at - 2].low in words["determiners"] | words["its"])
        if low.isalpha() and not adjective and (low in finder.governors or low in words["receivers"]):
            return at, (), False, compound
        at -= 1
    return at, (), False, compound


def _governor(finder: Finder, start: int) -> int:
    """The index of the verb that governs a noun phrase which begins at an index; -1 if none stands near."""
    items, words = finder.items, finder.words
    if start > 1 and items[start - 1].low == "of" and items[start - 2].low in words["prospects"]:
        start -= 2  # "the possibility of a takeover"
    if start > 1 and items[start - 1].low == "for" and items[start - 2].low in words["consents"]:
        start -= 2  # "wins EU approval for the takeover"
        while start and (named := items[start - 1].named) is not None and not finder.is_party(named):
            start -= 1
    if start > 1 and items[start - 1].low in words["leading_to"] and items[start - 2].low in words["talk_nouns"]:
        return start - 2  # "in talks over a takeover"
    reach = _FAR if finder.slots_before else _NEAR
    for at in range(start - 1, max(-1, start - reach), -1):
        low = items[at].low
        if finder.slots_before and items[at].named is not None and finder.governed(at):
            continue  # "negocia con Roble la compra de Abedul"
        if items[at].named is not None or low in (",", ";"):
            return -1
        if (
            low in finder.governors
            or low in words["receivers"]
            or low in words["governing"]
            or low in words["finite"]
            or low.endswith(finder.endings["participles"])
        ):
            return at
    return -1
