"""The set of numbers that an amount denotes: an interval of decimals."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from dealwatch.domain.money import MAX_EXPONENT, check_size
from dealwatch.domain.words import Relation
from dealwatch.errors import InvalidValue


@frozen
class Bounds:
    """An interval of decimals in the unit of the value it belongs to; None is open to that side.

    >>> half = Bounds(None, Decimal(50), high_closed=False)       # "less than half", in per cent
    >>> Bounds.exactly(Decimal(40)).relation(half)
    <Relation.REFINES: 'refines'>

    Raises:
        InvalidValue: if it is empty, or an end is not finite.
    """

    low: Decimal | None
    high: Decimal | None
    low_closed: bool = True
    high_closed: bool = True

    def __attrs_post_init__(self) -> None:
        for end in (self.low, self.high):
            if end is not None:
                check_size(end, 3 * MAX_EXPONENT)  # half a unit of the last digit, five per cent more
        if self.low is None or self.high is None:
            return
        if self.low > self.high or (self.low == self.high and not (self.low_closed and self.high_closed)):
            raise InvalidValue(f"{self} holds no number")

    @classmethod
    def exactly(cls, amount: Decimal) -> Bounds:
        """The set of one number."""
        return cls(amount, amount)

    def __str__(self) -> str:
        low = "(.." if self.low is None else f"{'[' if self.low_closed else '('}{self.low}"
        high = "..)" if self.high is None else f"{self.high}{']' if self.high_closed else ')'}"
        return f"{low}, {high}"

    @property
    def width(self) -> Decimal | None:
        """How far the ends lie apart; None if one is open to its side."""
        return None if self.low is None or self.high is None else self.high - self.low

    def holds(self, amount: Decimal) -> bool:
        """Tell whether a number lies in it."""
        return self.contains(Bounds.exactly(amount))

    def contains(self, other: Bounds) -> bool:
        """Tell whether every number of the other is a number of this one."""
        return self._begins_before(other) and self._ends_behind(other)

    def meets(self, other: Bounds) -> bool:
        """Tell whether the two share a number."""
        return not (self._ends_before(other) or other._ends_before(self))

    def relation(self, other: Bounds) -> Relation:
        """Compare the two as sets: equal, refines (lies within), refined_by, overlap or disjoint."""
        if not self.meets(other):
            return Relation.DISJOINT
        within, around = other.contains(self), self.contains(other)
        if within and around:
            return Relation.EQUAL
        return Relation.REFINES if within else Relation.REFINED_BY if around else Relation.OVERLAP

    def scaled(self, factor: Decimal) -> Bounds:
        """The set of all its numbers times a positive factor.

        Raises:
            InvalidValue: if the factor is not positive.
        """
        if factor <= 0:
            raise InvalidValue(f"bounds are scaled by a positive factor, not {factor}")
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return Bounds(low, high, self.low_closed, self.high_closed)

    def _begins_before(self, other: Bounds) -> bool:
        if self.low is None:
            return True
        if other.low is None:
            return False
        return self.low < other.low or (self.low == other.low and (self.low_closed or not other.low_closed))

    def _ends_behind(self, other: Bounds) -> bool:
        if self.high is None:
            return True
        if other.high is None:
            return False
        return self.high > other.high or (self.high == other.high and (self.high_closed or not other.high_closed))

    def _ends_before(self, other: Bounds) -> bool:
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and not (self.high_closed and other.low_closed))
