"""Who says what: from a verb of saying to its speaker and to what is said, by the frames of the language's cue table.

Passes over one passage: find the cues; find each one's speaker; by what stands before and behind, choose the frame; cut
the content; keep the outermost statements. Everything is linear in the passage, but for walks of bounded length.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from dealwatch.extract.speech.scene import COMMAS, Passage, Scene
from dealwatch.extract.speech.speakers import Range, phrase_right
from dealwatch.extract.speech.statement import QUOTED, Statement, joined
from dealwatch.extract.speech.tags import read_according, read_tag
from dealwatch.extract.speech.verbs import read_verb


def statements_of(scene: Scene) -> list[Statement]:
    """Return the outermost statements of a page in the order of their contents."""
    found: list[Statement] = []
    passages = scene.passages
    for number, passage in enumerate(passages):
        after = passages[number + 1] if number + 1 < len(passages) else None
        earlier = passages[number - 1] if number else None
        read = [statement for statement in in_passage(scene, passage, earlier, after) if _says_something(statement)]
        here = _with_cited(scene, passage, _outermost(read))
        if found and not here and found[-1].frame in QUOTED and _goes_on(scene, passages[number - 1], passage, found[-1]):
            last = found.pop()
            here = [evolve(last, content=joined(last, (passage.first, passage.last)))]
        found.extend(here)
    return found


def in_passage(scene: Scene, passage: Passage, earlier: Passage | None, following: Passage | None) -> Iterator[Statement]:
    """Read one passage, cue by cue, in the order of the text."""
    low, cues, speech = scene.low, scene.cues, scene.speech
    starts = cues.starts
    before: Statement | None = None
    tagged = read_tag(scene, passage)
    if tagged is not None:
        yield tagged
    for index in range(passage.first, passage.last):
        word = low[index]
        if word not in starts:
            continue
        for phrase in cues.openings.get(word, ()):
            if tuple(low[index : index + len(phrase)]) == phrase and speech[index] < 0:
                statement = read_according(scene, passage, index, index + len(phrase), before)
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
        statement = read_verb(scene, passage, (earlier, following), index, width, verb, before)
        if statement is not None:
            before = statement
            yield statement


def _with_cited(scene: Scene, passage: Passage, statements: list[Statement]) -> list[Statement]:
    """Put whom a speaker cites behind it: "..., Reuters said, citing two people", "Nikkei reports with reference to sources"."""
    if not statements:
        return statements
    low, cues = scene.low, scene.cues
    cited: dict[int, tuple[Range, ...]] = {}
    for index in range(passage.first, passage.last):
        if low[index] not in cues.citing:
            continue
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


def _outermost(statements: list[Statement]) -> list[Statement]:
    """Drop each statement whose cue lies within what another one says; of two that hold each other, keep the closing one."""
    kept: list[Statement] = []
    for statement in statements:
        first, last = statement.cue
        around = [o for o in statements if o is not statement and o.content[0] <= first and last <= o.content[1]]
        if all(statement.frame.startswith("before") and _holds(statement, o) and first > o.cue[0] for o in around):
            kept.append(statement)
    return kept


def _says_something(statement: Statement) -> bool:
    """Whether any words are left that are said: "Ash said according to" has none."""
    return statement.content[0] < statement.content[1]


def _holds(one: Statement, other: Statement) -> bool:
    return one.content[0] <= other.cue[0] and other.cue[1] <= one.content[1]


def _goes_on(scene: Scene, before: Passage, passage: Passage, statement: Statement) -> bool:
    """Whether a passage is nothing but speech that goes on: '"A," Ash said. "B."'."""
    if passage.paragraph > before.paragraph + 1 or max(statement.content[1], statement.cue[1]) < before.first:
        return False
    return scene.speech[passage.first] >= 0 and all(quote >= 0 for quote in scene.speech[passage.first : passage.last])
