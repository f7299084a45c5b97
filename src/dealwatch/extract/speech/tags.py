"""Sources without a verb of saying: "according to X", "as reported by X", and the tags of headlines."""

from __future__ import annotations

from dealwatch.extract.speech.contents import content_end, holds_verb
from dealwatch.extract.speech.scene import COMMAS, ENDS, STOPS, Passage, Scene
from dealwatch.extract.speech.speakers import Speaker, phrase_right
from dealwatch.extract.speech.statement import Statement

OPENER = 7
"""How many tokens without a verb may stand before a leading "according to"."""

REACH = 9
"""How many tokens may stand between "speculation" and "that"."""

LONGEST_HEADLINE = 30
"""How many tokens a line may have to be read as a headline."""


def read_according(scene: Scene, passage: Passage, index: int, behind: int, before: Statement | None) -> Statement | None:
    """Read "according to X" and its like, before or behind what is said."""
    low = scene.low
    last = passage.last
    speaker = phrase_right(scene, behind, last)
    if speaker is None:
        return None
    cue = (index, behind)
    end = speaker.last
    if scene.cues.verb_second and index == passage.first and end < last and low[end] not in STOPS:
        return Statement(cue, (end, content_end(scene, end, last)), speaker, "according")
    leading = index - passage.first <= OPENER and not holds_verb(scene, passage.first, index)
    if leading:
        comma = _aside_end(scene, end, last)
        if comma is None:
            return None
        aside = (end + 1, comma) if comma > end else None
        start = comma + 1
        if start >= last:
            return None
        return Statement(
            cue, (start, content_end(scene, start, last)), Speaker(speaker.first, end, speaker.outer, aside), "according"
        )
    stop = index
    while stop > passage.first and low[stop - 1] in COMMAS:
        stop -= 1
    start = passage.first
    if before is not None and before.cue[1] < stop and before.content[0] <= stop:
        # "X said A, according to Y": Y vouches for the whole
        start = passage.first
    for i in range(stop - 1, passage.first, -1):
        if low[i] == ";":
            start = i + 1
            break
    while start < stop and low[start] in scene.cues["coordinators"]:
        start += 1
    if stop - start < 2:
        return None
    if scene.cues.inverted and end < last:
        behind = content_end(scene, end, last)
        if low[end] not in ENDS and behind - end > stop - start:  # in the midst of what is said
            return Statement(cue, (start, behind), speaker, "according")
    return Statement(cue, (start, stop), speaker, "according")


def read_behind(scene: Scene, passage: Passage, index: int) -> Statement | None:
    """Read a source before the word that makes it one: "Insidern zufolge", before, behind or amid what is said."""
    low = scene.low
    first = index
    while first > passage.first and _belongs(scene, first - 1, first == index):
        first -= 1
    if first == index:
        return None
    speaker = Speaker(first, index, first)
    cue = (index, index + 1)
    end = content_end(scene, index + 1, passage.last) if index + 1 < passage.last else index + 1
    if first == passage.first:
        return Statement(cue, (index + 1, end), speaker, "according") if end > index + 1 else None
    if index + 1 >= passage.last or low[index + 1] in STOPS:
        return Statement(cue, (passage.first, first), speaker, "according")
    return Statement(cue, (passage.first, end), speaker, "according")


def _belongs(scene: Scene, at: int, last: bool) -> bool:
    """Whether a token belongs to the noun phrase behind it: a name, its last noun, a determiner or an adjective."""
    low, cues = scene.low, scene.cues
    if low[at] in STOPS or low[at] in cues["verbs"] or low[at] in cues.verbs:
        return False
    return last or scene.tokens[at].text[:1].isupper() or low[at] in cues["determiners"] or low[at][-1] in "nre"


def _aside_end(scene: Scene, end: int, last: int) -> int | None:
    """The comma behind a leading "according to X", with what explains X between commas: "..., which cited Y, ..."."""
    low, cues = scene.low, scene.cues
    index = end
    while index < last and low[index] not in COMMAS and index - end < 20:
        if low[index] in ENDS:
            return None
        index += 1
    if index >= last or low[index] not in COMMAS:
        return None
    after = low[index + 1] if index + 1 < last else ""
    if after in cues["relatives"] or after in cues["citing"] or after in cues["indefinite"]:
        for closing in range(index + 2, min(last, index + 28)):
            if low[closing] in COMMAS:
                return closing
    return index


def read_agency(scene: Scene, passage: Passage) -> Statement | None:
    """The agency in brackets behind a sentence that is taken from it: "Ash is in talks with Birch (Reuters)."."""
    low, cues, tokens = scene.low, scene.cues, scene.tokens
    first, last = passage.first, passage.last
    while last > first and low[last - 1] in ENDS:
        last -= 1
    opening = next((index for index in range(last - 2, max(first + 3, last - 6), -1) if low[index] == "("), None)
    if opening is None or low[last - 1] != ")":
        return None
    name = " ".join(token.text for token in tokens[opening + 1 : last - 1])
    end = opening
    while end > first and low[end - 1] in ENDS:
        end -= 1
    if name not in cues.names or not holds_verb(scene, first, end):
        return None
    return Statement((opening, last), (first, end), Speaker(opening + 1, last - 1, opening + 1), "tag")


def read_rumour(scene: Scene, passage: Passage, index: int) -> Statement | None:
    """Read talk and who spreads it: "speculation in the Daily Leaf that Ash could bid", "reports emerged that ..."."""
    low, cues = scene.low, scene.cues
    for that in range(index + 1, min(index + REACH, passage.last - 2)):
        if low[that] in cues["that"]:
            end = content_end(scene, that + 1, passage.last)
            if not holds_verb(scene, that + 1, end):
                return None
            paper = next((at + 1 for at in range(index + 1, that) if low[at] in cues["by_paper"]), that)
            within = phrase_right(scene, paper, that)
            frame = "rumour" if low[index] in cues["rumours"] else "noun"
            return Statement((index, that), (that + 1, end), within or Speaker(index, index + 1, index), frame)
        if low[that] in STOPS or low[that] in cues["verbs"] or low[that] in cues.verbs:
            return None
    return None


def read_tag(scene: Scene, passage: Passage) -> Statement | None:
    """A headline that ends or begins with its source: "Ash in talks to buy Birch - sources", "WSJ: Ash to buy Birch"."""
    low, cues, tokens = scene.low, scene.cues, scene.tokens
    first, last = passage.first, passage.last
    if last - first > LONGEST_HEADLINE or last - first < 5 or low[last - 1] in ENDS:
        return None
    for index in range(last - 2, max(first + 3, last - 7), -1):
        if low[index] in (":", "-", "–", "—") and (low[index] == ":" or tokens[index - 1].end < tokens[index].start):
            if all(
                word in cues["tags.words"] or " ".join(t.text for t in tokens[index + 1 : last]) in cues.names
                for word in low[index + 1 : last]
            ):
                end = last - 1 if low[last - 1] in cues["said"] and last - index > 2 else last
                return Statement((index, index + 1), (first, index), Speaker(index + 1, end, index + 1), "tag")
            return None
    for index in range(first + 1, min(first + 4, last - 3)):
        if low[index] == ":":
            name = " ".join(token.text for token in tokens[first:index])
            if name in cues.names or all(word in cues["tags.words"] for word in low[first:index]):
                return Statement((index, index + 1), (index + 1, last), Speaker(first, index, first), "tag")
            return None
    return None
