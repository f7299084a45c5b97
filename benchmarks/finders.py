"""Finders side by side in one run, as ratios to `re.findall(r"\\w+")` on the same text, with the limits beside them.

    python benchmarks/finders.py [FILE_OR_FOLDER ...]

Only ratios of one run mean something: machines differ, and so do hours. 1.0 is as many characters a CPU second as the unit reads.
Other libraries are measured where they are installed: price-parser, quantulum3, recognizers-text-suite, dateparser. Without
paths the seeds are read, repeated twenty times, and then three hundred made-up reports, of which no two are alike.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from time import process_time

from newswire import newswire

import dealwatch as dw

CONTEXT = dw.Context(locale="en", on=date(2025, 7, 7))
LIMIT = 10.0
"""A slow library reads less of the text: as much as it manages in about so many seconds."""


def rate(work: Callable[[str], object], text: str) -> float:
    """Return characters a CPU second, the best of three, on as much of the text as fits the limit."""
    work(text[:2000])  # lexicons are built before the clock starts
    size, seconds = 5_000, seconds_of(work, text[:5_000])
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


def limits(text: str) -> Iterable[tuple[str, Callable[[str], object]]]:
    """What any reader of a text has to do at least: copy it, decode it, see its words."""
    data = text.encode()
    yield "memcpy", lambda part: bytearray(memoryview(data)[: len(part)])
    yield "UTF-8 decode", lambda part: data[: len(part)].decode(errors="ignore")
    yield "words, re.findall", lambda part: re.findall(r"\w+", part)


def ours() -> Iterable[tuple[str, Callable[[str], object]]]:
    """What dealwatch offers."""
    yield "find_money", lambda text: dw.find_money(text, CONTEXT)
    yield "find_dates", lambda text: dw.find_dates(text, CONTEXT)
    yield "find_quantities", lambda text: dw.find_quantities(text, CONTEXT)
    yield "all three", lambda text: [find(text, CONTEXT) for find in (dw.find_money, dw.find_dates, dw.find_quantities)]
    yield "find_attributions", lambda text: [dw.find_attributions(report) for report in reports(text)]
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


def measure(name: str, text: str) -> None:
    """Measure all on one text and print the ratios."""
    unit = rate(lambda part: re.findall(r"\w+", part), text)
    print(f"{name}: {len(text):,} characters")
    for label, work in (*limits(text), *ours(), *others()):
        ratio = rate(work, text) / unit
        print(f"  {label:28} {ratio:.2g}" if ratio >= 1 else f"  {label:28} {ratio:.4f}", flush=True)


def main(paths: list[str]) -> None:
    """Measure and print."""
    if paths:
        measure(" ".join(paths), "\n\n".join(report.text for report in dw.read_reports(paths)))
        return
    folder = Path(__file__).parent.parent / "seeds"
    measure("the seeds, twenty times", "\n\n".join(report.text for report in dw.read_reports([folder])) * 20)
    measure("made-up reports", "\n\n".join(report.text for report in newswire(300)))


if __name__ == "__main__":
    main(sys.argv[1:])
