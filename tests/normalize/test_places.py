"""Comparing places: nested, misspelt, beside one another, and what nobody can tell."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from dealwatch.domain.words import Relation
from dealwatch.normalize.places import PLACES, Place, compare_places

SOME_WORDS = "Tokyo, Kanagawa, Yokosuka, Japan Osaka south of north the near Prefecture Ash Elmville England Birmingham Ohio, U.S. area Canagava 30 km just"
TEXTS = st.one_of(st.lists(st.sampled_from(SOME_WORDS.split()), min_size=1, max_size=5).map(" ".join), st.text(max_size=20))


@given(TEXTS, TEXTS)
def test_a_place_seen_from_the_other_side_is_the_converse(a: str, b: str) -> None:
    one, other = compare_places(a, b), compare_places(b, a)
    assert one.relation is other.relation.converse
    assert one.rule == other.rule


@given(TEXTS)
def test_a_place_is_never_disjoint_from_itself(text: str) -> None:
    assert compare_places(text, text).relation in (Relation.EQUAL, Relation.INCOMPARABLE)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("Kanagawa", "Canagava", Relation.EQUAL),
        ("Kanagawa Prefecture", "Kanagawa", Relation.EQUAL),
        ("Kiev", "Kyiv", Relation.EQUAL),
        ("Elmvile", "Elmville", Relation.EQUAL),
        ("Yokosuka", "Kanagawa", Relation.REFINES),
        ("Elmville, Kanagawa", "Japan", Relation.REFINES),
        ("Atlanta, Georgia", "U.S.", Relation.REFINES),
        ("Lordstown, Ohio", "the United States", Relation.REFINES),
        ("the south of France", "France", Relation.REFINES),
        ("south of Tokyo", "near Tokyo", Relation.REFINES),
        ("south of Tokyo", "Kanagawa", Relation.OVERLAP),
        ("30 km south of Tokyo", "Yokosuka, Japan", Relation.OVERLAP),
        ("near Tokyo", "Tokyo", Relation.OVERLAP),
        ("south of Tokyo", "Ash", Relation.INCOMPARABLE),
        ("Elmville", "Kanagawa", Relation.INCOMPARABLE),
        ("Birmingham, England", "Birmingham, Alabama", Relation.INCOMPARABLE),
        ("north of Tokyo", "Yokosuka", Relation.DISJOINT),
        ("north of Tokyo", "south of Tokyo", Relation.DISJOINT),
        ("near Tokyo", "Osaka", Relation.DISJOINT),
        ("Yokosuka", "Nagoya", Relation.DISJOINT),
        ("Taipei", "Japan", Relation.DISJOINT),
        ("Ashville, Japan", "Ashville, Taiwan", Relation.DISJOINT),
    ],
)
def test_two_descriptions_lie_to_each_other_as_a_map_says(a: str, b: str, relation: Relation) -> None:
    assert compare_places(a, b).relation is relation, compare_places(a, b)


def test_the_rule_gives_the_reason_in_words_and_numbers() -> None:
    assert compare_places("south of Tokyo", "Kanagawa").rule == "Kanagawa lies 43 km southwest of Tokyo"
    assert compare_places("Canagava", "Kanagawa").rule == "spelt alike: canagava, kanagawa"
    assert compare_places("", "Kanagawa").rule == "no place is named"


def test_only_an_untold_pair_neither_fits_nor_does_not() -> None:
    assert compare_places("south of Tokyo", "Kanagawa").fits is True
    assert compare_places("Osaka", "Kanagawa").fits is False
    assert compare_places("Elmville", "Kanagawa").fits is None


def test_the_users_own_places_come_first() -> None:
    own = PLACES.add(Place("Elmville", "city", "JP", "Kanagawa", 35.3, 139.5))
    assert compare_places("Elmville", "Kanagawa", own).relation is Relation.REFINES
    assert compare_places("Elmville", "south of Tokyo", own).fits


def test_every_region_of_the_table_is_a_row_of_it() -> None:
    """A city's region is itself a place, in the same country, and they touch."""
    for place in PLACES.by_name.values():
        if place.region:
            region = PLACES.by_name[place.region.lower().replace(" ", "").replace("-", "").replace("ü", "u")]
            assert region.country == place.country
            assert compare_places(place.name, region.name).relation is Relation.REFINES
