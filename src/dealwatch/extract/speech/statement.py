"""One statement: who says what by which words, as token ranges; and the frames that tell how it was found."""

from __future__ import annotations

from attrs import frozen

from dealwatch.extract.speech.cues import Verb
from dealwatch.extract.speech.speakers import Range, Speaker

QUOTED = frozenset(("before-quote", "before-earlier", "inverted-quote", "inverted-earlier", "hull", "quote"))
"""The frames of speech in quotation marks, which may go on in the next sentence."""

CLAUSES = frozenset(("that", "bare", "colon", "before-clause", "inverted-clause", "middle"))
"""The frames of reported speech, behind which the speaker's own words may stand."""

PHRASES = frozenset(("noun", "for", "of", "about", "on", "at"))
"""The frames in which a phrase, no clause, is said; too weak for the headlines of a list."""


@frozen
class Statement:
    """A cue, what it says and who says it, as token ranges; `relays` stand before the speaker in the chain, `cited` behind.

    `frame` names how it was found; `when` are the tokens among which the day stands on which it was said, if that is told.
    `inner` is the statement within it that is most of it: "Reuters reported that Ash said ...".
    """

    cue: Range
    content: Range
    speaker: Speaker | None
    frame: str
    verb: Verb | None = None
    negated: bool = False
    relays: tuple[Range, ...] = ()
    cited: tuple[Range, ...] = ()
    when: Range | None = None
    inner: Statement | None = None


def joined(statement: Statement, rest: Range) -> Range:
    """One span for speech that its speaker cuts in two: all of it, or the longer part, whichever holds less else."""
    (first, last), (start, end) = statement.content, rest
    one, other = last - first, end - start
    gap = start - last
    if gap <= 0 or max(one, other) * (one + other + gap) <= (one + other) ** 2:
        return first, end
    return (first, last) if one >= other else (start, end)
