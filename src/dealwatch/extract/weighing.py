"""Which of the deals that a report tells stand, and which of them it is about: the strongest first.

Left out are guesses that the report itself contradicts, shares that are only held, halves of deals, and what a list of other
stories says again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from dealwatch.domain.words import DealType, Role, SectionKind
from dealwatch.extract.joining import Told
from dealwatch.extract.matches import Match
from dealwatch.extract.page import Sentence

_ASIDE: Final = frozenset((SectionKind.TEASER, SectionKind.REFERENCES, SectionKind.POST))
_LEAST_SCORE: Final = 0.28
_NEAR: Final = 40  # so many whole deals at most a half one is compared with
_PLACE: Final = {SectionKind.BODY: 1.0, SectionKind.HEADLINE: 0.75}
_TARGETS: Final = (Role.TARGET, Role.INVESTEE)
_BUYERS: Final = (Role.ACQUIRER, Role.INVESTOR)


def weigh_deals(told: Sequence[Told], body: Sequence[Sentence]) -> list[Told]:
    """Return the deals that stand, the strongest first."""
    begins = [sentence.first for sentence in body]
    for deal in told:
        _direct(deal)
        deal.score = _score(deal, begins)
    kept = _without_copies(_without_holdings([deal for deal in told if _is_deal(deal)]))
    return _without_fragments(_without_reversals(sorted(kept, key=lambda deal: -deal.score)))


def without_guesses(matches: Sequence[Match]) -> list[Match]:
    """Leave out bids taken to be for whom the report is about, where their makers are said to bid for others."""
    bidders = {name for match in matches if not match.guessed and match.names(*_TARGETS) for name in match.names(*_BUYERS)}
    return [match for match in matches if not match.guessed or match.names(*_BUYERS).isdisjoint(bidders)]


def _direct(told: Told) -> None:
    """Give a merger the direction that an offer for one of the two tells: the other one buys."""
    partners, targets = told.by_role.get(Role.PARTNER, set()), told.names(*_TARGETS)
    if DealType.MERGER not in told.types or len(partners) != 2 or len(targets) != 1 or not targets < partners:
        return
    for match in told.matches:
        for named in match.roles.pop(Role.PARTNER, []):
            match.add("target" if named.name in targets else "acquirer", (named,))
    told.by_role = {Role.TARGET: targets, Role.ACQUIRER: partners - targets}


def _score(told: Told, body: list[int]) -> float:
    """How surely a deal is the one that the report is about: frame, place, filled roles, mentions."""
    best = 0.0
    for match in told.matches:
        sentence = match.row.sentence
        behind = bisect_left(body, sentence.first)
        place = _PLACE.get(sentence.section.kind, 0.4)
        order = 1.0 if sentence.section.kind in _ASIDE else max(0.45, 1.0 - 0.12 * behind)
        best = max(best, match.weight * place * order)
    return best + 0.08 * len(told.by_role) + 0.02 * min(5, len(told.matches)) + (0.05 if told.asset else 0.0)


def _is_deal(told: Told) -> bool:
    """Whether what was found is enough to be told as a deal: two parties, or a party and a thing."""
    if not any(match.weight > 0 for match in told.matches) or told.score < _LEAST_SCORE:
        return False
    names = told.names()
    if len(names) == 1 and all(match.guessed for match in told.matches):
        return False
    return len(names) >= 2 or bool(names and (told.asset or told.names(*_TARGETS)))


def _without_holdings(told: list[Told]) -> list[Told]:
    """Leave out the shares that are only said to be held, unless such a share is what the report tells first of all."""
    strongest = max(told, key=lambda deal: deal.score, default=None)
    return [deal for deal in told if deal is strongest or not all(match.held for match in deal.matches)]


def _without_reversals(ordered: list[Told]) -> list[Told]:
    """Leave out the weaker of two purchases in which buyer and target are exchanged: they were told of one."""
    bought: set[tuple[str, str]] = set()
    kept = []
    for deal in ordered:
        pairs = {(buyer, target) for buyer in deal.names(*_BUYERS) for target in deal.names(*_TARGETS)}
        if pairs and all((target, buyer) in bought for buyer, target in pairs):
            continue
        bought |= pairs
        kept.append(deal)
    return kept


def _without_fragments(ordered: list[Told]) -> list[Told]:
    """Leave out what names one party, unless the report tells it first of all: half a deal is more often none.

    Whoever goes public needs no other, nor who sells a thing and does nothing else of the kind.
    """
    whole = [deal for deal in ordered if len(deal.names()) > 1]
    kept = []
    for rank, deal in enumerate(ordered):
        sells = deal.asset and deal.names(Role.SELLER)
        alone = sells and not any(deal.families & other.families and deal.names() <= other.names() for other in whole[:_NEAR])
        if rank == 0 or len(deal.names()) > 1 or DealType.FINANCING in deal.types or alone:
            kept.append(deal)
    return kept


def _without_copies(told: list[Told]) -> list[Told]:
    """Leave out what a list of other stories says again: the same parties in the same family as a deal before it."""
    kept: list[Told] = []
    by_name: dict[str, list[Told]] = {}
    for deal in told:
        names = deal.names()
        near = by_name.get(min(names), [])
        aside = deal.matches[0].row.sentence.section.kind in _ASIDE
        if aside and any(deal.families & other.families and names <= other.names() for other in near[:20]):
            continue
        kept.append(deal)
        for name in names:
            by_name.setdefault(name, []).append(deal)
    return kept
