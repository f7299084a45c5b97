"""Tables of names: what a file leaves out is empty, and firms keep their names in every language."""

import pytest

from dealwatch.extract.lexicon import lexicon_of
from dealwatch.extract.tokens import tokens_of


def test_a_language_without_a_file_has_the_english_lexicon() -> None:
    assert lexicon_of("xx") == lexicon_of("en")


@pytest.mark.parametrize("text", ["l'offre", "d’Orme", "jusqu'à"])
def test_an_elided_word_is_a_token_of_its_own_and_nothing_is_lost(text: str) -> None:
    tokens = tokens_of(text, frozenset(("l", "d", "jusqu")))
    assert [text[token.start : token.end] for token in tokens] == [token.text for token in tokens]
    assert len(tokens) == 2
    assert "".join(token.text for token in tokens) == text


def test_an_elided_word_with_a_capital_before_a_capital_is_part_of_the_name() -> None:
    assert [token.text for token in tokens_of("L'Orme", frozenset("l"))] == ["L'Orme"]
