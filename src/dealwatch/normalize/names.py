"""Are two names names of one thing? Folded names, and a comparison that says what decided.

Before: `name_spelling.py` (letters and words), `legal_forms.py` and `name_words.py`. After: `extract/` (aliases) and
`merge/identity.py` (things). Nothing is learnt and no list of companies is asked: a `Gazetteer` knows what spelling cannot.
The rules and their order follow what paid on public pairs of names; the costs are few and stand here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from attrs import frozen

from dealwatch.normalize.legal_forms import LegalForm, cut_legal_forms, cut_unspaced
from dealwatch.normalize.name_spelling import edits, is_in_latin, split_words
from dealwatch.normalize.name_words import WEIGHTS, countries, in_one_spelling, weights

SAME: Final = 0.65
"""From this score on two names are taken for one."""

UNSURE: Final = 0.45
"""From this score up to `SAME` only something else than the name can decide."""

_MOST_SHARED: Final = 3.0  # a long name in common must not hide a different word
_PATRONYMICS: Final = ("ovich", "evich", "ovna", "evna")
_ALIKE: Final = str.maketrans({"q": "k", "c": "k", "g": "k", "z": "s", "w": "v", "y": "i", "j": "i", "x": "ks"})
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
    written = split_words(bare)
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
    return _align(a, b, bool(one.forms or other.forms), one.is_latin != other.is_latin)


def _initials(short: FoldedName, long: FoldedName) -> int:
    """How many letters one name has that are the initials of the other; 0 if they are not. Two letters are too few to be sure."""
    letters = "".join(short.weighty)
    return len(letters) if short.is_short and len(long.weighty) > 1 and letters in long.initials else 0


def _align(a: Sequence[str], b: Sequence[str], forms: bool, scripts: bool) -> NameMatch:
    """Pair equal words, then words that may be one misspelt; what is left without a partner costs its weight."""
    weigh = weights()
    left, right, shared, price, rules = list(a), list(b), 0.0, 0.0, list[str]()
    for word in a:
        if word in right:
            right.remove(word)
            left.remove(word)
            shared += weigh.get(word, 1.0)
    for join, whole, parts in (*_joined(left, right), *_joined(right, left)) if len(left) != len(right) else ():
        whole.remove(join)
        for part in (join[:n] for n in range(1, len(join))):
            if part in parts and join[len(part) :] in parts:
                parts.remove(part)
                parts.remove(join[len(part) :])
                break
        shared += weigh.get(join, 1.0)
        rules.append(f"written apart: {join}")
    for letters, names in (*_given_names(left, right), *_given_names(right, left)):
        shared += 1.0
        price += 0.3
        rules.append(f"initials: {letters}, {' '.join(names)}")
    for _ in range(2):  # one pair found lets the next be more unlike
        ground = _Ground(shared > 0, any(word not in weigh for word in a if word not in left), scripts)
        price_of_pairs = _pair_misspellings(left, right, ground, rules)
        if not price_of_pairs:
            break
        shared += len(price_of_pairs)
        price += sum(price_of_pairs)
    if not shared:
        return NameMatch(0.7, "spelt alike when joined") if _misspelt_when_joined(a, b) else NameMatch(0.0, "no word in common")
    return _weigh(a, b, left, right, shared, price, rules, forms)


def _pair_misspellings(left: list[str], right: list[str], ground: _Ground, rules: list[str]) -> list[float]:
    """Pair words that may be one misspelt, the cheapest first; return what each pair costs."""
    pairs = sorted(
        (cost, min(x, y), max(x, y), x, y)
        for x in set(left)
        for y in set(right)
        if (cost := _misspelling_cost(x, y, ground)) is not None
    )
    costs = []
    for cost, low, high, x, y in pairs:
        if x in left and y in right:
            left.remove(x)
            right.remove(y)
            costs.append(cost)
            rules.append(f"spelt alike: {low}, {high}")
    return costs


def _weigh(
    a: Sequence[str],
    b: Sequence[str],
    left: list[str],
    right: list[str],
    shared: float,
    price: float,
    rules: list[str],
    forms: bool,
) -> NameMatch:
    """The score of what is shared against what is left without a partner, and what it may not exceed."""
    weigh, country = weights(), countries()
    plain = all(word in weigh for word in a) or all(word in weigh for word in b)
    people = shared >= 2.0 and not forms and not (left and right) and not any(_of_a_company(word) for word in (*a, *b))
    lone_left, lone_right = (sum(_lone_cost(word, people, plain, shared) for word in words) for words in (left, right))
    places = {country.get(word) for word in left} - {None}, {country.get(word) for word in right} - {None}
    if places[0] and places[1] and places[0] != places[1]:
        price += 2.0
        rules.append("different countries")
    score = min(shared, _MOST_SHARED) / (min(shared, _MOST_SHARED) + price + lone_left + lone_right)
    limit = ""
    if min(lone_left, lone_right) >= 0.25:
        limit = "different words"
    elif max(lone_left, lone_right) >= 0.7 and not people:
        limit = "one name within the other"
    elif any(words and words[-1] in country and words[-1] in lone for words, lone in ((a, left), (b, right))):
        limit = "a country's branch"
    if limit:
        rules.append(limit)
        score = min(score, UNSURE + (SAME - UNSURE) * score)
    elif score < SAME and _misspelt_when_joined(a, b):
        return NameMatch(0.7, "spelt alike when joined")
    return NameMatch(round(score, 4), "; ".join(rules) or "equal but for words that say little")


def _joined(words: list[str], parts: list[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    """The words that two neighbours of the other name make together."""
    pairs = {first + second for first, second in pairwise(parts)}
    return ((word, words, parts) for word in tuple(words) if word in pairs)


def _given_names(short: list[str], long: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The one word of two or three letters that are the initials of all words left in the other name ("JC", "Jo Carla")."""
    if len(short) == 1 and 2 <= len(short[0]) <= 3 and short[0] == "".join(word[0] for word in long):
        yield short.pop(), list(long)
        long.clear()


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
    bones = _skeleton(x)
    enough = 3 if ground.scripts or len(shorter) == 4 else 2
    if (ground.name or ground.scripts) and len(shorter) >= 4 and len(bones) >= enough and bones == _skeleton(y):
        return 0.5
    return None


def one_misspelt(x: str, y: str) -> bool:
    """Tell whether two folded words are one but for a letter or for letters that transcriptions mix up: canagava, kanagawa."""
    return min(len(x), len(y)) >= 5 and (edits(x, y) <= 1 or x.translate(_ALIKE) == y.translate(_ALIKE))


@lru_cache(maxsize=65_536)
def _skeleton(word: str) -> str:
    """The first letter and the consonants of a word, those that transcriptions mix up made equal, doubles once.

    `husayn` and `hussein` are both `hsn`.
    """
    bones = (word[0] + word[1:].translate(_VOWELS)).translate(_ALIKE)
    bones = bones[0] + bones[1:].replace("i", "")
    return "".join(letter for at, letter in enumerate(bones) if at == 0 or bones[at - 1] != letter)
