"""A ledger <-> lines of JSON, one entry a line: append, concatenate (which is the union), grep, diff, jq.

The first line says the format; in a concatenation it may come again. Lines stand in the order of their ids, so equal ledgers
give equal files. Every line carries the id of its content: a line that was changed is found.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeAlias

from dealwatch.convert.document import FORMAT, check_format, converter, decoded, encoded
from dealwatch.convert.families import tagged_reader, tagged_writer
from dealwatch.convert.names import ENTRIES
from dealwatch.convert.refuse import Refused
from dealwatch.domain.claim import Claim
from dealwatch.domain.ledger import Entry, Ledger
from dealwatch.domain.report import MAX_TEXT, Report
from dealwatch.errors import DealwatchError, LoadError, ReadError

Place: TypeAlias = str | os.PathLike[str] | BinaryIO

HEADER: Final = {"format": FORMAT, "type": "ledger"}
MAX_LINE: Final = 6 * MAX_TEXT
"""The longest line that is read, in bytes: the longest report, had it all to be escaped."""


def write_ledger(ledger: Ledger, place: Place, *, append: bool = False) -> None:
    """Write a ledger to a path or an open binary file, one entry a line.

    A file is written aside and put in place at the end, so a crash leaves the old one. With `append` the lines are added to
    what is there: the file then holds the union.

    Raises:
        LoadError: for an entry that no file can hold.
        OSError: if the file cannot be written.
    """
    if not isinstance(place, str | os.PathLike):
        _write(ledger, place)
        return
    path = Path(place)
    if append and path.exists():
        with path.open("r+b") as file:
            if _ends_within_a_line(file):
                file.write(b"\n")
            _write(ledger, file)
        return
    aside = path.with_name(f"{path.name}.part")
    try:
        with aside.open("wb") as file:
            _write(ledger, file)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        with suppress(FileNotFoundError):
            aside.unlink()


def read_ledger(place: Place, *, on_error: Callable[[LoadError], None] | None = None) -> Ledger:
    """Read a ledger from a path or an open binary file.

    Without `on_error` the first bad line raises. With it, every bad line is told, with its number, and the rest is read; a
    claim whose report was lost with a bad line is told too, and left out.

    >>> from io import BytesIO
    >>> file = BytesIO()
    >>> write_ledger(Ledger.of([Report(text="Ash Corp is in talks with Birch Ltd.")]), file)
    >>> broken = BytesIO(file.getvalue() + b'{"type":"repo')
    >>> read_ledger(broken, on_error=lambda error: print(error))
    line 3: $: no JSON from character 9 on (Unterminated string starting at) (the last line is cut off)
    <Ledger of 1 reports, 0 claims, 1 entries>

    Raises:
        ReadError: if there is no such file, or it cannot be read.
        LoadError: for a bad line, if `on_error` is not given.
    """
    if not isinstance(place, str | os.PathLike):
        return _collected(read_entries(place), on_error)
    try:
        with Path(place).open("rb") as file:
            return _collected(read_entries(file), on_error, f"{os.fspath(place)}: ")
    except OSError as error:
        raise ReadError(f"{os.fspath(place)}: {error.strerror or error}") from None


def write_entries(entries: Iterable[Entry], file: BinaryIO) -> None:
    """Write entries as lines, in the order given.

    Raises:
        LoadError: for an entry that no file can hold.
    """
    write = tagged_writer(ENTRIES, converter())
    for entry in entries:
        try:
            file.write(encoded(write(entry)).encode() + b"\n")
        except Refused as refused:
            raise refused.as_load_error() from None


def read_entries(file: BinaryIO) -> Iterator[tuple[int, Entry | LoadError]]:
    """Read lines one at a time: the line's number with its entry, or with what is wrong in it. Empty lines are passed over."""
    read = tagged_reader(ENTRIES, converter())
    for number, line, is_whole in lines(file):
        try:
            found = decoded(line)
            if type(found) is not dict:
                raise Refused.needs("an object", found)
            check_format(found)
            if found.get("type") != HEADER["type"] or found.keys() != HEADER.keys():
                entry: Entry = read(found, None)
                yield number, entry
        except Refused as refused:
            cut = "" if is_whole else " (the last line is cut off)"
            yield number, LoadError(f"line {number}: {refused.as_load_error()}{cut}")


def lines(file: BinaryIO) -> Iterator[tuple[int, bytes, bool]]:
    """Read lines of bounded length: number, bytes, and whether the line has its end. Empty lines are passed over."""
    number = 0
    while line := file.readline(MAX_LINE):
        number += 1
        is_whole = line.endswith(b"\n")
        if len(line) >= MAX_LINE and not is_whole:  # far too long: its beginning is refused, the rest passed over
            line = line[:100]
            while (rest := file.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                pass
        if line.strip():
            yield number, line, is_whole


def _write(ledger: Ledger, file: BinaryIO) -> None:
    file.write(encoded(HEADER).encode() + b"\n")
    write_entries(ledger, file)


def _ends_within_a_line(file: BinaryIO) -> bool:
    if file.seek(0, os.SEEK_END) == 0:
        return False
    file.seek(-1, os.SEEK_END)
    return file.read(1) != b"\n"


def _collected(
    entries: Iterable[tuple[int, Entry | LoadError]], on_error: Callable[[LoadError], None] | None, name: str = ""
) -> Ledger:
    def tell(error: LoadError) -> None:
        if on_error is None:
            raise error
        on_error(error)

    found: list[tuple[int, Entry]] = []
    for number, entry in entries:
        if isinstance(entry, LoadError):
            tell(LoadError(f"{name}{entry}") if name else entry)
        else:
            found.append((number, entry))
    try:
        return Ledger.of(entry for _, entry in found)
    except DealwatchError:
        return Ledger.of(_proven(found, tell, name))


def _proven(found: list[tuple[int, Entry]], tell: Callable[[LoadError], None], name: str) -> Iterator[Entry]:
    """The entries without the claims that no report here proves."""
    reports: dict[str, Any] = {entry.id: entry for _, entry in found if isinstance(entry, Report)}
    for number, entry in found:
        if isinstance(entry, Claim):
            report = reports.get(entry.report_id)
            try:
                Ledger.of([entry] if report is None else [report, entry])
            except DealwatchError as error:
                tell(LoadError(f"{name}line {number}: {error}"))
                continue
        yield entry
