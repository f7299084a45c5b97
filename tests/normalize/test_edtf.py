"""EDTF: a Period prints and reads it, and every text of it denotes days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from dealwatch.domain.dates import Period
from dealwatch.errors import InvalidValue
from dealwatch.normalize.edtf import read_edtf

days = st.dates(date(1, 1, 1), date(9999, 12, 31))
ends = st.one_of(st.none(), days)
periods = st.tuples(ends, ends).filter(lambda pair: pair != (None, None)).map(lambda pair: _ordered(*pair))
named = st.builds(Period.quarter, st.integers(1, 9999), st.integers(1, 4)) | st.builds(
    Period.half, st.integers(1, 9999), st.integers(1, 2)
)


def _ordered(first: date | None, last: date | None) -> Period:
    return Period(*sorted((first, last))) if first and last else Period(first, last)


@given(periods | named)
def test_a_period_reads_back_from_its_text(period: Period) -> None:
    """read_edtf(str(p)) == p, also for periods open to a side."""
    assert read_edtf(str(period)) == period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1985-04-12", "1985-04-12", "1985-04-12"),
        ("1985-04?", "1985-04-01", "1985-04-30"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("1985-04-XX", "1985-04-01", "1985-04-30"),
        ("1985-XX-31", "1985-01-31", "1985-12-31"),
        ("2001-21", "2001-03-01", "2001-05-31"),
        ("2001-24", "2001-12-01", "2002-02-28"),
        ("1984~/2004-06", "1984-01-01", "2004-06-30"),
        ("{1960,1961-12}", "1960-01-01", "1961-12-31"),
        ("[1667,1670..1672]", "1667-01-01", "1672-12-31"),
        ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12"),
    ],
)
def test_forms_of_edtf(text: str, first: str, last: str) -> None:
    """Masks, seasons, sets, doubt and times denote the days from the earliest to the latest they allow."""
    assert read_edtf(text) == Period(date.fromisoformat(first), date.fromisoformat(last))


def test_an_open_end_is_open_and_an_unknown_end_may_be_bounded() -> None:
    """`..` is open for ever; an empty end is open unless the caller says how far it may lie."""
    assert str(read_edtf("2004-06-01/..")) == "2004-06-01/.."
    assert str(read_edtf("2004-06-01/")) == "2004-06-01/.."
    assert str(read_edtf("2004-06-01/", unknown_years=10)) == "2004-06-01/2014-06-01"
    assert str(read_edtf("2004-06-01/..", unknown_years=10)) == "2004-06-01/.."


@pytest.mark.parametrize("text", ["", "2004-13", "2004-02-30", "04-06-2004", "2004/..2", "Y170000", "-0100", "../..", "today"])
def test_what_is_no_edtf_is_refused(text: str) -> None:
    """A text that is no EDTF, or denotes no day of `datetime.date`, raises InvalidValue."""
    with pytest.raises(InvalidValue):
        read_edtf(text)


@given(st.text(alphabet="0123456789-/X?~%.[]{},QHST ", max_size=24))
def test_any_text_gives_a_period_or_one_kind_of_error(text: str) -> None:
    """Nothing but InvalidValue is raised, whatever the text."""
    try:
        period = read_edtf(text)
    except InvalidValue:
        return
    assert isinstance(period, Period)
