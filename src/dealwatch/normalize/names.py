"""Are two names names of one thing? Folded names, and a comparison that says what decided.

Before: `spelling.py` (letters and words), `legal_forms.py` and `words.py`. After: `extract/` (aliases) and
`merge/identity.py` (things). Nothing is learnt and no list of companies is asked: a `Gazetteer` knows what spelling cannot.
The rules and their order follow what paid on public pairs of names; the costs are few and stand here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from attrs import define, field, frozen

from dealwatch.normalize.name_reading.legal_forms import LegalForm, cut_legal_forms, cut_unspaced
from dealwatch.normalize.name_reading.spelling import edits, is_in_latin, split_words
from dealwatch.normalize.name_reading.words import WEIGHTS, countries, in_one_spelling, set_apart, weights

SAME: Final = 0.65
"""From this score on two names are taken for one."""

UNSURE: Final = 0.45
"""From this score up to `SAME` only something else than the name can decide."""

_MOST_SHARED: Final = 3.0  # a long name in common must not hide a different word
_PATRONYMICS: Final = ("ovich", "evich", "ovna", "evna")
_ALIKE: Final = str.maketrans({"q": "k", "c": "k", "g": "k", "z": "s", "w": "v", "y": "i", "j": "i", "x": "ks"})
_SOUNDS: Final = re.compile("ph|t[sz]|c(?=[eiy])")  # one sound, two letters or one of another
_ACROSS: Final = str.maketrans({"r": "l", "p": "f", "b": "v"})
_VOWELS: Final = dict.fromkeys(map(ord, "aeiouh"))


@frozen
class NameMatch:
    """How alike two names are: `score` from 0 to 1, and the rule that gave it.

    >>> NameMatch(0.7, "words in common").same, NameMatch(0.5, "words in common").unsure
    (True, True)
    """

    score: float
    rule: str

    @property
    def same(self) -> bool:
        """The score reaches the one preset threshold."""
        return self.score >= SAME

    @property
    def unsure(self) -> bool:
        """The names alone do not decide: "Ash" and "Ash Motor"."""
        return UNSURE <= self.score < SAME


@frozen
class FoldedName:
    """A name made ready for comparing.

    Fields: `words` without legal forms; `weighty` those of them that weigh anything; `forms` the legal forms; `initials` of all
    words, with and without small words and forms; `is_short` a few capital letters, which may be the initials of another name;
    `is_latin` written in Latin letters.
    """

    words: tuple[str, ...]
    weighty: tuple[str, ...]
    forms: tuple[LegalForm, ...]
    initials: frozenset[str]
    is_short: bool
    is_latin: bool


@frozen
class _Ground:
    """What two names share beside the words that are compared: any word, a word that is a name, or the sound (two scripts)."""

    word: bool
    name: bool
    scripts: bool


@lru_cache(maxsize=65_536)
def fold(name: str) -> FoldedName:
    """Make a name ready for comparing. The result depends on the name alone; the cache only saves time."""
    bare, unspaced = cut_unspaced(name)
    written = split_words(set_apart(bare))
    rest, forms = cut_legal_forms(written)
    words, weigh = in_one_spelling(rest), weights()
    weighty = tuple(word for word in words if weigh.get(word, 1.0)) or words
    initials = frozenset("".join(word[0] for word in some) for some in (written, rest, weighty))
    letters = "".join(rest)
    is_short = len(letters) <= 6 and letters.isalpha() and name[:2].isupper()
    return FoldedName(words, weighty, unspaced + forms, initials, is_short, is_in_latin(name))


def fold_name(name: str) -> str:
    """The name in small plain letters, without legal forms, in one spelling: equal for names that differ in nothing else.

    >>> fold_name("Ash Motors Co., Ltd."), fold_name("ASH MOTOR CORP"), fold_name("The Ash & Birch Group")
    ('ash motors', 'ash motors', 'ash birch group')
    """
    return " ".join(fold(name).weighty)


def compare_names(a: str, b: str) -> NameMatch:
    """Compare two names of companies, organisations or people.

    Symmetric, reflexive and stateless; between `UNSURE` and `SAME` the names alone do not decide.

    >>> compare_names("Ash Motor Co., Ltd.", "ASH MOTORS CORPORATION")
    NameMatch(score=1.0, rule='equal without the legal form')
    >>> compare_names("Ash Capital VII", "Ash Capital VIII")
    NameMatch(score=0.3, rule='different numbers')
    """
    if a == b:
        return NameMatch(1.0, "equal")
    first, second = fold(a), fold(b)
    if second.words < first.words:
        first, second = second, first
    match = _compare(first, second)
    if match.score >= SAME and first.forms and second.forms and not any(x.may_be(y) for x in first.forms for y in second.forms):
        one, other = sorted((first.forms[0].name, second.forms[0].name))
        return NameMatch(0.6, f"{match.rule}, but legal forms of different countries: {one}, {other}")
    return match


def _compare(one: FoldedName, other: FoldedName) -> NameMatch:
    a, b = one.weighty, other.weighty
    if not a or not b:
        return NameMatch(0.0, "no words to compare")
    if one.words == other.words:
        return NameMatch(1.0, "equal without the legal form")
    if a == b:
        return NameMatch(0.96, "equal but for small words")
    if "".join(one.words) == "".join(other.words) or "".join(a) == "".join(b):
        return NameMatch(0.95, "equal when joined")
    if sorted(a) == sorted(b):
        return NameMatch(0.94, "equal in another order")
    numbers_a, numbers_b = ({word for word in words if word[0].isdecimal()} for words in (a, b))
    if numbers_a and numbers_b and numbers_a != numbers_b:
        return NameMatch(0.3, "different numbers")
    letters = _initials(one, other) or _initials(other, one)
    if letters:
        return NameMatch(0.8 if letters > 2 else 0.6, "initials")
    return _align(one, other)


def _initials(short: FoldedName, long: FoldedName) -> int:
    """How many letters one name has that are the initials of the other; 0 if they are not. Two letters are too few to be sure."""
    letters = "".join(short.weighty)
    return len(letters) if short.is_short and len(long.weighty) > 1 and letters in long.initials else 0


@define
class _Tally:
    """What pairing has found so far: the words left without a partner on each side, what is shared, what it cost, and why."""

    left: list[str]
    right: list[str]
    shared: float = 0.0
    price: float = 0.0
    rules: list[str] = field(factory=list)

    @property
    def sides(self) -> tuple[tuple[list[str], list[str]], tuple[list[str], list[str]]]:
        """The two lists seen from either side."""
        return (self.left, self.right), (self.right, self.left)


def _align(one: FoldedName, other: FoldedName) -> NameMatch:
    """Pair equal words, then words that may be one misspelt; what is left without a partner costs its weight."""
    a, b, weigh = one.weighty, other.weighty, weights()
    tally = _Tally(list(a), list(b))
    for word in a:
        if word in tally.right:
            tally.right.remove(word)
            tally.left.remove(word)
            tally.shared += weigh.get(word, 1.0)
    if len(a) != len(b):
        _pair_written_apart(tally)
        _pair_initials(tally)
    for _ in range(2):  # one pair found lets the next be more unlike
        name = any(word not in weigh for word in a if word not in tally.left)
        if not _pair_misspellings(tally, _Ground(tally.shared > 0, name, one.is_latin != other.is_latin)):
            break
    if tally.shared:
        return _weigh(one, other, tally)
    return NameMatch(0.7, "spelt alike when joined") if _misspelt_when_joined(a, b) else NameMatch(0.0, "no word in common")


def _pair_written_apart(tally: _Tally) -> None:
    """Pair a word with two neighbours of the other name that make it together."""
    for words, parts in tally.sides:
        pairs = {first + second: (first, second) for first, second in pairwise(parts)}
        for word in [word for word in words if word in pairs]:
            first, second = pairs[word]
            if first in parts and second in parts and word in words:
                words.remove(word)
                parts.remove(first)
                parts.remove(second)
                tally.shared += weights().get(word, 1.0)
                tally.rules.append(f"written apart: {word}")


def _pair_initials(tally: _Tally) -> None:
    """Pair the one word of two or three letters that are the initials of all words left in the other name ("JC", "Jo Carla")."""
    for short, long in tally.sides:
        if len(short) == 1 and 2 <= len(short[0]) <= 3 and short[0] == "".join(word[0] for word in long):
            tally.shared += 1.0
            tally.price += 0.3
            tally.rules.append(f"initials: {short[0]}, {' '.join(long)}")
            short.clear()
            long.clear()


def _pair_misspellings(tally: _Tally, ground: _Ground) -> bool:
    """Pair words that may be one misspelt, the cheapest first; tell whether there was a pair."""
    pairs = sorted(
        (cost, min(x, y), max(x, y), x, y)
        for x in set(tally.left)
        for y in set(tally.right)
        if (cost := _misspelling_cost(x, y, ground)) is not None
    )
    for cost, low, high, x, y in pairs:
        if x in tally.left and y in tally.right:
            tally.left.remove(x)
            tally.right.remove(y)
            tally.shared += 1.0
            tally.price += cost
            tally.rules.append(f"spelt alike: {low}, {high}")
    return bool(pairs)


def _weigh(one: FoldedName, other: FoldedName, tally: _Tally) -> NameMatch:
    """The score of what is shared against what is left without a partner, and what it may not exceed."""
    a, b, weigh, country = one.weighty, other.weighty, weights(), countries()
    plain = all(word in weigh for word in a) or all(word in weigh for word in b)
    one_sided = not (tally.left and tally.right)
    people = tally.shared >= 2.0 and one_sided and not (one.forms or other.forms) and not any(map(_of_a_company, (*a, *b)))
    left, right = (sum(_lone_cost(word, people, plain, tally.shared) for word in words) for words, _ in tally.sides)
    price, rules = tally.price + left + right, tally.rules
    codes_left, codes_right = ({country[word] for word in words if word in country} for words, _ in tally.sides)
    if codes_left and codes_right and codes_left != codes_right:
        price += 2.0
        rules = [*rules, "different countries"]
    shared = min(tally.shared, _MOST_SHARED)
    score = shared / (shared + price)
    limit = ""
    if min(left, right) >= 0.25:
        limit = "different words"
    elif max(left, right) >= 0.7 and not people:
        limit = "one name within the other"
    elif any(words[-1] in country and words[-1] in lone for words, lone in ((a, tally.left), (b, tally.right))):
        limit = "a country's branch"
    if limit:
        return NameMatch(round(min(score, UNSURE + (SAME - UNSURE) * score), 4), "; ".join((*rules, limit)))
    if score < SAME and _misspelt_when_joined(a, b):
        return NameMatch(0.7, "spelt alike when joined")
    return NameMatch(round(score, 4), "; ".join(rules) or "equal but for words that say little")


def _misspelt_when_joined(a: Sequence[str], b: Sequence[str]) -> bool:
    one, other = "".join(a), "".join(b)
    return len(a) != len(b) and one.isalpha() and other.isalpha() and len(one) >= 9 and edits(one, other) == 1


def _of_a_company(word: str) -> bool:
    return word[0].isdecimal() or word in weights()


def _lone_cost(word: str, people: bool, plain: bool, shared: float) -> float:
    """What a word without a partner costs: a number most (the first of a series may go unnumbered), a second given name less."""
    if word[0].isdecimal():
        return 0.25 if word == "1" and shared > 1.5 else 1.5
    if people:
        return 0.15 if len(word) == 1 else 0.25 if word.endswith(_PATRONYMICS) else 0.5
    weight = weights().get(word, 1.0)
    return 1.0 if plain and weight >= WEIGHTS["region"] else weight


def _misspelling_cost(x: str, y: str, ground: _Ground) -> float | None:
    """What it costs to take one word for another spelling of the other; None if it cannot be one.

    The shorter the words, the more must be shared beside them.
    """
    weigh = weights()
    if x[0].isdecimal() or y[0].isdecimal() or (x in weigh and y in weigh):
        return None
    shorter, longer = (x, y) if len(x) <= len(y) else (y, x)
    if len(longer) - len(shorter) > 3 and len(shorter) > 1 and not (ground.name or ground.scripts):
        return None
    if len(shorter) == 1:
        return 0.3 if ground.name and longer.startswith(shorter) else None
    if len(shorter) >= (3 if ground.name else 5) and longer.startswith(shorter) and len(longer) - len(shorter) <= 3:
        return 0.35
    if len(shorter) >= 4 and x.translate(_ALIKE) == y.translate(_ALIKE):
        return 0.3
    changes = edits(x, y)
    if changes == 1:
        if len(shorter) >= 6:
            return 0.3
        if len(shorter) == 5 or (ground.word and len(shorter) == 4 == len(longer)):
            return 0.45 if ground.word or len(longer) > 5 else 0.6
        if ground.name and len(longer) >= 3:
            return 0.6
    if changes == 2 and len(longer) >= 9:
        return 0.5 if ground.word else 0.6
    bones = _skeleton(x, ground.scripts)
    enough = 3 if ground.scripts or len(shorter) == 4 else 2
    if (ground.name or ground.scripts) and len(shorter) >= 4 and len(bones) >= enough and bones == _skeleton(y, ground.scripts):
        return 0.5
    return None


def one_misspelt(x: str, y: str) -> bool:
    """Tell whether two folded words are one but for a letter or for letters that transcriptions mix up: canagava, kanagawa."""
    return min(len(x), len(y)) >= 5 and (edits(x, y) <= 1 or x.translate(_ALIKE) == y.translate(_ALIKE))


def sound_of(name: str) -> str:
    """How the first word of a folded name sounds, in any script: a key under which names written in two scripts can meet.

    >>> sound_of("poreseuteu motors"), sound_of("forest motors")
    ('flst', 'flst')
    """
    return _skeleton(name.partition(" ")[0], True) if name else ""


@lru_cache(maxsize=65_536)
def _skeleton(word: str, across: bool) -> str:
    """The first letter and the consonants of a word, those that transcriptions mix up made equal, doubles once.

    `yussef` and `yousef` are both `isf`; `across` scripts, where sounds are missing, `poreseuteu` and `forest` are both `flst`.
    """
    word = _SOUNDS.sub(lambda found: "f" if found[0] == "ph" else "s", word)
    bones = (word[0] + word[1:].translate(_VOWELS)).translate(_ALIKE)
    bones = bones[0] + bones[1:].replace("i", "")
    bones = bones.translate(_ACROSS) if across else bones
    return "".join(letter for at, letter in enumerate(bones) if at == 0 or bones[at - 1] != letter)
