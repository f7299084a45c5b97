"""The words around an amount, for one locale: currencies, scales, cents, hedges, spelled numbers.

Compiled from CLDR (`cldr.py`), from the signs that news uses (`data/currencies.toml`) and from one file per language
(`data/amounts/`), once per locale and only when asked for. What the locale says itself comes first; then English and
the signs that mean one thing everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from attrs import frozen

from dealwatch.normalize.amount_reading.numbers import Signs
from dealwatch.normalize.amount_reading.tables import Table, block, codes_of, file_of, languages, phrases, strings, table
from dealwatch.normalize.cldr import Lexicon, lexicon
from dealwatch.normalize.fold import fold

CURRENCY, SCALE, CENT, MINOR, OF = "currency", "scale", "cent", "minor", "of"


class Lexeme(NamedTuple):
    """Some words beside a number and what they say: a currency, a power of ten, a hundredth part, or "of".

    `open`: any ending may follow. `upper`: only in capitals. `weak`: a letter that means a currency only before a number with a
    scale ("R450 million").
    """

    text: str
    kind: str
    codes: tuple[str, ...] = ()
    exponent: int = 0
    upper: bool = False
    open: bool = False
    name: bool = False
    coins: int = 1
    weak: bool = False


@frozen
class Vocabulary:
    """All that may stand around an amount in one locale.

    `right` and `left`: the first or last three letters -> the lexemes that begin or end so, longest first.
    `scale_heads`: the letters that scales begin with.
    `numerals`: spelled numbers; `word`: a pattern that finds one of them. `vague`: words for a number that is not told
    ("several"); `never_first`: words that count only behind another number ("тысячи", thousands of); `more_within`: "more than"
    inside a number; `pointless`: scales whose point at the end of a sentence is the sentence's.
    """

    locale: str | None
    cldr: Lexicon | None
    signs: Signs
    right: Mapping[str, tuple[Lexeme, ...]]
    left: Mapping[str, tuple[Lexeme, ...]]
    left_names: Mapping[str, tuple[Lexeme, ...]]
    scale_heads: frozenset[str]
    numerals: Mapping[str, Decimal]
    halves: Mapping[str, tuple[tuple[str, Decimal], ...]]
    and_a_half: tuple[str, ...]
    vague: tuple[str, ...]
    never_first: frozenset[str]
    more_within: tuple[str, ...]
    pointless: frozenset[str]
    decimal_words: tuple[str, ...]
    and_words: tuple[str, ...]
    articles: tuple[str, ...]
    between: frozenset[str]
    opening: tuple[str, ...]
    leaving: tuple[str, ...]
    per: Mapping[str, tuple[tuple[str, str], ...]]
    glued: bool
    vigesimal: tuple[int, ...]
    multipliers: frozenset[Decimal]
    myriads: bool
    digitwise: bool
    word: re.Pattern[str] | None
    plain: Mapping[tuple[str, ...], str]
    hedges: Mapping[str, tuple[tuple[str, str], ...]]
    hedges_behind: Mapping[str, str]
    blank_groups: bool

    def lexeme_at(self, text: str, folded: str, at: int) -> Lexeme | None:
        """Return the longest lexeme that begins at an offset and ends at an edge."""
        for key in (folded[at : at + 3], folded[at : at + 2], folded[at : at + 1]):
            for lexeme in self.right.get(key, ()):
                end = at + len(lexeme.text)
                if not (folded.startswith(lexeme.text, at) and _written(lexeme, text, at, end)):
                    continue
                if is_edge(folded, end) or (lexeme.open and is_edge(folded, _letters_end(folded, end, 4))):
                    return lexeme
        return None

    def lexeme_before(self, text: str, folded: str, at: int, *, names: bool = False) -> Lexeme | None:
        """Return the longest sign, or with `names` name, that ends at an offset and begins at an edge."""
        index = self.left_names if names else self.left
        for key in (folded[max(at - 3, 0) : at], folded[max(at - 2, 0) : at], folded[at - 1 : at]):
            for lexeme in index.get(key, ()):
                start = at - len(lexeme.text)
                if (
                    start >= 0
                    and folded.startswith(lexeme.text, start)
                    and _written(lexeme, text, start, at)
                    and _begins(folded, start)
                ):
                    return lexeme
        return None

    def unit_of(self, folded: str, at: int) -> str | None:
        """Return what an amount that ends at an offset is for: "a share"."""
        at += folded[at : at + 1] == " "
        for phrase, unit in self.per.get(folded[at : at + 2], ()):
            if folded.startswith(phrase, at) and is_edge(folded, at + len(phrase)):
                return unit
        return None

    def hedges_to(self, ending: str) -> tuple[tuple[str, str], ...]:
        """Return the hedges that end in two letters, each with its kind."""
        return self.hedges.get(ending, ())


def _written(lexeme: Lexeme, text: str, start: int, end: int) -> bool:
    return not lexeme.upper or (
        text[start].isupper() if len(lexeme.text) < 3 or not lexeme.text.isalpha() else text[start:end].isupper()
    )


def _begins(folded: str, start: int) -> bool:
    """Tell whether a sign may begin at an offset: not inside a word, an address, or behind an apostrophe."""
    return is_edge(folded, start) and not (start > 0 and folded[start - 1] in "'/_@" and folded[start].isalpha())


def _letters_end(text: str, at: int, most: int) -> int:
    end = at
    while end < len(text) and end - at < most and text[end].isalpha():
        end += 1
    return end


# scripts that write without blanks, or glue particles to words: a word may end or begin beside their letters
_BLANKLESS: Final = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\u2e80-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)


def is_edge(text: str, at: int) -> bool:
    """Tell whether a word may begin or end at an offset."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if not (before.isalpha() and after.isalpha()):
        return True
    return _BLANKLESS.match(before) is not None or _BLANKLESS.match(after) is not None


@lru_cache(maxsize=64)
def vocabulary(locale: str | None) -> Vocabulary:
    """Return the vocabulary of a locale; of None, English words and the signs of everywhere.

    >>> vocabulary("en").lexeme_at("billion", "billion", 0).exponent
    9

    Raises:
        InvalidValue: for a locale that CLDR does not know.
    """
    cldr = lexicon(locale) if locale else None
    language = re.split("[_-]", locale)[0].lower() if locale else "en"
    own = table("amounts", file_of(language))
    english = own if language == "en" else table("amounts", "en")
    tables = [own] if own is english else [own, english]
    if cldr is None:
        tables += [_only_currencies(table("amounts", name)) for name in languages() if name != "en"]
    right: dict[str, Lexeme] = {}
    left: dict[str, Lexeme] = {}
    for lexeme in _lexemes(cldr, tables):
        right.setdefault(lexeme.text, lexeme)
        if lexeme.kind == CURRENCY and (lexeme.text not in left or (left[lexeme.text].name and not lexeme.name)):
            left[lexeme.text] = lexeme  # in front of a number a code goes before a word: "EUR 5"
    for word in map(fold, strings(own.get("names_first", []))):
        left[word] = right[word]._replace(name=False)
    for prefixed in _prefixed_codes():
        left.setdefault(prefixed.text, prefixed)
        right.setdefault(prefixed.text, prefixed)
    for letter in _letters_before_scales():
        left.setdefault(letter.text, letter)
    numerals = {fold(word): Decimal(value) for value, words in block(own, "numerals").items() for word in strings(words)}
    glued = bool(own.get("glued", False))
    return Vocabulary(
        locale=locale,
        cldr=cldr,
        signs=cldr.signs if cldr else Signs(),
        right=_index(right.values(), first=True),
        left=_index((lexeme for lexeme in left.values() if not lexeme.name), first=False),
        left_names=_index((lexeme for lexeme in left.values() if lexeme.name), first=False),
        scale_heads=frozenset(lexeme.text[0] for lexeme in right.values() if lexeme.kind == SCALE),
        numerals=numerals,
        halves=_by_head(_halves(own, numerals)),
        and_a_half=phrases(own, "and_a_half"),
        vague=phrases(own, "vague"),
        never_first=frozenset(phrases(own, "never_first")),
        more_within=phrases(own, "more_within"),
        pointless=frozenset(phrases(own, "pointless")),
        decimal_words=phrases(own, "decimal_words"),
        and_words=phrases(own, "and"),
        articles=phrases(own, "articles"),
        between=frozenset(fold(word) for word in strings(block(own, "ranges").get("between", ["-"]))),
        opening=tuple(fold(word) for word in strings(block(own, "ranges").get("opening", []))),
        leaving=tuple(f" {fold(word)}" for word in strings(block(own, "ranges").get("leaving", []))),
        per=_per(own),
        glued=glued,
        vigesimal=tuple(int(n) for n in strings(own.get("vigesimal", []))),
        multipliers=frozenset(Decimal(n) for n in strings(own.get("multipliers", ["100"]))),
        myriads=any(value == 10000 for value in numerals.values()),
        digitwise="〇" in numerals,
        word=word_pattern([*numerals, *_halves(own, numerals)]),
        plain={codes_of(family): str(code) for family, code in block(own, "plain").items()},
        hedges=_hedges(own),
        hedges_behind={fold(w): kind for kind, words in block(own, "hedges_behind").items() for w in strings(words)},
        blank_groups=language != "en" or cldr is None,
    )


def _halves(table: Table, numerals: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Return the fixed phrases: those of the table, a scale that needs no number ("miliard"), and an article before one."""
    found = {fold(phrase): Decimal(str(value)) for phrase, value in block(table, "halves").items()}
    for exponent, words in block(table, "alone").items():
        found |= {fold(word): Decimal(f"1E{exponent}") for word in strings(words)}
    for article in strings(table.get("articles", [])):
        scales = {fold(w): Decimal(f"1E{e}") for e, words in block(table, "scales").items() for w in strings(words) if len(w) > 3}
        for word, value in {**scales, **{w: v for w, v in numerals.items() if v >= 100}}.items():
            found.setdefault(f"{fold(article)} {word}", value)
    return found


def _per(table: Table) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for unit, words in block(table, "per").items():
        for phrase in map(fold, strings(words)):
            found.setdefault(phrase[:2], []).append((phrase, unit))
    return {head: tuple(sorted(rows, key=lambda row: -len(row[0]))) for head, rows in found.items()}


def _hedges(table: Table) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, dict[str, str]] = {}
    for kind, words in block(table, "hedges").items():
        for word in map(fold, strings(words)):
            found.setdefault(word[-2:], {})[word] = kind
    return {ending: tuple(kinds.items()) for ending, kinds in found.items()}


def _by_head(phrases: Mapping[str, Decimal]) -> dict[str, tuple[tuple[str, Decimal], ...]]:
    """Index phrases by their first three letters, longest first."""
    found: dict[str, list[tuple[str, Decimal]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        found.setdefault(phrase[:3], []).append((phrase, phrases[phrase]))
    return {head: tuple(rows) for head, rows in found.items()}


def _only_currencies(table: Table) -> Table:
    return {"currencies": table.get("currencies", {})}


def _lexemes(cldr: Lexicon | None, tables: Iterable[Table]) -> Iterator[Lexeme]:
    own, *others = tables
    yield from _of_language(own)
    if cldr:
        yield from (Lexeme(word, SCALE, exponent=exponent) for word, exponent in cldr.scales.items() if word[0].isalpha())
    data = table("currencies")
    for sign, value in block(data, "signs").items():
        yield Lexeme(fold(sign), CURRENCY, codes_of(str(value)), upper=sign[0].isupper())
    for sign, value in block(data, "cents").items():
        yield Lexeme(fold(sign), CENT, codes_of(str(value)), -2)
    if cldr:
        yield from _of_cldr(cldr)
    for other in others:
        yield from _of_language(other)
    english = cldr if cldr and cldr.locale == "en" else lexicon("en")
    yield from _of_cldr(english)
    minors: dict[str, list[str]] = {}
    for code, names in block(data, "minor_names").items():
        for name in strings(names):
            minors.setdefault(fold(name), []).append(code)
    yield from (Lexeme(name, MINOR, tuple(codes), -2) for name, codes in minors.items())
    for code, value in block(data, "codes").items():
        yield Lexeme(fold(code), CURRENCY, (str(value),), upper=True)


def _of_language(table: Table) -> Iterator[Lexeme]:
    for exponent, words in block(table, "scales").items():
        yield from (_lexeme(word, SCALE, (), int(exponent)) for word in strings(words))
    for value, words in block(table, "currencies").items():
        yield from (_lexeme(word, CURRENCY, codes_of(value)) for word in strings(words))
    for name, power in (("cents", -2), ("tenths", -1)):
        for value, words in block(table, name).items():
            yield from (_lexeme(word, CENT, codes_of(value), power) for word in strings(words))
    for value, words in block(table, "scaled").items():
        *currencies, exponent = value.split()
        yield from (_lexeme(word, CURRENCY, codes_of(" ".join(currencies)), int(exponent)) for word in strings(words))
    for value, words in block(table, "coins").items():
        currency, coins = value.split()
        yield from (Lexeme(fold(word), CENT, codes_of(currency), -2, coins=int(coins)) for word in strings(words))
    for word in strings(table.get("of", [])):
        yield Lexeme(fold(word), OF)


def _lexeme(word: str, kind: str, codes: tuple[str, ...], exponent: int = 0) -> Lexeme:
    return Lexeme(fold(word.removesuffix("*")), kind, codes, exponent, open=word.endswith("*"), name=kind == CURRENCY)


def _of_cldr(cldr: Lexicon) -> Iterator[Lexeme]:
    small = set(strings(block(table("currencies"), "small_codes").get("codes", [])))
    for text, codes in cldr.strings.items():
        codes = tuple(code for code in codes if not code.startswith("X") or code in ("XAF", "XOF", "XPF", "XCD", "XDR"))
        if not codes or any(sign.isdecimal() or sign in "()" for sign in text):
            continue
        if len(text) == 3 and text.upper() in codes:
            yield Lexeme(text, CURRENCY, codes, upper=text not in small)
        elif len(text) > 2 or not text.isalpha():
            yield Lexeme(text, CURRENCY, codes, name=len(text) > 3)


def _prefixed_codes() -> Iterator[Lexeme]:
    data = table("currencies")
    for prefix, exponent in block(data, "code_prefixes").items():
        for code in strings(block(data, "small_codes").get("codes", [])):
            yield Lexeme(
                f"{prefix.lower()}{code}",
                CURRENCY,
                codes_of(str(block(data, "codes").get(code.upper(), code.upper()))),
                int(str(exponent)),
                upper=True,
            )


def _letters_before_scales() -> Iterator[Lexeme]:
    for sign, value in block(table("currencies"), "letters_before_scales").items():
        yield Lexeme(fold(sign), CURRENCY, codes_of(str(value)), upper=True, weak=True)


def _index(lexemes: Iterable[Lexeme], *, first: bool) -> dict[str, tuple[Lexeme, ...]]:
    index: dict[str, list[Lexeme]] = {}
    for lexeme in sorted(lexemes, key=lambda each: (-len(each.text), each.text)):
        key = lexeme.text[:3] if first else lexeme.text[-3:]
        index.setdefault(key, []).append(lexeme)
    return {key: tuple(found) for key, found in index.items()}


def word_pattern(words: list[str]) -> re.Pattern[str] | None:
    """Return a pattern of the longest of some words; a tree, so that no word is tried twice. Edges are looked at afterwards."""
    return re.compile(_tree(words)) if words else None


def _tree(words: Iterable[str]) -> str:
    heads: dict[str, list[str]] = {}
    ends = False
    for word in words:
        if word:
            heads.setdefault(word[0], []).append(word[1:])
        else:
            ends = True
    if not heads:
        return ""
    branches = [re.escape(head) + _tree(dict.fromkeys(tails)) for head, tails in sorted(heads.items())]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"
