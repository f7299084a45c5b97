"""Reports, claims that read back from them, and ledgers of both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from dealwatch.domain import words
from dealwatch.domain.attributes import ATTRIBUTES
from dealwatch.domain.attribution import Attribution, Link, Source
from dealwatch.domain.claim import Claim
from dealwatch.domain.dates import Period
from dealwatch.domain.ledger import Decision, Entry, Failure, Ledger, Override, Withdrawal
from dealwatch.domain.modality import Modality
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.report import Evidence, Report, Section, Span
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Text, Undisclosed
from dealwatch.testing.strategies.values import (
    OUTLETS,
    bounds,
    days,
    evidence,
    ids,
    moments,
    money,
    names,
    periods,
    quantities,
    some_words,
    spans,
    subjects,
    texts,
    values,
)

STORIES: Final = (
    "Ash Corp is in talks with Birch Ltd to buy its mill for about $5.8 billion, two people told the Evening Bark.",
    "Talks over\r\n\r\nÉclair & Fils n’achètera pas l’usine de Doğan Enerji A.Ş. 🌲, a-t-on appris lundi.",
    "楓電機は樺重工業と工場の売却について協議している。従業員は約3900人。",
)

# Reports and claims


def sources() -> SearchStrategy[Source]:
    """Whoever says something."""
    return st.builds(Source, st.sampled_from(OUTLETS) | names(), st.sampled_from(words.SourceKind))


@st.composite
def reports(draw: DrawFn, text: SearchStrategy[str] | None = None) -> Report:
    """Reports of any text, with or without what is known of them."""
    body = draw(st.sampled_from(STORIES) | texts(40) if text is None else text)
    section = sections(_pieces(body).map(lambda piece: Span(*piece)))
    return Report(
        text=body,
        outlet=draw(st.none() | st.sampled_from(OUTLETS)),
        published=draw(st.none() | days() | moments()),
        lang=draw(st.sampled_from([None, "en", "en-AU", "ja"])),
        url=draw(st.none() | st.just("https://leaf.example/1")),
        title=draw(st.none() | texts()),
        observed_at=draw(st.none() | moments()),
        sections=tuple(draw(st.lists(section, max_size=2))),
        replaces=draw(st.none() | ids("report")),
    )


def sections(places: SearchStrategy[Span] | None = None) -> SearchStrategy[Section]:
    """A stretch and what it is."""
    place = spans() if places is None else places
    return st.builds(Section, st.sampled_from(words.SectionKind), place, st.none() | st.just("it"), st.none() | names())


def _pieces(text: str) -> SearchStrategy[tuple[int, int]]:
    return st.integers(0, len(text) - 1).flatmap(lambda start: st.tuples(st.just(start), st.integers(start + 1, len(text))))


def modalities(proof: SearchStrategy[Evidence] | None = None) -> SearchStrategy[Modality]:
    """How firmly something is said, with or without the words that say so."""
    maybe = st.none() | (evidence() if proof is None else proof)
    choose = st.sampled_from
    return st.builds(Modality, choose(words.Certainty), choose(words.Polarity), choose(words.Mood), st.booleans(), maybe, maybe)


def attributions(proof: SearchStrategy[Evidence] | None = None) -> SearchStrategy[Attribution]:
    """An outlet, and none to three links."""
    return st.builds(Attribution, sources(), st.lists(links(proof), max_size=3).map(tuple))


def links(proof: SearchStrategy[Evidence] | None = None) -> SearchStrategy[Link]:
    """One step of a chain."""
    return st.builds(Link, sources(), st.none() | (evidence() if proof is None else proof), st.none() | periods())


_SAID_BY: Final[dict[type[Any], Callable[[SearchStrategy[Evidence]], SearchStrategy[Any]]]] = {
    Money: lambda _: money() | st.just(Undisclosed()),
    Quantity: lambda _: quantities(),
    Period: lambda _: periods(),
    Text: lambda _: some_words(),
    words.DealType: lambda _: st.sampled_from(words.DealType),
    words.Status: lambda _: st.sampled_from(words.Status),
    words.Stance: lambda _: st.sampled_from(words.Stance),
    Subject: subjects,
}


@st.composite
def claims(draw: DrawFn, report: Report | None = None) -> Claim:
    """Claims that read back from a report: the one given, or one of their own, of which only the id is in them."""
    stands_in = draw(reports()) if report is None else report
    proof = _pieces(stands_in.text).map(lambda piece: stands_in.evidence(*piece))
    found = draw(proof)
    start, end = draw(_pieces(found.quote))
    declared = draw(st.none() | st.sampled_from(sorted(ATTRIBUTES)))
    value = draw(values(proof) if declared is None else _SAID_BY[ATTRIBUTES[declared].type](proof))
    is_amount = isinstance(value, Money | Quantity)
    return Claim(
        subject=draw(subjects(proof)),
        attribute=declared or draw(st.sampled_from(["population@2006", "acme:mood"])),
        value=value,
        evidence=found,
        raw_span=Span(found.span.start + start, found.span.start + end),
        attribution=draw(attributions(proof)),
        modality=draw(modalities(proof)),
        bounds=draw(bounds()) if is_amount and draw(st.booleans()) else None,
        valid=draw(st.none() | periods()),
        conversion=draw(st.none() | money()),
        antecedents=tuple(draw(st.lists(proof, max_size=2))),
        extractor=draw(st.sampled_from(["", "deals@1", "acme-llm@3"])),
    )


# The ledger


@st.composite
def decisions(draw: DrawFn) -> Decision:
    """Judgements on two things."""
    a, b = sorted((draw(ids("company")), draw(ids("plant"))))
    return Decision(a, b, draw(st.sampled_from(words.Judgement)), **draw(_signed()))


def overrides() -> SearchStrategy[Override]:
    """Values that a person sets."""
    return st.builds(
        lambda subject, attribute, value, signed: Override(subject, attribute, value, **signed),
        ids("deal"),
        st.sampled_from(sorted(ATTRIBUTES)),
        values(),
        _signed(),
    )


def withdrawals(entry_ids: SearchStrategy[str] | None = None) -> SearchStrategy[Withdrawal]:
    """Withdrawals of any entry, or of one of those given."""
    drawn = ids("claim") if entry_ids is None else entry_ids
    return st.builds(lambda entry_id, signed: Withdrawal(entry_id, **signed), drawn, _signed())


def failures(report_ids: SearchStrategy[str] | None = None) -> SearchStrategy[Failure]:
    """What an extractor could not do with a report, or with one of those given."""
    return st.builds(
        Failure, ids("report") if report_ids is None else report_ids, st.sampled_from(["deals@1", "acme-llm@3"]), texts()
    )


def _signed() -> SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"by": names(), "at": moments(), "reason": texts()})


@st.composite
def ledgers(draw: DrawFn, max_reports: int = 3, max_claims: int = 3) -> Ledger:
    """Ledgers of some reports with their claims, decisions, overrides, failures, and withdrawals of any of these."""
    entries: list[Entry] = []
    for report in draw(st.lists(reports(), max_size=max_reports)):
        entries += [report, *draw(st.lists(claims(report), max_size=max_claims))]
        entries += draw(st.lists(failures(st.just(report.id)), max_size=1))
    entries += draw(st.lists(decisions() | overrides(), max_size=2))
    for _ in range(draw(st.integers(0, 3)) if entries else 0):
        entries.append(draw(withdrawals(st.sampled_from([entry.id for entry in entries]))))
    return Ledger.of(entries)
