"""A conversion in words: result, rate, day, source; doubt and refusals said."""

from __future__ import annotations

from datetime import date

import pytest

from dealwatch.errors import InvalidValue, NotFound, RateNotFound, ReadError
from dealwatch.normalize.context import Context
from dealwatch.normalize.conversion_text import explain_conversion
from dealwatch.normalize.rate_tables import TableRates

EN = Context(locale="en")
DAY = date(2025, 7, 7)


def test_a_day_names_the_rate_its_day_and_its_source() -> None:
    said = explain_conversion("A$7.1 billion", "JPY", EN, on=date(2025, 7, 6))
    assert said.startswith("AUD 7,100,000,000 = JPY 67")
    assert "of 2025-07-04, European Central Bank (cross through EUR)" in said
    assert "the last one before 2025-07-06" in said


def test_a_fiscal_year_takes_the_mean_and_needs_to_know_whose_it_is() -> None:
    said = explain_conversion("JPY 670.9 billion", "AUD", EN, over="FY2024", calendar="nissan")
    assert said.startswith("JPY 670,900,000,000 = AUD 6,753,4")
    assert "mean of 256 published days, 2024-04-02 to 2025-03-31" in said
    with pytest.raises(InvalidValue, match="for a fiscal year say whose it is"):
        explain_conversion("JPY 670.9 billion", "AUD", EN, over="FY2024")
    with pytest.raises(NotFound):
        explain_conversion("JPY 670.9 billion", "AUD", EN, over="FY2024", calendar="nobody at all")
    assert "AUD" in explain_conversion("JPY 670.9 billion", "AUD", EN, over="2024-Q3")


def test_a_shared_sign_is_converted_for_each_currency() -> None:
    said = explain_conversion("¥5 billion", "AUD", EN, on=DAY)
    assert "can be several amounts" in said
    assert "JPY 5,000,000,000 = AUD" in said
    assert "CNY 5,000,000,000 = AUD" in said


def test_what_words_leave_open_is_converted_as_an_interval() -> None:
    table = TableRates.of([(DAY, "EUR", "AUD", "2")])
    said = explain_conversion("about €5 billion", "AUD", EN, on=DAY, rates=table)
    assert "EUR 5,000,000,000 = AUD 10,000,000,000\n  by its words: AUD 9,000,000,000 to AUD 11,000,000,000" in said
    assert "by its words: AUD 10,000,000,000 to AUD 20,000,000,000" in explain_conversion(
        "€5-10 billion", "AUD", EN, on=DAY, rates=table
    )
    assert "by its words: AUD 10,000,000,000 to .." in explain_conversion("more than €5 billion", "AUD", EN, on=DAY, rates=table)
    with pytest.raises(ReadError, match="is no amount of money"):
        explain_conversion("€5 and €6 and €7", "AUD", EN, on=DAY, rates=table)


def test_a_stock_is_converted_at_the_rate_of_the_last_day() -> None:
    said = explain_conversion("JPY 670.9 billion", "AUD", EN, over="FY2024", calendar="nissan", closing=True)
    assert "closing: the rate of 2025-03-31" in said


def test_what_cannot_be_converted_is_refused_in_a_sentence() -> None:
    with pytest.raises(ReadError, match="'a lot' is no amount of money"):
        explain_conversion("a lot", "AUD", EN, on=DAY)
    with pytest.raises(InvalidValue, match="either a day"):
        explain_conversion("A$1", "JPY", EN)
    with pytest.raises(RateNotFound, match="XXX is not there at all"):
        explain_conversion("A$1 million", "XXX", EN, on=DAY)


def test_a_candidate_without_a_rate_is_left_out_and_said() -> None:
    table = TableRates.of([(DAY, "JPY", "AUD", "0.0106")])
    said = explain_conversion("¥5 billion", "AUD", EN, on=DAY, rates=table)
    assert "JPY 5,000,000,000 = AUD 53,000,000" in said
    assert "left out: no rate CNY/AUD on 2025-07-07" in said
