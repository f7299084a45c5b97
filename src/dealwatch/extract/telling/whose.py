"""Whose fact it is: the company, the site or the property that some words of a sentence are about.

The nearest thing before the words is taken that can be their subject: not behind a preposition, not a mere possessor, not
inside an insertion between commas. Where another subject stands between (its unit, analysts), nobody is taken: a missing fact
costs less than a wrong one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from attrs import evolve, frozen

from dealwatch.domain.report import Span
from dealwatch.domain.words import SubjectKind
from dealwatch.extract.page import Page
from dealwatch.extract.telling.described import described_companies
from dealwatch.extract.telling.patterns import POSSESSIVE
from dealwatch.extract.telling.sites import sites_of

_WINDOW: Final = 160  # tokens of a sentence that are looked at on each side, so that the work grows with the text only
_LONGEST_NAME: Final = 12  # tokens
_BRACKET: Final = 8  # tokens of a ticker in brackets
_REACH: Final = 3  # words between a possessor and what it has


@frozen
class Thing:
    """A company, site, property or person where it is meant: the tokens `[first, last)`, and the name used for it.

    `described` says that the words are no name of it ("the carmaker"): they need its name as an antecedent. `owner` is the
    owner's mention, where the thing is named after it ("its headquarters").
    """

    first: int
    last: int
    span: Span
    kind: SubjectKind
    name: str
    described: bool = False
    owner: Thing | None = None


@frozen
class SubjectWords:
    """The words of a language that tell who is the subject; what each set holds stands in `data/facts/`."""

    prepositions: frozenset[str]
    openers: frozenset[str]
    other_subjects: frozenset[str]
    relatives: frozenset[str]
    clauses: frozenset[str]
    light: frozenset[str]
    pronouns: frozenset[str]
    says: frozenset[str]
    persons: frozenset[str]
    possessives: frozenset[str]
    figures: frozenset[str]
    makers: frozenset[str]
    makes: frozenset[str]
    goods_stops: frozenset[str]
    goods_openers: frozenset[str]
    companies: frozenset[str]
    comparing: frozenset[str]
    until: frozenset[str]
    parts: frozenset[str]
    joining: frozenset[str]
    articles: frozenset[str]
    indefinite: frozenset[str]
    involving: frozenset[str]
    properties: frozenset[str]
    places: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> SubjectWords:
        """The words of a language, from its table of facts."""
        subject, owned = table["subject"], table["properties"]
        sets = {name: frozenset(words) for name, words in subject.items()}
        return cls(**sets, properties=frozenset(owned["nouns"]), places=frozenset(owned["places"]))


@frozen(eq=False)
class Cast:
    """Who and what a report talks of, in order of place, with who leads which company.

    `counted` are the tokens of quantities: the factories of "seven factories" are no subject. `presumed` are names of which
    nothing tells the kind: whoever is said to have sales or workers is a company. `named` has the first mention of each name,
    `taken` the tokens of sites.
    """

    page: Page
    words: SubjectWords
    things: Sequence[Thing]
    employers: Mapping[str, Thing]
    counted: frozenset[int]
    taken: frozenset[int]
    named: Mapping[str, Thing]

    @cached_property
    def presumed(self) -> Sequence[Thing]:
        """The names of which nothing tells the kind, and which are no place, nationality or authority."""
        return _presumed(self.page, self.taken)

    def number(self, at: int) -> int:
        """The number of the sentence that a token stands in."""
        return max(0, bisect_right(self.page.sentences, at, key=lambda sentence: sentence.first) - 1)

    def within(self, first: int, last: int) -> Sequence[Thing]:
        """The things that stand in the tokens `[first, last)`."""
        begin = bisect_left(self.things, first, key=lambda thing: thing.first)
        end = bisect_left(self.things, last, key=lambda thing: thing.first)
        return self.things[begin:end]

    def at(self, first: int, last: int) -> Thing | None:
        """The thing that stands at just these tokens."""
        found = next((thing for thing in self.within(first, last) if thing.last <= last), None)
        return found or next(iter(self._presumed_within(first, last)), None)

    def around(self, number: int, at: int) -> tuple[int, int]:
        """The tokens of a sentence that are looked at around one of them."""
        sentence = self.page.sentences[number]
        return max(sentence.first, at - _WINDOW), min(sentence.last, at + _WINDOW)

    def subject(self, number: int, at: int, kinds: Collection[SubjectKind]) -> Thing | None:
        """Whose fact the words at a token are: the subject before them, else that of the sentence before."""
        first, _ = self.around(number, at)
        inside = self.within(first, at)
        if self._unknown_possessor(first, at):
            return None
        found = self._before(number, at, kinds, inside)
        found = found or self._behind_clause(number, at, kinds)
        if found is None and SubjectKind.COMPANY in kinds and not any(thing.kind in kinds for thing in inside):
            found = self._before(number, at, kinds, self._presumed_within(first, at))
        found = found or self._possessor(first, at, kinds)
        if found is not None or self._other_subject(first, at):
            return found
        return self._of_sentence_before(number, at, kinds) or self._speaker(number, at, kinds)

    def _unknown_possessor(self, first: int, at: int) -> bool:
        """Whether words that are no thing here have what is told: "the island's $70 million of debt"."""
        behind = next((i for i in (at, at - 1) if i > first and self.page.lower[i] in POSSESSIVE), None)
        if behind is None or self.page.lower[behind - 1] in self.words.companies:
            return False
        begin = max(first, behind - _LONGEST_NAME)
        return not any(thing.last == behind for thing in (*self.within(begin, behind), *self._presumed_within(begin, behind)))

    def _speaker(self, number: int, at: int, kinds: Collection[SubjectKind]) -> Thing | None:
        """Who speaks behind a sentence that begins with the words: "Net income was $12 million, Ash said."."""
        sentence = self.page.sentences[number]
        if at - sentence.first > _REACH or self._names(sentence.first, at):
            return None
        for thing in reversed(self.within(at, self.around(number, at)[1])):
            if thing.last < sentence.last and self.page.lower[thing.last] in self.words.says:
                return thing if thing.kind in kinds and self.page.lower[thing.first - 1] == "," else None
        return None

    def _presumed_within(self, first: int, last: int) -> Sequence[Thing]:
        begin = bisect_left(self.presumed, first, key=lambda thing: thing.first)
        return [thing for thing in self.presumed[begin : begin + _WINDOW] if thing.last <= last]

    def object(self, number: int, at: int, kinds: Collection[SubjectKind]) -> Thing | None:
        """The next thing behind a token, at most a few words away."""
        last = min(at + 6, self.page.sentences[number].last)
        return next((thing for thing in self.within(at, last) if thing.kind in kinds), None)

    def site(self, number: int, at: int) -> Thing | None:
        """The site that words are about: the nearest of the sentence, before or behind, else the last of the two before it."""
        sentence = self.page.sentences[number]
        inside = [thing for thing in self.within(*self.around(number, at)) if thing.kind is SubjectKind.PLANT]
        if inside:
            return min(inside, key=lambda thing: abs(thing.first - at))
        for earlier in reversed(self.page.sentences[max(0, number - 2) : number]):
            if earlier.section == sentence.section:
                near = self.within(max(earlier.first, earlier.last - _WINDOW), earlier.last)
                sites = [thing for thing in near if thing.kind is SubjectKind.PLANT]
                if sites:
                    return sites[-1] if len({site.name for site in sites}) == 1 else None
        return None

    def only(self, number: int, at: int, kinds: Collection[SubjectKind]) -> Thing | None:
        """The one thing of a sentence that words without a subject can be about: "At Ash Corp 300 jobs were lost"."""
        fitting = [thing for thing in self.within(*self.around(number, at)) if thing.kind in kinds]
        return fitting[0] if len({thing.name for thing in fitting}) == 1 else None

    def only_one(self, number: int, at: int, kinds: Collection[SubjectKind]) -> Thing | None:
        """The one thing named before some words in their sentence and the two before it."""
        sentences = self.page.sentences
        near = [one for one in sentences[max(0, number - 2) : number + 1] if one.section == sentences[number].section]
        fitting = [thing for thing in self.within(max(near[0].first, at - 2 * _WINDOW), at) if thing.kind in kinds]
        beside = fitting and fitting[-1].last == at  # a row that has the company in it has been asked before
        return fitting[-1] if not beside and len({thing.name for thing in fitting}) == 1 else None

    def _before(self, number: int, at: int, kinds: Collection[SubjectKind], inside: Sequence[Thing]) -> Thing | None:
        lower, words, sentence = self.page.lower, self.words, self.page.sentences[number]
        end = self._behind_insertion(number, at)
        for thing in reversed(inside):
            if thing.last > at or (thing.last > end and thing.last != at):
                continue
            fits = thing.kind in kinds
            after = lower[thing.last] if thing.last < sentence.last else ""
            if after in POSSESSIVE:
                if fits and at - thing.last - 1 <= _REACH and not self._verb_between(thing.last + 1, at):
                    return None if self._other_subject(thing.last, at) else thing
                if fits and not words.figures.isdisjoint(lower[thing.last + 1 : min(thing.last + 1 + _REACH, at)]):
                    return None if self._other_subject(thing.last, at) else thing  # "Ash's profit rose on sales of"
                continue
            if thing.kind is SubjectKind.PERSON and thing.name in self.employers:
                return self.employers[thing.name] if not self._other_subject(thing.last, at) else None
            if not fits:
                continue
            behind = self._behind_place(thing.last, at)
            relative = any(word in words.relatives for word in lower[behind : min(behind + 3, at)])
            if not relative and any(word in words.clauses for word in lower[thing.last : at]):
                return None  # the clause belongs to some other word: "a service, which has 300 users"
            before = lower[max(sentence.first, thing.first - 3) : thing.first]
            if not relative and _in_phrase(before, words):
                continue
            return None if self._other_subject(thing.last, at) else thing
        return None

    def _behind_place(self, at: int, last: int) -> int:
        """The token behind the place that is told of a thing: "the mill in Elmford, Oakshire, which"."""
        at = self._behind_bracket(at, last)
        if at + 1 >= last:
            return at
        end = self._place_end(at + 1, last) if self.page.lower[at] in self.words.prepositions else at
        end = at if end == at + 1 else end
        further = self._place_end(end + 1, last) if end < last and self.page.lower[end] == "," else end
        return further if further > end + 1 else end

    def _behind_bracket(self, at: int, last: int) -> int:
        """The token behind a ticker or a short name in brackets: "Ash Corp (ASH.O), which"."""
        if at >= last or self.page.lower[at] != "(":
            return at
        closing = range(at + 1, min(at + _BRACKET, last))
        return next((i + 1 for i in closing if self.page.lower[i] == ")"), at)

    def _place_end(self, at: int, last: int) -> int:
        if at >= last:
            return at
        named = self.page.named(Span(self.page.tokens[at].start, self.page.tokens[at].end))
        is_place = named is not None and named.kind is SubjectKind.OTHER and named.span.start == self.page.tokens[at].start
        return self.page.token_at(named.span.end - 1) + 1 if named is not None and is_place else at

    def _behind_insertion(self, number: int, at: int) -> int:
        """Where the insertion between commas begins that ends just before a token; the token itself if there is none."""
        lower, (first, _) = self.page.lower, self.around(number, at)
        if at - 1 <= first or lower[at - 1] != ",":
            return at
        opening = next((i for i in range(at - 2, first, -1) if lower[i] == ","), -1)
        begins = opening >= 0 and any(thing.last in (opening, opening - 1) for thing in self.within(first, opening))
        return opening if begins else at

    def _other_subject(self, first: int, last: int) -> bool:
        """Whether the words name another subject that is no name; what stands between two commas is passed over."""
        commas = self.page.lower[first:last].count(",")
        inserted = False
        for at in range(first, last):
            word = self.page.lower[at]
            if word == ",":
                commas -= 1
                inserted = not inserted and commas > 0
            elif not inserted and (word in self.words.other_subjects or self._is_another(first, at)) and at not in self.counted:
                return True
        return False

    def _is_another(self, first: int, at: int) -> bool:
        """Whether "a company" stands here for one not named: behind a word, not beside a name as in "Ash, a company"."""
        lower = self.page.lower
        if lower[at] not in self.words.companies:
            return False
        article = next((i for i in range(at - 1, max(first, at - 4), -1) if lower[i] in self.words.indefinite), first)
        return article > first and lower[article - 1] in self.words.prepositions | self.words.involving

    def _verb_between(self, first: int, last: int) -> bool:
        return any(self.page.lower[at] in self.words.prepositions or self.page.lower[at] == "," for at in range(first, last))

    def _names(self, first: int, last: int) -> bool:
        """Whether a name stands in the tokens `[first, last)`."""
        if last <= first:
            return False
        span = Span(self.page.tokens[first].start, self.page.tokens[last - 1].end)
        named = self.page.named(span)
        return named is not None and span.contains(named.span)

    def _possessor(self, first: int, at: int, kinds: Collection[SubjectKind]) -> Thing | None:
        """The nearest thing before "its", also behind a preposition: "the fate of Ash and its 300 workers"."""
        if self.page.lower[at] not in self.words.possessives:
            return None
        found = next((thing for thing in reversed(self.within(first, at)) if thing.kind in kinds), None)
        return found if found is not None and not self._other_subject(found.last, at) else None

    def _behind_clause(self, number: int, at: int, kinds: Collection[SubjectKind]) -> Thing | None:
        """The subject behind the comma: "Given that it runs at half of its capacity, the Elm plant ..."."""
        lower, sentence = self.page.lower, self.page.sentences[number]
        if lower[sentence.first] not in self.words.openers:
            return None
        for thing in self.within(at, self.around(number, at)[1]):
            before = lower[max(at, thing.first - 2) : thing.first]
            if thing.kind in kinds and "," in before:
                return thing
        return None

    def _of_sentence_before(self, number: int, at: int, kinds: Collection[SubjectKind]) -> Thing | None:
        """The subject of the sentence before, where a pronoun stands for it or the sentence begins with the words."""
        lower, sentence = self.page.lower, self.page.sentences[number]
        opening = lower[self.around(number, at)[0] : at]
        said = [word for word in opening if word in self.words.pronouns]
        if (len(opening) > 2 and not said) or self._names(sentence.first, at):
            return None
        if number == 0 or self.page.sentences[number - 1].section != sentence.section:
            return None
        earlier = self.page.sentences[number - 1]
        if any(word in self.words.persons for word in said):
            near = self.within(max(earlier.first, earlier.last - _WINDOW), earlier.last)
            people = [thing for thing in near if thing.name in self.employers]
            return self.employers[people[-1].name] if people and SubjectKind.COMPANY in kinds else None
        for thing in self.within(earlier.first, min(earlier.first + _WINDOW, earlier.last)):
            before = lower[max(earlier.first, thing.first - 3) : thing.first]
            after = lower[thing.last] if thing.last < earlier.last else ""
            if thing.kind in kinds and after not in POSSESSIVE and not _in_phrase(before, self.words):
                return thing
        return None


def _in_phrase(before: Sequence[str], words: SubjectWords) -> bool:
    """Whether a preposition governs the thing behind these words: it stands last, or before light words only."""
    for word in reversed(before):
        if word in words.prepositions:
            return True
        if word not in words.light:
            return False
    return False


def cast_of(page: Page, words: SubjectWords) -> Cast:
    """Gather the companies, sites, people and properties of a page."""
    sites = sites_of(page)
    things = [Thing(site.first, site.last, site.span, SubjectKind.PLANT, site.name, site.described) for site in sites]
    covered = {at for site in sites for at in range(site.first, site.last)}
    bare = {site.name.rpartition(" ")[0] for site in sites}
    for first, last, name in described_companies(page, sites, words.companies, words.articles):
        span = Span(page.tokens[first].start, page.tokens[last - 1].end)
        things.append(Thing(first, last, span, SubjectKind.COMPANY, name, described=True))
        covered.update(range(first, last))
    for named, described in (*((n, False) for n in page.names), *((r, True) for r in page.references)):
        first, last = page.token_at(named.span.start), page.token_at(named.span.end - 1) + 1
        is_site = named.kind is SubjectKind.COMPANY and named.quote in bare
        if named.kind in (SubjectKind.COMPANY, SubjectKind.PERSON) and covered.isdisjoint(range(first, last)) and not is_site:
            things.append(Thing(first, last, named.span, named.kind, named.name, described))
    ranges = [(page.token_at(mention.span.start), page.token_at(mention.span.end - 1) + 1) for mention in page.quantities]
    counted = frozenset(at for first, last in ranges for at in range(first, last))
    ordered = sorted(things, key=lambda thing: (thing.first, thing.last))
    named_first = {thing.name: thing for thing in reversed(ordered) if not thing.described}
    cast = Cast(page, words, ordered, {}, counted, frozenset(covered), named_first)
    owned = _properties(cast)
    return evolve(cast, things=sorted((*ordered, *owned), key=lambda thing: (thing.first, thing.last))) if owned else cast


def _presumed(page: Page, covered: Collection[int]) -> list[Thing]:
    """The names of which nothing tells the kind, and which are no place, nationality or authority.

    One word at the beginning of a sentence may be any word, unless the name stands inside a sentence too.
    """
    lexicon = page.lexicon
    ordinary = (lexicon.places, lexicon.demonyms, lexicon.authorities, lexicon.months)
    found: list[tuple[Thing, bool]] = []
    for named in page.names:
        if named.kind is not SubjectKind.OTHER:
            continue
        words = named.name.lower().split()
        first, last = page.token_at(named.span.start), page.token_at(named.span.end - 1) + 1
        known = any(word in listed for listed in ordinary for word in (" ".join(words), *words))
        if not known and first not in covered:
            begins = last - first == 1 and page.sentence_at(named.span.start).first == first
            found.append((Thing(first, last, named.span, SubjectKind.COMPANY, named.name), begins))
    inside = {thing.name for thing, begins in found if not begins}
    return [thing for thing, begins in found if not begins or thing.name in inside]


def _properties(cast: Cast) -> list[Thing]:
    """What is owned and may have a worth: "its headquarters in Yokohama", named after its owner."""
    page, words = cast.page, cast.words
    if words.properties.isdisjoint(page.lower):
        return []
    found: list[Thing] = []
    for number, sentence in enumerate(page.sentences):
        for at in range(sentence.first + 1, sentence.last):
            if page.lower[at] not in words.properties:
                continue
            owner = cast.subject(number, at, (SubjectKind.COMPANY,))
            if owner is None or page.lower[at - 1] not in (*POSSESSIVE, "its", "their"):
                continue
            first = at if page.lower[at - 1] in POSSESSIVE else at - 1
            last, name = at + 1, f"{owner.name} {page.tokens[at].text}"
            place = page.named(Span(page.tokens[at + 2].start, page.tokens[at + 2].end)) if at + 2 < sentence.last else None
            if place is not None and page.lower[at + 1] in words.places:
                last = page.token_at(place.span.end - 1) + 1
                name = f"{name} {page.tokens[at + 1].text} {place.quote}"
            span = Span(page.tokens[first].start, page.tokens[last - 1].end)
            found.append(Thing(first, last, span, SubjectKind.OTHER, name, described=True, owner=owner))
    return found
