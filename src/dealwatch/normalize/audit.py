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
from typing import Final

from attrs import evolve, field, frozen

from dealwatch.domain.bounds import Bounds
from dealwatch.domain.dates import Period
from dealwatch.domain.money import Money
from dealwatch.domain.reading import Mention, Reading
from dealwatch.domain.report import Report
from dealwatch.errors import RateNotFound
from dealwatch.normalize.context import Context
from dealwatch.normalize.implied_rates import (
    LOOK_BACK,
    SLACK,
    Fit,
    Fits,
    anchor_of,
    fit_pair,
    interval_text,
    inverse_of,
    is_range,
    when_it_fits,
)
from dealwatch.normalize.rates import DIGITS, Rates, convert_money, installed_rates, shown

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
        if original is not None and original.reading and mention.reading and not is_range(original) and not is_range(mention):
            yield original, mention


def _audit(original: Mention[Money], converted: Mention[Money], on: date, rates: Rates, named: set[str]) -> Audit:
    ways = [
        fit_pair(original, converted, one, other, on, rates)
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


def _swapped(ways: Iterable[Fit], on: date, rates: Rates) -> dict[Finding, str]:
    """Do the figures fit with the two currencies exchanged, or is one figure printed with both signs?"""
    for fit in ways:
        one, other = fit.original, fit.converted
        if one.amount == other.amount:
            signs = f"{one.currency} was written for {other.currency}, or the reverse"
            return {Finding.SWAPPED: f"the same figure stands with both signs: {signs}"}
        implied = inverse_of(fit.implied)
        verdict, _ = when_it_fits(other.currency, one.currency, implied, implied, on, rates)
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
    first = [chosen] if chosen else []
    order = list(dict.fromkeys([*first, *ranked, *reading.candidates]))
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
