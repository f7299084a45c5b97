"""A quotation is grounded where it stands, whatever offsets somebody else gave it."""

from __future__ import annotations

from hypothesis import given, strategies as st

from dealwatch import Report, Span
from dealwatch.adapters import ground

TEXT = "Foxconn is in talks. Nissan waits, while Foxconn declined to comment. Foxconn gains a foothold. 𝒜 Foxconn."
REPORT = Report(text=TEXT)


@given(st.lists(st.integers(0, 3), unique=True).map(sorted), st.lists(st.none() | st.integers(0, 110), min_size=4, max_size=4))
def test_every_grounding_reads_back_and_order_is_kept(wanted: list[int], given_starts: list[int | None]) -> None:
    """Whatever spans are given, each grounded quotation stands where it is said to, and no place is used twice."""
    quotes = [
        ("Foxconn", None if start is None else Span(start, start + 7)) for _, start in zip(wanted, given_starts, strict=False)
    ]
    found = [one.evidence for one in ground(REPORT, quotes)]
    assert all(evidence is not None and REPORT.proves(evidence) for evidence in found)
    starts = [evidence.span.start for evidence in found if evidence is not None]
    assert starts == sorted(set(starts))


def test_right_spans_are_believed() -> None:
    """Where the words stand at the span given, that mention is meant, though it is not the first."""
    second = TEXT.index("Foxconn declined")
    (found,) = ground(REPORT, [("Foxconn", Span(second, second + 7))])
    assert found.evidence is not None
    assert (second, "") == (found.evidence.span.start, found.note)


def test_a_partial_alignment_on_the_next_mention_is_mended() -> None:
    """A sentence aligned on the next mention of its first word goes back to where it stands, with a note."""
    wrong = TEXT.index("Foxconn gains")
    (found,) = ground(REPORT, [("Foxconn declined to comment", Span(wrong, wrong + 7))])
    assert found.evidence is not None
    assert TEXT.index("Foxconn declined") == found.evidence.span.start
    assert "by its order" in found.note


def test_what_stands_nowhere_is_not_grounded() -> None:
    """An invented quotation, an empty one, and one told more often than it stands."""
    found = ground(REPORT, [("Honda", None), ("", None), ("Nissan", None), ("Nissan", None)])
    assert [one.evidence is None for one in found] == [True, True, False, True]
    assert "more often" in found[3].note
