"""Sites: what they are called, whose they are, where they stand, and what happens to them.

`sites` finds where a site is meant; here its claims are made. The words stand in `data/plants/`, one file a language.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from attrs import frozen

from dealwatch.domain.attributes import ATTRIBUTES, CAPACITY, KIND, LOCATION, NAMES, OWNER, Attribute
from dealwatch.domain.claim import Claim
from dealwatch.domain.modality import Modality
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.report import Evidence, Report, Span
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Text, Value as Said
from dealwatch.domain.words import SectionKind, Status, SubjectKind
from dealwatch.extract.attribution import voice_of
from dealwatch.extract.facts import Grammar, grammar_of
from dealwatch.extract.names import is_capital
from dealwatch.extract.page import Page, Sentence, read_page
from dealwatch.extract.telling.marks import Value, marks_of, values_of
from dealwatch.extract.telling.patterns import Line
from dealwatch.extract.telling.rows import Rows, match_row, read_rows
from dealwatch.extract.telling.site_words import SiteWords, read_words, site_words
from dealwatch.extract.telling.sites import SiteMention, behind_part, is_place_name, sites_of
from dealwatch.extract.telling.whose import Cast, cast_of
from dealwatch.normalize.context import Context

_REACH: Final = 8  # words before an event in which its status may be said
_NEAR: Final = 40  # words on each side of a site in which its events are looked for
_LONGEST_PLACE: Final = 3
_BETWEEN: Final = 3  # words between a site and the word that says where it is


def plants(report: Report, context: Context) -> Iterator[Claim]:
    """Claim the names, owner, place and kind of each site of a report, and its closure, opening, sale, relocation or upgrade.

    >>> report = Report(text="Ash Corp plans to close its Elm plant near Oslo.", outlet="Daily Leaf", lang="en")
    >>> for claim in plants(report, Context.of(report)):
    ...     print(claim.subject, claim.attribute, claim.value)
    Elm plant names Elm plant
    Elm plant owner Ash Corp
    Elm plant location near Oslo
    Elm plant closure proposed
    """
    for claim, _ in explained(report, context):
        yield claim


def explained(report: Report, context: Context) -> Iterator[tuple[Claim, str]]:
    """Return each claim on a site with the pattern that told it, or with what the words beside the name tell."""
    page = read_page(report, context)
    words = site_words(page.context.language)
    grammar = grammar_of(page.context.language)
    sites = sites_of(page)
    if not sites or grammar is None:
        return
    cast = cast_of(page, grammar.subject)
    seen: set[tuple[str, str, str]] = set()
    for site in sites:
        if page.sentence_at(site.span.start).section.kind is SectionKind.BOILERPLATE:
            continue
        for claim in _of_site(cast, words, site):
            key = (claim.subject.name, claim.attribute, str(claim.value))
            if key not in seen:
                seen.add(key)
                yield claim, f"the {claim.attribute} in the words of a site"
    yield from _events(cast, grammar)


def _of_site(cast: Cast, words: SiteWords, site: SiteMention) -> Iterator[Claim]:
    """What the words that name a site, and those beside them, say of it."""
    page = cast.page
    if not site.described:
        yield _name(page, site)
        kind = " ".join(page.lower[at] for at in range(site.first, site.last) if page.lower[at] in words.kinds)
        if kind:
            yield _claim(page, site, KIND, Text(f"{kind} {page.lower[site.noun]}"), site.span)
        yield from _capacity(page, site)
    yield from _owned(cast, words, site)
    before = site.place is not None and site.place.start < site.span.end
    place = site.place if before else _place(page, words, site) or site.place
    if place is not None:
        yield _claim(page, site, LOCATION, Text(" ".join(place.of(page.text).split())), place)


def _name(page: Page, site: SiteMention) -> Claim:
    """What the site is called here; one that is told by its place is called after it ("its plant in Ghent")."""
    start, end = page.tokens[site.first].start, site.span.end
    if site.place is not None and site.place.start >= end:
        return _claim(page, site, NAMES, Text(site.name), Span(start, site.place.end))
    return _claim(page, site, NAMES, Text(" ".join(page.text[start:end].split())), Span(start, end))


def _owned(cast: Cast, words: SiteWords, site: SiteMention) -> Iterator[Claim]:
    """Whose the site is; where a place stands in the owner's stead ("Rajasthan's 435 MW plant"), where it is."""
    if site.owner is None:
        return
    if site.owner_name is not None:
        yield _claim(cast.page, site, OWNER, Subject(SubjectKind.COMPANY, site.owner_name), site.owner)
        return
    owner = cast.page.named(site.owner)
    if owner is not None and owner.kind is SubjectKind.OTHER and not site.described:
        yield _claim(cast.page, site, LOCATION, Text(owner.quote), owner.span)
    elif site.owner.of(cast.page.text).lower() in words.possessives:
        at = cast.page.token_at(site.owner.start)
        thing = cast.subject(cast.number(at), at, (SubjectKind.COMPANY,))
        if thing is not None:
            yield _claim(cast.page, site, OWNER, Subject(SubjectKind.COMPANY, thing.name), site.owner, thing.span)


def _capacity(page: Page, site: SiteMention) -> Iterator[Claim]:
    """A quantity in a site's own name is its capacity: the 435 Megawatt Solar Power Plant."""
    at = bisect_left(page.quantities, site.span.start, key=lambda quantity: quantity.span.start)
    for quantity in page.quantities[at : at + 1]:
        meant = quantity.reading.best
        if site.span.contains(quantity.span) and isinstance(meant, Quantity) and meant.unit != "%":
            yield _claim(page, site, CAPACITY, meant, quantity.span)


def _place(page: Page, words: SiteWords, site: SiteMention) -> Span | None:
    """Where the words behind a site say that it is: "south of Tokyo", "near Tokyo", the Japan of "in Japan"."""
    sentence = page.sentence_at(site.span.start)
    lower, at = page.lower, site.last
    while at < min(site.last + _BETWEEN, sentence.last) and lower[at] in words.located:
        at += 1
    if at + 1 < sentence.last and lower[at] in words.directions and lower[at + 1] in words.direction_of:
        end = _place_end(page, words, sentence, at + 2)
        return Span(page.tokens[at].start, page.tokens[end - 1].end) if end else None
    if at < sentence.last and lower[at] in words.place_words:
        place = behind_part(page, words, at + 1, sentence.last - 1)
        end = _place_end(page, words, sentence, place)
        first = at if lower[at] in words.kept_place_words else place
        return Span(page.tokens[first].start, page.tokens[end - 1].end) if end else None
    return None


def _place_end(page: Page, words: SiteWords, sentence: Sentence, first: int) -> int | None:
    """Where the name of a place that begins at a token ends, a region behind a comma included; None if none begins there."""
    begin = first + (first < sentence.last and page.lower[first] in words.parts)
    at = _run_end(page, words, sentence, begin)
    if at == begin:
        return None
    region = _run_end(page, words, sentence, at + 1) if at + 1 < sentence.last and page.lower[at] == "," else at
    if region > at + 1 and (page.lower[at + 1] in page.lexicon.places or _is_closed(page, sentence, region)):
        return region
    return at


def _run_end(page: Page, words: SiteWords, sentence: Sentence, first: int) -> int:
    at = first
    while at < min(first + _LONGEST_PLACE, sentence.last) and _is_place(page, words, at):
        at += 1
    return at


def _is_closed(page: Page, sentence: Sentence, at: int) -> bool:
    """Whether a comma or the sentence ends here, and no list goes on: "in Elmford, Oakshire, which"."""
    if at >= sentence.last or page.lower[at] in ".;":
        return True
    return page.lower[at] == "," and at + 1 < sentence.last and page.tokens[at + 1].text.islower()


def _is_place(page: Page, words: SiteWords, at: int) -> bool:
    token, low = page.tokens[at], page.lower[at]
    if low in page.lexicon.months or not is_capital(token.text) or not token.text[0].isalpha():
        return False
    named = page.named(Span(token.start, token.end))
    if low in page.lexicon.openers and (named is None or named.span.start != token.start):
        return False
    return named is None or is_place_name(page, named, words)


# --- events ----------------------------------------------------------------------------------------------------------


@frozen
class _Events:
    rows: Rows
    before: dict[str, str]


@lru_cache(maxsize=8)
def _events_of(language: str | None) -> _Events:
    table = read_words(language)
    return _Events(read_rows(table, "event"), dict(table["before"]))


def _events(cast: Cast, grammar: Grammar) -> Iterator[tuple[Claim, str]]:
    """What is said to happen to a site, with the state it is said to be in."""
    page = cast.page
    sites = sites_of(page)
    words = site_words(page.context.language)
    events = _events_of(page.context.language)
    marks = marks_of(page, cast.things, values_of(page, grammar.units, grammar.subject.parts))
    for site in sites:
        if site.noun < site.last - 1 or page.lower[site.noun] not in words.nouns:
            continue  # a bare name may be the place
        number = cast.number(site.first)
        sentence = page.sentences[number]
        first, last = max(sentence.first, site.first - _NEAR), min(sentence.last, site.last + _NEAR)
        line = Line(page.lower, first, last, marks.starts, marks.ends, marks.solid)
        value = Value(("site",), site.first, site.last, site.first, site.last, site.span)
        for row in events.rows.cued(set(page.lower[first:last])):
            match = match_row(row, line, _from_owner(page, site, value))
            if match is None:
                continue
            status = _status(page, events, sentence, match.first, match.last, row.status or "")
            if status is not None:
                evidence = Span(page.tokens[match.first].start, page.tokens[match.last - 1].end)
                yield _claim(page, site, ATTRIBUTES[row.attribute], status, evidence), row.say
            break


def _from_owner(page: Page, site: SiteMention, value: Value) -> tuple[tuple[int, int], ...]:
    """A site's words may be taken with those of its owner: close Nissan's Oppama plant."""
    first = page.token_at(site.owner.start) if site.owner and site.owner.start < site.span.start else site.first
    return tuple(dict.fromkeys(((first, site.last), *value.places)))


def _status(page: Page, events: _Events, sentence: Sentence, first: int, last: int, said: str) -> Status | None:
    """The state of an event: what the words before it make of it, else what its row says; None where it is not said to be."""
    state = said
    for word in (*page.lower[max(sentence.first, first - _REACH) : first], *page.lower[first:last]):
        if word in events.before:
            state = events.before[word]
            if not state:
                return None
    return Status(state)


def _claim(page: Page, site: SiteMention, attribute: Attribute[object], value: Said, raw: Span, *needed: Span) -> Claim:
    """A claim of a site; `needed` are spans without which the quote cannot be read."""
    start, end = min(raw.start, site.span.start), max(raw.end, site.span.end)
    evidence = page.report.evidence(start, end)
    parties = frozenset(name for name in (site.name, site.owner_name) if name)
    attribution, modality = voice_of(page, evidence.span, parties)
    cue = modality.cue
    if attribute.type is not Status or (cue is not None and cue.span.start >= end):
        modality = Modality(own=modality.own)  # whose a site is and where is taken for granted, whatever the clause plans
    return Claim(
        subject=Subject(SubjectKind.PLANT, site.name),
        attribute=attribute.name,
        value=value,
        evidence=evidence,
        raw_span=raw,
        attribution=attribution,
        modality=modality,
        antecedents=(*(page.report.evidence(span.start, span.end) for span in needed), *_antecedents(page, site)),
    )


@lru_cache(maxsize=8)
def _named(page: Page) -> dict[str, SiteMention]:
    """The first mention of each site by its name."""
    return {site.name: site for site in reversed(sites_of(page)) if not site.described}


def _antecedents(page: Page, site: SiteMention) -> Iterator[Evidence]:
    """The name of a site that is only described."""
    if site.described:
        named = _named(page).get(site.name)
        if named is not None:
            yield page.report.evidence(named.span.start, named.span.end)
