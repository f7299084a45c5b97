"""A brief as one self-contained HTML page: the prose, and the reports with every cited span marked.

No script and nothing from outside: a strict Content-Security-Policy says so, and all text is escaped.
"""

from __future__ import annotations

from html import escape
from importlib.resources import files
from itertools import pairwise

from dealwatch.brief.outline import Chapter, Line, Outline
from dealwatch.brief.wording import day_in_words
from dealwatch.domain.report import Report

_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
"""


def as_html(outline: Outline) -> str:
    """Write an outline as an HTML page."""
    title = outline.chapters[0].title
    style = files("dealwatch.brief").joinpath("page.css").read_text(encoding="utf-8")
    parts = [_HEAD.format(title=escape(title), style=style), "<main>\n"]
    parts += _cards(outline)
    parts.append("</main>\n")
    if outline.notes:
        parts.append('<section class="notes" aria-labelledby="notes"><h2 id="notes">Footnotes</h2>\n<ol>\n')
        for number, note in enumerate(outline.notes, 1):
            parts.append(f'<li id="note-{number}"><a href="#mark-{number}">{escape(outline.note(note))}</a></li>\n')
        parts.append("</ol>\n</section>\n")
        parts.append('<section class="reports" aria-labelledby="reports"><h2 id="reports">The reports</h2>\n')
        parts += [_report(outline, name, report) for name, report in outline.reports]
        parts.append("</section>\n")
    parts.append("</body>\n</html>\n")
    return "".join(parts)


def _cards(outline: Outline) -> list[str]:
    parts: list[str] = []
    is_open = False
    for chapter in outline.chapters:
        if chapter.level == 2:
            parts.append(f"{'</article>' if is_open else ''}<article>\n")
            is_open = True
        parts.append(_chapter(outline, chapter))
    if is_open:
        parts.append("</article>\n")
    return parts


def _chapter(outline: Outline, chapter: Chapter) -> str:
    lines = "".join(_line(outline, line) for line in chapter.lines)
    body = f"<ul>\n{lines}</ul>\n" if lines else ""
    return f"<h{chapter.level}>{escape(chapter.title)}</h{chapter.level}>\n{body}"


def _line(outline: Outline, line: Line) -> str:
    marks = "".join(_mark(outline.number(note)) for note in line.evidence)
    label = f"<b>{escape(line.label)}</b> " if line.label else ""
    return f'<li class="rank{line.rank}">{label}{escape(line.text)} {marks}</li>\n'


def _mark(number: int) -> str:
    return f'<sup><a href="#note-{number}" aria-label="footnote {number}">{number}</a></sup>'


def _report(outline: Outline, name: str, report: Report) -> str:
    day = escape(day_in_words(report.published, outline.locale))
    return f"<details open><summary>{escape(name)}, {day}</summary>\n<p>{_marked(outline, report)}</p></details>\n"


def _marked(outline: Outline, report: Report) -> str:
    """Escape a report's text and mark the cited spans; spans that overlap are cut at each other's ends."""
    spans = [(note.span, number) for number, note in enumerate(outline.notes, 1) if note.report_id == report.id]
    edges = sorted({0, len(report.text), *(edge for span, _ in spans for edge in (span.start, span.end))})
    begun: set[int] = set()
    parts = []
    for start, end in pairwise(edges):
        piece = escape(report.text[start:end])
        covering = [number for span, number in spans if span.start <= start and end <= span.end]
        if covering:
            anchors = "".join(f'<a id="mark-{number}"></a>' for number in covering if number not in begun)
            begun.update(covering)
            piece = f"{anchors}<mark>{piece}</mark>"
        parts.append(piece)
    return "".join(parts)
