"""The words by which news says who says what, read from one folder a language under `data/said/`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from attrs import frozen

LANGUAGES: Final = ("en",)
"""The languages that have a folder."""


@frozen
class Verb:
    """A verb of saying: its lemma, the frames in which it says something, and what kind of saying it is."""

    lemma: str
    frames: frozenset[str]
    kind: str


@frozen(eq=False)
class Cues:
    """The cue tables of one language: sets of words by name, phrases by name, and the verbs by their forms.

    `starts` are all words that a cue can begin with, `citing` those that "citing X" or "with reference to X" can. The last
    five are word endings, by the form that they mark.
    """

    language: str
    words: dict[str, frozenset[str]]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    verbs: dict[str, Verb]
    particles: dict[str, dict[str, Verb]]
    names: frozenset[str]
    openings: dict[str, tuple[tuple[str, ...], ...]]
    starts: frozenset[str]
    citing: frozenset[str]
    gerunds: tuple[str, ...]
    pasts: tuple[str, ...]
    adverbs: tuple[str, ...]
    plurals: tuple[str, ...]
    makers: tuple[str, ...]

    @property
    def participles(self) -> tuple[str, ...]:
        """The endings of both participles."""
        return self.pasts + self.gerunds

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.words[name]


def cues_for(language: str | None) -> Cues | None:
    """Return the cue tables of a language (None where the text does not tell it: English), or None if there are none.

    >>> cues_for("en").verbs["said"].lemma
    'say'
    """
    wanted = LANGUAGES[0] if language is None else language
    return _read(wanted) if wanted in LANGUAGES else None


@cache
def _read(language: str) -> Cues:
    room = files("dealwatch.extract") / "data" / "said" / language
    table = tomllib.loads((room / "cues.toml").read_text(encoding="utf-8"))
    words: dict[str, frozenset[str]] = {}
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    names: frozenset[str] = frozenset()
    for prefix, block in [("", table), *((f"{key}.", value) for key, value in table.items() if isinstance(value, dict))]:
        for key, value in block.items():
            if isinstance(value, str):
                words[prefix + key] = frozenset(word.replace("~", " ") for word in value.split())
            elif isinstance(value, list):
                if key == "names":
                    names = frozenset(value)
                phrases[prefix + key] = tuple(tuple(phrase.lower().split()) for phrase in value)
    verbs: dict[str, Verb] = {}
    particles: dict[str, dict[str, Verb]] = {}
    for line in (room / "verbs.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        forms, frames, kind = line.split("\t")
        lemma = forms.partition(",")[0]
        verb = Verb(lemma, frozenset(frames.split()), kind)
        for form in forms.split(", "):
            first, _, particle = form.partition(" ")
            if particle:
                particles.setdefault(first, {})[particle] = verb
            else:
                verbs[form] = verb
    openings: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases["according"]:
        openings[phrase[0]] = (*openings.get(phrase[0], ()), phrase)
    starts = frozenset((*verbs, *particles, *openings, *words["cited"], *words["rumours"]))
    citing = words["citing"] | words["cited"] | {phrase[0] for phrase in phrases["reference_to"]}
    endings = [tuple(sorted(words[f"endings.{name}"])) for name in ("gerunds", "pasts", "adverbs", "plurals", "makers")]
    return Cues(language, words, phrases, verbs, particles, names, openings, starts, citing, *endings)
