"""The grammar of deals as `data/deals/` has it, one file a language, indexed by the words that trigger a frame."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Final

from attrs import frozen

from dealwatch.domain.words import DealType, Status

_PREPOSITIONS: Final = ("of", "from", "to", "by", "for", "with", "in", "into", "between", "including")


@frozen
class Frame:
    """One way to tell of a deal: which role stands where, what type it tells, how much it weighs.

    `slots` and `passive` map "subject", "object", "owner", "compound" and prepositions to roles; `needs` are prepositions
    without which the frame does not hold; `after` are particles that must follow a verb.
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
    is_noun: bool = False


@frozen
class Trigger:
    """A word that may begin a frame: the form of a verb (base, third, past, participle, ing) or a noun of several words."""

    frame: Frame
    form: str
    words: tuple[str, ...]


@frozen
class Grammar:
    """The frames of one language by their first trigger word, and its sets of words."""

    triggers: Mapping[str, tuple[Trigger, ...]]
    types: tuple[tuple[DealType, tuple[tuple[str, ...], ...]], ...]
    governors: Mapping[str, Status]
    stages: Mapping[str, tuple[tuple[tuple[str, ...], Status], ...]]
    words: Mapping[str, frozenset[str]]
    price: Mapping[str, Mapping[str, float]]
    withheld: tuple[tuple[str, ...], ...]
    considerations: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    structures: Mapping[str, tuple[tuple[tuple[str, ...], DealType], ...]]


_FORMS: Final = ("base", "third", "past", "participle", "ing")


@lru_cache(maxsize=8)
def grammar_of(language: str | None) -> Grammar | None:
    """Return the grammar of a language; None where it has no file, since deals are not told alike in two languages."""
    file = resources.files("dealwatch.extract") / "data" / "deals" / f"{language or 'en'}.toml"
    if not file.is_file():
        return None
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    triggers: dict[str, list[Trigger]] = {}
    for row in table["frames"]:
        frame = _frame(row)
        for trigger in _triggers(frame, row):
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
    considerations: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, phrases in table["consideration"].items():
        for phrase in phrases:
            words = tuple(phrase.split())
            considerations.setdefault(words[0], []).append((words, name))
    structures: dict[str, list[tuple[tuple[str, ...], DealType]]] = {}
    for kind, phrases in table["structures"].items():
        for phrase in phrases:
            words = tuple(phrase.split())
            structures.setdefault(words[0], []).append((words, DealType(kind)))
    stages: dict[str, list[tuple[tuple[str, ...], Status]]] = {}
    for stage, phrases in table["stages"].items():
        for phrase in phrases:
            words = tuple(phrase.split())
            stages.setdefault(words[0], []).append((words, Status(stage)))
    return Grammar(
        triggers={word: tuple(listed) for word, listed in triggers.items()},
        types=tuple((DealType(kind), tuple(tuple(p.split()) for p in phrases)) for kind, phrases in table["types"].items()),
        governors={word: Status(stage) for stage, words in table["governors"].items() for word in words},
        stages={word: tuple(sorted(listed, key=lambda pair: -len(pair[0]))) for word, listed in stages.items()},
        words={name: frozenset(words) for name, words in table["words"].items()},
        price=table["price"],
        considerations={word: tuple(listed) for word, listed in considerations.items()},
        structures={word: tuple(listed) for word, listed in structures.items()},
        withheld=tuple(tuple(phrase.split()) for phrase in table["undisclosed"]["phrases"]),
    )


def _frame(row: Mapping[str, object]) -> Frame:
    slots = {
        name: str(row[name])
        for name in ("subject", "object", "owner", "compound", "by_owner", "alone", *_PREPOSITIONS)
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
        after=tuple(tuple(str(words).split()) for words in after) if isinstance(after, list) else (),
        tail=tuple(map(str, tail)) if isinstance(tail, list) else (),
        status=Status(status) if isinstance(status, str) else None,
        plural=bool(row.get("plural")),
        share=bool(row.get("share")),
        every=bool(row.get("every")),
        is_noun="nouns" in row,
    )


def _triggers(frame: Frame, row: Mapping[str, object]) -> list[Trigger]:
    found: dict[str, Trigger] = {}
    verbs, nouns = row.get("verbs"), row.get("nouns")
    for verb in verbs if isinstance(verbs, list) else ():
        for form, word in zip(_FORMS, str(verb).split(), strict=True):
            if word in found:  # one word that is two forms: "bought" is past and participle
                found[word] = Trigger(frame, f"{found[word].form} {form}", (word,))
            else:
                found[word] = Trigger(frame, form, (word,))
    for noun in nouns if isinstance(nouns, list) else ():
        words = tuple(str(noun).split())
        found[" ".join(words)] = Trigger(frame, "noun", words)
    return list(found.values())
