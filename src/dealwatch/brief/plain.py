"""A brief as plain text for a terminal."""

from __future__ import annotations

from textwrap import TextWrapper

from dealwatch.brief.outline import Chapter, Line, Outline
from dealwatch.domain.report import Evidence

WIDTH = 110


def as_text(outline: Outline) -> str:
    """Write an outline as plain text, footnotes at the end."""
    parts = [_chapter(outline, chapter) for chapter in outline.chapters]
    if outline.notes:
        parts.append("\n".join((_underlined("Footnotes", "-"), *(_note(outline, note) for note in outline.notes))))
    return "\n\n".join(parts) + "\n"


def _chapter(outline: Outline, chapter: Chapter) -> str:
    rule = {1: "=", 2: "-"}.get(chapter.level, "")
    title = _underlined(chapter.title, rule if chapter.lines or len(outline.chapters) > 1 else "")
    margin = "" if chapter.level < 3 else "  "
    return "\n".join((f"{margin}{title}", *(_line(outline, line, f"{margin}  ") for line in chapter.lines)))


def _underlined(title: str, rule: str) -> str:
    return f"{title}\n{rule * min(len(title), WIDTH)}" if rule else title


def _note(outline: Outline, note: Evidence) -> str:
    return _filled(f"[{outline.number(note)}] {outline.note(note)}", "", "    ")


def _line(outline: Outline, line: Line, margin: str) -> str:
    marks = "".join(f"[{outline.number(note)}]" for note in line.evidence)
    label = f"{line.label}: " if line.label else ""
    margin += "  " * line.rank
    return _filled(f"{label}{line.text} {marks}".rstrip(), margin, f"{margin}  ")


def _filled(text: str, first: str, rest: str) -> str:
    """Wrap a text at blanks only, so that a quotation keeps its words and hyphens."""
    wrapper = TextWrapper(
        width=WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False, break_long_words=False
    )
    return wrapper.fill(text)
