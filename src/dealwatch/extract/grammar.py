"""The grammar of deals as `data/deals/` has it, one file a language, indexed by the words that trigger a frame."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Final, TypeVar

from attrs import frozen

from dealwatch.domain.words import DealType, Status

_PREPOSITIONS: Final = ("of", "from", "to", "by", "for", "with", "in", "into", "between", "including", "on", "through", "led")


@frozen
class Frame:
    """One way to tell of a deal: which role stands where, what type it tells, how much it weighs.

    `slots` and `passive` map "subject", "object", "owner", "compound" and prepositions to roles; `needs` are prepositions
    without which the frame does not hold; `after` are particles that must follow a verb, of `tail` one word must follow soon.
    `goods`, `money` and `planned` say that nothing with a name is bought, that an amount follows, that it is yet to be done.
    """

    id: str
    type: DealType
    weight: float
    slots: Mapping[str, str]
    passive: Mapping[str, str]
    needs: tuple[str, ...] = ()
    after: tuple[tuple[str, ...], ...] = ()
    tail: tuple[str, ...] = ()
    status: Status | None = None
    plural: bool = False
    share: bool = False
    every: bool = False
    goods: bool = False
    money: bool = False
    planned: bool = False
    is_noun: bool = False


@frozen
class Trigger:
    """A word that may begin a frame: the form of a verb (base, third, past, participle, ing) or a noun of several words."""

    frame: Frame
    form: str
    words: tuple[str, ...]


@frozen
class Grammar:
    """The frames of one language by their first trigger word, and its sets of words.

    `small` are the words that bear what the rules call "of", "by" or "and", by their first; `also` what else such a word may
    bear where a frame has no place for the first.
    """

    triggers: Mapping[str, tuple[Trigger, ...]]
    types: tuple[tuple[DealType, tuple[tuple[str, ...], ...]], ...]
    governors: Mapping[str, Status]
    stages: Mapping[str, tuple[tuple[tuple[str, ...], Status], ...]]
    words: Mapping[str, frozenset[str]]
    endings: Mapping[str, tuple[str, ...]]
    small: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    also: Mapping[str, tuple[str, ...]]
    price: Mapping[str, Mapping[str, float]]
    withheld: Mapping[str, tuple[tuple[str, ...], ...]]
    considerations: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    structures: Mapping[str, tuple[tuple[tuple[str, ...], DealType], ...]]
    conditions: Mapping[str, tuple[tuple[str, ...], ...]]
    owned: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    head_first: bool = False
    verb_last: bool = False
    lists_run_on: bool = False
    slots_before: bool = False
    compounds: bool = False
    guesses: bool = True

    def small_at(self, lower: Sequence[str], index: int, before: str = "") -> tuple[tuple[str, ...], int]:
        """What the word at an index stands for, and how many words bear it; `before` is the word before it in the row.

        A genitive stands for two, "of" and itself: "die Übernahme ihrer Tochter".
        """
        word = lower[index].replace("’", "'")
        name, width = lower[index], 1
        for words, borne in self.small.get(word, ()):
            if len(words) == 1 or tuple(other.replace("’", "'") for other in lower[index : index + len(words)]) == words:
                name, width = borne, len(words)
                break
        if word in self.words["genitives"] and before in self.owned:
            return ("of", name), width
        if word in self.words["share_links"] and before in self.words["shares"]:
            return ("of",), width
        return (self._head(name) if self.compounds and len(name) > _COMPOUND else name,), width

    def _head(self, word: str) -> str:
        """The last part of a word of several that the rules know: the "sparte" of "Aufzugssparte"; else the word."""
        if word in self.heads or word in self.triggers:
            return word
        return next((word[at:] for at in range(_LEAST_FRONT, len(word) - _LEAST_FRONT + 1) if word[at:] in self.heads), word)


_COMPOUND: Final = 7  # letters of a word that may be made of two
_LEAST_FRONT: Final = 4  # letters of either
_Name = TypeVar("_Name")
_ENDINGS: Final = ("participles", "gerunds", "adverbs", "pasts")
_PRICES: Final = ("left", "valued", "hedges", "at", "each", "apiece", "per", "one_share", "right", "worth", "worth_of")
_FORMS: Final = ("base", "third", "past", "participle", "ing")


_FOLDER: Final = resources.files("dealwatch.extract") / "data" / "deals"
_Phrase = tuple[str, ...]


@lru_cache(maxsize=8)
def grammar_of(language: str | None) -> Grammar | None:
    """Return the grammar of a language; None where it has no file, since deals are not told alike in two languages.

    The English file names every set of words; one that a language leaves out is empty there.
    """
    file = _FOLDER / f"{language or 'en'}.toml"
    if not file.is_file():
        return None
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    small = _longest_first(_by_first(table.get("small", {}), str))
    sets = dict(_sets()) if not small else {name: words & table["small"].keys() for name, words in _sets().items()}
    for name, words in table["words"].items():
        if name not in sets:
            raise ValueError(f"{file}: no rule reads the words {name!r}; the names of all sets stand in en.toml")
        sets[name] = frozenset(words) if not small else sets[name] | frozenset(words)

    def phrase(words: str) -> _Phrase:
        """The words of a phrase as they stand in a row, with the small ones under their names."""
        return _with_small(small, tuple(words.split()))

    triggers: dict[str, list[Trigger]] = {}
    for row in table["frames"]:
        frame = _frame(row, phrase)
        for trigger in _triggers(frame, row, phrase):
            triggers.setdefault(trigger.words[0], []).append(trigger)
    for listed in triggers.values():
        listed.sort(
            key=lambda trigger: (
                -len(trigger.words),
                -len(trigger.frame.after),
                -len(trigger.frame.tail),
                -len(trigger.frame.needs),
            )
        )
    nouns = {trigger.words[-1] for listed in triggers.values() for trigger in listed if trigger.frame.is_noun}
    return Grammar(
        triggers={word: tuple(listed) for word, listed in triggers.items()},
        types=tuple((DealType(kind), tuple(map(phrase, phrases))) for kind, phrases in table["types"].items()),
        governors={word: Status(stage) for stage, words in table["governors"].items() for word in words},
        stages=_longest_first(_by_first(table["stages"], Status, phrase)),
        words=sets,
        endings={name: tuple(table["endings"].get(name, ())) for name in _ENDINGS},
        small=small,
        also={word: tuple(others) for word, others in table.get("also", {}).items()},
        price={name: table["price"].get(name, {}) for name in _PRICES},
        considerations=_by_first(table["consideration"], str),
        structures=_by_first(table["structures"], DealType),
        withheld=_phrases(table["undisclosed"]),
        conditions=_phrases(table["conditions"]),
        heads=frozenset(nouns) | sets["parts"] | sets["things"] | sets["described"] | sets["goods"] | sets["shares"],
        owned=frozenset(nouns) | sets["parts"] | sets["shares"] | sets["things"] | sets["described"],
        **table.get("order", {}),
    )


@lru_cache(maxsize=1)
def _sets() -> Mapping[str, frozenset[str]]:
    """The sets of words that the rules read, as English has them: a small word belongs to the same ones in every language."""
    table = tomllib.loads((_FOLDER / "en.toml").read_text(encoding="utf-8"))["words"]
    return {name: frozenset(words) for name, words in table.items()}


def _with_small(small: Mapping[str, tuple[tuple[_Phrase, str], ...]], words: _Phrase) -> _Phrase:
    found: list[str] = []
    index = 0
    while index < len(words):
        at = ((name, len(these)) for these, name in small.get(words[index], ()) if words[index : index + len(these)] == these)
        name, width = next(at, (words[index], 1))
        found.append(name)
        index += width
    return tuple(found)


def _phrase(words: str) -> _Phrase:
    return tuple(words.split())


def _by_first(
    block: Mapping[str, Sequence[str]], name: Callable[[str], _Name], phrase: Callable[[str], _Phrase] = _phrase
) -> dict[str, tuple[tuple[_Phrase, _Name], ...]]:
    """The phrases of a table by their first word, each with what it stands for."""
    found: dict[str, list[tuple[_Phrase, _Name]]] = {}
    for key, phrases in block.items():
        for words in map(phrase, phrases):
            found.setdefault(words[0], []).append((words, name(key)))
    return {word: tuple(listed) for word, listed in found.items()}


def _phrases(block: Mapping[str, Sequence[str]]) -> dict[str, tuple[_Phrase, ...]]:
    """The phrases of a table that all stand for one thing, by their first word."""
    return {word: tuple(phrase for phrase, _ in listed) for word, listed in _by_first(block, str).items()}


def _longest_first(
    phrases: Mapping[str, tuple[tuple[_Phrase, _Name], ...]],
) -> dict[str, tuple[tuple[_Phrase, _Name], ...]]:
    return {word: tuple(sorted(listed, key=lambda pair: -len(pair[0]))) for word, listed in phrases.items()}


def _frame(row: Mapping[str, object], phrase: Callable[[str], _Phrase]) -> Frame:
    slots = {
        name: str(row[name])
        for name in ("subject", "object", "owner", "compound", "by_owner", "alone", "talks_with", *_PREPOSITIONS)
        if name in row
    }
    passive, needs, after, status = row.get("passive"), row.get("needs"), row.get("after"), row.get("status")
    tail = row.get("tail")
    return Frame(
        id=str(row["id"]),
        type=DealType(str(row["type"])),
        weight=float(str(row["weight"])),
        slots=slots,
        passive={str(key): str(value) for key, value in passive.items()} if isinstance(passive, dict) else {},
        needs=tuple(map(str, needs)) if isinstance(needs, list) else (),
        after=tuple(phrase(str(words)) for words in after) if isinstance(after, list) else (),
        tail=tuple(map(str, tail)) if isinstance(tail, list) else (),
        status=Status(status) if isinstance(status, str) else None,
        plural=bool(row.get("plural")),
        share=bool(row.get("share")),
        every=bool(row.get("every")),
        goods=bool(row.get("goods")),
        money=bool(row.get("money")),
        planned=bool(row.get("planned")),
        is_noun="nouns" in row,
    )


def _triggers(frame: Frame, row: Mapping[str, object], phrase: Callable[[str], _Phrase]) -> list[Trigger]:
    found: dict[str, Trigger] = {}
    verbs, nouns = row.get("verbs"), row.get("nouns")
    for verb in verbs if isinstance(verbs, list) else ():
        for form, written in zip(_FORMS, str(verb).split(), strict=True):
            for word in written.split("/"):
                if word in found:  # one word that is two forms: "bought" is past and participle
                    found[word] = Trigger(frame, f"{found[word].form} {form}", (word,))
                elif word != "-":
                    found[word] = Trigger(frame, form, (word,))
    for noun in nouns if isinstance(nouns, list) else ():
        words = phrase(str(noun))
        found[" ".join(words)] = Trigger(frame, "noun", words)
    return list(found.values())
