"""An amount denotes a set of numbers, and two sets lie in one of five ways."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given, strategies as st

from dealwatch import Bounds, InvalidValue, Relation

ends = st.none() | st.integers(-5, 5).map(Decimal)


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    low, high, low_closed, high_closed = draw(ends), draw(ends), draw(st.booleans()), draw(st.booleans())
    try:
        return Bounds(low, high, low_closed, high_closed)
    except InvalidValue:
        assume(False)
        raise


POINTS = [Decimal(n) / 2 for n in range(-13, 14)]


def members(found: Bounds) -> set[Decimal]:
    """The oracle: which points of a grid finer than the ends lie in it, one point beyond each side."""
    inside = set()
    for point in POINTS:
        above = found.low is None or point > found.low or (point == found.low and found.low_closed)
        below = found.high is None or point < found.high or (point == found.high and found.high_closed)
        if above and below:
            inside.add(point)
    return inside


@given(bounds(), bounds())
def test_relation_is_that_of_the_sets(one: Bounds, other: Bounds) -> None:
    """Equal, refines, refined_by, overlap and disjoint mean what they mean for the sets of numbers."""
    a, b = members(one), members(other)
    expected = (
        Relation.DISJOINT
        if not a & b
        else Relation.EQUAL
        if a == b
        else Relation.REFINES
        if a < b
        else Relation.REFINED_BY
        if b < a
        else Relation.OVERLAP
    )
    assert expected == one.relation(other)


@given(bounds(), bounds())
def test_the_converse_is_the_relation_seen_from_the_other_side(one: Bounds, other: Bounds) -> None:
    """relation(a, b) and relation(b, a) say the same."""
    assert one.relation(other).converse == other.relation(one)


@given(bounds(), bounds(), bounds())
def test_refines_is_a_partial_order(one: Bounds, two: Bounds, three: Bounds) -> None:
    """Reflexive, antisymmetric, transitive."""
    within = {Relation.EQUAL, Relation.REFINES}
    assert one.relation(one) is Relation.EQUAL
    if one.relation(two) in within and two.relation(three) in within:
        assert one.relation(three) in within


@given(bounds(), st.integers(1, 1000).map(Decimal))
def test_scaling_keeps_relations(found: Bounds, factor: Decimal) -> None:
    """The set of all numbers times a factor holds the scaled members and no others."""
    scaled = found.scaled(factor)
    assert all(scaled.holds(point * factor) == found.holds(point) for point in POINTS)


@pytest.mark.parametrize(
    "ends",
    [(Decimal(2), Decimal(1)), (Decimal("NaN"), None), (None, Decimal("Infinity")), (Decimal("1E999999999"), None)],
    ids=["reversed", "not a number", "infinite", "would fill memory"],
)
def test_an_empty_or_endless_set_is_refused(ends: tuple[Decimal | None, Decimal | None]) -> None:
    """What holds no number, or ends at no number, is refused."""
    with pytest.raises(InvalidValue):
        Bounds(*ends)


def test_a_point_without_its_ends_is_refused() -> None:
    """(2, 2] holds no number."""
    with pytest.raises(InvalidValue, match="holds no number"):
        Bounds(Decimal(2), Decimal(2), low_closed=False)


def test_a_factor_is_positive() -> None:
    """A negative factor would turn the ends round silently."""
    with pytest.raises(InvalidValue, match="positive"):
        Bounds.exactly(Decimal(1)).scaled(Decimal(-1))


def test_width_and_text() -> None:
    """An interval prints as mathematics writes it."""
    assert ("[1, 2)", Decimal(1)) == (str(Bounds(Decimal(1), Decimal(2), True, False)), Bounds(Decimal(1), Decimal(2)).width)
    assert (str(Bounds(None, Decimal(2))), Bounds(None, Decimal(2)).width) == ("(.., 2]", None)
    assert str(Bounds(Decimal(1), None, low_closed=False)) == "(1, ..)"


def test_ends_that_touch_share_their_number_only_where_both_are_closed() -> None:
    for left in (True, False):
        for right in (True, False):
            below, above = Bounds(Decimal(1), Decimal(2), True, left), Bounds(Decimal(2), Decimal(3), right, True)
            assert below.meets(above) is above.meets(below) is (left and right)
            wide = Bounds(Decimal(1), Decimal(3), left, right)
            assert wide.contains(Bounds(Decimal(1), Decimal(3), False, False))
            assert wide.contains(Bounds(Decimal(1), Decimal(3))) is (left and right)


def test_nothing_is_scaled_to_nothing() -> None:
    with pytest.raises(InvalidValue, match="by a positive factor, not 0"):
        Bounds(Decimal(1), Decimal(2)).scaled(Decimal(0))


@given(bounds())
def test_it_holds_its_members_and_no_other_number(found: Bounds) -> None:
    assert {point for point in POINTS if found.holds(point)} == members(found)
