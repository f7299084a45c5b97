"""What the words of a name are: one spelling for each, a class that says how much it tells companies apart, and a country.

Before: `spelling.py`. After: `names.py`. The tables: `data/name_words.tsv`, `data/name_spellings.tsv`, `data/countries.tsv`,
and `data/name_words_unspaced.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from dealwatch.normalize.name_reading.legal_forms import legal_forms
from dealwatch.normalize.name_reading.spelling import read_rows

WEIGHTS: Final[Mapping[str, float]] = {"stop": 0.0, "group": 0.12, "region": 0.25, "common": 0.7, "title": 0.0}
"""What a word weighs by its class; a word of no class weighs 1."""

_ORDINAL_ENDS: Final = frozenset({"st", "nd", "rd", "th"})
_TENS: Final = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_UNITS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ENDED: Final = {word: f"{n}th" for n, word in enumerate(_ORDINALS, 1)}
_SMALL: Final = {word: str(n) for n, word in enumerate(_UNITS, 1)} | _ENDED


@cache
def _spellings() -> Mapping[str, str]:
    known = {word for _, words in read_rows("name_words.tsv") for word in words.split()}
    plurals = {word: f"{word}s" for word in known if f"{word}s" in known}
    written = {other: word for word, others in read_rows("name_spellings.tsv") for other in others.split()}
    return plurals | {other: plurals.get(word, word) for other, word in written.items()}


@cache
def country_phrases() -> Mapping[tuple[str, ...], tuple[str, str]]:
    """The words of a country's name, or of what is of it -> the one word for them in a folded name, and the ISO 3166 code."""
    phrases: dict[tuple[str, ...], tuple[str, str]] = {}
    for code, *cells in read_rows("countries.tsv"):
        for cell in cells:
            spellings = [tuple(phrase.split()) for phrase in cell.split("|") if phrase.strip()]
            phrases.update({words: ("".join(spellings[0]), code) for words in spellings})
    return phrases


@cache
def countries() -> Mapping[str, str]:
    """The one word of a country or of what is of it, as it stands in a folded name -> the ISO 3166 code."""
    return dict(country_phrases().values())


@cache
def _begin_a_phrase() -> frozenset[str]:
    return frozenset(words[0] for words in country_phrases())


@cache
def weights() -> Mapping[str, float]:
    """The weight of every word that has a class."""
    spellings, rows = _spellings(), list(read_rows("name_words.tsv"))
    classed = {spellings.get(word, word): WEIGHTS[kind] for kind, words in reversed(rows) for word in words.split()}
    forms = (words[0] for words in legal_forms() if len(words) == 1)
    return dict.fromkeys(forms, WEIGHTS["group"]) | classed | dict.fromkeys(countries(), WEIGHTS["region"])


def set_apart(name: str) -> str:
    """Set apart, in English, the words that a script without spaces writes in one with a name; and two scripts from one another.

    >>> set_apart("アッシュ自動車"), set_apart("AB화학"), set_apart("Ash Motor")
    ('アッシュ motors ', 'AB chemicals ', 'Ash Motor')
    """
    if name.isascii() or not _UNSPACED.search(name):
        return name
    pattern, words = _unspaced_words()
    return _TWO_SCRIPTS.sub(" ", pattern.sub(lambda found: f" {words[found[0]]} ", name))


_UNSPACED: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TWO_SCRIPTS: Final = re.compile(f"(?<=[A-Za-z0-9])(?={_UNSPACED.pattern})|(?<={_UNSPACED.pattern})(?=[A-Za-z0-9])")


@cache
def _unspaced_words() -> tuple[re.Pattern[str], Mapping[str, str]]:
    words = {cell.strip(): word for word, cells in read_rows("name_words_unspaced.tsv") for cell in cells.split("|")}
    return re.compile("|".join(sorted(words, key=lambda each: (-len(each), each)))), words


def in_one_spelling(words: Sequence[str]) -> tuple[str, ...]:
    """Write each word in its one spelling: abbreviations in full, numbers in digits, a country's name as one word.

    >>> in_one_spelling(["us", "dept", "of", "labour"]), in_one_spelling(["ash", "fund", "vii"])
    (('unitedstates', 'department', 'of', 'labor'), ('ash', 'funds', '7'))
    """
    return tuple(_one_spelling(words))


def _one_spelling(words: Sequence[str]) -> Iterator[str]:
    spellings, phrases, openers = _spellings(), country_phrases(), _begin_a_phrase()
    at = 0
    while at < len(words):
        word = words[at]
        if word in openers:
            length = next((n for n in (4, 3, 2, 1) if tuple(words[at : at + n]) in phrases), 0)
            if length:
                yield phrases[tuple(words[at : at + length])][0]
                at += length
                continue
        number, length = _number_at(words, at)
        yield number or (word if len(word) == 1 and at == 0 else spellings.get(word, word))
        at += length


def _number_at(words: Sequence[str], at: int) -> tuple[str, int]:
    """The number at a place, in digits, and how many words it takes: "twenty first" is ("21th", 2); ("", 1) for none."""
    word = words[at]
    if word[0].isdecimal():
        return (f"{word[:-2]}th" if word[:-2].isdecimal() and word[-2:] in _ORDINAL_ENDS else ""), 1
    unit = _SMALL.get(words[at + 1], "") if word in _TENS and at + 1 < len(words) else ""
    if unit and unit != "10th":
        return f"{_TENS[word] + int(unit[0])}{unit[1:]}", 2
    return _ENDED.get(word, ""), 1
