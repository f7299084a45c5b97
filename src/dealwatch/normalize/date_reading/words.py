"""The words that dates are made of, by language: a class letter, a value, and what makes a doubtful word a date.

Month and weekday names come from CLDR, for every locale; the other words stand in `data/dates/LANGUAGE.toml`, one file a
language. A language without a file has its CLDR names and the numeric forms.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple, TypeAlias
from unicodedata import normalize

from attrs import field, frozen

from dealwatch.normalize.date_reading.cldr_counted import counted_words
from dealwatch.normalize.fiscal import CALENDARS
from dealwatch.normalize.locales import locale_of

Toml: TypeAlias = Mapping[str, object]

CLASSES: Final = {
    "unit": "U", "units": "u", "season": "S", "day": "J", "number": "n", "ordinal": "O", "decade": "T",
    "this": "D", "last": "L", "next": "X", "before": "B", "after": "C", "that": "K", "latest": "H",
    "the": "t", "a": "a", "part": "P", "vague": "k", "fiscal": "F", "ended": "e", "all": "l",
    "ago": "A", "ago_before": "V", "ahead_before": "I", "earlier": "E", "later": "G", "rest": "R", "day_either": "p", "era": "h",
    "of": "o", "in": "i", "to": "r", "from": "w", "and": "&", "between": "b",
}  # fmt: skip
"""The class letter of each table of words. Further letters: M month, W weekday, Y year, N number, and signs as themselves."""
ANCHORS: Final = frozenset("MWUuSJTjFpqh")
"""The classes that a date may hang on; the others only go with them."""


ORDINAL_ENDINGS: Final = "st nd rd th er"
_TWO_WORDS: Final = frozenset(" -'.")
_ACCENTS: Final = re.compile(r"[\u0300-\u036f]")
_LETTER: Final = r"[^\W\d_]"
_LETTER_OR_MARK: Final = r"(?:[^\W\d_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0971-\u0dff\u0e31-\u0e4e])"
"""In scripts that write vowels as marks these belong to the word; elsewhere the plain class is faster."""


class Word(NamedTuple):
    """What a word means in a date: its class, its value, and whether it needs a neighbour to be a date at all."""

    cls: str
    value: object
    doubtful: bool = False


PAST, FUTURE, STRONG, DIRECTLY = "past", "future", "strong", "directly"
DECIDED, NOUN, TO, PERFECT, DATED = "decided", "nouns", "to", "perfect", "dated"
MODAL, IS_TO, AIMED = "modal", "is_to", "aimed"
"""What a word says of the direction of the date behind it; a later role wins over an earlier one."""


@frozen
class Direction:
    """The words that say whether a date lies behind or ahead; see `direction.py`."""

    roles: Mapping[str, str] = field(hash=False)
    goods: frozenset[str]
    past_endings: tuple[str, ...]
    future_endings: tuple[str, ...]
    not_past: frozenset[str]
    be: str
    articles: frozenset[str]
    ahead: bool
    verb_second: bool
    present_ending: str
    not_present: frozenset[str]
    participle_next: bool
    not_ahead: frozenset[str]
    aims: frozenset[str]
    noun_before: frozenset[str]
    participle_endings: tuple[str, ...]
    joins: frozenset[str]


@frozen
class DateWords:
    """All words of one locale.

    `anchors` finds the next word that a date may hang on, with the code point before it; `compounds` reads a word with a blank,
    a hyphen or an apostrophe in it, `compounds_back` the same from right to left, and `compound_ends` are their first and last
    letters; `token` reads any other word, number or sign, and so does `token_back`. `parts` are the letters of quarters and
    halves ("4T24"); `spelled_days` says that "dos de mayo" is a day, `dotted_days` that "28.10." is one, `nearest_weekday` that
    "next Friday" is the nearest one, not that of the next week; `calendar` is the one by which the language's country counts its
    years, `home` the country whose fiscal year its word means.
    """

    locale: str | None
    words: Mapping[str, Word] = field(hash=False)
    anchors: re.Pattern[str]
    compounds: re.Pattern[str]
    compounds_back: re.Pattern[str]
    compound_ends: frozenset[str]
    token: re.Pattern[str]
    token_back: re.Pattern[str]
    direction: Direction
    capitals: bool
    ordinal_dot: bool
    spelled_days: bool
    dotted_days: bool
    nearest_weekday: bool
    calendar: str | None
    parts: Mapping[str, str] = field(hash=False)
    lower: frozenset[str]
    count_nouns: frozenset[str]
    before_count: frozenset[str]
    before_year: frozenset[str]
    papers: frozenset[str]
    full: frozenset[str]
    moving: frozenset[str]
    calls_month: frozenset[str]
    calls_day: frozenset[str]
    prepositions: frozenset[str]
    home: str | None


@lru_cache(maxsize=64)
def date_words(locale: str | None, cased: bool = True) -> DateWords:
    """The words of a locale; None has the international forms only. A text without any capital is not `cased`."""
    language = (locale or "").partition("_")[0].lower()
    table = table_of(language)
    doubtful = frozenset(_words(_part(table, "doubtful"), "names"))
    nowhere = frozenset(_words(table, "nowhere"))
    counted = counted_words(locale) if locale and not table else ()
    countries = ((name, "c", name) for name in country_names())
    words = {
        name: Word(cls, value, name in doubtful)
        for name, cls, value in (*countries, *counted, *_cldr_names(locale), *_own_names(table))
        if name not in nowhere
    }
    anchors = sorted((name for name, word in words.items() if word.cls in ANCHORS), key=len, reverse=True)
    letter = _LETTER if all(name.isalpha() or not _TWO_WORDS.isdisjoint(name) for name in words) else _LETTER_OR_MARK
    compounds = [name for name in words if not name.isalpha() and not _TWO_WORDS.isdisjoint(name)]
    trap = _part(table, "trap")
    return DateWords(
        locale=locale,
        words=words,
        anchors=_any_of(anchors, letter, "[^a-z]"),  # a class that leaves out the common letters is what makes the scan fast
        compounds=_any_of(compounds, letter),
        compounds_back=_any_of([name[::-1] for name in compounds], letter),
        compound_ends=frozenset(name[end] for name in compounds for end in (0, -1)),
        token=_token(str(table.get("ordinal_endings", ORDINAL_ENDINGS)).split(), letter),
        token_back=re.compile(rf" {{0,3}}(\.?(?:{letter}|\d){{1,20}}(?!{letter}|\d)|[-,./'&])"),
        direction=_direction(_part(table, "direction")),
        capitals=cased and bool(table.get("capitals")),
        ordinal_dot=bool(table.get("ordinal_dot")),
        spelled_days=bool(table.get("spelled_days")),
        dotted_days=bool(table.get("dotted_days")),
        calendar=str(table["calendar"]) if "calendar" in table else None,
        nearest_weekday=bool(table.get("nearest_weekday")),
        parts={"q": "q", "h": "h"} | {str(letter): part for part, letter in _part(table, "short_parts").items()},
        lower=frozenset(_words(table, "lower")) | frozenset(_words(_part(table, "doubtful"), "lower")),
        count_nouns=frozenset(_words(trap, "nouns")),
        full=frozenset(_full_names(locale)),
        moving=frozenset(_words(trap, "moving")),
        before_count=frozenset(_words(trap, "before")),
        before_year=frozenset(_words(trap, "before_year")),
        papers=frozenset(_words(trap, "papers")),
        calls_month=frozenset(_words(trap, "calls_month")),
        calls_day=frozenset(_words(trap, "calls_day")),
        prepositions=frozenset(_words(trap, "prepositions")),
        home=str(table["home"]) if "home" in table else None,
    )


def _direction(cues: Toml) -> Direction:
    roles = {
        word: role
        for role in (DECIDED, PAST, FUTURE, STRONG, DIRECTLY, NOUN, TO, PERFECT, DATED, MODAL, IS_TO, AIMED)
        for word in _words(cues, role)
    }
    return Direction(
        roles=roles,
        goods=frozenset(_words(cues, "goods")),
        past_endings=tuple(_words(cues, "past_endings")),
        future_endings=tuple(_words(cues, "future_endings")),
        not_past=frozenset(_words(cues, "not_past")),
        be=str(cues.get("be", "")),
        articles=frozenset(_words(cues, "articles")),
        ahead=cues.get("default") == "future",
        verb_second=bool(cues.get("verb_second")),
        present_ending=str(cues.get("present_ending", "")),
        not_present=frozenset(_words(cues, "not_present")),
        participle_next=bool(cues.get("participle_next")),
        not_ahead=frozenset(_words(cues, "not_ahead")),
        aims=frozenset(_words(cues, "aims")),
        noun_before=frozenset(_words(cues, "noun_before")),
        participle_endings=tuple(_words(cues, "participle_endings")),
        joins=frozenset(_words(cues, "joins")),
    )


def country_names() -> tuple[str, ...]:
    """The names of the countries with a fiscal calendar that are one word: "Japanese"."""
    rows = (row for row in CALENDARS.rows if len(row.owner) == 2)
    return tuple(name.lower() for row in rows for name in row.names if name.isalpha() and len(name) > 2)


def _any_of(words: list[str], letter: str, before: str = "") -> re.Pattern[str]:
    return re.compile(rf"{before}(?:{trie(words)})(?!{letter})" if words else r"(?!)")


def _token(ordinal_endings: list[str], letter: str) -> re.Pattern[str]:
    """A number with its ending, a word with its full stop, or a sign."""
    endings = "|".join(re.escape(ending) for ending in sorted(ordinal_endings, key=len, reverse=True))
    number = rf"(\d{{1,4}})((?:{endings})(?!{letter})|\.(?= {{0,2}}[^\W\d_]))?(?![\d%])"
    return re.compile(rf" {{0,3}}(?:{number}|({letter}+)(\.)?|([-,./'&]))")


def trie(words: list[str]) -> str:
    """A pattern that matches the longest of the words, written as a tree so that it never goes back far."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    ends = "" in node
    options = [re.escape(letter) + _branch(rest) for letter, rest in sorted(node.items()) if letter]
    if not options:
        return ""
    inner = options[0] if len(options) == 1 and not ends else f"(?:{'|'.join(options)})"
    return f"{inner}?" if ends else inner


@lru_cache(maxsize=64)
def table_of(language: str) -> Toml:
    """The file of a language; empty where there is none."""
    path = files("dealwatch.normalize").joinpath("data", "dates", f"{language}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8")) if language and path.is_file() else {}


def _part(table: Toml, name: str) -> Toml:
    part = table.get(name)
    return part if isinstance(part, dict) else {}


def _words(table: Toml, name: str) -> list[str]:
    return _split(table.get(name, ""))


def _split(words: object) -> list[str]:
    """The words of an entry, which blanks part; one that has a blank in it is written with `_`."""
    spelled = [word.replace("_", " ") for word in str(words).split()]
    return list(dict.fromkeys([*spelled, *(normalize("NFC", word) for word in spelled)]))


def _cldr_names(locale: str | None) -> Iterator[tuple[str, str, object]]:
    if locale is None:
        return
    data = locale_of(locale)
    for tables, cls in ((data.months, "M"), (data.days, "W")):
        for width in ("abbreviated", "wide"):
            written = {int(number): str(name) for number, name in tables["format"][width].items()}
            alone = {int(number): str(name) for number, name in tables.get("stand-alone", {}).get(width, {}).items()}
            # Babel 2.18 may hand out another locale's names where one names its own only in running text: those are left out
            own = {number: name for number, name in alone.items() if _akin(name, written.get(number, ""))}
            for number, name in (*written.items(), *own.items()):
                bare = name.lower().rstrip(".")
                if not bare.isdigit() and len(bare) > 1:
                    yield bare, cls, number
                    plain = _ACCENTS.sub("", normalize("NFD", bare)) if len(bare) > 4 else bare
                    if plain != bare and plain.isascii():  # "fevrier", "miercoles": as those write who leave accents out
                        yield plain, cls, number


def _akin(name: str, other: str) -> bool:
    """Tell whether two forms of a name share a stem of three letters."""
    return name[:3].lower() in other.lower() or other[:3].lower() in name.lower()


def _full_names(locale: str | None) -> list[str]:
    """The month names that are no abbreviations, such as "may": their full stop ends the sentence."""
    if locale is None:
        return []
    return [str(name).lower() for form in locale_of(locale).months.values() for name in form.get("wide", {}).values()]


def _own_names(table: Toml) -> Iterator[tuple[str, str, object]]:
    for name, cls in (("months", "M"), ("weekdays", "W")):
        for number, words in _part(table, name).items():
            yield from ((word, cls, int(number)) for word in _split(words))
    for calendar in ("persian", "islamic"):
        for number, words in _part(table, calendar).items():
            yield from ((word, "q", f"{calendar} {number}") for word in _split(words))
    groups = _part(table, "words")
    for name, words in _part(groups, "plain").items():
        yield from ((word, CLASSES[name], None) for word in _split(words))
    for name in groups:
        if name != "plain":
            for value, words in _part(groups, name).items():
                meaning = value if name in ("unit", "units", "era") else int(value)
                yield from ((word, CLASSES[name], meaning) for word in _split(words))
    for meaning, words in _part(table, "fused").items():
        yield from ((word, "j", meaning) for word in _split(words))
