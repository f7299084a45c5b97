"""The slots of a frame that stand behind its word: prepositions, things, partners. Verbs and nouns fill them alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import evolve

from dealwatch.domain.report import Span
from dealwatch.domain.words import DealType, Role, SubjectKind
from dealwatch.extract.clauses import Finder
from dealwatch.extract.items import Thing
from dealwatch.extract.matches import Match

_REFUSED: Final = {"by": "no_agent", "to": "no_goal", "from": "no_source"}  # what leads to no party before a preposition
_BESIDE: Final = frozenset(("subject", "object", "owner", "compound", "by_owner", "alone"))


def fill_prepositions(finder: Finder, match: Match, slots: Mapping[str, str], begin: int, stop: int = 0) -> None:
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
        if finder.lists_run_on and low == "," and at > begin:
            break  # what follows explains the name before it
        if at > begin and any(trigger.frame is match.frame for trigger in finder.triggers.get(low, ())):
            break  # another offer, with words of its own
        if low in finder.also and low not in slots:
            low = next((other for other in finder.also[low] if other in slots), low)
        role = slots.get(low) if low not in _BESIDE else None
        if role is None:
            at += 1
            continue
        refused = _REFUSED.get(items[at].low)
        if at and refused is not None and items[at - 1].low in words[refused]:
            at += 1
            continue
        if role in ("target", "investee"):
            things, end = finder.objects(at + 1)
            if things and not match.roles.get(Role.TARGET) and match.asset is None:
                take_things(match, role, things)
                match.end = max(match.end, end)
                at = max(end, at + 1)
                continue
        elif low == "of" and at > begin + 1:
            at += 1
            continue
        else:
            found = finder.party(at + 1)
            if found and (
                not match.roles.get(Role(role))
                or low in ("of", "between", "into", "including")
                or (low == "with" and finder.lists_run_on)
            ):
                match.add(role, found)
                last = max(named.span.end for named in found)
                at += 1  # a pronoun's name stands before it
                while at < limit and items[at].start < last:
                    at += 1
                match.end = max(match.end, at)
                continue
        at += 1


def take_things(match: Match, role: str, things: Sequence[Thing]) -> None:
    """Give the things bought their role: names are parties, what has no name is the asset, and its owners sell it."""
    named = [thing.named for thing in things if thing.named is not None]
    match.add(role, named)
    owners = [owner for thing in things for owner in thing.owners]
    if not named and things:
        match.asset = things[0]
    if "seller" not in match.frame.slots.values() or "seller" in map(match.frame.slots.get, ("from", "to")):
        match.add("seller", owners)


def settle(match: Match) -> Match | None:
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


def has_slot(match: Match, slots: Mapping[str, str], preposition: str) -> bool:
    """Whether a slot that a preposition fills is filled."""
    role = slots.get(preposition)
    return role is not None and (bool(match.roles.get(Role(role))) or (role == "target" and match.asset is not None))


def are_partners(finder: Finder, match: Match) -> bool:
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
