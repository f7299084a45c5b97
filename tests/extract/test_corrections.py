"""A notice that mends a text is found with what was wrong and what is right; other sentences are no notices."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, strategies as st

from dealwatch.domain.ledger import Ledger, Withdrawal
from dealwatch.domain.report import Report
from dealwatch.extract import extract_claims
from dealwatch.extract.corrections import Correction, CorrectionKind, find_corrections, mend
from dealwatch.merge import resolve_deals

STORY = "Ash Corp will close seven of its 17 mills. The price was not told.\n\n"
CORRECTION, RETRACTION, CLARIFICATION = CorrectionKind.CORRECTION, CorrectionKind.RETRACTION, CorrectionKind.CLARIFICATION


def found(notice: str) -> tuple[Correction, ...]:
    return find_corrections(Report(text=STORY + notice, lang="en"))


@pytest.mark.parametrize(
    ("notice", "kind", "wrong", "right"),
    [
        ("This story has been corrected to say seven mills will close, not 17.", CORRECTION, "17", "seven mills will close"),
        ("An earlier version of this article incorrectly said 17 mills would close.", CORRECTION, "17 mills would close", None),
        ("(Corrects headline to show that Birch is the buyer, not Oak.)", CORRECTION, "Oak", "Birch is the buyer"),
        ("Correction: The article misstated the price of the mill.", CORRECTION, "the price of the mill", None),
        ("This report has been retracted.", RETRACTION, None, None),
        ("The Daily Leaf has retracted the story on Birch.", RETRACTION, None, None),
        ("Clarification: Birch is a unit of Oak.", CLARIFICATION, None, None),
    ],
)
def test_a_notice_tells_its_kind_and_what_it_mends(
    notice: str, kind: CorrectionKind, wrong: str | None, right: str | None
) -> None:
    (one,) = found(notice)
    assert one.kind is kind
    assert (one.wrong.quote if one.wrong else None) == wrong
    assert (one.right.quote if one.right else None) == right


@pytest.mark.parametrize("text", ["Ash corrected its course.", "The market saw a correction.", "Ash clarified its aims."])
def test_what_mends_no_text_is_no_notice(text: str) -> None:
    assert found(text) == ()


@given(
    st.lists(st.sampled_from(["corrects", "to say", ", not", "17", ".", "misstated", "has been retracted", "Ash"]), max_size=14)
)
def test_every_span_of_a_notice_reads_back(words: list[str]) -> None:
    report = Report(text=" ".join(words), lang="en")
    for one in find_corrections(report):
        assert all(report.proves(piece) for piece in (one.notice, one.wrong, one.right) if piece is not None)


NOON = datetime(2025, 7, 7, 12, tzinfo=UTC)
FIRST = Report(text="Ash Corp said it will close 17 plants.", outlet="Daily Leaf", published=date(2025, 7, 1), lang="en")


def test_a_corrected_text_is_a_newer_version_whose_number_stands() -> None:
    """The older number stays in the record, and loses."""
    text = "Ash Corp said it will close seven plants. (Corrects to show that seven plants will close, not 17.)"
    again = Report(text=text, outlet="Daily Leaf", published=date(2025, 7, 2), lang="en")
    (notice,) = find_corrections(again)
    newer = mend(notice, again, FIRST, by="desk", at=NOON)
    assert isinstance(newer, Report)
    dossier = resolve_deals(extract_claims(FIRST) | extract_claims(newer))
    found = dossier.fact("Ash Corp", "plant_closures")
    assert found is not None
    assert str(found.value) == "7 plants"
    assert [str(other.value) for other in found.alternatives] == ["17 plants"]
    assert [copy.reason for copy in dossier.copies] == ["it says that it replaces it"]


def test_a_retracted_text_claims_nothing_any_more_and_the_notice_is_the_reason() -> None:
    """Taking the retraction back restores it."""
    notice_of = Report(
        text="The story on Ash Corp has been retracted.", outlet="Daily Leaf", published=date(2025, 7, 3), lang="en"
    )
    (notice,) = find_corrections(notice_of)
    taken_back = mend(notice, notice_of, FIRST, by="desk", at=NOON)
    assert isinstance(taken_back, Withdrawal)
    assert taken_back.reason == "The story on Ash Corp has been retracted."
    ledger = extract_claims(FIRST) | Ledger.of(entries=(taken_back,))
    assert resolve_deals(ledger).fact("Ash Corp", "plant_closures") is None
    undone = Ledger.of(entries=(Withdrawal(taken_back.id, "desk", NOON, "It was right after all."),))
    assert resolve_deals(ledger | undone).fact("Ash Corp", "plant_closures") is not None
