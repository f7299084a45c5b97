"""Facts about companies and sites: jobs, plants, capacity, results, worth, debts, chiefs, parents, products.

A fact is told by a value and the words around it. The patterns stand in `data/facts/`, one file a language; `rows` and
`patterns` match them, `marks` knows where the values stand, `whose` tells whose fact it is. Every claim has its value as
written, its bounds, its period, and who says it how firmly.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any, Final, TypeVar

from attrs import evolve, frozen

from dealwatch.domain.attributes import ATTRIBUTES, CEO
from dealwatch.domain.bounds import Bounds
from dealwatch.domain.claim import Claim
from dealwatch.domain.dates import Period
from dealwatch.domain.modality import Modality
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.reading import Mention
from dealwatch.domain.report import Evidence, Report, Span
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Text, Value as Said
from dealwatch.domain.words import SectionKind, SubjectKind, TimeKind
from dealwatch.extract.attribution import voice_of
from dealwatch.extract.page import Page, letters_of, read_page
from dealwatch.extract.telling.marks import Marks, Value, goods_of, marks_of, models_of, people_of, values_of, within
from dealwatch.extract.telling.patterns import Line, Match, may_match, may_stand
from dealwatch.extract.telling.rows import Row, Rows, match_row, read_rows
from dealwatch.extract.telling.sites import sites_of
from dealwatch.extract.telling.whose import Cast, SubjectWords, Thing, cast_of
from dealwatch.normalize.context import Context
from dealwatch.normalize.quantity import unit_words

V = TypeVar("V")

_NEAR_DATE: Final = 8
_NEWS: Final = 10  # days before or behind a report in which a lone day is that of the news
_FAR_BACK: Final = 400  # characters in which a period is looked for
_WORDS: Final = frozenset(("person", "company", "models", "goods"))  # kinds of values that are no amounts
_ONLY_SITE: Final = "only site"
_ANY: Final = frozenset(("",))  # a unit whose words are not known may stand anywhere
_LEAST: Final = 1000  # less money is a price or an amount a share


@frozen
class Grammar:
    """The facts of one language: its rows, the kinds that each unit is of, and the words that tell the subject.

    `counted` are the kinds of quantities, each with the letters without which a page has none of it; "" where it may have.
    """

    rows: Rows
    units: dict[str, tuple[str, ...]]
    counted: dict[str, frozenset[str]]
    subject: SubjectWords


@lru_cache(maxsize=8)
def grammar_of(language: str | None) -> Grammar | None:
    """Return the grammar of a language; None if there is no file for it. A report of unknown language is taken as English.

    >>> grammar_of("tlh") is None
    True
    """
    file = resources.files("dealwatch.extract") / "data" / "facts" / f"{language or 'en'}.toml"
    if not file.is_file():
        return None
    table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    units: dict[str, tuple[str, ...]] = {}
    for kind, listed in table["units"].items():
        for unit in listed:
            units[unit] = (*units.get(unit, ()), kind)
    words = unit_words(language)
    counted = {kind: frozenset().union(*(words.get(unit, _ANY) for unit in listed)) for kind, listed in table["units"].items()}
    return Grammar(read_rows(table, "fact"), units, counted, SubjectWords.of(table))


def facts(report: Report, context: Context) -> Iterator[Claim]:
    """Claim the facts that a report tells of companies, sites and what they own.

    >>> report = Report(text="Ash Corp will cut 200 of its 1,300 jobs.", outlet="Daily Leaf", lang="en")
    >>> [f"{claim.subject} {claim.attribute}: {claim.value}" for claim in facts(report, Context.of(report))]
    ['Ash Corp job_cuts: 200 employees', 'Ash Corp headcount: 1300 employees']
    """
    for claim, _ in explained(report, context):
        yield claim


def explained(report: Report, context: Context) -> Iterator[tuple[Claim, str]]:
    """Return each fact with the pattern that told it."""
    page = read_page(report, context)
    grammar = grammar_of(page.context.language)
    if grammar is None:
        return
    cued = list(_cued(page, grammar))
    if not cued:
        return
    wanted = {row.pattern.value for _, rows in cued for row in rows}
    cued = list(_called(page, cued, values_of(page, grammar.units, grammar.subject.parts, wanted, grammar.counted.keys())))
    if not cued:
        return
    wanted = {row.pattern.value for _, rows in cued for row in rows}
    values = values_of(page, grammar.units, grammar.subject.parts, wanted | {"money", "date"})
    asked = list(_asked(page, cued, values))
    cast = cast_of(page, grammar.subject)
    people = people_of(page) if any(row.pattern.value == "person" for question in asked for row in question.rows) else []
    marks = marks_of(page, [*cast.presumed, *cast.things], [*values, *people])
    found = list(_found(page, asked, cast, marks, people))
    employers = {
        fact.said.name: fact.thing for fact in found if fact.row.attribute == CEO.name and isinstance(fact.said, Subject)
    }
    if employers:
        found = list(_found(page, asked, evolve(cast, employers=employers), marks, people))
    for fact in found:
        yield _claim(page, cast, fact), fact.row.say


@frozen(eq=False)
class _Question:
    """A sentence in which some rows may match: its number, the rows in order, and the amounts in it."""

    number: int
    rows: Sequence[Row]
    values: Sequence[Value]


def _cued(page: Page, grammar: Grammar) -> Iterator[tuple[int, list[Row]]]:
    """The sentences that have the words of a row, by number, with these rows; those of a row whose unit is there too."""
    has_sites = bool(sites_of(page))
    for number, sentence in enumerate(page.sentences):
        if sentence.section.kind is SectionKind.BOILERPLATE:
            continue
        rows = grammar.rows.cued(set(page.lower[sentence.first : sentence.last]))
        rows = [row for row in rows if has_sites or not row.needs_site] if rows else rows
        if rows:
            letters = letters_of(page.plain[sentence.first : sentence.last])
            missing = {kind for kind, words in grammar.counted.items() if "" not in words and words.isdisjoint(letters)}
            rows = [row for row in rows if row.pattern.value not in missing]
        if rows:
            yield number, rows


def _called(page: Page, cued: Iterable[tuple[int, list[Row]]], values: Sequence[Value]) -> Iterator[tuple[int, list[Row]]]:
    """Of sentences and the rows that they have the words of, those whose words stand where the row has them."""
    for number, rows in cued:
        sentence = page.sentences[number]
        line = Line(page.lower, sentence.first, sentence.last, {}, {})
        inside = within(values, sentence.first, sentence.last)
        called = [row for row in rows if _may_tell(row, line, inside)]
        if called:
            yield number, called


def _may_tell(row: Row, line: Line, values: Sequence[Value]) -> bool:
    kind = row.pattern.value
    if kind in _WORDS:
        return may_stand(row.pattern, line)
    places = (place for value in values if kind in value.kinds for place in value.places)
    return any(may_match(row.pattern, line, first, last) for first, last in places)


def _asked(page: Page, cued: Sequence[tuple[int, list[Row]]], values: Sequence[Value]) -> Iterator[_Question]:
    """The sentences that have both the words of a row and a value of its kind."""
    for number, called in cued:
        sentence = page.sentences[number]
        inside = within(values, sentence.first, sentence.last)
        kinds = {kind for value in inside for kind in value.kinds} | _WORDS
        rows = [row for row in called if row.pattern.value in kinds]
        if rows:
            yield _Question(number, rows, inside)


@frozen(eq=False)
class _Fact:
    """What a row has found: the value, whose it is, and where."""

    row: Row
    value: Value
    said: Said
    match: Match
    thing: Thing
    number: int


def _found(page: Page, asked: Sequence[_Question], cast: Cast, marks: Marks, people: Sequence[Value]) -> Iterator[_Fact]:
    """The facts of each sentence: for every value the first row that matches and finds whose it is."""
    for question in asked:
        line = marks.line(page, question.number)
        parts: dict[Span, _Fact] = {}
        for value in (*question.values, *_words(page, question, cast, people)):
            fact = _read(page, question, cast, line, value) or _whole_of(page, parts.get(value.span), value)
            if fact is not None:
                yield fact
                if value.whole is not None:
                    parts[value.whole] = fact


def _read(page: Page, question: _Question, cast: Cast, line: Line, value: Value) -> _Fact | None:
    """The fact that the first row gives of a value; None too where it is only compared with."""
    for row in question.rows:
        match = match_row(row, line, value.places) if row.pattern.value in value.kinds else None
        if match is None:
            continue
        if _is_compared(page, cast, line.first, match.first):
            return None
        thing = _whose(row, match, cast, question.number)
        held = _held(row, match, cast)
        said = _said(page, row, value, held) if thing and thing.name != held else None
        if thing and said is not None and not (isinstance(said, Subject) and said.name == thing.name):
            return _Fact(row, value, said, match, thing, question.number)
    return None


def _whole_of(page: Page, part: _Fact | None, value: Value) -> _Fact | None:
    """What a part is said to be of: 200 of 1,300 jobs cut are a headcount of 1,300."""
    whole = ATTRIBUTES[part.row.attribute].whole if part else None
    if part is None or whole not in ATTRIBUTES or ATTRIBUTES[whole].type is not ATTRIBUTES[part.row.attribute].type:
        return None
    row = evolve(part.row, attribute=whole, negative=False, given=True)
    said = _said(page, row, value)
    return _Fact(row, value, said, Match(value.begin, value.last, {}), part.thing, part.number) if said is not None else None


def _words(page: Page, question: _Question, cast: Cast, people: Sequence[Value]) -> list[Value]:
    """The values of a sentence that are words: people, companies, models, each only where a row asks for them."""
    kinds = {row.pattern.value for row in question.rows}
    sentence = page.sentences[question.number]
    found: list[Value] = []
    if "person" in kinds:
        found += within(people, sentence.first, sentence.last)
    if "company" in kinds:
        things = cast.within(sentence.first, sentence.last)
        found += [_company(thing) for thing in things if thing.kind is SubjectKind.COMPANY]
    if "models" in kinds:
        found += [
            models
            for models in models_of(page, question.number, cast.words.joining | cast.words.articles)
            if not _is_company(page, models)
        ]
    if "goods" in kinds:
        found += goods_of(page, question.number, cast.words)
    return found


def _is_compared(page: Page, cast: Cast, floor: int, first: int) -> bool:
    """Whether the words are what something is compared with ("compared with a loss of $2 million"): of another period."""
    return not cast.words.comparing.isdisjoint(page.lower[max(floor, first - 3) : first])


def _is_company(page: Page, models: Value) -> bool:
    named = page.named(models.span)
    return named is not None and named.kind is SubjectKind.COMPANY and named.span.contains(models.span)


def _company(thing: Thing) -> Value:
    return Value(("company",), thing.first, thing.last, thing.first, thing.last, thing.span, name=thing.name)


def _whose(row: Row, match: Match, cast: Cast, number: int) -> Thing | None:
    """Whose fact a match tells, of the kinds that the attribute belongs to."""
    kinds = ATTRIBUTES[row.attribute].of
    for slot in ("holder", "site", "company", "thing", "property"):
        if slot in match.slots:
            thing = cast.at(*match.slots[slot])
            return thing if thing is not None and thing.kind in kinds else None
    if row.whose == "object":
        return cast.object(number, match.last, kinds)
    if row.whose == "only one":
        return cast.only_one(number, match.first, kinds)
    if row.whose == _ONLY_SITE:
        return cast.site(number, match.first)
    if row.whose == "site":
        return cast.site(number, match.first) or cast.subject(number, match.first, kinds) or cast.only(number, match.first, kinds)
    return cast.subject(number, match.first, kinds)


def _held(row: Row, match: Match, cast: Cast) -> str | None:
    """The name of that in which the words of a match say that a stake is held."""
    thing = cast.at(*match.slots["held"]) if "held" in match.slots else None
    return thing.name if thing is not None else row.held


def _said(page: Page, row: Row, value: Value, held: str | None = None) -> Said | None:
    """The value that a claim of the row has; None if the words do not give one of the attribute's type."""
    attribute = ATTRIBUTES[row.attribute]
    if attribute.type is Subject:
        kind = SubjectKind.COMPANY if row.pattern.value == "company" else SubjectKind.PERSON
        return Subject(kind, value.name or " ".join(value.span.of(page.text).split()))
    if attribute.type is Text:
        return Text(" ".join(value.span.of(page.text).split()))
    if value.mention is None:
        return None
    meant = value.mention.reading.best or value.mention.reading.candidates[0]
    if not isinstance(meant, attribute.type):
        return None
    if isinstance(meant, Quantity):
        unit = attribute.unit if attribute.unit and meant.unit != "%" else meant.unit
        unit = f"{unit} of {held}" if held is not None else unit
        return Quantity(-meant.amount if row.negative else meant.amount, unit)
    if isinstance(meant, Money) and meant.amount < _LEAST:
        return None
    return -meant if isinstance(meant, Money) and row.negative else meant


def _claim(page: Page, cast: Cast, fact: _Fact) -> Claim:
    report, value, thing = page.report, fact.value, fact.thing
    first, last = min(fact.match.first, value.begin), max(fact.match.last, value.last)
    evidence = report.evidence(page.tokens[first].start, page.tokens[last - 1].end)
    raw = Span(min(page.tokens[value.begin].start, value.span.start), value.span.end)
    attribution, modality = voice_of(page, evidence.span, frozenset(_parties(thing)))
    cue = modality.cue
    given = fact.row.given or isinstance(fact.said, Subject)  # who leads or owns a company is not what the clause plans
    if given or (cue is not None and cue.span.start >= evidence.span.end):
        modality = Modality(own=modality.own)  # taken for granted, or the cue is of what comes behind
    mention = value.mention
    bounds = mention.bounds if mention and isinstance(fact.said, Money | Quantity) else None
    return Claim(
        subject=Subject(thing.kind, thing.name),
        attribute=fact.row.attribute,
        value=fact.said,
        evidence=evidence,
        raw_span=raw,
        attribution=attribution,
        modality=modality,
        bounds=_mirrored(bounds) if bounds and fact.row.negative else bounds,
        valid=_valid(page, fact, cast.words.until),
        conversion=_conversion(page, fact),
        antecedents=tuple(_antecedents(page, cast, thing, evidence)),
    )


def _parties(thing: Thing) -> Iterator[str]:
    yield thing.name
    if thing.owner is not None:
        yield thing.owner.name


def _mirrored(bounds: Bounds) -> Bounds:
    """The bounds of the amount counted downwards."""
    low = None if bounds.high is None else -bounds.high
    high = None if bounds.low is None else -bounds.low
    return Bounds(low, high, bounds.high_closed, bounds.low_closed)


def _conversion(page: Page, fact: _Fact) -> Money | None:
    """The same amount in the other currency that the text gives behind it."""
    if not isinstance(fact.said, Money):
        return None
    at = bisect_left(page.money, fact.value.span.end, key=lambda money: money.span.start)
    for money in page.money[at : at + 1]:
        if money.converts == fact.value.span and money.reading:
            meant = money.reading.best or money.reading.candidates[0]
            return -meant if fact.row.negative else meant
    return None


def _antecedents(page: Page, cast: Cast, thing: Thing, evidence: Evidence) -> Iterator[Evidence]:
    """The words that say whose fact it is, where the quote does not hold them; and the name, where they are none."""
    needed = [thing.span] if not evidence.span.contains(thing.span) else []
    named = cast.named.get(thing.name) if thing.described and thing.owner is None else thing.owner
    if named is not None and named.span not in (*needed, thing.span) and not evidence.span.contains(named.span):
        needed.append(named.span)
    for span in needed:
        yield page.report.evidence(span.start, span.end)


def _next(mentions: Sequence[Mention[V]], offset: int) -> Mention[V] | None:
    """The first mention that begins at an offset or behind it."""
    at = bisect_left(mentions, offset, key=lambda mention: mention.span.start)
    return mentions[at] if at < len(mentions) else None


def _is_news(page: Page, period: Period) -> bool:
    """Whether a day is that of the news, not of what it tells: within a few days of the report's own."""
    day = page.report.day
    return day is None or period.first is None or abs((day - period.first).days) <= _NEWS


def _valid(page: Page, fact: _Fact, until_words: frozenset[str]) -> Period | None:
    """The period that the sentence gives for the fact: inside the words, beside them, or at its beginning."""
    if fact.row.given or not isinstance(fact.said, Money | Quantity):
        return None
    sentence, match = page.sentences[fact.number], fact.match
    end, floor = page.tokens[match.last - 1].end, page.tokens[match.first].start - _FAR_BACK
    money, quantity = _next(page.money, end), _next(page.quantities, end)
    next_amount = min(amount.span.start if amount else len(page.text) for amount in (money, quantity))
    at = bisect_left(page.dates, max(floor, sentence.span.start), key=lambda date: date.span.start)
    for date in page.dates[at:]:
        if date.span.start > end + _FAR_BACK or date.span.end > sentence.span.end:
            break
        period = date.reading.best
        if period is None:
            continue
        first, last = page.token_at(date.span.start), page.token_at(date.span.end - 1) + 1
        inside = match.first <= first and last <= match.last
        beside = last == match.first or (match.last <= first <= match.last + _NEAR_DATE and date.span.start < next_amount)
        opens = first <= sentence.first + 2 and last <= match.first
        announced = period.first == period.last and (
            ATTRIBUTES[fact.row.attribute].time is TimeKind.EVENT or (opens and _is_news(page, period))
        )
        if (inside or beside or opens) and not announced:
            until = page.lower[first - 1] in until_words and period.last is not None
            return Period(None, period.last) if until else period
    return None
