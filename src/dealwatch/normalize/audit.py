"""The audit of a text's own conversions: which currency a bare "$" is, whether a conversion is stale, swapped, spot or average.

Before: linked mentions of money (`Mention.converts`) and dated rates. After: `extract/` takes the better order of candidates.
Each pair ("¥670.9 billion (A$7.1 billion)") implies an interval of rates: all that lead to the printed figures. Every pair of
candidate currencies is held against the published rates around the report's day. It abstains rather than guesses: it settles
a sign only if one currency fits and every other candidate has rates that do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Final

from attrs import evolve, field, frozen

from dealwatch.domain.bounds import Bounds
from dealwatch.domain.dates import Period
from dealwatch.domain.money import Money
from dealwatch.domain.reading import Mention, Reading
from dealwatch.domain.report import Report
from dealwatch.errors import RateNotFound
from dealwatch.normalize.context import Context
from dealwatch.normalize.name_spelling import read_rows
from dealwatch.normalize.rates import DIGITS, KnowsItsBounds, Rates, convert_money, installed_rates, published_rates, shown

NEAR: Final = 5
"""How many days before the report's day a rate is still that day's: a working week. One day after it counts too (time zones)."""

LOOK_BACK: Final = 183
"""How many days back a stale conversion is looked for: half a year."""

SLACK: Final = Decimal("0.003")
"""How far a daily rate may be off: two central banks' fixings of one day differ by so much."""

COARSE_SLACK: Final = Decimal("0.04")
"""How far a rate may be off that is published once a month."""

_DAILY: Final = 60  # more days than this in half a year: the source is a daily one
_FLOW: Final = 80  # a period of fewer days is not what a yearly or quarterly figure is of
_HALF: Final = Decimal("0.5")
_FAR: Final = 4  # no currency of a deal report moves by this factor unnoticed


class Fits(StrEnum):
    """When the rate that a pair implies was the rate of its two currencies, the likeliest first."""

    NEAR = "near"
    EARLIER = "earlier"
    UNKNOWN = "unknown"
    NEVER = "never"


class Finding(StrEnum):
    """What is odd, or worth knowing, about a conversion."""

    STALE = "stale"
    SWAPPED = "swapped"
    SPOT = "spot"
    AVERAGE = "average"
    TWO_RATES = "two_rates"


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
        pair = f"{self.converted.currency} at {_interval(self.implied)} {self.original.currency}"
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
class Audit:
    """What the rates say on one conversion of a text.

    Fields: `original` and `converted` the two mentions; `fits` every way to read them, the likeliest first; `reading` of
    the converted mention in the new order, settled only if one currency is left; `original_reading` likewise; `rule` why;
    `findings` what is odd; `shared` the rates that all conversions of the text between these two currencies have in common.
    """

    original: Mention[Money]
    converted: Mention[Money]
    fits: tuple[Fit, ...]
    reading: Reading[Money]
    original_reading: Reading[Money]
    rule: str
    findings: Mapping[Finding, str] = field(factory=dict, hash=False)
    shared: Bounds | None = None

    @property
    def settled(self) -> bool:
        """The two currencies are certain, by their signs or by the rates."""
        return self.reading.best is not None and self.original_reading.best is not None

    @property
    def says(self) -> str:
        """The finding in one line."""
        odd = "".join(f"; {text}" for text in self.findings.values())
        common = f"; all such pairs of the text share {_interval(self.shared)}" if self.shared else ""
        return f"{self.converted.quote!r} for {self.original.quote!r}: {self.rule}{common}{odd}"


def audit_conversions(
    source: str | Report,
    context: Context | None = None,
    rates: Rates | None = None,
    *,
    mentions: Sequence[Mention[Money]] | None = None,
    periods: Sequence[Mention[Period]] | None = None,
) -> tuple[Audit, ...]:
    """Hold every conversion that a text itself makes against dated rates, in the order of the text.

    `context` gives the day of the report (without one nothing can be told, and the result is empty). `rates` is any `Rates`;
    without it those of the extra `fx`. `mentions` and `periods` are what `find_money` and `find_dates` find, if you have them.

    Raises:
        MissingExtra: without `rates` where the extra `fx` is not installed and the text has a conversion.
        InvalidValue: for a locale that CLDR does not know.
    """
    text = source.text if isinstance(source, Report) else source
    around = context or (Context.of(source) if isinstance(source, Report) else Context())
    if mentions is None:
        from dealwatch.normalize.money import find_money

        mentions = find_money(source, around)
    pairs = list(_pairs(mentions))
    if not pairs or around.on is None:
        return ()
    known = rates if rates is not None else installed_rates()
    if periods is None:
        from dealwatch.normalize.dates import find_dates

        periods = find_dates(source, around)
    named = {m.reading.only.currency for m in mentions if len({c.currency for c in m.reading.candidates}) == 1}
    audits = [_audit(one, other, around.on, known, named) for one, other in pairs]
    audits = [_with_period(audit, _periods_beside(audit, text, periods), around.on, known) for audit in audits]
    return tuple(_with_shared(audit, audits) for audit in audits)


def _pairs(mentions: Sequence[Mention[Money]]) -> Iterator[tuple[Mention[Money], Mention[Money]]]:
    at = {mention.span: mention for mention in mentions}
    for mention in mentions:
        original = at.get(mention.converts) if mention.converts else None
        if original is not None and original.reading and mention.reading and not _is_range(original) and not _is_range(mention):
            yield original, mention


def _audit(original: Mention[Money], converted: Mention[Money], on: date, rates: Rates, named: set[str]) -> Audit:
    ways = [
        _fit(original, converted, one, other, on, rates)
        for one in original.reading.candidates
        for other in converted.reading.candidates
        if one.currency != other.currency and one.amount and other.amount
    ]
    chosen, findings = _choose(ways, converted, on, named)
    ranked = sorted(ways, key=lambda fit: (fit is not chosen, list(Fits).index(fit.fits), not fit.days))
    if not any(fit.fits in (Fits.NEAR, Fits.EARLIER, Fits.UNKNOWN) for fit in ways):
        findings |= _swapped(ways, on, rates)
    rule = _rule(ranked, chosen, on)
    return Audit(
        original,
        converted,
        tuple(ranked),
        _ordered(
            converted.reading, [fit.converted for fit in ranked], chosen.converted if chosen else None, f"{rule} {original.span}"
        ),
        _ordered(
            original.reading, [fit.original for fit in ranked], chosen.original if chosen else None, f"{rule} {converted.span}"
        ),
        rule,
        findings,
    )


def _fit(original: Mention[Money], converted: Mention[Money], one: Money, other: Money, on: date, rates: Rates) -> Fit:
    half_one, half_other = _half_unit(original, one.amount), _half_unit(converted, other.amount)
    low, high = _printed(converted, other.amount, half_other)
    implied = _quotient(one.amount, one.amount, low, high)
    widest = _quotient(one.amount - half_one, one.amount + half_one, low, high)
    verdict, days = _when(other.currency, one.currency, implied, widest, on, rates)
    return Fit(one, other, implied, verdict, days)


def _when(base: str, quote: str, implied: Bounds, widest: Bounds, on: date, rates: Rates) -> tuple[Fits, tuple[date, ...]]:
    """Hold an interval of rates against the published ones: those near the report, and those of half a year."""
    published = _published(rates, base, quote, on)
    if not published:
        return _by_last_known(base, quote, widest, on, rates), ()
    daily = len(published) > _DAILY
    slack = SLACK if daily else COARSE_SLACK
    days = tuple(day for day, value in published if implied.holds(value))
    near = [(day, value) for day, value in published if day >= on - timedelta(days=NEAR if daily else 31)]
    if not near:
        return Fits.UNKNOWN, days
    values = [value for _, value in near]
    # between two fixings the market passes through every rate between them
    if widest.meets(Bounds(min(values) * (1 - slack), max(values) * (1 + slack))):
        return Fits.NEAR, tuple(day for day in days if day >= near[0][0])
    if days or any(widest.meets(Bounds(min(a, b), max(a, b))) for (_, a), (_, b) in pairwise(published)):
        return Fits.EARLIER, days
    return Fits.NEVER, ()


def _by_last_known(base: str, quote: str, widest: Bounds, on: date, rates: Rates) -> Fits:
    """Without a rate of the time: one that is far from the nearest known rate is not meant, of any other nothing can be told."""
    if not isinstance(rates, KnowsItsBounds):
        return Fits.UNKNOWN
    day = on
    for period in (rates.covers(base), rates.covers(quote)):
        if period is None or period.first is None or period.last is None:
            return Fits.UNKNOWN
        day = min(max(day, period.first), period.last)
    rate = rates.rate(base, quote, day)
    near = rate is None or widest.meets(Bounds(rate.value / _FAR, rate.value * _FAR))
    return Fits.UNKNOWN if near else Fits.NEVER


def _published(rates: Rates, base: str, quote: str, on: date) -> list[tuple[date, Decimal]]:
    window = Period(on - timedelta(days=LOOK_BACK), on + timedelta(days=1))
    for one, other in ((_pegs().get(base, base), _pegs().get(quote, quote)), (base, quote)):
        if found := published_rates(rates, one, other, window):
            return [(rate.on, rate.value) for rate in found]
    return []


def _choose(ways: Sequence[Fit], converted: Mention[Money], on: date, named: set[str]) -> tuple[Fit | None, dict[Finding, str]]:
    """The one way to read a pair that is left, if there is one; and whether it is a stale one."""
    if any(fit.fits is Fits.UNKNOWN for fit in ways):
        return None, {}
    near = [fit for fit in ways if fit.fits is Fits.NEAR]
    earlier = [fit for fit in ways if fit.fits is Fits.EARLIER]
    if near:
        # where an old rate would fit another currency, a new one alone is thin ground
        sure = _one_pair(near) and (_one_pair([*near, *earlier]) or _is_expected(near[0], converted, named))
        return (near[0] if sure else None), {}
    if not earlier or not _one_pair(earlier) or not earlier[0].days:
        return None, {}
    fit = earlier[0]
    last = fit.days[-1]
    age = f"{(on - last).days} days or more before the report"
    stale = {Finding.STALE: f"a stale conversion: its rate is of {fit.days[0]} to {last}, {age}"}
    return (fit if _is_expected(fit, converted, named) else None), stale


def _is_expected(fit: Fit, converted: Mention[Money], named: set[str]) -> bool:
    """The sign would be read so without any rates, or the text names the currency elsewhere."""
    return fit.converted.currency in {converted.reading.candidates[0].currency, *named}


def _one_pair(fits: Sequence[Fit]) -> bool:
    """All are one pair of currencies and amounts, but for currencies at par, of which the likeliest stands first."""
    pegs = _pegs()
    ways = {
        (fit.original.amount, fit.converted.amount, *(pegs.get(m.currency, m.currency) for m in (fit.original, fit.converted)))
        for fit in fits
    }
    return len(ways) == 1


def _swapped(ways: Iterable[Fit], on: date, rates: Rates) -> dict[Finding, str]:
    """Do the figures fit with the two currencies exchanged, or is one figure printed with both signs?"""
    for fit in ways:
        one, other = fit.original, fit.converted
        if one.amount == other.amount:
            signs = f"{one.currency} was written for {other.currency}, or the reverse"
            return {Finding.SWAPPED: f"the same figure stands with both signs: {signs}"}
        implied = _inverse(fit.implied)
        verdict, _ = _when(other.currency, one.currency, implied, implied, on, rates)
        if verdict is Fits.NEAR:
            return {
                Finding.SWAPPED: f"the figures fit with the currencies exchanged: {other.currency} first, then {one.currency}"
            }
    return {}


def _with_period(audit: Audit, periods: Sequence[Period], on: date, rates: Rates) -> Audit:
    """Say whether a figure of a period was converted at a rate of the day or at the mean of the period."""
    fit = audit.fits[0] if audit.fits else None
    if fit is None or not audit.settled:
        return audit
    for period in periods:
        try:
            mean = convert_money(fit.original, fit.converted.currency, on=period, rates=rates)
        except RateNotFound:
            continue
        value = DIGITS.divide(Decimal(1), mean.rate.value)
        at_mean = fit.implied.meets(Bounds(value * (1 - SLACK), value * (1 + SLACK)))
        amount = f"{fit.converted.currency} {shown(mean.money.amount)} at the {mean.rate.method}"
        if at_mean and fit.fits is not Fits.NEAR:
            return evolve(audit, findings={Finding.AVERAGE: f"an average rate: {period} gives {amount}"})
        if not at_mean and fit.fits is Fits.NEAR:
            spot = {Finding.SPOT: f"a spot rate, not the average: {period} gives {amount}"}
            return evolve(audit, findings={**audit.findings, **spot})
    return audit


def _with_shared(audit: Audit, audits: Sequence[Audit]) -> Audit:
    """Intersect the rates of all settled conversions of the text between the same two currencies."""
    if not audit.settled:
        return audit
    mine = audit.fits[0]
    pair = (mine.original.currency, mine.converted.currency)
    same = [a.fits[0] for a in audits if a.settled and (a.fits[0].original.currency, a.fits[0].converted.currency) == pair]
    fresh = [fit.implied for fit in same if fit.fits is Fits.NEAR]
    if mine.fits is not Fits.NEAR or len(fresh) < 2:
        return audit
    low = max((b.low for b in fresh if b.low is not None), default=None)
    high = min((b.high for b in fresh if b.high is not None), default=None)
    if low is not None and high is not None and low > high:
        two = {Finding.TWO_RATES: f"no one rate gives all the conversions from {pair[0]} to {pair[1]} of this text"}
        return evolve(audit, findings={**audit.findings, **two})
    return evolve(audit, shared=Bounds(low, high))


def _periods_beside(audit: Audit, text: str, periods: Sequence[Mention[Period]]) -> list[Period]:
    """The long closed periods that the sentence of a conversion names, the nearest first."""
    start, end = audit.original.span.start, audit.converted.span.end
    begin = max(text.rfind(mark, 0, start) for mark in (". ", "\n", "? ", "! "))
    stops = [at for mark in (". ", "\n", "? ", "! ") if (at := text.find(mark, end)) >= 0]
    beside = [m for m in periods if begin < m.span.start and m.span.end <= min(stops, default=len(text))]
    beside.sort(key=lambda m: (max(m.span.start - end, start - m.span.end, 0), m.span))
    found = [m.reading.best for m in beside]
    return [period for period in found if period is not None and (period.days or 0) >= _FLOW]


def _ordered(reading: Reading[Money], ranked: Sequence[Money], chosen: Money | None, rule: str) -> Reading[Money]:
    order = dict.fromkeys((*([chosen] if chosen else []), *ranked, *reading.candidates))
    return Reading(tuple(order), rule, settled=chosen is not None and len(order) > 1)


def _rule(ranked: Sequence[Fit], chosen: Fit | None, on: date) -> str:
    if not ranked:
        return "both figures are of one currency: nothing to compare"
    first = chosen or ranked[0]
    rest = [fit for fit in ranked if fit is not first]
    listed = [str(fit) for fit in rest if fit.fits is not Fits.NEVER]
    never = list(
        dict.fromkeys(fit.converted.currency for fit in rest if fit.fits is Fits.NEVER and fit.original == first.original)
    )
    others = list(dict.fromkeys(fit.original.currency for fit in rest if fit.original.currency != first.original.currency))
    parts = [str(first), *listed[:3], *([f"and {len(listed) - 3} more"] if len(listed) > 3 else [])]
    if never:
        parts.append(f"{', '.join(never[:6])}{' ...' if len(never) > 6 else ''} fits no day")
    if others and not any(fit.original.currency in others for fit in rest if fit.fits is not Fits.NEVER):
        parts.append(f"none with {', '.join(others)} fits a day")
    window = f"days looked at: {on - timedelta(days=LOOK_BACK)} to {on + timedelta(days=1)}"
    return ("" if chosen or len(ranked) == 1 else "cannot tell: ") + "; ".join((*parts, window))


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


def _is_range(mention: Mention[Money]) -> bool:
    """A range ("$5-10 billion") has no one figure to hold against rates."""
    if mention.bounds is None or mention.hedge is not None:
        return False
    width, amount = mention.bounds.width, mention.reading.candidates[0].amount
    return width is None or width > 4 * _half_unit(mention, amount)


def _quotient(low: Decimal, high: Decimal, least: Decimal, most: Decimal) -> Bounds:
    smallest = DIGITS.divide(max(low, Decimal(0)), most)
    return Bounds(smallest, DIGITS.divide(high, least) if least > 0 else None)


def _inverse(bounds: Bounds) -> Bounds:
    low = None if bounds.high is None else DIGITS.divide(Decimal(1), bounds.high)
    return Bounds(low, DIGITS.divide(Decimal(1), bounds.low) if bounds.low else None)


def _interval(bounds: Bounds) -> str:
    ends = [shown(_four_digits(end)) if end is not None else ".." for end in (bounds.low, bounds.high)]
    return f"{ends[0]} to {ends[1]}"


def _four_digits(number: Decimal) -> Decimal:
    """A number in four significant digits, or all those in front of the point."""
    return number.quantize(Decimal(1).scaleb(min(number.adjusted() - 3, 0)))
