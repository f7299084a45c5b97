"""The words by which news says who says what, read from one folder a language under `data/said/`."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from attrs import frozen

_FOLDER: Final = files("dealwatch.extract") / "data" / "said"
_OUTLETS: Final = ("outlets.endings", "outlets.marks")


@frozen
class Verb:
    """A verb of saying: its lemma, the frames in which it says something, and what kind of saying it is."""

    lemma: str
    frames: frozenset[str]
    kind: str


@frozen(eq=False)
class Cues:
    """The cue tables of one language: sets of words by name, phrases by name, and the verbs by their forms.

    `cuts` are the first words of phrases that end what is said. A verb may stand before its speaker also with an auxiliary
    (`inverted`: ", a dit Frêne"), have its particle at the end of the clause (`apart`: "teilte Esche mit"), or follow a leading
    source without a comma (`verb_second`: "Laut Esche will ...").
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
    futures: tuple[str, ...]
    unfinished: tuple[str, ...]
    cuts: frozenset[str]
    inverted: bool = False
    apart: bool = False
    verb_second: bool = False

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
    return _read_if_there(language or "en")


@lru_cache(maxsize=32)
def _read_if_there(language: str) -> Cues | None:
    return _read(language) if (_FOLDER / language / "cues.toml").is_file() else None


@cache
def _read(language: str) -> Cues:
    room = _FOLDER / language
    english = None if language == "en" else _read("en")
    table = tomllib.loads((room / "cues.toml").read_text(encoding="utf-8"))
    words: dict[str, frozenset[str]] = {}
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    names: frozenset[str] = frozenset()
    order = table.pop("order", {})
    for prefix, block in [("", table), *((f"{key}.", value) for key, value in table.items() if isinstance(value, dict))]:
        for key, value in block.items():
            if isinstance(value, str):
                words[prefix + key] = frozenset(word.replace("~", " ") for word in value.split())
            elif isinstance(value, list):
                if key == "names":
                    names = frozenset(value)
                phrases[prefix + key] = tuple(tuple(phrase.lower().split()) for phrase in value)
    if english is not None:
        if unknown := (words.keys() - english.words.keys()) | (phrases.keys() - english.phrases.keys()):
            raise ValueError(f"{room}: no rule reads the words {sorted(unknown)}; the names of all sets stand in en/cues.toml")
        words = {name: words.get(name, frozenset()) for name in english.words}
        words |= {name: words[name] | english.words[name] for name in _OUTLETS}
        phrases = {name: phrases.get(name, ()) for name in english.phrases}
        names |= english.names
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
    for phrase in sorted(phrases["according"], key=len, reverse=True):
        openings[phrase[0]] = (*openings.get(phrase[0], ()), phrase)
    starts = frozenset((*verbs, *particles, *openings, *words["cited"], *words["rumours"], *words["according_behind"]))
    citing = words["citing"] | words["cited"] | {phrase[0] for phrase in phrases["reference_to"]}
    gerunds, pasts, adverbs, plurals, makers, futures, unfinished = (
        tuple(sorted(words[f"endings.{name}"]))
        for name in ("gerunds", "pasts", "adverbs", "plurals", "makers", "futures", "unfinished")
    )
    return Cues(
        language,
        words,
        phrases,
        verbs,
        particles,
        names,
        openings,
        starts,
        citing,
        gerunds,
        pasts,
        adverbs,
        plurals,
        makers,
        futures,
        unfinished,
        frozenset(phrase[0] for phrase in phrases["cuts"]),
        **order,
    )
