"""The matcher: which frames of the grammar a sentence fills, and with whom.

Longer than most files, on purpose: a verb frame and a noun frame fill the same slots by the same walk, told once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from attrs import define, evolve, field

from dealwatch.domain.report import Span
from dealwatch.domain.words import DealType, Role, Status, SubjectKind
from dealwatch.extract.clauses import Finder
from dealwatch.extract.grammar import Frame, Grammar, Trigger
from dealwatch.extract.items import Row, Thing
from dealwatch.extract.names import Named

_HALF: Final = 50
_NEAR: Final = 5  # items between a noun and the verb that governs it
_FAR: Final = 14  # where what else hangs on the verb may stand between them
_BESIDE: Final = frozenset(("subject", "object", "owner", "compound", "by_owner", "alone"))


@define
class Match:
    """A frame that a sentence fills: who stands in which role, what is bought, and which words told it.

    `begin` and `end` are items of the row; `negative` says that somebody rules the deal out; `held` that a share is only had,
    not bought; `guessed` that its target is taken from the report around it; `weight` says how surely it is the deal that the
    report is about.
    """

    frame: Frame
    row: Row
    begin: int
    end: int
    type: DealType
    status: Status | None
    weight: float
    roles: dict[Role, list[Named]] = field(factory=dict)
    asset: Thing | None = None
    negative: bool = False
    held: bool = False
    guessed: bool = False

    def add(self, role: str, names: Sequence[Named]) -> None:
        """Give names a role, each once; who has a role already keeps it."""
        listed = self.roles.setdefault(Role(role), [])
        for named in names:
            if all(named.name != other.name for others in self.roles.values() for other in others):
                listed.append(named)
        if not listed:
            del self.roles[Role(role)]

    @property
    def is_vague(self) -> bool:
        """Whether it tells of talks or an agreement, and not on what."""
        return self.frame.id in _OPEN and self.type is DealType.PARTNERSHIP

    def names(self, *roles: Role) -> set[str]:
        """The canonical names in the given roles, or in any."""
        return {named.name for role, listed in self.roles.items() if not roles or role in roles for named in listed}


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
            match = _noun(finder, trigger, index) if trigger.frame.is_noun else _verb(finder, trigger, index, grammar)
            if match is not None:
                _typed(finder, match, grammar)
                if match.frame.id in finder.words["of_shares"]:
                    _take_minority(finder, match)
            if match is not None and _holds(match):
                yield match
                read = index + len(trigger.words)
                bought = match.end if not trigger.frame.is_noun else bought
                break


def _verb(finder: Finder, trigger: Trigger, index: int, grammar: Grammar) -> Match | None:
    frame, items, words = trigger.frame, finder.items, finder.words
    behind = index + 1
    if frame.after:
        behind = _behind_particle(finder, frame, behind)
        if not behind:
            return None
    if frame.tail and not any(item.low in frame.tail for item in items[behind : behind + 7]):
        return None
    if _is_noun_here(finder, trigger, index):
        return None
    passive = bool(frame.passive) and _is_passive(finder, trigger, index, behind)
    match = Match(frame, finder.row, index, behind, frame.type, frame.status, frame.weight)
    if passive:
        match.add(frame.passive["subject"], _passive_subject(finder, index))
        _prepositions(finder, match, frame.passive, behind)
        if frame.needs and not any(_has(match, frame.passive, need) for need in frame.needs):
            return None
        _take_passive_thing(finder, match, index)
        if not match.roles:
            return None
        match.weight *= 0.95
        return _settled(match)
    match.held = frame.share
    subject = finder.subject(index)
    if "object" in frame.slots:
        start = _behind_other(finder, match, behind)
        things, end = finder.objects(start)
        if frame.share and (not _has_share(finder, behind) or (index and items[index - 1].low in words["shares"])):
            return None  # "its 60 pct owned unit" is a description
        match.end = max(end, start)
        things = [thing for thing in things if thing.named is None or not _is_self(finder, thing, subject)]
        _take_things(match, frame.slots["object"], things)
        if not things and (not frame.needs or "object" in frame.needs):
            return None
    _prepositions(finder, match, frame.slots, match.end)
    needed = [_has(match, frame.slots, need) for need in frame.needs if need != "object"]
    if needed and not (all(needed) if frame.every else any(needed)):
        return None
    if frame.id == "merge_into" and not match.roles.get(Role.TARGET) and subject:
        match.add("target", subject)
    elif frame.id == "merge_with" and not passive and (merged := [t.named for t in finder.objects(behind)[0] if t.named]):
        match.add("partner", merged)  # "to combine Ash with Birch": its subject is another
    elif "subject" in frame.slots:
        if frame.plural and len(subject) < 2:
            return None
        match.add(frame.slots["subject"], subject)
        own = any(item.low in words["its"] for item in items[behind : match.end])
        if not subject and own and finder.topic is not None and "seller" in (frame.slots.get("from"), frame.slots["subject"]):
            match.add("seller", (finder.topic,))
        elif not subject and _is_of_deal(finder, index):
            match.add(frame.slots["subject"], finder.topic_before(index))
    if "partner" in frame.slots.values() and not _partners(finder, match):
        return None
    if items[index - 1].low in words["its"] if index else False:
        return None
    return _settled(match)


def _is_of_deal(finder: Finder, index: int) -> bool:
    """Whether the infinitive at an index says what a deal is for: "the deal to supply steel to Ash"; whose, the report says."""
    lows = [item.low for item in finder.items[max(0, index - 2) : index]]
    return len(lows) == 2 and lows[0] in finder.words["deal_nouns"] and lows[1] in finder.words["infinitive"]


def _noun(finder: Finder, trigger: Trigger, index: int) -> Match | None:
    frame, items, words = trigger.frame, finder.items, finder.words
    behind = index + len(trigger.words)
    match = Match(frame, finder.row, index, behind, frame.type, frame.status, frame.weight)
    start, owner, own, compound = _before_noun(finder, index)
    if own and frame.id == "venture":
        compound = ()  # "its Oak joint venture with Ash" is called Oak
    if not _acts(finder, behind):
        _prepositions(finder, match, frame.slots, behind)
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
        _prepositions(finder, match, slots, governor + 1, start)
    match.negative = governor >= 0 and items[governor].low in words["refusing"]
    other_side = len(match.names()) == 1
    role = frame.slots.get("subject")
    taken = (
        frame.id == "offer_for" and governor >= 0 and items[governor].low in words["receivers"] and not match.names(Role.TARGET)
    )
    if role is not None and (not match.roles.get(Role(role)) or taken or (role == "partner" and not compound)):
        _take_subject(finder, match, start, governor, own)
    compared = start > 0 and items[start - 1].low in words["comparing"]  # "higher than an offer by Ash"
    if by and not compared and not match.names(Role.TARGET) and match.asset is None:
        match.add(frame.slots["by_owner"], finder.subject(start)[:1])
    bidding = any(item.low in words["bidding"] for item in items[max(0, index - 3) : behind])
    if frame.id == "offer_for" and items[index].low in words["vague_offers"] and not bidding and not match.names(Role.TARGET):
        return None
    if frame.id == "offer_for" and bidding and not match.names(Role.TARGET) and match.asset is None:
        _take_topic(finder, match)
    if frame.id == "sale_of" and match.roles.get(Role.ACQUIRER) and not match.names(Role.TARGET) and match.asset is None:
        match.roles.pop(Role.SELLER, None)
        match.add("target", finder.subject(governor if governor >= 0 else start)[:1])  # "Ash voted for a sale to Birch"
    if not match.names(Role.TARGET, Role.PARTNER, Role.INVESTEE, Role.SUPPLIER, Role.CUSTOMER) and match.asset is None:
        return None
    if role in ("partner", "supplier") and other_side and len(match.names()) == 1 and frame.id in _NEED_TWO:
        match.add(frame.slots["subject"], _fronted(finder, index, match))
    if role in ("partner", "supplier") and not _partners(finder, match):
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
    return _settled(match)


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


_OPEN: Final = frozenset(("partner_with", "negotiate", "team_up", "partnership", "talks", "agreement"))


_NEED_TWO: Final = frozenset(("supply_agreement", "agreement", "partnership", "venture"))


def _fronted(finder: Finder, index: int, match: Match) -> tuple[Named, ...]:
    """The party that a sentence begins with, where a frame has only its other side: "For Ash, ... a deal with Birch"."""
    for item in finder.items[max(0, index - 60) : index]:
        if item.named is not None and finder.is_party(item.named) and item.named.name not in match.names():
            return (item.named,)
        if item.low in (";", ":"):
            return ()
    return ()


def _take_minority(finder: Finder, match: Match) -> None:
    """Who buys a share that is said to be small, or only "a stake", invests; who buys most or all of a firm acquires it."""
    words = finder.words
    first = match.begin - 5 if match.frame.is_noun else match.begin
    near = [item.low for item in finder.items[max(0, first) : max(match.end, match.begin + 1)]]
    if Role.ACQUIRER not in match.roles or words["larger_share"].intersection(near):
        return
    if not (words["some_share"] | words["percent"]).intersection(near):
        return
    shares = [float(one) for one, sign in pairwise(near) if sign in words["percent"] and one.replace(".", "", 1).isdigit()]
    whole = not shares and not words["whose"].isdisjoint(near)  # "sold its stake", all of it
    if whole or (shares and max(shares) >= _HALF):
        return
    buyers, targets = match.roles.pop(Role.ACQUIRER, []), match.roles.pop(Role.TARGET, [])
    match.type = DealType.STAKE
    match.add("investor", buyers)
    match.add("investee", targets)


def _take_topic(finder: Finder, match: Match) -> None:
    """A bid without a target is for whom the report is about, if it is not he who bids."""
    topic = finder.topic
    if topic is not None and topic.span.start >= finder.items[0].start:
        return  # were it the target, the sentence would say so
    if topic is not None and match.names(Role.ACQUIRER) and topic.name not in match.names():
        match.add("target", (topic,))
        match.guessed = True


def _partners(finder: Finder, match: Match) -> bool:
    """Whether those who work together are two, one of them surely a firm: two people who talk make no deal.

    Where one name alone stands for all that merge, its "and" joins two firms, not two words of one.
    """
    partners = match.roles.get(Role.PARTNER, [])
    if len(match.roles) == len(partners) == 1 and " and " in partners[0].quote and _is_of_several(finder, match):
        whole = partners[0]
        one, _, other = whole.quote.partition(" and ")
        middle = whole.span.end - len(other)
        match.roles[Role.PARTNER] = [
            evolve(whole, span=Span(whole.span.start, whole.span.start + len(one)), name=one, quote=one),
            evolve(whole, span=Span(middle, whole.span.end), name=other, quote=other),
        ]
    listed = [named for names in match.roles.values() for named in names]
    return len(listed) >= 2 and any(named.kind is SubjectKind.COMPANY for named in listed)


def _is_of_several(finder: Finder, match: Match) -> bool:
    """Whether several must be named: before a verb that needs two, behind "between"; else a legal form makes it one firm."""
    named = match.roles[Role.PARTNER][0]
    before = next((item.low for item in reversed(match.row.items) if item.end <= named.span.start), "")
    words = named.name.lower().split()
    if "and" not in words[:-1] or words[words.index("and") + 1] in finder.page.lexicon.joined_heads:
        return False
    return match.frame.plural or before in ("between", "of") or words[-1].strip(".") not in finder.page.lexicon.legal_forms


def _holds(match: Match) -> bool:
    """Whether those who take part can: nobody buys a person, and talks on nothing said are a deal between firms only."""
    if match.is_vague:
        return sum(named.kind is SubjectKind.COMPANY for listed in match.roles.values() for named in listed) > 1
    bought = [named for role in (Role.TARGET, Role.INVESTEE) for named in match.roles.get(role, [])]
    return not bought or any(named.kind is not SubjectKind.PERSON for named in bought)


def _typed(finder: Finder, match: Match, grammar: Grammar) -> None:
    """Tell of which type a talk, an agreement or a partnership is, by the words of its clause; and who supplies whom."""
    if match.frame.id not in _OPEN:
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


def _is_share(finder: Finder, index: int) -> bool:
    """Whether "interest" or "position" is a share of a firm here: "a 20 pct interest", "acquired an interest"."""
    near = [item.low for item in finder.items[max(0, index - 5) : index]]
    return any(low in finder.words["sharing"] for low in near)


def _is_self(finder: Finder, thing: Thing, subject: Sequence[Named]) -> bool:
    """Whether "the company" that is bought would be its buyer: then another is meant, and nobody knows who."""
    named = thing.named
    if named is None or named.span.start == thing.start or all(named.name != other.name for other in subject):
        return False
    page = finder.page
    return named.span.start < finder.items[0].start or page.lower[page.token_at(thing.start)] in finder.words["the"]


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


def _prepositions(finder: Finder, match: Match, slots: Mapping[str, str], begin: int, stop: int = 0) -> None:
    """Fill the slots of the prepositions that stand behind the trigger, up to the end of its clause or to an index."""
    items, words = finder.items, finder.words
    at = begin
    limit = stop or min(len(items), begin + 45)
    while at < limit:
        low = items[at].low
        if (
            low in (";", ":")
            or (low in words["finite"] and at > begin + 1 and items[at - 1].low not in words["relatives"])
            or low in words["say"]
        ):
            break
        if at > begin and any(trigger.frame is match.frame for trigger in finder.triggers.get(low, ())):
            break  # another offer, with words of its own
        low = next((other for other in (low, *finder.also.get(low, ())) if other in slots), low)
        role = slots.get(low) if low not in _BESIDE else None
        if role is None:
            at += 1
            continue
        if at and items[at - 1].low in words["no_agent" if low == "by" else "no_goal"] and low in ("by", "to"):
            at += 1
            continue
        if role in ("target", "investee"):
            things, end = finder.objects(at + 1)
            if things and not match.roles.get(Role.TARGET) and match.asset is None:
                _take_things(match, role, things)
                match.end = max(match.end, end)
                at = max(end, at + 1)
                continue
        elif low == "of" and at > begin + 1:
            at += 1
            continue
        else:
            found = finder.party(at + 1)
            if found and (not match.roles.get(Role(role)) or low in ("of", "between", "into", "including")):
                match.add(role, found)
                last = max(named.span.end for named in found)
                at += 1  # a pronoun's name stands before it
                while at < limit and items[at].start < last:
                    at += 1
                match.end = max(match.end, at)
                continue
        at += 1


def _behind_other(finder: Finder, match: Match, behind: int) -> int:
    """The index behind a slot that stands before what is bought: "cède à Chêne sa filiale"; else the index itself."""
    items = finder.items
    if behind >= len(items) or items[behind].low not in finder.words["before_object"]:
        return behind
    role = match.frame.slots.get(items[behind].low)
    found = finder.party(behind + 1) if role else ()
    if not role or not found:
        return behind
    match.add(role, found)
    last = max(named.span.end for named in found)
    return next((at for at in range(behind + 1, len(items)) if items[at].start >= last), behind)


def _take_things(match: Match, role: str, things: Sequence[Thing]) -> None:
    named = [thing.named for thing in things if thing.named is not None]
    match.add(role, named)
    owners = [owner for thing in things for owner in thing.owners]
    if not named and things:
        match.asset = things[0]
    if "seller" not in match.frame.slots.values() or match.frame.slots.get("from") == "seller":
        match.add("seller", owners)


def _settled(match: Match) -> Match | None:
    """Give a merger with a direction its buyer and target; refuse a frame that nobody fills."""
    roles = match.roles
    if match.frame.id == "merger" and Role.ACQUIRER in roles:
        into = {named.name for named in roles[Role.ACQUIRER]}
        partners = [named for named in roles.pop(Role.PARTNER, []) if named.name not in into]
        match.add("target", partners)
    if match.type is DealType.ACQUISITION and match.asset is not None and not roles.get(Role.TARGET):
        match.type = DealType.ASSET_SALE
    if not any(roles.values()):
        return None
    return match


def _has(match: Match, slots: Mapping[str, str], preposition: str) -> bool:
    role = slots.get(preposition)
    return role is not None and (bool(match.roles.get(Role(role))) or (role == "target" and match.asset is not None))


def _behind_particle(finder: Finder, frame: Frame, behind: int) -> int:
    """The index behind the particle that a verb needs, right behind it or behind a short object; 0 without it."""
    lows = [item.low for item in finder.items[behind : behind + 8]]
    for words in frame.after:
        if tuple(lows[: len(words)]) == words:
            return behind + len(words)
    return 0


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
        if low in words["have"] or items[at].named is not None or low in (",", ";"):
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
