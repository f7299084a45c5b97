"""Does a date without a year lie behind or ahead? The nearest cue to its left in the sentence says so.

From the date the words are read leftwards, eighteen at most, up to the start of the sentence. A verb form of the past, or a
word for what is planned, decides; "to" before a verb does so only behind a word of decision ("agreed to close in May").
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from dealwatch.normalize.date_words import Direction

REACH: Final = 130
NEAR: Final = 40
"""Most cues stand so near; only where none does the whole reach is read."""
MOST: Final = 18
_WORD: Final = re.compile(r"[^\W\d_]+|[.!?;](?= )|\n\n")
_ABBREVIATED: Final = 4
"""A full stop behind a word so short is taken for an abbreviation's."""


class Cue(NamedTuple):
    """-1 for the past, 1 for the future, 0 for no cue; `strong` enough to move a weekday; the word, and where it stands."""

    sign: int
    strong: bool = False
    word: str = ""
    start: int = -1

    @property
    def rule(self) -> str:
        """The cue as a rule says it."""
        where = f"[{self.start}:{self.start + len(self.word)})"
        return f"{'behind' if self.sign < 0 else 'ahead'}: {self.word!r} {where}" if self.sign else "no sign of the direction"


NONE: Final = Cue(0)


def cue_left(text: str, low: str, start: int, words: Direction) -> Cue:
    """Find the nearest cue to the left of a date."""
    return _cue(text, low, start, words, NEAR) or _cue(text, low, start, words, REACH) or NONE


def _cue(text: str, low: str, start: int, words: Direction, reach: int) -> Cue | None:
    """The cue within a reach; NONE at the start of the sentence, None where the reach ends."""
    floor = max(0, start - reach)
    while floor > 0 and low[floor - 1].isalpha() and floor > start - reach - 20:
        floor -= 1  # not within a word
    found = list(_WORD.finditer(low, floor, start))[-MOST:]
    found.reverse()
    before_to = False
    for steps, match in enumerate(found):
        word = match[0]
        if not word[0].isalpha():
            if word == "." and _short_before(low, match.start()):
                continue
            return NONE
        at = match.start()
        if steps == 0 and word in words.directly:
            return Cue(1, True, word, at)
        if before_to:
            before_to = False
            if word in words.decided:
                return Cue(1, False, word, at)
        if word == "to":
            before_to = True
        if word in words.nouns and steps + 1 < len(found) and _is_past(text, found[steps + 1], words):
            continue  # "unveiled plans in May": here it is a noun
        if word in words.future:
            return Cue(1, word in words.strong, word, at)
        if _is_past(text, match, words):
            if steps + 1 < len(found) and found[steps + 1][0] == "be":
                continue  # "to be published in May": what counts stands further left
            return Cue(-1, True, word, at)
    return None


def _is_past(text: str, match: re.Match[str], words: Direction) -> bool:
    word, ending = match[0], words.past_ending
    if word in words.past:
        return True
    return (
        bool(ending) and len(word) > 3 and word.endswith(ending) and word not in words.not_past and text[match.start()].islower()
    )


def _short_before(low: str, at: int) -> bool:
    back = 0
    while back < _ABBREVIATED and at - back > 0 and low[at - back - 1].isalpha():
        back += 1
    return 0 < back < _ABBREVIATED
