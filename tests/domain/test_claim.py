"""A claim is only constructible where its value is written in the words that prove it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve

from dealwatch import (
    HEADCOUNT,
    Attribution,
    Bounds,
    Certainty,
    Claim,
    EvidenceError,
    InvalidValue,
    Label,
    Link,
    Mention,
    Modality,
    Mood,
    NotOneReading,
    Polarity,
    Quantity,
    Reading,
    Report,
    Source,
    SourceKind,
    Span,
    Subject,
    Text,
    Undisclosed,
)

REPORT = Report(text="The facility employs about 3,900 workers. Terms were not disclosed.", outlet="Daily Leaf")
MILL = Subject("plant", "the mill")


def test_raw_is_the_value_as_written() -> None:
    """Law 14: the claim keeps where in its quote the value stands, in offsets of the report."""
    claim = Claim.from_quote(
        REPORT,
        quote="employs about 3,900 workers",
        raw="3,900",
        subject=MILL,
        attribute="headcount",
        value=Quantity(Decimal(3900)),
    )
    assert claim.raw == "3,900" == claim.raw_span.of(REPORT.text)
    assert claim.evidence.span.of(REPORT.text) == "employs about 3,900 workers"
    assert claim.attribution.root.name == "Daily Leaf"


@pytest.mark.parametrize(
    ("quote", "raw", "error"),
    [("employs 4,000", None, EvidenceError), ("3,900", "4,000", EvidenceError), ("3,900", "", EvidenceError)],
    ids=["invented quote", "invented value", "empty value"],
)
def test_words_that_are_not_there_are_refused(quote: str, raw: str | None, error: type[Exception]) -> None:
    """Neither a quote nor a raw value can be invented."""
    with pytest.raises(error):
        Claim.from_quote(REPORT, quote=quote, raw=raw, subject=MILL, attribute="headcount", value=Quantity(Decimal(3900)))


def test_a_declared_attribute_has_its_type() -> None:
    """A headcount is a Quantity; a price may also be said to be undisclosed; an undeclared attribute takes anything."""
    with pytest.raises(InvalidValue, match="headcount is said by a Quantity"):
        Claim.from_quote(REPORT, quote="3,900", subject=MILL, attribute="headcount", value=Text("many"))
    withheld = Claim.from_quote(
        REPORT,
        quote="Terms were not disclosed",
        subject=Subject.quoted(REPORT, "deal", "Terms"),
        attribute="value",
        value=Undisclosed(),
    )
    assert str(withheld.value) == "undisclosed"
    assert (
        Claim.from_quote(REPORT, quote="facility", subject=MILL, attribute="acme_mood", value=Text("grim")).attribute
        == "acme_mood"
    )
    with pytest.raises(InvalidValue, match="bounds belong to an amount"):
        Claim.from_quote(
            REPORT, quote="facility", subject=MILL, attribute="kind", value=Text("x"), bounds=Bounds.exactly(Decimal(1))
        )


def test_every_piece_of_evidence_is_listed() -> None:
    """The ledger checks what all_evidence lists, so nothing that proves may be missing from it."""
    pieces = [REPORT.evidence(start, start + 2) for start in (0, 4, 8, 12, 16)]
    claim = Claim(
        subject=Subject("plant", "the mill", pieces[0]),
        attribute="owner",
        value=Subject("company", "Ash", pieces[1]),
        evidence=REPORT.evidence(20, 30),
        raw_span=REPORT.evidence(20, 30).span,
        attribution=Attribution(Source("Daily Leaf", SourceKind.OUTLET), (Link(Source("Ash", SourceKind.COMPANY), pieces[2]),)),
        modality=Modality(cue=pieces[3], condition=REPORT.evidence(32, 34)),
        antecedents=(pieces[4],),
    )
    assert {*pieces, claim.evidence, REPORT.evidence(32, 34)} == set(claim.all_evidence)


@pytest.mark.parametrize(
    ("modality", "label"),
    [
        (Modality(polarity=Polarity.NEGATIVE, own=True), Label.DENIED),
        (Modality(polarity=Polarity.NEGATIVE), Label.REPORTED),
        (Modality(Certainty.POSSIBLE, mood=Mood.CONDITIONAL, own=True), Label.CONDITIONAL),
        (Modality(Certainty.PROBABLE, mood=Mood.PLANNED), Label.PLANNED),
        (Modality(Certainty.UNKNOWN, own=True), Label.RUMOURED),
        (Modality(Certainty.POSSIBLE), Label.RUMOURED),
        (Modality(Certainty.PROBABLE), Label.REPORTED),
        (Modality(own=True), Label.ASSERTED),
    ],
)
def test_the_label_is_the_first_that_fits(modality: Modality, label: Label) -> None:
    """Denied (negative and own), conditional, planned, rumoured, reported, asserted, in that order."""
    assert label == modality.label


def test_firmness_orders_certainty_before_mood() -> None:
    """A certain plan is firmer than a probable fact; of two certain claims the actual one is firmer."""
    ranks = [
        Modality(Certainty.UNKNOWN),
        Modality(Certainty.PROBABLE),
        Modality(mood=Mood.CONDITIONAL),
        Modality(mood=Mood.PLANNED),
        Modality(),
    ]
    assert sorted(ranks, key=lambda modality: modality.firmness) == ranks


def test_a_reading_is_doubt_as_data() -> None:
    """Taking one of two is misuse; none is falsy and says why; a decided one has a best but no only."""
    none, one, two = Reading((), "no day is known"), Reading((1,), "x"), Reading((1, 2), "x")
    decided = Reading((1, 2), "the locale", settled=True)
    assert (bool(none), bool(one), bool(two)) == (False, True, True)
    assert [found.best for found in (none, one, two, decided)] == [None, 1, None, 1]
    assert one.only == 1
    for found in (none, two, decided):
        with pytest.raises(NotOneReading):
            _ = found.only
    with pytest.raises(InvalidValue, match="once"):
        Reading((1, 1), "x")


def test_a_claim_and_a_mention_that_do_not_fit_their_words_are_refused() -> None:
    """The value lies in the quote, a quote is as long as its span, and a source has a name."""
    claim = Claim.from_quote(REPORT, quote="3,900", subject=MILL, attribute="headcount", value=Quantity(Decimal(3900)))
    with pytest.raises(EvidenceError, match="lies outside the quote"):
        evolve(claim, raw_span=Span(0, 3))
    with pytest.raises(InvalidValue, match="not as long as its span"):
        Mention(Span(0, 3), "The facility", Reading((1,), "x"))
    with pytest.raises(InvalidValue, match="a source has a name"):
        Source(" ", SourceKind.ANONYMOUS)


def test_a_chain_names_its_sources_from_the_outlet_to_who_knew_it() -> None:
    chain = Attribution(
        Source("Daily Leaf", SourceKind.OUTLET),
        (Link(Source("Oak Wire", SourceKind.AGENCY)), Link(Source("Ash", SourceKind.COMPANY))),
    )
    assert [source.name for source in chain.sources] == ["Oak Wire", "Ash"]
    assert chain.root.name == "Ash"
    assert str(chain) == "Daily Leaf < Oak Wire < Ash"
    own = Attribution(Source("Daily Leaf", SourceKind.OUTLET))
    assert (own.sources, own.root, str(own)) == ((), own.outlet, "Daily Leaf")


def test_an_extractor_signs_what_it_claims() -> None:
    """And nothing else changes."""
    claim = Claim.from_quote(REPORT, quote="3,900", subject=MILL, attribute="headcount", value=Quantity(Decimal(3900)))
    assert claim.by("acme@1") == evolve(claim, extractor="acme@1")


def test_an_attribute_reads_as_its_name() -> None:
    """So that it can stand where a name is asked for."""
    assert str(HEADCOUNT) == "headcount"
