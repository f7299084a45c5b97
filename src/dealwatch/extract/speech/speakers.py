"""Who speaks: the noun phrase that is the subject of a verb of saying, or follows "by", "according to" or an inverted verb."""

from __future__ import annotations

from typing import Final

from attrs import evolve, frozen

from dealwatch.extract.speech.scene import COMMAS, MARKS, STOPS, Scene

Range = tuple[int, int]

LONGEST: Final = 18
"""How many tokens a source phrase may have; a longer one is a clause that was misread."""

APPOSITION: Final = 28
"""How many tokens may stand between a name and its verb: "Jo Doe, who has led Ash Corp since 2019, said"."""


@frozen
class Speaker:
    """A source phrase `[first, last)`; `outer` where the phrase and what explains it begins; `asides` the tokens between."""

    first: int
    last: int
    outer: int
    aside: Range | None = None
    relative: bool = False

    def holds_aside(self, index: int) -> bool:
        """Whether a token stands in what explains the phrase."""
        return self.aside is not None and self.aside[0] <= index < self.aside[1]


def verb_group(scene: Scene, verb: int, floor: int) -> tuple[int, bool, bool]:
    """Walk left from a verb over what belongs to it; return where the group begins, and whether it is passive or negated."""
    low, cues = scene.low, scene.cues
    auxiliaries, adverbs, be, negations = cues["auxiliaries"], cues["adverbs"], cues["be"], cues["negations"]
    start, passive, negated = verb, False, False
    index = verb - 1
    while index >= floor:
        word = low[index]
        if word in auxiliaries or word in negations:
            passive = passive or (word in be)
            negated = negated or word in negations
        elif not (word in adverbs or (word.endswith(cues.adverbs) and len(word) > 4 and _is_adverb(scene, index))):
            timed = _time_left(scene, index, floor)
            if timed == index + 1:
                break
            index = timed
            start = index
            index -= 1
            continue
        start = index
        index -= 1
    return start, passive, negated


def _is_adverb(scene: Scene, index: int) -> bool:
    return scene.tokens[index].text.islower() and scene.low[index] not in scene.cues["not_adverbs"]


def _time_left(scene: Scene, index: int, floor: int) -> int:
    """Where "on Monday", "earlier this year" or "in a statement" begins that ends at index; index + 1 if none ends there."""
    low, cues = scene.low, scene.cues
    if low[index].isdigit() and index > floor and low[index - 1] in cues["times"]:
        index -= 1
    if low[index] in cues["times"]:
        start = index
        while (
            start > floor
            and low[start - 1] not in cues["relatives"]
            and (
                low[start - 1] in cues["time_openers"] or low[start - 1] in cues["times"] or low[start - 1] in cues["determiners"]
            )
        ):
            start -= 1
        return start if low[start] in cues["time_openers"] or start == index else index + 1
    if low[index] in cues["venues"]:
        start = index
        while start > floor and index - start < 4:
            start -= 1
            if low[start] in cues["venue_openers"]:
                return start
            if low[start] in STOPS or low[start] in cues["chain_prepositions"]:
                break
    return index + 1


def subject_left(scene: Scene, end: int, floor: int) -> Speaker | None:
    """Return the noun phrase that ends at `end`, going back over an apposition or a relative clause to the name it explains."""
    low, cues = scene.low, scene.cues
    index = end - 1
    if index < floor:
        return None
    word = low[index]
    if word in cues["relatives"]:
        index -= 1
        if index >= floor and low[index] in COMMAS:
            index -= 1
        named = _phrase_left(scene, index + 1, floor)
        return evolve(named, relative=True) if named else None
    if word in COMMAS:
        opening = _opening(scene, index, floor)
        if opening is None:
            return None
        named = _phrase_left(scene, opening, floor)
        if named is None and low[opening - 1].isdigit() and opening - 2 > floor and low[opening - 2] in COMMAS:
            opening -= 2  # "Jo Doe, 56, who has led Ash Corp since 2019, said"
            named = _phrase_left(scene, opening, floor)
        return evolve(named, aside=(opening + 1, index)) if named else None
    return _phrase_left(scene, end, floor)


def _opening(scene: Scene, closing: int, floor: int) -> int | None:
    """The comma or dash that opens the apposition which the one at `closing` ends."""
    low, dash = scene.low, scene.low[closing] != ","
    index, brackets = closing - 1, 0
    best = None
    while index > floor and closing - index <= APPOSITION:
        word = low[index]
        if word in MARKS:
            break
        if word == ")":
            brackets += 1
        elif word == "(":
            brackets -= 1
        elif brackets == 0 and (word in COMMAS) and (word != ",") == dash:
            best = index
            if low[index + 1] in scene.cues["relatives"] or not _is_list_item(scene, index, floor):
                return best
        elif word == ";":
            break
        index -= 1
    return best


def _is_list_item(scene: Scene, comma: int, floor: int) -> bool:
    """Whether a comma stands inside an apposition ("the chairman, founder and owner") rather than behind a name."""
    before = scene.tokens[comma - 1].text
    return not (before[:1].isupper() or before.isdigit() or before == ")") and comma - 1 > floor


def _phrase_left(scene: Scene, end: int, floor: int) -> Speaker | None:
    low, cues = scene.low, scene.cues
    index = end - 1
    if index >= floor and low[index] == ")":
        depth = 0
        while index >= floor:
            depth += (low[index] == ")") - (low[index] == "(")
            index -= 1
            if depth == 0:
                break
        end = index + 1
    if index > floor and low[index] == "." and low[index - 1] in cues["closing_abbreviations"]:
        end, index = index, index - 1  # "Ash Corp. said"
    if index < floor or low[index] in STOPS or scene.speech[index] >= 0:
        return None
    if low[index] in cues["pronoun_subjects"]:
        return Speaker(index, index + 1, index)
    start = end
    while start > floor and end - start < LONGEST:
        if low[start - 1] == "." and start - 2 >= floor and (low[start - 2] in cues["abbreviations"] or len(low[start - 2]) == 1):
            start -= 2
        elif _begins_phrase(scene, start, end, floor):
            start = _joined_left(scene, start, floor)
            break
        else:
            start -= 1
    start = _without_opener(scene, start, end)
    if start >= end or not _may_speak(scene, start, end):
        return None
    return _titled_left(scene, start, floor) or Speaker(start, end, start)


def _titled_left(scene: Scene, start: int, floor: int) -> Speaker | None:
    """The name before a position that no comma closes: "Jo Doe, president and chief executive of Ash Corp said"."""
    low, titles = scene.low, scene.cues["sources.titles"]
    behind = start
    while low[behind] in titles or low[behind] in scene.cues["joining"]:
        behind += 1
    if behind == start or low[behind] not in scene.cues["employer_links"]:
        return None  # "chief executive Jo Doe" names somebody
    index = start - 1
    while index > floor and start - index < 8 and (low[index] in titles or low[index] in scene.cues["inside_title"]):
        index -= 1
    if index <= floor or low[index] != "," or not scene.tokens[index - 1].text[:1].isupper():
        return None
    return _phrase_left(scene, index, floor)


def _begins_phrase(scene: Scene, start: int, end: int, floor: int) -> bool:
    """Whether a noun phrase that ends at `end` begins at `start`, because the token before does not belong to it."""
    low, cues, tokens = scene.low, scene.cues, scene.tokens
    words, word = cues.words, low[start - 1]
    if scene.speech[start - 1] >= 0:
        return True
    if word in STOPS:  # but for one inside a name: "ASH.N"
        return start - 2 < floor or not tokens[start - 2].end == tokens[start - 1].start == tokens[start].start - len(word)
    if word in words["joining"]:
        return not (tokens[start].text[:1] in "<" or tokens[start].text[:1].isupper()) or not _closes_name(
            scene, start - 2, floor
        )
    if word in words["conjunctions"] or word in words["verbs"]:
        return True
    if word in words["to"] and _is_infinitive(scene, start):
        return start - 2 < floor or not low[start - 2].endswith(cues.gerunds)
    if word.endswith(cues.pasts) and tokens[start - 1].text.islower() and low[start] in words["determiners"]:
        return True
    return _is_finite_cue(scene, start - 1)


def _joined_left(scene: Scene, start: int, floor: int) -> int:
    """Where the first of two plain speakers begins: ", teachers and union officials told"; the start where there is one only."""
    low, cues = scene.low, scene.cues
    if start - 1 <= floor or low[start - 1] not in cues["joining"]:
        return start
    index = start - 2
    if low[index] in STOPS:
        return start
    while index >= floor and start - index < 6 and low[index] not in STOPS:
        if low[index] in cues["verbs"] or low[index] in cues["conjunctions"] or low[index] in cues["prepositions"]:
            return start
        index -= 1
    return index + 1 if index < floor or low[index] in COMMAS else start


def _closes_name(scene: Scene, index: int, floor: int) -> bool:
    return index >= floor and (scene.tokens[index].text[:1].isupper() or scene.tokens[index].text in ">)")


def _is_infinitive(scene: Scene, index: int) -> bool:
    """Whether a verb stands behind "to", not a name or a phrase ("people close to the talks")."""
    return scene.tokens[index].text.islower() and scene.low[index] not in scene.cues["determiners"]


def _without_opener(scene: Scene, start: int, end: int) -> int:
    """Drop an opening phrase that ran into the subject: "On Monday Ash", "In a statement the company"."""
    low, cues = scene.low, scene.cues
    while start < end and (low[start] in cues["adverbs"]):
        start += 1
    if start + 1 < end and low[start] in cues["with"] and low[start + 1] in cues["determiners"]:
        return start + 1  # "with its board saying"
    if start < end and low[start] in cues["prepositions"]:
        for index in range(end - 1, start, -1):
            if low[index] in cues["determiners"] and low[index] != "'s" and index > start + 1:
                return index
        last = end - 1
        while last > start and scene.tokens[last - 1].text[:1].isupper() and low[last - 1] not in cues["times"]:
            last -= 1
        return last
    if start < end and low[start] in cues["times"] and start + 1 < end:
        return start + 1
    return start


def _may_speak(scene: Scene, first: int, last: int) -> bool:
    low, cues = scene.low, scene.cues
    if low[last - 1] in cues["never_sources"] or (low[first] in cues["never_sources"] and low[first] not in cues["determiners"]):
        return False
    if last - first == 1 and not scene.tokens[first].text[0].isalpha():
        return False
    return low[first] not in cues["auxiliaries"] or (last - first > 1 and scene.tokens[first].text.istitle())


def issuer_left(scene: Scene, end: int, floor: int) -> Speaker | None:
    """Who issues the paper that ends at `end` and says something: "Ash issued a statement saying"; None where none does."""
    low, cues = scene.low, scene.cues
    if end - 1 <= floor or low[end - 1] not in cues["owned"]:
        return None
    for index in range(end - 2, max(floor, end - 8), -1):
        if low[index] in cues["issues"]:
            return subject_left(scene, verb_group(scene, index, floor)[0], floor)
        if low[index] in STOPS or low[index] in cues["verbs"]:
            return None
    return None


def opening_subject(scene: Scene, first: int, end: int) -> Speaker | None:
    """Return the noun phrase that opens a sentence, behind an opening phrase if there is one."""
    low, cues = scene.low, scene.cues
    start = first
    while start < end and (low[start] in cues["connectives"] or low[start] in MARKS or low[start] == ","):
        start += 1
    if start < end and low[start] in cues["openers"]:
        while start < end and low[start] != ",":
            start += 1
        start += 1
    return phrase_right(scene, start, end) if start < end else None


def phrase_right(scene: Scene, start: int, ceiling: int) -> Speaker | None:
    """Return the noun phrase that begins at `start`: "two people familiar with the matter", "Jo Doe"."""
    low, cues, _tokens = scene.low, scene.cues, scene.tokens
    if start >= ceiling or (low[start] in STOPS) or low[start] in cues["conjunctions"]:
        return None
    if low[start] in cues["pronoun_subjects"] or low[start] in cues["pronoun_objects"]:
        return Speaker(start, start + 1, start)
    end = start
    while end < ceiling and end - start < LONGEST and not _stops_phrase(scene, start, end, ceiling):
        end += 1
    while end > start and low[end - 1] in cues["prepositions"]:
        end -= 1
    return Speaker(start, end, start) if end > start and _may_speak(scene, start, end) else None


def _stops_phrase(scene: Scene, start: int, index: int, ceiling: int) -> bool:
    """Whether a noun phrase that began at `start` ends before a token."""
    low, cues, tokens = scene.low, scene.cues, scene.tokens
    word = low[index]
    if word == "." and index > start and tokens[index - 1].end == tokens[index].start and tokens[index - 1].text[:1].isupper():
        return index + 1 >= ceiling or (len(low[index - 1]) > 1 and low[index - 1] not in cues["abbreviations"])
    if word in STOPS:
        return True
    if word in cues["joining"]:
        return index + 1 >= ceiling or not (tokens[index + 1].text[:1].isupper() and tokens[index - 1].text[:1].isupper())
    if index == start and tokens[index].text.istitle() and index + 1 < ceiling and tokens[index + 1].text.istitle():
        return False  # a name: "Will Doe"
    if word in cues["conjunctions"] or word in cues["verbs"]:
        return True
    if index == start:
        return False
    if word in cues["relatives"] or word in cues["pronoun_subjects"] or _is_finite_cue(scene, index):
        return True
    if word in cues["time_openers"] and index + 1 < ceiling and low[index + 1] in cues["times"]:
        return True
    in_a_name = index + 1 < ceiling and tokens[index + 1].text[:1].isupper()  # the South China Morning Post
    if word in cues["times"] and tokens[index].text[:1].isupper() and word not in cues["month_or_modal"] and not in_a_name:
        return True
    return any(word == p[0] and tuple(low[index : index + len(p)]) == p for p in cues.phrases["reference_to"])


def _is_finite_cue(scene: Scene, index: int) -> bool:
    """Whether a verb of saying in the past stands there, not a participle ("people briefed on the talks")."""
    word = scene.low[index]
    if word not in scene.cues.verbs or not scene.tokens[index].text.islower():
        return False
    if not (word.endswith(scene.cues.pasts) or word in scene.cues["said"]):
        return False
    return index + 1 >= len(scene.low) or scene.low[index + 1] not in scene.cues["after_participle"]
