"""Who says what in a report: each statement with its content, cue, source, chain and firmness.

`find_attributions` is for readers; `voice_of` is what the other extractors ask for each claim that they make.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property, lru_cache
from typing import Final

from attrs import evolve, field, frozen

from dealwatch.domain.attribution import Attribution, Source
from dealwatch.domain.modality import Modality
from dealwatch.domain.report import Evidence, Report, Span
from dealwatch.domain.words import SourceKind
from dealwatch.extract.modality import modality_of
from dealwatch.extract.page import Page, Sentence, read_page
from dealwatch.extract.speech.chains import UNNAMED, Chains, own_voice
from dealwatch.extract.speech.scene import Scene, scene_of
from dealwatch.extract.speech.statement import Statement
from dealwatch.extract.speech.statements import statements_of

__all__ = ["Said", "find_attributions", "said_of", "voice_of"]


_HEARD: Final = frozenset((SourceKind.AGENCY, SourceKind.ANONYMOUS))
"""Who tells hearsay, not what it is about."""


@frozen
class Said:
    """One statement: what is said, the words that say that it is said, who says it, the whole chain, and how firmly.

    `source` is the phrase that names the speaker ("the carmaker"); `attribution` has whom it means. A statement whose
    speaker no name or description tells apart ("critics of the plan" do, "the plan" does not) has a chain without links.
    """

    content: Evidence
    cue: Evidence
    source: Evidence | None
    attribution: Attribution
    modality: Modality


def find_attributions(report: Report) -> tuple[Said, ...]:
    """Return what a report says that others said, in the order of the text, one for each outermost statement.

    >>> text = "Ash Corp is in talks with Birch Ltd, said two people familiar with the matter."
    >>> report = Report(text=text, outlet="Daily Leaf")
    >>> for said in find_attributions(report):
    ...     print(said.content.quote, "|", said.attribution, "|", said.modality.label)
    Ash Corp is in talks with Birch Ltd | Daily Leaf < two people familiar with the matter | reported
    """
    return said_of(read_page(report))


def said_of(page: Page) -> tuple[Said, ...]:
    """Return the statements of a page."""
    voices = _read(page)
    return tuple(_said(voices, number) for number in voices.ranked) if voices is not None else ()


def voice_of(page: Page, span: Span, parties: frozenset[str] = frozenset()) -> tuple[Attribution, Modality]:
    """Return who is reported to say the words at a span, and how firmly.

    The chain is that of the statement whose content covers the span, else the outlet's own voice; in a post its author stands
    in the outlet's place. `parties` are the names, in this page's form, of those whom the claim is about: the modality is
    `own` where the chain ends at one of them, or at a named person.
    """
    voices = _read(page)
    if voices is None:
        return own_voice(page, span.start), Modality()
    number = voices.covering(span)
    if number is not None:
        statement, attribution = voices.statements[number], voices.attribution(number)
    else:
        statement, attribution = None, voices.source_behind(span) or own_voice(page, span.start)
    own = bool(attribution.links) and _is_own(attribution.root, parties)
    if not page.sentences:
        return attribution, Modality(own=own)
    first, last = _clause(voices.scene, page, span, statement)
    return attribution, modality_of(voices.scene, first, last, own=own, statement=statement)


@frozen(eq=False)
class _Voices:
    """The statements of a page as they were read, with their scene; `ranked` are the numbers of those kept, by their contents.

    Their chains are read when one is asked for, with those before it: "he" and "the paper" are who was named last.
    """

    scene: Scene
    statements: tuple[Statement, ...]
    ranked: tuple[int, ...]
    chains: Chains
    known: list[Attribution] = field(factory=list)

    @cached_property
    def starts(self) -> list[int]:
        """Where the contents begin, in order."""
        return [self.scene.tokens[self.statements[number].content[0]].start for number in self.ranked]

    def attribution(self, number: int) -> Attribution:
        """The chain of a statement."""
        while len(self.known) <= number:
            self.known.append(self.chains.attribution(self.statements[len(self.known)]))
        return self.known[number]

    def covering(self, span: Span) -> int | None:
        """The statement whose content holds a span, or the end of one that begins with the speaker ("Ash said it bought ...")."""
        at = bisect_right(self.starts, span.start)
        best, most = None, 0
        for number in self.ranked[max(0, at - 2) : at + 3]:
            start, end = self.scene.span(*self.statements[number].content)
            shared = min(end, span.end) - max(start, span.start)
            if self.statements[number].frame == "hearsay" and self.attribution(number).root == UNNAMED:
                continue  # "reportedly": nobody is named, so that the outlet's own voice stands
            if shared > most and (start <= span.start or start < span.end <= end):
                best, most = number, shared
        return best

    def source_behind(self, span: Span) -> Attribution | None:
        """Who is told in the next sentence to be the source of hearsay: "is reportedly in talks. According to Nikkei, ..."."""
        page = self.scene.page
        sentence = page.sentence_at(span.start)
        if not page.where(self.scene.cues["hearsay"], sentence.first, sentence.last):
            return None
        at = bisect_right(self.starts, sentence.span.end - 1)
        return self.told_behind(sentence, self.ranked[at]) if at < len(self.ranked) else None

    def told_behind(self, sentence: Sentence, number: int) -> Attribution | None:
        """The chain of a statement that the sentence behind another one makes, where it names from whom its outlet heard it."""
        page = self.scene.page
        following = page.sentence_at(min(sentence.span.end + 1, len(page.text) - 1))
        content = Span(*self.scene.span(*self.statements[number].content))
        if following.paragraph != sentence.paragraph or not following.span.overlaps(content):
            return None
        told = self.attribution(number)
        return told if told.links and told.links[0].source.kind in _HEARD else None

    def is_told_again(self, rank: int) -> bool:
        """Whether the next sentence names the source of hearsay, and says it as a statement of its own."""
        statement = self.statements[self.ranked[rank]]
        if statement.frame != "hearsay" or rank + 1 == len(self.ranked):
            return False
        sentence = self.scene.page.sentence_at(self.starts[rank])
        return self.told_behind(sentence, self.ranked[rank + 1]) is not None


@lru_cache(maxsize=8)
def _read(page: Page) -> _Voices | None:
    """Read the statements of a page; None where its language has no cues. The last few pages' are kept."""
    scene = scene_of(page)
    if scene is None:
        return None
    statements = tuple(statements_of(scene))
    ranked = tuple(sorted(range(len(statements)), key=lambda number: statements[number].content))
    voices = _Voices(scene, statements, ranked, Chains(scene))
    kept = tuple(number for rank, number in enumerate(ranked) if not voices.is_told_again(rank))
    return voices if kept == ranked else evolve(voices, ranked=kept)


def _said(voices: _Voices, number: int) -> Said:
    scene, statement, attribution = voices.scene, voices.statements[number], voices.attribution(number)
    evidence, speaker = scene.page.report.evidence, statement.speaker
    own = bool(attribution.links) and _is_own(attribution.root, frozenset())
    return Said(
        evidence(*scene.span(*statement.content)),
        evidence(*scene.span(*statement.cue)),
        evidence(*scene.span(speaker.first, speaker.last)) if speaker else None,
        attribution,
        modality_of(scene, *(statement.inner or statement).content, own=own, statement=statement, is_whole=True),
    )


def _is_own(root: Source, parties: frozenset[str]) -> bool:
    if root.kind is SourceKind.PERSON:
        return True
    if root.kind is not SourceKind.COMPANY:
        return False
    return not parties or root.name[:4] == "the " or any(party in root.name for party in parties)  # "the companies": the parties


def _clause(scene: Scene, page: Page, span: Span, statement: Statement | None) -> tuple[int, int]:
    """The tokens of the clause around a span: from its beginning to a little behind the span, within what was said."""
    sentence = page.sentence_at(span.start)
    first, last = sentence.first, sentence.last
    if statement is not None:
        first, last = max(first, statement.content[0]), max(min(last, statement.content[1]), first + 1)
    at = min(page.token_at(span.start), last - 1)
    end = min(page.token_at(span.end - 1), last - 1) + 1
    begin = max(first, at - 14)
    low, side, joining = scene.low, scene.cues["side_clauses"], scene.cues["joining"]
    for index in range(at - 1, begin - 1, -1):
        if low[index] == ";" or (low[index] == "," and (low[index + 1] in side or low[index + 1] in joining)):
            begin = index + 1
            break
    return min(begin, at), max(at + 1, min(last, end + 4))
