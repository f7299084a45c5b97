"""The audit of a text's own conversions: never wrong on generated articles, and what it says of a stale, a swapped or an average one."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from dealwatch.domain.bounds import Bounds
from dealwatch.domain.dates import Period
from dealwatch.domain.money import Money
from dealwatch.domain.reading import Mention, Reading
from dealwatch.domain.report import Span
from dealwatch.normalize.audit import Audit, Finding, audit_conversions
from dealwatch.normalize.context import Context
from dealwatch.normalize.implied_rates import Fits
from dealwatch.normalize.rate_sources import EcbRates, fx_rates
from dealwatch.normalize.rate_tables import TableRates

DOLLARS = "USD AUD CAD HKD SGD NZD TWD JMD TTD BBD BSD BZD FJD GYD NAD XCD BND LRD"
SIGNS = {"$": DOLLARS.split(), "kr": ["SEK", "NOK", "DKK", "ISK"], "¥": ["JPY", "CNY"], "£": ["GBP", "EGP"]}
KEPT_AT_PAR = {"BSD", "BND", "NAD"}
"""No rate can tell these from USD, SGD and ZAR: a bare sign in a text of no country means the anchor."""


def mention(
    text: str, quote: str, candidates: list[Money], *, after: Mention[Money] | None = None, hedge: str = ""
) -> Mention[Money]:
    """A mention of the first occurrence of a quote; `after` is the mention that it converts."""
    start = text.index(quote)
    span = Span(text.index(hedge), text.index(hedge) + len(hedge)) if hedge else None
    amount = candidates[0].amount
    about = Bounds(amount * Decimal("0.95"), amount * Decimal("1.05")) if hedge else None
    reading = Reading(tuple(candidates), "made up for a test")
    return Mention(Span(start, start + len(quote)), quote, reading, about, span, after.span if after else None)


def one_pair(original: str, first: Money, converted: str, second: list[Money], day: date) -> Audit:
    """The audit of "Ash Corp paid ORIGINAL (CONVERTED) on the day of the report."."""
    text = f"Ash Corp paid {original} ({converted})."
    one = mention(text, original, [first])
    other = mention(text, converted, second, after=one)
    (audit,) = audit_conversions(text, Context(on=day), fx_rates(), mentions=[one, other], periods=[])
    return audit


def printed(amount: Decimal, digits: int) -> tuple[str, Decimal]:
    """An amount as a paper prints it, with some digits and a scale word, whole numbers in full; and what the print says."""
    scale, word = next((scale, word) for scale, word in SCALES if amount >= scale)
    number = amount / scale
    number = number.quantize(Decimal(1).scaleb(min(number.adjusted() - digits + 1, 0)))
    return f"{number:f} {word}", number * scale


SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"), (Decimal(1), "units"))


def article(seed: int) -> tuple[str, str, Audit]:
    """A made-up article: a random pair of currencies, day, size and rounding, an ambiguous sign, and what is true.

    Half of the writers convert the figure that they print, half the one that they rounded. Four in five signs are meant as
    one of the five that the sign stands for most; the rate is that of the day, give or take what two banks' fixings differ.
    """
    chance = random.Random(seed)
    sign = chance.choice(sorted(SIGNS))
    codes = [code for code in SIGNS[sign] if code not in KEPT_AT_PAR]
    base = chance.choice([code for code in ("EUR", "INR", "KRW", "THB", "CHF", "PLN", "JPY", "USD") if code not in SIGNS[sign]])
    converted_on = date(2016, 1, 4) + timedelta(days=chance.randrange(3600))
    rates = fx_rates()
    rate = None
    while rate is None:
        true = chance.choice(codes[:6] if chance.random() < 0.8 else codes)
        rate = rates.rate(base, true, converted_on)
    noise = Decimal(chance.uniform(-1, 1)) * (Decimal("0.002") if "European" in rate.source else Decimal("0.02"))
    real = Decimal(chance.uniform(1, 100)) * 10 ** chance.choice([8, 9, 10, 11])
    words, said = printed(real, chance.choice([2, 3, 4]))
    figure, shown = printed((real if chance.random() < 0.5 else said) * rate.value * (1 + noise), chance.choice([2, 3, 4]))
    first, second = f"{base} {words}", f"{sign}{figure}"
    candidates = [Money(shown, code) for code in SIGNS[sign]]
    day = converted_on + timedelta(days=chance.choice([0, 0, 1, 2]))
    return true, f"{first} ({second}) of {day}", one_pair(first, Money(said, base), second, candidates, day)


def wrong_and_abstained(seeds: range) -> tuple[list[str], int]:
    wrong: list[str] = []
    abstained = 0
    for seed in seeds:
        true, text, audit = article(seed)
        if not audit.settled:
            abstained += 1
        elif audit.reading.candidates[0].currency != true:
            wrong.append(f"{seed}: {text} is {true}, but {audit.says}")
    return wrong, abstained


def test_no_sign_of_a_generated_article_is_read_wrong() -> None:
    """It may abstain, but not always: three in four articles are settled."""
    wrong, abstained = wrong_and_abstained(range(160))
    assert wrong == []
    assert abstained < 40


@pytest.mark.long
def test_none_of_ten_thousand_generated_articles_is_read_wrong() -> None:
    wrong, abstained = wrong_and_abstained(range(10_000))
    assert wrong == []
    assert abstained < 2_000


@given(st.integers(0, 10**6))
def test_an_audit_reorders_candidates_and_neither_adds_nor_loses_one(seed: int) -> None:
    _, _, audit = article(seed)
    assert set(audit.reading.candidates) == set(audit.converted.reading.candidates)
    assert set(audit.original_reading.candidates) == set(audit.original.reading.candidates)
    assert str(audit.original.span) in audit.reading.rule


@given(st.integers(0, 10**6))
def test_every_day_that_an_audit_names_has_a_rate_that_gives_the_printed_figures(seed: int) -> None:
    _, _, audit = article(seed)
    rates = fx_rates()
    for fit in audit.fits:
        for day in fit.days if fit.converted.currency not in KEPT_AT_PAR else ():
            base, quote = fit.converted.currency, fit.original.currency
            found = [rate for part in rates.parts if (rate := part.rate(base, quote, day))]  # the days are those of one source
            assert any(fit.implied.holds(rate.value) for rate in found)


SEED = next((Path(__file__).parents[2] / "seeds").glob("002_*.txt")).read_text(encoding="utf-8")
WEEK = Context(locale="en_AU", on=date(2025, 7, 7))
WEEK_DAY = date(2025, 7, 7)
YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))


def seed_audits() -> tuple[Audit, ...]:
    def yen(quote: str, amount: str) -> Mention[Money]:
        return mention(SEED, quote, [Money(Decimal(amount), code) for code in ("JPY", "CNY")])

    def dollars(quote: str, amount: str, after: Mention[Money], *codes: str) -> Mention[Money]:
        return mention(SEED, quote, [Money(Decimal(amount), code) for code in codes], after=after)

    loss, more, office = yen("¥670.9 billion", "670.9e9"), yen("¥1.097 trillion", "1.097e12"), yen("¥100 billion", "100e9")
    mentions = [
        loss,
        dollars("A$7.1 billion", "7.1e9", loss, "AUD"),
        more,
        dollars("A$11.5 billion", "11.5e9", more, "AUD"),
        office,
        dollars("$1.08 billion", "1.08e9", office, "AUD", "USD", "CAD", "HKD", "SGD", "NZD", "TWD"),
    ]
    said = "April 2024 to March 2025"
    at = SEED.index(said)
    periods = [Mention(Span(at, at + len(said)), said, Reading((YEAR,), "two months"))]
    return audit_conversions(SEED, WEEK, fx_rates(), mentions=mentions, periods=periods)


def test_the_australian_pairs_of_the_seed_share_one_narrow_interval() -> None:
    loss, more, _ = seed_audits()
    assert (str(loss.fits[0].implied.low)[:5], str(loss.fits[0].implied.high)[:5]) == ("93.83", "95.16")
    assert loss.shared == more.shared
    assert "share 94.98 to 95.16" in loss.says
    assert loss.settled
    assert loss.original_reading.best == Money(Decimal("670.9e9"), "JPY")


def test_the_loss_of_the_seed_was_converted_at_a_spot_rate() -> None:
    """At the mean of the 256 fixings of its year it would be 6.75 billion."""
    loss, _, _ = seed_audits()
    assert "a spot rate, not the average: 2024-04-01/2025-03-31 gives AUD 6753" in loss.findings[Finding.SPOT]


def test_the_bare_dollar_of_the_seed_is_australian_and_stale() -> None:
    *_, office = seed_audits()
    fit = office.fits[0]
    assert office.reading.best == Money(Decimal("1.08e9"), "AUD")
    assert (fit.fits, len(fit.days), fit.days[0], fit.days[-1]) == (Fits.EARLIER, 16, date(2025, 3, 4), date(2025, 6, 3))
    assert office.findings[Finding.STALE].startswith("a stale conversion: its rate is of 2025-03-04 to 2025-06-03, 34 days")
    assert {f.fits for f in office.fits if f.converted.currency == "USD"} == {Fits.NEVER}
    assert "USD, CAD, HKD, SGD, NZD, TWD fits no day" in office.says


def test_the_seed_is_audited_from_its_text_alone() -> None:
    """The finders link the pairs and read the year; with any locale the text's own A$ says whose dollar it is."""
    for locale in ("en_AU", "en"):
        loss, more, office = audit_conversions(SEED, Context(locale=locale, on=WEEK_DAY))
        assert [audit.reading.best for audit in (loss, more, office)] == [
            Money(Decimal("7.1e9"), "AUD"),
            Money(Decimal("11.5e9"), "AUD"),
            Money(Decimal("1.08e9"), "AUD"),
        ]
        assert (set(loss.findings), set(office.findings)) == ({Finding.SPOT}, {Finding.STALE})


def test_an_old_rate_alone_does_not_settle_a_sign_that_the_text_would_read_otherwise() -> None:
    """Stale and unexpected: it is said, and nothing is chosen."""
    text = "It is worth ¥100 billion ($1.08 billion)."
    one = mention(text, "¥100 billion", [Money(Decimal("100e9"), "JPY")])
    other = mention(text, "$1.08 billion", [Money(Decimal("1.08e9"), code) for code in ("USD", "AUD", "NZD")], after=one)
    (audit,) = audit_conversions(text, WEEK, fx_rates(), mentions=[one, other], periods=[])
    assert not audit.settled
    assert audit.reading.candidates[0].currency == "AUD"
    assert Finding.STALE in audit.findings


def test_exchanged_currencies_are_said() -> None:
    swapped = one_pair(
        "CNY 70 billion", Money(Decimal("70e9"), "CNY"), "$500 billion", [Money(Decimal("500e9"), "USD")], WEEK_DAY
    )
    assert swapped.findings[Finding.SWAPPED].startswith("the figures fit with the currencies exchanged")
    same = one_pair("CNY 500 billion", Money(Decimal("500e9"), "CNY"), "$500 billion", [Money(Decimal("500e9"), "USD")], WEEK_DAY)
    assert same.findings[Finding.SWAPPED].startswith("the same figure stands with both signs: CNY was written for USD")


def test_an_average_rate_is_said_where_only_the_mean_of_the_period_fits() -> None:
    text = "In 2024 it lost JPY 500.0 billion (A$5.009 billion)."
    one = mention(text, "JPY 500.0 billion", [Money(Decimal("500e9"), "JPY")])
    other = mention(text, "A$5.009 billion", [Money(Decimal("5.009e9"), "AUD")], after=one)
    year = Mention(Span(3, 7), "2024", Reading((Period.year(2024),), "a year"))
    (audit,) = audit_conversions(text, WEEK, fx_rates(), mentions=[one, other], periods=[year])
    assert audit.fits[0].fits is not Fits.NEAR
    assert audit.findings[Finding.AVERAGE].startswith("an average rate: 2024 gives AUD 50")


def test_without_a_day_or_without_rates_nothing_is_told() -> None:
    text = "It paid ¥100 billion ($1.08 billion)."
    one = mention(text, "¥100 billion", [Money(Decimal("100e9"), "JPY")])
    other = mention(text, "$1.08 billion", [Money(Decimal("1.08e9"), code) for code in ("AUD", "USD")], after=one)
    assert audit_conversions(text, Context(), fx_rates(), mentions=[one, other], periods=[]) == ()
    only_aud = TableRates.of([("2025-07-07", "AUD", "JPY", "92.6")])
    (audit,) = audit_conversions(text, WEEK, only_aud, mentions=[one, other], periods=[])
    assert not audit.settled
    assert "USD at 92.17 to 93.02 JPY cannot be told: no rates" in audit.says


def test_a_text_without_a_conversion_needs_no_rates() -> None:
    """The extra is asked for only where it is needed."""
    text = "It paid A$5 billion."
    assert audit_conversions(text, WEEK, mentions=[mention(text, "A$5 billion", [Money(Decimal("5e9"), "AUD")])]) == ()


def test_about_widens_the_converted_figure_and_a_range_is_left_alone() -> None:
    text = "It paid ¥100 billion (about $1.0 billion)."
    one = mention(text, "¥100 billion", [Money(Decimal("100e9"), "JPY")])
    other = mention(text, "$1.0 billion", [Money(Decimal("1e9"), "AUD")], after=one, hedge="about")
    (audit,) = audit_conversions(text, WEEK, EcbRates(), mentions=[one, other], periods=[])
    assert audit.fits[0].implied.holds(Decimal("95.5"))
    ranged = evolve(other, hedge=None, bounds=Bounds(Decimal("1e9"), Decimal("2e9")))
    assert audit_conversions(text, WEEK, EcbRates(), mentions=[one, ranged], periods=[]) == ()


def test_two_conversions_that_no_one_rate_gives_are_said() -> None:
    text = "Sales were EUR 1.000 billion ($1.170 billion), profit EUR 100.0 million ($118.2 million)."
    sales, profit = (
        mention(text, q, [Money(Decimal(a), "EUR")]) for q, a in (("EUR 1.000 billion", "1e9"), ("EUR 100.0 million", "1e8"))
    )
    mentions = [
        sales,
        mention(text, "$1.170 billion", [Money(Decimal("1.170e9"), "USD")], after=sales),
        profit,
        mention(text, "$118.2 million", [Money(Decimal("118.2e6"), "USD")], after=profit),
    ]
    audits = audit_conversions(text, WEEK, EcbRates(), mentions=mentions, periods=[])
    assert all(
        "no one rate gives all the conversions from EUR to USD" in audit.findings.get(Finding.TWO_RATES, "") for audit in audits
    )


def test_a_pair_of_one_currency_or_without_a_positive_figure_is_told_apart_from_nothing() -> None:
    for amounts in (("1e9", "AUD", "2e9", "AUD"), ("-1e9", "EUR", "2e9", "AUD"), ("0", "EUR", "2e9", "AUD")):
        audit = one_pair(
            "AB 1 billion", Money(Decimal(amounts[0]), amounts[1]), "A$2 billion", [Money(Decimal(amounts[2]), "AUD")], WEEK_DAY
        )
        assert audit.fits == ()
        assert audit.findings == {}
        assert "nothing to compare" in audit.says


def test_a_report_of_any_day_is_audited_without_an_error() -> None:
    for day in (date.min, date(1998, 1, 1), date(2040, 1, 1), date.max):
        audit = one_pair(
            "EUR 1 billion",
            Money(Decimal("1e9"), "EUR"),
            "$1.1 billion",
            [Money(Decimal("1.1e9"), code) for code in ("USD", "CAD")],
            day,
        )
        assert {fit.fits for fit in audit.fits} <= {Fits.UNKNOWN, Fits.NEVER}
