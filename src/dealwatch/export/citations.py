"""BibTeX of the reports, one entry a report: for reference managers and papers.

Lost: everything but where a report is and what it is called.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from dealwatch.domain.report import Report

ESCAPED: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
"""What TeX would read as a command."""
URL_SAFE: Final = "!#$%&'()*+,-./:;=?@[]_~"
"""What may stand in an address as it is: `url` is read verbatim. Everything else in it, also braces, is written in percent."""


def bibtex(reports: Iterable[Report]) -> str:
    r"""Return the BibTeX entries of reports.

    >>> from datetime import date
    >>> print(bibtex([Report(text="Ash talks", title="Ash & Birch", outlet="Daily Leaf", published=date(2025, 7, 7))]))
    @misc{report-9af485277ae8cd2ab78b,
      title = {Ash \& Birch},
      publisher = {Daily Leaf},
      date = {2025-07-07},
    }
    <BLANKLINE>
    """
    return "".join(_entry(report) for report in reports)


def _entry(report: Report) -> str:
    fields = {
        "title": _tex(report.title or _first_line(report.text)),
        "publisher": _tex(report.outlet or ""),
        "date": report.day.isoformat() if report.day else "",
        "url": quote(report.url or "", safe=URL_SAFE),
        "langid": _tex(report.lang or ""),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{report.id.replace(':', '-')},\n{lines}}}\n"


def _first_line(text: str) -> str:
    line = text.strip().partition("\n")[0].strip()
    return line if len(line) <= 80 else f"{line[:79]}…"


def _tex(text: str) -> str:
    return "".join(ESCAPED.get(character, character) for character in " ".join(text.split()))
