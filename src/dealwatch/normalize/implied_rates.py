"""The rates that a printed pair of amounts implies, held against published ones: near the report, earlier, never, or unknown.

Before: two mentions of one amount in two currencies. After: `audit.py`, which draws the conclusions.
The interval holds every rate that leads to the printed figures, each rounded at its last written digit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Final

from attrs import field, frozen

from dealwatch.domain.bounds import Bounds
from dealwatch.domain.dates import Period
from dealwatch.domain.money import Money
from dealwatch.domain.reading import Mention
from dealwatch.normalize.name_reading.spelling import read_rows
from dealwatch.normalize.rates import DIGITS, KnowsItsBounds, Rates, published_rates, shown

NEAR: Final = 5
"""How many days before the report's day a rate is still that day's: a working week. One day after it counts too (time zones)."""

LOOK_BACK: Final = 183
"""How many days back a stale conversion is looked for: half a year."""

SLACK: Final = Decimal("0.003")
"""How far a daily rate may be off: two central banks' fixings of one day differ by so much."""

COARSE_SLACK: Final = Decimal("0.04")
"""How far a rate may be off that is published once a month."""

_DAILY: Final = 60  # more days than this in half a year: the source is a daily one
_HALF: Final = Decimal("0.5")
_FAR: Final = 4  # no currency of a deal report moves by this factor unnoticed


class Fits(StrEnum):
    """When the rate that a pair implies was the rate of its two currencies, the likeliest first."""

    NEAR = "near"
    EARLIER = "earlier"
    UNKNOWN = "unknown"
    NEVER = "never"


@frozen
class Fit:
    """One way to read a pair, held against the rates.

    Fields: `original` and `converted` one candidate each; `implied` how many units of the original's currency one unit of
    the other's is by the printed figures; `fits` the verdict; `days` the published days whose rate lies in `implied`.
    """

    original: Money
    converted: Money
    implied: Bounds
    fits: Fits
    days: tuple[date, ...] = ()

    def __str__(self) -> str:
        pair = f"{self.converted.currency} at {interval_text(self.implied)} {self.original.currency}"
        match self.fits:
            case Fits.UNKNOWN:
                return f"{pair} cannot be told: no rates"
            case Fits.NEVER:
                return f"{pair} fits no day"
            case _ if not self.days:
                return f"{pair} fits {'around the report' if self.fits is Fits.NEAR else 'earlier'}, between two days' rates"
        days = f"{self.days[0]}" if len(self.days) == 1 else f"{len(self.days)} days from {self.days[0]} to {self.days[-1]}"
        return f"{pair} fits {days}"


@frozen
class Market:
    """The rates around the day of a report; each pair of currencies is looked up once."""

    rates: Rates
    on: date
    _seen: dict[tuple[str, str], list[tuple[date, Decimal]]] = field(factory=dict, init=False, eq=False, repr=False)

    @property
    def window(self) -> Period:
        """The days that are looked at: half a year before the report's day, and one after it."""
        day = self.on.toordinal()
        return Period(date.fromordinal(max(day - LOOK_BACK, 1)), date.fromordinal(min(day + 1, date.max.toordinal())))

    def published(self, base: str, quote: str) -> list[tuple[date, Decimal]]:
        """The days of the window with a rate, in order; for a currency at par with another one, the other's."""
        if (base, quote) not in self._seen:
            pairs = ((anchor_of(base), anchor_of(quote)), (base, quote))
            found = (published_rates(self.rates, one, other, self.window) for one, other in pairs)
            self._seen[base, quote] = [(rate.on, rate.value) for rate in next(filter(None, found), ())]
        return self._seen[base, quote]


def fit_pair(original: Mention[Money], converted: Mention[Money], one: Money, other: Money, market: Market) -> Fit:
    """Read a pair as one positive amount of each mention, and hold the implied rates against the published ones."""
    half_one, half_other = _half_unit(original, one.amount), _half_unit(converted, other.amount)
    low, high = _printed(converted, other.amount, half_other)
    implied = _quotient(one.amount, one.amount, low, high)
    widest = _quotient(one.amount - half_one, one.amount + half_one, low, high)
    verdict, days = when_it_fits(other.currency, one.currency, implied, widest, market)
    return Fit(one, other, implied, verdict, days)


def when_it_fits(base: str, quote: str, implied: Bounds, widest: Bounds, market: Market) -> tuple[Fits, tuple[date, ...]]:
    """Hold an interval of rates against the published ones: those near the report, and those of half a year."""
    published = market.published(base, quote)
    if not published:
        return _by_nearest_known(base, quote, widest, market), ()
    daily = len(published) > _DAILY
    slack = SLACK if daily else COARSE_SLACK
    if not widest.meets(_hull([value for _, value in published], slack)):
        return Fits.NEVER, ()
    days = tuple(day for day, value in published if implied.holds(value))
    near = [(day, value) for day, value in published if (market.on - day).days <= (NEAR if daily else 31)]
    if not near:
        return Fits.UNKNOWN, days
    values = [value for _, value in near]
    # between two fixings the market passes through every rate between them
    if widest.meets(_hull(values, slack)):
        return Fits.NEAR, tuple(day for day in days if day >= near[0][0])
    if days or any(widest.meets(Bounds(min(a, b), max(a, b))) for (_, a), (_, b) in pairwise(published)):
        return Fits.EARLIER, days
    return Fits.NEVER, ()


def _hull(values: Sequence[Decimal], slack: Decimal) -> Bounds:
    return Bounds(min(values) * (1 - slack), max(values) * (1 + slack))


def _by_nearest_known(base: str, quote: str, widest: Bounds, market: Market) -> Fits:
    """Without a rate of the time: one that is far from the nearest known rate is not meant, of any other nothing can be told."""
    rates, day = market.rates, market.on
    if not isinstance(rates, KnowsItsBounds):
        return Fits.UNKNOWN
    for period in (rates.covers(base), rates.covers(quote)):
        if period is None or period.first is None or period.last is None:
            return Fits.UNKNOWN
        day = min(max(day, period.first), period.last)
    rate = rates.rate(base, quote, day)
    near = rate is None or widest.meets(Bounds(rate.value / _FAR, rate.value * _FAR))
    return Fits.UNKNOWN if near else Fits.NEVER


def anchor_of(currency: str) -> str:
    """The currency that another one is kept at par with, so that no rate tells the two apart; itself for any other."""
    return _pegs().get(currency, currency)


@lru_cache(maxsize=1)
def _pegs() -> Mapping[str, str]:
    return {row[0]: row[1] for row in read_rows("currency_pegs.tsv")}


def _half_unit(mention: Mention[Money], amount: Decimal) -> Decimal:
    """Half a unit of the last digit that is written; in a number written in full the zeros at its end are rounding."""
    digits = [c for c in mention.quote if c.isdecimal()]
    written = max(len("".join(digits).lstrip("0")), 1)
    if written == amount.adjusted() + 1:
        return _HALF.scaleb(_zeros(amount))
    return _HALF.scaleb(amount.adjusted() - written + 1)


def _zeros(amount: Decimal) -> int:
    exponent = amount.normalize(DIGITS).as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _printed(mention: Mention[Money], amount: Decimal, half: Decimal) -> tuple[Decimal, Decimal]:
    """The amounts that would be printed so; a hedge widens them, and one that is open to a side by a tenth."""
    bounds = mention.bounds if mention.hedge else None
    first = mention.reading.candidates[0].amount
    if bounds is None or amount != first:
        return amount - half, amount + half
    tenth = amount / 10
    low = bounds.low if bounds.low is not None else amount - tenth
    high = bounds.high if bounds.high is not None else amount + tenth
    return min(low, amount - half), max(high, amount + half)


def is_range(mention: Mention[Money]) -> bool:
    """A range ("$5-10 billion") has no one figure to hold against rates."""
    if mention.bounds is None or mention.hedge is not None:
        return False
    width, amount = mention.bounds.width, mention.reading.candidates[0].amount
    return width is None or width > 4 * _half_unit(mention, amount)


def _quotient(low: Decimal, high: Decimal, least: Decimal, most: Decimal) -> Bounds:
    smallest = DIGITS.divide(max(low, Decimal(0)), most)
    return Bounds(smallest, DIGITS.divide(high, least) if least > 0 else None)


def inverse_of(bounds: Bounds) -> Bounds:
    """The same rates from the other side."""
    low = None if bounds.high is None else DIGITS.divide(Decimal(1), bounds.high)
    return Bounds(low, DIGITS.divide(Decimal(1), bounds.low) if bounds.low else None)


def interval_text(bounds: Bounds) -> str:
    """Rates as a reader wants them: "94.98 to 95.16"."""
    ends = [shown(_four_digits(end)) if end is not None else ".." for end in (bounds.low, bounds.high)]
    return f"{ends[0]} to {ends[1]}"


def _four_digits(number: Decimal) -> Decimal:
    """A number in four significant digits, or all those in front of the point."""
    return number.quantize(Decimal(1).scaleb(min(number.adjusted() - 3, 0)))
