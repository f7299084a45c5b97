"""From the words that name a source to the links of a chain: Reuters < two people familiar with the matter.

A little longer than most files: relays, nested sources and their days are read in one walk over the same words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from attrs import define, evolve, field, frozen

from dealwatch.domain.attribution import Attribution, Link, Source
from dealwatch.domain.dates import Period
from dealwatch.domain.report import Span
from dealwatch.domain.words import SectionKind, SourceKind, SubjectKind
from dealwatch.extract.page import Named, Page
from dealwatch.extract.speech.scene import Scene
from dealwatch.extract.speech.speakers import Range, phrase_right
from dealwatch.extract.speech.statement import Statement

_KINDS = {SubjectKind.COMPANY: SourceKind.COMPANY, SubjectKind.PERSON: SourceKind.PERSON}


def own_voice(page: Page, offset: int) -> Attribution:
    """The attribution of what is said at an offset without a source: the outlet's, or in a post its author's."""
    section = page.sentence_at(offset).section if page.sentences else None
    if section is not None and section.kind is SectionKind.POST and section.author:
        return Attribution(Source(section.author, SourceKind.PERSON))
    return Attribution.own_voice(page.report)


@frozen
class Voice:
    """A source as a phrase names it, where, and who heard it, if the phrase says so ("... cited by Reuters")."""

    source: Source
    words: Range
    heard_by: tuple[Voice, ...] = ()
    said_on: Period | None = None


@define
class Chains:
    """Reads source phrases in the order of the text, since "he" and "the paper" are who was named last."""

    scene: Scene
    _person: Source | None = None
    _company: Source | None = None
    _outlet: Source | None = None
    _last: Source | None = None
    _persons: dict[str, Source] = field(factory=dict)
    _people: list[tuple[int, str]] = field(init=False)
    _companies: list[tuple[int, str]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        names = self.scene.page.names
        self._people = [(named.span.start, named.name) for named in names if named.kind is SubjectKind.PERSON]
        self._companies = [(named.span.start, named.name) for named in names if named.kind is SubjectKind.COMPANY]

    def attribution(self, statement: Statement) -> Attribution:
        """The chain of a statement: who relays it, who says it, whom that one cites."""
        voices: list[Voice] = []
        speaker = statement.speaker
        for relay in statement.relays:
            voice = self.voice(relay)
            if voice and voice.source.kind is SourceKind.AGENCY:
                voices.append(voice)
        if speaker is not None:
            voice = self.voice((speaker.first, speaker.last))
            if voice is not None:
                voices += [*voice.heard_by, evolve(voice, said_on=self._day_of(statement))]
                self._remember(voice.source)
            if speaker.aside is not None:
                voices += self._cited_in(speaker.aside)
        elif statement.frame == "it-that":
            first, last = statement.cue
            voices.append(Voice(Source("unnamed report", SourceKind.ANONYMOUS), (first, last)))
        for cited in statement.cited:
            voice = self.voice(cited)
            if voice:
                voices += [*voice.heard_by, voice]
        return Attribution(
            own_voice(self.scene.page, self.scene.tokens[statement.content[0]].start).outlet, tuple(self._links(voices))
        )

    def voice(self, words: Range) -> Voice | None:
        """Who a source phrase names; None for a phrase that names nobody who could be told apart."""
        scene, cues, low = self.scene, self.scene.cues, self.scene.low
        first, last = words
        words, heard_by = self._heard_by(first, last)
        first, last = words
        while first < last and (low[first] in cues["before_name"] and last - first > 1):
            first += 1
        if low[first] in cues["pronoun_subjects"] or low[first] in cues["pronoun_objects"]:
            source = self._meant_by(low[first], first)
            return Voice(source, words, heard_by) if source else None
        outlet = self._outlet_named(first, last)
        if outlet is not None:
            return Voice(outlet, words, heard_by)
        head = self._head(first, last)
        word, next_is_name = low[head], head + 1 < last and scene.tokens[head + 1].text[:1].isupper()
        plain = scene.tokens[head].text.islower() or (head == first and not next_is_name)  # "Traders said", at a beginning
        described = scene.page.text[slice(*scene.span(*words))]
        if (
            word in cues["outlets.descriptions"]
            and not next_is_name
            and scene.tokens[head].text.islower()
            and self._outlet is not None
        ):
            return Voice(self._outlet, words, heard_by)
        if word in cues["sources.anonymous"] and not next_is_name and plain:
            return Voice(Source(described, SourceKind.ANONYMOUS), words, heard_by)
        named = self._name_in(first, last)
        indefinite = (
            low[words[0]] in cues["indefinite"] and word not in cues["sources.speakers"] and word not in cues["sources.companies"]
        )
        if named is not None and not (indefinite and scene.tokens[head].text.islower() and not next_is_name):
            return Voice(named, words, heard_by)
        reference = self._reference(first, last)
        if reference is not None:
            return Voice(reference, words, heard_by)
        if word in cues["sources.companies"] and scene.tokens[head].text.islower() and not next_is_name:
            return Voice(self._described(first, head), words, heard_by)
        capitals = self._capitals(first, last)
        if capitals:
            kind = SourceKind.PERSON if self._looks_personal(first, last, capitals) else SourceKind.COMPANY
            name = scene.page.text[slice(*scene.span(*capitals))]
            if kind is SourceKind.PERSON:
                known = self._persons.get(name.rsplit(" ", 1)[-1])
                return Voice(known or Source(name, kind), words, heard_by)
            return Voice(Source(name, kind), words, heard_by)
        if word in cues["outlets.descriptions"]:
            return Voice(Source(described, SourceKind.AGENCY), words, heard_by)
        if word in cues["sources.documents"]:
            return Voice(Source(described, SourceKind.DOCUMENT), words, heard_by)
        if word in cues["sources.speakers"]:
            employer = self._employer(head, last) or self._named_nearby(first) or self._company
            return Voice(employer or Source(described, SourceKind.COMPANY), words, heard_by)
        if low[words[0]] in cues["indefinite"]:
            return Voice(Source(described, SourceKind.ANONYMOUS), words, heard_by)
        if low[first] in cues["sources.anonymous"] or word in cues["sources.anonymous"]:
            return Voice(Source(described, SourceKind.ANONYMOUS), words, heard_by)
        return None

    def answering(self, words: Range) -> list[tuple[Source, Range]]:
        """The parties that a phrase speaks for, each alone: "Ash and Birch", "officials at Ash", "the carmaker"."""
        scene = self.scene
        named = [found for found in self._names_between(*scene.span(*words)) if found.kind is SubjectKind.COMPANY]
        voice = self.voice(words)
        if voice is not None and voice.source.kind is SourceKind.PERSON:
            return [(voice.source, voice.words)]
        if voice is not None and voice.source.kind is SourceKind.AGENCY and not named:
            return []
        if named:
            return [(Source(found.name, SourceKind.COMPANY), words) for found in {found.name: found for found in named}.values()]
        if voice is None or voice.source.kind is not SourceKind.COMPANY:
            return []
        return [(voice.source, voice.words)]

    def _remember(self, source: Source) -> None:
        self._last = source
        if source.kind is SourceKind.PERSON:
            self._person = source
            self._persons.setdefault(source.name.rsplit(" ", 1)[-1], source)
        elif source.kind is SourceKind.COMPANY:
            self._company = source
        elif source.kind is SourceKind.AGENCY:
            self._outlet = source

    def _heard_by(self, first: int, last: int) -> tuple[Range, tuple[Voice, ...]]:
        """Split "two people ... cited by Reuters" and "sources who spoke to Nikkei" into who spoke, and who heard it."""
        low, cues = self.scene.low, self.scene.cues
        for index in range(first + 1, last - 1):
            if low[index] in cues["cited_by"] and low[index + 1] in cues["agent_links"]:
                return (first, index), self._voices(index + 2, last)
        if last + 2 < len(low) and low[last] in cues["relatives"]:
            for phrase in cues.phrases["spoke_to"]:
                if tuple(low[last : last + len(phrase)]) == phrase:
                    heard = phrase_right(self.scene, last + len(phrase), min(len(low), last + len(phrase) + 12))
                    if heard:
                        return (first, last), self._voices(heard.first, heard.last)
        if last + 2 < len(low) and low[last] in cues["heard"] and low[last + 1] in cues["heard_links"]:
            heard = phrase_right(self.scene, last + 2, min(len(low), last + 12))
            if heard:
                return (first, last), self._voices(heard.first, heard.last)
        return (first, last), ()

    def _voices(self, first: int, last: int) -> tuple[Voice, ...]:
        voice = self.voice((first, last)) if first < last else None
        if voice is None:
            return ()
        self._remember(voice.source)
        return (voice,)

    def _cited_in(self, aside: Range) -> list[Voice]:
        """Whom an aside cites: ", which cited an unnamed source within Ash,", ", citing sources,"."""
        low, cues = self.scene.low, self.scene.cues
        first, last = aside
        for index in range(first, min(first + 3, last)):
            if low[index] in cues["citing"] or low[index] in cues["cited"]:
                speaker = phrase_right(self.scene, index + 1, last)
                if speaker is None:
                    return []
                voice = self.voice((speaker.first, speaker.last))
                return [*voice.heard_by, voice] if voice else []
        return []

    def _meant_by(self, pronoun: str, index: int) -> Source | None:
        if pronoun in self.scene.cues["pronouns_personal"]:
            return self._person or self._named_before(index, SubjectKind.PERSON) or self._last
        reference = self._reference(index, index + 1)
        if reference is not None:
            return reference
        return self._company or self._last or self._named_before(index, SubjectKind.COMPANY)
        return None

    def _named_before(self, index: int, kind: SubjectKind) -> Source | None:
        """The last person, or the first company (the report's topic), that is named before a token."""
        at = bisect_left(self._people if kind is SubjectKind.PERSON else self._companies, (self.scene.tokens[index].start, ""))
        if at == 0:
            return None
        return Source((self._people[at - 1] if kind is SubjectKind.PERSON else self._companies[0])[1], _KINDS[kind])

    def _described(self, first: int, head: int) -> Source:
        """Which company "the company" or "the Taiwanese firm" is: the last that spoke, if nothing tells it from others."""
        scene = self.scene
        plain = all(scene.tokens[index].text.islower() for index in range(first, head + 1))
        meant = (self._company or self._named_before(first, SubjectKind.COMPANY)) if plain else None
        if meant is not None and scene.low[head].endswith("s") and not scene.low[head].endswith("ss"):
            meant = None  # several: "the companies"
        start = first - (first > 0 and scene.low[first - 1] in scene.cues["articles"])
        return meant or Source(scene.page.text[slice(*scene.span(start, head + 1))], SourceKind.COMPANY)

    def _reference(self, first: int, last: int) -> Source | None:
        """Whom the page says that a description or a pronoun means."""
        start, end = self.scene.span(first, last)
        references = self.scene.page.references
        at = bisect_right(references, start, key=lambda reference: reference.span.end)
        if at < len(references) and references[at].span.start < end:
            kind = _KINDS.get(references[at].kind)
            return Source(references[at].name, kind) if kind else None
        return None

    def _outlet_named(self, first: int, last: int) -> Source | None:
        """The agency or paper that the phrase names, by its name, the last word of its name, or what it is called."""
        scene, cues = self.scene, self.scene.cues
        tokens, low = scene.tokens, scene.low
        index = first
        while index < last:
            if not tokens[index].text[:1].isupper():
                index += 1
                continue
            for width in (4, 3, 2, 1):
                words = " ".join(token.text for token in tokens[index : index + width])
                if index + width <= last and words in cues.names and self._is_head(index, index + width, last):
                    return Source(words, SourceKind.AGENCY)
            end = index
            while end < last and (tokens[end].text[:1].isupper() or low[end] in cues["inside_name"]):
                end += 1
            name = scene.page.text[slice(*scene.span(index, end))]
            long_enough = (
                end > index + 1
                or (index > first and low[index - 1] in cues["articles"])
                or (index == first > 0 and low[index - 1] in cues["articles"])
            )
            marked = low[end - 1] in cues["outlets.endings"] or any(word in cues["outlets.marks"] for word in low[index:end])
            if long_enough and marked and self._is_head(index, end, last):
                return Source(name, SourceKind.AGENCY)
            if end < last and low[end] in cues["outlets.descriptions"]:
                return Source(name, SourceKind.AGENCY)
            index = end
        return None

    def _is_head(self, first: int, last: int, end: int) -> bool:
        """Whether a name is what the phrase is about, not whom a person in it works for or a name that goes on."""
        tokens, cues = self.scene.tokens, self.scene.cues
        if last >= end:
            return True
        text, word = tokens[last].text, self.scene.low[last]
        if word in cues["outlets.descriptions"]:
            return True
        return (
            not text[:1].isupper()
            and word not in cues["sources.anonymous"]
            and word not in cues["sources.titles"]
            and word != "'s"
        )

    def _head(self, first: int, last: int) -> int:
        """The head of the phrase: its last noun before a preposition or a participle."""
        low, cues = self.scene.low, self.scene.cues
        index = first
        while index + 1 < last:
            following = low[index + 1]
            if following in cues["prepositions"] or following in cues["participles"]:
                break
            if low[index] in cues["sources.anonymous"] and following.endswith(cues.participles):
                break  # "analysts polled by ..."
            if following in ("(", "'s") and index + 2 >= last:
                break
            index += 1
        return index

    def _name_in(self, first: int, last: int) -> Source | None:
        """Whom the phrase names: a person in it before a company; two companies that speak together are named together."""
        scene = self.scene
        names = list(self._names_between(*scene.span(first, last)))
        person = next((named for named in names if named.kind is SubjectKind.PERSON), None)
        if person is not None:
            return Source(person.name, SourceKind.PERSON)
        companies = [named for named in names if named.kind is SubjectKind.COMPANY]
        if not companies:
            return None
        if self._is_titled(last):
            return Source(companies[0].name, SourceKind.PERSON)
        if len(companies) > 1:
            one, other = companies[:2]
            if scene.page.text[one.span.end : other.span.start].strip(" ><)(") in self.scene.cues["joining"]:
                return Source(f"{one.name} and {other.name}", SourceKind.COMPANY)
        return Source(companies[0].name, SourceKind.COMPANY)

    def _named_nearby(self, index: int) -> Source | None:
        """The last company named before a token in its sentence."""
        start = self.scene.page.sentence_at(self.scene.tokens[index].start).span.start
        at = bisect_left(self._companies, (self.scene.tokens[index].start, ""))
        return Source(self._companies[at - 1][1], SourceKind.COMPANY) if at and self._companies[at - 1][0] >= start else None

    def _is_titled(self, last: int) -> bool:
        """Whether a position stands behind a name: "Jo Doe, a spokeswoman for Ash"."""
        low, cues = self.scene.low, self.scene.cues
        if last + 1 >= len(low) or low[last] != ",":
            return False
        for index in range(last + 1, min(last + 6, len(low))):
            if low[index] in cues["sources.titles"]:
                return True
            if low[index] in cues["prepositions"] or low[index] == ",":
                return False
        return False

    def _employer(self, head: int, last: int) -> Source | None:
        """For whom somebody without a name speaks: "a spokesman for the regulator"."""
        low = self.scene.low
        if head + 2 < last and low[head + 1] in self.scene.cues["employer_links"]:
            return Source(self.scene.page.text[slice(*self.scene.span(head + 2, last))], SourceKind.COMPANY)
        return None

    def _names_between(self, start: int, end: int) -> Iterator[Named]:
        offset = start
        page = self.scene.page
        while offset < end:
            named = page.named(Span(offset, end))
            if named is None:
                return
            yield named
            offset = max(named.span.end, offset + 1)

    def _capitals(self, first: int, last: int) -> Range | None:
        tokens, low = self.scene.tokens, self.scene.low
        if first < last and low[first] in self.scene.cues["determiners"]:
            first += 1
        begin = next(
            (i for i in range(first, last) if tokens[i].text[:1].isupper() and low[i] not in self.scene.cues["sources.titles"]),
            None,
        )
        if begin is None or (low[begin] in self.scene.cues["determiners"] and begin + 1 >= last):
            return None
        end = begin
        while end < last and (
            tokens[end].text[:1].isupper()
            or low[end] in (".", "-")
            or (end < last and low[end] in self.scene.cues["inside_name"])
        ):
            end += 1
        while end > begin + 1 and not tokens[end - 1].text[:1].isupper():
            end -= 1
        if end == begin + 1 and end < last and tokens[end].text.islower() and low[end] not in self.scene.cues["prepositions"]:
            return None  # an adjective: "the Korean regulator"
        return begin, end

    def _looks_personal(self, first: int, last: int, capitals: Range) -> bool:
        low, cues = self.scene.low, self.scene.cues
        if any(low[index] in cues["sources.titles"] for index in range(first, capitals[0])):
            return True
        name = self.scene.page.text[slice(*self.scene.span(*capitals))]
        return name in self._persons

    def _links(self, voices: list[Voice]) -> Iterator[Link]:
        """Links in order, without the outlet itself and without saying one source twice in a row."""
        own = (self.scene.page.report.outlet or "").casefold()
        before: Source | None = None
        for voice in voices:
            if voice.source.kind is SourceKind.AGENCY and voice.source.name.casefold() == own:
                continue
            if voice.source == before:
                continue
            before = voice.source
            yield Link(voice.source, self.scene.page.report.evidence(*self.scene.span(*voice.words)), voice.said_on)

    def _day_of(self, statement: Statement) -> Period | None:
        """When it was said, where the words beside the verb tell it: "said on Monday"."""
        scene = self.scene
        if statement.when is None or not any(scene.low[index] in scene.cues["times"] for index in range(*statement.when)):
            return None
        start, end = scene.span(*statement.when)
        dates = scene.page.dates
        at = bisect_right(dates, start, key=lambda date: date.span.end)
        return dates[at].reading.best if at < len(dates) and dates[at].span.start < end else None
