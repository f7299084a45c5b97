"""Who says what in a report: each statement with its content, cue, source, chain and firmness.

`find_attributions` is for readers; `voice_of` is what the other extractors ask for each claim that they make.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import Final

from attrs import frozen

from dealwatch.domain.attribution import Attribution, Source
from dealwatch.domain.modality import Modality
from dealwatch.domain.report import Evidence, Report, Span
from dealwatch.domain.words import SourceKind
from dealwatch.extract.modality import modality_of
from dealwatch.extract.page import Page, read_page
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
    """Return the statements of a page; the last few pages' are kept."""
    return tuple(said for said, _ in _read(page).said)


def voice_of(page: Page, span: Span, parties: frozenset[str] = frozenset()) -> tuple[Attribution, Modality]:
    """Return who is reported to say the words at a span, and how firmly.

    The chain is that of the statement whose content covers the span, else the outlet's own voice; in a post its author stands
    in the outlet's place. `parties` are the names, in this page's form, of those whom the claim is about: the modality is
    `own` where the chain ends at one of them, or at a named person.
    """
    voices = _read(page)
    statement: Statement | None = None
    found = voices.covering(span)
    if found is not None:
        said, statement = found
        attribution = said.attribution
    else:
        attribution = voices.source_behind(page, span) or own_voice(page, span.start)
    own = bool(attribution.links) and _is_own(attribution.root, parties)
    if voices.scene is None or not page.sentences:
        return attribution, Modality(own=own)
    first, last = _clause(voices.scene, page, span, statement)
    return attribution, modality_of(voices.scene, first, last, own=own, statement=statement)


@frozen(eq=False)
class _Voices:
    """The statements of a page, with the scene that they were read from, and where their contents begin."""

    scene: Scene | None
    said: tuple[tuple[Said, Statement], ...]
    starts: tuple[int, ...]

    def covering(self, span: Span) -> tuple[Said, Statement] | None:
        """The statement whose content holds a span, or the end of one that begins with the speaker ("Ash said it bought ...")."""
        at = bisect_right(self.starts, span.start)
        best, most = None, 0
        for one in self.said[max(0, at - 2) : at + 3]:
            content = one[0].content.span
            shared = min(content.end, span.end) - max(content.start, span.start)
            holds_end = content.start < span.end <= content.end
            if one[0].attribution.root == UNNAMED and one[1].frame == "hearsay":
                continue  # "reportedly": nobody is named, so that the outlet's own voice stands
            if shared > most and (content.start <= span.start or holds_end):
                best, most = one, shared
        return best

    def source_behind(self, page: Page, span: Span) -> Attribution | None:
        """Who is told in the next sentence to be the source of hearsay: "is reportedly in talks. According to Nikkei, ..."."""
        sentence = page.sentence_at(span.start)
        if self.scene is None or self.scene.cues["hearsay"].isdisjoint(self.scene.low[sentence.first : sentence.last]):
            return None
        at = bisect_right(self.starts, sentence.span.end - 1)
        if at == len(self.said):
            return None
        said = self.said[at][0]
        following = page.sentence_at(min(sentence.span.end + 1, len(page.text) - 1))
        near = following.paragraph == sentence.paragraph and following.span.overlaps(said.content.span)
        told = said.attribution.links and said.attribution.links[0].source.kind in _HEARD
        return said.attribution if near and told else None


@lru_cache(maxsize=8)
def _read(page: Page) -> _Voices:
    scene = scene_of(page)
    if scene is None:
        return _Voices(None, (), ())
    chains = Chains(scene)
    found: list[tuple[Said, Statement]] = []
    evidence = page.report.evidence
    for statement in statements_of(scene):
        attribution = chains.attribution(statement)
        speaker = statement.speaker
        own = bool(attribution.links) and _is_own(attribution.root, frozenset())
        found.append(
            (
                Said(
                    evidence(*scene.span(*statement.content)),
                    evidence(*scene.span(*statement.cue)),
                    evidence(*scene.span(speaker.first, speaker.last)) if speaker else None,
                    attribution,
                    modality_of(scene, *(statement.inner or statement).content, own=own, statement=statement, is_whole=True),
                ),
                statement,
            )
        )
    found.sort(key=lambda pair: pair[1].content)
    found = [pair for at, pair in enumerate(found) if not _is_told_next(page, pair, found[at + 1 : at + 2])]
    return _Voices(scene, tuple(found), tuple(said.content.span.start for said, _ in found))


def _is_told_next(page: Page, hearsay: tuple[Said, Statement], following: list[tuple[Said, Statement]]) -> bool:
    """Whether the next sentence names the source of hearsay, and says it as a statement of its own."""
    if hearsay[1].frame != "hearsay" or not following:
        return False
    sentence, told = page.sentence_at(hearsay[0].content.span.start), following[0][0]
    after = page.sentence_at(min(sentence.span.end + 1, len(page.text) - 1))
    near = after.paragraph == sentence.paragraph and after.span.overlaps(told.content.span)
    return near and bool(told.attribution.links) and told.attribution.links[0].source.kind in _HEARD


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
