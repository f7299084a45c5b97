"""Counted things and shares: what is counted, what only looks like it, and what the words denote."""

from __future__ import annotations

import re
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from dealwatch.domain.bounds import Bounds
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.report import Report, Span
from dealwatch.errors import InvalidValue
from dealwatch.normalize.context import Context
from dealwatch.normalize.fold import fold
from dealwatch.normalize.quantity import find_numbers, find_quantities, read_quantity, unit_words

EN = Context(locale="en")
SEEDS = Path(__file__).parents[2] / "seeds"


def said(text: str, locale: str = "en") -> list[tuple[str, str]]:
    return [(mention.quote, str(mention.reading.only)) for mention in find_quantities(text, Context(locale=locale))]


WORDS = st.sampled_from(
    [
        "about",
        "less",
        "than",
        "3,900",
        "17",
        "seven",
        "half",
        "a",
        "third",
        "of",
        "its",
        "the",
        "workers",
        "employees",
        "plants",
        "%",
        "percent",
        "40",
        "million",
        "bn",
        "to",
        "-",
        "and",
        "in",
        "2026",
        "between",
        "Model",
        "first",
        "jobs",
        "shares",
        "vehicles",
        "a",
        "year",
        "MW",
        "tonnes",
        "per",
        "day",
        "global",
        "assembly",
        ",",
        ".",
        "(",
        ")",
    ]
)


TEXTS = st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=60)


@given(TEXTS)
def test_no_unit_is_read_where_none_of_its_words_stands(text: str) -> None:
    """Whoever has not seen the letters of a unit, or its sign, need not look for a quantity of it."""
    words = unit_words("en")
    letters = set(re.findall(r"[^\W\d_]+|%", fold(text)))
    for mention in find_quantities(text, EN):
        unit = (mention.reading.candidates[0].unit or "").partition("/")[0]
        assert "" in words[unit] or words[unit] & letters


@given(TEXTS)
@settings(max_examples=250, deadline=None)
def test_a_finder_only_narrows_and_stands_where_it_says(text: str) -> None:
    """Law 19, for quantities: as the quote alone reads, or with the span of the words that supplied the unit."""
    end = 0
    for mention in find_quantities(text, EN):
        assert mention.span.of(text) == mention.quote
        assert mention.span.start >= end
        end = mention.span.end
        if mention.reading.rule.endswith(")"):
            start, stop = mention.reading.rule.rpartition("[")[2].rstrip(")").split(":")
            assert not Span(int(start), int(stop)).overlaps(mention.span)
        else:
            assert read_quantity(mention.quote, EN).candidates == mention.reading.candidates


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("about 3,900 workers", [("3,900 workers", "3900 workers")]),
        ("seven of its 17 global assembly plants", [("seven", "7 plants"), ("17 global assembly plants", "17 plants")]),
        ("20,000 of its 133,000 employees", [("20,000", "20000 employees"), ("133,000 employees", "133000 employees")]),
        ("between 300 and 400 jobs", [("300", "300 jobs"), ("400 jobs", "400 jobs")]),
        ("10 to 15 per cent", [("10", "10 %"), ("15 per cent", "15 %")]),
        ("51 pct of Ash Corp", [("51 pct", "51 %")]),
        ("40%", [("40%", "40 %")]),
        ("less than half of its capacity", [("half", "50 %")]),
        ("a third of its 900 workers", [("a third", "33.3333 %"), ("900 workers", "900 workers")]),
        ("some 25 mln shares", [("25 mln shares", "25000000 shares")]),
        ("435 Megawatt", [("435 Megawatt", "435 MW")]),
        ("over 700,000 Tons", [("700,000 Tons", "700000 tonnes")]),
        ("1.2m vehicles a year", [("1.2m vehicles a year", "1200000 vehicles/year")]),
        ("half a million cars", [("half a million cars", "500000 cars")]),
        ("15.9 thousand used pickups", [("15.9 thousand used pickups", "15900 trucks")]),
        ("nine percent", [("nine percent", "9 %")]),
    ],
)
def test_counts_as_news_writes_them(text: str, found: list[tuple[str, str]]) -> None:
    assert said(text) == found


@pytest.mark.parametrize(
    ("locale", "text", "quantity"),
    [
        ("de", "15 Prozent", "15 %"),
        ("de", "3.000 Arbeitsplätze", "3000 jobs"),
        ("fr", "3 000 emplois", "3000 jobs"),
        ("ja", "3900人", "3900 people"),
        ("zh", "3900名员工", "3900 people"),
    ],
)
def test_other_languages_count_too(locale: str, text: str, quantity: str) -> None:
    assert said(text, locale) == [(text, quantity)]


@pytest.mark.parametrize(
    "text",
    [
        "workers",
        "in the first half of 2025",
        "its 2025 Electric Vehicle Day",
        "in 2026 plants will close",
        "Model 3 cars",
        "a third party",
        "$5 million shares",
        "version 1.2.3 units",
        "R2D2 units",
        "every one of us",
        "the 5-year plan",
        "",
    ],
)
def test_what_only_looks_like_a_count_is_passed_over(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("about 3,900 workers", Bounds(Decimal(3705), Decimal(4095))),
        ("less than half of its capacity", Bounds(None, Decimal(50), high_closed=False)),
        ("up to 5,000 staff", Bounds(None, Decimal(5000))),
        ("5.2 million shares", Bounds(Decimal(5150000), Decimal(5250000))),
        ("3,900 workers", None),
    ],
)
def test_a_hedge_widens_what_a_count_denotes(text: str, bounds: Bounds | None) -> None:
    (mention,) = find_quantities(text, EN)
    assert mention.bounds == bounds


def test_both_ends_of_a_range_denote_the_range() -> None:
    first, second = find_quantities("1,000 to 1,200 workers", EN)
    assert first.bounds == second.bounds == Bounds(Decimal(1000), Decimal(1200))


def test_a_third_is_no_finite_decimal_and_its_bounds_say_so() -> None:
    (mention,) = find_quantities("two-thirds of its shares", EN)
    assert mention.bounds is not None
    assert mention.bounds.low is not None
    assert mention.bounds.high is not None
    assert mention.bounds.low * 3 < 200 < mention.bounds.high * 3


def test_the_counts_of_the_first_seed() -> None:
    """The numbers of the plant's story: nothing missed that a claim needs."""
    report = Report(text=(SEEDS / "000_0cc2b3815b313091.txt").read_text(encoding="utf-8"), lang="en")
    found = [(mention.quote, mention.reading.only) for mention in find_quantities(report)]
    assert ("3,900 workers", Quantity(Decimal(3900), "workers")) in found
    assert ("40%", Quantity(Decimal(40), "%")) in found
    assert ("seven", Quantity(Decimal(7), "plants")) in found
    assert ("17 global assembly plants", Quantity(Decimal(17), "plants")) in found


def test_one_expression_is_read_and_a_longer_text_is_not() -> None:
    assert read_quantity("17 plants", EN).only == Quantity(Decimal(17), "plants")
    assert not read_quantity("it has 17 plants", EN)
    assert not read_quantity("9" * 1_000_000, EN)


def test_a_text_without_a_context_is_refused() -> None:
    with pytest.raises(InvalidValue, match="a text needs a context"):
        find_quantities("17 plants")


@pytest.mark.parametrize("unit", ["1 ", "one ", "1-", "half of ", "5 workers ", "million ", "(", "9"])
def test_time_grows_with_the_text_alone(unit: str) -> None:
    """Law 20: four times the text takes less than ten times as long."""

    def seconds(text: str) -> float:
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            find_quantities(text, EN)
            best = min(best, time.process_time() - start)
        return max(best, 0.002)

    once = unit * (4_000 // len(unit))
    seconds(once[:100])
    assert seconds(once * 4) / seconds(once) < 10


@given(st.integers(10, 9_999_999), st.sampled_from(["a staff of {n}.", "employs about {n} in Norway", "to {n}, it said"]))
@settings(max_examples=60)
def test_a_whole_number_without_a_unit_is_found_as_it_stands(number: int, words: str) -> None:
    """Its digits and group signs are the text's; a year without signs is none."""
    report = Report(text=words.format(n=f"{number:,}"), lang="en")
    expected = [] if 1900 <= number < 2100 and "," not in f"{number:,}" else [(f"{number:,}", Quantity(Decimal(number)))]
    assert [(mention.quote, mention.reading.only) for mention in find_numbers(report, EN)] == expected


@pytest.mark.parametrize("text", ["in 2019", "300 workers", "40%", "4.5", "24/7", "10:30", "B12", "seven"])
def test_years_codes_shares_and_counted_things_are_no_bare_numbers(text: str) -> None:
    """What has a unit is a quantity, and what is no count is none."""
    assert find_numbers(Report(text=text, lang="en"), EN) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3,900 half shares", [("3,900 half shares", "3900 shares")]),
        ("half shares 3,900", []),
        ("half of its shares", [("half", "50 %")]),
        ("half a share", [("half a share", "0.5 shares")]),
    ],
)
def test_half_is_a_share_or_part_of_one_number(text: str, found: list[tuple[str, str]]) -> None:
    assert [(mention.quote, str(mention.reading.only)) for mention in find_quantities(text, EN)] == found
