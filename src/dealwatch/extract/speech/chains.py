"""From the words that name a source to the links of a chain: Reuters < two people familiar with the matter.

A little longer than most files: relays, nested sources and their days are read in one walk over the same words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from attrs import define, evolve, field, frozen

from dealwatch.domain.attribution import Attribution, Link, Source
from dealwatch.domain.dates import Period
from dealwatch.domain.report import Span
from dealwatch.domain.words import SectionKind, SourceKind, SubjectKind
from dealwatch.extract.page import Page
from dealwatch.extract.speech.antecedents import Antecedents
from dealwatch.extract.speech.phrases import (
    Phrase,
    apposed_name,
    capitals_in,
    employer_in,
    is_post,
    is_titled,
    name_behind_owner,
    names_between,
    outlet_in,
    phrase_of,
)
from dealwatch.extract.speech.scene import Scene
from dealwatch.extract.speech.speakers import Range, Speaker, phrase_right
from dealwatch.extract.speech.statement import Statement

_TOLD: Final = frozenset((SourceKind.AGENCY, SourceKind.COMPANY))
"""As what an outlet may be read that a report names."""

UNNAMED: Final = Source("unnamed report", SourceKind.ANONYMOUS)
"""Whoever stands behind "it was reported" and "reportedly"."""

_RELAYS: Final = frozenset((SourceKind.AGENCY, SourceKind.OUTLET))
"""Who tells what others said."""

_SHORT: Final = 3
"""How many tokens a plain plural may have that is a source by nothing but what it does."""

_FAR: Final = 600
"""How many tokens before a description the institution may be named that it means."""


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
    _before: Antecedents = field(init=False)
    _heard: tuple[Voice, ...] = ()
    _spoke: int = 0

    def __attrs_post_init__(self) -> None:
        self._before = Antecedents(self.scene)

    def attribution(self, statement: Statement) -> Attribution:
        """The chain of a statement: who relays it, who says it, whom that one cites."""
        voices = self._voices_of(statement)
        relays = not voices or voices[-1].source.kind in _RELAYS
        vouched = statement.frame == "according" and voices and voices[-1].source.kind is not SourceKind.ANONYMOUS
        if statement.inner is not None and (relays or vouched):
            voices += self._voices_of(statement.inner)
        if len(voices) == 1 and voices[0].source.kind is SourceKind.ANONYMOUS:
            voices = [*self._heard_before(voices[0]), *voices]
        elif len(voices) > 1 and voices[-1].source.kind is SourceKind.ANONYMOUS:
            self._heard = tuple(voices[:-1])
        return Attribution(
            own_voice(self.scene.page, self.scene.tokens[statement.content[0]].start).outlet, tuple(self._links(voices))
        )

    def _heard_before(self, voice: Voice) -> tuple[Voice, ...]:
        """Who heard "the sources" that a report speaks of again: those of whom it said so before."""
        phrase = phrase_of(self.scene, voice.words)
        is_again = phrase.opener in self.scene.cues["articles"] and phrase.word in self.scene.cues["sources.unnamed_heads"]
        return tuple(one for one in self._heard if is_again and one.source.kind is SourceKind.AGENCY)

    def _voices_of(self, statement: Statement) -> list[Voice]:
        voices: list[Voice] = []
        speaker = statement.speaker
        told = [voice for relay in statement.relays if (voice := self.voice(relay))]
        if speaker is not None:
            voice = self._apposed(speaker) or self.voice((speaker.first, speaker.last))
            if voice is not None:
                voices += [*voice.heard_by, evolve(voice, said_on=self._day_of(statement))]
                self._before.remember(voice.source)
                self._spoke = statement.cue[0]
            if speaker.aside is not None:
                voices += self._cited_in(speaker.aside)
        elif statement.frame == "it-that":
            voices.append(Voice(UNNAMED, statement.cue))
        elif statement.frame == "hearsay":
            voices.append(Voice(self._before.last if self._before.last and self._retold(statement) else UNNAMED, statement.cue))
        for cited in statement.cited:
            voice = self.voice(cited)
            if voice:
                voices += [*voice.heard_by, voice]
        if voices and voices[-1].source.kind is SourceKind.ANONYMOUS:
            told, voices = list(map(_as_outlet, told)), [*map(_as_outlet, voices[:-1]), voices[-1]]
        relays = (voice for voice in told if voice.source.kind is SourceKind.AGENCY or statement.frame == "quoted")
        return [*relays, *voices]

    def voice(self, words: Range) -> Voice | None:
        """Who a source phrase names; None for a phrase that names nobody who could be told apart."""
        words, heard_by = self._heard_by(*words)
        source = self._source(phrase_of(self.scene, words))
        return None if source is None else Voice(self._before.in_full(source, *words), words, heard_by)

    def _source(self, phrase: Phrase) -> Source | None:
        scene, cues = self.scene, self.scene.cues
        first, last = phrase.first, phrase.words[1]
        if scene.low[first] in cues["pronoun_subjects"] or scene.low[first] in cues["pronoun_objects"]:
            return self._before.meant_by(scene.low[first], first)
        word, plain = phrase.word, phrase.is_plain
        again = plain and phrase.opener in cues["articles"] and phrase.is_nameless
        if again and self._before.outlet and (word in cues["outlets.descriptions"] or word in cues["outlets.products"]):
            return self._before.outlet
        if plain and word in cues["owned"]:
            owner = self._owner(phrase)
            if owner is not None:
                return owner
        outlet = outlet_in(scene, first, last)
        if outlet is not None:
            return outlet
        holds_post = word in cues["sources.titles"] and (word not in cues["sources.anonymous"] or _is_chief(phrase))
        if plain and word in cues["sources.anonymous"] and not holds_post:
            return Source(phrase.text, SourceKind.ANONYMOUS)
        named = self._name_in(first, last)
        speaks_for = word in cues["sources.speakers"] or word in cues["sources.companies"]
        if named is not None and not (
            phrase.is_indefinite and not speaks_for and scene.tokens[phrase.head].text.islower() and plain
        ):
            return named
        reference = self._before.reference(first, last)
        if reference is not None:
            return reference
        if plain and (word in cues["sources.companies"] or word.endswith(cues.makers)):
            return self._before.described(first, phrase.head)
        if plain and word in cues["sources.institutions"]:
            return self._institution(phrase)
        if plain and word in cues["sources.spokesmen"]:
            return self._employer(phrase)
        if plain and holds_post and phrase.is_indefinite:
            return Source(phrase.text, SourceKind.ANONYMOUS)  # "a manager at Ash"
        capitals = capitals_in(scene, first, last)
        if capitals and not (plain and phrase.head in range(*capitals) and word in cues["sources.documents"]):
            return self._capitalised(phrase, capitals)
        if plain and holds_post:
            return self._holder(phrase)
        if word in cues["outlets.descriptions"]:
            return Source(phrase.text, SourceKind.AGENCY)
        if word in cues["sources.documents"]:
            return Source(phrase.text, SourceKind.DOCUMENT)
        if phrase.is_indefinite and phrase.is_nameless and word not in cues["sources.spokesmen"]:
            return Source(phrase.text, SourceKind.ANONYMOUS)
        if word in cues["sources.speakers"]:
            return self._employer(phrase)
        if phrase.is_vouching:
            return Source(phrase.text, SourceKind.DOCUMENT)  # "according to the resolution"
        if phrase.is_indefinite or scene.low[first] in cues["sources.anonymous"] or word in cues["sources.anonymous"]:
            return Source(phrase.text, SourceKind.ANONYMOUS)
        return self._group(phrase) if plain and phrase.is_nameless else None

    def _group(self, phrase: Phrase) -> Source | None:
        """People or bodies that no table knows: "residents", "the associations"; None for what is no short plural."""
        first, last = phrase.words
        if last - first > _SHORT or not phrase.word.endswith(self.scene.cues.plurals) or phrase.head + 1 != last:
            return None
        is_known = phrase.opener in self.scene.cues["articles"]
        return Source(phrase.text, SourceKind.COMPANY if is_known else SourceKind.ANONYMOUS)

    def _capitalised(self, phrase: Phrase, capitals: Range) -> Source:
        """A name that the page's names do not hold: a person's where it stands behind a post or spoke before."""
        name = self.scene.page.text[slice(*self.scene.span(*capitals))]
        if not self._looks_personal(phrase.first, phrase.words[1], capitals):
            return Source(name, SourceKind.COMPANY)
        return self._before.persons.get(name.rsplit(" ", 1)[-1]) or Source(name, SourceKind.PERSON)

    def _employer(self, phrase: Phrase) -> Source:
        """For whom a spokesman speaks: whom the phrase names, else the company named before, or that spoke last."""
        return (
            employer_in(self.scene, phrase)
            or self._before.named_nearby(phrase.first)
            or self._before.company
            or Source(phrase.text, SourceKind.COMPANY)
        )

    def _owner(self, phrase: Phrase) -> Source | None:
        """Whose paper it is: "a statement from the company", "the company's website"."""
        scene, cues = self.scene, self.scene.cues
        behind = phrase.head + 1
        if behind + 1 < phrase.words[1] and scene.low[behind] in cues["owner_links"]:
            found = self.voice((behind + 1, phrase.words[1]))
            return found.source if found else None
        if phrase.head == phrase.first and phrase.opener in cues["articles"]:
            return self._before.topic(phrase.first) or self._before.company  # "the statement said": of whom it speaks
        mark = next((index for index in range(phrase.head - 1, phrase.first, -1) if scene.low[index] == "'s"), None)
        found = self.voice((phrase.words[0], mark)) if mark is not None else None
        return found.source if found else None

    def _institution(self, phrase: Phrase) -> Source:
        """The ministry, court or union that was named before with this word in its name; else as it is called."""
        tokens = self.scene.tokens
        if phrase.head == phrase.first and not phrase.is_indefinite:
            for index in range(phrase.head - 1, max(-1, phrase.head - _FAR), -1):
                if self.scene.low[index] == phrase.word and tokens[index].text[:1].isupper():
                    named = self.scene.page.named(Span(tokens[index].start, tokens[index].end))
                    if named is not None and named.name.lower() != phrase.word:
                        return Source(named.name, SourceKind.COMPANY)
        return Source(phrase.text, SourceKind.COMPANY)

    def _holder(self, phrase: Phrase) -> Source:
        """Who holds a post without a name: who spoke last, or the company that "its chief executive" speaks for."""
        if phrase.opener in self.scene.cues["articles"] and self._before.person is not None:
            return self._before.person
        speaks_for = phrase.word in self.scene.cues["sources.officers"]
        company = self._before.topic(phrase.first) or self._before.company or self._before.named_nearby(phrase.first)
        return company if speaks_for and company else Source(phrase.text, SourceKind.PERSON)

    def answering(self, words: Range) -> list[tuple[Source, Range]]:
        """The parties that a phrase speaks for, each alone: "Ash and Birch", "officials at Ash", "the carmaker"."""
        scene = self.scene
        named = [found for found in names_between(scene, *scene.span(*words)) if found.kind is SubjectKind.COMPANY]
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

    def _retold(self, statement: Statement) -> bool:
        """Whether hearsay goes on with what an outlet was said to report in the sentence before."""
        scene = self.scene
        sentence = scene.page.sentence_at(scene.tokens[statement.content[0]].start)
        before = scene.page.sentence_at(max(sentence.span.start - 1, 0))
        near = before.paragraph == sentence.paragraph and before.first <= self._spoke
        return near and self._before.last is not None and self._before.last.kind in _RELAYS

    def _apposed(self, speaker: Speaker) -> Voice | None:
        """The person whose name explains a post: "Ash's chief executive, Jo Doe, said"."""
        if speaker.aside is None:
            return None
        named = apposed_name(self.scene, phrase_of(self.scene, (speaker.first, speaker.last)), speaker.aside)
        return Voice(Source(self.scene.page.text[slice(*self.scene.span(*named))], SourceKind.PERSON), named) if named else None

    def _voices(self, first: int, last: int) -> tuple[Voice, ...]:
        voice = self.voice((first, last)) if first < last else None
        if voice is None:
            return ()
        self._before.remember(voice.source)
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

    def _name_in(self, first: int, last: int) -> Source | None:
        """Whom the phrase names: a person in it before a company; two companies that speak together are named together."""
        scene = self.scene
        names = list(names_between(scene, *scene.span(first, last)))
        person = next((named for named in names if named.kind is SubjectKind.PERSON and not is_post(scene, named)), None)
        if person is not None:
            return Source(person.name, SourceKind.PERSON)
        owned = name_behind_owner(scene, first, last)
        if owned is not None:
            return Source(scene.page.text[slice(*scene.span(*owned))], SourceKind.PERSON)
        companies = [named for named in names if named.kind is SubjectKind.COMPANY]
        if not companies:
            return None
        if is_titled(scene, last):
            return Source(companies[0].name, SourceKind.PERSON)
        if len(companies) > 1:
            one, other = companies[:2]
            if scene.page.text[one.span.end : other.span.start].strip(" ><)(") in self.scene.cues["joining"]:
                return Source(f"{one.name} and {other.name}", SourceKind.COMPANY)
        return Source(companies[0].name, SourceKind.COMPANY)

    def _looks_personal(self, first: int, last: int, capitals: Range) -> bool:
        low, cues = self.scene.low, self.scene.cues
        if any(low[index] in cues["sources.titles"] for index in range(first, capitals[0])):
            return True
        name = self.scene.page.text[slice(*self.scene.span(*capitals))]
        return name in self._before.persons

    def _links(self, voices: list[Voice]) -> Iterator[Link]:
        """Links in order, without the outlet itself and without saying one source twice in a row."""
        own = (self.scene.page.report.outlet or "").casefold().partition(" (")[0]
        before: Source | None = None
        for voice in voices:
            if voice.source.kind in _TOLD and voice.source.name.casefold() == own:
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


def _as_outlet(voice: Voice) -> Voice:
    """Who passes on what nameless people said is an outlet, whatever it is called: "two people told the Harbour Lookout"."""
    is_firm = voice.source.kind is SourceKind.COMPANY
    return evolve(voice, source=Source(voice.source.name, SourceKind.AGENCY)) if is_firm else voice


def _is_chief(phrase: Phrase) -> bool:
    """Whether the head is a chief's post, not one of many: "its chief executive", not "an executive"."""
    return phrase.head > phrase.words[0] and phrase.scene.low[phrase.head - 1] in phrase.scene.cues["chief"]
