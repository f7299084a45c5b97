"""Other structures that a report says a deal may take: "a stake in or joint operation of the site", "a partial purchase".

A sentence that tells of a structure, with no party beyond those of talks already told and no other site than theirs, tells no
deal of its own: its structure is another type of that deal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dealwatch.domain.report import Span
from dealwatch.domain.words import DealType, Role, SectionKind, Status, SubjectKind
from dealwatch.extract.assets import ending_in, site_at
from dealwatch.extract.attribution import voice_of
from dealwatch.extract.grammar import Grammar
from dealwatch.extract.joining import Told
from dealwatch.extract.matches import Match
from dealwatch.extract.page import Page, Sentence
from dealwatch.extract.stages import status_of
from dealwatch.extract.telling.sites import sites_of

_NEAR: Final = 8  # so many sentences behind the last telling of the talks
_OPEN: Final = frozenset((Status.CONSIDERED, Status.IN_TALKS, Status.PROPOSED))
_FIXED: Final = frozenset((Role.TARGET, Role.INVESTEE, Role.SUPPLIER, Role.CUSTOMER))


def take_structures(page: Page, grammar: Grammar, told: Sequence[Told], body: Sequence[Sentence]) -> list[Told]:
    """Give each open talk the structures told of it, and return the deals without those that were only such structures."""
    talks = next((deal for deal in told if _is_talks(deal, grammar)), None)
    if talks is None:
        return list(told)
    sites = _sites(page, talks)
    kept: list[Told] = []
    for deal in told:
        if deal is talks or not _is_part(page, grammar, deal, talks, sites):
            kept.append(deal)
            continue
        stakes = [
            match for match in deal.matches if match.type is DealType.STAKE
        ]  # "acquire a stake in the plant" is no sale of it
        talks.structures.extend((match.type, _words(match)) for match in stakes or deal.matches)
    taken = {match.row.sentence.first for deal in told for match in deal.matches}
    for sentence in _behind(talks, body):
        found = tuple(_structures_in(page, grammar, sentence)) if sentence.first not in taken else ()
        if found and _is_of(page, sentence, found[0][1], talks, sites):
            talks.structures.extend(found)
    talks.structures.sort(key=lambda pair: pair[1])
    return kept


def _is_talks(deal: Told, grammar: Grammar) -> bool:
    """Whether two or more are said in the body to negotiate, on whatever."""
    return len(deal.names(Role.PARTNER)) > 1 and any(
        match.row.sentence.section.kind is SectionKind.BODY and status_of(match, grammar) is Status.IN_TALKS
        for match in deal.matches
    )


def _is_part(page: Page, grammar: Grammar, deal: Told, talks: Told, sites: set[str]) -> bool:
    """Whether a deal has but one of the parties of the talks, nothing but their site, and is no more than thought of."""
    own = _sites(page, deal)
    return (
        bool(own)
        and own <= sites
        and deal.names() < talks.names()
        and not deal.names(*_FIXED)
        and all(
            match.row.sentence.section.kind is SectionKind.BODY and status_of(match, grammar) in _OPEN for match in deal.matches
        )
    )


def _sites(page: Page, deal: Told) -> set[str]:
    """The names of the sites that a deal is told to be about."""
    spans = (Span(match.asset.start, match.asset.end) for match in deal.matches if match.asset is not None)
    return {name for span in spans if (name := site_at(page, span))}


def _behind(deal: Told, body: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences of the body behind those that tell of a deal, up to a few."""
    own = {match.row.sentence.first for match in deal.matches}
    left = 0
    for sentence in body:
        if sentence.first in own:
            left = _NEAR
        elif left:
            left -= 1
            yield sentence


def _structures_in(page: Page, grammar: Grammar, sentence: Sentence) -> Iterator[tuple[DealType, Span]]:
    """The words of a sentence that say a structure."""
    lower, tokens = page.plain, page.tokens
    for at in page.where(grammar.structures.keys(), sentence.first, sentence.last):
        for words, kind in grammar.structures[lower[at]]:
            if tuple(lower[at : at + len(words)]) == words:
                yield kind, Span(tokens[at].start, tokens[at + len(words) - 1].end)


def _is_of(page: Page, sentence: Sentence, span: Span, talks: Told, sites: set[str]) -> bool:
    """Whether a sentence names no firm but parties of the talks and those who report it, and no site but theirs."""
    speakers = {link.source.name for link in voice_of(page, span)[0].links}
    known = talks.names() | speakers
    firms = {named.name for named in ending_in(page.names, sentence.span) if named.kind is SubjectKind.COMPANY}
    named = {site.name for site in ending_in(sites_of(page), sentence.span)}
    return named <= sites and all(name in known or name.lower() in page.lexicon.news for name in firms)


def _words(match: Match) -> Span:
    item = match.row.items[match.begin]
    return Span(item.start, item.end)
