"""The words by which sites are told, as `data/plants/` has them: one file a language."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

from attrs import frozen


@frozen
class SiteWords:
    """The words of one language by which sites are told; what each set holds stands in the file."""

    nouns: frozenset[str]
    interchangeable: tuple[str, ...]
    kinds: frozenset[str]
    kind_joins: frozenset[str]
    adjectives: frozenset[str]
    not_sites: frozenset[str]
    determiners: frozenset[str]
    articles: frozenset[str]
    possessives: frozenset[str]
    loose: frozenset[str]
    place_words: frozenset[str]
    kept_place_words: frozenset[str]
    directions: frozenset[str]
    direction_of: frozenset[str]
    parts: frozenset[str]
    parts_of: frozenset[str]
    kind_endings: tuple[str, ...]
    located: frozenset[str]
    called_after_place: str


def read_words(language: str | None) -> dict[str, Any]:
    """Return the table of a language as the file has it; a language without a file has the English one."""
    folder = resources.files("dealwatch.extract") / "data" / "plants"
    file = folder / f"{language or 'en'}.toml"
    return tomllib.loads((file if file.is_file() else folder / "en.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def site_words(language: str | None) -> SiteWords:
    """Return the words for sites of a language."""
    table = read_words(language)
    fields: dict[str, Any] = {name: frozenset(table[name]) for name in SiteWords.__annotations__}
    fields |= {
        "interchangeable": tuple(table["interchangeable"]),
        "kind_endings": tuple(table["kind_endings"]),
        "called_after_place": table["called_after_place"],
    }
    return SiteWords(**fields)
