"""What a source phrase holds, whoever speaks elsewhere: its head, the names in it, the outlet, the employer, the title."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from dealwatch.domain.attribution import Source
from dealwatch.domain.report import Span
from dealwatch.domain.words import SourceKind
from dealwatch.extract.page import Named
from dealwatch.extract.speech.scene import Scene
from dealwatch.extract.speech.speakers import Range


@frozen
class Phrase:
    """A source phrase: its words, where they begin without "the" and the like, and its head."""

    scene: Scene
    words: Range
    first: int
    head: int

    @property
    def opener(self) -> str:
        """The first word, in lower case; "the" too where the phrase was cut behind it."""
        low, first = self.scene.low, self.words[0]
        return low[first - 1] if first and low[first - 1] in self.scene.cues["articles"] else low[first]

    @property
    def word(self) -> str:
        """The head, in lower case."""
        return self.scene.low[self.head]

    @property
    def text(self) -> str:
        """The phrase as it is written."""
        return self.scene.page.text[slice(*self.scene.span(*self.words))]

    @property
    def goes_on(self) -> bool:
        """Whether a name follows the head: "chief executive Jo Doe"."""
        return self.head + 1 < self.words[1] and self.scene.tokens[self.head + 1].text[:1].isupper()

    @property
    def is_plain(self) -> bool:
        """Whether the head is a word and no name; a capital at the beginning tells nothing ("Traders said")."""
        text = self.scene.tokens[self.head].text
        is_post = text.isupper() and self.word in self.scene.cues["sources.titles"]
        return not self.goes_on and (text.islower() or self.head == self.first or is_post)

    @property
    def is_indefinite(self) -> bool:
        """Whether it hides who it is: "a veteran of the last war for Ash"."""
        return self.scene.low[self.words[0]] in self.scene.cues["indefinite"]

    @property
    def is_vouching(self) -> bool:
        """Whether "according to" stands before it, which names a source whatever it is called."""
        low, first = self.scene.low, self.words[0]
        return any(tuple(low[max(first - len(p), 0) : first]) == p for p in self.scene.cues.phrases["according"])

    @property
    def is_nameless(self) -> bool:
        """Whether no word of it is written as a name is."""
        return all(not self.scene.tokens[index].text[:1].isupper() for index in range(self.words[0] + 1, self.words[1]))


def phrase_of(scene: Scene, words: Range) -> Phrase:
    """Read a source phrase."""
    first, last = words
    while first < last and scene.low[first] in scene.cues["before_name"] and last - first > 1:
        first += 1
    return Phrase(scene, words, first, head_of(scene, first, last))


def outlet_in(scene: Scene, first: int, last: int) -> Source | None:
    """The agency or paper that the phrase names, or two that it joins: "Reuters and the Daily Leaf"."""
    found = _outlet_in(scene, first, last)
    if found is None:
        return None
    source, end = found
    beside = end + 1 + (end + 1 < last and scene.low[end + 1] in scene.cues["articles"])
    if beside >= last or scene.low[end] not in scene.cues["joining"] or not scene.tokens[beside].text[:1].isupper():
        return source
    other = _outlet_in(scene, beside, last)
    return source if other is None else Source(f"{source.name} and {other[0].name}", SourceKind.AGENCY)


def _outlet_in(scene: Scene, first: int, last: int) -> tuple[Source, int] | None:
    """An agency or a paper by its name, the last word of its name, or what it is called, and where its name ends."""
    cues, tokens, low = scene.cues, scene.tokens, scene.low
    index = first
    while index < last:
        if not tokens[index].text[:1].isupper():
            index += 1
            continue
        for width in (4, 3, 2, 1):
            words = " ".join(token.text for token in tokens[index : index + width])
            if index + width <= last and _is_head(scene, index, index + width, last):
                if words in cues.names:
                    return Source(words, SourceKind.AGENCY), index + width
                if index and f"The {words}" in cues.names and low[index - 1] in cues["articles"]:
                    return Source(f"The {words}", SourceKind.AGENCY), index + width
        end = index
        while end < last and (tokens[end].text[:1].isupper() or low[end] in cues["inside_name"]):
            end += 1
        while end > index + 1 and low[end - 1] in cues["inside_name"]:
            end -= 1  # "the Oak Journal and the Elm Journal"
        name = scene.page.text[slice(*scene.span(index, end))]
        long_enough = (
            end > index + 1
            or (index > first and low[index - 1] in cues["articles"])
            or (index == first > 0 and low[index - 1] in cues["articles"])
        )
        marked = low[end - 1] in cues["outlets.endings"] or any(word in cues["outlets.marks"] for word in low[index:end])
        if (long_enough and marked and _is_head(scene, index, end, last)) or (
            end < last and low[end] in cues["outlets.descriptions"]
        ):
            return Source(name, SourceKind.AGENCY), end
        index = end
    return None


def _is_head(scene: Scene, first: int, last: int, end: int) -> bool:
    """Whether a name is what the phrase is about, not whom a person in it works for or a name that goes on."""
    tokens, cues = scene.tokens, scene.cues
    if last >= end:
        return True
    text, word = tokens[last].text, scene.low[last]
    if word in cues["outlets.descriptions"]:
        return True
    return (
        not text[:1].isupper() and word not in cues["sources.anonymous"] and word not in cues["sources.titles"] and word != "'s"
    )


def head_of(scene: Scene, first: int, last: int) -> int:
    """The head of the phrase: its last noun before a preposition or a participle."""
    low, cues = scene.low, scene.cues
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


def is_post(scene: Scene, named: Named) -> bool:
    """Whether what looks like a name is a word of a post: "Chief Financial Officer"."""
    return named.name.lower() in scene.cues["inside_post"] or named.name.lower() in scene.cues["sources.titles"]


def is_titled(scene: Scene, last: int) -> bool:
    """Whether a position stands behind a name: "Jo Doe, a spokeswoman for Ash"."""
    low, cues = scene.low, scene.cues
    if last + 1 >= len(low) or low[last] != ",":
        return False
    for index in range(last + 1, min(last + 6, len(low))):
        if low[index] in cues["sources.titles"]:
            return True
        if low[index] in cues["prepositions"] or low[index] == ",":
            return False
    return False


def employer_in(scene: Scene, phrase: Phrase) -> Source | None:
    """For whom somebody without a name speaks: "a spokesman for the regulator", "an Ash spokesman"."""
    head, last = phrase.head, phrase.words[1]
    words: Range | None = None
    if head + 2 < last and scene.low[head + 1] in scene.cues["employer_links"]:
        words = head + 2, last
    elif head > phrase.first and scene.tokens[head - 1].text[:1].isupper():
        begin = head - 1
        while begin > phrase.first and scene.tokens[begin - 1].text[:1].isupper():
            begin -= 1
        words = begin + (scene.low[begin] in scene.cues["determiners"]), head
    return Source(scene.page.text[slice(*scene.span(*words))], SourceKind.COMPANY) if words and words[0] < words[1] else None


def names_between(scene: Scene, start: int, end: int) -> Iterator[Named]:
    """The names of the page in a stretch of its text."""
    offset = start
    page = scene.page
    while offset < end:
        named = page.named(Span(offset, end))
        if named is None:
            return
        yield named
        offset = max(named.span.end, offset + 1)


def _post_end(scene: Scene, first: int, last: int) -> int:
    """Where a post ends that a phrase begins with: "Chief Financial Officer Jo Doe"; its first token where it has none."""
    low, cues = scene.low, scene.cues
    end = first
    for index in range(first, last):
        if low[index] in cues["sources.titles"]:
            end = index + 1
        elif low[index] not in cues["inside_post"] and scene.tokens[index].text[:1].isupper():
            break
    return end


def name_behind_owner(scene: Scene, first: int, last: int) -> Range | None:
    """The name that a phrase ends with behind whom the named works for: "Ash Bank's Jo Doe"."""
    for index in range(last - 2, first, -1):
        if scene.low[index] == "'s":
            begin = _post_end(scene, index + 1, last)
            names = [scene.tokens[at].text for at in range(begin, last)]
            named = len(names) > 1 and all(name[:1].isupper() or name == "." for name in names)
            named = named and scene.low[last - 1] not in scene.page.lexicon.firm_ends
            return (begin, last) if named else None
    return None


def apposed_name(scene: Scene, phrase: Phrase, aside: Range) -> Range | None:
    """The name that explains a post: "Ash's chief executive, Jo Doe, said"."""
    first, last = aside
    if phrase.word not in scene.cues["sources.titles"] or not phrase.is_plain or not 2 <= last - first <= 4:
        return None
    return aside if all(scene.tokens[index].text[:1].isupper() or scene.low[index] == "." for index in range(*aside)) else None


def capitals_in(scene: Scene, first: int, last: int) -> Range | None:
    """The run of capitals in a phrase that is a name, behind "the" and the name of a post; None for an adjective alone."""
    tokens, low = scene.tokens, scene.low
    if first < last and low[first] in scene.cues["determiners"]:
        first += 1
    begin = next((i for i in range(_post_end(scene, first, last), last) if tokens[i].text[:1].isupper()), None)
    if begin is None or (low[begin] in scene.cues["determiners"] and begin + 1 >= last):
        return None
    end = begin
    while end < last and (
        tokens[end].text[:1].isupper() or low[end] in (".", "-") or (end < last and low[end] in scene.cues["inside_name"])
    ):
        end += 1
    while end > begin + 1 and not tokens[end - 1].text[:1].isupper():
        end -= 1
    if end == begin + 1 and end < last and tokens[end].text.islower() and low[end] not in scene.cues["prepositions"]:
        return None  # an adjective: "the Korean regulator"
    return begin, end
