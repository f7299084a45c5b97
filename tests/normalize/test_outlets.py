"""Agencies and papers under their several names, and what descriptions of nameless sources say of them."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from dealwatch.normalize.descriptions import Standing, source_words, standing_of, tells_apart
from dealwatch.normalize.name_reading.spelling import read_rows
from dealwatch.normalize.names import fold_name
from dealwatch.normalize.outlets import MASTHEAD, fold_outlet, outlets

ROWS = list(read_rows("outlets.tsv"))


def test_all_names_of_a_row_are_one_outlet_and_no_name_is_of_two() -> None:
    """Also the site's address, with and without "www."; no cell repeats another in other spelling."""
    seen: dict[str, str] = {}
    for name, others, site in ROWS:
        alike = {fold_name(name): name}
        for other in filter(None, others.split("|")):
            assert alike.setdefault(fold_name(other), other) == other, f"{name}: {other} says nothing new"
            assert fold_outlet(other) == fold_outlet(name) == fold_outlet(site) == fold_outlet(f"www.{site}")
        for folded in {*alike, fold_name(site)}:
            assert folded, name
            assert seen.setdefault(folded, name) == name, f"{name} and {seen[folded]} share the name {folded}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("WSJ", "The Wall Street Journal"),
        ("AFP", "Agence France Presse"),
        ("Nikkei Asia", "日本経済新聞"),
        ("ТАСС", "Itar-Tass"),
        ("Les Échos", "lesechos.fr"),
        ("Kyodo", "Kyodo News"),
        ("Daily Leaf News", "The Daily Leaf"),
    ],
)
def test_one_outlet_has_many_names(one: str, other: str) -> None:
    """Of the table, or by the words that a masthead may go without."""
    assert fold_outlet(one) == fold_outlet(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("The Economist", "El Economista"), ("Financial Times", "The Times"), ("dpa", "dpa-AFX"), ("Daily Leaf", "Evening Leaf")],
)
def test_other_outlets_stay_others(one: str, other: str) -> None:
    """However alike their names are."""
    assert fold_outlet(one) != fold_outlet(other)


@given(st.lists(st.sampled_from(["Leaf", "Oak", "Elm", *sorted(MASTHEAD)]), min_size=1, max_size=4).map(" ".join))
def test_folding_again_changes_nothing(name: str) -> None:
    """And no name folds to nothing."""
    folded = fold_outlet(name)
    assert folded
    assert fold_outlet(folded) == folded
    assert all(fold_outlet(known) == known for known in outlets().values())


@pytest.mark.parametrize(
    ("description", "standing"),
    [
        ("two people familiar with the matter", Standing.SOURCE),
        ("a media source", Standing.SOURCE),
        ("an unnamed executive", Standing.SOURCE),
        ("the annual report", Standing.SOURCE),
        ("the", Standing.SOURCE),
        ("media reports", Standing.NOBODY),
        ("Other media", Standing.NOBODY),
        ("several reports", Standing.NOBODY),
        ("market rumours", Standing.NOBODY),
        ("some analysts", Standing.NOBODY),
        ("Medienberichten", Standing.NOBODY),
        ("Gerüchten", Standing.NOBODY),
        ("la prensa local", Standing.NOBODY),
        ("des rumeurs", Standing.NOBODY),
        ("indiscrezioni di stampa", Standing.NOBODY),
        ("report", Standing.REPORT),
        ("an earlier report", Standing.REPORT),
        ("unnamed report", Standing.REPORT),
    ],
)
def test_who_only_thinks_or_repeats_is_no_origin(description: str, standing: Standing) -> None:
    """Unless the description says that it is somebody; what one report is may be told elsewhere."""
    assert standing_of(description) is standing


def test_another_source_is_told_apart_by_its_words() -> None:
    """In any order, in five languages; no word of the table is of two classes that exclude each other."""
    assert tells_apart("a second, different person") == ("different", "second")
    assert tells_apart("una seconda fonte") == ("seconda",)
    words = source_words()
    assert words["somebody"].isdisjoint(words["thinks"] | words["repeats"] | words["report"] | words["reports"])
    assert words["plain"].isdisjoint(words["thinks"] | words["repeats"] | words["report"])
