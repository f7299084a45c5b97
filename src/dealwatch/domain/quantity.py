"""Quantity: an exact number of some unit."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from dealwatch.domain.money import check_amount
from dealwatch.errors import InvalidValue


@frozen
class Quantity:
    """A number of a unit: `amount` in whole units, `unit` as a plain word in the plural ("workers", "%", "vehicles/year").

    `unit` is None where the text gives none. Two quantities compare only in one unit.

    >>> print(Quantity(Decimal(3900), unit="workers"))
    3900 workers

    Raises:
        InvalidValue: for an amount that is not a finite Decimal, or an empty unit.
    """

    amount: Decimal
    unit: str | None = None

    def __attrs_post_init__(self) -> None:
        check_amount(self.amount)
        if self.unit is not None and not self.unit.strip():
            raise InvalidValue("a unit is a word, or None")

    def __str__(self) -> str:
        return f"{self.amount:f} {self.unit}" if self.unit else f"{self.amount:f}"
