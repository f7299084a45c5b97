"""The audit of a text's own conversions: which currency a bare "$" is, whether a conversion is stale, swapped, spot or average.

Before: linked mentions of money (`Mention.converts`) and dated rates. After: `extract/` takes the better order of candidates.
Each pair ("¥670.9 billion (A$7.1 billion)") implies an interval of rates: all that lead to the printed figures. Every pair of
candidate currencies is held against the published rates around the report's day. It abstains rather than guesses: it settles
a sign only if one currency fits and every other candidate has rates that do not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from attrs import evolve, field, frozen

from dealwatch.domain.bounds import Bounds
from dealwatch.domain.dates import Period
from dealwatch.domain.money import Money
from dealwatch.domain.reading import Mention, Reading
from dealwatch.domain.report import Report, Span
from dealwatch.errors import RateNotFound
from dealwatch.normalize.context import Context
from dealwatch.normalize.conversion import convert_money
from dealwatch.normalize.implied_rates import (
    SLACK,
    Fit,
    Fits,
    Market,
    anchor_of,
    fit_pair,
    interval_text,
    inverse_of,
    is_range,
    when_it_fits,
)
from dealwatch.normalize.rate_sources import fx_rates
from dealwatch.normalize.rates import DIGITS, Rates, shown

_STOPS: Final = (". ", "\n", "? ", "! ")
_SENTENCE: Final = 1000  # no sentence is looked at farther than this from a conversion
_FLOW: Final = 80  # a period of fewer days is not what a yearly or quarterly figure is of


class Finding(StrEnum):
    """What is odd, or worth knowing, about a conversion."""

    STALE = "stale"
    SWAPPED = "swapped"
    SPOT = "spot"
    AVERAGE = "average"
    TWO_RATES = "two_rates"


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
        common = f"; all such pairs of the text share {interval_text(self.shared)}" if self.shared else ""
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
    market = Market(rates if rates is not None else fx_rates(), around.on)
    if periods is None:
        from dealwatch.normalize.dates import find_dates

        periods = find_dates(source, around)
    codes = [{candidate.currency for candidate in mention.reading.candidates} for mention in mentions]
    named = {code for one in codes if len(one) == 1 for code in one}
    long = _long_periods(periods)
    audits = [_audit(one, other, market, named) for one, other in pairs]
    return _with_shared([_with_period(audit, _periods_beside(audit, text, long), market) for audit in audits])


def _pairs(mentions: Sequence[Mention[Money]]) -> Iterator[tuple[Mention[Money], Mention[Money]]]:
    at = {mention.span: mention for mention in mentions}
    for mention in mentions:
        original = at.get(mention.converts) if mention.converts else None
        if original is not None and original.reading and mention.reading and not is_range(original) and not is_range(mention):
            yield original, mention


def _audit(original: Mention[Money], converted: Mention[Money], market: Market, named: set[str]) -> Audit:
    ways = [
        fit_pair(original, converted, one, other, market)
        for one in original.reading.candidates
        for other in converted.reading.candidates
        if one.currency != other.currency and one.amount > 0 and other.amount > 0
    ]
    chosen, findings = _choose(ways, converted, market.on, named)
    ranked = sorted(ways, key=lambda fit: (fit is not chosen, list(Fits).index(fit.fits), not fit.days))
    if not any(fit.fits in (Fits.NEAR, Fits.EARLIER, Fits.UNKNOWN) for fit in ways):
        findings |= _swapped(ways, market)
    rule = _rule(ranked, chosen, market)
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
    ways = {
        (fit.original.amount, fit.converted.amount, *(anchor_of(m.currency) for m in (fit.original, fit.converted)))
        for fit in fits
    }
    return len(ways) == 1


def _swapped(ways: Iterable[Fit], market: Market) -> dict[Finding, str]:
    """Do the figures fit with the two currencies exchanged, or is one figure printed with both signs?"""
    for fit in ways:
        one, other = fit.original, fit.converted
        if one.amount == other.amount:
            signs = f"{one.currency} was written for {other.currency}, or the reverse"
            return {Finding.SWAPPED: f"the same figure stands with both signs: {signs}"}
        implied = inverse_of(fit.implied)
        verdict, _ = when_it_fits(other.currency, one.currency, implied, implied, market)
        if verdict is Fits.NEAR:
            return {
                Finding.SWAPPED: f"the figures fit with the currencies exchanged: {other.currency} first, then {one.currency}"
            }
    return {}


def _with_period(audit: Audit, periods: Sequence[Period], market: Market) -> Audit:
    """Say whether a figure of a period was converted at a rate of the day or at the mean of the period."""
    fit = audit.fits[0] if audit.fits else None
    if fit is None or not audit.settled:
        return audit
    for period in periods:
        try:
            mean = convert_money(fit.original, fit.converted.currency, on=period, rates=market.rates)
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


def _with_shared(audits: Sequence[Audit]) -> tuple[Audit, ...]:
    """Intersect the fresh rates of all settled conversions of the text between the same two currencies."""
    fresh: dict[tuple[str, str], list[Bounds]] = {}
    pairs = [_pair(audit) for audit in audits]
    for audit, pair in zip(audits, pairs, strict=True):
        if pair is not None:
            fresh.setdefault(pair, []).append(audit.fits[0].implied)
    common = {pair: _intersection(bounds) for pair, bounds in fresh.items() if len(bounds) > 1}
    return tuple(_told(audit, pair, common) for audit, pair in zip(audits, pairs, strict=True))


def _pair(audit: Audit) -> tuple[str, str] | None:
    """The two currencies of a settled conversion at a rate of the report's time."""
    fit = audit.fits[0] if audit.fits and audit.settled else None
    return (fit.original.currency, fit.converted.currency) if fit is not None and fit.fits is Fits.NEAR else None


def _intersection(all_bounds: Sequence[Bounds]) -> Bounds | None:
    low = max((bounds.low for bounds in all_bounds if bounds.low is not None), default=None)
    high = min((bounds.high for bounds in all_bounds if bounds.high is not None), default=None)
    return None if low is not None and high is not None and low > high else Bounds(low, high)


def _told(audit: Audit, pair: tuple[str, str] | None, common: Mapping[tuple[str, str], Bounds | None]) -> Audit:
    if pair is None or pair not in common:
        return audit
    shared = common[pair]
    if shared is not None:
        return evolve(audit, shared=shared)
    two = {Finding.TWO_RATES: f"no one rate gives all the conversions from {pair[0]} to {pair[1]} of this text"}
    return evolve(audit, findings={**audit.findings, **two})


def _long_periods(periods: Sequence[Mention[Period]]) -> list[tuple[Span, Period]]:
    """The closed periods long enough to be those of a yearly or quarterly figure, in the order of the text."""
    best = [(mention.span, mention.reading.best) for mention in periods]
    long = [(span, period) for span, period in best if period is not None and (period.days or 0) >= _FLOW]
    return sorted(long, key=lambda row: row[0])


def _periods_beside(audit: Audit, text: str, periods: Sequence[tuple[Span, Period]]) -> list[Period]:
    """The long periods that the sentence of a conversion names, the nearest first."""
    start, end = audit.original.span.start, audit.converted.span.end
    before, behind = max(start - _SENTENCE, 0), min(end + _SENTENCE, len(text))
    begin = max(max(text.rfind(mark, before, start) for mark in _STOPS), before - 1)
    stop = min((at for mark in _STOPS if (at := text.find(mark, end, behind)) >= 0), default=behind)
    first = bisect_left(periods, begin + 1, key=lambda row: row[0].start)
    last = bisect_left(periods, stop, key=lambda row: row[0].start)
    beside = sorted(periods[first:last], key=lambda row: (max(row[0].start - end, start - row[0].end, 0), row[0]))
    return [period for _, period in beside]


def _ordered(reading: Reading[Money], ranked: Sequence[Money], chosen: Money | None, rule: str) -> Reading[Money]:
    first = [chosen] if chosen else []
    order = list(dict.fromkeys([*first, *ranked, *reading.candidates]))
    return Reading(tuple(order), rule, settled=chosen is not None and len(order) > 1)


def _rule(ranked: Sequence[Fit], chosen: Fit | None, market: Market) -> str:
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
    window = f"days looked at: {market.window.first} to {market.window.last}"
    return ("" if chosen or len(ranked) == 1 else "cannot tell: ") + "; ".join((*parts, window))
