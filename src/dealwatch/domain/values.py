"""What a claim can say of an attribute: the closed union of values, and how two of them lie to each other as sets."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from dealwatch.domain.bounds import Bounds
from dealwatch.domain.dates import Period
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.subject import Subject
from dealwatch.domain.words import DealType, Relation, Stance, Status
from dealwatch.errors import InvalidValue


@frozen
class Text:
    """Words as a value, where no closed type fits: a product, a place, a condition.

    Raises:
        InvalidValue: if there is nothing in it.
    """

    text: str

    def __attrs_post_init__(self) -> None:
        if not self.text.strip():
            raise InvalidValue("a Text holds at least one word")

    def __str__(self) -> str:
        return self.text

    @property
    def folded(self) -> tuple[str, ...]:
        """Its words, without case and punctuation."""
        return tuple("".join(c if c.isalnum() else " " for c in self.text.casefold()).split())


@frozen
class Undisclosed:
    """The value of "terms were not disclosed": somebody says that it is withheld. It denotes every amount."""

    def __str__(self) -> str:
        return "undisclosed"


Value: TypeAlias = Money | Quantity | Period | Text | DealType | Status | Stance | Subject | Undisclosed
"""Everything that a claim can have as its value."""


def relation(one: Value, other: Value, bounds: Bounds | None = None, other_bounds: Bounds | None = None) -> Relation:
    """Compare two values as the sets they denote; bounds replace the point of an amount.

    INCOMPARABLE where nothing here bridges them: another unit, currency or kind. Knowing more (parts of a whole, rates,
    identities, nested places) is the merge's work (`merge/compare.py`).

    >>> from decimal import Decimal
    >>> about_40, below_50 = Quantity(Decimal(40), "%"), Quantity(Decimal(50), "%")
    >>> relation(about_40, below_50, Bounds(Decimal(38), Decimal(42)), Bounds(None, Decimal(50), high_closed=False))
    <Relation.REFINES: 'refines'>
    >>> relation(Status.CONSIDERED, Status.IN_TALKS), relation(Status.TERMINATED, Status.IN_TALKS)
    (<Relation.OVERLAP: 'overlap'>, <Relation.DISJOINT: 'disjoint'>)
    """
    match one, other:
        case (Undisclosed(), Undisclosed()):
            return Relation.EQUAL
        case (Money(), Undisclosed()):
            return Relation.REFINES
        case (Undisclosed(), Money()):
            return Relation.REFINED_BY
        case (Money(), Money()) if one.currency == other.currency:
            return denoted(one, bounds).relation(denoted(other, other_bounds))
        case (Quantity(), Quantity()) if one.unit == other.unit:
            return denoted(one, bounds).relation(denoted(other, other_bounds))
        case (Period(), Period()):
            return one.relation(other)
        case (Text(), Text()):
            return _text_relation(one.folded, other.folded)
        case (DealType(), DealType()):
            return Relation.EQUAL if one is other else Relation.OVERLAP
        case (Status(), Status()):
            return _status_relation(one, other)
        case (Stance(), Stance()):
            return _stance_relation(one, other)
        case (Subject(), Subject()) if one.kind == other.kind and Text(one.name).folded == Text(other.name).folded:
            return Relation.EQUAL
        case _:
            return Relation.INCOMPARABLE


def denoted(value: Money | Quantity, bounds: Bounds | None) -> Bounds:
    """The set of numbers that an amount denotes: its bounds, or the point itself."""
    return bounds if bounds is not None else Bounds.exactly(value.amount)


def _text_relation(one: tuple[str, ...], other: tuple[str, ...]) -> Relation:
    """More words say more: "Oppama, Japan" refines "Japan"."""
    if one == other or (one and set(one) == set(other)):
        return Relation.EQUAL
    if one and other and set(other) <= set(one):
        return Relation.REFINES
    if one and other and set(one) <= set(other):
        return Relation.REFINED_BY
    return Relation.INCOMPARABLE


def _status_relation(one: Status, other: Status) -> Relation:
    """Stages of the path do not exclude one another; suspended and terminated exclude every stage and each other."""
    if one is other:
        return Relation.EQUAL
    return Relation.DISJOINT if one.stage is None or other.stage is None else Relation.OVERLAP


def _stance_relation(one: Stance, other: Stance) -> Relation:
    if one is other:
        return Relation.EQUAL
    return Relation.DISJOINT if {one, other} == {Stance.CONFIRMED, Stance.DENIED} else Relation.OVERLAP
