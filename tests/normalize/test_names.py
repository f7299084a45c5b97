"""Comparing names: the laws, what decides, and what must stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from dealwatch.normalize.name_reading.legal_forms import legal_forms
from dealwatch.normalize.name_reading.spelling import edits, fold_letters, split_words
from dealwatch.normalize.names import SAME, UNSURE, NameMatch, compare_names, fold, fold_name

SOME_WORDS = (
    "Ash Birch Cedar Elm Motor Motors Bank Capital Fund VII VIII 2004 1 First Twenty of the & North Japan (UK) U.S. J.P. Ltd GmbH "
    "Co., Inc. OOO Группа 株式会社 フォレスト Müller Mueller Holdings int'l Jo-Ann ab c abc bc a AB ABC"
)
WORDS = st.sampled_from(SOME_WORDS.split())
NAMES = st.one_of(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), st.text(max_size=25))


@given(NAMES, NAMES)
def test_a_comparison_is_the_same_from_both_sides(a: str, b: str) -> None:
    """Law 17: score and rule do not depend on the order."""
    assert compare_names(a, b) == compare_names(b, a)


@given(NAMES)
def test_a_name_equals_itself(name: str) -> None:
    """Law 17: reflexive, whatever the name."""
    assert compare_names(name, name).score == 1.0


@given(NAMES, NAMES, st.lists(st.tuples(NAMES, NAMES), max_size=5))
def test_a_comparison_remembers_nothing(a: str, b: str, others: list[tuple[str, str]]) -> None:
    """Law 17: what was compared in between changes nothing."""
    before = compare_names(a, b)
    for one, other in others:
        compare_names(one, other)
    assert compare_names(a, b) == before


class Comparing(RuleBasedStateMachine):
    """Law 17 over any run of comparisons: one answer for a pair, from both sides, whatever was compared or forgotten in between."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[frozenset[str], NameMatch] = {}

    @rule(a=NAMES, b=NAMES)
    def compare(self, a: str, b: str) -> None:
        match = compare_names(a, b)
        assert compare_names(b, a) == match
        assert self.answers.setdefault(frozenset((a, b)), match) == match
        assert a != b or match.score == 1.0

    @precondition(lambda self: self.answers)
    @rule(pick=st.integers(0, 1_000))
    def ask_again(self, pick: int) -> None:
        pair = sorted(self.answers, key=sorted)[pick % len(self.answers)]
        assert compare_names(min(pair), max(pair)) == self.answers[pair]

    @rule()
    def forget(self) -> None:
        fold.cache_clear()


Comparing.TestCase.settings = settings(max_examples=40, stateful_step_count=15, deadline=None)
TestComparing = Comparing.TestCase


@given(NAMES, NAMES)
def test_a_score_lies_between_none_and_all_and_decides(a: str, b: str) -> None:
    match = compare_names(a, b)
    assert 0.0 <= match.score <= 1.0
    assert match.rule
    assert (match.same, match.unsure) == (match.score >= SAME, UNSURE <= match.score < SAME)


@given(NAMES)
def test_case_never_matters_when_a_name_is_folded(name: str) -> None:
    assert fold_letters(name) == fold_letters(fold_letters(name))


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_edits_are_counted_as_a_plain_table_counts_them(x: str, y: str) -> None:
    """The short cuts (common ends, sets of letters) never change the count."""
    table = {(i, 0): i for i in range(len(x) + 1)} | {(0, j): j for j in range(len(y) + 1)}
    for i in range(1, len(x) + 1):
        for j in range(1, len(y) + 1):
            steps = [table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (x[i - 1] != y[j - 1])]
            if i > 1 and j > 1 and x[i - 2 : i] == y[j - 2 : j][::-1]:
                steps.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(steps)
    assert edits(x, y) == min(table[len(x), len(y)], 3)


@pytest.mark.parametrize("spelling", sorted(legal_forms()), ids=" ".join)
def test_every_legal_form_of_the_table_comes_off(spelling: tuple[str, ...]) -> None:
    assert fold_name(f"Ashwood Birchen {' '.join(spelling)}") == "ashwood birchen"


SAME_THING = [
    ("Ash Motor Co., Ltd.", "ASH MOTORS CORPORATION"),
    ("The Ash & Birch Company", "Ash and Birch Co"),
    ("Ash Int'l", "Ash International"),
    ("J.P. Ash & Co.", "JP Ash and Company"),
    ("Ash p.l.c.", "Ash PLC"),
    ("OOO Ashwood", "Ashwood LLC"),
    ("Twenty-First Century Ash", "21st Century Ash"),
    ("Ash Fund 7", "Ash Fund VII"),
    ("Burlingham Industries", "Burlingham Idustries Inc"),
    ("Trans Ash Lines", "Transash Lines"),
    ("Škodar Works", "Skodar Works"),
    ("Газмаш", "Gazmash OAO"),
    ("株式会社アッシュ", "アッシュ"),
    ("アッシュ", "あっしゅ"),
    ("U.S. Ash Steel", "United States Ash Steel"),
    ("AMB", "Ash Motor Birch Inc"),
    ("Doe, Jane Mary", "Jane Mary Doe"),
    ("Jane M. Doe", "Jane Doe"),
    ("JM Dovenport", "Jane-Mary Dovenport"),
    ("Mr Ivan Ashov", "Иван Петрович Ашов"),
    ("Yussef Dakkari", "Yousef Daqqari"),
    ("Hewson Packer Co.", "HewsonPacker"),
    ("Ashwood Limted", "Ashwood Ltd"),
    ("Foxtrot", "フォックストロット"),
    ("Ash Electronics", "Ash Electronic Inc"),
    ("フォレスト自動車株式会社", "Forest Motor Corporation"),
    ("AB화학", "AB Chemicals"),
    ("포레스트전자", "Forest Electronics"),
    ("フォレストグループ", "Forest Group"),
    ("フォレスト自動車", "フォレスト自動車株式会社"),
    ("Банк Ашов России", "Ashov Bank of Russia"),
    ("Αλφαρ Τράπεζα", "Alphar Bank"),
    ("अश्वन मोटर्स", "Ashvan Motors"),
]
APART = [
    ("Ash Capital VII", "Ash Capital VIII"),
    ("First Ash Bank", "Second Ash Bank"),
    ("Ash Motors", "Ash Heavy Industries"),
    ("Bank of Japan", "Bank of Korea"),
    ("Ash Gas (Norway) AS", "Ash Gas (Denmark) AS"),
    ("Norwegian Salt Company", "Norwegian Timber Company"),
    ("Jane Elm", "John Elm"),
    ("Elma Co", "Elmo Corp"),
    ("ASHA Corp", "ASH Corp"),
    ("Textile Corp", "British Textile Co"),
    ("Southwest Ash Lines", "Northwest Ash Lines"),
    ("Niger Oil", "Nigeria Oil"),
    ("Alder", "Elder"),
    ("Austrian Rail", "Australian Rail"),
    ("Ash AG", "Ash Inc."),
    ("東森自動車", "西森自動車"),
    ("東森電子", "東森化学"),
    ("東森銀行", "東森建設銀行"),
]
DOUBTFUL = [
    ("Ash", "Ash Motor"),
    ("Ash Motors", "Ash Corp"),
    ("Ash", "Ash Canada"),
    ("Ash Birch Cedar", "Ash Birch Cedar Securities"),
    ("Ash AG", "Ash Inc."),
    ("AM", "Ash Motors"),
]


@pytest.mark.parametrize(("a", "b"), SAME_THING)
def test_one_name_written_in_two_ways_is_one_thing(a: str, b: str) -> None:
    assert compare_names(a, b).same, compare_names(a, b)


@pytest.mark.parametrize(("a", "b"), APART)
def test_names_that_merely_look_alike_stay_apart(a: str, b: str) -> None:
    assert not compare_names(a, b).same, compare_names(a, b)


@pytest.mark.parametrize(("a", "b"), DOUBTFUL)
def test_a_short_name_and_a_longer_one_are_left_to_the_deal(a: str, b: str) -> None:
    """Neither yes nor no: the names alone do not say whether a maker, its bank or its branch is meant."""
    assert compare_names(a, b).unsure, compare_names(a, b)


def test_the_rule_says_what_decided() -> None:
    assert compare_names("Ash Fund II", "Ash Fund III").rule == "different numbers"
    assert compare_names("Ash AG", "Ash Inc").rule.endswith("legal forms of different countries: AG, Inc")
    assert "burlingham, burlinghan" in compare_names("Burlingham Steel", "Burlinghan Steel").rule


def test_a_folded_name_is_folded_already() -> None:
    for pair in SAME_THING:
        for name in pair:
            assert fold_name(fold_name(name)) == fold_name(name)


def test_a_name_of_nothing_but_a_legal_form_keeps_it() -> None:
    assert fold_name("Limited") == "limited"
    assert not compare_names("Limited", "Corp").same
    assert compare_names("", "!?").score == 0.0


def test_initials_with_dots_make_one_word() -> None:
    assert split_words("U.S.A. Ash S.p.A. A/S") == ["usa", "ash", "spa", "as"]
