"""The words around a value: patterns are read strictly and matched outwards from the value, within their own bounds."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from dealwatch.errors import InvalidValue
from dealwatch.extract.telling.patterns import Line, match_pattern, may_match, may_stand, read_pattern

WORDS = st.sampled_from(["the", "of", "a", "cut", "plant", "will", "300", ",", ";", "—", "birch", "ash"])
CLASSES = {"cut": ["cut", "cuts"], "place": ["in", "at"]}


def line(words: str, value: int, *, solid: frozenset[int] = frozenset()) -> Line:
    """A sentence of plain words with one value of kind `n` at a token."""
    tokens = words.split()
    return Line(tokens, 0, len(tokens), {"n": {value: value + 1}}, {"n": {value + 1: value}}, solid | {value})


@pytest.mark.parametrize(
    ("pattern", "words", "value", "expected"),
    [
        ("<cut> {n}", "ash cut 300", 2, (1, 3)),
        ("<cut> {n}", "ash cut the 300", 3, None),
        ("<cut> ~ {n}", "ash cuts a good many 300", 5, (1, 6)),
        ("<cut> ~ {n}", "ash cut , 300", 3, None),
        ("<cut> ... {n}", "ash cut , the 300", 4, (1, 5)),
        ("<cut> ~!<place> {n}", "ash cut in 300", 3, None),
        ("{n} at? risk", "puts 300 risk", 1, (1, 3)),
        ("{n} at? risk", "puts 300 at risk", 1, (1, 4)),
        ("birch 's {n}", "birch ’s 300", 2, (0, 3)),
    ],
)
def test_a_pattern_takes_just_the_words_that_its_signs_allow(
    pattern: str, words: str, value: int, expected: tuple[int, int] | None
) -> None:
    """Words, classes, optional words, gaps and possessives mean what the head of the file says."""
    found = match_pattern(read_pattern(pattern, CLASSES), line(words, value), value, value + 1)
    assert (found and (found.first, found.last)) == expected


def test_a_gap_never_skips_another_value() -> None:
    """In "cut costs 5 and 300 jobs" the verb is not given to the second number."""
    found = match_pattern(read_pattern("<cut> ~ {n}", CLASSES), line("cut 5 of 300", 3, solid=frozenset({1})), 3, 4)
    assert found is None


@given(st.lists(WORDS, min_size=1, max_size=30), st.data())
def test_a_match_lies_in_its_sentence_and_holds_its_value(words: list[str], data: st.DataObject) -> None:
    """Whatever stands around, a match begins in the sentence, ends in it, and contains the value."""
    value = data.draw(st.integers(0, len(words) - 1))
    first = data.draw(st.integers(0, value))
    last = data.draw(st.integers(value + 1, len(words)))
    sentence = Line(words, first, last, {}, {}, frozenset({value}))
    for text in ("<cut> ~ {n}", "{n} ... plant", "the? <cut> ... {n} ~ will"):
        found = match_pattern(read_pattern(text, CLASSES), sentence, value, value + 1)
        if found is not None:
            assert first <= found.first <= value < found.last <= last


@given(st.lists(WORDS, min_size=1, max_size=20), st.data())
def test_words_that_rule_a_pattern_out_rule_it_out_whatever_is_mentioned(words: list[str], data: st.DataObject) -> None:
    """A pattern that matches with its mentions passes both looks that need none."""
    places = st.integers(0, len(words) - 1)
    value, marked, solid = data.draw(places), data.draw(st.frozensets(places)), data.draw(st.frozensets(places))
    starts, ends = {at: at + 1 for at in marked}, {at + 1: at for at in marked}
    full = Line(words, 0, len(words), {"m": starts}, {"m": ends}, solid)
    bare = Line(words, 0, len(words), {}, {})
    for text in ("<cut> ~ {n}", "[m] ~ <cut> ... {n}", "{n} of|the ~ [m] will?", "[m] , ~ {n} ~ plant", "the {n} [m] of"):
        pattern = read_pattern(text, CLASSES)
        if match_pattern(pattern, full, value, value + 1) is not None:
            assert may_match(pattern, bare, value, value + 1)
            assert may_stand(pattern, bare)


@pytest.mark.parametrize("pattern", ["cut jobs", "{n}", "{n} ~", "{n} of {n}", "<nothing> {n}"])
def test_a_pattern_that_cannot_mean_anything_is_refused(pattern: str) -> None:
    """No value, no word, two values or an unknown class: one sentence says which."""
    with pytest.raises(InvalidValue, match="the pattern"):
        read_pattern(pattern, CLASSES)
