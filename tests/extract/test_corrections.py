"""A notice that mends a text is found with what was wrong and what is right; other sentences are no notices."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from dealwatch.domain.report import Report
from dealwatch.extract.corrections import Correction, CorrectionKind, find_corrections

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
