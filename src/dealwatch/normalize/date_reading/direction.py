"""Does a date without a year lie behind or ahead? The nearest cue to its left in the sentence says so.

From the date the words are read leftwards, eighteen at most, up to the start of the sentence. A verb form of the past, or a
word for what is planned, decides; "to" before a verb does so only behind a word of decision ("agreed to close in May").
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from dealwatch.normalize.date_reading.words import (
    AIMED,
    DATED,
    DECIDED,
    DIRECTLY,
    FUTURE,
    IS_TO,
    MODAL,
    NOUN,
    PAST,
    PERFECT,
    STRONG,
    TO,
    Direction,
)

REACH: Final = 130
NEAR: Final = 40
"""Most cues stand so near; only where none does the whole reach is read."""
MOST: Final = 18
_CLAUSE: Final = re.compile(r"(?:[^.,;:!?]|(?<=\d)\.)*")
_NEXT: Final = re.compile(r"[^\W\d_]+")
CLAUSE_ENDS: Final = '.,;:!?-")'
_WORD: Final = re.compile(r"[^\W\d_]+|[.!?;](?= )|\n\n")
_ABBREVIATED: Final = 4
"""A full stop behind a word so short is taken for an abbreviation's."""


class Cue(NamedTuple):
    """-1 for the past, 1 for the future, 0 for no cue; the word, and where it stands.

    A `strong` cue moves even a weekday; a `short` one ("agreed to") reaches some months ahead only.
    """

    sign: int
    strong: bool = False
    short: bool = False
    word: str = ""
    start: int = -1

    @property
    def rule(self) -> str:
        """The cue as a rule says it."""
        where = f"[{self.start}:{self.start + len(self.word)})"
        return f"{'behind' if self.sign < 0 else 'ahead'}: {self.word!r} {where}" if self.sign else "no sign of the direction"


NONE: Final = Cue(0)
STOPS: Final = frozenset((".", "!", "?", ";", "\n\n"))


def cue_left(text: str, low: str, start: int, words: Direction) -> Cue:
    """Find the nearest cue to the left of a date."""
    return _cue(text, low, start, words, NEAR) or _cue(text, low, start, words, REACH) or NONE


def cue_right(text: str, low: str, start: int, end: int, words: Direction) -> Cue:
    """The verb right behind a date, in a language that puts it in second place; in the present tense it looks ahead."""
    match = _WORD.search(low, end, end + NEAR)
    if match is None or low[end : match.start()] != " ":
        return NONE
    word = match[0]
    role = words.roles.get(word)
    if role in (None, FUTURE) and words.present_ending and word.endswith(words.present_ending) and word not in words.not_present:
        role = STRONG if text[match.start()].islower() and _opens_clause(low, start) else None
    if role == PERFECT:
        role = PAST if _ends_in_participle(text, match.end(), words) else STRONG if _opens_clause(low, start) else None
    return Cue(-1 if role == PAST else 1, True, False, word, match.start()) if role in (PAST, STRONG) else NONE


def _opens_clause(low: str, start: int) -> bool:
    """Tell whether a clause begins with a date, at most one short word before it: then the verb stands right behind."""
    before = low[max(0, start - 8) : start].rstrip()
    bare = before.rstrip("abcdefghijklmnopqrstuvwxyzäöüß")
    return (bare.rstrip() or ".")[-1] in CLAUSE_ENDS or not bare.strip()


def _ends_in_participle(text: str, start: int, words: Direction) -> bool:
    """Tell whether the clause that goes on here ends in a participle: "hat am Montag das Werk verkauft"; a comma may hide one."""
    if words.participle_next:  # "ha annunciato": right behind, where an adverb may part them
        return any(word.endswith(words.participle_endings) for word in _NEXT.findall(text, start, start + NEAR)[:2])
    clause = _CLAUSE.match(text, start, start + REACH)
    if clause is None or clause.end() == start + REACH or text[clause.end() : clause.end() + 1] == ",":
        return True
    spoken = clause[0].split()
    ends = [at for at, word in enumerate(spoken) if at + 1 == len(spoken) or spoken[at + 1] in words.joins]
    return any(spoken[at][0].islower() and spoken[at].endswith(words.participle_endings) for at in ends)


def _cue(text: str, low: str, start: int, words: Direction, reach: int) -> Cue | None:
    """The cue within a reach; NONE at the start of the sentence, None where the reach ends."""
    floor = max(0, start - reach)
    while floor > 0 and low[floor - 1].isalpha() and floor > start - reach - 20:
        floor -= 1  # not within a word
    found = list(_WORD.finditer(low, floor, start))[-MOST:]
    found.reverse()
    roles, behind_to, after = words.roles, False, ""
    for steps, match in enumerate(found):
        word = match[0]
        role = roles.get(word)
        if role is None:
            if _is_past(text, match, words):
                role = PAST
            elif len(word) > 4 and word.endswith(words.future_endings) and word not in words.not_past:
                role = STRONG
            elif word in STOPS and not (word == "." and _short_before(low, match.start())):
                return NONE
        word_after, after = after, word
        if role == IS_TO:  # "are to announce"
            role = STRONG if behind_to else None
        elif role == AIMED:
            role = STRONG if word_after in words.aims else PAST
        elif role == MODAL:
            role = STRONG if text[match.start()].islower() and word_after not in words.not_ahead else None
        if role is None or (role == DIRECTLY and steps) or (role == DECIDED and not behind_to):
            behind_to = role == TO
            continue
        behind_to = role == TO
        if role == DATED:  # "die Richtlinie vom 17. Juli": the day of a paper lies behind
            if steps:
                continue
            return Cue(-1, True, False, word, match.start())
        if role == PERFECT:
            if not _ends_in_participle(text, match.end(), words):
                continue  # "ist am Samstag Parteitag": a verb of its own in the present tense
            role = PAST
        before = found[steps + 1] if steps + 1 < len(found) else None
        if role == PAST:
            if before and (before[0] == words.be or before[0] in words.articles):
                continue  # "to be published in May", "a contested vote in May": what counts stands further left
            return Cue(-1, True, False, word, match.start())
        if role == NOUN and (word_after in words.noun_before or (before and before[0] in words.articles)):
            continue  # "its plan for the mill in May"
        if role == NOUN and before and (roles.get(before[0]) == PAST or _is_past(text, before, words)):
            continue  # "unveiled plans in May": here it is a noun
        if role == DIRECTLY and before and (roles.get(before[0]) == PAST or _is_past(text, before, words)):
            continue  # "cited by police", "warranted by fourth quarter results": the agent
        if role != TO:
            return Cue(1, role in (STRONG, DIRECTLY), role == DECIDED, word, match.start())
    return None


def _is_past(text: str, match: re.Match[str], words: Direction) -> bool:
    word = match[0]
    return word.endswith(words.past_endings) and len(word) > 3 and word not in words.not_past and text[match.start()].islower()


def _short_before(low: str, at: int) -> bool:
    back = 0
    while back < _ABBREVIATED and at - back > 0 and low[at - back - 1].isalpha():
        back += 1
    return 0 < back < _ABBREVIATED
