"""Speech that somebody else passes on: "Kyodo quoted an official as saying ...", "Jo Doe was quoted as saying ..."."""

from __future__ import annotations

from dealwatch.extract.speech.contents import content_before, content_end
from dealwatch.extract.speech.scene import ENDS, Passage, Scene
from dealwatch.extract.speech.speakers import Range, phrase_right, subject_left, verb_group
from dealwatch.extract.speech.statement import Statement

REACH = 24
"""How many tokens may stand between "quoted" and "as saying"."""


def read_quoted(scene: Scene, passage: Passage, index: int) -> Statement | None:
    """Read "X quoted Y as saying Z", where X relays and Y speaks, and "Y was quoted as saying Z"; None where neither stands."""
    low, cues = scene.low, scene.cues
    opening = next((at for at in range(index + 1, min(index + REACH, passage.last - 1)) if _as_saying(scene, at)), None)
    if opening is None:
        return None
    start, passive, _ = verb_group(scene, index, passage.first)
    subject = subject_left(scene, start, passage.first)
    quoted = subject if passive else phrase_right(scene, index + 1, opening)
    if quoted is None:
        return None
    behind = opening + 2
    relays: tuple[Range, ...] = ((subject.first, subject.last),) if subject is not None and not passive else ()
    by = next((at for at in range(index + 1, opening) if low[at] in cues["by"]), None) if passive else None
    if passive and by is None and behind < passage.last and low[behind] in cues["by"]:
        by = behind
    if by is not None:
        heard = phrase_right(scene, by + 1, passage.last)
        if heard is not None:
            relays = ((heard.first, heard.last),)
            behind = max(behind, heard.last)
    while behind < passage.last and (low[behind] in cues["that"] or low[behind] in (",", ":")):
        behind += 1
    if behind < passage.last and low[behind] not in ENDS:
        content = behind, content_end(scene, behind, passage.last)
        return Statement((index, opening + 2), content, quoted, "quoted", relays=relays)
    outer = min(quoted.outer, subject.outer if subject is not None else quoted.outer)
    ahead = content_before(scene, passage, outer, None)
    return Statement((index, opening + 2), ahead[0], quoted, "quoted", relays=relays) if ahead else None


def _as_saying(scene: Scene, index: int) -> bool:
    return scene.low[index] in scene.cues["as"] and scene.low[index + 1] in scene.cues["saying"]
