"""The words by which names are told, as `data/names/` has them: one file a language."""

from __future__ import annotations

import tomllib
from functools import cached_property, lru_cache
from importlib import resources

from attrs import frozen
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

    @cached_property
    def firm_ends(self) -> frozenset[str]:
        """The words that a firm's name may end with: legal forms and heads."""
        return self.legal_forms | self.heads

    @cached_property
    def no_names(self) -> frozenset[str]:
        """The words that, with a capital letter, need a second look before they begin a name."""
        return self.months | self.titles | self.not_names | self.state_marks


@lru_cache(maxsize=8)
def lexicon_of(language: str | None) -> Lexicon:
    """Return the lexicon of a language; a language without a file has the English one, since names are written alike."""
    folder = resources.files("dealwatch.extract") / "data" / "names"
    file = folder / f"{language or 'en'}.toml"
    if not file.is_file():
        language, file = "en", folder / "en.toml"
    table = {name: frozenset(words) for name, words in tomllib.loads(file.read_text(encoding="utf-8")).items()}
    countries = frozenset(name.lower() for code, name in Locale.parse(language or "en").territories.items() if len(code) == 2)
    return Lexicon(**(table | {"places": table["places"] | countries}))
