"""Are two names names of one thing? Folded names, and a comparison that says what decided.

Before: `spelling.py` (letters and words) and `legal_forms.py`. After: `extract/` (aliases) and `merge/identity.py` (things).
Nothing is learnt and no list of companies is asked: a `Gazetteer` knows what spelling cannot.
The rules and their order follow what paid on public pairs of names; the weights are few and stand here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from attrs import frozen

from dealwatch.normalize.legal_forms import LegalForm, cut_legal_forms, cut_unspaced
from dealwatch.normalize.spelling import read_rows, split_words

SAME: Final = 0.65
"""From this score on two names are taken for one."""

UNSURE: Final = 0.45
"""From this score up to `SAME` only something else than the name can decide."""

WEIGHTS: Final[Mapping[str, float]] = {"stop": 0.0, "group": 0.12, "region": 0.25, "common": 0.7}
"""What a word weighs by its class; a word of no class weighs 1."""

_WEIGHT_CAP: Final = 3.0


@frozen
class NameMatch:
    """How alike two names are: `score` from 0 to 1, and the rule that gave it.

    >>> NameMatch(0.7, "equal but for spelling").same, NameMatch(0.5, "one name within the other").unsure
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
    """A name made ready for comparing: its words without legal forms, and the forms."""

    words: tuple[str, ...]
    forms: tuple[LegalForm, ...]


@cache
def _spellings() -> Mapping[str, str]:
    return {other: word for word, others in read_rows("name_spellings.tsv") for other in others.split()}


@cache
def _weights() -> Mapping[str, float]:
    spellings, rows = _spellings(), list(read_rows("name_words.tsv"))
    return {spellings.get(word, word): WEIGHTS[kind] for kind, words in reversed(rows) for word in words.split()}


@lru_cache(maxsize=65_536)
def fold(name: str) -> FoldedName:
    """Make a name ready for comparing. The result depends on the name alone; the cache only saves time."""
    bare, unspaced = cut_unspaced(name)
    words, forms = cut_legal_forms(split_words(bare))
    return FoldedName(tuple(_standard_spelling(words)), unspaced + forms)


def fold_name(name: str) -> str:
    """The name in small plain letters, without legal forms, in one spelling: equal for names that differ in nothing else.

    >>> fold_name("Ash Motors Co., Ltd."), fold_name("ASH MOTOR CORP"), fold_name("The Ash & Birch Group")
    ('ash motors', 'ash motors', 'ash birch group')
    """
    folded = fold(name)
    return " ".join(_weighty(folded.words) or folded.words)


def _standard_spelling(words: Sequence[str]) -> list[str]:
    spellings = _spellings()
    last = len(words) - 1
    return [word if len(word) == 1 and not (at == last and at) else spellings.get(word, word) for at, word in enumerate(words)]


def _weighty(words: Sequence[str]) -> tuple[str, ...]:
    weights = _weights()
    return tuple(word for word in words if weights.get(word, 1.0))


def compare_names(a: str, b: str) -> NameMatch:
    """Compare two names of companies, organisations or people.

    Symmetric, reflexive and stateless; between `UNSURE` and `SAME` the names alone do not decide.

    >>> compare_names("Ash Motor Co., Ltd.", "ASH MOTORS CORPORATION")
    NameMatch(score=1.0, rule='equal without the legal form')
    >>> compare_names("Ash Capital VII", "Ash Capital VIII").same
    False
    """
    if a == b:
        return NameMatch(1.0, "equal")
    first, second = sorted((fold(a), fold(b)), key=_order)
    return _compare(first, second)


def _order(name: FoldedName) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return name.words, tuple(form.name for form in name.forms)


def _compare(a: FoldedName, b: FoldedName) -> NameMatch:
    match = _compare_words(a.words, b.words)
    if match.score >= SAME and a.forms and b.forms and not any(x.may_be(y) for x in a.forms for y in b.forms):
        return NameMatch(0.6, f"{match.rule}, but legal forms of different countries: {a.forms[0].name}, {b.forms[0].name}")
    return match


def _compare_words(all_a: tuple[str, ...], all_b: tuple[str, ...]) -> NameMatch:
    if all_a == all_b:
        return NameMatch(1.0, "equal without the legal form") if all_a else NameMatch(0.0, "no words")
    a, b = _weighty(all_a), _weighty(all_b)
    if not a or not b:
        return NameMatch(0.0, "nothing to compare")
    if a == b:
        return NameMatch(0.96, "equal but for small words")
    if "".join(a) == "".join(b):
        return NameMatch(0.95, "equal when joined")
    if sorted(a) == sorted(b):
        return NameMatch(0.94, "equal in another order")
    numbers = {word for word in a if word.isdecimal()}, {word for word in b if word.isdecimal()}
    if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
        return NameMatch(0.3, "different numbers")
    if _initials(a, b) or _initials(b, a):
        return NameMatch(0.8, "initials")
    return _align(a, b)


def _initials(short: Sequence[str], long: Sequence[str]) -> bool:
    return len(short) == 1 and len(long) >= 3 and short[0] == "".join(word[0] for word in long)


def _align(a: Sequence[str], b: Sequence[str]) -> NameMatch:
    weights = _weights()
    left, right, shared = list(a), list(b), 0.0
    for word in a:
        if word in right:
            right.remove(word)
            left.remove(word)
            shared += weights.get(word, 1.0)
    pairs = sorted(
        (cost, min(x, y), max(x, y), x, y) for x in set(left) for y in set(right) if (cost := _spelling_cost(x, y)) is not None
    )
    price = 0.0
    rule = "words in common"
    for cost, _, _, x, y in pairs:
        if x in left and y in right:
            left.remove(x)
            right.remove(y)
            shared += 1.0
            price += cost
            rule = f"spelt alike: {x}, {y}"
    price += sum(1.5 if word.isdecimal() and word != "1" else weights.get(word, 1.0) for word in (*left, *right))
    if not shared:
        return NameMatch(0.0, "no word in common")
    shared = min(shared, _WEIGHT_CAP)
    return NameMatch(round(shared / (shared + price), 4), rule if left or right or pairs else "equal")


def _spelling_cost(x: str, y: str) -> float | None:
    """What it costs to take one word for a misspelling of the other; None if it cannot be one."""
    weights = _weights()
    if x.isdecimal() or y.isdecimal() or (x in weights and y in weights):
        return None
    shorter, longer = sorted((x, y), key=len)
    if len(shorter) >= 3 and longer.startswith(shorter) and len(longer) - len(shorter) <= 3:
        return 0.35
    edits = _edits(x, y)
    if edits == 1 and (len(shorter) >= 5 or (len(shorter) == 4 == len(longer))):
        return 0.3 if len(shorter) >= 6 else 0.45
    if edits == 2 and len(longer) >= 9:
        return 0.5
    return None


def _edits(x: str, y: str) -> int:
    """How many letters are put in, left out, changed or swapped with a neighbour; 3 stands for more than 2."""
    if abs(len(x) - len(y)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(y) + 1))
    for i, letter in enumerate(x, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(y, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == y[j - 2] and other == x[i - 2]:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
        if min(row) > 2:
            return 3
    return min(row[-1], 3)
