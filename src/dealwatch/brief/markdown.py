"""A brief as Markdown, with footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealwatch.brief.outline import COLUMNS, Chapter, Line, Outline
from dealwatch.brief.wording import printable
from dealwatch.domain.report import Evidence

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#+!|~$])")


def as_markdown(outline: Outline) -> str:
    """Write an outline as Markdown; everything that a report or a name brings is escaped."""
    parts = ["\n\n".join(_chapter(outline, chapter)) for chapter in outline.chapters]
    if outline.notes:
        parts.append("\n".join(f"[^{outline.number(note)}]: {_escaped(outline.note(note))}" for note in outline.notes))
    return "\n\n".join(parts) + "\n"


def _chapter(outline: Outline, chapter: Chapter) -> Iterator[str]:
    status = f" ({chapter.row.cells[0]})" if chapter.row else ""
    yield f"{'#' * chapter.level} {_escaped(chapter.title)}{status}"
    if chapter.rows:
        yield "\n".join(_table(outline, chapter))
    if chapter.lines:
        yield "\n".join(text for line in chapter.lines for text in _line(outline, line))


def _table(outline: Outline, chapter: Chapter) -> Iterator[str]:
    yield f"| Deal | {' | '.join(COLUMNS)} |"
    yield f"|---|{'---|' * len(COLUMNS)}"
    for row in chapter.rows:
        cells = " | ".join(_escaped(cell) for cell in row.cells)
        yield f"| {_escaped(row.deal)} {_marks(outline, row.evidence)} | {cells} |"


def _line(outline: Outline, line: Line) -> Iterator[str]:
    label = f"**{_escaped(line.label)}**: " if line.label else ""
    caveat = f", {line.caveat}" if line.caveat else ""
    margin = "  " * line.rank
    yield f"{margin}- {label}{_escaped(line.text)}{caveat} {_marks(outline, line.evidence)}".rstrip()
    if line.weighed:
        yield f"{margin}  - _why_: {_escaped(line.why)}"


def _marks(outline: Outline, evidence: tuple[Evidence, ...]) -> str:
    return "".join(f"[^{outline.number(note)}]" for note in evidence)


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(printable(text).split()))
