"""Who says what: from a verb of saying to its speaker and to what is said, by the frames of the language's cue table.

Passes over one passage: find the cues; find each one's speaker; by what stands before and behind, choose the frame; cut
the content; keep the outermost statements. Everything is linear in the passage, but for walks of bounded length.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import evolve

from dealwatch.extract.speech.contents import content_end
from dealwatch.extract.speech.cues import Verb
from dealwatch.extract.speech.phrases import head_of
from dealwatch.extract.speech.quoted import read_quoted
from dealwatch.extract.speech.scene import COMMAS, STOPS, Passage, Scene
from dealwatch.extract.speech.speakers import Range, phrase_right
from dealwatch.extract.speech.statement import CLAUSES, QUOTED, Statement, joined
from dealwatch.extract.speech.tags import read_according, read_agency, read_behind, read_rumour, read_tag
from dealwatch.extract.speech.verbs import read_verb

_APART: Final = 16
"""Within so many tokens a particle that is cut off its verb ends the clause."""


def statements_of(scene: Scene) -> list[Statement]:
    """Return the outermost statements of a page in the order of their contents."""
    found: list[Statement] = []
    passages = scene.passages
    for number, passage in enumerate(passages):
        after = passages[number + 1] if number + 1 < len(passages) else None
        earlier = passages[number - 1] if number else None
        read = [statement for statement in in_passage(scene, passage, earlier, after) if _says_something(statement)]
        here = _with_cited(scene, passage, _outermost(read))
        if not here:
            here = _told_on(scene, passages[number - 1], passage, found) if found else []
            here = here or [*_hearsay(scene, passage)]
        found.extend(here)
    return found


def in_passage(scene: Scene, passage: Passage, earlier: Passage | None, following: Passage | None) -> Iterator[Statement]:
    """Read one passage, cue by cue, in the order of the text."""
    low, cues, speech = scene.low, scene.cues, scene.speech
    starts = cues.starts
    before: Statement | None = None
    for tagged in (read_tag(scene, passage), read_agency(scene, passage)):
        if tagged is not None:
            yield tagged
    for index in range(passage.first, passage.last):
        word = low[index]
        if word not in starts:
            continue
        for phrase in cues.openings.get(word, ()):
            if cues.inverted and index > passage.first and low[index - 1] in cues["determiners"]:
                continue  # "in un secondo momento"
            if word in cues["behind_comma"] and (
                index == passage.first or (low[index - 1] not in COMMAS and speech[index - 1] < 0)
            ):
                continue
            if tuple(low[index : index + len(phrase)]) == phrase and speech[index] < 0:
                statement = read_according(scene, passage, index, index + len(phrase), before)
                if statement:
                    before = statement
                    yield statement
                break
        if word in cues["according_behind"] and speech[index] < 0:
            statement = read_behind(scene, passage, index)
            if statement is not None:
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
        elif particle is not None and cues.apart and (apart := _particle_behind(scene, passage, index, particle)):
            verb, width = particle[low[apart]], apart + 1 - index
        elif index + 1 < passage.last and low[index + 1] in cues["other_particles"]:
            continue  # "called off", "held up"
        if word in cues["cited"]:
            quoted = read_quoted(scene, passage, index)
            if quoted is not None:
                before = quoted
                yield quoted
                continue
        if verb is not None and _cites(scene, passage, index):
            continue  # whom the speaker cites: see _with_cited
        statement = read_verb(scene, passage, (earlier, following), index, width, verb, before) if verb else None
        if statement is None and (word in cues["rumours"] or word in cues["reports"]):
            statement = read_rumour(scene, passage, index)
        if statement is not None:
            before = statement
            yield statement


def _particle_behind(scene: Scene, passage: Passage, index: int, particles: Mapping[str, Verb]) -> int:
    """The index of the particle that ends the clause of a verb: "teilte Esche am Montag mit"; 0 without it."""
    low = scene.low
    for at in range(index + 2, min(index + _APART, passage.last)):
        if low[at] in particles and (at + 1 == passage.last or low[at + 1] in STOPS):
            return at
        if low[at] in STOPS:
            break
    return 0


def _cites(scene: Scene, passage: Passage, index: int) -> bool:
    """Whether a verb tells whom a speaker cites, and says nothing itself: ", citing two people", "a report that cited him"."""
    low, cues = scene.low, scene.cues
    if low[index] in cues["citing"]:
        return True
    if low[index] not in cues["cited"]:
        return False
    if index > passage.first and low[index - 1] in cues["relatives"]:
        return True
    source = phrase_right(scene, index + 1, passage.last)
    return source is not None and low[head_of(scene, source.first, source.last)] in cues["sources.anonymous"]


def _with_cited(scene: Scene, passage: Passage, statements: list[Statement]) -> list[Statement]:
    """Put whom a speaker cites behind it: "..., Reuters said, citing two people", "Nikkei reports with reference to sources".

    Whoever is cited before anything is said belongs to the next statement: "Citing two people, Reuters said ...".
    """
    if not statements:
        return statements
    low, cues = scene.low, scene.cues
    cited: dict[int, tuple[Range, ...]] = {}
    for index in range(passage.first, passage.last):
        if low[index] not in cues.citing:
            continue
        start = index + 1
        if low[index] in cues["citing"] or low[index] in cues["cited"]:
            if scene.speech[index] >= 0 or not _cites(scene, passage, index):
                continue
            if index > passage.first and low[index - 1] in cues["without"]:
                continue
        else:
            phrase = next(
                (p for p in cues.phrases["reference_to"] if low[index] == p[0] and tuple(low[index : index + len(p)]) == p), None
            )
            if phrase is None:
                continue
            start = index + len(phrase)
        source = phrase_right(scene, start, passage.last)
        before = (number for number, said in enumerate(statements) if said.cue[0] <= index)
        behind = (number for number, said in enumerate(statements) if said.cue[0] > index)
        whose = max(before, key=lambda number: statements[number].cue[0], default=None)
        if whose is None:
            whose = min(behind, key=lambda number: statements[number].cue[0], default=None)
        if source is not None and whose is not None:
            held = statements[whose].speaker
            if held is None or not held.holds_aside(index):
                cited[whose] = (*cited.get(whose, ()), (source.first, source.last))
    return [evolve(s, cited=cited[n]) if n in cited else s for n, s in enumerate(statements)]


def _outermost(statements: list[Statement]) -> list[Statement]:
    """Drop each statement whose cue lies within what another one says; of two that hold each other, keep the closing one.

    One that is most of what another says stays as its inner statement.
    """
    kept: list[Statement] = []
    for statement in statements:
        first, last = statement.cue
        around = [o for o in statements if o is not statement and o.content[0] <= first and last <= o.content[1]]
        if all(statement.frame.startswith("before") and _holds(statement, o) and first > o.cue[0] for o in around):
            inner = next((o for o in statements if o is not statement and _is_most_of(o, statement)), None)
            kept.append(evolve(statement, inner=inner) if inner else statement)
    return kept


def _is_most_of(inner: Statement, outer: Statement) -> bool:
    """Whether what one says is most of what another one says that said it."""
    (first, last), (start, end) = inner.content, outer.content
    if inner.frame not in QUOTED and inner.frame not in CLAUSES:
        return False
    within = start <= first and last <= end and start <= inner.cue[0] and inner.cue[1] <= end
    return within and 2 * (last - first) >= end - start and inner.speaker is not None


def _says_something(statement: Statement) -> bool:
    """Whether any words are left that are said: "Ash said according to" has none."""
    return statement.content[0] < statement.content[1]


def _holds(one: Statement, other: Statement) -> bool:
    return one.content[0] <= other.cue[0] and other.cue[1] <= one.content[1]


def _told_on(scene: Scene, before: Passage, passage: Passage, found: list[Statement]) -> list[Statement]:
    """Read a passage that is nothing but speech: what was said before goes on, or its speaker says something more.

    Within a paragraph '"A," Ash said. "B."' is one statement; a new paragraph, or words quoted behind reported ones, is another.
    """
    last = found[-1]
    if passage.paragraph > before.paragraph + 1 or max(last.content[1], last.cue[1]) < before.first:
        return []
    if scene.speech[passage.first] < 0 or any(quote < 0 for quote in scene.speech[passage.first : passage.last]):
        return []
    whole = passage.first, passage.last
    if last.frame in QUOTED and passage.paragraph == before.paragraph:
        found.pop()
        return [evolve(last, content=joined(last, whole))]
    if last.speaker is None or (last.frame not in QUOTED and last.frame not in CLAUSES):
        return []
    return [evolve(last, content=whole, frame="quote", when=None, inner=None)]


def _hearsay(scene: Scene, passage: Passage) -> Iterator[Statement]:
    """Read a sentence that tells hearsay and names nobody: "Ash is reportedly in talks", "Ash is said to be in talks"."""
    low, words, said_to = scene.low, scene.cues.words, scene.cues.phrases["said_to"]
    if scene.lists[passage.paragraph]:
        return
    for index in range(passage.first, passage.last):
        width = 1 if low[index] in words["hearsay"] else 0
        if low[index] in words["be"]:
            width = next((len(p) for p in said_to if tuple(low[index : index + len(p)]) == p), 0)
        if width and scene.speech[index] < 0:
            yield Statement(
                (index, index + width), (passage.first, content_end(scene, passage.first, passage.last)), None, "hearsay"
            )
            return
