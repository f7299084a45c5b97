"""The adapters on the real libraries, where they are installed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import pytest

from dealwatch import BUILT_IN, Claim, Context, Evidence, Quantity, Report, Stance, Subject, extract_claims
from dealwatch.adapters import langextract_extractor, spacy_extractor

TEXT = "Nissan told Reuters nothing, while Foxconn declined to comment. Foxconn gains. The mill employs 3,900 workers. Foxconn waits."
REPORT = Report(text=TEXT, outlet="Daily Leaf", lang="en")


def test_a_spacy_pipeline_gives_names() -> None:
    """Entities of a real pipeline become one claim a form, in code points, beside the built-in extractors."""
    spacy = pytest.importorskip("spacy")
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Foxconn"}, {"label": "GPE", "pattern": "Nissan"}])
    ledger = extract_claims(Report(text=f"𝒜 {TEXT}", lang="en"), {**BUILT_IN, "spacy@1": spacy_extractor(pipeline)})
    (claim,) = [claim for claim in ledger.claims if claim.extractor == "spacy@1"]
    assert ("Foxconn", Subject("company", "Foxconn")) == (claim.raw, claim.subject)
    assert not ledger.failures


def span_claims(report: Report, context: Context, span: Any, evidence: Evidence) -> Iterator[Claim]:
    """What a matched span claims: the answer of whom it names."""
    yield Claim.from_quote(
        report,
        quote=evidence.quote,
        nth=report.text[: evidence.span.start].count(evidence.quote),
        subject=Subject("deal", evidence.quote, evidence),
        attribute="answer",
        value=Stance[span.label_],
    )


def test_what_spacy_matches_becomes_the_claims_that_its_author_makes_of_it() -> None:
    """Spans of a group and entities of other labels, each at its own place; a group that is not there is named."""
    spacy = pytest.importorskip("spacy")
    pipeline = spacy.blank("en")
    pipeline.add_pipe("span_ruler").add_patterns([{"label": "DECLINED_TO_COMMENT", "pattern": "declined to comment"}])
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "DENIED", "pattern": "denied it"}])
    text = "Ash declined to comment. Birch declined to comment. Cedar denied it."
    report = Report(text=text, outlet="Daily Leaf", lang="en")
    ledger = extract_claims(report, {"spacy@1": spacy_extractor(pipeline, groups=["ruler"], to_claims=span_claims)})
    told = sorted((claim.evidence.span.start, str(claim.value)) for claim in ledger.claims)
    assert told == [(4, "declined_to_comment"), (31, "declined_to_comment"), (text.index("denied"), "denied")]
    assert not ledger.failures
    (failure,) = extract_claims(report, {"spacy@1": spacy_extractor(pipeline, groups=["rules"])}).failures
    assert "no group of spans 'rules'; there are ruler" in failure.error


def test_a_trained_english_pipeline_gives_names_that_stand_in_the_text() -> None:
    """Where one is installed: a statistical model makes names, each proven by its words."""
    spacy = pytest.importorskip("spacy")
    if not spacy.util.is_package("en_core_web_sm"):
        pytest.skip("en_core_web_sm is not installed")
    text = "Microsoft agreed to buy Nokia, Satya Nadella said in Helsinki on Monday."
    extractor = spacy_extractor(spacy.load("en_core_web_sm"))
    ledger = extract_claims(Report(text=text, outlet="Daily Leaf", lang="en"), {"spacy@1": extractor})
    assert Subject("person", "Satya Nadella") in {claim.subject for claim in ledger.claims}
    assert not ledger.failures


def to_claims(report: Report, context: Context, extraction: Any, evidence: Evidence) -> Iterator[Claim]:
    """What an extraction of each class claims."""
    if extraction.extraction_class == "answer":
        yield Claim.from_quote(
            report,
            quote=evidence.quote,
            subject=Subject("deal", evidence.quote, evidence),
            attribute="answer",
            value=Stance.DECLINED_TO_COMMENT,
        )
    if extraction.extraction_class == "headcount":
        digits = "".join(c for c in evidence.quote if c.isdigit())
        yield Claim.from_quote(
            report,
            quote=evidence.quote,
            subject=Subject("plant", "The mill"),
            attribute="headcount",
            value=Quantity(Decimal(digits)),
        )


def annotated(answer: str) -> Any:
    """Run LangExtract with a model that lives in this process and gives one answer."""
    lx = pytest.importorskip("langextract")
    from langextract.core import base_model, types

    class Canned(base_model.BaseLanguageModel):  # type: ignore[misc, name-defined]
        def infer(self, batch_prompts: Sequence[str], **kwargs: Any) -> Iterator[Any]:
            for _ in batch_prompts:
                yield [types.ScoredOutput(score=1.0, output=answer)]

    examples = [lx.data.ExampleData(text="Ash waits.", extractions=[lx.data.Extraction("answer", "Ash waits")])]
    return lambda text: lx.extract(
        text,
        prompt_description="Find answers and headcounts.",
        examples=examples,
        model=Canned(),
        use_schema_constraints=False,
        fence_output=True,
        show_progress=False,
    )


@pytest.mark.filterwarnings("ignore")
def test_langextracts_answer_becomes_claims_where_the_words_stand() -> None:
    """True words become claims with true spans; invented words are refused, with a record."""
    answer = (
        '```json\n{"extractions": [{"answer": "Foxconn declined to comment"}, {"headcount": "3,900 workers"}, '
        '{"answer": "Honda declined to comment"}]}\n```'
    )
    ledger = extract_claims(REPORT, {"lx@1": langextract_extractor(annotated(answer), to_claims)})
    found = {claim.attribute: claim.evidence.span.start for claim in ledger.claims}
    assert {"answer": TEXT.index("Foxconn declined"), "headcount": TEXT.index("3,900")} == found
    (failure,) = ledger.failures
    assert "'Honda declined to comment' does not stand in the report" in failure.error


@pytest.mark.filterwarnings("ignore")
def test_a_wrong_alignment_is_caught_and_mended() -> None:
    """A sentence grounded on the next mention of its first word is put where it stands, and that is told."""
    run = annotated('```json\n{"extractions": [{"answer": "Foxconn declined to comment"}]}\n```')

    def misaligned(text: str) -> Any:
        document = run(text)
        start = text.index("Foxconn gains")
        document.extractions[0].char_interval.start_pos, document.extractions[0].char_interval.end_pos = start, start + 7
        return document

    problems: list[str] = []
    ledger = extract_claims(REPORT, {"lx@1": langextract_extractor(misaligned, to_claims, problems.append)})
    (claim,) = ledger.claims
    assert TEXT.index("Foxconn declined") == claim.evidence.span.start
    assert "by its order" in problems[0]
