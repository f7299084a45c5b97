"""Many reports at once on one machine: processes that extract, and their answers in the order of the reports.

One process reads the reports and hands them out, one at a time to each of N others; each answers with the lines of a ledger.
Never more than `WINDOW` answers wait for an earlier one, so memory is bounded whatever comes in. A report that takes too long,
or brings its process down, is cut off: its answer is the report and a Failure that names it, and a new process takes the place.
`unfinished` is for going on with a file of lines that was broken off. Before: `extract/` and `convert/`. After: `cli`.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Generator, Iterable, Mapping
from contextlib import suppress
from io import BytesIO
from math import inf
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO, Final

from attrs import define, frozen

from dealwatch.convert.document import decoded
from dealwatch.convert.ndjson import lines, write_entries
from dealwatch.convert.refuse import Refused
from dealwatch.domain.ledger import Failure, Ledger
from dealwatch.domain.report import Report
from dealwatch.errors import ExtractorError, InvalidValue, ReadError
from dealwatch.extract import BUILT_IN, extract_claims
from dealwatch.extract.plugins import Extractor

SECONDS: Final = 60.0
"""So long one report may take, where nothing else is said."""
WINDOW: Final = 256
"""So many reports may be in hand: being read, or read and waiting for an earlier one."""


@frozen
class Extracted:
    """The ledger of one report as lines of JSON, in the order of ids; and what could not be done, told apart."""

    report_id: str
    lines: bytes
    failures: tuple[Failure, ...] = ()


def extract_all(
    reports: Iterable[Report], jobs: int, extractors: Mapping[str, Extractor] = BUILT_IN, seconds: float = SECONDS
) -> Generator[Extracted, None, None]:
    """Extract the claims of reports in `jobs` processes; give the answers in the order of the reports.

    The lines are those that one process writes, byte for byte. Extractors are functions of modules: other processes import them.

    Raises:
        InvalidValue: for less than one process.
        ExtractorError: if a process ends before it began, as when it cannot import an extractor.
    """
    if jobs < 1:
        raise InvalidValue(f"{jobs} processes can read nothing; give 1 or more")
    waiting = enumerate(reports)
    desks: list[_Desk] = []
    answers: dict[int, Extracted] = {}
    due, taken, more = 0, 0, True
    try:
        while True:
            while more and taken - due < WINDOW:
                desk = next((one for one in desks if one.is_free), None)
                if desk is None and len(desks) == jobs:
                    break
                task = next(waiting, None)
                if task is None:
                    more = False
                    break
                taken += 1
                if desk is None:
                    desks.append(_opened(extractors, task))
                else:
                    desk.take(task, seconds)
            if due == taken and not more:
                return
            for place, desk in enumerate(desks):
                if desk.task is not None and desk.deadline < monotonic() and not desk.pipe.poll():
                    answers[desk.task[0]] = _cut(desk.task[1], f"it took more than {seconds:g} seconds")
                    desks[place] = _replaced(desk, extractors)
            for pipe in wait([desk.pipe for desk in desks if not desk.is_free], _patience(desks)):
                place = next(number for number, desk in enumerate(desks) if desk.pipe is pipe)
                desk = desks[place]
                try:
                    answer = desk.pipe.recv()
                except (EOFError, OSError):
                    if desk.task is None or not desk.is_begun:
                        raise ExtractorError(
                            "a process ended before it began: give extractors that other processes can import"
                        ) from None
                    answers[desk.task[0]] = _cut(desk.task[1], f"the process that read it ended{_code(desk)}")
                    desks[place] = _replaced(desk, extractors)
                    continue
                desk.heard(answer, answers, seconds)
            while due in answers:
                yield answers.pop(due)
                due += 1
    finally:
        for desk in desks:
            desk.close()


def extracted(report: Report, extractors: Mapping[str, Extractor] = BUILT_IN) -> Extracted:
    """Extract the claims of one report, here and now.

    >>> extracted(Report(text="Ash Corp agreed to buy Birch Ltd.", outlet="Daily Leaf", lang="en")).failures
    ()
    """
    return _written(report, extract_claims(report, extractors=extractors))


def unfinished(path: str | os.PathLike[str]) -> set[str]:
    """Make a broken-off file of lines ready to be added to, and return the ids of the reports that it holds.

    A report's own line is the last of its lines. What stands behind the last report, and is of a report that is not there, is
    cut away, with a line that has no end: that report is read again. So the finished file is the one of an unbroken run.

    Raises:
        ReadError: if the file cannot be read or cut.
    """
    place = Path(path)
    try:
        if not place.exists():
            return set()
        with place.open("r+b") as file:
            return _trimmed(file)
    except OSError as error:
        raise ReadError(f"{place}: {error.strerror or error}") from None


# Inside


def _trimmed(file: BinaryIO) -> set[str]:
    held: set[str] = set()
    kept = 0
    for _, line, is_whole in lines(file):
        found = _object(line)
        if found.get("type") == "report":
            held.add(str(found.get("id")))
        if is_whole and not _is_orphan(found, held):
            kept = file.tell()
        elif found and not _is_orphan(found, held):
            file.write(b"\n")
            kept = file.tell()
    file.truncate(kept)
    return held


def _object(line: bytes) -> Mapping[str, Any]:
    with suppress(Refused):
        found = decoded(line)
        if isinstance(found, dict):
            return found
    return {}


def _is_orphan(found: Mapping[str, Any], held: set[str]) -> bool:
    """Tell whether a line is of a report whose own line has not come yet."""
    of = found.get("report_id") or (found.get("evidence") or {}).get("report_id")
    return of is not None and of not in held


@define(eq=False)
class _Desk:
    """A process that extracts, and the report that lies before it."""

    process: BaseProcess
    pipe: Connection
    task: tuple[int, Report] | None = None
    deadline: float = inf
    is_begun: bool = False

    @property
    def is_free(self) -> bool:
        return self.is_begun and self.task is None

    def take(self, task: tuple[int, Report], seconds: float) -> None:
        self.task, self.deadline = task, monotonic() + seconds
        with suppress(OSError):  # a process that is gone is noticed where its answer is awaited
            self.pipe.send(task[1])

    def heard(self, answer: Extracted | None, answers: dict[int, Extracted], seconds: float) -> None:
        """Note an answer; the first is None, and says that the process stands ready."""
        task, self.task, self.deadline = self.task, None, inf
        if not self.is_begun:
            self.is_begun = True
            if task is not None:
                self.take(task, seconds)
        elif task is not None and answer is not None:
            answers[task[0]] = answer

    def close(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()
        self.process.close()


def _opened(extractors: Mapping[str, Extractor], task: tuple[int, Report] | None = None) -> _Desk:
    """Start a process. It is spawned, not forked: a progress bar has a thread, which no fork survives."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, dict(extractors)), daemon=True)
    process.start()
    theirs.close()
    return _Desk(process, ours, task)


def _replaced(desk: _Desk, extractors: Mapping[str, Extractor]) -> _Desk:
    desk.close()
    return _opened(extractors)


def _work(pipe: Connection, extractors: dict[str, Extractor]) -> None:
    """What a process does: answer each report, until there is nobody to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is interrupted, and ends the others
    with suppress(EOFError, OSError):
        pipe.send(None)
        while True:
            pipe.send(extracted(pipe.recv(), extractors))


def _patience(desks: Iterable[_Desk]) -> float | None:
    first = min((desk.deadline for desk in desks), default=inf)
    return None if first == inf else max(0.0, first - monotonic()) + 0.01


def _code(desk: _Desk) -> str:
    desk.process.join(1)
    return "" if desk.process.exitcode is None else f" (exit code {desk.process.exitcode})"


def _cut(report: Report, why: str) -> Extracted:
    words = " ".join(report.text[:200].split())[:60]
    return _written(report, Ledger.of([report, Failure(report.id, "jobs", f"{why}; left out: “{words}”")]))


def _written(report: Report, ledger: Ledger) -> Extracted:
    file = BytesIO()
    write_entries(ledger, file)
    return Extracted(report.id, file.getvalue(), ledger.failures)
