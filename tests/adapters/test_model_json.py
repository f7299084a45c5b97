"""A model's JSON becomes claims where it can be used; the rest goes back to it in words, and then to a Failure."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, strategies as st

from dealwatch import Certainty, ExtractorError, Money, Report, extract_claims
from dealwatch.adapters import ask_for_claims, from_json

REPORT = Report(text="Ash Corp employs about 3,900 workers. It lost $5 million, Ash Corp said.", outlet="Daily Leaf", lang="en")
GOOD = {
    "quote": "employs about 3,900 workers",
    "subject": {"kind": "company", "name": "Ash Corp"},
    "attribute": "headcount",
    "value": {"type": "quantity", "amount": "3900", "unit": "employees"},
    "raw": "about 3,900",
    "certainty": "probable",
}


def answer(*claims: object) -> str:
    return f"Here you are:\n```json\n{json.dumps({'claims': claims})}\n```"


def test_a_good_answer_becomes_claims() -> None:
    """Prose and fences around the object do no harm; the claim has its span, its raw value and its certainty."""
    ledger = extract_claims(REPORT, {"model@1": from_json(lambda prompt: answer(GOOD))})
    (claim,) = ledger.claims
    assert (claim.raw, claim.modality.certainty, claim.extractor) == ("about 3,900", Certainty.PROBABLE, "model@1")
    assert not ledger.failures


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"quote": "employs 4,000 workers"}, "does not stand in the report"),
        ({"nth": 3}, "occurrence 3"),
        ({"nth": "0"}, "count from 0"),
        ({"raw": "4,000"}, "does not stand in the quote"),
        ({"subject": {"kind": "company", "name": "Zirconia"}}, "'Zirconia' does not stand"),
        ({"subject": "Ash Corp"}, "object of"),
        ({"value": {"type": "quantity", "amount": 3900}}, "decimal number in quotes"),
        ({"value": {"type": "money", "amount": "5", "currency": "$"}}, "ISO 4217"),
        ({"value": {"type": "feeling", "text": "x"}}, "feeling"),
        ({"attribute": "net_loss"}, "net_loss is said by a Money"),
        ({"certainty": "absolutely"}, "absolutely"),
        ({"confidence": 0.9}, "unknown key 'confidence'"),
        ({"value": {"type": "quantity", "amount": 3900}}, "$.claims[1].value.amount: 3900 where"),
        ({"quote": ["employs"]}, "$.claims[1].quote: a list where a text"),
        ({"raw": 3900}, "$.claims[1].raw: 3900 where a text"),
        ({"certainty": []}, "$.claims[1].certainty: a list where a text"),
        ({"subject": {"kind": "company", "name": None}}, "$.claims[1].subject.name: null where a text"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place(change: dict[str, Any], says: str) -> None:
    """Each fault names the claim it is in; the good claims beside it are kept."""
    ledger = extract_claims(REPORT, {"model@1": from_json(lambda prompt: answer(GOOD, {**GOOD, **change}), tries=1)})
    assert len(ledger.claims) == 1
    (failure,) = ledger.failures
    assert "$.claims[1]" in failure.error
    assert says in failure.error


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["Ash Corp", "company", "", "\ud800"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from([*GOOD, "type", "nth"]), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from([*GOOD, "nth"]), ANY_JSON)
def test_whatever_a_model_puts_into_a_field_the_claims_beside_it_are_kept(key: str, value: object) -> None:
    """A field of any JSON is read, or told with the number of its claim; nothing else comes out."""
    text = answer(GOOD, {**GOOD, key: value})
    ledger = extract_claims(REPORT, {"model@1": from_json(lambda prompt: text, tries=1)})
    assert GOOD["attribute"] in {claim.attribute for claim in ledger.claims}
    assert all("$.claims[1]" in failure.error for failure in ledger.failures)


def test_a_key_that_stands_twice_is_no_answer() -> None:
    """Which of the two is meant, nobody can tell."""
    text = answer(GOOD).replace('"raw":', '"quote": "lots", "raw":')
    (failure,) = extract_claims(REPORT, {"model@1": from_json(lambda prompt: text, tries=1)}).failures
    assert "$.claims[0]: an object with the key 'quote' twice" in failure.error


@pytest.mark.parametrize("text", ["", "no", "{", '{"claims": 5}', "[1]", '{"claims": [5]}', "{" * 5000])
def test_an_answer_that_is_no_answer_is_refused(text: str) -> None:
    """Neither prose nor broken or bottomless JSON becomes a claim."""
    with pytest.raises(ExtractorError, match="not all usable"):
        extract_claims(REPORT, {"model@1": from_json(lambda prompt: text)}, on_error="raise")


def test_the_faults_go_back_to_the_model() -> None:
    """The second prompt says what was wrong with the first answer, and the second answer counts."""
    prompts: list[str] = []

    def model(prompt: str) -> str:
        prompts.append(prompt)
        return answer({**GOOD, "quote": "lots"}) if len(prompts) == 1 else answer(GOOD)

    ledger = extract_claims(REPORT, {"model@1": from_json(model)})
    assert len(ledger.claims) == 1
    assert not ledger.failures
    assert "not usable" not in prompts[0]
    assert "$.claims[0]: occurrence 0 of 'lots'" in prompts[1]


def test_the_prompt_has_the_report_and_the_keys() -> None:
    """A model is told what to answer with."""
    prompt = ask_for_claims(REPORT)
    assert REPORT.text in prompt
    assert all(f'"{key}"' in prompt for key in ("quote", "nth", "subject", "attribute", "value", "raw", "certainty"))
    assert Money.__name__.lower() in prompt
