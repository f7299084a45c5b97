"""What words may mean: a Reading has candidates in order, and says by which rule.

Doubt is data: a Reading with two candidates is an answer. Taking one where there are two is misuse: `only` raises.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from attrs import frozen

from dealwatch.domain.bounds import Bounds
from dealwatch.domain.report import Span
from dealwatch.errors import InvalidValue, NotOneReading

V_co = TypeVar("V_co", covariant=True)


@frozen
class Reading(Generic[V_co]):
    """What some words may mean: the candidates, likeliest first, and the rule for them and their order.

    `settled` says that the rule decides for the first candidate although others are possible. An empty Reading is falsy,
    and its rule says what is missing. Where another part of the text supplied what the words lack, the rule ends in that
    part's span, such as `[120:124)`.

    >>> doubt = Reading(("AUD", "USD"), "the sign $ is used by both")
    >>> doubt.best is None, bool(doubt), Reading(("AUD",), "ISO code").only
    (True, True, 'AUD')

    Raises:
        InvalidValue: for a candidate given twice.
    """

    candidates: tuple[V_co, ...]
    rule: str
    settled: bool = False

    def __attrs_post_init__(self) -> None:
        if len(self.candidates) > 1 and len(set(self.candidates)) != len(self.candidates):
            raise InvalidValue(f"a reading names each candidate once, not {self.candidates}")

    def __bool__(self) -> bool:
        return bool(self.candidates)

    @property
    def best(self) -> V_co | None:
        """The candidate that the rule decides for; None where there is none, or several without a decision."""
        return self.candidates[0] if self.settled or len(self.candidates) == 1 else None

    @property
    def only(self) -> V_co:
        """The one candidate.

        Raises:
            NotOneReading: if there is none, or more than one.
        """
        if len(self.candidates) != 1:
            listed = ", ".join(map(str, self.candidates)) or "no candidate"
            raise NotOneReading(f"not one reading but {listed} ({self.rule})")
        return self.candidates[0]


@frozen
class Mention(Generic[V_co]):
    """Where some words stand, and what they may mean.

    `bounds` is the set that the words denote where that is not the point itself ("about 3,900"); its numbers are in the
    unit of the candidates. `hedge` is the span of the words that say so. `converts` is the span of the mention that tells
    the same amount in another currency first ("¥670.9 billion (A$7.1 billion)"). `per` is the unit that an amount is for
    ("$23 a share": share).
    """

    span: Span
    quote: str
    reading: Reading[V_co]
    bounds: Bounds | None = None
    hedge: Span | None = None
    converts: Span | None = None
    per: str | None = None

    def __attrs_post_init__(self) -> None:
        if len(self.quote) != len(self.span):
            raise InvalidValue(f"the quote {self.quote!r} is not as long as its span {self.span}")
