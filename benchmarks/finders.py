"""Finders side by side in one run: characters a CPU second, and the ratio to `re.findall(r"\\w+")` on the same text.

    python benchmarks/finders.py [FILE_OR_FOLDER ...]

Only ratios of one run mean something: machines differ, and so do hours. Other libraries are measured where they are installed:
price-parser, quantulum3, recognizers-text-suite, dateparser. Without paths the seeds are read, repeated twenty times.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from time import process_time

import dealwatch as dw

CONTEXT = dw.Context(locale="en", on=date(2025, 7, 7))
LIMIT = 10.0
"""A slow library reads less of the text: as much as it manages in about so many seconds."""


def rate(work: Callable[[str], object], text: str) -> float:
    """Return characters a CPU second, the best of three, on as much of the text as fits the limit."""
    work(text[:2000])  # lexicons are built before the clock starts
    size, seconds = 20_000, seconds_of(work, text[:20_000])
    while size < len(text) and seconds * 4 < LIMIT:
        size = min(size * 4, len(text))
        seconds = seconds_of(work, text[:size])
    best = min([seconds, *(seconds_of(work, text[:size]) for _ in range(2 if seconds < LIMIT / 3 else 0))])
    return size / max(best, 1e-9)


def seconds_of(work: Callable[[str], object], text: str) -> float:
    """Return the CPU seconds that some work takes."""
    begun = process_time()
    work(text)
    return process_time() - begun


def ours() -> Iterable[tuple[str, Callable[[str], object]]]:
    """What dealwatch offers."""
    yield "find_money", lambda text: dw.find_money(text, CONTEXT)
    yield "find_dates", lambda text: dw.find_dates(text, CONTEXT)
    yield "find_quantities", lambda text: dw.find_quantities(text, CONTEXT)
    yield "extract_claims", lambda text: [dw.extract_claims(report) for report in reports(text)]


def reports(text: str) -> list[dw.Report]:
    """Cut a text into reports of about two thousand characters."""
    return [dw.Report(text=text[start : start + 2000], lang="en") for start in range(0, len(text), 2000)]


def others() -> Iterable[tuple[str, Callable[[str], object]]]:
    """Other libraries that read values out of text, where they are installed."""
    try:
        from quantulum3 import parser

        yield "quantulum3", parser.parse
    except ImportError as error:
        print(f"  (quantulum3 is passed over: {error})")
    try:
        from recognizers_date_time import recognize_datetime
        from recognizers_number_with_unit import recognize_currency
        from recognizers_text import Culture

        yield "Recognizers currency", lambda text: recognize_currency(text, Culture.English)
        yield "Recognizers dates", lambda text: recognize_datetime(text, Culture.English, reference=datetime(2025, 7, 7))
    except ImportError as error:
        print(f"  (recognizers-text-suite is passed over: {error})")
    try:
        from dateparser.search import search_dates

        yield "dateparser", lambda text: search_dates(text, languages=["en"])
    except ImportError as error:
        print(f"  (dateparser is passed over: {error})")
    try:
        from price_parser import Price

        yield "price-parser, a line each", lambda text: [Price.fromstring(line) for line in text.splitlines()]
    except ImportError as error:
        print(f"  (price-parser is passed over: {error})")


def main(paths: list[str]) -> None:
    """Measure and print."""
    folder = Path(__file__).parent.parent / "seeds"
    text = "\n\n".join(report.text for report in dw.read_reports(paths or [folder])) * (1 if paths else 20)
    unit = rate(lambda part: re.findall(r"\w+", part), text)
    print(f"{len(text):,} characters; the unit, re.findall(r'\\w+'): {unit:,.0f} characters a CPU second")
    for name, work in (*ours(), *others()):
        got = rate(work, text)
        print(f"  {name:28} {got:14,.0f} a second   {got / unit:.4f} of the unit")


if __name__ == "__main__":
    main(sys.argv[1:])
