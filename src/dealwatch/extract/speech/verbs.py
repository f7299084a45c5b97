"""One verb of saying: whether it says something here, who speaks, and in which frame what is said stands."""

from __future__ import annotations

from attrs import evolve, frozen

from dealwatch.domain.report import Span
from dealwatch.domain.words import SubjectKind
from dealwatch.extract.speech.contents import (
    content_around,
    content_before,
    content_behind,
    content_end,
    holds_verb,
    opening_end,
    opens,
)
from dealwatch.extract.speech.cues import Verb
from dealwatch.extract.speech.fillers import skip_fillers
from dealwatch.extract.speech.phrases import head_of
from dealwatch.extract.speech.scene import COMMAS, MARKS, STOPS, Passage, Scene
from dealwatch.extract.speech.speakers import Range, Speaker, issuer_left, opening_subject, phrase_right, subject_left, verb_group
from dealwatch.extract.speech.statement import PHRASES, Statement, joined

SHORT = 7
"""How many tokens, with its marks, a quotation before a speaker may have to be a title and not what is said."""


_NO_PEOPLE = ("sources.companies", "sources.documents", "sources.institutions")
"""Who has no mind of its own: what a company "hopes" is the outlet's account of it."""


@frozen
class Place:
    """A verb of saying where it stands: its tokens `[index, end)`, where its group begins and where what follows it begins.

    `relays` are whom it is said to ("told Reuters"); `around` are the passages before and behind its own.
    """

    scene: Scene
    passage: Passage
    around: tuple[Passage | None, Passage | None]
    index: int
    end: int
    verb: Verb
    start: int
    behind: int
    passive: bool
    negated: bool
    relays: tuple[Range, ...]

    @property
    def form(self) -> str:
        """The form of the verb as the text has it, in lower case."""
        return self.scene.low[self.index]

    def says(self, content: Range, speaker: Speaker | None, frame: str) -> Statement:
        """The statement of this verb."""
        cue = (self.start if self.negated else self.index, self.end)
        when = (self.start, max(self.behind, self.end))
        return Statement(cue, content, speaker, frame, self.verb, self.negated, self.relays, when=when)


def read_verb(
    scene: Scene,
    passage: Passage,
    around: tuple[Passage | None, Passage | None],
    index: int,
    width: int,
    verb: Verb,
    before: Statement | None,
) -> Statement | None:
    """Read one verb of saying; None where it says nothing here. `before` is the statement before it in the passage."""
    start, passive, negated = verb_group(scene, index, passage.first)
    behind, relays = skip_fillers(scene, index + width, passage.last, verb)
    passive = passive and not scene.low[index].endswith(scene.cues.gerunds)
    place = Place(scene, passage, around, index, index + width, verb, start, behind, passive, negated, relays)
    if _is_noun(place) or (start == index and place.form.endswith(scene.cues.unfinished)):
        return None
    limit = opening_end(scene, passage, index, place.form)
    frame, content = content_behind(scene, evolve(passage, last=limit), around[1], behind, verb)
    if passive:
        return _passive(place, frame, content)
    if scene.cues.inverted and "inverted" in verb.frames and (turned := _inverted(place)):
        return turned
    speaker = _speaker(place, before)
    if speaker is None and "inverted" in verb.frames:
        return _inverted(place)
    if scene.cues.inverted and speaker is not None and not _is_source(scene, speaker):
        return None  # "L'acquisition confirme la stratégie"
    outer = min(speaker.outer, start) if speaker else start
    if frame == "end" and speaker and outer > passage.first and scene.low[outer - 1] in scene.cues["as"]:
        return _as_reported(place, speaker, outer - 1, before)
    ahead = _ahead(place, speaker, outer, before)
    if negated and verb.kind not in ("deny", "think") and ahead is None and frame not in ("quote", "colon"):
        return None  # "It did not disclose the price": nothing is said
    if ahead is not None and content is not None and ahead[1] == "quote":
        if opens(scene, *ahead[0]) or (frame in ("that", "bare") and ahead[0][1] - ahead[0][0] <= SHORT):
            ahead = None  # 'Asked about "the deal," Ash said that ...'
        elif frame in ("quote", "that", "colon"):
            found = place.says(ahead[0], speaker, "hull")
            return evolve(found, content=joined(found, content))
    if content is not None and frame == "bare" and _is_relative(place, speaker):
        content = _within_commas(place, speaker, content)
    if content is not None and (ahead is None or ahead[1] != "quote") and _says(place, frame, content, speaker):
        return place.says(content, speaker, frame) if speaker or frame in ("that", "quote", "colon") else None
    if frame == "end" and speaker and not speaker.relative and "before" in verb.frames:
        split = content_around(scene, passage, outer, behind, before)
        if split is not None:
            return place.says(split, speaker, "middle")
    return place.says(ahead[0], speaker, f"before-{ahead[1]}") if ahead is not None else None


def _ahead(place: Place, speaker: Speaker | None, outer: int, before: Statement | None) -> tuple[Range, str] | None:
    """What stands before the speaker and may be what is said, a quotation or a clause."""
    if (
        speaker is None
        or speaker.relative
        or place.form.endswith(place.scene.cues.gerunds)
        or not place.verb.frames & {"before", "quote"}
    ):
        return None
    found = content_before(place.scene, place.passage, outer, before)
    return None if found is not None and found[1] == "clause" and not _closes(place) else found


def _as_reported(place: Place, speaker: Speaker, outer: int, before: Statement | None) -> Statement | None:
    """Read "as Reuters reported last week", before, behind or amid what was reported."""
    scene, passage, low = place.scene, place.passage, place.scene.low
    if "before" not in place.verb.frames:
        return None
    if outer == passage.first:
        comma = next((at for at in range(place.end, min(place.end + SHORT, passage.last - 1)) if low[at] == ","), None)
        if comma is None:
            return None
        return place.says((comma + 1, content_end(scene, comma + 1, passage.last)), speaker, "as")
    split = content_around(scene, passage, outer, place.behind, before)
    if split is not None:
        return place.says(split, speaker, "as")
    ahead = content_before(scene, passage, outer, before)
    return place.says(ahead[0], speaker, "as") if ahead is not None and low[outer - 1] in COMMAS else None


def _inverted(place: Place) -> Statement | None:
    """Read a verb before its speaker: '"...," said Jo Doe', "..., said two people", "..., a indiqué lundi Frêne"."""
    scene, passage, low = place.scene, place.passage, place.scene.low
    turns = scene.cues.inverted
    begin, behind = (place.start, place.behind) if turns else (place.index, place.end)
    if turns and place.scene.cues.apart and place.end > place.index + 1:
        behind = place.index + 1  # "teilte Esche mit"
    if begin == passage.first or (low[begin - 1] not in COMMAS and scene.speech[begin - 1] < 0):
        return None
    speaker = phrase_right(scene, behind, passage.last)
    ahead = content_before(scene, passage, begin, None)
    if speaker is None or ahead is None:
        return None
    if turns and not (_is_source(scene, speaker) and (ahead[1] != "clause" or holds_verb(scene, *ahead[0]))):
        return None
    stop = speaker.last
    while stop < passage.last and low[stop] not in STOPS:
        if ahead[1] == "clause" and low[stop] in scene.cues["verbs"]:
            return None
        stop += 1
    if ahead[1] == "clause" and low[speaker.first] in scene.cues["pronoun_subjects"]:
        return None
    found = place.says(ahead[0], speaker, f"inverted-{ahead[1]}")
    while stop < passage.last and scene.speech[stop] < 0:
        stop += 1
    if ahead[1] == "quote" and stop < passage.last and low[stop - 1] in STOPS:
        return evolve(found, content=joined(found, (stop, content_end(scene, stop, passage.last))))
    return found


def _is_source(scene: Scene, speaker: Speaker) -> bool:
    """Whether a phrase behind a verb names who speaks, and not what is announced: its head is a name or a word for a source."""
    cues, head = scene.cues, head_of(scene, speaker.first, speaker.last)
    kinds = ("anonymous", "speakers", "companies", "institutions", "documents", "titles", "officers")
    word, words = scene.low[head], scene.low[speaker.first : speaker.last]
    if words[0] in cues["indefinite"] and not cues["sources.anonymous"].isdisjoint(words):
        return True  # "drei mit der Sache vertraute Personen"
    return (
        scene.tokens[head].text[:1].isupper()
        or word in cues["outlets.descriptions"]
        or word in cues["pronoun_subjects"]
        or any(word in cues[f"sources.{kind}"] for kind in kinds)
    )


def _passive(place: Place, frame: str, content: Range | None) -> Statement | None:
    """Read a passive: "It was reported that ...", "It is reported by Nikkei", "the talks were first reported by Kyodo"."""
    scene, passage, low = place.scene, place.passage, place.scene.low
    subject = subject_left(scene, place.start, passage.first)
    if subject is None:
        return None
    if place.behind < passage.last and low[place.behind] in scene.cues["by"] and place.form in scene.cues["passive_by"]:
        speaker = phrase_right(scene, place.behind + 1, passage.last)
        if speaker is None:
            return None
        if low[subject.first] not in scene.cues["it"]:
            return place.says((subject.first, max(place.start, subject.first + 1)), speaker, "by")
        earlier = place.around[0]  # "It is reported by Nikkei": what stands in the sentence before
        if earlier is None or earlier.paragraph != passage.paragraph:
            return None
        return place.says((earlier.first, content_end(scene, earlier.first, earlier.last)), speaker, "by")
    if (
        frame == "that"
        and content is not None
        and place.verb.kind in ("report", "speech")
        and low[subject.first] in scene.cues["it"]
    ):
        return place.says(content, None, "it-that")
    return None


def _speaker(place: Place, before: Statement | None) -> Speaker | None:
    """The subject of the verb; of a participle or a second verb that of the verb before it ("..., adding", "and said")."""
    scene, first, start = place.scene, place.passage.first, place.start
    word = scene.low[start - 1] if start > first else ""
    participle = place.form.endswith(place.scene.cues.gerunds)
    if participle and (issuer := issuer_left(scene, start - (word in COMMAS), first)) is not None:
        return issuer
    if word in scene.cues["coordinators"] or (participle and (word in COMMAS or word in scene.cues["before_participle"])):
        if before is not None and (before.speaker or participle):
            return before.speaker
        return opening_subject(scene, first, start)
    if word in scene.cues["relatives"] and before is not None and before.speaker is not None:
        behind = start - 1 - (scene.low[start - 2] in COMMAS)
        if before.speaker.last == behind:
            return evolve(before.speaker, relative=True)  # "according to the report, which said"
    if (participle and word in MARKS) or (word in scene.cues["to"] and not participle):
        return None
    return subject_left(scene, start, first)


def _says(place: Place, frame: str, content: Range, speaker: Speaker | None) -> bool:
    """Whether the verb says something in a frame."""
    scene, verb = place.scene, place.verb
    if frame not in verb.frames and frame not in ("colon", "quote"):
        return False
    if frame == "noun" and verb.lemma in scene.cues["sources.accounts"]:
        return any(scene.low[index][:1].isdigit() for index in range(*content))  # "reported a loss of $3 million"
    if frame == "noun" and verb.kind == "report" and verb.lemma not in scene.cues["citing"] and not _is_document(scene, speaker):
        return False  # "the poll shows a lead", not "Ash found a buyer"
    if verb.kind in ("attitude", "think") and frame in ("to", "noun") and not _is_people(scene, speaker):
        return False  # "he wants a deal" tells his mind; what "Ash wants" is the outlet's own account
    if frame == "bare" and scene.low[content[0]] in scene.cues["auxiliaries"]:
        return _is_relative(place, speaker)  # not "the people it said were behind the plan"
    return not (frame in PHRASES and scene.lists[place.passage.paragraph])


def _is_relative(place: Place, speaker: Speaker | None) -> bool:
    """Whether the clause of a noun before holds the verb: "a price that Ash said was fair"."""
    first = speaker.outer if speaker else place.start
    return first > place.passage.first and place.scene.low[first - 1] in place.scene.cues["relatives"]


def _within_commas(place: Place, speaker: Speaker | None, content: Range) -> Range:
    """What is said within a clause that commas close: "the price, which Ash said was fair, is low"."""
    low, opening = place.scene.low, (speaker.outer if speaker else place.start) - 2
    if opening < place.passage.first or low[opening] != ",":
        return content
    comma = next((index for index in range(content[0] + 1, content[1]) if low[index] == ","), content[1])
    return content[0], comma


def _closes(place: Place) -> bool:
    """Whether the verb can close what was said before it: nothing of its own follows."""
    low, cues = place.scene.low, place.scene.cues
    if "before" not in place.verb.frames:
        return False
    if place.behind >= place.passage.last or low[place.behind] in STOPS:
        return True
    word = low[place.behind]
    return word in cues["prepositions"] or word in cues["citing"] or word in cues["conjunctions"] - cues["coordinators"]


def _is_noun(place: Place) -> bool:
    """Whether the form stands as a noun or an adjective: "the report", "his stated aim"."""
    low, cues, start, form = place.scene.low, place.scene.cues, place.start, place.form
    if _is_subject(place):
        return True
    if start == place.passage.first or low[start] in cues["auxiliaries"]:
        return False
    word = low[start - 1]
    if word in cues["determiners"] and word not in cues["before_plain"]:
        return True
    plain = form == place.verb.lemma and form not in cues["never_nouns"] and low[start] == form
    if plain and (word == "'s" or not _is_plural(place.scene, place.passage, start)):
        return True
    return word in cues["prepositions"] and word not in cues["to"] and not form.endswith(cues.gerunds)


def _is_subject(place: Place) -> bool:
    """Whether the form is the subject of a verb behind it: "media reports said", "the claims are false"."""
    low, cues, lemma = place.scene.low, place.scene.cues, place.verb.lemma
    if place.form not in (lemma, f"{lemma}s") or lemma in cues["never_nouns"] or place.end >= place.passage.last:
        return False
    return low[place.end] in cues["said"] or low[place.end] in cues["be"]


def _is_plural(scene: Scene, passage: Passage, end: int) -> bool:
    """Whether what stands before a plain form can be its subject: "they", "officials", "polls in the state"."""
    low, cues = scene.low, scene.cues
    word = low[end - 1]
    if word in cues["before_plain"] or word in cues["negations"] or word.endswith((*cues.plurals, *cues.adverbs)):
        return True
    index = end - 1
    while index > passage.first and end - index < 7 and low[index] not in cues["prepositions"] and low[index] not in STOPS:
        index -= 1
    return (
        index > passage.first
        and low[index] in cues["chain_prepositions"]
        and low[index - 1].endswith(cues.plurals)
        and low[index] not in cues["to"]
    )


def _is_people(scene: Scene, speaker: Speaker | None) -> bool:
    """Whether a phrase means people, by a person's name, a pronoun or a plain word, and no company."""
    if speaker is None or scene.low[speaker.first] in scene.cues["it"]:
        return False
    cues = scene.cues
    words = range(speaker.first, speaker.last)
    if any(scene.low[index] in cues[name] for index in words for name in _NO_PEOPLE):
        return False
    named = scene.page.named(Span(*scene.span(speaker.first, speaker.last)))
    if named is not None:
        return named.kind is SubjectKind.PERSON
    opener = scene.low[speaker.first]
    plain = opener in cues["pronoun_subjects"] or opener in cues["determiners"] or opener in cues["sources.anonymous"]
    return all(scene.tokens[index].text.islower() or (plain and index == speaker.first) for index in words)


def _is_document(scene: Scene, speaker: Speaker | None) -> bool:
    documents = scene.cues["sources.documents"]
    return speaker is not None and any(scene.low[index] in documents for index in range(speaker.first, speaker.last))
