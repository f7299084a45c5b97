"""The alias table of a report: short forms, initials and "better known as" lead to the fullest form."""

import pytest
from hypothesis import given, strategies as st

from dealwatch.extract.aliases import canonical_names, words_of
from dealwatch.extract.lexicon import lexicon_of

LEXICON = lexicon_of("en")
NAMES = st.lists(
    st.lists(
        st.sampled_from(["Ash", "Birch", "Oak", "Elm", "Motor", "Corp", "Inc", "Group", "AB", "Paper"]), min_size=1, max_size=3
    ).map(" ".join),
    max_size=8,
)


@given(NAMES)
def test_the_fullest_form_is_its_own_fullest_form(names: list[str]) -> None:
    table = canonical_names(names, LEXICON)
    assert all(table[full] == full for full in table.values())


@given(NAMES)
def test_every_name_with_a_word_has_a_fullest_form_and_saying_it_again_changes_nothing(names: list[str]) -> None:
    table = canonical_names(names, LEXICON)
    assert set(table) == {name for name in names if words_of(name, LEXICON)[0]}
    assert canonical_names(names + names, LEXICON) == table


@pytest.mark.parametrize(
    ("names", "short", "full"),
    [
        (["Ash Paper Inc", "Ash"], "Ash", "Ash Paper Inc"),
        (["Ash Paper Inc", "Ash Paper"], "Ash Paper", "Ash Paper Inc"),
        (["Ash Heavy Industries", "AHI"], "AHI", "Ash Heavy Industries"),
        (["Nord Reinsurance", "Nord Re"], "Nord Re", "Nord Reinsurance"),
        (["Compagnie des Machines Elm", "Elm"], "Elm", "Compagnie des Machines Elm"),
        (["Ash", "Ash Motor"], "Ash", "Ash Motor"),
    ],
)
def test_a_short_form_leads_to_the_full_one(names: list[str], short: str, full: str) -> None:
    assert canonical_names(names, LEXICON)[short] == full


@pytest.mark.parametrize(
    "names",
    [
        ["Ash Inc", "Ash Ltd"],  # two legal forms are two firms
        ["Ash", "Ash Swift"],  # a maker is not its product
        ["Ash Motors", "Ash Chemicals"],
    ],
)
def test_two_things_stay_two(names: list[str]) -> None:
    table = canonical_names(names, LEXICON)
    assert table[names[0]] != table[names[1]]


def test_a_short_form_of_two_firms_is_joined_to_neither() -> None:
    table = canonical_names(["Ash Motors", "Ash Chemicals", "Ash"], LEXICON)
    assert table["Ash"] == "Ash"


def test_the_text_itself_may_join_two_names() -> None:
    assert canonical_names(["Ash Precision", "Oakconn"], LEXICON, [("Ash Precision", "Oakconn")])["Oakconn"] == "Ash Precision"


def test_a_person_is_called_by_the_last_word_alone() -> None:
    persons = frozenset(("Jo Doe",))
    assert canonical_names(["Jo Doe", "Doe", "Jo"], LEXICON, (), persons)["Doe"] == "Jo Doe"
