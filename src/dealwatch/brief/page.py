"""A brief as one self-contained HTML page: a table, a card a deal, and the reports with every cited span marked.

A click on a line lights up its evidence in the reports, and on a small screen shows it in a sheet below; filters narrow the
lines by firmness, source and day. It needs no network, and without its script it is still whole. All text is escaped; the
Content-Security-Policy allows this style and script.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files
from itertools import pairwise
from typing import Final

from dealwatch.brief.drawings import line_of_time, who_told_whom
from dealwatch.brief.outline import COLUMNS, Chapter, Line, Outline, Row
from dealwatch.brief.wording import day_in_words, printable
from dealwatch.domain.report import Evidence, Report, Span
from dealwatch.domain.words import Label

_POLICY: Final = (
    "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'"
)


def as_html(outline: Outline) -> str:
    """Write an outline as an HTML page."""
    return "".join(_page(outline))


def _page(outline: Outline) -> Iterator[str]:
    style, script = (files("dealwatch.brief").joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    policy = _POLICY.format(style=_hash(style), script=_hash(script))
    front, *rest = outline.chapters
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{_safe(front.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )
    yield f'<header class="front">{_chapter(outline, front)}</header>\n'
    if outline.notes:
        yield from _controls(outline)
    yield '<div class="columns">\n<main>\n'
    yield from _cards(outline, rest)
    if outline.notes:
        yield '<section class="notes" aria-labelledby="notes"><h2 id="notes">Footnotes</h2>\n<ol>\n'
        for number, note in enumerate(outline.notes, 1):
            yield f'<li id="note-{number}"><a href="#mark-{number}"><bdi>{_safe(outline.note(note))}</bdi></a></li>\n'
        yield "</ol>\n</section>\n"
    yield "</main>\n"
    if outline.notes:
        yield '<section class="reports" aria-labelledby="reports" tabindex="0"><h2 id="reports">The reports</h2>\n'
        cited = _cited(outline)
        for name, report in outline.reports:
            yield _report(outline, name, report, cited.get(report.id, []))
        yield "</section>\n"
    yield "</div>\n"
    if outline.notes:
        yield '<aside id="proof" aria-label="The words that prove it" hidden></aside>\n'
        yield f"<script>{script}</script>\n"
    yield "</body>\n</html>\n"


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _controls(outline: Outline) -> Iterator[str]:
    """What narrows the lines; hidden where the script does not run."""
    lines = [line for chapter in outline.chapters for line in chapter.lines]
    yield '<form id="controls" hidden aria-label="What is shown">\n<fieldset><legend>Firmness</legend>'
    for label in (label for label in reversed(Label) if any(line.firmness is label for line in lines)):
        yield f'<label class="{label}"><input type="checkbox" name="firmness" value="{label}" checked> {label}</label>'
    yield '</fieldset>\n<label>Source <select name="source"><option value="">all</option>'
    for who in sorted({who for line in lines for who in line.who}, key=str.casefold):
        yield f'<option value="{_key(who)}">{_safe(who)}</option>'
    yield "</select></label>\n"
    days = sorted({report.day for _, report in outline.reports if report.day})
    if len(days) > 1:
        names = "|".join(day_in_words(day, outline.locale) for day in days)
        yield (
            f'<label>Known by <input type="range" name="known" min="0" max="{len(days) - 1}" value="{len(days) - 1}" '
            f'data-days="{" ".join(map(str, days))}" data-names="{_safe(names)}"></label> '
            f'<output name="day">{_safe(day_in_words(days[-1], outline.locale))}</output>\n'
        )
    yield '<span id="said" role="status"></span></form>\n'


def _cards(outline: Outline, chapters: Iterable[Chapter]) -> Iterator[str]:
    is_open = False
    for chapter in chapters:
        if chapter.level == 2:
            yield f"{'</article>' if is_open else ''}<article>\n"
            is_open = True
        yield _chapter(outline, chapter)
    if is_open:
        yield "</article>\n"


def _chapter(outline: Outline, chapter: Chapter) -> str:
    lines = "".join(_lines(outline, chapter.lines))
    body = f"<ul>\n{lines}</ul>\n" if lines else ""
    drawn = line_of_time(chapter.path, outline.locale) + who_told_whom(chapter.chains)
    figures = f'<div class="figures">{drawn}</div>\n' if drawn else ""
    row = chapter.row
    place = f' id="deal-{row.number}"' if row else ""
    status = f" {_status(row)}" if row else ""
    heading = f"<h{chapter.level}{place}><bdi>{_safe(chapter.title)}</bdi>{status}</h{chapter.level}>\n"
    return f"{heading}{_table(outline, chapter.rows)}{body}{figures}"


def _status(row: Row) -> str:
    return f'<span class="firm {row.firmness or ""}" data-since="{row.since or ""}">{_safe(row.cells[0])}</span>'


def _table(outline: Outline, rows: Sequence[Row]) -> str:
    """The deals at a glance, each with a link to its card."""
    if not rows:
        return ""
    shown = [place for place in range(1, len(COLUMNS)) if any(row.cells[place] != "–" for row in rows)]
    heads = "".join(f'<th scope="col">{COLUMNS[place]}</th>' for place in shown)
    body = "".join(
        f'<tr><th scope="row"><a href="#deal-{row.number}"><bdi>{_safe(row.deal)}</bdi></a>{_marks(outline, row.evidence)}</th>'
        f"<td>{_status(row)}</td>" + "".join(_cell(COLUMNS[place], row.cells[place]) for place in shown) + "</tr>\n"
        for row in rows
    )
    head = f'<thead><tr><th scope="col">Deal</th><th scope="col">{COLUMNS[0]}</th>{heads}</tr></thead>'
    return f"<table>{head}\n<tbody>\n{body}</tbody></table>\n"


def _cell(column: str, text: str) -> str:
    return f'<td data-label="{column}"{" class=none" if text == "–" else ""}>{_safe(text)}</td>'


def _marks(outline: Outline, evidence: Iterable[Evidence]) -> str:
    """The numbers of the footnotes, never on a line of their own: a word joiner holds them to the word before."""
    numbers = [outline.number(note) for note in evidence]
    links = " ".join(f'<a href="#note-{number}" aria-label="footnote {number}">{number}</a>' for number in numbers)
    return f"\u2060<sup>{links}</sup>" if links else ""


def _lines(outline: Outline, lines: Iterable[Line]) -> Iterator[str]:
    """The lines with their footnotes; how firmly one is said is told where it is not as in the one before."""
    before = None
    for line in lines:
        numbers = " ".join(str(outline.number(note)) for note in line.evidence)
        label = f"<b>{_safe(line.label)}</b> " if line.label else ""
        why = f'<details class="why"><summary>why</summary>{_safe(line.why)}</details>' if line.why else ""
        firm = ""
        if line.rank == 0 and line.firmness and line.firmness is not before:
            before = line.firmness
            firm = f' <span class="firm {before}">{before}</span>'
        yield (
            f'<li class="rank{line.rank}" data-notes="{numbers}" data-firmness="{line.firmness or ""}" '
            f'data-since="{line.since or ""}" data-who="{"|".join(map(_key, line.who))}">'
            f'<span class="say">{label}<bdi>{_safe(line.text)}</bdi></span>{_marks(outline, line.evidence)}{firm}{why}</li>\n'
        )


def _cited(outline: Outline) -> dict[str, list[tuple[Span, int, str]]]:
    """By report: the spans that footnotes cite, with their numbers and the firmness of the first line that cites each."""
    firmness: dict[int, str] = {}
    for chapter in outline.chapters:
        for line in chapter.lines:
            for note in line.evidence if line.firmness else ():
                firmness.setdefault(outline.number(note), str(line.firmness))
    found: dict[str, list[tuple[Span, int, str]]] = {}
    for number, note in enumerate(outline.notes, 1):
        found.setdefault(note.report_id, []).append((note.span, number, firmness.get(number, "")))
    return found


def _report(outline: Outline, name: str, report: Report, cited: Sequence[tuple[Span, int, str]]) -> str:
    day = _safe(day_in_words(report.published, outline.locale))
    title = f": {_safe(' '.join(report.title.split()))}" if report.title else ""
    summary = f"<summary><bdi>{_safe(name[:1].upper() + name[1:])}</bdi>, {day}<bdi>{title}</bdi></summary>"
    text = _marked(report.text, cited)
    return f'<details class="report" open data-day="{report.day or ""}">{summary}\n<p dir="auto">{text}</p></details>\n'


def _marked(text: str, cited: Sequence[tuple[Span, int, str]]) -> str:
    """Escape a text and mark the cited spans; spans that overlap are cut at each other's ends."""
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for span, number, _ in cited:
        begins.setdefault(span.start, []).append(number)
        ends.setdefault(span.end, []).append(number)
    tones = {number: tone for _, number, tone in cited}
    covering: set[int] = set()
    parts = []
    for start, end in pairwise(sorted({0, len(text), *begins, *ends})):
        covering.difference_update(ends.get(start, ()))
        covering.update(begins.get(start, ()))
        piece = escape(text[start:end])  # the report's own words, unchanged
        if covering:
            anchors = "".join(f'<a id="mark-{number}"></a>' for number in begins.get(start, ()))
            numbers = " ".join(map(str, sorted(covering)))
            piece = f'{anchors}<mark class="{tones[min(covering)]}" data-notes="{numbers}">{piece}</mark>'
        parts.append(piece)
    return "".join(parts)


def _key(who: str) -> str:
    """What a source is filtered by: its name, without what separates the names of several."""
    return _safe(who.replace("|", "¦"))


def _safe(text: str) -> str:
    """Escape a text in which a report's words stand among ours, so that they change none of them."""
    return escape(printable(text))
