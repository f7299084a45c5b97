"""How two claimed values lie to each other as sets, knowing more than the values alone say.

Before: `domain/values.py` (the values alone). Here: negation, wholes ("15 percent" of 133,000), rates, a text's own conversion,
nested places, and which names are one thing. `arithmetic` says in one sentence what brought two values together.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from attrs import define, field, frozen

from dealwatch.domain.attributes import LOCATION, Attribute
from dealwatch.domain.bounds import Bounds
from dealwatch.domain.dates import Period
from dealwatch.domain.money import EXACT, Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.values import Text, Undisclosed, Value, denoted, relation
from dealwatch.domain.words import DealType, Relation, Role, Stance, Status
from dealwatch.errors import RateNotFound
from dealwatch.merge.policy import Policy
from dealwatch.normalize.places import compare_places

PERCENT: Final = "%"
HUNDRED: Final = Decimal(100)

RATE_SLACK: Final = Decimal("0.02")
"""Rates of one day differ by source and hour, so a converted amount is taken 2 % to each side."""


@define(eq=False)
class Stated:
    """A value as it is claimed, once for all claims that say just this; `claims` are their places among those of the question.

    `said` False: it is claimed that it is not so. `thing`: which thing a Subject is. `day`: the day of the first claim.
    """

    value: Value | Role
    bounds: Bounds | None
    said: bool
    thing: int | None
    valid: Period | None
    conversion: Money | None
    day: date | None
    claims: list[int] = field(factory=list)


@frozen(eq=False)
class Ground:
    """What is known beside two values: the attribute, the policy, and the whole that parts and percentages are of."""

    attribute: Attribute[object] | None
    policy: Policy
    whole: Value | None = None
    whole_bounds: Bounds | None = None


def relate(one: Stated, other: Stated, ground: Ground) -> Relation:
    """Compare two stated values as sets; `REFINES` where the first lies within the second."""
    if one.said and other.said:
        return _relate_said(one, other, ground)
    if isinstance(one.value, Status) and isinstance(other.value, Status):
        return _relate_statuses(one.value, one.said, other.value, other.said)
    if not one.said and not other.said:
        found = _relate_said(one, other, ground).converse  # the smaller a set, the larger what lies outside
        return Relation.OVERLAP if found is Relation.DISJOINT else found
    inside, outside = (one, other) if one.said else (other, one)
    found = _EXCLUDED[_relate_said(inside, outside, ground)]
    return found if one.said else found.converse


_EXCLUDED: Final = {
    Relation.EQUAL: Relation.DISJOINT,
    Relation.REFINES: Relation.DISJOINT,
    Relation.REFINED_BY: Relation.OVERLAP,
    Relation.OVERLAP: Relation.OVERLAP,
    Relation.DISJOINT: Relation.REFINES,
    Relation.INCOMPARABLE: Relation.INCOMPARABLE,
}
"""How a set lies to the complement of another, by how it lies to that other."""


def _relate_said(one: Stated, other: Stated, ground: Ground) -> Relation:
    a, b = one.value, other.value
    if isinstance(a, Role) or isinstance(b, Role):
        return Relation.EQUAL if a is b else Relation.OVERLAP
    compare = ground.policy.compare.get(ground.attribute.name) if ground.attribute else None
    if compare is not None:
        return compare(a, b)
    if one.thing is not None and other.thing is not None:
        return Relation.EQUAL if one.thing == other.thing else Relation.INCOMPARABLE
    if isinstance(a, DealType | Stance):  # what excludes no other type, or is said beside another
        return relation(a, b)
    if one.valid is not None and other.valid is not None and not one.valid.meets(other.valid):
        return Relation.INCOMPARABLE
    if isinstance(a, Text) and isinstance(b, Text) and _is_place(ground):
        return compare_places(a.text, b.text).relation
    if isinstance(a, Money) and isinstance(b, Money) and a.currency != b.currency:
        return _across_currencies(one, other, ground)
    if isinstance(a, Quantity) and isinstance(b, Quantity) and a.unit != b.unit:
        return _across_whole(one, other, ground)
    return relation(a, b, one.bounds, other.bounds)


def _is_place(ground: Ground) -> bool:
    return ground.attribute is not None and ground.attribute.name == LOCATION.name


# Negation


def _relate_statuses(one: Status, one_said: bool, other: Status, other_said: bool) -> Relation:
    """A negated stage excludes itself and all later ones; what stopped is a way of not being so."""
    if not one_said and not other_said:
        if one is other:
            return Relation.EQUAL
        if one.stage is None or other.stage is None:
            return Relation.OVERLAP
        return Relation.REFINES if one.stage < other.stage else Relation.REFINED_BY
    if not one_said:
        return _relate_statuses(other, True, one, False).converse
    if one.stage is None or other.stage is None:
        return Relation.DISJOINT if one is other else Relation.REFINES if one.stage is None else Relation.OVERLAP
    return Relation.DISJOINT if one.stage >= other.stage else Relation.OVERLAP


# Parts of a whole


def share_of(one: Stated, other: Stated, ground: Ground) -> Decimal | None:
    """Return the share in per cent that a part and the whole give, where the other is a percentage of that whole."""
    part, rate = (one, other) if not _is_percent(one) else (other, one)
    whole = ground.whole
    if not _is_percent(rate) or not isinstance(part.value, Quantity) or not isinstance(whole, Quantity):
        return None
    if part.value.unit != whole.unit or whole.amount <= 0:
        return None
    return EXACT.multiply(part.value.amount, HUNDRED) / whole.amount


def _is_percent(stated: Stated) -> bool:
    return isinstance(stated.value, Quantity) and stated.value.unit == PERCENT


def _across_whole(one: Stated, other: Stated, ground: Ground) -> Relation:
    """A part refines the percentage that it makes of the whole, to the digits in which the percentage is written."""
    share = share_of(one, other, ground)
    if share is None:
        return Relation.INCOMPARABLE
    part, rate = (one, other) if not _is_percent(one) else (other, one)
    assert isinstance(part.value, Quantity)
    assert isinstance(rate.value, Quantity)
    assert isinstance(ground.whole, Quantity)
    written = rate.bounds or _rounded(rate.value.amount)
    own = part.bounds.scaled(HUNDRED / ground.whole.amount) if part.bounds else Bounds.exactly(share)
    found = own.relation(written)
    if found in (Relation.EQUAL, Relation.REFINED_BY):  # a number of people says more than a percentage of them
        found = Relation.REFINES
    return found if part is one else found.converse


def _rounded(amount: Decimal) -> Bounds:
    """What may have been rounded to an amount: half a unit of its last digit each side."""
    exponent = amount.as_tuple().exponent
    half = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
    return Bounds(amount - half, amount + half)


# Currencies


def _across_currencies(one: Stated, other: Stated, ground: Ground) -> Relation:
    """By the conversion that the text itself gives, else by the rates that the policy gives."""
    a, b = one.value, other.value
    assert isinstance(a, Money)
    assert isinstance(b, Money)
    if one.conversion is not None and one.conversion.currency == b.currency:
        return _loose(_as_written(one.conversion).relation(_near(other)))
    if other.conversion is not None and other.conversion.currency == a.currency:
        return _loose(_near(one).relation(_as_written(other.conversion)))
    converted = converted_by_rates(one, b.currency, ground.policy)
    if converted is None:
        return Relation.INCOMPARABLE
    return _loose(converted.relation(denoted(b, other.bounds)))


def converted_by_rates(stated: Stated, currency: str, policy: Policy) -> Bounds | None:
    """Return what an amount denotes in another currency by the policy's rates on its day; None without a rate."""
    money, day = stated.value, stated.day
    if policy.rates is None or day is None or not isinstance(money, Money):
        return None
    try:
        rate = policy.rates.rate(money.currency, currency, day)
    except RateNotFound:
        return None
    if rate is None:
        return None
    found = denoted(money, stated.bounds).scaled(rate.value)
    low = None if found.low is None else found.low * (1 - RATE_SLACK)
    high = None if found.high is None else found.high * (1 + RATE_SLACK)
    return Bounds(min(low, high), max(low, high)) if low is not None and high is not None else Bounds(low, high)


def _loose(found: Relation) -> Relation:
    """Amounts that meet across currencies overlap: neither says more than the other."""
    return Relation.DISJOINT if found is Relation.DISJOINT else Relation.OVERLAP


def _near(stated: Stated) -> Bounds:
    assert isinstance(stated.value, Money)
    return stated.bounds if stated.bounds is not None else _as_written(stated.value)


def _as_written(money: Money) -> Bounds:
    """A conversion in brackets is rounded: half a unit of the last digit that is not zero, each side."""
    exponent = money.amount.normalize().as_tuple().exponent
    half = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
    return Bounds(money.amount - half, money.amount + half)


# Saying it


def arithmetic(one: Stated, other: Stated, found: Relation, ground: Ground) -> str | None:
    """Return the sentence that brings two different values together; None where nothing had to."""
    if not (one.said and other.said) or found in (Relation.DISJOINT, Relation.INCOMPARABLE):
        return None
    a, b = one.value, other.value
    share = share_of(one, other, ground)
    if share is not None:
        part = one if not _is_percent(one) else other
        assert isinstance(part.value, Quantity)
        assert isinstance(ground.whole, Quantity)
        shown = share.quantize(Decimal("0.1"), ROUND_HALF_UP)
        return f"{part.value.amount:,f} of {ground.whole.amount:,f} is {shown} %"
    if isinstance(a, Money) and isinstance(b, Money) and a.currency != b.currency:
        by = "at the text's own rate" if one.conversion or other.conversion else f"within {RATE_SLACK:.0%} of the rate of the day"
        return f"{a} is {b} {by}"
    if found is Relation.EQUAL or isinstance(a, Undisclosed) or isinstance(b, Undisclosed):
        return None
    if isinstance(a, Money | Quantity) and isinstance(b, Money | Quantity):
        return f"{_shown(a, one.bounds)} {_LIES[found]} {_shown(b, other.bounds)}"
    if isinstance(a, Text) and isinstance(b, Text) and _is_place(ground):
        return f"{a} {_LIES[found]} {b}: {compare_places(a.text, b.text).rule}"
    if isinstance(a, Period | Text) and isinstance(b, Period | Text):
        return f"{a} {_LIES[found]} {b}"
    return None


_LIES: Final = {Relation.REFINES: "lies within", Relation.REFINED_BY: "holds", Relation.OVERLAP: "meets"}


def _shown(value: Money | Quantity, bounds: Bounds | None) -> str:
    unit = value.currency if isinstance(value, Money) else value.unit
    if bounds is None or bounds.low == bounds.high:
        text = _number(value.amount)
    elif bounds.low is None:
        text = f"{'up to' if bounds.high_closed else 'below'} {_number(bounds.high)}"
    elif bounds.high is None:
        text = f"{'from' if bounds.low_closed else 'above'} {_number(bounds.low)}"
    else:
        text = f"{_number(bounds.low)} to {_number(bounds.high)}"
    return f"{text} {unit}" if unit else text


def _number(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount.normalize():,f}"
