"""What parties answered: each formula gives its stance, on the party's word, and never a claim on the deal itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dealwatch.domain.claim import Claim
from dealwatch.domain.report import Report
from dealwatch.domain.words import Stance
from dealwatch.extract.answers import answers, formulas_for
from dealwatch.normalize.context import Context

STORY = "Ash Paper Inc is in talks to buy Birch Ltd for $5 million. "


def answered(sentence: str, story: str = STORY) -> list[tuple[Stance, bool, str]]:
    return [(claim.value, not claim.modality.is_negative, claim.attribution.root.name) for claim in claims(sentence, story)]  # type: ignore[misc]


def claims(sentence: str, story: str = STORY) -> Iterator[Claim]:
    report = Report(text=story + sentence, outlet="Evening Post", lang="en")
    yield from answers(report, Context.of(report))


DECLINED, UNREACHED, DENIED = Stance.DECLINED_TO_COMMENT, Stance.UNREACHED, Stance.DENIED
CONFIRMED, NOT_OURS = Stance.CONFIRMED, Stance.NOT_OUR_ANNOUNCEMENT
BIRCH, ASH = "Birch Ltd", "Ash Paper Inc"
FORMULAS = [
    ("Birch declined to comment.", DECLINED, True, BIRCH),
    ("Birch has declined to comment.", DECLINED, True, BIRCH),
    ("Birch declined comment.", DECLINED, True, BIRCH),
    ("Birch refused to comment on the talks.", DECLINED, True, BIRCH),
    ("Birch would not comment.", DECLINED, True, BIRCH),
    ("A spokeswoman for Birch declined to comment.", DECLINED, True, BIRCH),
    ("A Birch spokesman declined to comment.", DECLINED, True, BIRCH),
    ("Birch officials declined to comment.", DECLINED, True, BIRCH),
    ("Birch had no comment.", DECLINED, True, BIRCH),
    ("Birch did not respond to a request for comment.", UNREACHED, True, BIRCH),
    ("Birch did not immediately respond to a request for comment.", UNREACHED, True, BIRCH),
    ("Birch could not be reached for comment.", UNREACHED, True, BIRCH),
    ("Birch could not immediately be reached for comment.", UNREACHED, True, BIRCH),
    ("Officials at Birch were not immediately available for comment.", UNREACHED, True, BIRCH),
    ("Birch did not return calls.", UNREACHED, True, BIRCH),
    ("Birch denied that it was in talks.", DENIED, True, BIRCH),
    ("Birch denied the report.", DENIED, True, BIRCH),
    ("Birch has denied any talks.", DENIED, True, BIRCH),
    ("Birch refuted the rumours.", DENIED, True, BIRCH),
    ("Birch dismissed the report of a sale.", DENIED, True, BIRCH),
    ("Birch has ruled out a takeover.", DENIED, True, BIRCH),
    ("Birch said there was no truth in the report.", DENIED, True, BIRCH),
    ("Birch called the report untrue.", DENIED, True, BIRCH),
    ("Birch confirmed it is in talks with Ash.", CONFIRMED, True, BIRCH),
    ("Birch confirmed the talks.", CONFIRMED, True, BIRCH),
    ("Birch acknowledged that an offer had been made.", CONFIRMED, True, BIRCH),
    ("Birch told Reuters the article was not based on information it had released.", NOT_OURS, True, BIRCH),
    ("Birch said the report was not based on an official announcement.", NOT_OURS, True, BIRCH),
    ("Birch did not refute the report either.", DENIED, False, BIRCH),
    ("Birch did not deny the talks.", DENIED, False, BIRCH),
    ("Birch did not confirm the talks.", CONFIRMED, False, BIRCH),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "stance", "said", "party"), FORMULAS, ids=[row[0] for row in FORMULAS])
def test_a_formula_is_the_stance_of_its_party(sentence: str, stance: Stance, said: bool, party: str) -> None:
    assert answered(sentence) == [(stance, said, party)]


def test_two_parties_that_answer_together_give_two_answers() -> None:
    assert sorted(answered("Ash Paper and Birch declined to comment.")) == [(DECLINED, True, ASH), (DECLINED, True, BIRCH)]


def test_two_answers_of_one_sentence_are_kept_apart() -> None:
    found = answered("Ash Paper declined to comment, while Birch could not be reached.")
    assert found == [(DECLINED, True, ASH), (UNREACHED, True, BIRCH)]


def test_who_asked_stands_before_the_party_in_the_chain() -> None:
    (claim,) = claims("Birch told Reuters the article was not based on information it had released.")
    assert [source.name for source in claim.attribution.sources] == ["Reuters", "Birch Ltd"]


def test_an_answer_belongs_to_the_deal_of_the_report_and_its_words_prove_it() -> None:
    (claim,) = claims("Birch declined to comment.")
    assert claim.attribute == "answer"
    assert claim.subject.kind == "deal"
    assert claim.raw == "declined to comment"
    assert claim.evidence.quote == "Birch declined to comment"
    assert claim.modality.own


def test_an_answer_without_a_deal_is_none() -> None:
    assert answered("Birch declined to comment.", story="The mill stands in Oslo. ") == []


@pytest.mark.parametrize(
    "sentence",
    ["Sources confirmed the talks.", "Birch confirmed its chairman.", "Analysts denied the report.", "Birch is a mill."],
)
def test_what_is_no_partys_answer_on_a_deal_is_none(sentence: str) -> None:
    assert answered(sentence) == []


def test_every_formula_of_the_table_is_read_as_written() -> None:
    rows = [formula for found in formulas_for("en").values() for formula in found]
    assert {formula.stance for formula in rows} == set(Stance)
    assert all(formula.words == tuple(word.lower() for word in formula.words) for formula in rows)
