"""The tables of words in `data/`: read once, when they are first asked for.

`data/currencies.toml` holds the signs that news uses; `data/amounts/` has one file per language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final, TypeAlias
from unicodedata import normalize

from dealwatch.normalize.fold import fold

Table: TypeAlias = Mapping[str, object]


def languages() -> tuple[str, ...]:
    """Return the languages that have a file of their own."""
    folder = files("dealwatch.normalize").joinpath("data", "amounts")
    return tuple(sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml")))


@lru_cache(maxsize=64)
def table(*path: str) -> Table:
    """Return one table: of the currencies, or of the amounts of a language; empty where there is no such file."""
    if path[-1] == "":
        return {}
    *folder, name = path
    return tomllib.loads(files("dealwatch.normalize").joinpath("data", *folder, f"{name}.toml").read_text(encoding="utf-8"))


def file_of(language: str) -> str:
    """Return the name of the file that serves a language; empty where none does."""
    same = {"no": "nb", "nn": "nb", "yue": "zh", "bs": "hr", "sr": "hr"}.get(language, language)
    return same if same in languages() else ""


def block(of: Table, name: str) -> Mapping[str, object]:
    """Return a block of a table; an empty one where it has none."""
    found = of.get(name, {})
    return found if isinstance(found, dict) else {}


def strings(words: object) -> list[str]:
    """Return a list of words, or the words of a line; a letter with a nukta in both of its codings, since texts have either."""
    if isinstance(words, str):
        words = words.split()
    plain = [str(word) for word in words] if isinstance(words, list) else []
    return [each for word in plain for each in dict.fromkeys((word, _joined(word), normalize("NFC", word)))] if plain else []


_NUKTAS: Final = {normalize("NFD", letter): letter for letter in map(chr, (*range(0x958, 0x960), 0x9DC, 0x9DD, 0x9DF))}


def _joined(word: str) -> str:
    """Write each letter with a nukta as one code point, which no normal form does."""
    for parts, letter in _NUKTAS.items():
        word = word.replace(parts, letter)
    return word


def phrases(table: Table, name: str) -> tuple[str, ...]:
    """Return the folded words under a name, longest first."""
    return tuple(sorted((fold(word) for word in strings(table.get(name, []))), key=len, reverse=True))


def families() -> Mapping[str, tuple[str, ...]]:
    """Return the signs that several currencies share: a family's name -> its codes, the likeliest first."""
    return {name: tuple(str(codes).split()) for name, codes in block(table("currencies"), "families").items()}


@lru_cache(maxsize=256)
def codes_at_home(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return what else a shared sign means, each only in its own country."""
    rare = block(table("currencies"), "families_at_home")
    return tuple(
        code
        for name, family in families().items()
        if family[0] in codes and len(codes) > 1 and name in rare
        for code in str(rare[name]).split()
    )


@lru_cache(maxsize=2048)
def codes_of(value: str) -> tuple[str, ...]:
    """Return the codes that a line names, directly or through a family."""
    known = families()
    return tuple(dict.fromkeys(code for part in value.split() for code in known.get(part, (part,))))


@lru_cache(maxsize=1)
def _shared() -> Mapping[str, tuple[str, ...]]:
    return {fold(sign): codes_of(str(value)) for sign, value in block(table("currencies"), "signs").items()}


@lru_cache(maxsize=1)
def countries_of_outlets() -> Mapping[str, str]:
    """Return the country that an outlet writes for, by its folded name."""
    return {fold(name): country for country, names in block(table("currencies"), "outlets").items() for name in strings(names)}


@lru_cache(maxsize=1)
def languages_of_many_countries() -> frozenset[str]:
    """Return the languages of several countries whose currencies share a name."""
    return frozenset(strings(block(table("currencies"), "many_countries").get("languages", [])))


@lru_cache(maxsize=1)
def word_codes() -> frozenset[str]:
    """Return the codes that are also words."""
    return frozenset(strings(block(table("currencies"), "word_codes").get("codes", [])))


def shared_codes(sign: str) -> tuple[str, ...]:
    """Return the currencies that a sign may stand for anywhere; nothing for a sign that the table does not hold."""
    return _shared().get(sign, ())
