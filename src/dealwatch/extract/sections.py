"""What each stretch of a report is: headline, body, post, teaser, references or boilerplate. Marked, never cut.

The headings and phrases stand in `data/sections/`, one file a language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Final

from attrs import frozen

from dealwatch.domain.report import Report, Section, Span
from dealwatch.domain.words import SectionKind
from dealwatch.extract.paragraphs import paragraphs_of

_LONGEST_TITLE: Final = 200
_LONGEST_BYLINE: Final = 80
_LIST_OF: Final = 3  # so many titles in a row are a list of other stories
_ENDS: Final = (".", "!", "?", "…", ":", ";", ",", ".”", '."', ")", "。")
_BULLETS: Final = "-*•·– \t"


@frozen
class _Cues:
    headings: Mapping[str, SectionKind]
    begins: tuple[tuple[str, SectionKind], ...]
    beginnings: tuple[str, ...]  # the words of `begins` alone: most paragraphs begin with none of them
    holds: tuple[tuple[str, SectionKind], ...]
    bylines: tuple[str, ...]


def find_sections(report: Report) -> tuple[Section, ...]:
    r"""Return the sections of a report in order; stretches of one kind that follow one another are one section.

    Sections that the report brings itself are returned as they are.

    >>> report = Report(text="Ash buys Birch\n\nAsh Corp bought Birch Ltd.\n\nRead also:\n- Elm sells Oak")
    >>> [(section.kind.value, section.span.of(report.text)[:10]) for section in find_sections(report)]
    [('headline', 'Ash buys B'), ('body', 'Ash Corp b'), ('teaser', 'Read also:')]
    """
    return sections_of(report, kinds_of(report))


def sections_of(report: Report, kinds: Sequence[tuple[Span, SectionKind]]) -> tuple[Section, ...]:
    """Return the sections of a report whose paragraphs are already told."""
    if report.sections:
        return tuple(sorted(report.sections, key=lambda section: section.span))
    merged: list[Section] = []
    for span, kind in kinds:
        if merged and merged[-1].kind is kind and kind is not SectionKind.POST:
            merged[-1] = Section(kind, Span(merged[-1].span.start, span.end))
        else:
            merged.append(Section(kind, span))
    return tuple(merged)


def kinds_of(report: Report) -> list[tuple[Span, SectionKind]]:
    """Return every paragraph with what it is."""
    text, cues = report.text, _cues()
    paragraphs = paragraphs_of(text)
    bodies = [span.of(text) for span in paragraphs]
    titles = [_is_title(body) for body in bodies]
    kinds: list[SectionKind] = []
    tail: SectionKind | None = None
    seen_body = False
    for index, body in enumerate(bodies):
        heading = cues.headings.get(body.strip(_BULLETS + ":.#").lower())
        tail = heading or tail
        kind = tail or _cued(body, cues)
        if kind is None and not seen_body and index < _LIST_OF and len(bodies) > 1 and _is_headline(report, body, titles[index]):
            kind = SectionKind.HEADLINE
        if kind is None and seen_body and titles[index] and _run(titles, index) >= _LIST_OF:
            kind = SectionKind.TEASER
        kind = kind or SectionKind.BODY
        seen_body = seen_body or kind is SectionKind.BODY
        kinds.append(kind)
    return list(zip(paragraphs, kinds, strict=True))


def _is_title(body: str) -> bool:
    return len(body) <= _LONGEST_TITLE and not body.endswith(_ENDS) and "\n" not in body[80:]


def _is_headline(report: Report, body: str, title: bool) -> bool:
    return title or (report.title is not None and body.startswith(report.title.strip()[:60]) and len(body) <= _LONGEST_TITLE)


def _run(titles: list[bool], index: int) -> int:
    """How many titles stand in a row around an index."""
    first = index
    while first and titles[first - 1] and index - first < _LIST_OF:
        first -= 1
    last = index
    while last < len(titles) and titles[last] and last - index < _LIST_OF:
        last += 1
    return last - first


def _cued(body: str, cues: _Cues) -> SectionKind | None:
    lowered = body[:4000].lower()
    if len(body) <= _LONGEST_BYLINE and lowered.startswith(cues.bylines) and _is_byline(body):
        return SectionKind.BOILERPLATE
    if lowered.startswith(cues.beginnings):
        return next(kind for words, kind in cues.begins if lowered.startswith(words))
    for words, kind in cues.holds:
        if words in lowered:
            return kind
    return None


def _is_byline(body: str) -> bool:
    """Whether a short paragraph behind "by" is names and nothing else: "By Jo Birch and Al Rowan"."""
    words = [word for word in re.findall(r"\w+", body) if word[0].isalpha()]
    small = [word for word in words[1:] if not word[0].isupper()]
    return len(words) > 1 and len(small) <= 1 and body[-1] not in _ENDS


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    """The cues of every language that has a file: which language a page's furniture speaks is not known beforehand."""
    headings: dict[str, SectionKind] = {}
    begins: list[tuple[str, SectionKind]] = []
    holds: list[tuple[str, SectionKind]] = []
    bylines: list[str] = []
    folder = resources.files("dealwatch.extract") / "data" / "sections"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        bylines += table["bylines"]["begins"] if "bylines" in table else []
        headings |= {words: SectionKind(kind) for kind, list_ in table["headings"].items() for words in list_}
        for kind in (SectionKind.POST, SectionKind.BOILERPLATE):
            begins += [(words, kind) for words in table[kind.value].get("begins", ())]
            holds += [(words, kind) for words in table[kind.value].get("holds", ())]
    return _Cues(headings, tuple(begins), tuple(words for words, _ in begins), tuple(holds), tuple(bylines))
