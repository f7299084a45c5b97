"""What is said: the stretch before or behind a verb of saying, cut where something else begins."""

from __future__ import annotations

from dealwatch.extract.speech.cues import Verb
from dealwatch.extract.speech.scene import COMMAS, ENDS, MARKS, SINGLES, STOPS, Passage, Scene
from dealwatch.extract.speech.speakers import Range
from dealwatch.extract.speech.statement import Statement

_REPORTED = 14
"""Within so many tokens behind a comma the verb of reported speech stands."""


def content_behind(scene: Scene, passage: Passage, following: Passage | None, index: int, verb: Verb) -> tuple[str, Range | None]:
    """Choose the frame by the next word, and cut the content that begins there."""
    low, cues, speech = scene.low, scene.cues, scene.speech
    last = passage.last
    if index >= last or low[index] in ENDS:
        return "end", None
    word = low[index]
    if word == ":":
        if index + 1 >= last:
            if following is not None and "quote" in verb.frames:
                return "colon", (following.first, content_end(scene, following.first, following.last))
            return "end", None
        return "colon", (index + 1, content_end(scene, index + 1, last))
    if word in COMMAS:
        if index + 1 < last and speech[index + 1] >= 0:
            return "quote", (index + 1, content_end(scene, index + 1, last))
        if index + 1 < last and low[index + 1] in cues["that"]:
            return "that", (index + 2, content_end(scene, index + 2, last))
        if cues["subjunctive"] and not cues["subjunctive"].isdisjoint(low[index + 1 : min(index + _REPORTED, last)]):
            return "that", (index + 1, content_end(scene, index + 1, last))
        if cues.verb_second and verb.frames & {"noun", "to"}:
            end = content_end(scene, index + 1, last)
            if not cues["to"].isdisjoint(low[index + 1 : end]):  # "dementierte, Birke kaufen zu wollen"
                return "noun", (index + 1, end)
        for at in range(index + 2, min(index + 10, last - 1)):  # "said, without proof, that ..."
            if low[at] in COMMAS:
                if low[at + 1] in cues["that"]:
                    return "that", (at + 1, content_end(scene, at + 2, last))
                break
        return "end", None
    if speech[index] >= 0:
        return "quote", (index, content_end(scene, index, last))
    if word in MARKS:  # a short quotation
        return "bare", (index, content_end(scene, index, last))
    if word in cues["that"] and index + 1 < last:
        if "that" in verb.frames:
            return "that", (index, content_end(scene, index + 1, last))
        return "noun", (index, content_end(scene, index, last))
    if word in cues["questions"]:
        return "what", (index, content_end(scene, index, last))
    if word in cues["to"]:
        return "to", (index, _phrase_end(scene, index, content_end(scene, index, last)))
    if word in cues["object_links"]:
        if word in verb.frames:
            return word, (index, _phrase_end(scene, index, content_end(scene, index, last)))
        if word not in cues["venue_openers"]:
            return "end", None
    if word in cues["conjunctions"] or word in cues["beside"] or word in cues["citing"]:
        return "end", None
    for near in range(index, min(index + 7, last - 1)):
        if (
            low[near] in cues["that"]
            and "that" in verb.frames
            and near > index
            and low[near + 1] not in ENDS
            and low[near - 1] not in cues["prepositions"]
            and low[near - 1] not in cues["questions"]
        ):
            return "that", (near, content_end(scene, near + 1, last))
        if low[near] in cues["verbs"] or low[near] in STOPS or low[near] in cues.verbs:
            break
    end = content_end(scene, index, last)
    plain = verb.lemma in cues["plain_verbs"] and word not in cues["prepositions"]
    if "bare" in verb.frames and (plain or holds_verb(scene, index, min(end, index + 14))):
        return "bare", (index, end)
    if "noun" in verb.frames:
        return "noun", (index, _phrase_end(scene, index, end))
    return "end", None


def content_before(scene: Scene, passage: Passage, end: int, before: Statement | None) -> tuple[Range, str] | None:
    """What stands before the speaker: a quotation, or a clause closed by a comma; None if neither."""
    low, cues, speech = scene.low, scene.cues, scene.speech
    first = passage.first
    if before is not None and before.content[1] <= end and before.cue[1] <= end:
        first = max(before.content[1], before.cue[1])
    index = end - 1
    if index < first:
        if passage.begin <= index and speech[index] >= 0 and before is None:
            return (scene.quotes[speech[index]][0], end), "earlier"  # "Why?" Ash asked.
        return None
    if speech[index] >= 0:
        quote = scene.quotes[speech[index]]
        content = _words_before(scene, first, max(quote[0], passage.first)), index + 1
        return content, "earlier" if _ended(scene, quote) else "quote"
    if low[index] in COMMAS and index - 1 >= first:
        if speech[index - 1] >= 0:
            opening = max(scene.quotes[speech[index - 1]][0], passage.first)
            return (_words_before(scene, first, opening), index), "quote"
        start = first
        while start < index and (
            low[start] in COMMAS or low[start] in cues["coordinators"] or low[start] == ";" or low[start] in ENDS
        ):
            start += 1
        if index - start < 4 or (
            index - start < 9 and not holds_verb(scene, start, index) and cues["to"].isdisjoint(low[start:index])
        ):
            return None
        if opens(scene, start, index) and not _is_subject(scene, start, index):
            comma = next((i for i in range(start, index) if low[i] in COMMAS), index)
            if index - comma < 4 or not holds_verb(scene, comma + 1, index):
                return None
        return (start, index), "clause"
    return None


def _is_subject(scene: Scene, first: int, last: int) -> bool:
    """Whether what looks like an opening phrase is the subject of a clause: "About 270 people have been hired"."""
    low, cues = scene.low, scene.cues
    if low[first] in cues["subordinators"]:
        return False
    for index in range(first + 1, last):
        if low[index] in cues["verbs"]:
            return True
        if low[index] in COMMAS or low[index] in cues["conjunctions"]:
            return False
    return False


def _ended(scene: Scene, quote: Range) -> bool:
    """Whether a quotation closes its own sentence, so that the words behind it begin another."""
    index = quote[1] - 1
    while index > quote[0] and (scene.low[index] in MARKS or scene.low[index] in SINGLES):
        index -= 1
    return scene.low[index] == "."


def content_around(scene: Scene, passage: Passage, outer: int, behind: int, before: Statement | None) -> Range | None:
    """The clause that a speaker stands in the midst of: "The deal, Ash said, would close in May"."""
    low, cues = scene.low, scene.cues
    first = max(before.content[1], before.cue[1]) if before is not None and before.cue[1] <= outer else passage.first
    if outer - 1 <= first or low[outer - 1] not in COMMAS or behind + 2 >= passage.last or low[behind] not in COMMAS:
        return None
    while first < outer and (
        low[first] in COMMAS or low[first] in cues["coordinators"] or low[first] == ";" or low[first] in ENDS
    ):
        first += 1
    if outer - 1 - first < 1 or scene.speech[outer - 2] >= 0:
        return None
    after = low[behind + 1]
    if all(low[at] in cues["connectives"] or low[at] in cues["adverbs"] or low[at] in COMMAS for at in range(first, outer)):
        return behind + 1, content_end(scene, behind + 1, passage.last)  # "Still, Ash said, ..."
    opened = opens(scene, first, outer) and after not in cues["cut_after_comma"] and not after.endswith(scene.cues.gerunds)
    return (first, content_end(scene, behind + 1, passage.last)) if opened or after in cues["verbs"] else None


def content_end(scene: Scene, first: int, last: int) -> int:
    """Where what is said ends: at the sentence's end, or where another statement or a side remark begins."""
    low, speech, words = scene.low, scene.speech, scene.cues.words
    cutting, cuts = scene.cues.cuts, scene.cues.phrases["cuts"]
    index = first
    while index < last:
        word = low[index]
        if speech[index] >= 0:
            index = scene.quotes[speech[index]][1]
            closed = index < last and "," in low[index - 2 : index] and low[index] in words["new_subject"]
            if closed and subject_follows(scene, index + 1) and holds_verb(scene, index + 1, min(last, index + 6)):
                return index
            continue
        if word == ";" and index > first:
            return index
        if word in COMMAS and index + 1 < last and index > first:
            after = low[index + 1]
            if after in words["cut_after_comma"] and (
                after not in words["cut_before_subject"] or subject_follows(scene, index + 2)
            ):
                return index
            if is_cue(scene, index + (2 if after in words["coordinators"] else 1), last):
                return index
        elif (word in words["coordinators"] and is_cue(scene, index + 1, last)) or (
            word in cutting and any(tuple(low[index : index + len(cut)]) == cut for cut in cuts)
        ):
            return index
        index += 1
    while last > first + 1 and low[last - 1] in ENDS and speech[last - 1] < 0:
        last -= 1
    return last


def opening_end(scene: Scene, passage: Passage, index: int, form: str) -> int:
    """Where what is said must end: at the comma that closes an opening phrase with the verb in it ("While Ash said ..., ...")."""
    low, cues = scene.low, scene.cues
    if low[passage.first] not in cues["openers"] or not (
        form.endswith(cues.gerunds) or low[passage.first] in cues["subordinators"]
    ):
        return passage.last
    for at in range(passage.first, passage.last):
        if low[at] == "," and scene.speech[at] < 0:
            return at if at > index + 1 else passage.last
    return passage.last


def _phrase_end(scene: Scene, first: int, last: int) -> int:
    """Where a noun phrase or infinitive ends that is said: at a dash, or a comma that no list goes on behind."""
    low = scene.low
    for index in range(first + 1, last):
        if low[index] in MARKS and any(mark in MARKS for mark in low[first:index]):
            return index + 1  # 'called the report "untrue" when asked'
        if scene.speech[index] < 0 and (low[index] in ("—", "–") or (low[index] == "," and _ends_phrase(scene, index, last))):
            return index
        if (
            low[index] in scene.cues["joining"]
            and index + 1 < last
            and (low[index + 1] in scene.cues["verbs"] or low[index + 1].endswith(scene.cues.pasts))
        ):
            return index
    return last


def _ends_phrase(scene: Scene, comma: int, last: int) -> bool:
    low = scene.low
    if comma + 2 >= last:
        return True
    after = low[comma + 1]
    if after in scene.cues["coordinators"]:
        return subject_follows(scene, comma + 2) and holds_verb(scene, comma + 2, min(last, comma + 7))
    return after in scene.cues["relatives"] or after in scene.cues["openers"] or after.endswith(scene.cues.gerunds)


def _words_before(scene: Scene, first: int, opening: int) -> int:
    """Where the content begins whose quotation opens at `opening`: the words before it in its sentence belong to it."""
    low = scene.low
    start = first
    while start < opening and (
        low[start] in COMMAS or low[start] in ENDS or low[start] in scene.cues["coordinators"] or low[start] in ";:"
    ):
        start += 1
    for index in range(opening - 1, start - 1, -1):
        if low[index] in ENDS or low[index] in (";", ":", "("):
            return index + 1
    return start


def opens(scene: Scene, first: int, last: int) -> bool:
    """Whether a stretch begins as an opening phrase does: "During ...", "Soon after ...", "When ..."."""
    openers = scene.cues["openers"]
    if scene.low[first].endswith(scene.cues.gerunds) and len(scene.low[first]) > 5:
        return True
    return scene.low[first] in openers or (
        first + 1 < last and scene.low[first + 1] in openers and scene.low[first] in scene.cues["adverbs"]
    )


def holds_verb(scene: Scene, first: int, last: int) -> bool:
    """Whether a finite verb seems to stand among the first twenty tokens of a stretch, so that it is a clause."""
    low, verbs, more = scene.low, scene.cues["verbs"], scene.cues.verbs
    return any(
        low[index] in verbs or (low[index] in more) or (low[index].endswith(scene.cues.pasts) and index > first)
        for index in range(first, min(last, first + 20))
    )


def is_cue(scene: Scene, index: int, last: int) -> bool:
    """Whether a finite verb of saying stands there: the next statement of the same speaker."""
    if index >= last:
        return False
    verb = scene.cues.verbs.get(scene.low[index])
    return (
        verb is not None
        and scene.low[index] != verb.lemma
        and not scene.low[index].endswith(scene.cues.gerunds)
        and bool(verb.frames & {"that", "quote"})
    )


def subject_follows(scene: Scene, index: int) -> bool:
    """Whether a pronoun, a name or a determiner stands there, as before a verb of another subject."""
    low = scene.low
    return index < len(low) and (
        low[index] in scene.cues["pronoun_subjects"]
        or scene.tokens[index].text[:1].isupper()
        or scene.tokens[index].text[:1].isdigit()
        or low[index] in scene.cues["subject_openers"]
    )
