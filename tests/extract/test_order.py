"""Rows of a language whose verb ends the clause: the order changes, the words and their places do not."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st

from dealwatch import Report
from dealwatch.domain.report import Span
from dealwatch.domain.words import SubjectKind
from dealwatch.extract.grammar import grammar_of
from dealwatch.extract.items import Item, Row
from dealwatch.extract.names import Named
from dealwatch.extract.order import in_order
from dealwatch.extract.page import read_page

PAGE = read_page(Report(text="Esche.", lang="de"))
WORDS = (
    "has",
    "will",
    "wird",
    "dass",
    "the",
    "and",
    ",",
    ".",
    "of",
    "to",
    "übernommen",
    "kaufen",
    "kauft",
    "plant",
    "auf",
    "um",
    "worden",
    "Esche",
    "Birke",
)


def _row(words: list[str]) -> Row:
    items = []
    for place, word in enumerate(words):
        span = Span(place * 12, place * 12 + len(word))
        named = Named(span, SubjectKind.COMPANY, word, word) if word.istitle() else None
        items.append(Item(word.lower(), span.start, span.end, named))
    return Row(items, PAGE.sentences[0])


def _ordered(words: list[str], lang: str = "de") -> list[str]:
    grammar = grammar_of(lang)
    assert grammar is not None
    return [item.low for item in in_order(_row(words), grammar, lambda named: True).items]


@given(st.lists(st.sampled_from(WORDS), max_size=24))
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost_but_commas_and_what_opens_an_infinitive(words: list[str]) -> None:
    grammar = grammar_of("de")
    assert grammar is not None
    row = _row(words)
    before = {item for item in row.items if item.low not in (",", "um", "the")}
    after = [item for item in in_order(row, grammar, lambda named: True).items if item.start < item.end]
    assert before <= set(after)
    assert len(after) <= len(row.items)


@given(st.lists(st.sampled_from(WORDS), max_size=24))
def test_a_language_that_keeps_its_verbs_in_their_place_keeps_the_row(words: list[str]) -> None:
    assert _ordered(words, "fr") == [word.lower() for word in words]


def test_the_other_part_of_a_verb_comes_to_the_finite_one() -> None:
    assert _ordered(["Esche", "has", "Birke", "of", "Eiche", "übernommen", "."]) == [
        "esche",
        "has",
        "übernommen",
        "birke",
        "of",
        "eiche",
        ".",
    ]


def test_the_verb_comes_behind_a_subject_that_follows_it() -> None:
    assert _ordered(["gestern", "kauft", "Esche", "Birke", "."]) == ["gestern", "esche", "kauft", "birke", "."]


def test_the_verb_of_a_clause_comes_behind_its_subject() -> None:
    assert _ordered([",", "dass", "Esche", "Birke", "kauft", "."]) == [",", "dass", "esche", "kauft", "birke", "."]


def test_an_infinitive_comes_to_the_begin_of_its_clause() -> None:
    assert _ordered(["Esche", "plant", ",", "Birke", "to", "kaufen", "."]) == ["esche", "plant", "to", "kaufen", "birke", "."]
