"""Tokens, paragraphs and sentences: nothing of a text is lost, and the line ends of a wrapped text are blanks."""

from itertools import pairwise

from hypothesis import given, strategies as st

from dealwatch.extract.paragraphs import is_wrapped, paragraphs_of, sentence_ranges
from dealwatch.extract.tokens import tokens_of

TEXTS = st.text(st.sampled_from("Ash aB.,'’-&$3 9\n\t(<>)é日“”…%"), max_size=80)


@given(TEXTS)
def test_every_sign_that_is_no_blank_stands_in_exactly_one_token(text: str) -> None:
    tokens = tokens_of(text)
    assert "".join(token.text for token in tokens) == "".join(text.split())
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


def test_a_word_keeps_its_hyphens_and_ampersands_and_loses_its_possessive() -> None:
    words = [token.text for token in tokens_of("Ash-Oak's O'Elm&Co bought 3M of Birch.com for A$13.6bn, a U.S. firm")]
    assert words == [
        "Ash-Oak",
        "'s",
        "O'Elm&Co",
        "bought",
        "3M",
        "of",
        "Birch.com",
        "for",
        "A",
        "$",
        "13.6bn",
        ",",
        "a",
        "U.S.",
        "firm",
    ]


@given(TEXTS)
def test_paragraphs_hold_every_sign_that_is_no_blank(text: str) -> None:
    spans = paragraphs_of(text)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_a_text_wrapped_by_hand_has_paragraphs_of_several_lines() -> None:
    text = "Ash Corp said it agreed\nto buy Birch Ltd for cash and\nother considerations.\n    Birch makes paper\nand glue.\n"
    assert is_wrapped(text)
    assert [len(span.of(text).split("\n")) for span in paragraphs_of(text)] == [3, 2]


def test_a_text_with_a_paragraph_a_line_has_as_many_paragraphs_as_lines() -> None:
    text = "Ash buys Birch\nOak sells Elm mill\nYew to merge with Fir\n"
    assert not is_wrapped(text)
    assert len(paragraphs_of(text)) == 3


def test_a_sentence_does_not_end_at_an_abbreviation() -> None:
    text = "Ash Inc. said Mr. Oak met J. Elm of the U.S. firm. The deal closed (see note.) It paid $1.5 million."
    tokens = tokens_of(text)
    found = [text[tokens[a].start : tokens[b - 1].end] for a, b in sentence_ranges(tokens, 0, len(tokens))]
    assert found == [
        "Ash Inc. said Mr. Oak met J. Elm of the U.S. firm.",
        "The deal closed (see note.)",
        "It paid $1.5 million.",
    ]
