"""What parties answered when they were asked: confirmed, denied, declined to comment, not our announcement, unreached.

An answer is a claim on a deal, apart from what is said of the deal: its value is the stance, the root of its chain the party
that answered. What a party did not say ("did not refute it either") is the stance with negative polarity.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from attrs import frozen

from dealwatch.domain import attributes
from dealwatch.domain.attribution import Attribution, Link
from dealwatch.domain.claim import Claim
from dealwatch.domain.modality import Modality
from dealwatch.domain.report import Report, Span
from dealwatch.domain.words import Certainty, Polarity, SectionKind, SourceKind, Stance
from dealwatch.extract.attribution import voice_of
from dealwatch.extract.deals import deal_at
from dealwatch.extract.page import read_page
from dealwatch.extract.speech.chains import Chains
from dealwatch.extract.speech.cues import cues_for
from dealwatch.extract.speech.scene import STOPS, Scene, scene_of
from dealwatch.extract.speech.speakers import Range, Speaker, opening_subject, subject_left, verb_group
from dealwatch.normalize.context import Context

_ASIDE: Final = frozenset((SectionKind.TEASER, SectionKind.REFERENCES, SectionKind.BOILERPLATE))
_BEHIND = 16
"""How many tokens behind "confirmed" or "denied" may stand before the deal that it is about."""


@frozen
class Formula:
    """Words that are an answer: the stance, whether it is what was said, and whether it must be about a deal."""

    words: tuple[str, ...]
    stance: Stance
    said: bool
    about_deal: bool
    has_subject: bool


def answers(report: Report, context: Context) -> Iterator[Claim]:
    """Claim what the parties of a report's deals answered.

    >>> report = Report(text="Ash Paper Inc is in talks to buy Birch Ltd. Birch Ltd declined to comment.", lang="en")
    >>> [f"{claim.value}: {claim.attribution.root}" for claim in answers(report, Context.of(report))]
    ['declined_to_comment: Birch Ltd']
    """
    page = read_page(report, context)
    cues = cues_for(page.context.language)
    formulas = formulas_for(cues.language) if cues is not None else {}
    places = page.where(formulas.keys())
    scene = scene_of(page) if places else None
    if scene is None:
        return
    chains = Chains(scene)
    for passage in scene.passages:
        here = places[bisect_left(places, passage.first) : bisect_left(places, passage.last)]
        if not here or page.sentence_at(scene.tokens[passage.first].start).section.kind in _ASIDE:
            continue
        read = 0  # what stands before this token is part of an answer already
        for index in here:
            found = _formula_at(scene, formulas, index, passage.last) if index >= read else None
            if found is not None:
                read = index + len(found.words)
                yield from _claims(chains, (passage.first, passage.last), (index, read), found)


@cache
def formulas_for(language: str) -> dict[str, tuple[Formula, ...]]:
    """Return the answers of a language by their first word, the longest first."""
    table = files("dealwatch.extract") / "data" / "said" / language / "answers.tsv"
    found: dict[str, list[Formula]] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            words, stance, said, about, subject = line.split("\t")
            formula = Formula(tuple(words.split()), Stance(stance), said == "said", about == "deal", subject == "subject")
            found.setdefault(formula.words[0], []).append(formula)
    return {first: tuple(sorted(rows, key=lambda formula: -len(formula.words))) for first, rows in found.items()}


def _formula_at(scene: Scene, formulas: dict[str, tuple[Formula, ...]], index: int, last: int) -> Formula | None:
    low = scene.low
    for formula in formulas.get(low[index], ()):
        width = len(formula.words)
        if width > 1 and tuple(low[index : index + width]) != formula.words:
            continue
        if formula.about_deal and not _is_about_deal(scene, index + width, last):
            continue
        return formula
    return None


def _is_about_deal(scene: Scene, first: int, last: int) -> bool:
    """Whether a deal, talks or a report of them is named behind a confirmation or denial, or it is said of "it"."""
    low, about = scene.low, scene.cues["answers.about"]
    for index in range(first, min(first + _BEHIND, last)):
        if low[index] in STOPS and low[index] not in '",“”':
            return False
        if low[index] in about or (low[index] in scene.cues["it"] and index == first):
            return True
    return False


def _claims(chains: Chains, passage: Range, words: Range, formula: Formula) -> Iterator[Claim]:
    scene = chains.scene
    page = scene.page
    start, end = scene.span(*words)
    subject = deal_at(page, Span(start, end))
    if subject is None:
        return
    heard, _ = voice_of(page, Span(start, end))
    for attribution, first in _answerers(chains, passage, words, formula, heard):
        begin = scene.tokens[first].start if first <= words[0] else start
        cue = page.report.evidence(start, end)
        polarity = Polarity.POSITIVE if formula.said else Polarity.NEGATIVE
        yield Claim(
            subject=subject,
            attribute=attributes.ANSWER.name,
            value=formula.stance,
            evidence=page.report.evidence(begin, end),
            raw_span=Span(start, end),
            attribution=attribution,
            modality=Modality(Certainty.CERTAIN, polarity, own=True, cue=cue),
        )


def _answerers(
    chains: Chains, passage: Range, words: Range, formula: Formula, heard: Attribution
) -> Iterator[tuple[Attribution, int]]:
    """Who answers, one by one, each with where its phrase begins: the subject of the words, else who is reported to say them."""
    scene = chains.scene
    speaker = _subject(scene, passage, words[0]) if formula.has_subject else None
    if speaker is not None:
        sources = chains.answering((speaker.first, speaker.last))
        for source, named in sources:
            if heard.links and heard.root == source:
                yield heard, speaker.first
                continue
            link = Link(source, scene.page.report.evidence(*scene.span(*named)))
            yield Attribution(heard.outlet, (*heard.links, link) if _relays(heard) else (link,)), speaker.first
        if sources:
            return
    if heard.links and heard.root.kind in (SourceKind.COMPANY, SourceKind.PERSON) and speaker is None:
        yield heard, words[0]


def _relays(heard: Attribution) -> bool:
    return bool(heard.links) and heard.root.kind is SourceKind.AGENCY


def _subject(scene: Scene, passage: Range, verb: int) -> Speaker | None:
    start, _, _ = verb_group(scene, verb, passage[0])
    if start > passage[0] and scene.low[start - 1] in scene.cues["coordinators"]:
        return opening_subject(scene, passage[0], start)
    return subject_left(scene, start, passage[0])
