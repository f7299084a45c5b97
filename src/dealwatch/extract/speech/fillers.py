"""What stands between a verb of saying and what it says: the person told, the day, the place."""

from __future__ import annotations

from dealwatch.extract.speech.cues import Verb
from dealwatch.extract.speech.scene import MARKS, STOPS, Scene
from dealwatch.extract.speech.speakers import Range, phrase_right


def skip_fillers(scene: Scene, index: int, last: int, verb: Verb) -> tuple[int, tuple[Range, ...]]:
    """Step over what stands between a verb and what it says: the person told, the day, the place it was said in."""
    low, cues = scene.low, scene.cues
    relays: list[Range] = []
    if index < last and "person" in verb.frames:
        index = _skip_person(scene, index, last, relays)
    elif (
        index + 1 < last
        and low[index] in cues["hearer_links"]
        and (_is_capital(scene, index + 1) or low[index + 1] in cues["told"])
        and low[index + 1] not in cues["verbs"]  # "Ash Said to Be in Talks"
    ):
        end = index + 2
        while end < last and _is_capital(scene, end):
            end += 1
        relays.append((index + 1, end))
        index = end
    while index < last:
        behind = _skip_time(scene, index, last)
        if behind == index:
            behind = _skip_venue(scene, index, last, relays)
        if behind == index:
            break
        index = behind
    return index, tuple(relays)


def _is_capital(scene: Scene, index: int) -> bool:
    return scene.tokens[index].text[:1].isupper()


def _skip_person(scene: Scene, index: int, last: int, relays: list[Range]) -> int:
    """Step over whom one tells: "told Reuters", "told the newspaper", "told him"."""
    if scene.low[index] in MARKS or scene.low[index] in scene.cues["that"]:
        return index
    told = phrase_right(scene, index, min(last, index + 10))
    if told is None:
        return index
    end = _told_end(scene, index, told.last)
    relays.append((index, end))
    return end


def _skip_time(scene: Scene, index: int, last: int) -> int:
    """Step over an adverb, a day, or "earlier this year"."""
    low, cues = scene.low, scene.cues
    word = low[index]
    if word in cues["adverbs"] or (word.endswith(cues.adverbs) and len(word) > 4 and word not in cues["not_adverbs"]):
        return index + 1
    if word in cues["times"] and word not in cues["month_or_modal"]:
        return index + 1 + (index + 1 < last and low[index + 1].isdigit())
    if word not in cues["time_openers"]:
        return index
    end = index + 1
    while end < last and end - index < 4 and (low[end] in cues["determiners"] or low[end] in cues["time_openers"]):
        end += 1
    behind = end
    while behind < last and (low[behind] in cues["times"] or low[behind].isdigit()):
        behind += 1
    return behind if behind > end else index


def _skip_venue(scene: Scene, index: int, last: int, relays: list[Range]) -> int:
    """Step over "in a statement", "at the conference in Oslo", "in an interview with Reuters"."""
    low, cues = scene.low, scene.cues
    if low[index] not in cues["venue_openers"]:
        return index
    for end in range(index + 1, min(last, index + 9)):
        if low[end] in cues["venues"]:
            return _venue_tail(scene, end + 1, last, relays)
        if low[end] in STOPS or low[end] in cues["that"] or low[end] in cues["verbs"] or low[end] in cues["pronoun_subjects"]:
            break
    return index


def _told_end(scene: Scene, start: int, end: int) -> int:
    """Where the person told ends: a pronoun, a name, or a determiner and its nouns up to the clause."""
    low = scene.low
    if low[start] in scene.cues["told"]:
        return start + 1
    if low[end - 1] in scene.cues["sources.hearers"] and all(token.text.islower() for token in scene.tokens[start:end]):
        return end  # "told state media"
    index = start
    closing = scene.cues["pronoun_subjects"] | scene.cues["determiners"] | scene.cues["conjunctions"] | STOPS
    if low[index] in scene.cues["determiners"]:
        index += 1
        while (
            index < end
            and scene.tokens[index].text.islower()
            and low[index] not in scene.cues["determiners"]
            and low[index] not in scene.cues["prepositions"]
        ):
            index += 1
    while index < end and (
        scene.tokens[index].text[:1].isupper()
        or low[index] == "'s"
        or (low[index] in scene.cues["inside_name"] and index + 1 < end and scene.tokens[index + 1].text[:1].isupper())
    ):
        index += 1
        if low[index - 1] == "'s":
            while index < end and low[index] not in closing:
                index += 1
    behind = index
    while start < index <= behind < min(index + 3, end) and scene.tokens[behind].text.islower():
        if low[behind] in closing or low[behind] in scene.cues["prepositions"]:
            break
        behind += 1
    if behind < len(low) and (low[behind] in scene.cues["pronoun_subjects"] or low[behind] in scene.cues["that"]):
        return behind  # "told the Oslo stock exchange it had agreed"
    return max(index, start + 1)


def _venue_tail(scene: Scene, index: int, last: int, relays: list[Range]) -> int:
    """Step over "... with Nikkei", "... to Reuters", "... on its website" behind a place of speech."""
    low, cues = scene.low, scene.cues
    while index < last and low[index] in cues["venues"]:
        index += 1
    while index + 1 < last and low[index] in cues["venue_links"]:
        begin = index + 1 + (low[index + 1] in cues["determiners"])
        if low[index] in cues["hearer_links"] and begin < last and low[begin] in cues["told"]:
            index = begin + 1
            continue
        end = begin
        while end < last and (
            scene.tokens[end].text[:1].isupper() or (end > begin and (low[end] == "'s" or low[end] in cues["inside_name"]))
        ):
            end += 1
        if end == begin:
            break
        if low[index] in cues["hearer_links"] and low[begin] not in cues["times"]:
            relays.append((begin, end))
        index = end
    return index
