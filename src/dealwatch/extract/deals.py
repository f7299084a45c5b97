"""The deals of a report, as claims: what type, how far, who in which role, for how much, on whose word.

The passes: every sentence a row of items (`items`), the parties around its words (`clauses`), the frames it fills (`frames`
over `grammar`), talks and what they are on (`talks`), the frames of one deal joined (`joining`), the deals that stand
(`weighing`), their stages (`stages`), amounts (`prices`) and `terms`. The strongest deal is the one that the report is about:
every mention of it is a claim, other deals are claimed once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Final

from attrs import evolve, frozen

from dealwatch.domain import attributes
from dealwatch.domain.claim import Claim
from dealwatch.domain.modality import Modality
from dealwatch.domain.money import Money
from dealwatch.domain.report import Evidence, Report, Span
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Undisclosed, Value
from dealwatch.domain.words import Label, Polarity, Role, SectionKind, Status, SubjectKind
from dealwatch.extract.assets import asset_of
from dealwatch.extract.attribution import voice_of
from dealwatch.extract.clauses import Finder
from dealwatch.extract.frames import find_matches
from dealwatch.extract.grammar import Grammar, grammar_of
from dealwatch.extract.items import row_of
from dealwatch.extract.joining import Told, join_matches
from dealwatch.extract.matches import Match
from dealwatch.extract.names import Named
from dealwatch.extract.page import Page, Sentence, read_page
from dealwatch.extract.prices import Price, prices_of, withheld_in
from dealwatch.extract.stages import is_open, status_of
from dealwatch.extract.structures import take_structures
from dealwatch.extract.talks import settle_talks
from dealwatch.extract.terms import Term, stakes_of, terms_in
from dealwatch.extract.weighing import weigh_deals, without_guesses
from dealwatch.normalize.context import Context

_LEAST_PRICE: Final = 0.35
_ENDS: Final = frozenset((".", "!", "?", "…", '"', "”", "'", "’"))
_FIRST: Final = 10  # so many sentences at the beginning of a report are about its main deal
_TARGETS: Final = (Role.TARGET, Role.INVESTEE)
_PATH: Final = (Status.CONSIDERED, Status.IN_TALKS, Status.PROPOSED, Status.AGREED, Status.COMPLETED)


@frozen(eq=False)
class Reading:
    """What a page says of deals: the deals told, the strongest first, the mention of each, and whom the report is about."""

    grammar: Grammar
    told: tuple[Told, ...]
    subjects: tuple[Subject, ...]
    topic: Named | None

    @cached_property
    def by_sentence(self) -> dict[int, Subject]:
        """The strongest deal that each sentence tells of, by the sentence's first token."""
        deals = [*zip(self.told, self.subjects, strict=True)]
        return {match.row.sentence.first: subject for told, subject in reversed(deals) for match in told.matches}


def deals(report: Report, context: Context) -> Iterator[Claim]:
    """Claim what a report says of deals.

    >>> report = Report(text="Ash Paper Inc agreed to buy Birch Ltd from Oak Co for $5 million.", lang="en")
    >>> [f"{claim.attribute}: {claim.value}" for claim in deals(report, Context.of(report))][:4]
    ['type: acquisition', 'status: agreed', 'target: Birch Ltd', 'seller: Oak Co']
    """
    for claim, _ in explained(report, context):
        yield claim


def explained(report: Report, context: Context) -> Iterator[tuple[Claim, str]]:
    """The claims of deals, each with the rule that made it: a frame of the grammar, or the table of prices."""
    page = read_page(report, context)
    reading = read_deals(page)
    if reading is None:
        return
    others = _followers(page, reading.told)
    for rank, (told, subject) in enumerate(zip(reading.told, reading.subjects, strict=True)):
        yield from _claims(page, reading, told, subject, others[rank], main=rank == 0)


def _followers(page: Page, told: Sequence[Told]) -> list[list[Sentence]]:
    """The sentences of the body behind each deal's own, up to the next that tells of another deal: its price may stand there.

    Of the deal that the report is about they may stand in later paragraphs too, near the beginning; and before it is first told.
    """
    of: dict[int, set[int]] = {}
    for rank, deal in enumerate(told):
        for match in deal.matches:
            of.setdefault(match.row.sentence.first, set()).add(rank)
    found: list[list[Sentence]] = [[] for _ in told]
    last, paragraph = {0}, -1
    for number, sentence in enumerate(page.sentences):
        if sentence.section.kind is not SectionKind.BODY:
            continue
        if sentence.first in of:
            last, paragraph = of[sentence.first], sentence.paragraph
        elif len(last) == 1:
            (rank,) = last
            if rank < len(told) and (number < _FIRST if rank == 0 else sentence.paragraph == paragraph):
                found[rank].append(sentence)
    return found


def main_deal(page: Page) -> Subject | None:
    """The deal that the report is about, None where it tells of none: the one that its answers belong to."""
    reading = read_deals(page)
    return reading.subjects[0] if reading is not None and reading.told else None


def deal_at(page: Page, span: Span) -> Subject | None:
    """The deal that the sentence at a span tells of, else the one that the report is about."""
    reading = read_deals(page)
    if reading is None or not reading.told:
        return None
    return reading.by_sentence.get(page.sentence_at(span.start).first, reading.subjects[0])


@lru_cache(maxsize=8)
def read_deals(page: Page) -> Reading | None:
    """Read the deals of a page; None where its language has no grammar."""
    grammar = grammar_of(page.context.language)
    if grammar is None:
        return None
    triggers = grammar.triggers.keys()
    matches: list[Match] = []
    topic: Named | None = None
    pair: tuple[Named, ...] = ()
    at = 0
    for sentence in page.sentences:
        if sentence.section.kind is SectionKind.BOILERPLATE:
            continue
        if topic is not None and triggers.isdisjoint(page.lower[sentence.first : sentence.last]):
            continue
        while at and page.names[at - 1].span.end > sentence.span.start:
            at -= 1
        while at < len(page.names) and page.names[at].span.start < sentence.span.start:
            at += 1
        end = at
        while end < len(page.names) and page.names[end].span.end <= sentence.span.end:
            end += 1
        finder = Finder(page, grammar, row_of(page, sentence, page.names[at:end], grammar), topic, pair)
        if topic is None and sentence.section.kind is SectionKind.BODY:
            topic = next((named for named in page.names[at:end] if finder.is_party(named) and not finder.is_agency(named)), None)
            finder.topic = topic
        at = end
        matches.extend(settle_talks(tuple(find_matches(finder, grammar)), grammar))
        pair = finder.last_pair()
    body = [sentence for sentence in page.sentences if sentence.section.kind is SectionKind.BODY]
    ordered = weigh_deals(join_matches(without_guesses(matches), page.text, grammar), body)
    found = tuple(take_structures(page, grammar, ordered, body))
    return Reading(grammar, found, tuple(_subject(page, deal) for deal in found), topic)


def _subject(page: Page, told: Told) -> Subject:
    match = _best(told)
    evidence = _trigger(page, match)
    return Subject(SubjectKind.DEAL, " ".join(evidence.quote.split()), evidence)


def _best(told: Told) -> Match:
    return max(
        told.matches,
        key=lambda match: (
            not match.held,
            not match.is_vague,
            not match.row.is_headline,
            match.weight + 0.1 * len(match.roles),
            -match.begin,
        ),
    )


def _lead(told: Told, grammar: Grammar) -> Match | None:
    """The first mention of a deal that says how far it has come, in the body where it can be: reports lead with what is new."""
    saying = [match for match in told.matches if not (match.held or match.is_vague or is_open(match, grammar))]
    return min(saying, key=lambda match: (_is_short(match), match.row.items[match.begin].start), default=None)


def _is_short(match: Match) -> bool:
    """Whether a mention stands in a title, or in a line without an end, as titles are."""
    return match.row.is_headline or match.row.items[-1].low not in _ENDS


def _trigger(page: Page, match: Match) -> Evidence:
    items = match.row.items
    end = match.begin + 1
    return page.report.evidence(items[match.begin].start, items[end - 1].end)


def _clause(page: Page, match: Match) -> Span:
    """The stretch of the sentence from the first to the last word that a match read."""
    items = match.row.items
    sentence = match.row.sentence.span
    spans = [named.span for listed in match.roles.values() for named in listed if sentence.contains(named.span)]
    starts = [items[match.begin].start, *(span.start for span in spans)]
    ends = [items[match.begin].end, *(span.end for span in spans)]
    if match.asset is not None:
        starts.append(match.asset.start)
        ends.append(match.asset.end)
    return Span(min(starts), max(ends))


def _claims(
    page: Page, reading: Reading, told: Told, subject: Subject, followers: Sequence[Sentence], *, main: bool
) -> Iterator[tuple[Claim, str]]:
    parties = frozenset(told.names())
    seen: set[tuple[str, str]] = set()
    role_of: dict[str, str] = {}
    best = _best(told)
    lead = _lead(told, reading.grammar)
    status = {id(match): status_of(match, reading.grammar) for match in told.matches}
    reached = status[id(lead or best)]
    order = sorted(told.matches, key=lambda match: (match is not best, match.row.is_headline))
    targeted = any(match.names(*_TARGETS) or match.asset for match in told.matches if not match.row.is_headline)
    directed = told.names(Role.ACQUIRER, Role.TARGET, Role.SELLER)
    for match in order:
        clause = _clause(page, match)
        evidence = page.report.evidence(clause.start, clause.end)
        trigger = _trigger(page, match)
        attribution, modality = voice_of(page, trigger.span, parties)
        for attribute, value, raw, antecedent in _said(page, match, status[id(match)], trigger.span):
            if attribute == "type" and match.is_vague and not best.is_vague:
                continue
            if (
                attribute == "status"
                and value is not reached
                and (
                    _is_history(match, status[id(match)], reached, reading.grammar)
                    or (lead is not None and match.row.is_headline)
                )
            ):
                continue
            if match.held and not best.held and attribute in ("type", "status"):
                continue
            if attribute == "partner" and str(value) in directed:
                continue  # a merger told as one of equals and with a direction has a direction
            if attribute == "asset" and targeted and match.row.is_headline:
                continue  # a title calls a thing by fewer words than the body
            if isinstance(value, Subject) and role_of.setdefault(str(value), attribute) != attribute:
                continue  # who is bought is not invested in as well: the best mention says which
            if (attribute, str(value)) in seen and not (main and attribute in ("type", "status")):
                continue
            seen.add((attribute, str(value)))
            antecedents = () if antecedent is None else (antecedent,)
            how = _affirmed(modality) if attribute != "status" else modality
            claim = Claim(subject, attribute, value, evidence, raw, attribution, how, antecedents=antecedents)
            yield claim, match.frame.id
    for kind, span in told.structures:
        attribution, modality = voice_of(page, span, parties)
        around = page.sentence_at(span.start).span
        evidence = page.report.evidence(around.start, around.end)
        yield Claim(subject, attributes.TYPE.name, kind, evidence, span, attribution, modality), "structure"
    yield from _amounts(page, reading, told, subject, parties, followers)


def _affirmed(modality: Modality) -> Modality:
    """How firmly it is said what a deal would be: who denies a deal says that it will not be, not that it is another's."""
    return evolve(modality, polarity=Polarity.POSITIVE) if modality.label is Label.DENIED else modality


def _is_history(match: Match, status: Status, reached: Status, grammar: Grammar) -> bool:
    """Whether a mention says nothing of how far the deal has come, or only that it once was less far."""
    if reached not in _PATH:
        return status in _PATH  # what has ended was something before
    return (status in _PATH and _PATH.index(status) < _PATH.index(reached)) or is_open(match, grammar)


def _said(page: Page, match: Match, status: Status, trigger: Span) -> Iterator[tuple[str, Value, Span, Evidence | None]]:
    """Type, status, roles and asset of one match: the value, where it is written, and evidence outside the clause."""
    yield attributes.TYPE.name, match.type, trigger, None
    yield attributes.STATUS.name, status, trigger, None
    sentence = match.row.sentence.span
    for role, listed in match.roles.items():
        for named in listed:
            is_person = named.kind is SubjectKind.PERSON
            party = Subject(SubjectKind.PERSON if is_person else SubjectKind.COMPANY, named.name)
            if sentence.contains(named.span):
                yield role.value, party, named.span, None
            else:
                yield role.value, party, trigger, page.report.evidence(named.span.start, named.span.end)
    if match.asset is not None:
        yield attributes.ASSET.name, asset_of(page, match.asset), Span(match.asset.start, match.asset.end), None


def _amounts(
    page: Page, reading: Reading, told: Told, subject: Subject, parties: frozenset[str], followers: Sequence[Sentence]
) -> Iterator[tuple[Claim, str]]:
    """The price and the terms of a deal, from its own sentences and those that follow them."""
    own = sorted({match.row.sentence for match in told.matches}, key=lambda sentence: sentence.first)
    sentences = [*own, *followers]
    prices = prices_of(page, sentences, reading.grammar.price)
    value = next((price for price in prices if price.attribute == "value" and price.score >= _LEAST_PRICE), None)
    share = next((price for price in prices if price.attribute == "price_per_share" and price.score > 0), None)
    for price in (value, share):
        if price is not None:
            yield _priced(page, subject, price, parties), "price"
    if value is None:
        for raw, sentence in withheld_in(page, sentences, reading.grammar.withheld):
            term = Term(attributes.VALUE.name, Undisclosed(), raw, sentence)
            yield _stated(page, subject, term, parties), "withheld"
            break
    seen: set[tuple[str, str]] = set()
    several = len({match.held for match in told.matches}) > 1  # a holding told beside a purchase came before it
    stakes = (term for match in told.matches for term in stakes_of(page, reading.grammar, match, held=several and match.held))
    told_of = sentences if told is reading.told[0] else ()  # the terms of other deals are told with theirs
    terms = (term for sentence in told_of for term in terms_in(page, reading.grammar, sentence))
    for term in (*stakes, *terms):
        if (term.attribute, str(term.value)) not in seen:
            seen.add((term.attribute, str(term.value)))
            yield _stated(page, subject, term, parties), "terms"


def _stated(page: Page, subject: Subject, term: Term, parties: frozenset[str]) -> Claim:
    attribution, modality = voice_of(page, term.raw, parties)
    if isinstance(term.value, Undisclosed):
        modality = evolve(modality, polarity=Polarity.POSITIVE)  # "weren't disclosed": the value itself says so
    evidence = page.report.evidence(term.around.start, term.around.end)
    return Claim(subject, term.attribute, term.value, evidence, term.raw, attribution, modality, bounds=term.bounds)


def _priced(page: Page, subject: Subject, price: Price, parties: frozenset[str]) -> Claim:
    mention = price.mention
    sentence = page.sentence_at(mention.span.start)
    attribution, modality = voice_of(page, mention.span, parties)
    converted = next((other for other in page.money if other.converts == mention.span and other.reading), None)
    money: Money = mention.reading.candidates[0]
    return Claim(
        subject,
        price.attribute,
        money,
        page.report.evidence(sentence.span.start, sentence.span.end),
        mention.span,
        attribution,
        modality,
        bounds=mention.bounds,
        conversion=converted.reading.candidates[0] if converted is not None else None,
    )
