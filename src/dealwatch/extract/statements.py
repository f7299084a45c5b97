"""Who says what: from a verb of saying to its speaker and to what is said, by the frames of the language's cue table.

Passes over one passage: find the cues; find each one's speaker; by what stands before and behind, choose the frame; cut
the content; keep the outermost statements. Everything is linear in the passage, but for walks of bounded length.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from dealwatch.extract.cues import Verb
from dealwatch.extract.scene import COMMAS, ENDS, MARKS, STOPS, Passage, Scene
from dealwatch.extract.speakers import Range, Speaker, opening_subject, phrase_right, subject_left, verb_group

QUOTED = frozenset(("before-quote", "inverted-quote", "hull", "quote"))
"""The frames of speech in quotation marks, which may go on in the next sentence."""

LONGEST_HEADLINE = 30
"""How many tokens a line may have to be read as a headline."""

PHRASES = frozenset(("noun", "for", "of", "about", "on", "at"))
"""The frames in which a phrase, no clause, is said; too weak for the headlines of a list."""

OPENER = 7
"""How many tokens without a verb may stand before a leading "according to"."""


@frozen
class Statement:
    """A cue, what it says and who says it, as token ranges; `relays` stand before the speaker in the chain, `cited` behind.

    `frame` names how it was found; `of` is the statement whose speaker it shares ("..., adding that").
    """

    cue: Range
    content: Range
    speaker: Speaker | None
    frame: str
    verb: Verb | None = None
    negated: bool = False
    relays: tuple[Range, ...] = ()
    cited: tuple[Range, ...] = ()


def statements_of(scene: Scene) -> list[Statement]:
    """Return the outermost statements of a page in the order of their contents."""
    found: list[Statement] = []
    passages = scene.passages
    for number, passage in enumerate(passages):
        after = passages[number + 1] if number + 1 < len(passages) else None
        earlier = passages[number - 1] if number else None
        here = _with_cited(scene, passage, _outermost(list(_in_passage(scene, passage, earlier, after))))
        if found and not here and found[-1].frame in QUOTED and _goes_on(scene, passages[number - 1], passage, found[-1]):
            last = found.pop()
            here = [evolve(last, content=_joined(last, (passage.first, passage.last)))]
        found.extend(here)
    return found


def _with_cited(scene: Scene, passage: Passage, statements: list[Statement]) -> list[Statement]:
    """Put whom a speaker cites behind it: "..., Reuters said, citing two people", "Nikkei reports with reference to sources"."""
    if not statements:
        return statements
    low, cues = scene.low, scene.cues
    cited: dict[int, tuple[Range, ...]] = {}
    for index in range(passage.first, passage.last):
        start = index + 1
        if low[index] not in cues["citing"]:
            phrase = next(
                (p for p in cues.phrases["reference_to"] if low[index] == p[0] and tuple(low[index : index + len(p)]) == p), None
            )
            if phrase is None:
                continue
            start = index + len(phrase)
        elif scene.speech[index] >= 0:
            continue
        source = phrase_right(scene, start, passage.last)
        whose = max((n for n, s in enumerate(statements) if s.cue[0] <= index), key=lambda n: statements[n].cue[0], default=None)
        if source is not None and whose is not None:
            held = statements[whose].speaker
            if held is None or not held.holds_aside(index):
                cited[whose] = (*cited.get(whose, ()), (source.first, source.last))
    return [evolve(s, cited=cited[n]) if n in cited else s for n, s in enumerate(statements)]


def _in_passage(scene: Scene, passage: Passage, earlier: Passage | None, following: Passage | None) -> Iterator[Statement]:
    low, cues, speech = scene.low, scene.cues, scene.speech
    before: Statement | None = None
    tagged = _tagged(scene, passage)
    if tagged is not None:
        yield tagged
    for index in range(passage.first, passage.last):
        word = low[index]
        for phrase in cues.openings.get(word, ()):
            if tuple(low[index : index + len(phrase)]) == phrase and speech[index] < 0:
                statement = _according(scene, passage, index, index + len(phrase), before)
                if statement:
                    before = statement
                    yield statement
        if speech[index] >= 0:
            continue
        verb, width = cues.verbs.get(word), 1
        if verb is not None and index > passage.first and scene.tokens[index].text[0].isupper() and "tag" not in verb.frames:
            continue  # part of a name: "United States", "Washington Post"
        if before is not None and before.speaker is not None and before.speaker.holds_aside(index):
            continue
        particle = cues.particles.get(word)
        if particle is not None and index + 1 < passage.last and low[index + 1] in particle:
            verb, width = particle[low[index + 1]], 2
        if verb is None:
            continue
        if word in cues["citing"] and index > passage.first and low[index - 1] in COMMAS:
            continue  # whom the speaker cites: see _with_cited
        statement = _spoken(scene, passage, (earlier, following), index, width, verb, before)
        if statement is not None:
            before = statement
            yield statement


def _spoken(
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
    behind, relays = _skip_fillers(scene, index + width, passage.last, verb)
    limit = _opening_end(scene, passage, index, form)
    frame, content = _behind(scene, evolve(passage, last=limit), following, behind, verb)
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
        _ahead(scene, passage, outer, before)
        if speaker and not speaker.relative and ("before" in verb.frames or "quote" in verb.frames)
        else None
    )
    if ahead is not None and (form.endswith("ing") or (ahead[1] == "clause" and not _closes(scene, verb, behind, passage.last))):
        ahead = None
    if negated and verb.kind not in ("deny", "think") and ahead is None and frame not in ("quote", "colon"):
        return None  # "It did not disclose the price": nothing is said
    if ahead is not None and content is not None and ahead[1] == "quote" and _opens(scene, *ahead[0]):
        ahead = None  # 'Asked about "the deal," Ash said that ...'
    if content is not None and frame in ("quote", "that", "colon") and ahead is not None and ahead[1] == "quote":
        found = Statement(cue, ahead[0], speaker, "hull", verb, negated, relays)
        return evolve(found, content=_joined(found, content))
    if content is not None and not _says(scene, verb, frame, content, passage, speaker):
        frame, content = "end", None
    if content is not None and not (ahead is not None and ahead[1] == "quote"):
        found = Statement(cue, content, speaker, frame, verb, negated, relays)
        return found if speaker or frame in ("that", "quote", "colon") else None
    if speaker and not speaker.relative and "before" in verb.frames and frame == "end":
        split = _split_clause(scene, passage, outer, behind, before)
        if split is not None:
            return Statement(cue, split, speaker, "middle", verb, negated, relays)
    if ahead is not None:
        return Statement(cue, ahead[0], speaker, "before-" + ahead[1], verb, negated, relays)
    return None


def _closes(scene: Scene, verb: Verb, behind: int, last: int) -> bool:
    """Whether a verb can close what was said before it: nothing of its own follows."""
    if "before" not in verb.frames:
        return False
    if behind >= last or scene.low[behind] in STOPS:
        return True
    return scene.low[behind] in scene.cues["prepositions"] or scene.low[behind] in scene.cues["conjunctions"]


def _is_document(scene: Scene, speaker: Speaker | None) -> bool:
    documents = scene.cues["sources.documents"]
    return speaker is not None and any(scene.low[index] in documents for index in range(speaker.first, speaker.last))


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


def _says(scene: Scene, verb: Verb, frame: str, content: Range, passage: Passage, speaker: Speaker | None) -> bool:
    """Whether a verb says something in a frame."""
    if frame not in verb.frames and frame not in ("colon", "quote"):
        return False
    if frame == "noun" and verb.kind == "report" and verb.lemma != "cite" and not _is_document(scene, speaker):
        return False  # "the poll shows a lead", not "Ash found a buyer"
    if frame == "bare" and scene.low[content[0]] in scene.cues["verbs"]:
        return False  # "sources that it said were close to the matter"
    return not (frame in PHRASES and scene.lists[passage.paragraph])


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


def _skip_fillers(scene: Scene, index: int, last: int, verb: Verb) -> tuple[int, tuple[Range, ...]]:
    """Step over what stands between a verb and what it says: the person told, the day, the place it was said in."""
    low, cues = scene.low, scene.cues
    relays: list[Range] = []
    if "person" in verb.frames and index < last and low[index] not in MARKS and low[index] != "that":
        told = phrase_right(scene, index, min(last, index + 10))
        if told is not None:
            end = _told_end(scene, index, told.last)
            relays.append((index, end))
            index = end
    elif (
        index < last
        and low[index] in ("to", "with")
        and index + 1 < last
        and (scene.tokens[index + 1].text[:1].isupper() or low[index + 1] == "reporters")
    ):
        end = index + 1
        while end < last and (scene.tokens[end].text[:1].isupper() or low[end] in ("reporters", "the")) and low[end] not in STOPS:
            end += 1
        relays.append((index + 1, end))
        index = end
    moved = True
    while moved and index < last:
        moved = False
        word = low[index]
        if word in cues["adverbs"] or (
            word.endswith("ly") and len(word) > 4 and word not in ("only", "family", "supply", "early")
        ):
            index, moved = index + 1, True
        elif word in cues["times"] and not (word == "may"):
            index, moved = index + 1, True
            if index < last and low[index].isdigit():
                index += 1
        elif word in cues["time_openers"] and index + 1 < last:
            end = index + 1
            while end < last and end - index < 4 and (low[end] in cues["determiners"] or low[end] in cues["time_openers"]):
                end += 1
            if end < last and (low[end] in cues["times"] or low[end].isdigit()):
                while end < last and (low[end] in cues["times"] or low[end].isdigit()):
                    end += 1
                index, moved = end, True
        if not moved and word in cues["venue_openers"]:
            end = index + 1
            while end < last and end - index < 9 and low[end] not in STOPS and low[end] != "that":
                if low[end] in cues["venues"]:
                    end += 1
                    end = _venue_tail(scene, end, last, relays)
                    index, moved = end, True
                    break
                if low[end] in cues["verbs"] or low[end] in cues["pronoun_subjects"]:
                    break
                end += 1
    return index, tuple(relays)


def _told_end(scene: Scene, start: int, end: int) -> int:
    """Where the person told ends: a pronoun, a name, or a determiner and its nouns up to the clause."""
    low = scene.low
    if low[start] in scene.cues["told"]:
        return start + 1
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
        or (low[index] in ("and", "of", "&") and index + 1 < end and scene.tokens[index + 1].text[:1].isupper())
    ):
        index += 1
        if low[index - 1] == "'s":
            while index < end and low[index] not in closing:
                index += 1
    return max(index, start + 1)


def _venue_tail(scene: Scene, index: int, last: int, relays: list[Range]) -> int:
    """Step over "... with Nikkei", "... to Reuters", "... published on Monday" behind a place of speech."""
    low, cues = scene.low, scene.cues
    while index < last and low[index] in cues["venues"]:
        index += 1
    while index + 1 < last and (
        low[index] in ("with", "to", "on", "in", "for", "at", "from", "by")
        and scene.tokens[index + 1].text[:1].isupper()
        or low[index] in ("with", "to", "on", "at", "in")
        and low[index + 1] in ("the", "a")
    ):
        end = index + 1
        if low[end] in ("the", "a"):
            end += 1
            if end < last and scene.tokens[end].text.islower() and low[index] in ("with", "to"):
                while (
                    end < last
                    and scene.tokens[end].text.islower()
                    and low[end] not in STOPS
                    and low[end] not in cues["conjunctions"]
                    and end - index < 5
                ):
                    end += 1
                return index
        begin = end
        while (
            end < last
            and (scene.tokens[end].text[:1].isupper() or low[end] in ("'s", "of") and end > begin)
            and low[end] not in STOPS
        ):
            end += 1
        if end == begin:
            break
        if low[index] in ("with", "to") and low[begin] not in cues["times"]:
            relays.append((begin, end))
        index = end
    return index


def _opening_end(scene: Scene, passage: Passage, index: int, form: str) -> int:
    """Where what is said must end: at the comma that closes an opening phrase with the verb in it ("While Ash said ..., ...")."""
    low, cues = scene.low, scene.cues
    if low[passage.first] not in cues["openers"] or not (form.endswith("ing") or low[passage.first] in cues["subordinators"]):
        return passage.last
    for at in range(passage.first, passage.last):
        if low[at] == "," and scene.speech[at] < 0:
            return at if at > index + 1 else passage.last
    return passage.last


def _behind(scene: Scene, passage: Passage, following: Passage | None, index: int, verb: Verb) -> tuple[str, Range | None]:
    """Choose the frame by the next word, and cut the content that begins there."""
    low, cues, speech = scene.low, scene.cues, scene.speech
    last = passage.last
    if index >= last or low[index] in ENDS:
        return "end", None
    word = low[index]
    if word == ":":
        if index + 1 >= last:
            if following is not None and "quote" in verb.frames:
                return "colon", (following.first, _content_end(scene, following.first, following.last))
            return "end", None
        return "colon", (index + 1, _content_end(scene, index + 1, last))
    if word in COMMAS:
        if index + 1 < last and speech[index + 1] >= 0:
            return "quote", (index + 1, _content_end(scene, index + 1, last))
        if index + 1 < last and low[index + 1] == "that":
            return "that", (index + 2, _content_end(scene, index + 2, last))
        return "end", None
    if speech[index] >= 0:
        return "quote", (index, _content_end(scene, index, last))
    if word in MARKS:  # a short quotation
        return "bare", (index, _content_end(scene, index, last))
    if word == "that" and index + 1 < last:
        if "that" in verb.frames:
            return "that", (index, _content_end(scene, index + 1, last))
        return "noun", (index, _content_end(scene, index, last))
    if word in cues["questions"]:
        return "what", (index, _content_end(scene, index, last))
    if word == "to":
        return "to", (index, _phrase_end(scene, index, _content_end(scene, index, last)))
    if word in ("of", "for", "about", "on", "against", "at"):
        if word in verb.frames:
            return word, (index, _phrase_end(scene, index, _content_end(scene, index, last)))
        if word != "on" and word != "at":
            return "end", None
    if word in cues["conjunctions"] or word in ("by", "as", "with"):
        return "end", None
    for near in range(index, min(index + 7, last - 1)):
        if (
            low[near] == "that"
            and "that" in verb.frames
            and near > index
            and low[near + 1] not in ENDS
            and low[near - 1] not in cues["prepositions"]
        ):
            return "that", (near, _content_end(scene, near + 1, last))
        if low[near] in cues["verbs"] or low[near] in STOPS or low[near] in cues.verbs:
            break
    end = _content_end(scene, index, last)
    if "bare" in verb.frames and (verb.lemma in ("say", "tell") or _holds_verb(scene, index, min(end, index + 14))):
        return "bare", (index, end)
    if "noun" in verb.frames:
        return "noun", (index, _phrase_end(scene, index, end))
    return "end", None


def _holds_verb(scene: Scene, first: int, last: int) -> bool:
    low, verbs, more = scene.low, scene.cues["verbs"], scene.cues.verbs
    return any(
        low[index] in verbs or (low[index] in more) or (low[index].endswith("ed") and index > first)
        for index in range(first, min(last, first + 20))
    )


def _content_end(scene: Scene, first: int, last: int) -> int:
    """Where what is said ends: at the sentence's end, or where another statement or a side remark begins."""
    low, cues, speech = scene.low, scene.cues, scene.speech
    index = first
    while index < last:
        word = low[index]
        if speech[index] >= 0:
            index = scene.quotes[speech[index]][1]
            closed = index < last and "," in low[index - 2 : index] and low[index] in ("but", "while", "and")
            if closed and _subject_follows(scene, index + 1) and _holds_verb(scene, index + 1, min(last, index + 6)):
                return index
            continue
        if word == ";" and index > first:
            return index
        if word in COMMAS and index + 1 < last and index > first:
            after = low[index + 1]
            if after in cues["cut_after_comma"] and (
                after not in cues["cut_before_subject"] or _subject_follows(scene, index + 2)
            ):
                return index
            if _is_cue(scene, index + (2 if after in ("and", "but") else 1), last):
                return index
        elif (word in ("and", "but") and _is_cue(scene, index + 1, last)) or (
            word == "according" and low[index + 1 : index + 2] == ["to"]
        ):
            return index
        index += 1
    while last > first + 1 and low[last - 1] in ENDS and speech[last - 1] < 0:
        last -= 1
    return last


def _is_cue(scene: Scene, index: int, last: int) -> bool:
    """Whether a finite verb of saying stands there: the next statement of the same speaker."""
    if index >= last:
        return False
    verb = scene.cues.verbs.get(scene.low[index])
    return (
        verb is not None
        and scene.low[index] != verb.lemma
        and not scene.low[index].endswith("ing")
        and bool(verb.frames & {"that", "quote"})
    )


def _phrase_end(scene: Scene, first: int, last: int) -> int:
    """Where a noun phrase or infinitive ends that is said: at a dash, or a comma that no list goes on behind."""
    low = scene.low
    for index in range(first + 1, last):
        if low[index] in MARKS and any(mark in MARKS for mark in low[first:index]):
            return index + 1  # 'called the report "untrue" when asked'
        if scene.speech[index] < 0 and (low[index] in ("—", "–") or (low[index] == "," and _ends_phrase(scene, index, last))):
            return index
        if low[index] == "and" and index + 1 < last and (low[index + 1] in scene.cues["verbs"] or low[index + 1].endswith("ed")):
            return index
    return last


def _ends_phrase(scene: Scene, comma: int, last: int) -> bool:
    low = scene.low
    if comma + 2 >= last:
        return True
    after = low[comma + 1]
    if after in ("and", "but"):
        return _subject_follows(scene, comma + 2) and _holds_verb(scene, comma + 2, min(last, comma + 7))
    return after in scene.cues["relatives"] or after in scene.cues["openers"] or after.endswith("ing")


def _subject_follows(scene: Scene, index: int) -> bool:
    low = scene.low
    return index < len(low) and (
        low[index] in scene.cues["pronoun_subjects"]
        or scene.tokens[index].text[:1].isupper()
        or low[index] in ("the", "a", "some", "there")
    )


def _ahead(scene: Scene, passage: Passage, end: int, before: Statement | None) -> tuple[Range, str] | None:
    """What stands before the speaker: a quotation, or a clause closed by a comma; None if neither."""
    low, cues, speech = scene.low, scene.cues, scene.speech
    first = passage.first
    if before is not None and before.content[1] <= end and before.cue[1] <= end:
        first = max(before.content[1], before.cue[1])
    index = end - 1
    if index < first:
        if passage.begin <= index and speech[index] >= 0 and before is None:
            return (scene.quotes[speech[index]][0], end), "quote"  # "Why?" Ash asked.
        return None
    if speech[index] >= 0:
        opening = max(scene.quotes[speech[index]][0], passage.first)
        return (_words_before(scene, first, opening), index + 1), "quote"
    if low[index] in COMMAS and index - 1 >= first:
        if speech[index - 1] >= 0:
            opening = max(scene.quotes[speech[index - 1]][0], passage.first)
            return (_words_before(scene, first, opening), index), "quote"
        start = first
        while start < index and (low[start] in COMMAS or low[start] in ("but", "and", ";") or low[start] in ENDS):
            start += 1
        if index - start < 4 or (index - start < 9 and not _holds_verb(scene, start, index) and "to" not in low[start:index]):
            return None
        if _opens(scene, start, index):
            comma = next((i for i in range(start, index) if low[i] in COMMAS), index)
            if index - comma < 4 or not _holds_verb(scene, comma + 1, index):
                return None
        return (start, index), "clause"
    return None


def _split_clause(scene: Scene, passage: Passage, outer: int, behind: int, before: Statement | None) -> Range | None:
    """The clause that a speaker stands in the midst of: "The deal, Ash said, would close in May"."""
    low, cues = scene.low, scene.cues
    first = max(before.content[1], before.cue[1]) if before is not None and before.cue[1] <= outer else passage.first
    if outer - 1 <= first or low[outer - 1] not in COMMAS or behind + 2 >= passage.last or low[behind] not in COMMAS:
        return None
    while first < outer and (low[first] in COMMAS or low[first] in ("but", "and", ";") or low[first] in ENDS):
        first += 1
    if outer - 1 - first < 1 or scene.speech[outer - 2] >= 0:
        return None
    after = low[behind + 1]
    opens = _opens(scene, first, outer) and after not in cues["cut_after_comma"] and not after.endswith("ing")
    return (first, _content_end(scene, behind + 1, passage.last)) if opens or after in cues["verbs"] else None


def _opens(scene: Scene, first: int, last: int) -> bool:
    """Whether a stretch begins as an opening phrase does: "During ...", "Soon after ...", "When ..."."""
    openers = scene.cues["openers"]
    if scene.low[first].endswith("ing") and len(scene.low[first]) > 5:
        return True
    return scene.low[first] in openers or (
        first + 1 < last and scene.low[first + 1] in openers and scene.low[first] in scene.cues["adverbs"]
    )


def _words_before(scene: Scene, first: int, opening: int) -> int:
    """Where the content begins whose quotation opens at `opening`: the words before it in its sentence belong to it."""
    low = scene.low
    start = first
    while start < opening and (low[start] in COMMAS or low[start] in ENDS or low[start] in ("but", "and", ";", ":")):
        start += 1
    for index in range(opening - 1, start - 1, -1):
        if low[index] in ENDS or low[index] in (";", ":", "("):
            return index + 1
    return start


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
    ahead = _ahead(scene, passage, index, None)
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
        return evolve(found, content=_joined(found, (after, _content_end(scene, after, passage.last))))
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
    """ "It was reported that ...", "It is reported by Nikkei", "the talks were first reported by Kyodo"."""
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
            return Statement(cue, (earlier.first, _content_end(scene, earlier.first, earlier.last)), speaker, "by", verb)
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


def _according(scene: Scene, passage: Passage, index: int, behind: int, before: Statement | None) -> Statement | None:
    low = scene.low
    last = passage.last
    speaker = phrase_right(scene, behind, last)
    if speaker is None:
        return None
    cue = (index, behind)
    end = speaker.last
    leading = index - passage.first <= OPENER and not _holds_verb(scene, passage.first, index)
    if leading:
        comma = _aside_end(scene, end, last)
        if comma is None:
            return None
        aside = (end + 1, comma) if comma > end else None
        start = comma + 1
        if start >= last:
            return None
        return Statement(
            cue, (start, _content_end(scene, start, last)), Speaker(speaker.first, end, speaker.outer, aside), "according"
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
    while start < stop and low[start] in ("but", "and"):
        start += 1
    if stop - start < 2:
        return None
    return Statement(cue, (start, stop), speaker, "according")


def _tagged(scene: Scene, passage: Passage) -> Statement | None:
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
                end = last - 1 if low[last - 1] in ("say", "says") and last - index > 2 else last
                return Statement((index, index + 1), (first, index), Speaker(index + 1, end, index + 1), "tag")
            return None
    for index in range(first + 1, min(first + 4, last - 3)):
        if low[index] == ":":
            name = " ".join(token.text for token in tokens[first:index])
            if name in cues.names or all(word in cues["tags.words"] for word in low[first:index]):
                return Statement((index, index + 1), (index + 1, last), Speaker(first, index, first), "tag")
            return None
    return None


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
    if after in cues["relatives"] or after in cues["citing"] or after in ("a", "an"):
        for closing in range(index + 2, min(last, index + 28)):
            if low[closing] in COMMAS:
                return closing
    return index


def _outermost(statements: list[Statement]) -> list[Statement]:
    """Drop each statement whose cue lies within what another one says; of two that hold each other, keep the closing one."""
    kept: list[Statement] = []
    for statement in statements:
        first, last = statement.cue
        around = [o for o in statements if o is not statement and o.content[0] <= first and last <= o.content[1]]
        if all(statement.frame.startswith("before") and _holds(statement, o) and first > o.cue[0] for o in around):
            kept.append(statement)
    return kept


def _holds(one: Statement, other: Statement) -> bool:
    return one.content[0] <= other.cue[0] and other.cue[1] <= one.content[1]


def _joined(statement: Statement, rest: Range) -> Range:
    """One span for speech that its speaker cuts in two: all of it, or the longer part, whichever holds less else."""
    (first, last), (start, end) = statement.content, rest
    one, other = last - first, end - start
    gap = start - last
    if gap <= 0 or max(one, other) * (one + other + gap) <= (one + other) ** 2:
        return first, end
    return (first, last) if one >= other else (start, end)


def _goes_on(scene: Scene, before: Passage, passage: Passage, statement: Statement) -> bool:
    """Whether a passage is nothing but speech that goes on: '"A," Ash said. "B."'."""
    if passage.paragraph != before.paragraph or max(statement.content[1], statement.cue[1]) < before.first:
        return False
    return scene.speech[passage.first] >= 0 and all(quote >= 0 for quote in scene.speech[passage.first : passage.last])
