"""The names of a gazetteer in a text: what a user knows is found, whatever the grammar makes of it.

Before: `normalize/gazetteer.py`. After: an extractor beside the built-in ones, and `Policy(gazetteer=...)` in the merge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Final

from dealwatch.domain.attribution import Attribution
from dealwatch.domain.claim import Claim
from dealwatch.domain.report import Report, Span
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Text
from dealwatch.extract.plugins import Extractor
from dealwatch.normalize.context import Context
from dealwatch.normalize.gazetteer import Gazetteer, Known

_UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Scripts that set no blank between words: Thai, Lao, Burmese, Khmer, kana, Han, Hangul (whose particles follow the word)."""
_BEGIN: Final = re.compile(rf"(?<!\w)\w|[{_UNSPACED}]|(?<=[{_UNSPACED}])\w")
_IS_UNSPACED: Final = re.compile(rf"[{_UNSPACED}]")
_HEAD: Final = 2
"""Names are looked up by so many first characters."""


def known_names(gazetteer: Gazetteer) -> Extractor:
    """Return an extractor that claims, for each known name in a report, that the thing is called so: a claim a form.

    >>> rows = Gazetteer.of([Known("Ash Motor", aliases=("Foxash", "アッシュ自動車"))])
    >>> report = Report(text="Foxash, formerly Foxashes, is known as アッシュ自動車.")
    >>> [f"{claim.subject}: {claim.value}" for claim in known_names(rows)(report, Context())]
    ['Ash Motor: Foxash', 'Ash Motor: アッシュ自動車']
    """
    finder = _finder(gazetteer)

    def extractor(report: Report, context: Context) -> Iterator[Claim]:
        seen: set[tuple[str, str]] = set()
        for span, rows in find_known(report.text, finder):
            form = span.of(report.text)
            if (
                len(rows) == 1 and (rows[0].name, form) not in seen
            ):  # a name that two things share says of neither that it is there
                seen.add((rows[0].name, form))
                evidence = report.evidence(span.start, span.end)
                subject = Subject(rows[0].kind, rows[0].name)
                yield Claim(subject, "names", Text(form), evidence, span, Attribution.own_voice(report))

    return extractor


class _Finder:
    """The names of a gazetteer, made ready to be looked up in a text."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.rows: dict[str, tuple[Known, ...]] = {}
        for row in gazetteer:
            for name in row.names:
                self.rows[name] = (*self.rows.get(name, ()), row)
        self.by_head: dict[str, list[str]] = {}
        for name in sorted(self.rows, key=len, reverse=True):
            self.by_head.setdefault(name[:_HEAD], []).append(name)

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Every place where a name stands, longest first at each beginning; edges are not looked at."""
        for found in _BEGIN.finditer(text):
            start = found.start()
            for name in (*self.by_head.get(text[start : start + _HEAD], ()), *self.by_head.get(text[start], ())):
                if text.startswith(name, start):
                    yield start, start + len(name)


class _FastFinder(_Finder):
    """The same places by an automaton of the extra `fast`: worth it from some thousand names on."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        from ahocorasick_rs import AhoCorasick

        super().__init__(gazetteer)
        self.automaton = AhoCorasick(list(self.rows)) if self.rows else None

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Every place where a name stands, longest first at each beginning; edges are not looked at."""
        if self.automaton is None:
            return
        hits = self.automaton.find_matches_as_indexes(text, overlapping=True)
        begins = {found.start() for found in _BEGIN.finditer(text)}
        yield from sorted(((start, end) for _, start, end in hits if start in begins), key=lambda place: (place[0], -place[1]))


FAST_FROM: Final = 2_000
"""From so many names on the automaton is used, where the extra `fast` is installed."""


def _finder(gazetteer: Gazetteer) -> _Finder:
    many = sum(len(row.names) for row in gazetteer) >= FAST_FROM
    return _FastFinder(gazetteer) if many and find_spec("ahocorasick_rs") else _Finder(gazetteer)


def find_known(text: str, known: Gazetteer | _Finder) -> Iterator[tuple[Span, tuple[Known, ...]]]:
    """Find the names of a gazetteer in a text, exactly as they are written there, whole words, leftmost and longest.

    Gives each with the rows that have the name; two rows where they share it. Time grows linearly with the text.
    """
    finder = known if isinstance(known, _Finder) else _finder(known)
    free = 0
    for start, end in finder.places(text):
        if start >= free and _ends_a_word(text, end):
            free = end
            yield Span(start, end), finder.rows[text[start:end]]


def _ends_a_word(text: str, end: int) -> bool:
    if end == len(text) or not (text[end].isalnum() or text[end] == "_") or not text[end - 1].isalnum():
        return True
    return bool(_IS_UNSPACED.match(text[end - 1]) or _IS_UNSPACED.match(text[end]))
