"""Money is exact, and amounts of two currencies never meet by accident."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from dealwatch import CurrencyMismatch, InvalidValue, Money, Quantity

amounts = st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal("-1E38"), max_value=Decimal("1E38"), places=12)


@given(amounts, amounts)
def test_sums_are_exact(one: Decimal, other: Decimal) -> None:
    """A sum of amounts with fifty digits loses none (Python's default context keeps 28)."""
    total = Money(one, "JPY") + Money(other, "JPY")
    assert _scaled(one) + _scaled(other) == _scaled(total.amount)
    assert Money(one, "JPY") == total - Money(other, "JPY")


def _scaled(amount: Decimal) -> int:
    sign, digits, exponent = amount.as_tuple()
    assert isinstance(exponent, int)
    number = int("".join(map(str, digits))) * 10 ** (exponent + 12)
    return -number if sign else number


@given(amounts.filter(lambda amount: abs(amount) < Decimal("1E36")), st.integers(-1000, 1000))
def test_a_multiple_is_a_repeated_sum(amount: Decimal, factor: int) -> None:
    """Times n is exact; minus is times minus one."""
    money = Money(amount, "EUR")
    assert factor * _scaled(amount) == _scaled((money * factor).amount)
    assert -money == money * -1


@pytest.mark.parametrize("operation", ["__add__", "__sub__", "__lt__", "__le__", "__gt__"])
def test_two_currencies_never_meet(operation: str) -> None:
    """Adding, subtracting and ordering across currencies is misuse."""
    one, other = Money(Decimal(1), "AUD"), Money(Decimal(1), "USD")
    with pytest.raises(CurrencyMismatch, match="convert one first"):
        {"__gt__": lambda: one > other}.get(operation, lambda: getattr(one, operation)(other))()


@pytest.mark.parametrize("code", ["", "US", "usd", "US$", "DOLLAR", "ÄBC", 5])
def test_a_currency_is_an_iso_code(code: str) -> None:
    """Anything but three capital letters is refused: a sign such as $ is a Reading, not a currency."""
    with pytest.raises(InvalidValue, match="ISO 4217"):
        Money(Decimal(1), code)


@pytest.mark.parametrize("amount", [Decimal("NaN"), Decimal("Infinity"), Decimal("1E41"), Decimal("1E-41"), 1.5, "1"])
def test_an_amount_is_a_finite_decimal_of_sane_size(amount: Decimal) -> None:
    """Floats, strings, infinities and numbers that would fill memory are refused."""
    with pytest.raises(InvalidValue):
        Money(amount, "EUR")
    with pytest.raises(InvalidValue):
        Quantity(amount)


def test_a_unit_is_a_word_or_none() -> None:
    """An empty unit would look like no unit and compare unequal to it."""
    with pytest.raises(InvalidValue, match="unit"):
        Quantity(Decimal(1), " ")
    assert str(Quantity(Decimal(1))) == "1"


def test_amounts_of_one_currency_have_an_order() -> None:
    """By amount, not by how it is spelt."""
    small, same, large = (Money(Decimal(amount), "EUR") for amount in ("5", "5.00", "15"))
    assert small < large
    assert small <= same
    assert not large <= small
