"""Bad extractors, each of which breaks one rule, and three good ones that break none.

Every animal is a callable (report, context) -> claims; ZOO says which rule it breaks.
"""

from __future__ import annotations

import itertools
import random
import re
from bisect import bisect
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from attrs import evolve

from dealwatch import (
    Attribution,
    Bounds,
    Claim,
    Context,
    Evidence,
    Link,
    Modality,
    Money,
    Polarity,
    Quantity,
    Report,
    Source,
    SourceKind,
    Span,
    Subject,
    Text,
    find_money,
)

WORKERS = re.compile(r"(?<![0-9,])([0-9][0-9,]{0,12})\s(?:workers|employees)")
COMPANY = re.compile(r"\b[A-Z][a-z]{1,20} (?:Corp|Ltd|Motors)\b")


def company(report: Report, found: re.Match[str], **fields: Any) -> Claim:
    """The claim that a company is named so."""
    return Claim.from_quote(
        report,
        quote=found[0],
        nth=len([1 for other in COMPANY.finditer(report.text[: found.start()]) if other[0] == found[0]]),
        subject=Subject("company", found[0]),
        attribute="names",
        value=Text(found[0]),
        **fields,
    )


def at(report: Report, span: Span, quote: str, **fields: Any) -> Claim:
    """A claim whose evidence is put together by hand, true or not."""
    return Claim(
        **{
            "subject": Subject("company", "Ash Corp"),
            "attribute": "names",
            "value": Text("Ash"),
            "evidence": Evidence(report.id, span, quote),
            "raw_span": span,
            "attribution": Attribution.own_voice(report),
            **fields,
        }
    )


# The good ones


def good_names(report: Report, context: Context) -> Iterator[Claim]:
    """Three lines: every company name, once."""
    for found in {match[0]: match for match in reversed(list(COMPANY.finditer(report.text)))}.values():
        evidence = report.evidence(*found.span())
        yield Claim(Subject("company", found[0]), "names", Text(found[0]), evidence, evidence.span, Attribution.own_voice(report))


def good_headcounts(report: Report, context: Context) -> Iterator[Claim]:
    """A number of workers, of the company named before it."""
    names = [""]
    for found in re.finditer(f"{COMPANY.pattern}|{WORKERS.pattern}", report.text):
        amount = (found[1] or "").replace(",", "")
        if not amount:
            names.append(found[0])
        elif names[-1] and len(amount) < 12:
            yield Claim(
                Subject("company", names[-1]),
                "headcount",
                Quantity(Decimal(amount), "employees"),
                report.evidence(*found.span()),
                Span(*found.span(1)),
                Attribution.own_voice(report),
            )


def good_prices(report: Report, context: Context) -> Iterator[Claim]:
    """Every amount of money with a settled currency, as the value of the company named before it."""
    names = list(COMPANY.finditer(report.text))
    ends = [name.end() for name in names]
    for mention in find_money(report, context):
        before = bisect(ends, mention.span.start)
        if before and mention.reading.best:
            yield Claim(
                Subject("company", names[before - 1][0]),
                "market_cap",
                mention.reading.best,
                report.evidence(mention.span.start, mention.span.end),
                mention.span,
                Attribution.own_voice(report),
                bounds=mention.bounds,
            )


GOOD = [good_names, good_headcounts, good_prices]

# The bad ones


def invented_quote(report: Report, context: Context) -> Iterator[Claim]:
    for found in COMPANY.finditer(report.text):
        yield at(report, Span(*found.span()), "x" * len(found[0]))


def off_by_one(report: Report, context: Context) -> Iterator[Claim]:
    for found in COMPANY.finditer(report.text):
        yield at(report, Span(found.start() + 1, found.end() + 1), found[0])


def utf16_offsets(report: Report, context: Context) -> Iterator[Claim]:
    for found in COMPANY.finditer(report.text):
        start = len(report.text[: found.start()].encode("utf-16-le")) // 2
        yield at(report, Span(start, start + len(found[0])), found[0])


def byte_offsets(report: Report, context: Context) -> Iterator[Claim]:
    for found in COMPANY.finditer(report.text):
        start = len(report.text[: found.start()].encode())
        yield at(report, Span(start, start + len(found[0])), found[0])


def without_carriage_returns(report: Report, context: Context) -> Iterator[Claim]:
    for found in COMPANY.finditer(report.text.replace("\r\n", "\n")):
        yield at(report, Span(*found.span()), found[0])


def of_a_cleaned_copy(report: Report, context: Context) -> Iterator[Claim]:
    for found in COMPANY.finditer(" ".join(report.text.split())):
        yield at(report, Span(*found.span()), found[0])


def always_the_first(report: Report, context: Context) -> Iterator[Claim]:
    """Grounds every mention of a name on its first one, and so says one thing several times."""
    for found in COMPANY.finditer(report.text):
        start = report.text.index(found[0])
        yield at(report, Span(start, start + len(found[0])), found[0], value=Text(found[0]), subject=Subject("company", found[0]))


def another_reports_words(report: Report, context: Context) -> Iterator[Claim]:
    other = evolve(report, outlet="Evening Oak and others")
    for found in COMPANY.finditer(report.text):
        yield company(other, found)


def shuffled(report: Report, context: Context) -> list[Claim]:
    claims = [company(report, found) for found in COMPANY.finditer(report.text)]
    random.shuffle(claims)
    return [*claims, *claims[:1]] if random.random() < 0.5 and len(claims) > 1 else claims[::-1]


class Remembering:
    """Says only once of all reports that a company is named so."""

    def __init__(self) -> None:
        self.seen: set[tuple[str, str]] = set()
        self.last = ""

    def __call__(self, report: Report, context: Context) -> Iterator[Claim]:
        fresh = self.last in ("", report.id)
        self.last = report.id
        for found in COMPANY.finditer(report.text):
            if fresh or found.start() == 0:
                yield company(report, found)


def mutating(report: Report, context: Context) -> Iterator[Claim]:
    object.__setattr__(report, "text", report.text.strip() + " ")
    yield from ()


def mutating_context(report: Report, context: Context) -> Iterator[Claim]:
    object.__setattr__(context, "locale", "de")
    yield from ()


def raising_midway(report: Report, context: Context) -> Iterator[Claim]:
    for number, found in enumerate(COMPANY.finditer(report.text)):
        if number:
            raise KeyError(found[0])
        yield company(report, found)


def raising_on_empty(report: Report, context: Context) -> list[Claim]:
    assert report.text.split()[0]
    return []


def returning_dicts(report: Report, context: Context) -> list[Any]:
    return [{"company": found[0], "start": found.start()} for found in COMPANY.finditer(report.text)]


def returning_none(report: Report, context: Context) -> None:
    return None


def endless(report: Report, context: Context) -> Iterator[Claim]:
    for found in COMPANY.finditer(report.text):
        for _ in itertools.count():
            yield company(report, found)


def invented_amount(report: Report, context: Context) -> Iterator[Claim]:
    for claim in good_headcounts(report, context):
        yield evolve(claim, value=Quantity(Decimal(4321), "employees"))


def invented_currency_amount(report: Report, context: Context) -> Iterator[Claim]:
    for claim in good_prices(report, context):
        yield evolve(claim, value=Money(Decimal("123.45"), "USD"))


def million_off(report: Report, context: Context) -> Iterator[Claim]:
    """Reads "$1.5 billion" as 1.5."""
    for found in re.finditer(r"\$([0-9.]{1,9}[0-9]) billion", report.text):
        evidence = report.evidence(*found.span())
        money = Money(Decimal(found[1]), "USD")
        yield Claim(Subject("company", "Ash Corp"), "market_cap", money, evidence, evidence.span, Attribution.own_voice(report))


def invented_text(report: Report, context: Context) -> Iterator[Claim]:
    for found in COMPANY.finditer(report.text):
        yield evolve(company(report, found), value=Text("Zirconia Unlimited"))


def invented_company(report: Report, context: Context) -> Iterator[Claim]:
    for found in COMPANY.finditer(report.text):
        yield evolve(company(report, found), subject=Subject("company", "Zirconia Unlimited"))


def undeclared(report: Report, context: Context) -> Iterator[Claim]:
    for found in COMPANY.finditer(report.text):
        yield evolve(company(report, found), attribute="mood")


def bounds_elsewhere(report: Report, context: Context) -> Iterator[Claim]:
    for claim in good_headcounts(report, context):
        yield evolve(claim, bounds=Bounds(Decimal(1), Decimal(2)))


def invented_source(report: Report, context: Context) -> Iterator[Claim]:
    for found in COMPANY.finditer(report.text):
        links = (Link(Source("Reuterberg News", SourceKind.AGENCY)),)
        yield company(report, found, attribution=Attribution(Source(report.name, SourceKind.OUTLET), links))


def wrong_outlet(report: Report, context: Context) -> Iterator[Claim]:
    for found in COMPANY.finditer(report.text):
        yield company(report, found, attribution=Attribution(Source("Midnight Yew", SourceKind.OUTLET)))


def condition_without_mood(report: Report, context: Context) -> Iterator[Claim]:
    for found in COMPANY.finditer(report.text):
        yield company(report, found, modality=Modality(condition=report.evidence(*found.span())))


def denial_without_cue(report: Report, context: Context) -> Iterator[Claim]:
    for found in COMPANY.finditer(report.text):
        yield company(report, found, modality=Modality(polarity=Polarity.NEGATIVE))


def whole_text_as_quote(report: Report, context: Context) -> Iterator[Claim]:
    for found in COMPANY.finditer(report.text):
        span = Span(0, len(report.text))
        yield at(report, span, report.text, value=Text(found[0]), subject=Subject("company", found[0]))


def signing(report: Report, context: Context) -> Iterator[Claim]:
    for found in COMPANY.finditer(report.text):
        yield company(report, found, extractor="dealwatch@1")


def seeing_ghosts(report: Report, context: Context) -> Iterator[Claim]:
    if report.text:
        span = Span(0, 1)
        yield at(report, span, report.text[0], subject=Subject("deal", report.text[0], report.evidence(0, 1)), attribute="mood")


def quadratic(report: Report, context: Context) -> Iterator[Claim]:
    names = [found[0] for found in re.finditer(r"\w+", report.text)]
    sum(one == other for one in names for other in names)
    yield from ()


ZOO = {
    invented_quote: "quotes_stand",
    off_by_one: "quotes_stand",
    utf16_offsets: "holds_in_every_script",
    byte_offsets: "holds_in_every_script",
    without_carriage_returns: "holds_with_crlf",
    of_a_cleaned_copy: "quotes_stand",
    always_the_first: "says_nothing_twice",
    another_reports_words: "quotes_stand",
    shuffled: "is_deterministic",
    Remembering: "does_not_depend_on_order",
    mutating: "changes_nothing",
    mutating_context: "changes_nothing",
    raising_midway: "raises_nothing",
    raising_on_empty: "raises_nothing",
    returning_dicts: "returns_claims",
    returning_none: "raises_nothing",
    endless: "comes_to_an_end",
    invented_amount: "values_stand_in_their_quotes",
    invented_currency_amount: "values_stand_in_their_quotes",
    million_off: "values_stand_in_their_quotes",
    invented_text: "values_stand_in_their_quotes",
    invented_company: "subjects_stand_in_the_report",
    undeclared: "keeps_to_its_attributes",
    bounds_elsewhere: "bounds_reach_the_value",
    invented_source: "chains_are_well_formed",
    wrong_outlet: "chains_are_well_formed",
    condition_without_mood: "modality_is_well_formed",
    denial_without_cue: "modality_is_well_formed",
    whole_text_as_quote: "quotes_are_short",
    signing: "leaves_its_name_to_the_runner",
    seeing_ghosts: "says_nothing_of_nothing",
    quadratic: "takes_linear_time",
}
