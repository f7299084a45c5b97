"""The rows of the tables of facts and events: a pattern, the attribute that it tells, and whose it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from functools import cached_property
from typing import Any, Final

from attrs import frozen

from dealwatch.errors import LoadError
from dealwatch.extract.telling.patterns import POSSESSIVE, Line, Match, Pattern, Slot, match_pattern, read_pattern

_WHOSE: Final = ("subject", "object", "site", "only site", "only one")


@frozen
class Row:
    """One row: see the head of `data/facts/en.toml` for its fields; `order` is its place in the file."""

    order: int
    attribute: str
    say: str
    pattern: Pattern
    whose: str
    negative: bool
    given: bool
    unless: frozenset[str]
    but_not: frozenset[str]
    status: str | None
    held: str | None
    example: str

    @cached_property
    def needs_site(self) -> bool:
        """Whether it matches only where the page tells of a site."""
        elements = (*self.pattern.left, *self.pattern.right)
        return self.whose == "only site" or any(isinstance(part, Slot) and part.kind == "site" for part in elements)


@frozen(eq=False)
class Rows:
    """The rows of a table in order, and by the words without which they cannot match."""

    rows: tuple[Row, ...]
    by_cue: Mapping[str, tuple[Row, ...]]

    def cued(self, words: Set[str]) -> list[Row]:
        """The rows that some words call up, in order: those of whose every element a word is there."""
        called = self.by_cue.keys() & words
        if not called:
            return []
        rows = [row for word in called for row in self.by_cue[word] if not any(map(words.isdisjoint, row.pattern.others))]
        found = {row.order: row for row in rows}
        return [found[order] for order in sorted(found)]


def read_rows(table: Mapping[str, Any], kind: str, first: int = 0) -> Rows:
    """Read the rows of a table as its file has it; `kind` is the name of its groups, "fact" or "event".

    Raises:
        InvalidValue: for a pattern that cannot be read.
        LoadError: for a field that cannot be used.
    """
    classes = {name: words.split() for name, words in table.get("classes", {}).items()}
    rows: list[Row] = []
    for group in table[kind]:
        for row in group["rows"]:
            whose = row.get("whose", "subject")
            if whose not in _WHOSE:
                raise LoadError(f"{row['say']!r} of {group['attribute']} has whose = {whose!r}; there are {', '.join(_WHOSE)}")
            rows.append(
                Row(
                    order=first + len(rows),
                    attribute=group["attribute"],
                    say=row["say"],
                    pattern=read_pattern(row["say"], classes),
                    whose=whose,
                    negative=row.get("sign") == "-",
                    given=row.get("given", False),
                    unless=_words(row.get("unless", ""), classes),
                    but_not=_words(row.get("but_not", ""), classes),
                    status=row.get("status"),
                    held=row.get("held"),
                    example=row["example"],
                )
            )
    by_cue: dict[str, list[Row]] = {}
    for row in rows:
        for word in row.pattern.cues:
            by_cue.setdefault(word, []).append(row)
    return Rows(tuple(rows), {word: tuple(listed) for word, listed in by_cue.items()})


def _words(text: str, classes: Mapping[str, Collection[str]]) -> frozenset[str]:
    found: set[str] = set()
    for part in text.split():
        found.update(classes[part.strip("<>")] if part.startswith("<") else POSSESSIVE if part == "'s" else (part,))
    return frozenset(found)


def match_row(row: Row, line: Line, places: Iterable[tuple[int, int]]) -> Match | None:
    """Match a row around a value that may be taken to have one of some ranges of tokens; the first that fits."""
    for first, last in places:
        found = match_pattern(row.pattern, line, first, last)
        if found is None:
            continue
        before = line.words[found.first - 1] if found.first > line.first else ""
        behind = line.words[found.last] if found.last < line.last else ""
        if row.unless.isdisjoint((before, line.words[found.first])) and behind not in row.but_not:
            return found
    return None
