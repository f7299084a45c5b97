"""Two values lie to each other as the sets they denote, and each relation has its converse."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from dealwatch import (
    Bounds,
    DealType,
    InvalidValue,
    Money,
    Period,
    Quantity,
    Relation,
    Report,
    Stance,
    Status,
    Subject,
    Text,
    Undisclosed,
    Value,
    relation,
)

values: st.SearchStrategy[Value] = st.one_of(
    st.builds(Money, st.integers(0, 3).map(Decimal), st.sampled_from(["AUD", "USD"])),
    st.builds(Quantity, st.integers(0, 3).map(Decimal), st.sampled_from([None, "%", "plants"])),
    st.integers(2023, 2025).map(Period.year),
    st.builds(Period.month, st.integers(2024, 2025), st.integers(1, 12)),
    st.lists(st.sampled_from(["near", "Tokyo", "Japan", "tokyo,"]), min_size=1, max_size=3).map(lambda w: Text(" ".join(w))),
    st.sampled_from(DealType),
    st.sampled_from(Status),
    st.sampled_from(Stance),
    st.builds(Subject, st.sampled_from(["company", "plant"]), st.sampled_from(["Ash Corp", "ash corp", "Birch"])),
    st.just(Undisclosed()),
)


@given(values, values)
def test_a_relation_has_its_converse(one: Value, other: Value) -> None:
    """Law 16: overlap is symmetric, refines and refined_by are each other's converse."""
    assert relation(one, other).converse == relation(other, one)


@given(values)
def test_a_value_equals_itself(value: Value) -> None:
    """Law 16: reflexive."""
    assert relation(value, value) is Relation.EQUAL


@given(values, values, values)
def test_refining_is_transitive(one: Value, two: Value, three: Value) -> None:
    """Law 16: what lies within what lies within, lies within."""
    within = {Relation.EQUAL, Relation.REFINES}
    if relation(one, two) in within and relation(two, three) in within:
        assert relation(one, three) in within


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Money(Decimal(5), "AUD"), Money(Decimal(5), "USD"), Relation.INCOMPARABLE),
        (Quantity(Decimal(15), "%"), Quantity(Decimal(20000), "employees"), Relation.INCOMPARABLE),
        (Money(Decimal(5), "AUD"), Undisclosed(), Relation.REFINES),
        (Text("Oppama, Japan"), Text("Japan"), Relation.REFINES),
        (Text("near Tokyo"), Text("south of Tokyo"), Relation.INCOMPARABLE),
        (DealType.STAKE, DealType.ACQUISITION, Relation.OVERLAP),
        (Status.CONSIDERED, Status.COMPLETED, Relation.OVERLAP),
        (Status.SUSPENDED, Status.TERMINATED, Relation.DISJOINT),
        (Stance.CONFIRMED, Stance.DENIED, Relation.DISJOINT),
        (Stance.CONFIRMED, Stance.DECLINED_TO_COMMENT, Relation.OVERLAP),
        (Status.AGREED, DealType.MERGER, Relation.INCOMPARABLE),
    ],
)
def test_what_can_and_cannot_conflict(one: Value, other: Value, expected: Relation) -> None:
    """Only DISJOINT can conflict: two stages of a path, two currencies or two types do not."""
    assert expected == relation(one, other)


def test_bounds_replace_the_point() -> None:
    """About 40 % lies within "less than half"; without its bounds, 50 would exclude it."""
    forty, fifty = Quantity(Decimal(40), "%"), Quantity(Decimal(50), "%")
    about, below = Bounds(Decimal(38), Decimal(42)), Bounds(None, Decimal(50), high_closed=False)
    assert relation(forty, fifty, about, below) is Relation.REFINES
    assert relation(forty, fifty) is Relation.DISJOINT


def test_a_text_and_a_subject_say_something() -> None:
    """Empty words are no value, and a deal is never a bare name."""
    with pytest.raises(InvalidValue):
        Text("  ")
    with pytest.raises(InvalidValue, match="has a name"):
        Subject("company", " ")
    with pytest.raises(InvalidValue, match="no kind of subject"):
        Subject("firm", "Ash")
    with pytest.raises(InvalidValue, match=r"Subject\.quoted"):
        Subject("deal", "the talks")


def test_a_quoted_subject_is_that_mention() -> None:
    """Two mentions of the same words are two subjects; a bare name is one wherever it stands."""
    report = Report(text="talks about talks")
    first, second = (Subject.quoted(report, "deal", "talks", nth) for nth in (0, 1))
    assert first.id != second.id
    assert Subject("company", "Ash").id == Subject("company", "Ash").id
