"""Who was named and who spoke before: whom "he", "it", "the company" and "the companies" mean at a place of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import pairwise
from typing import Final

from attrs import define, field

from dealwatch.domain.attribution import Source
from dealwatch.domain.words import SourceKind, SubjectKind
from dealwatch.extract.speech.scene import Scene

_OPENING: Final = 3
"""Behind how many tokens of a sentence, at most, the company stands that it begins with."""

_BRACKETS: Final = 3
"""How many tokens behind a name its initials take that stand in brackets."""

_KINDS = {SubjectKind.COMPANY: SourceKind.COMPANY, SubjectKind.PERSON: SourceKind.PERSON}


@define
class Antecedents:
    """The last person, company, outlet and speaker of any kind, told as they come, and the names of the page."""

    scene: Scene
    person: Source | None = None
    company: Source | None = None
    outlet: Source | None = None
    last: Source | None = None
    persons: dict[str, Source] = field(factory=dict)
    _people: list[tuple[int, str]] = field(init=False)
    _companies: list[tuple[int, str]] = field(init=False)
    _counted: Counter[str] = field(init=False)
    _pairs: list[tuple[int, str]] = field(init=False)
    _outlets: dict[tuple[str, ...], Source] = field(factory=dict)
    _short: dict[tuple[str, ...], Source] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        names = self.scene.page.names
        self._people = [(named.span.start, named.name) for named in names if named.kind is SubjectKind.PERSON]
        self._companies = [
            (named.span.start, named.name)
            for named in names
            if named.kind is SubjectKind.COMPANY and named.name not in self.scene.cues.names
        ]
        self._counted = Counter(name for _, name in self._companies)
        self._pairs = [
            (one.span.start, f"{one.name} and {other.name}")
            for one, other in pairwise(names)
            if one.kind is other.kind is SubjectKind.COMPANY
            and one.name != other.name
            and self.scene.page.text[one.span.end : other.span.start].strip(" ><)(") in self.scene.cues["joining"]
        ]

    def remember(self, source: Source) -> None:
        """Keep who spoke last."""
        self.last = source
        if source.kind is SourceKind.PERSON:
            self.person = source
            self.persons.setdefault(source.name.rsplit(" ", 1)[-1], source)
        elif source.kind is SourceKind.COMPANY:
            self.company = source
        elif source.kind is SourceKind.AGENCY:
            self.outlet = source

    def in_full(self, source: Source, first: int, last: int) -> Source:
        """The last outlet named before whose last words ("the Journal") or initials a phrase gives; else the source."""
        words = tuple(word for word in source.name.lower().split() if word not in self.scene.cues["articles"])
        is_described = source.name.islower() and source.name not in self.scene.cues.names
        if source.kind is not SourceKind.AGENCY or is_described:
            return self._outlets.get(words, source) if source.kind is SourceKind.COMPANY else source
        meant = self._short.get(words) or self._outlets.setdefault(words, source)
        if meant is source and len(source.named_together) == 1:
            for at in range(1, len(words)):
                self._short[words[at:]] = source
            initials = self._initials_behind(source.name, first, last)
            if initials:
                self._outlets[initials,] = source
        self.outlet = meant
        return meant

    def _initials_behind(self, name: str, first: int, last: int) -> str:
        """The initials of a name that stand in brackets behind it: "the Elmstadt Business Courier (EBC)"; empty without."""
        texts = [token.text for token in self.scene.tokens[first : last + _BRACKETS]]
        capitals = "".join(word[0] for word in name.split() if word[0].isupper())
        for opening, inside, closing in zip(texts, texts[1:], texts[2:], strict=False):
            if (opening, closing) == ("(", ")") and len(inside) > 1 and capitals.endswith(inside):
                return inside.lower()
        return ""

    def meant_by(self, pronoun: str, index: int) -> Source | None:
        """Whom a pronoun means at a token; None where nobody was named or spoke before."""
        if pronoun in self.scene.cues["pronouns_personal"]:
            return self.person or self._named_before(index, SubjectKind.PERSON) or self.last
        if self.last is not None and self.last.kind is SourceKind.ANONYMOUS and pronoun in self.scene.cues["pronouns_plural"]:
            return self.last
        reference = self.reference(index, index + 1)
        if reference is not None:
            return reference
        if self.last is not None and self.last.kind is SourceKind.AGENCY:
            return self.topic(index) or self.last
        return self.topic(index) or self.company or self.last or self._named_before(index, SubjectKind.COMPANY)

    def topic(self, index: int) -> Source | None:
        """The company that its sentence begins with, or else the one before it: whom "it" and "the company" mean."""
        page, offset = self.scene.page, self.scene.tokens[index].start
        sentence = page.sentence_at(offset)
        for within in (sentence, page.sentence_at(max(sentence.span.start - 1, 0))):
            at = bisect_left(self._companies, (within.span.start, ""))
            if at < len(self._companies) and self._companies[at][0] < min(offset, within.span.end):
                start, name = self._companies[at]
                if self._leads(within.first, page.token_at(start)):
                    return Source(name, SourceKind.COMPANY)
        return None

    def _leads(self, first: int, index: int) -> bool:
        """Whether a name begins its sentence: "Ash", "Shares of" and "In a filing with" apart, "the Oslo-based Ash"."""
        opening = self.scene.low[first:index]
        return len(opening) <= _OPENING and self.scene.cues["prepositions"].isdisjoint(opening)

    def _named_before(self, index: int, kind: SubjectKind) -> Source | None:
        """The last person, or the first company (the report's topic), that is named before a token."""
        at = bisect_left(self._people if kind is SubjectKind.PERSON else self._companies, (self.scene.tokens[index].start, ""))
        if at == 0:
            return None
        return Source((self._people[at - 1] if kind is SubjectKind.PERSON else self._companies[0])[1], _KINDS[kind])

    def described(self, first: int, head: int) -> Source:
        """Which company "the company" or "the Taiwanese firm" is: the last that spoke, if nothing tells it from others."""
        scene = self.scene
        seats = (index + 1 for index in range(first, head) if scene.low[index].rpartition("-")[2] in scene.cues["based"])
        based = max(seats, default=first)
        plain = all(scene.tokens[index].text.islower() for index in range(based, head + 1))  # "the Oslo-based company"
        meant = (self.topic(first) or self.company or self._named_before(first, SubjectKind.COMPANY)) if plain else None
        if plain and scene.low[head].endswith("s") and not scene.low[head].endswith("ss"):
            meant = self._both(first)  # "the companies"
        start = first - (first > 0 and scene.low[first - 1] in scene.cues["articles"])
        return meant or Source(scene.page.text[slice(*scene.span(start, head + 1))], SourceKind.COMPANY)

    def _both(self, index: int) -> Source | None:
        """The two companies that "the companies" are: the first that "and" joins, else those that the text names most."""
        offset = self.scene.tokens[index].start
        joined = bisect_left(self._pairs, (offset, ""))
        if joined:
            return Source(self._pairs[0][1], SourceKind.COMPANY)
        at = bisect_left(self._companies, (offset, ""))
        before = dict.fromkeys(name for _, name in self._companies[:at])
        most = [name for name, _ in self._counted.most_common() if name in before][:2]
        return Source(" and ".join(name for name in before if name in most), SourceKind.COMPANY) if len(most) == 2 else None

    def reference(self, first: int, last: int) -> Source | None:
        """Whom the page says that a description or a pronoun means."""
        start, end = self.scene.span(first, last)
        references = self.scene.page.references
        at = bisect_right(references, start, key=lambda reference: reference.span.end)
        if at < len(references) and references[at].span.start < end:
            kind = _KINDS.get(references[at].kind)
            return Source(references[at].name, kind) if kind else None
        return None

    def named_nearby(self, index: int) -> Source | None:
        """The last company named before a token in its sentence."""
        start = self.scene.page.sentence_at(self.scene.tokens[index].start).span.start
        at = bisect_left(self._companies, (self.scene.tokens[index].start, ""))
        return Source(self._companies[at - 1][1], SourceKind.COMPANY) if at and self._companies[at - 1][0] >= start else None
