"""Two drawings as inline SVG: what was said when, and who told whom. No style attributes: the page's stylesheet colours them.

They are as wide as a phone shows at full size, so that their words can be read there; a wider page sets them side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import pairwise
from textwrap import wrap
from typing import Final

from dealwatch.brief.outline import Step
from dealwatch.brief.wording import counted, day_in_words, printable, short_day

WIDTH: Final = 324
MAX_NODES: Final = 24
"""So many sources or reports stand in one column; a larger drawing says nothing."""
_ROW: Final = 36
_EDGE: Final = 14
_GAP: Final = 24
_LEADING: Final = 14
_CHARACTER: Final = 6.6
"""So wide is a letter of a node, on the average."""
_MAX_LINES: Final = 3


def line_of_time(steps: Sequence[Step], locale: str) -> str:
    """Draw what was said of a deal on which day: a dot a day and status, as large as the number of reports, by firmness."""
    days = sorted({step.day for step in steps})
    if len(days) < 2:
        return ""
    rows = list(dict.fromkeys(step.status for step in steps))
    span = (days[-1] - days[0]).days
    height = _ROW * len(rows) + 24
    parts = [_begin(height, "What was said when")]

    def x(day: date) -> float:
        return _EDGE + (WIDTH - 2 * _EDGE) * (day - days[0]).days / span

    for number, status in enumerate(rows):
        y = _ROW * number + 26
        parts.append(f'<text class="label" x="0" y="{y - 14}">{escape(status)}</text>')
        parts.append(f'<line class="grid" x1="0" x2="{WIDTH}" y1="{y}" y2="{y}"/>')
        for step in steps:
            if step.status == status:
                told = f"{day_in_words(step.day, locale)}: {status}, {step.firmness} in {counted(step.count, 'report', locale)}"
                parts.append(
                    f'<circle class="dot {step.firmness}" cx="{x(step.day):.1f}" cy="{y}" r="{min(4 + step.count, 9)}">'
                    f"<title>{escape(told)}</title></circle>"
                )
    for day, at, anchor in ((days[0], 0, "start"), (days[-1], WIDTH, "end")):
        parts.append(f'<text class="label" x="{at}" y="{height - 2}" text-anchor="{anchor}">{short_day(day, locale)}</text>')
    return "".join((*parts, "</svg>\n"))


def who_told_whom(chains: Sequence[tuple[str, ...]]) -> str:
    """Draw the chains from the original sources, which are marked, over relays to the reports on the right."""
    longest = max(map(len, chains), default=0)
    if longest < 2 or (len(chains) == 1 and longest < 3):
        return ""  # the sentence says as much
    columns: list[list[str]] = [[] for _ in range(longest)]
    for chain in chains:
        for place, name in enumerate(chain, longest - len(chain)):
            if name not in columns[place]:
                columns[place].append(name)
    if max(map(len, columns)) > MAX_NODES:
        return ""
    wide = (WIDTH - 2 - _GAP * (longest - 1)) / longest
    words = {name: _wrapped(name, int(wide / _CHARACTER)) for column in columns for name in column}
    tall = {name: _LEADING * len(lines) + 8 for name, lines in words.items()}
    heights = [sum(tall[name] + 8 for name in column) for column in columns]
    height = max(heights) + 4
    spots: dict[tuple[int, str], tuple[float, float]] = {}
    for place, names in enumerate(columns):
        free = (height - heights[place]) / len(names)
        y = free / 2 + 4
        for name in names:
            spots[place, name] = (1 + (wide + _GAP) * place, y + tall[name] / 2)
            y += tall[name] + 8 + free
    parts = [_begin(round(height), "Who told whom")]
    for chain in chains:
        route = [spots[place, name] for place, name in enumerate(chain, longest - len(chain))]
        for (x1, y1), (x2, y2) in pairwise(route):
            x1 += wide
            middle = x2 - _GAP / 2
            curve = f"C{middle:.0f} {y1:.0f} {middle:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
            parts.append(f'<path class="told" d="M{x1:.0f} {y1:.0f} H{x2 - _GAP:.0f} {curve}"/>')
    relays = {(place, name) for chain in chains for place, name in enumerate(chain, longest - len(chain)) if name != chain[0]}
    for (place, name), (x, y) in spots.items():
        kind = "relay" if (place, name) in relays else "root"
        top = y - tall[name] / 2
        parts.append(f'<rect class="{kind}" x="{x:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{tall[name]}" rx="5"/>')
        lines = "".join(
            f'<tspan x="{x + 6:.1f}" y="{top + _LEADING * (number + 1) + 1:.1f}">{escape(line)}</tspan>'
            for number, line in enumerate(words[name])
        )
        parts.append(f'<text class="node">{lines}<title>{escape(printable(name))}</title></text>')
    return "".join((*parts, "</svg>\n"))


def _wrapped(name: str, width: int) -> list[str]:
    """A name in few short lines; what is left out stands in its title."""
    lines = wrap(printable(name), width) or [name]
    return lines if len(lines) <= _MAX_LINES else [*lines[: _MAX_LINES - 1], f"{lines[_MAX_LINES - 1][: width - 1]}…"]


def _begin(height: int, title: str) -> str:
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{title}"><title>{title}</title>'
