"""Which names of one report are one thing: short forms, acronyms and "better known as" joined to the fullest form.

The order of the rules: the same words; the same words without legal form; the first words of a longer name; its initials; the
beginning of each of its words; one of its words. A name with a legal form is never a short form of one with another form.
A short form is not joined to a longer name that only comes later, unless what the longer one adds says what kind of firm it is
("Ash", later "Ash Motor"): else the maker becomes its product.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from attrs import define, field

from dealwatch.extract.lexicon import Lexicon

_SAME_FORM: Final = {
    "incorporated": "inc",
    "corporation": "corp",
    "company": "co",
    "companies": "cos",
    "limited": "ltd",
    "n.v.": "nv",
    "b.v.": "bv",
    "s.a.": "sa",
    "s.p.a.": "spa",
}
_MOST: Final = 100  # so many things at most that share a first word are compared


@define(eq=False)
class _Thing:
    """One thing while the table is filled: its forms in order of place, the fullest first words, its legal form."""

    full: str
    words: tuple[str, ...]
    legal: str
    forms: list[str] = field(factory=list)


def words_of(name: str, lexicon: Lexicon) -> tuple[tuple[str, ...], str]:
    """Split a name into its folded words and its last legal form ("" without one).

    >>> from dealwatch.extract.lexicon import lexicon_of
    >>> words_of("Ash & Sons (Australia) Ltd.", lexicon_of("en"))
    (('ash', 'sons', 'australia'), 'ltd')
    """
    words = [word.strip(".,()'’") for word in name.lower().replace("’s", "'s").split()]
    words = [word for word in words if word and word not in lexicon.joining and word not in lexicon.article]
    legal = ""
    while len(words) > 1 and words[-1] in lexicon.legal_forms:
        legal = legal or _SAME_FORM.get(words[-1], words[-1])
        words.pop()
    return tuple(words), legal


def canonical_names(
    names: Sequence[str], lexicon: Lexicon, known_as: Iterable[tuple[str, str]] = (), persons: frozenset[str] = frozenset()
) -> dict[str, str]:
    """Map every form of the names, given in order of place, to the fullest form of its thing.

    `known_as` are pairs that the text itself joins ("Ash Industries, better known as Oak"); `persons` are names of people, who
    are called by their last word.

    >>> from dealwatch.extract.lexicon import lexicon_of
    >>> canonical_names(["Ash Paper Inc", "Ash", "Birch Co", "API"], lexicon_of("en"))
    {'Ash Paper Inc': 'Ash Paper Inc', 'Ash': 'Ash Paper Inc', 'Birch Co': 'Birch Co', 'API': 'Ash Paper Inc'}
    """
    things: list[_Thing] = []
    by_word: dict[str, list[_Thing]] = {}
    by_initials: dict[str, list[_Thing]] = {}
    of: dict[str, _Thing] = {}

    def index(thing: _Thing) -> None:
        for word in set(thing.words):
            if thing not in (listed := by_word.setdefault(word, [])):
                listed.append(thing)
        for initials in _initials(thing, lexicon):
            if thing not in (listed := by_initials.setdefault(initials, [])):
                listed.append(thing)

    partner: dict[str, str] = {}
    for one, other in known_as:
        partner.setdefault(one, other)
        partner.setdefault(other, one)
    for name in names:
        if name in of:
            continue
        words, legal = words_of(name, lexicon)
        if not words:
            continue
        thing = of.get(partner.get(name, "")) or _thing_of(name, words, legal, by_word, by_initials, lexicon, persons)
        if thing is None:
            thing = _Thing(name, words, legal)
            things.append(thing)
        elif _is_fuller(name, words, legal, thing, lexicon):
            thing.full, thing.words, thing.legal = name, words, legal
        thing.forms.append(name)
        index(thing)
        of[name] = thing
    return {name: thing.full for name, thing in of.items()}


def _thing_of(
    name: str,
    words: tuple[str, ...],
    legal: str,
    by_word: dict[str, list[_Thing]],
    by_initials: dict[str, list[_Thing]],
    lexicon: Lexicon,
    persons: frozenset[str],
) -> _Thing | None:
    """The thing that a new form means, by the first rule that finds exactly one."""
    near = by_word.get(words[0], [])[:_MOST]
    compatible = [thing for thing in near if not (legal and thing.legal and legal != thing.legal)]
    same = [thing for thing in compatible if thing.words == words]
    if same:
        return same[0]
    if not legal:
        begun = [thing for thing in compatible if thing.words[: len(words)] == words]
        if len(begun) > 1:  # "Ash" is the Ash Group sooner than Ash Leather
            begun = [t for t in begun if all(word in lexicon.firm_ends for word in t.words[len(words) :])] or begun
        if begun:
            return _one(begun)
    shorter = [thing for thing in compatible if not thing.legal and _goes_on(thing.words, words, lexicon.firm_ends)]
    if shorter:
        return _one(shorter)
    if len(words) == 1 and not legal:
        if name.isupper() and len(name) <= 6 and (spelled := by_initials.get(words[0])):
            return _one(spelled)
        if name not in persons and words[0] not in lexicon.heads and words[0] not in lexicon.places:
            return _one([thing for thing in by_word.get(words[0], []) if _may_stand_for(words[0], thing, persons)])
    elif not legal:
        abbreviated = [t for t in _sharing(words, by_word) if len(t.words) >= len(words) and _abbreviates(words, t.words)]
        if abbreviated:
            return _one(abbreviated)
    return None


def _goes_on(short: tuple[str, ...], words: tuple[str, ...], kind: frozenset[str]) -> bool:
    return words[: len(short)] == short and all(word in kind for word in words[len(short) :])


def _sharing(words: tuple[str, ...], by_word: dict[str, list[_Thing]]) -> list[_Thing]:
    return by_word.get(words[0], [])


def _may_stand_for(word: str, thing: _Thing, persons: frozenset[str]) -> bool:
    """Whether one word of a name may stand for it: a person's last, a firm's last that says no kind."""
    if thing.full in persons:
        return thing.words[-1] == word
    return thing.words[-1] == word and len(thing.words) > 1


def _abbreviates(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether each word begins the word of the full name at its place ("Nord Re" of "Nord Reinsurance")."""
    return all(long.startswith(short) for short, long in zip(words, full, strict=False))


def _one(things: list[_Thing]) -> _Thing | None:
    return things[0] if len(things) == 1 else None


def _is_fuller(name: str, words: tuple[str, ...], legal: str, thing: _Thing, lexicon: Lexicon) -> bool:
    if len(words) != len(thing.words):
        return len(words) > len(thing.words)
    return bool(legal) and not thing.legal


def _initials(thing: _Thing, lexicon: Lexicon) -> list[str]:
    words = thing.words
    if len(words) < 2:
        return []
    plain = "".join(word[0] for word in words if word not in lexicon.without_initial)
    every = "".join(word[0] for word in words)
    found = {plain, every}
    if thing.legal:
        found |= {plain + thing.legal[0], every + thing.legal[0]}
    return sorted(initials for initials in found if len(initials) > 1)
