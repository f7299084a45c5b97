"""One verb of saying: whether it says something here, who speaks, and in which frame what is said stands."""

from __future__ import annotations

from attrs import evolve

from dealwatch.extract.speech.contents import content_around, content_before, content_behind, content_end, opening_end, opens
from dealwatch.extract.speech.cues import Verb
from dealwatch.extract.speech.fillers import skip_fillers
from dealwatch.extract.speech.scene import COMMAS, MARKS, STOPS, Passage, Scene
from dealwatch.extract.speech.speakers import Range, Speaker, opening_subject, phrase_right, subject_left, verb_group
from dealwatch.extract.speech.statement import PHRASES, Statement, joined


def read_verb(
    scene: Scene,
    passage: Passage,
    around: tuple[Passage | None, Passage | None],
    index: int,
    width: int,
    verb: Verb,
    before: Statement | None,
) -> Statement | None:
    """Read one verb of saying; None where it says nothing here."""
    form = scene.low[index]
    start, passive, negated = verb_group(scene, index, passage.first)
    if form.endswith("ing"):
        passive = False
    if _is_noun(scene, passage, start, form, verb):
        return None
    earlier, following = around
    behind, relays = skip_fillers(scene, index + width, passage.last, verb)
    limit = opening_end(scene, passage, index, form)
    frame, content = content_behind(scene, evolve(passage, last=limit), following, behind, verb)
    cue = (start if negated else index, index + width)
    if passive:
        return _passive(scene, passage, earlier, index, width, verb, behind, frame, content, start)
    speaker = _speaker(scene, passage, start, form, before)
    if verb.kind == "answer" and verb.lemma in ("decline", "refuse"):
        return None
    # "...", said Jo Doe.
    if speaker is None and "inverted" in verb.frames:
        return _inverted(scene, passage, index, width, verb, behind)
    outer = min(speaker.outer, start) if speaker else start
    ahead = (
        content_before(scene, passage, outer, before)
        if speaker and not speaker.relative and ("before" in verb.frames or "quote" in verb.frames)
        else None
    )
    if ahead is not None and (form.endswith("ing") or (ahead[1] == "clause" and not _closes(scene, verb, behind, passage.last))):
        ahead = None
    if negated and verb.kind not in ("deny", "think") and ahead is None and frame not in ("quote", "colon"):
        return None  # "It did not disclose the price": nothing is said
    if ahead is not None and content is not None and ahead[1] == "quote" and opens(scene, *ahead[0]):
        ahead = None  # 'Asked about "the deal," Ash said that ...'
    if content is not None and frame in ("quote", "that", "colon") and ahead is not None and ahead[1] == "quote":
        found = Statement(cue, ahead[0], speaker, "hull", verb, negated, relays)
        return evolve(found, content=joined(found, content))
    if content is not None and not _says(scene, verb, frame, content, passage, speaker):
        frame, content = "end", None
    if content is not None and not (ahead is not None and ahead[1] == "quote"):
        found = Statement(cue, content, speaker, frame, verb, negated, relays)
        return found if speaker or frame in ("that", "quote", "colon") else None
    if speaker and not speaker.relative and "before" in verb.frames and frame == "end":
        split = content_around(scene, passage, outer, behind, before)
        if split is not None:
            return Statement(cue, split, speaker, "middle", verb, negated, relays)
    if ahead is not None:
        return Statement(cue, ahead[0], speaker, "before-" + ahead[1], verb, negated, relays)
    return None


def _inverted(scene: Scene, passage: Passage, index: int, width: int, verb: Verb, behind: int) -> Statement | None:
    low, speech = scene.low, scene.speech
    if index == passage.first:
        return None
    mark = low[index - 1]
    if not (mark in COMMAS or mark in MARKS):
        return None
    speaker = phrase_right(scene, index + width, passage.last)
    if speaker is None:
        return None
    ahead = content_before(scene, passage, index, None)
    if ahead is None:
        return None
    if ahead[1] == "clause":
        stop = speaker.last
        while stop < passage.last and low[stop] not in STOPS:
            if low[stop] in scene.cues["verbs"]:
                return None
            stop += 1
        if low[speaker.first] in scene.cues["pronoun_subjects"]:
            return None
    content = ahead[0]
    after = speaker.last
    while after < passage.last and low[after] not in STOPS:
        after += 1
    while after < passage.last and speech[after] < 0:
        after += 1
    found = Statement((index, index + width), content, speaker, "inverted-" + ahead[1], verb)
    if ahead[1] == "quote" and after < passage.last and speech[after] >= 0 and low[after - 1] in STOPS:
        return evolve(found, content=joined(found, (after, content_end(scene, after, passage.last))))
    return found


def _passive(
    scene: Scene,
    passage: Passage,
    earlier: Passage | None,
    index: int,
    width: int,
    verb: Verb,
    behind: int,
    frame: str,
    content: Range | None,
    start: int,
) -> Statement | None:
    """Read a passive: "It was reported that ...", "It is reported by Nikkei", "the talks were first reported by Kyodo"."""
    low, cues = scene.low, scene.cues
    subject = subject_left(scene, start, passage.first)
    cue = (index, index + width)
    if behind < passage.last and low[behind] == "by" and low[index] in cues["passive_by"]:
        speaker = phrase_right(scene, behind + 1, passage.last)
        if speaker is None or subject is None:
            return None
        if low[subject.first] == "it":  # "It is reported by Nikkei": what stands in the sentence before
            if earlier is None or earlier.paragraph != passage.paragraph:
                return None
            return Statement(cue, (earlier.first, content_end(scene, earlier.first, earlier.last)), speaker, "by", verb)
        return Statement(cue, (subject.first, max(start, subject.first + 1)), speaker, "by", verb)
    if (
        frame == "that"
        and content is not None
        and verb.kind in ("report", "speech")
        and subject is not None
        and low[subject.first] == "it"
    ):
        return Statement(cue, content, None, "it-that", verb)
    return None


def _speaker(scene: Scene, passage: Passage, start: int, form: str, before: Statement | None) -> Speaker | None:
    low = scene.low
    word = low[start - 1] if start > passage.first else ""
    if form.endswith("ing"):
        if word in COMMAS or word in ("and", "while", "before", "also", "in", "by"):
            return before.speaker if before else opening_subject(scene, passage.first, start)
        return None if word in MARKS else subject_left(scene, start, passage.first)
    if word == "to":
        return None
    if word in ("and", "but", "or"):
        return before.speaker if before and before.speaker else opening_subject(scene, passage.first, start)
    return subject_left(scene, start, passage.first)


def _says(scene: Scene, verb: Verb, frame: str, content: Range, passage: Passage, speaker: Speaker | None) -> bool:
    """Whether a verb says something in a frame."""
    if frame not in verb.frames and frame not in ("colon", "quote"):
        return False
    if frame == "noun" and verb.kind == "report" and verb.lemma != "cite" and not _is_document(scene, speaker):
        return False  # "the poll shows a lead", not "Ash found a buyer"
    if frame == "bare" and scene.low[content[0]] in scene.cues["auxiliaries"]:
        return False  # "sources that it said were close to the matter"
    return not (frame in PHRASES and scene.lists[passage.paragraph])


def _closes(scene: Scene, verb: Verb, behind: int, last: int) -> bool:
    """Whether a verb can close what was said before it: nothing of its own follows."""
    if "before" not in verb.frames:
        return False
    if behind >= last or scene.low[behind] in STOPS:
        return True
    return scene.low[behind] in scene.cues["prepositions"] or scene.low[behind] in scene.cues["conjunctions"]


def _is_noun(scene: Scene, passage: Passage, start: int, form: str, verb: Verb) -> bool:
    """Whether a form that could be a verb of saying stands as a noun or an adjective: "the report", "his stated aim"."""
    low, cues = scene.low, scene.cues
    if start == passage.first or low[start] in cues["auxiliaries"]:
        return False
    word = low[start - 1]
    if word in cues["determiners"] and word not in cues["before_plain"]:
        return True
    if (
        form == verb.lemma
        and form not in ("say", "read")
        and low[start] == form
        and (word == "'s" or not _is_plural(scene, passage, start))
    ):
        return True
    return word in cues["prepositions"] and word != "to" and not form.endswith("ing")


def _is_plural(scene: Scene, passage: Passage, end: int) -> bool:
    """Whether what stands before a plain form can be its subject: "they", "officials", "polls in the state"."""
    low, cues = scene.low, scene.cues
    word = low[end - 1]
    if word in cues["before_plain"] or word in cues["negations"] or word.endswith(("s", "ly")):
        return True
    index = end - 1
    while index > passage.first and end - index < 7 and low[index] not in cues["prepositions"] and low[index] not in STOPS:
        index -= 1
    return (
        index > passage.first and low[index] in cues["chain_prepositions"] and low[index - 1].endswith("s") and low[index] != "to"
    )


def _is_document(scene: Scene, speaker: Speaker | None) -> bool:
    documents = scene.cues["sources.documents"]
    return speaker is not None and any(scene.low[index] in documents for index in range(speaker.first, speaker.last))
