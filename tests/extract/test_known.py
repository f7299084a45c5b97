"""A gazetteer's names are found as they are written, whole, leftmost and longest, with or without the fast automaton."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from dealwatch import BUILT_IN, Gazetteer, Known, Report, extract_claims, resolve_deals
from dealwatch.extract.known import _FastFinder, _Finder, find_known, known_names
from dealwatch.merge import Policy

parts = st.text("abA 日産é", min_size=1, max_size=4).filter(lambda text: text.strip() == text != "")
gazetteers = st.lists(st.builds(Known, parts, st.lists(parts, max_size=2).map(tuple)), max_size=6).map(Gazetteer.of)


@given(gazetteers, st.text("abA 日産é_.", max_size=40))
def test_the_automaton_finds_the_same(gazetteer: Gazetteer, text: str) -> None:
    """The two finders agree on every text: the automaton is only faster."""
    pytest.importorskip("ahocorasick_rs")
    assert list(find_known(text, _Finder(gazetteer))) == list(find_known(text, _FastFinder(gazetteer)))


@given(gazetteers, st.text("abA 日産é_.", max_size=40))
def test_what_is_found_stands_there_and_apart(gazetteer: Gazetteer, text: str) -> None:
    """Each find is a name of its rows, and no two overlap."""
    last = 0
    for span, rows in find_known(text, gazetteer):
        assert all(span.of(text) in row.names for row in rows)
        assert span.start >= last
        last = span.end


ROWS = Gazetteer.of(
    [
        Known("Ash Motor", aliases=("Ash", "アッシュ自動車")),
        Known("Ash Motor Finance"),
        Known("Birch One", aliases=("Birch",)),
        Known("Birch Two", aliases=("Birch",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ash Motor Finance left Ash Motor.", ["Ash Motor Finance", "Ash Motor"]),
        ("Ashes and Ash-grey, Mr_Ash", ["Ash"]),
        ("取締役会はアッシュ自動車を買う", ["アッシュ自動車"]),
        ("ASH MOTOR", []),
        ("", []),
    ],
)
def test_whole_words_as_written(text: str, expected: list[str]) -> None:
    """Longest first; no part of a longer word; other capitals are another name; scripts without blanks have no edges."""
    assert expected == [span.of(text) for span, _ in find_known(text, ROWS)]


def test_a_shared_name_is_found_with_both_rows_and_claims_nothing() -> None:
    """Where two things bear a name, the name alone says of neither that it is there."""
    ((_, rows),) = find_known("Birch is here", ROWS)
    assert [row.name for row in rows] == ["Birch One", "Birch Two"]
    assert list(known_names(ROWS)(Report(text="Birch is here"), None)) == []  # type: ignore[arg-type]


def test_what_is_known_joins_two_scripts() -> None:
    """Two reports that name one company in two scripts tell of one company, once somebody knows that it is one."""
    reports = [
        Report(text="Ash Motor agreed to buy Cedar Ltd for $5 million.", outlet="Daily Leaf", lang="en"),
        Report(text="アッシュ自動車は本日発表した。", outlet="朝の松", lang="ja"),
    ]
    extractors = {**BUILT_IN, "known@1": known_names(ROWS)}
    ledgers = [extract_claims(report, extractors) for report in reports]
    dossier = resolve_deals(ledgers[0] | ledgers[1], Policy(gazetteer=ROWS))
    (motor,) = [company for company in dossier.companies if "Ash Motor" in company.names]
    assert "アッシュ自動車" in motor.names
