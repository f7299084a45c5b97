"""Who speaks: the noun phrase that is the subject of a verb of saying, or follows "by", "according to" or an inverted verb."""

from __future__ import annotations

from typing import Final

from attrs import evolve, frozen

from dealwatch.extract.scene import COMMAS, MARKS, STOPS, Scene

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
        elif not (word in adverbs or (word.endswith("ly") and len(word) > 4 and scene.tokens[index].text.islower())):
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


def _time_left(scene: Scene, index: int, floor: int) -> int:
    """Where "on Monday", "earlier this year" or "in a statement" begins that ends at index; index + 1 if none ends there."""
    low, cues = scene.low, scene.cues
    if low[index].isdigit() and index > floor and low[index - 1] in cues["times"]:
        index -= 1
    if low[index] in cues["times"]:
        start = index
        while start > floor and (
            low[start - 1] in cues["time_openers"] or low[start - 1] in cues["times"] or low[start - 1] in cues["determiners"]
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
    low, cues, tokens = scene.low, scene.cues, scene.tokens
    index = end - 1
    if index >= floor and low[index] == ")":
        depth = 0
        while index >= floor:
            depth += (low[index] == ")") - (low[index] == "(")
            index -= 1
            if depth == 0:
                break
        end = index + 1
    if index < floor or low[index] in STOPS:
        return None
    if low[index] in cues["pronoun_subjects"]:
        return Speaker(index, index + 1, index)
    start = end
    verbs, conjunctions = cues["verbs"], cues["conjunctions"]
    while start > floor and end - start < LONGEST:
        word, text = low[start - 1], tokens[start - 1].text
        if word == "." and start - 2 >= floor and (low[start - 2] in cues["abbreviations"] or len(low[start - 2]) == 1):
            start -= 2
            continue
        if word in STOPS and not (word == "-" and tokens[start - 2].end == tokens[start - 1].start):
            break
        if word in ("and", "&"):
            if not (tokens[start].text[:1].isupper() and start - 2 >= floor and (tokens[start - 2].text[:1].isupper())):
                break
        elif word in conjunctions or word in verbs or (word == "to" and _is_infinitive(scene, start)):
            break
        elif text.islower() and word in scene.cues.verbs and (word.endswith("ed") or word in ("said", "told", "says", "saying")):
            if not (start < end and low[start] in ("on", "in", "with", "by", "for")):  # "people briefed on the talks"
                break
        start -= 1
    start = _without_opener(scene, start, end)
    return Speaker(start, end, start) if start < end and _may_speak(scene, start, end) else None


def _is_infinitive(scene: Scene, index: int) -> bool:
    """Whether a verb stands behind "to", not a name or a phrase ("people close to the talks")."""
    return scene.tokens[index].text.islower() and scene.low[index] not in scene.cues["determiners"]


def _without_opener(scene: Scene, start: int, end: int) -> int:
    """Drop an opening phrase that ran into the subject: "On Monday Ash", "In a statement the company"."""
    low, cues = scene.low, scene.cues
    while start < end and (low[start] in cues["adverbs"] or low[start] in ("also", "again")):
        start += 1
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
    if low[first] in cues["never_sources"] or low[last - 1] in cues["never_sources"]:
        return False
    if last - first == 1 and not scene.tokens[first].text[0].isalpha():
        return False
    return low[first] not in cues["auxiliaries"]


def phrase_right(scene: Scene, start: int, ceiling: int) -> Speaker | None:
    """Return the noun phrase that begins at `start`: "two people familiar with the matter", "Jo Doe"."""
    low, cues, tokens = scene.low, scene.cues, scene.tokens
    if start >= ceiling or (low[start] in STOPS) or low[start] in cues["conjunctions"]:
        return None
    if low[start] in cues["pronoun_subjects"] or low[start] in ("him", "her", "them"):
        return Speaker(start, start + 1, start)
    end = start
    while end < ceiling and end - start < LONGEST:
        word = low[end]
        if word in STOPS:
            if (
                word == "."
                and end + 1 < ceiling
                and tokens[end - 1].text[:1].isupper()
                and tokens[end - 1].end == tokens[end].start
                and (len(tokens[end - 1].text) == 1 or low[end - 1] in cues["abbreviations"])
            ):
                end += 1
                continue
            break
        if word in ("and", "&"):
            if not (end + 1 < ceiling and tokens[end + 1].text[:1].isupper() and tokens[end - 1].text[:1].isupper()):
                break
        elif (
            (word in cues["relatives"] and end > start)
            or word in cues["conjunctions"]
            or word in cues["verbs"]
            or (word in cues["time_openers"] and end + 1 < ceiling and (low[end + 1] in cues["times"]) and end > start)
            or (word in cues["times"] and tokens[end].text[:1].isupper() and end > start and tokens[end].text.lower() != "may")
        ):
            break
        end += 1
    while end > start and low[end - 1] in cues["prepositions"]:
        end -= 1
    return Speaker(start, end, start) if end > start and _may_speak(scene, start, end) else None
