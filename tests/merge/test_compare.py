"""Comparing by sets, with negation, wholes and currencies: law 16, and the sentences that say the arithmetic."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as st

from dealwatch import Bounds, Money, Period, Quantity, RateNotFound, Relation, Status, Text, Undisclosed, Value
from dealwatch.merge.compare import Ground, Stated, arithmetic, relate
from dealwatch.merge.policy import Policy
from dealwatch.normalize.rates import Rate

WHOLE = Ground(None, Policy(), Quantity(Decimal(200), "employees"))


def stated(value: Value, bounds: Bounds | None = None, said: bool = True, conversion: Money | None = None) -> Stated:
    """A value as it is claimed."""
    return Stated(value, bounds, said, None, None, conversion, date(2025, 7, 1))


bounds = st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9)).map(
    lambda pair: Bounds(Decimal(min(pair)), Decimal(max(pair)))
)
amounts = st.builds(
    lambda number, limits, said: stated(
        Quantity(Decimal(number if limits is None else int(limits.low)), "employees"), limits, said
    ),
    st.integers(0, 9),
    bounds,
    st.booleans(),
)
others = st.builds(
    stated,
    st.sampled_from(
        [
            *Status,
            Undisclosed(),
            Money(Decimal(5), "EUR"),
            Money(Decimal(5), "USD"),
            Period.year(2025),
            Period.month(2025, 7),
            Text("Elmstadt"),
            Text("Elmstadt, Far Land"),
            Quantity(Decimal(5), "%"),
        ]
    ),
    st.none(),
    st.booleans(),
)
values = amounts | others


@given(values, values)
@settings(max_examples=400)
def test_what_lies_to_one_side_lies_to_the_other(one: Stated, other: Stated) -> None:
    """Law 16: overlap and the like are symmetric, refines and refined_by are each other's converse; a value equals itself."""
    assert relate(one, other, WHOLE) is relate(other, one, WHOLE).converse
    assert relate(one, one, WHOLE) is Relation.EQUAL


@given(values, values, values)
@settings(max_examples=400)
def test_refines_is_a_partial_order(a: Stated, b: Stated, c: Stated) -> None:
    """Law 16: transitive, also through negation and through equal sets."""
    within = (Relation.REFINES, Relation.EQUAL)
    if relate(a, b, WHOLE) in within and relate(b, c, WHOLE) in within:
        assert relate(a, c, WHOLE) in within


@given(amounts, amounts)
def test_what_is_denied_excludes_what_it_denies(one: Stated, other: Stated) -> None:
    """A value and its own denial are disjoint, and so is all that lies within what is denied."""
    if one.said:
        denied = stated(one.value, one.bounds, said=False)  # type: ignore[arg-type]
        assert relate(one, denied, WHOLE) is Relation.DISJOINT
        if other.said and relate(other, one, WHOLE) is Relation.REFINES:
            assert relate(other, denied, WHOLE) is Relation.DISJOINT


@pytest.mark.parametrize(
    ("part", "share", "expected"),
    [(30, "15", Relation.REFINES), (31, "15", Relation.REFINES), (40, "15", Relation.DISJOINT), (31, "15.0", Relation.DISJOINT)],
)
def test_a_percentage_holds_the_parts_that_round_to_it(part: int, share: str, expected: Relation) -> None:
    """To the digits in which it is written: 31 of 200 is 15.5 %."""
    number, rate = stated(Quantity(Decimal(part), "employees")), stated(Quantity(Decimal(share), "%"))
    assert relate(number, rate, WHOLE) is expected
    assert relate(number, rate, Ground(None, Policy())) is Relation.INCOMPARABLE
    if expected is Relation.REFINES:
        assert arithmetic(number, rate, expected, WHOLE) == f"{part} of 200 is {Decimal(part) / 2:.1f} %"


def test_a_conversion_in_the_text_bridges_two_currencies() -> None:
    """Of that claim only, and to the digits written."""
    yen = stated(Money(Decimal(670_900_000_000), "JPY"), conversion=Money(Decimal(7_100_000_000), "AUD"))
    assert relate(yen, stated(Money(Decimal(7_100_000_000), "AUD")), WHOLE) is Relation.OVERLAP
    assert relate(yen, stated(Money(Decimal(9_100_000_000), "AUD")), WHOLE) is Relation.DISJOINT
    assert (
        relate(stated(Money(Decimal(670_900_000_000), "JPY")), stated(Money(Decimal(7_100_000_000), "AUD")), WHOLE)
        is Relation.INCOMPARABLE
    )


class Two:
    """Rates that know one pair."""

    max_age = 7

    def rate(self, base: str, quote: str, on: date) -> Rate | None:
        """Two dollars to the euro."""
        if (base, quote) == ("EUR", "USD"):
            return Rate(Decimal(2), base, quote, on, "made up", "given")
        if (base, quote) == ("USD", "EUR"):
            return Rate(Decimal("0.5"), base, quote, on, "made up", "given")
        raise RateNotFound(f"no rate from {base} to {quote}")


def test_given_rates_bridge_two_currencies() -> None:
    """Within the slack of a day; without a rate they stay incomparable."""
    ground = Ground(None, Policy(rates=Two()))
    euros = stated(Money(Decimal(100), "EUR"))
    assert relate(euros, stated(Money(Decimal(201), "USD")), ground) is Relation.OVERLAP
    assert relate(euros, stated(Money(Decimal(150), "USD")), ground) is Relation.DISJOINT
    assert relate(euros, stated(Money(Decimal(100), "CHF")), ground) is Relation.INCOMPARABLE


def test_states_of_days_that_do_not_meet_are_not_compared() -> None:
    """The staff of one year is no contradiction to that of another."""
    then, now = stated(Quantity(Decimal(70), "employees")), stated(Quantity(Decimal(90), "employees"))
    then.valid, now.valid = Period.year(2024), Period.year(2025)
    assert relate(then, now, WHOLE) is Relation.INCOMPARABLE
    now.valid = Period.half(2024, 1)
    assert relate(then, now, WHOLE) is Relation.DISJOINT


@pytest.mark.parametrize("whole", [Quantity(Decimal(0), "employees"), Quantity(Decimal(200), "plants"), None])
def test_a_percentage_of_nothing_or_of_another_kind_holds_no_part(whole: Quantity | None) -> None:
    part, share = stated(Quantity(Decimal(20), "employees")), stated(Quantity(Decimal(10), "%"))
    assert relate(part, share, Ground(None, Policy(), whole)) is Relation.INCOMPARABLE


def test_the_arithmetic_is_said_in_a_sentence() -> None:
    """Whose rate it was, what lies within what, and nothing where nothing had to be brought together."""
    text_rate = stated(Money(Decimal(670_900_000_000), "JPY"), conversion=Money(Decimal(7_100_000_000), "AUD"))
    dollars = stated(Money(Decimal(7_100_000_000), "AUD"))
    assert arithmetic(dollars, text_rate, relate(dollars, text_rate, WHOLE), WHOLE) == (
        "AUD 7100000000 is JPY 670900000000 at the text's own rate"
    )
    ground = Ground(None, Policy(rates=Two()))
    euros, twice = stated(Money(Decimal(100), "EUR")), stated(Money(Decimal(201), "USD"))
    assert arithmetic(euros, twice, relate(euros, twice, ground), ground) == "EUR 100 is USD 201 within 2% of the rate of the day"
    july, year = stated(Period.month(2025, 7)), stated(Period.year(2025))
    assert arithmetic(july, year, relate(july, year, WHOLE), WHOLE) == "2025-07 lies within 2025"
    some = stated(Quantity(Decimal(70), "employees"))
    for low, high, said in ((60, None, "from 60"), (None, 90, "up to 90"), (60, 90, "60 to 90")):
        wide = stated(Quantity(Decimal(low or high or 0), "employees"), Bounds(_decimal(low), _decimal(high)))
        assert arithmetic(some, wide, relate(some, wide, WHOLE), WHOLE) == f"70 employees lies within {said} employees"
    unknown = stated(Undisclosed())
    assert arithmetic(unknown, unknown, Relation.EQUAL, WHOLE) is None
    assert arithmetic(stated(Status.AGREED), stated(Status.IN_TALKS), Relation.OVERLAP, WHOLE) is None


def _decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def test_a_rough_part_refines_the_percentage_that_it_rounds_to() -> None:
    """A number of people says more than a percentage of them, also where the number is rough."""
    rough = stated(Quantity(Decimal(30), "employees"), Bounds(Decimal(20), Decimal(40)))
    assert relate(rough, stated(Quantity(Decimal(15), "%")), WHOLE) is Relation.REFINES


def test_an_amount_without_a_day_or_rate_is_not_converted() -> None:
    """A policy's rates are of a day."""

    class NoRate:
        max_age = 7

        def rate(self, base: str, quote: str, on: date) -> Rate | None:
            return None

    one, other = stated(Money(Decimal(100), "EUR")), stated(Money(Decimal(201), "USD"))
    assert relate(one, other, Ground(None, Policy(rates=NoRate()))) is Relation.INCOMPARABLE
    one.day = other.day = None
    assert relate(one, other, Ground(None, Policy(rates=Two()))) is Relation.INCOMPARABLE


def test_a_conversion_in_brackets_is_rounded_to_its_last_digit() -> None:
    """Half a unit each side of A$7.1 billion, and no more."""
    yen = stated(Money(Decimal(670_900_000_000), "JPY"), conversion=Money(Decimal("7.1E9"), "AUD"))
    for amount, expected in (("7.05E9", "OVERLAP"), ("7.15E9", "OVERLAP"), ("7.04E9", "DISJOINT"), ("7.16E9", "DISJOINT")):
        exact = stated(Money(Decimal(amount), "AUD"), Bounds.exactly(Decimal(amount)))
        assert relate(yen, exact, WHOLE) is Relation[expected]
        assert relate(exact, yen, WHOLE) is Relation[expected]


@pytest.mark.parametrize(
    ("low", "high", "dollars", "expected"),
    [
        (90, 110, 180, Relation.OVERLAP),
        (90, 110, 224, Relation.OVERLAP),
        (90, 110, 170, Relation.DISJOINT),
        (90, 110, 230, Relation.DISJOINT),
        (90, None, 1000, Relation.OVERLAP),
        (90, None, 170, Relation.DISJOINT),
        (None, 110, 1, Relation.OVERLAP),
        (None, 110, 230, Relation.DISJOINT),
    ],
)
def test_what_is_converted_by_given_rates_keeps_its_bounds(
    low: int | None, high: int | None, dollars: int, expected: Relation
) -> None:
    """Both ends are converted, with the slack of a day; an open one stays open."""
    ground = Ground(None, Policy(rates=Two()))
    euros = stated(Money(Decimal(100), "EUR"), Bounds(_decimal(low), _decimal(high)))
    exact = stated(Money(Decimal(dollars), "USD"), Bounds.exactly(Decimal(dollars)))
    assert relate(euros, exact, ground) is expected


def test_a_sentence_is_said_only_of_what_both_say() -> None:
    """Not of what one denies or does not disclose, nor of what is apart; open ends are told from closed ones."""
    one, other = stated(Quantity(Decimal(70), "employees")), stated(Quantity(Decimal(60), "employees"), said=False)
    assert arithmetic(one, other, Relation.OVERLAP, WHOLE) is None
    assert arithmetic(one, stated(Undisclosed()), Relation.OVERLAP, WHOLE) is None
    assert arithmetic(one, stated(Text("many")), Relation.OVERLAP, WHOLE) is None
    above = stated(Quantity(Decimal(60), "employees"), Bounds(Decimal(60), None, low_closed=False))
    below = stated(Quantity(Decimal(90), "employees"), Bounds(None, Decimal(90), high_closed=False))
    assert arithmetic(one, above, Relation.REFINES, WHOLE) == "70 employees lies within above 60 employees"
    assert arithmetic(one, below, Relation.REFINES, WHOLE) == "70 employees lies within below 90 employees"
    part, share = stated(Quantity(Decimal(31), "employees")), stated(Quantity(Decimal(15), "%"))
    assert arithmetic(share, part, Relation.OVERLAP, WHOLE) == "31 of 200 is 15.5 %"
    bare = stated(Quantity(Decimal(7), None)), stated(Quantity(Decimal(9), None), Bounds(Decimal(5), Decimal(9)))
    assert arithmetic(*bare, Relation.REFINES, WHOLE) == "7 lies within 5 to 9"
