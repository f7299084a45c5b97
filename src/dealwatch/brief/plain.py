"""A brief as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import TextWrapper
from typing import Final

from dealwatch.brief.outline import COLUMNS, Chapter, Line, Outline, Row
from dealwatch.brief.wording import printable
from dealwatch.domain.report import Evidence

WIDTH: Final = 100
_BOLD, _FAINT, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_GAP: Final = "  "
_PRICE: Final = COLUMNS.index("Price")
_LEAST: Final = 24
"""So many characters are left for what a deal is."""


def as_text(outline: Outline, width: int = WIDTH, colour: bool = False) -> str:
    """Write an outline as plain text of a width, footnotes at the end; with `colour`, headings and footnotes stand out."""
    return "".join(_Text(outline, width, colour).parts())


class _Text:
    """How an outline is set."""

    def __init__(self, outline: Outline, width: int, colour: bool) -> None:
        self._outline = outline
        self._width = width
        self._colour = colour

    def parts(self) -> Iterator[str]:
        outline = self._outline
        for number, chapter in enumerate(outline.chapters):
            yield "\n" if number else ""
            yield from self._chapter(chapter, len(outline.chapters) > 1)
        if outline.notes:
            yield "\n" + self._heading("Footnotes", "-")
            for note in outline.notes:
                text = f"[{outline.number(note)}] {outline.note(note)}"
                yield self._toned(_FAINT, self._filled(text, "", "    "))

    def _chapter(self, chapter: Chapter, among_others: bool) -> Iterator[str]:
        rule = {1: "=", 2: "-"}.get(chapter.level, "")
        margin = "" if chapter.level < 3 else "  "
        status = f" ({chapter.row.cells[0]})" if chapter.row else ""
        yield self._heading(f"{chapter.title}{status}", rule if chapter.lines or among_others else "", margin)
        if chapter.rows:
            yield from self._table(chapter.rows)
            yield "\n"
        for line in chapter.lines:
            yield from self._line(line, f"{margin}  ")

    def _heading(self, title: str, rule: str, margin: str = "") -> str:
        text = self._filled(title, margin, margin)
        longest = max(map(len, text.splitlines()))
        return self._toned(_BOLD, text) + (f"{rule * longest}\n" if rule else "")

    def _table(self, rows: tuple[Row, ...]) -> Iterator[str]:
        """A row a deal, which takes the width that the other columns leave; its price stands with it where that is too little."""
        shown = [number for number in range(len(COLUMNS)) if any(row.cells[number] != "–" for row in rows)]
        wide = {number: max(len(COLUMNS[number]), *(len(row.cells[number]) for row in rows)) for number in shown}

        def left() -> int:
            return self._width - 2 - sum(len(_GAP) + wide[number] for number in shown)

        told = [row.deal for row in rows]
        while left() < _LEAST and shown:
            number = _PRICE if _PRICE in shown else shown[-1]
            shown.remove(number)
            told = [
                f"{words}; {COLUMNS[number].lower()}: {row.cells[number]}" if row.cells[number] != "–" else words
                for words, row in zip(told, rows, strict=True)
            ]
        told = [f"{words} {self._marks(row.evidence)}" for words, row in zip(told, rows, strict=True)]
        width = min(left(), max(map(len, told)))
        heads = _GAP.join(COLUMNS[number].ljust(wide[number]) for number in shown)
        yield self._toned(_BOLD, f"  {'Deal'.ljust(width)}{_GAP}{heads}".rstrip() + "\n")
        for words, row in zip(told, rows, strict=True):
            first, *rest = self._filled(words, "", "  ", width).splitlines()
            cells = _GAP.join(row.cells[number].ljust(wide[number]) for number in shown)
            yield f"  {first.ljust(width)}{_GAP}{cells}".rstrip() + "\n"
            yield "".join(f"  {line}\n" for line in rest)

    def _line(self, line: Line, margin: str) -> Iterator[str]:
        label = f"{line.label}: " if line.label else ""
        caveat = f", {line.caveat}" if line.caveat else ""
        margin += "  " * line.rank
        yield self._filled(f"{label}{line.text}{caveat} {self._marks(line.evidence)}".rstrip(), margin, f"{margin}    ")
        if line.weighed:
            yield self._toned(_FAINT, self._filled(f"why: {line.why}", f"{margin}  ", f"{margin}    "))

    def _marks(self, evidence: tuple[Evidence, ...]) -> str:
        return "".join(f"[{self._outline.number(note)}]" for note in evidence)

    def _toned(self, tone: str, text: str) -> str:
        return f"{tone}{text[:-1]}{_PLAIN}\n" if self._colour else text

    def _filled(self, text: str, first: str, rest: str, width: int | None = None) -> str:
        """Wrap a text at blanks only, so that a quotation keeps its words and hyphens."""
        wrapper = TextWrapper(
            width=width or self._width,
            initial_indent=first,
            subsequent_indent=rest,
            break_on_hyphens=False,
            break_long_words=False,
        )
        return wrapper.fill(printable(text)) + "\n"
