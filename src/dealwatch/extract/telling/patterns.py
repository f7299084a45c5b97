"""The words around a value, as data: patterns such as `<employ> {people}`, and the matcher for them.

A pattern has one value and the words left and right of it; the matcher begins at a value that stands in the text and
walks outwards, so its work is bounded by the pattern, not by the text. The signs of a pattern:

    word|other      one of these words, in lower case; a sign such as `,` is a word
    <cut>           one of the words of a class
    word?  <cut>?   the same, or nothing
    {people}        the value, once: a mention of that kind
    [whose]         another mention of that kind
    ~               up to three words, none of them a sign or a part of a value
    ~!<place>       the same, none of them of a class
    ...             up to eight words, commas and dashes among them, none of them a part of a value
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import takewhile
from typing import Final, TypeAlias

from attrs import frozen

from dealwatch.errors import InvalidValue

_NEAR, _FAR = 3, 8
_STOPS: Final = frozenset('.;:!?()[]"“”')
_PAUSES: Final = frozenset(",—–")
POSSESSIVE: Final = frozenset({"'s", "’s", "'", "’"})


@frozen
class Word:
    """One of some words, perhaps left out."""

    words: frozenset[str]
    optional: bool = False


@frozen
class Gap:
    """Up to so many words; commas and dashes among them only with `pauses`, and none of the words of `without`."""

    most: int
    pauses: bool = False
    without: frozenset[str] = frozenset()


@frozen
class Slot:
    """A mention of a kind."""

    kind: str


Element: TypeAlias = Word | Gap | Slot


@frozen
class Pattern:
    """The elements left of the value, nearest first, the kind of the value, and the elements right of it.

    `cues` are the words of the rarest element that may not be left out, `others` those of every other one: where none of
    an element's words stands in a sentence, the pattern cannot match. `near` are the elements on either side of the value up
    to the first slot.
    """

    left: tuple[Element, ...]
    value: str
    right: tuple[Element, ...]
    cues: frozenset[str]
    others: tuple[frozenset[str], ...] = ()
    near: tuple[tuple[Element, ...], tuple[Element, ...]] = ((), ())


@frozen(eq=False)
class Line:
    """A sentence as the matcher sees it: the words of the report in lower case, its range of tokens, and its mentions.

    `starts[kind]` leads from the token where a mention begins to the token behind its end, `ends[kind]` the way back.
    `solid` are the tokens that a gap may not skip: parts of values.
    """

    words: Sequence[str]
    first: int
    last: int
    starts: Mapping[str, Mapping[int, int]]
    ends: Mapping[str, Mapping[int, int]]
    solid: Collection[int] = frozenset()


@frozen
class Match:
    """Where a pattern stands: its range of tokens with the value, and the ranges of its other slots by their kind."""

    first: int
    last: int
    slots: Mapping[str, tuple[int, int]]


def read_pattern(text: str, classes: Mapping[str, Collection[str]]) -> Pattern:
    """Read a pattern; `classes` are the word classes that it may name.

    >>> read_pattern("<employ> {people}", {"employ": ["employs", "employing"]}).value
    'people'

    Raises:
        InvalidValue: if it does not have exactly one value, has no word, or names a class that is not there.
    """
    elements: list[Element] = []
    value = ""
    at = -1
    for part in text.split():
        if part.startswith("{"):
            if value:
                raise InvalidValue(f"the pattern {text!r} has two values; write the other one as [kind]")
            value, at = part.strip("{}"), len(elements)
        else:
            elements.append(_element(part, text, classes))
    if not value:
        raise InvalidValue(f"the pattern {text!r} has no value such as {{people}}")
    needed = [element.words for element in elements if isinstance(element, Word) and not element.optional]
    if not needed:
        raise InvalidValue(f"the pattern {text!r} has no word that must stand there")
    left, right = tuple(reversed(elements[:at])), tuple(elements[at:])
    near = tuple(takewhile(_is_no_slot, left)), tuple(takewhile(_is_no_slot, right))
    cues = max(needed, key=_rarity)
    others = sorted({words for words in needed if words != cues}, key=_rarity, reverse=True)
    return Pattern(left, value, right, cues, tuple(others), near)


def _is_no_slot(element: Element) -> bool:
    return not isinstance(element, Slot)


def _rarity(words: frozenset[str]) -> tuple[int, int]:
    """How rarely one of some words stands in a sentence: by the most common of them, then by how few they are."""
    return min(_COMMON.get(word, len(_COMMON)) for word in words), -len(words)


_COMMON: Final = {
    word: rank
    for rank, word in enumerate(
        (
            *(",", ".", "the", "of", "to", "a", "in", "and", "'s", "for", "its", "by", "at", "on", "with", "an"),
            *("is", "was", "that", "their", "has", "will", "from", "which", "had", "have", "were", "be", "are"),
        )
    )
}
"""The words that stand in most sentences, the most common first: a row that hangs on one of them is asked for everywhere."""


def _element(part: str, text: str, classes: Mapping[str, Collection[str]]) -> Element:
    if part == "...":
        return Gap(_FAR, pauses=True)
    if part.startswith("~"):
        return Gap(_NEAR, without=_words(part[2:], text, classes) if part != "~" else frozenset())
    if part.startswith("["):
        return Slot(part.strip("[]"))
    optional = len(part) > 1 and part.endswith("?")
    return Word(_words(part.removesuffix("?") if optional else part, text, classes), optional)


def _words(part: str, text: str, classes: Mapping[str, Collection[str]]) -> frozenset[str]:
    words: set[str] = set()
    for name in part.split("|"):
        if not name.startswith("<"):
            words |= POSSESSIVE if name == "'s" else {name}
        elif name.strip("<>") in classes:
            words.update(classes[name.strip("<>")])
        else:
            raise InvalidValue(f"the pattern {text!r} names the class {name}, which is not there")
    return frozenset(words)


def match_pattern(pattern: Pattern, line: Line, first: int, last: int) -> Match | None:
    """Match a pattern around the value that has the tokens `[first, last)`; the nearest words are preferred."""
    slots: dict[str, tuple[int, int]] = {}
    begins = _walk(pattern.left, 0, first - 1, -1, line, slots)
    if begins is None:
        return None
    ends = _walk(pattern.right, 0, last, 1, line, slots)
    return None if ends is None else Match(begins + 1, ends, slots)


def may_match(pattern: Pattern, line: Line, first: int, last: int) -> bool:
    """Tell whether the words beside a value are a pattern's up to the first slot: where they are not, it cannot match.

    The line needs no mentions, so that they are looked for only where this holds.
    """
    left, right = pattern.near
    return _walk(left, 0, first - 1, -1, line, {}) is not None and _walk(right, 0, last, 1, line, {}) is not None


def may_stand(pattern: Pattern, line: Line) -> bool:
    """Tell whether the same holds of each side somewhere in a line, wherever the value may be."""
    left, right = pattern.near
    places = range(line.first, line.last)
    return (not left or any(_walk(left, 0, at, -1, line, {}) is not None for at in places)) and (
        not right or any(_walk(right, 0, at, 1, line, {}) is not None for at in places)
    )


def _walk(
    elements: tuple[Element, ...], number: int, at: int, step: int, line: Line, slots: dict[str, tuple[int, int]]
) -> int | None:
    """The token at which the walk stops when all elements have matched; None if they do not."""
    if number == len(elements):
        return at
    element = elements[number]
    inside = line.first <= at < line.last
    if isinstance(element, Word):
        if inside and line.words[at] in element.words:
            found = _walk(elements, number + 1, at + step, step, line, slots)
            if found is not None:
                return found
        return _walk(elements, number + 1, at, step, line, slots) if element.optional else None
    if isinstance(element, Slot):
        other = line.ends.get(element.kind, {}).get(at + 1) if step < 0 else line.starts.get(element.kind, {}).get(at)
        if not inside or other is None or not line.first <= other <= line.last:
            return None
        slots[element.kind] = (other, at + 1) if step < 0 else (at, other)
        return _walk(elements, number + 1, other - 1 if step < 0 else other, step, line, slots)
    for skipped in range(element.most + 1):
        here = at + skipped * step
        found = _walk(elements, number + 1, here, step, line, slots)
        if found is not None:
            return found
        if not line.first <= here < line.last or here in line.solid or _holds_up(line.words[here], element):
            return None
    return None


def _holds_up(word: str, gap: Gap) -> bool:
    return word in _STOPS or word in gap.without or (word in _PAUSES and not gap.pauses)
