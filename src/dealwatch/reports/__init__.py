"""Files, folders and feeds -> Reports, one after the other.

    .txt             text.py      one report, described by the folder's `reports.toml` (sidecar.py)
    .html .htm       page.py      one page: the article, and what the page says of itself
    .xml .rss .atom  feed.py      one report an item
    .json            rows.py      one report, or a list of them
    .ndjson .jsonl   rows.py      one report a line

Before: nothing but the domain and `convert`. After: `extract/` reads the reports.
A file is decoded as the charset that it, its page or the sidecar declares, else as UTF-8; a charset is never guessed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Final, TypeAlias

from dealwatch.domain.report import Report
from dealwatch.errors import DealwatchError, ReadError
from dealwatch.reports.sidecar import SIDECAR, Described, read_sidecar

PathLike: TypeAlias = str | os.PathLike[str]
Outcome: TypeAlias = Report | ReadError
"""What a reader finds at one place of a file."""

READERS: Final = {
    ".txt": "text.read",
    ".html": "page.read",
    ".htm": "page.read",
    ".xml": "feed.read",
    ".rss": "feed.read",
    ".atom": "feed.read",
    ".json": "rows.read",
    ".ndjson": "rows.read_lines",
    ".jsonl": "rows.read_lines",
}
"""Suffix -> the module of this package and its function. It is imported when the first such file comes."""

STDIN: Final = "-"
"""The path that means standard input."""


def read_reports(
    paths: PathLike | Iterable[PathLike],
    *,
    suffix: str | None = None,
    on_error: Callable[[ReadError], None] | None = None,
) -> Iterator[Report]:
    r"""Read reports from files and folders, one at a time: a million of them do not fill memory.

    A folder is read to its depths, in the order of names; files with other suffixes, and hidden ones, are passed over.
    `-` is standard input. `suffix` says how to read what has no suffix, or another one; standard input is `.txt` without it.
    What cannot be read goes to `on_error`, and the rest is read; without `on_error` it is raised.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "one.txt").write_text("Ash Corp is in talks with Birch Ltd.", encoding="utf-8")
    ...     _ = Path(folder, "two.txt").write_bytes(b"caf\xe9")
    ...     for report in read_reports(folder, on_error=lambda error: print(error.args[0].partition("two")[2])):
    ...         print(report.text)
    Ash Corp is in talks with Birch Ltd.
    .txt: byte 4 (line 1) is 0xE9, which is no UTF-8; convert the file, or name its charset in reports.toml

    Raises:
        ReadError: for what is missing, unreadable or holds no report, naming the path and the place, if `on_error` is not given.
    """
    for path in [paths] if isinstance(paths, str | os.PathLike) else paths:
        for outcome in _read_path(path, suffix):
            if isinstance(outcome, Report):
                yield outcome
            elif on_error is None:
                raise outcome
            else:
                on_error(outcome)


def _read_path(path: PathLike, suffix: str | None) -> Iterator[Outcome]:
    if path == STDIN:
        yield from _read_file(None, suffix or ".txt", {})
        return
    place = Path(path)
    if place.is_dir():
        yield from _read_folder(place, suffix)
    elif place.exists():
        try:
            described = read_sidecar(place.parent)
        except ReadError as error:
            yield error
            return
        yield from _read_file(place, suffix or place.suffix.lower(), described)
    else:
        yield ReadError(f"{place}: there is no such file or folder")


def _read_folder(folder: Path, suffix: str | None) -> Iterator[Outcome]:
    empty = True
    closed: list[OSError] = []
    for name, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(inner for inner in folders if not inner.startswith("."))
        place = Path(name)
        wanted = sorted(file for file in files if Path(file).suffix.lower() in READERS and not file.startswith("."))
        if not wanted:
            continue
        empty = False
        try:
            described = read_sidecar(place)
        except ReadError as problem:
            yield problem
            continue
        missing = sorted(described.keys() - {"*"} - set(files))
        if missing:
            yield ReadError(f"{place / SIDECAR}: there is no file {missing[0]!r} beside it; remove its table or correct the name")
        for file in wanted:
            yield from _read_file(place / file, suffix or Path(file).suffix.lower(), described)
    for error in closed:
        yield ReadError(f"{error.filename}: {error.strerror}")
    if empty and not closed:
        yield ReadError(f"{folder}: no report in this folder; reports end in {', '.join(READERS)}")


def _read_file(path: Path | None, suffix: str, rows: dict[str, Described]) -> Iterator[Outcome]:
    """Read one file, or standard input, and say of every error in which file it is."""
    name = str(path) if path else "standard input"
    row = rows.get(path.name, rows.get("*")) if path else None
    if suffix not in READERS:
        yield ReadError(f"{name}: {suffix or 'no suffix'} is not known; say suffix= one of {', '.join(READERS)}")
        return
    module, _, function = READERS[suffix].partition(".")
    read = getattr(import_module(f"dealwatch.reports.{module}"), function)
    try:
        if path is None:
            yield from _named(name, read(sys.stdin.buffer, row))
        else:
            with path.open("rb") as file:
                yield from _named(name, read(file, row))
    except (OSError, DealwatchError) as error:
        reason = error.strerror or str(error) if isinstance(error, OSError) else str(error)
        yield ReadError(f"{name}: {reason}")


def _named(name: str, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    for outcome in outcomes:
        yield ReadError(f"{name}: {outcome}") if isinstance(outcome, ReadError) else outcome
