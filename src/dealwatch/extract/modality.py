"""How firmly a thing is said: certainty, polarity and mood, from the words of its main clause."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from attrs import frozen

from dealwatch.domain.modality import Modality
from dealwatch.domain.words import Certainty, Mood, Polarity
from dealwatch.extract.speech.scene import COMMAS, STOPS, Scene
from dealwatch.extract.speech.statement import Statement

MAIN_CLAUSE: Final = 16
"""How many tokens of a content are read for its mood; what comes later is a side clause more often than not."""

LONGEST_SUBJECT: Final = 32
"""How many tokens the subject may have before the verb that tells the mood."""

NEGATION: Final = 12
"""How many tokens of a content are read for a negation."""

DENIED: Final = 6
"""How many tokens behind a negation what it denies must stand."""

_UNLESS: Final = {"nothing": "own", "sourced": "sourced"}
_RANK: Final = (Certainty.UNKNOWN, Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN)


@frozen
class Hedge:
    """What some words do to a statement; None leaves it as it is.

    `own_mood` holds where the party itself speaks; `unless` is "own" or "sourced" where such a statement is left as it is.
    """

    words: tuple[str, ...]
    certainty: Certainty | None
    polarity: Polarity | None
    mood: Mood | None
    own_mood: Mood | None
    unless: str = ""

    @property
    def is_condition(self) -> bool:
        """Whether a condition follows these words."""
        return self.mood is Mood.CONDITIONAL


_FUTURE: Final = Hedge(("",), Certainty.PROBABLE, None, Mood.PLANNED, None)
"""A verb whose ending says that it is still to come."""


@cache
def hedges_for(language: str) -> dict[str, tuple[Hedge, ...]]:
    """Return the hedges of a language by their first word, the longest first."""
    table = files("dealwatch.extract") / "data" / "said" / language / "modality.tsv"
    found: dict[str, list[Hedge]] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        words, certainty, polarity, mood, own = line.split("\t")
        hedge = Hedge(
            tuple(words.split()),
            Certainty(certainty) if certainty else None,
            Polarity(polarity) if polarity else None,
            Mood(mood) if mood else None,
            Mood(own) if own not in _UNLESS and own != "-" else None,
            _UNLESS.get(own, ""),
        )
        found.setdefault(hedge.words[0], []).append(hedge)
    return {first: tuple(sorted(rows, key=lambda hedge: -len(hedge.words))) for first, rows in found.items()}


def modality_of(
    scene: Scene, first: int, last: int, *, own: bool, statement: Statement | None = None, is_whole: bool = False
) -> Modality:
    """Read how firmly the tokens `[first, last)` are said; `statement` is who said them, whose verb counts for denials.

    Of a whole statement only a negated deal, plan or talk is a denial: that a bid "is not adequate" is asserted. Of the words
    that one claim stands on every negation counts.
    """
    hedges = _hedges_in(scene, first, last)
    certainty, mood, polarity = None, Mood.ACTUAL, Polarity.POSITIVE
    cue: tuple[int, int] | None = None
    condition: tuple[int, int] | None = None
    denied = statement is not None and statement.verb is not None and (statement.verb.kind == "deny") != statement.negated
    if statement is not None and denied:
        certainty, polarity, cue = Certainty.CERTAIN, Polarity.NEGATIVE, statement.cue
    elif statement is not None and statement.frame == "rumour":
        certainty, cue = Certainty.POSSIBLE, statement.cue
    elif statement is not None and statement.frame == "to":
        certainty, mood, cue = Certainty.PROBABLE, Mood.PLANNED, statement.cue
    for index, hedge in () if denied else hedges:
        words = (index, index + len(hedge.words))
        if (hedge.unless == "own" and own) or (hedge.unless == "sourced" and statement is not None):
            continue
        if hedge.polarity is Polarity.NEGATIVE:
            is_denial = hedge.certainty is Certainty.CERTAIN or _denies(scene, words[1], last)
            if index - first <= NEGATION and (is_denial or not is_whole):
                polarity, cue = Polarity.NEGATIVE, words
                certainty = _weaker(certainty, hedge.certainty)
            continue
        if hedge.is_condition:
            condition = condition or (index, _clause_end(scene, index, last))
            mood = Mood.CONDITIONAL
            continue
        wanted = hedge.own_mood if own and hedge.own_mood else hedge.mood
        if hedge.certainty is not None and (certainty is None or _RANK.index(hedge.certainty) < _RANK.index(certainty)):
            certainty = hedge.certainty
            cue = cue or words
        if wanted is Mood.PLANNED and is_whole and _is_outcome(scene, words[1], last):
            continue  # "the deal will create value"
        if wanted is not None and mood is Mood.ACTUAL:
            mood, cue = wanted, cue or words
    if certainty is None:
        certainty = Certainty.CERTAIN if own else Certainty.PROBABLE
    evidence = scene.page.report.evidence
    return Modality(
        certainty,
        polarity,
        mood,
        own,
        evidence(*scene.span(*cue)) if cue else None,
        evidence(*scene.span(*condition)) if condition else None,
    )


def _hedges_in(scene: Scene, first: int, last: int) -> list[tuple[int, Hedge]]:
    low, words, table = scene.low, scene.cues.words, hedges_for(scene.cues.language)
    found: list[tuple[int, Hedge]] = []
    index, end = first, min(last, first + MAIN_CLAUSE)
    verb = next((at for at in range(first, min(last, first + LONGEST_SUBJECT)) if low[at] in words["verbs"]), first)
    end = max(end, min(last, verb + 2))
    told = False
    while index < end:
        word = low[index]
        aside = word in COMMAS and index > first and index + 1 < last and low[index + 1] in words["side_clauses"]
        if aside and not told and low[index + 1] in words["relatives"]:
            index = next(
                (at + 1 for at in range(index + 1, last) if low[at] in COMMAS), last
            )  # "the mill, which ..., will close"
            end = max(end, min(last, index + 4))
            continue
        if index > first and (aside or _ends_main(scene, index, last, told=told)):
            break
        told = told or word in words["verbs"]
        rows = table.get(word)
        if rows is None and word.endswith(("n't", "n’t")):
            rows = table.get("n't")
        if rows is None and word.endswith(scene.cues.futures) and scene.tokens[index].text.islower():
            rows = (_FUTURE,)
        if word in words["month_or_modal"] and scene.tokens[index].text.istitle():
            rows = None  # the month
        if rows is not None:
            for hedge in rows:
                width = len(hedge.words)
                if width == 1 or tuple(low[index : index + width]) == hedge.words:
                    found.append((index, hedge))
                    index += width - 1
                    break
        index += 1
    return found


def _denies(scene: Scene, first: int, last: int) -> bool:
    """Whether what is negated is a deal, a plan or talk of one, or the doing of it."""
    for index in range(first, min(first + DENIED, last)):
        if scene.low[index] in scene.cues["deniable"]:
            return True
        if scene.low[index] in STOPS or any(scene.low[index] in scene.cues[name] for name in ("side_clauses", "ends_main")):
            return False
    return False


def _is_outcome(scene: Scene, first: int, last: int) -> bool:
    """Whether "will" tells what comes of a thing, which is asserted, and not what somebody is to do, which is planned."""
    for index in range(first, min(first + 3, last)):
        if scene.low[index] in scene.cues["outcomes"]:
            return True
        if scene.low[index] not in scene.cues["adverbs"] and not scene.low[index].endswith(scene.cues.adverbs):
            return False
    return False


def _ends_main(scene: Scene, index: int, last: int, *, told: bool) -> bool:
    """Whether the main clause ends at a token: before a reason, a clause with "that", or a second verb behind the first."""
    low, words = scene.low, scene.cues.words
    if low[index] == ";" or low[index] in words["ends_main"]:
        return True
    if low[index] in words["that"]:
        return low[index - 1] not in scene.cues.verbs
    return told and low[index] in words["joining"] and index + 1 < last and low[index + 1] in words["verbs"]


def _clause_end(scene: Scene, first: int, last: int) -> int:
    index = first + 1
    while index < last and scene.low[index] not in STOPS:
        index += 1
    return index


def _weaker(one: Certainty | None, other: Certainty | None) -> Certainty | None:
    if one is None or other is None:
        return one or other
    return min(one, other, key=_RANK.index)
