"""What a user may choose about how values win: small, frozen, with every constant named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, field, frozen

from dealwatch.domain.attributes import ATTRIBUTES, Attribute
from dealwatch.domain.values import Value
from dealwatch.domain.words import Relation
from dealwatch.errors import InvalidValue

if TYPE_CHECKING:
    from dealwatch.normalize.gazetteer import Gazetteer
    from dealwatch.normalize.rates import Rates

ONE_VOTE: Final = Decimal(1)
"""The weight of a source that no policy weighs."""

PREFERRED: Final = Decimal(1_000_000)
"""The weight of a preferred source: more than any number of others will have."""

Comparison = Callable[[Value, Value], Relation]
"""A user's own comparison of two values of an attribute; the first REFINES the second where it lies within it."""


def _named(declared: Mapping[str, Attribute[Any]]) -> Mapping[str, Attribute[Any]]:
    for name, attribute in declared.items():
        if name != attribute.name:
            raise InvalidValue(f"the attribute {attribute.name!r} stands under the name {name!r}; use {{str(it): it}}")
    return {**ATTRIBUTES, **declared}


def _positive(_: object, __: object, weights: Mapping[str, Decimal]) -> None:
    for name, weight in weights.items():
        if not isinstance(weight, Decimal) or not weight.is_finite() or weight < 0:
            raise InvalidValue(f"the weight of {name!r} is a Decimal of at least 0, not {weight!r}")


@frozen
class Policy:
    """How `resolve_deals` compares and weighs.

    `attributes`: attributes of your own, beside (or instead of) the declared ones of the same name. `rates`: exchange rates, to
    compare amounts of two currencies. `weights`: how many votes a source has in the rule `more_roots`, 1 where it is not named;
    learn them with `learn_weights`, or prefer a source with `preferring`. `compare`: comparisons of your own by attribute.
    `gazetteer`: known things, whose names stand above spelling.

    >>> Policy().preferring("Reuters").weights["Reuters"] == PREFERRED
    True

    Raises:
        InvalidValue: for a negative weight, or an attribute under another name than its own.
    """

    attributes: Mapping[str, Attribute[Any]] = field(factory=dict, converter=_named)
    rates: Rates | None = None
    weights: Mapping[str, Decimal] = field(factory=dict, validator=_positive)
    compare: Mapping[str, Comparison] = field(factory=dict)
    gazetteer: Gazetteer | None = None

    def preferring(self, *sources: str) -> Policy:
        """The same policy with sources whose value stands against any number of others."""
        return evolve(self, weights={**self.weights, **dict.fromkeys(sources, PREFERRED)})
