"""What the strategies draw is what they promise."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings, strategies as st

from dealwatch.domain.claim import Claim
from dealwatch.domain.ledger import Ledger
from dealwatch.domain.money import Money
from dealwatch.domain.reading import Mention
from dealwatch.domain.report import Report
from dealwatch.domain.subject import Subject
from dealwatch.testing.strategies import Told, claims, hostile_texts, reports, told_reports


@given(told_reports())
@settings(max_examples=40)
def test_a_told_report_proves_its_claims(told: Told) -> None:
    """The truth stands in the text: every value's words are part of the quote that is its sentence."""
    assert len(Ledger.of([told.report, *told.claims]).claims) == len(set(told.claims))
    for claim in told.claims:
        assert claim.raw_span.of(told.report.text) == claim.raw
        if isinstance(claim.value, Subject):
            assert claim.raw == claim.value.name
        if isinstance(claim.value, Money):
            assert str(int(claim.value.amount) // 10**6) in claim.raw


@given(st.data())
@settings(max_examples=20)
def test_claims_of_a_given_report_read_back_from_it(data: st.DataObject) -> None:
    """Also its cues, links and antecedents."""
    report = data.draw(reports())
    claim = data.draw(claims(report))
    assert all(report.proves(evidence) for evidence in claim.all_evidence)


@given(hostile_texts())
@settings(max_examples=30)
def test_hostile_texts_are_texts_that_a_report_can_hold(text: str) -> None:
    """They are hostile to readers, not to the domain."""
    assert Report(text=text).text == text


@given(st.from_type(Claim), st.from_type(Mention[Money]))
@settings(max_examples=5)
def test_types_are_drawn_without_an_import(claim: Claim, mention: Mention[Money]) -> None:
    """Hypothesis finds the strategies by the entry point."""
    assert claim.raw in claim.evidence.quote
    assert all(isinstance(candidate, Money) for candidate in mention.reading.candidates)


@pytest.mark.parametrize(
    "first",
    ["import hypothesis", "import dealwatch.testing.strategies", "from dealwatch.testing.strategies.values import money"],
)
def test_it_does_not_matter_what_is_imported_first(first: str) -> None:
    """Hypothesis imports us while we import it."""
    code = f"{first}\nfrom hypothesis import strategies as st\nfrom dealwatch import Claim\nassert 'claims' in repr(st.from_type(Claim))"
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)
