"""The words by which names are told, as `data/names/` has them: one file a language."""

from __future__ import annotations

import tomllib
from functools import cached_property, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

from attrs import fields, frozen
from babel import Locale


@frozen
class Lexicon:
    """Sets of lower-case words of one language; what each holds stands above its list in the file."""

    legal_forms: frozenset[str]
    heads: frozenset[str]
    authorities: frozenset[str]
    of_heads: frozenset[str]
    of_forms: frozenset[str]
    for_heads: frozenset[str]
    bare_heads: frozenset[str]
    of_land: frozenset[str]
    gerunds: frozenset[str]
    states: frozenset[str]
    titles: frozenset[str]
    posts: frozenset[str]
    given_names: frozenset[str]
    months: frozenset[str]
    places: frozenset[str]
    state_marks: frozenset[str]
    demonyms: frozenset[str]
    not_names: frozenset[str]
    openers: frozenset[str]
    particles: frozenset[str]
    sites: frozenset[str]
    hyphened: frozenset[str]
    company_follows: frozenset[str]
    company_precedes: frozenset[str]
    weak_follows: frozenset[str]
    firm_words: frozenset[str]
    news: frozenset[str]
    possessives: frozenset[str]
    speaks: frozenset[str]
    many_sites: frozenset[str]
    place_hyphens: frozenset[str]
    before_names: frozenset[str]
    strong_heads: frozenset[str]
    title_heads: frozenset[str]
    title_follows: frozenset[str]
    joining: frozenset[str]
    of_words: frozenset[str]
    for_words: frozenset[str]
    article: frozenset[str]
    articles: frozenset[str]
    pointing: frozenset[str]
    small_forms: frozenset[str]
    form_names: frozenset[str]
    joined_heads: frozenset[str]
    abbreviations: frozenset[str]
    of_places: frozenset[str]
    place_begins: frozenset[str]
    ending_titles: frozenset[str]
    opening_names: frozenset[str]
    honorifics: frozenset[str]
    personal: frozenset[str]
    known_as: frozenset[str]
    before_known: frozenset[str]
    possessive_speech: frozenset[str]
    without_initial: frozenset[str]
    elided: frozenset[str]
    genitives: frozenset[str]
    place_words: frozenset[str]
    nouns: frozenset[str]
    noun_endings: frozenset[str]
    noun_suffixes: frozenset[str]
    adjective_endings: frozenset[str]

    @cached_property
    def firm_ends(self) -> frozenset[str]:
        """The words that a firm's name may end with: legal forms and heads."""
        return self.legal_forms | self.heads

    @cached_property
    def no_names(self) -> frozenset[str]:
        """The words that, with a capital letter, need a second look before they begin a name."""
        return self.months | self.titles | self.not_names | self.state_marks

    @cached_property
    def clinging(self) -> frozenset[str]:
        """The small words that no name ends with."""
        return self.joining | self.of_words | self.article

    @cached_property
    def known_phrases(self) -> tuple[tuple[str, ...], ...]:
        """The words of `known_as`, cut up."""
        return tuple(tuple(words.split()) for words in sorted(self.known_as))

    def is_noun(self, word: str) -> bool:
        """Tell whether a word in lower case is a plain noun of a language that writes every noun with a capital letter."""
        if not self.nouns or not word[-1].isalpha() or word in self.news:
            return False
        word = word.rpartition("-")[2].replace("ß", "ss")
        if len(word) > _SHORTEST and word.endswith(self._suffixes):
            return True
        for ending in self.noun_endings:
            stem = word[: len(word) - len(ending)] if ending and word.endswith(ending) else "" if ending else word
            if self._ends_in_noun(stem) or self._ends_in_noun(stem.translate(_PLAIN)):
                return True
        return False

    def _ends_in_noun(self, stem: str) -> bool:
        if stem in self.nouns or any(stem[at:] in self.nouns for at in range(_FRONT, len(stem) - _SHORTEST + 1)):
            return True
        return len(stem) > _LONG and stem[-_SHORTEST + 1 :] in self.nouns  # "Unternehmensteil", not "Commerzbank"

    @cached_property
    def place_endings(self) -> tuple[str, ...]:
        """The endings of adjectives of towns, which have a capital letter before a plain noun: "Walldorfer Konzern"."""
        return tuple(self.adjective_endings)

    @cached_property
    def _suffixes(self) -> tuple[str, ...]:
        return tuple(self.noun_suffixes)


_PLAIN: Final = str.maketrans("äöü", "aou")  # the vowels of a plural: "Pläne" of "Plan"
_SHORTEST: Final = 5  # letters of a noun at the end of another
_LONG: Final = 11  # letters of a noun that may end in a shorter one
_FRONT: Final = 3  # letters that stand before it
_EVERYWHERE: Final = (
    "legal_forms", "heads", "given_names", "places", "news", "bare_heads", "of_heads", "of_forms", "for_heads", "joining",
    "without_initial", "of_words", "for_words", "small_forms", "joined_heads", "abbreviations", "form_names", "of_places",
)  # fmt: skip
"""Lists of the English file that count in every language: firms, and the papers that write of them, keep their names."""


@lru_cache(maxsize=8)
def lexicon_of(language: str | None) -> Lexicon:
    """Return the lexicon of a language; a language without a file has the English one, since names are written alike.

    A list that a file leaves out is empty.
    """
    folder = resources.files("dealwatch.extract") / "data" / "names"
    file = folder / f"{language or 'en'}.toml"
    if not file.is_file():
        language, file = "en", folder / "en.toml"
    table = dict.fromkeys((field.name for field in fields(Lexicon)), frozenset[str]()) | _lists(file)
    if language not in (None, "en"):
        english = _lists(folder / "en.toml")
        table |= {name: table[name] | english[name] for name in _EVERYWHERE}
    countries = frozenset(name.lower() for code, name in Locale.parse(language or "en").territories.items() if len(code) == 2)
    return Lexicon(**(table | {"places": table["places"] | countries}))


def _lists(file: Traversable) -> dict[str, frozenset[str]]:
    """The lists of a file; a long one may be written as one text."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: frozenset(words.split() if isinstance(words, str) else words) for name, words in table.items()}
