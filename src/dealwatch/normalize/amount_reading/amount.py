"""One amount in a text, as the matcher finds it: the number, the scale behind it, and what names the currency."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from dealwatch.domain.money import EXACT
from dealwatch.normalize.amount_reading.number_stream import Number
from dealwatch.normalize.amount_reading.numbers import Written, shifted


class Amount(NamedTuple):
    """An amount in a text.

    `number` stands before the scale, `exponent` is the scale, `sign` what names the currency and `codes` what that may be.
    `lender` is the amount that supplied a scale or currency ("3-4 million euros": 3 has both of 4); `range_end` is "low" or
    "high" where the two ends of a range stand side by side.
    """

    start: int
    end: int
    number: Number
    exponent: int
    scaled: bool
    negative: bool
    codes: tuple[str, ...]
    sign: str
    minor: tuple[Written, ...] = ()
    coins: int = 1
    lender: tuple[int, int] | None = None
    range_end: str = ""

    def values(self) -> tuple[Decimal, ...]:
        """Return the amounts that were written, the likeliest first."""
        written = self.number.written
        if len(written) == 2 and written[0].places == 3 and self.scaled:
            written = written[:1]
        found: dict[Decimal, None] = {}
        for number in written:
            amount = shifted(number.amount, self.exponent)
            if self.coins > 1:
                amount = EXACT.multiply(amount, Decimal(self.coins))
            if self.minor:
                amount = EXACT.add(amount, self.minor[0].amount)
            found[amount.copy_negate() if self.negative else amount] = None
        return tuple(found)
