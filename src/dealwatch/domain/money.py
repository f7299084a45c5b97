"""Money: an exact amount in exactly one currency."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import Final

from attrs import frozen

from dealwatch.errors import CurrencyMismatch, InvalidValue

MAX_EXPONENT: Final = 40
"""Amounts lie between 1E-40 and 1E+40 (no economy needs more), so that no text can ask for a number that fills memory."""


EXACT: Final = Context(prec=4 * MAX_EXPONENT)
"""Arithmetic that never rounds a sum, difference or product of two amounts (Python's default keeps 28 digits)."""


def check_amount(amount: Decimal) -> None:
    """Refuse what is no usable amount.

    Raises:
        InvalidValue: if it is not a Decimal, not finite, or has more than some forty digits on a side.
    """
    if not isinstance(amount, Decimal):
        raise InvalidValue(f"an amount is a Decimal, not {type(amount).__name__} {amount!r}")
    check_size(amount, MAX_EXPONENT)


def check_size(number: Decimal, digits: int) -> None:
    """Refuse a number that is not finite, or has more than so many digits on either side of its point.

    Raises:
        InvalidValue: saying which.
    """
    written = str(number)
    if len(written) < digits and "E" not in written and number.is_finite():
        return  # the usual case, told without taking the number apart
    if not number.is_finite():
        raise InvalidValue(f"an amount is a finite number, not {number}")
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and (number.adjusted() > digits or exponent < -digits):
        raise InvalidValue(f"an amount lies between 1E-{digits} and 1E+{digits}, not {number:.3E}")


@frozen
class Money:
    """An amount of one currency: `amount` in whole units (not millions), `currency` an ISO 4217 code.

    Amounts of two currencies are never added or ordered: convert one first (`convert_money`).

    >>> Money(Decimal("7.1E9"), "AUD") + Money(Decimal(5), "AUD")
    Money(amount=Decimal('7100000005'), currency='AUD')
    >>> print(Money(Decimal("670.9E9"), "JPY"))
    JPY 670900000000

    Raises:
        InvalidValue: for an amount that is not a finite Decimal, or a code that is not three capital letters.
        CurrencyMismatch: when amounts of two currencies are added, subtracted or ordered.
    """

    amount: Decimal
    currency: str

    def __attrs_post_init__(self) -> None:
        check_amount(self.amount)
        code = self.currency
        if not (isinstance(code, str) and len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
            raise InvalidValue(f"a currency is an ISO 4217 code such as 'AUD', not {code!r}")

    def __str__(self) -> str:
        return f"{self.currency} {self.amount:f}"

    def __add__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(EXACT.add(self.amount, other.amount), self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(EXACT.subtract(self.amount, other.amount), self.currency)

    def __neg__(self) -> Money:
        return Money(self.amount.copy_negate(), self.currency)

    def __mul__(self, factor: Decimal | int) -> Money:
        return Money(EXACT.multiply(self.amount, Decimal(factor)), self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same_currency(other)
        return self.amount < other.amount

    def __le__(self, other: Money) -> bool:
        self._same_currency(other)
        return self.amount <= other.amount

    def _same_currency(self, other: Money) -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self} and {other} are of two currencies: convert one first")
