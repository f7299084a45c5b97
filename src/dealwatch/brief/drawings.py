"""Two drawings as inline SVG: what was said when, and who told whom. No style attributes: the page's stylesheet colours them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import pairwise
from typing import Final

from dealwatch.brief.outline import Step
from dealwatch.brief.wording import counted, day_in_words

WIDTH: Final = 640
_ROW: Final = 30
_LABEL: Final = 150
MAX_NODES: Final = 24
"""So many sources or reports stand in one column; a larger drawing says nothing."""


def line_of_time(steps: Sequence[Step], locale: str) -> str:
    """Draw what was said of a deal on which day: a dot a day and status, as large as the number of reports, by firmness."""
    if len({step.day for step in steps}) < 2:
        return ""
    days = sorted({step.day for step in steps})
    rows = list(dict.fromkeys(step.status for step in steps))
    span = max((days[-1] - days[0]).days, 1)
    height = _ROW * len(rows) + 34
    parts = [_begin(height, "What was said when")]

    def x(day: date) -> float:
        return _LABEL + (WIDTH - _LABEL - 60) * (day - days[0]).days / span

    for number, status in enumerate(rows):
        y = _ROW * number + 18
        parts.append(f'<line class="grid" x1="{_LABEL}" x2="{WIDTH - 40}" y1="{y}" y2="{y}"/>')
        parts.append(f'<text class="label" x="{_LABEL - 12}" y="{y + 4}" text-anchor="end">{escape(status)}</text>')
        for step in steps:
            if step.status == status:
                told = f"{day_in_words(step.day, locale)}: {status}, {step.firmness} in {counted(step.count, 'report')}"
                parts.append(
                    f'<circle class="dot {step.firmness}" cx="{x(step.day):.1f}" cy="{y}" r="{min(5 + 2 * step.count, 13)}">'
                    f"<title>{escape(told)}</title></circle>"
                )
    for day, anchor in ((days[0], "start"), (days[-1], "end")):
        at = x(day) + (-8 if anchor == "start" else 8)
        parts.append(
            f'<text class="label" x="{at:.1f}" y="{height - 8}" text-anchor="{anchor}">{escape(day_in_words(day, locale))}</text>'
        )
    return "".join((*parts, "</svg>\n"))


def who_told_whom(chains: Sequence[tuple[str, ...]]) -> str:
    """Draw the chains from the original sources, on the left and marked, over relays to the reports on the right."""
    longest = max(map(len, chains), default=0)
    if longest < 2:
        return ""
    columns: list[list[str]] = [[] for _ in range(longest)]
    for chain in chains:
        for place, name in zip(_places(len(chain), longest), chain, strict=True):
            if name not in columns[place]:
                columns[place].append(name)
    if max(map(len, columns)) > MAX_NODES:
        return ""
    height = _ROW * max(map(len, columns)) + 12
    step = (WIDTH - _LABEL) / (longest - 1)
    parts = [_begin(height, "Who told whom")]

    def spot(place: int, name: str) -> tuple[float, float]:
        return 4 + step * place, height / len(columns[place]) * (columns[place].index(name) + 0.5)

    for chain in chains:
        spots = [spot(place, name) for place, name in zip(_places(len(chain), longest), chain, strict=True)]
        for (x1, y1), (x2, y2) in pairwise(spots):
            x1 += _LABEL - 8
            middle = (x1 + x2) / 2
            curve = f"M{x1:.1f} {y1:.1f} C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
            parts.append(f'<path class="told" d="{curve}"/>')
    roots = {chain[0] for chain in chains}
    for place, names in enumerate(columns):
        for name in names:
            x, y = spot(place, name)
            kind = "root" if name in roots and place == 0 else "relay" if place < longest - 1 else "outlet"
            parts.append(f'<rect class="{kind}" x="{x:.1f}" y="{y - 11:.1f}" width="{_LABEL - 8}" height="22" rx="5"/>')
            shown = name if len(name) <= 21 else f"{name[:20]}…"
            parts.append(
                f'<text class="node" x="{x + 7:.1f}" y="{y + 4:.1f}">{escape(shown)}<title>{escape(name)}</title></text>'
            )
    return "".join((*parts, "</svg>\n"))


def _places(length: int, longest: int) -> list[int]:
    """The columns of a chain: its root in the first, its report in the last, what is between beside the root."""
    return [*range(length - 1), longest - 1] if length > 1 else [longest - 1]


def _begin(height: int, title: str) -> str:
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{title}"><title>{title}</title>'
