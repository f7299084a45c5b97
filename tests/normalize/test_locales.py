"""Which locale a language tag means."""

from datetime import date

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given, strategies as st

import dealwatch as dw
from dealwatch.normalize.locales import locale_of, tag_of

TEXT = "Ash Paper Inc agreed to buy Birch Mills Ltd for $3 million on 3 May 2024."


@given(st.sampled_from(sorted(locale_identifiers())))
def test_a_locale_of_cldr_is_itself(tag: str) -> None:
    assert str(locale_of(tag)) == str(locale_of(tag.replace("_", "-")))
    assert tag_of(tag) == tag


@pytest.mark.parametrize("tag", ["en-JP", "en-XX", "en-US-x-twain"])
def test_a_region_that_cldr_lacks_takes_nothing_from_a_report(tag: str) -> None:
    """English from Japan is English: nothing is lost, and no extractor fails."""
    ledger = dw.extract_claims(dw.Report(text=TEXT, lang=tag))
    assert ledger.failures == ()
    assert {str(claim.value) for claim in ledger.claims if claim.attribute == "type"} == {"acquisition"}


def test_the_country_of_a_tag_decides_what_a_sign_may_mean() -> None:
    context = dw.Context.of(dw.Report(text=TEXT, lang="en-JP"))
    assert (context.language, context.country) == ("en", "JP")


@given(st.text(max_size=12))
def test_no_language_that_a_report_states_makes_a_reader_fail(tag: str) -> None:
    report = dw.Report(text=TEXT, lang=tag, published=date(2024, 5, 6))
    assert dw.find_money(report)
    assert dw.find_dates(report)


@pytest.mark.parametrize("tag", ["xx", "zxx", "english"])
def test_a_language_that_is_none_is_refused_where_a_caller_names_it(tag: str) -> None:
    with pytest.raises(dw.InvalidValue, match="no locale of CLDR"):
        dw.find_money(TEXT, dw.Context(locale=tag))
