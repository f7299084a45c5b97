"""The reports on which an extractor is tried: ordinary ones, and texts made to break it. All are made up."""

from __future__ import annotations

from datetime import date
from typing import Final

from dealwatch.domain.report import Report

_DAY = date(2025, 7, 7)


def _report(text: str, outlet: str = "Daily Leaf") -> Report:
    return Report(text=text, outlet=outlet, published=_DAY, lang="en")


CORPUS: Final = (
    _report("Ash Corp agreed to buy Birch Ltd for $1.5 billion, the companies said on Monday."),
    _report(
        "Ash Corp in talks to sell mill: sources\n\n"
        "Ash Corp is in talks with Cedar Motors to sell its Elmford plant, according to two people familiar with the matter.\n\n"
        "The plant, opened in 1961, employs about 3,900 workers. Ash declined to comment. Ash declined to say more."
    ),
    _report(
        "Birch Ltd denied that it would close three of its eight factories.\n"
        "“We do not comment on rumours,” a spokeswoman for Birch said. Ash Corp said a net loss of ¥670.9 billion "
        "(A$7.1 billion) was reported for the year ended March 31, 2025.",
        "Evening Oak",
    ),
    _report("Cedar Motors could take a stake of up to 25 percent in Ash Corp if regulators approve, the Morning Pine reported."),
    _report("日産自動車は鴻海精密工業と協議している。Ash Corp 買収額は1兆970億円。"),
)
"""Ordinary reports: several values, repeated words, quotation, other scripts."""

HOSTILE: Final = tuple(
    _report(text)
    for text in (
        "",
        " \n\t ",
        "$",
        "," * 50,
        "((((((((((" * 20,
        "\u202e\u200f\ufeff\u0301\u0301",
        "𝒜𝒷𝒸 👩‍👩‍👧 e\u0301e\u0301 Ash Corp 𝒜",
        "İstanbul Ash Corp ıı ﬁ ß",
        '"' * 99,
        "Ash " * 200,
        "9" * 500,
        "Ash Corp bought Ash Corp for $1 from Ash Corp.",
    )
)
"""Texts that nobody would write and everybody meets."""


def variants(report: Report) -> tuple[Report, ...]:
    """The report itself, with Windows line ends, and behind characters that are wide in UTF-8 and UTF-16."""
    return (
        report,
        _report(report.text.replace("\n", "\r\n"), report.name),
        _report(f"𝒜 e\u0301 👩‍👩‍👧 ¥.\n\n{report.text}", report.name),
    )
