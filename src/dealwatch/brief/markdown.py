"""A brief as Markdown, with footnotes."""

from __future__ import annotations

import re

from dealwatch.brief.outline import Line, Outline

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#+!|~$])")


def as_markdown(outline: Outline) -> str:
    """Write an outline as Markdown; everything that a report or a name brings is escaped."""
    parts = []
    for chapter in outline.chapters:
        lines = [_line(outline, line) for line in chapter.lines]
        parts.append("\n\n".join(filter(None, (f"{'#' * chapter.level} {_escaped(chapter.title)}", "\n".join(lines)))))
    if outline.notes:
        parts.append("\n".join(f"[^{outline.number(note)}]: {_escaped(outline.note(note))}" for note in outline.notes))
    return "\n\n".join(parts) + "\n"


def _line(outline: Outline, line: Line) -> str:
    marks = "".join(f"[^{outline.number(note)}]" for note in line.evidence)
    label = f"**{_escaped(line.label)}**: " if line.label else ""
    return f"{'  ' * line.rank}- {label}{_escaped(line.text)} {marks}".rstrip()


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
