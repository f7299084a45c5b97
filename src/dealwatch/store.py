"""A ledger in one SQLite file: append-only, for one writer and any number of readers, safe against a crash at any point.

A row is an entry's line of JSON under the hash of its content, so adding what is there changes nothing, and two files filled in
another order hold the same. Nothing is updated: what is withdrawn stays, with its withdrawal. What `add` has returned from is
on the disk.

Before: `convert`, whose lines these are. After: `merge` resolves the ledger that comes out.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from types import TracebackType
from typing import Final

from dealwatch.convert.document import converter, decoded, encoded
from dealwatch.convert.families import tagged_reader, tagged_writer
from dealwatch.convert.names import ENTRIES, TAG_OF
from dealwatch.convert.refuse import Refused
from dealwatch.domain.claim import Claim
from dealwatch.domain.ledger import Entry, Ledger
from dealwatch.domain.report import Report
from dealwatch.errors import DealwatchError, EvidenceError, LoadError, ReadError

APPLICATION: Final = 0x6465616C
"""The mark of our files in SQLite's header ("deal"), so that another program's database is refused."""

MIGRATIONS: Final = (
    # 0 -> 1. `observed` is in the key: of two reports that differ only there, the ledger keeps the earliest.
    """
    CREATE TABLE entry (
        id TEXT NOT NULL,
        observed TEXT NOT NULL,
        type TEXT NOT NULL,
        report_id TEXT NOT NULL,
        line TEXT NOT NULL,
        PRIMARY KEY (id, observed)
    ) WITHOUT ROWID;
    CREATE INDEX entry_by_report ON entry (report_id, type);
    """,
)
"""The steps from each version of the tables to the next; a file's version is the number of steps it has seen."""

WAIT: Final = 30.0
"""Seconds that one writer waits for another."""


def open_store(path: str | os.PathLike[str], *, read_only: bool = False) -> Store:
    """Open a store, and make it if it is not there (`read_only` refuses to).

    >>> from tempfile import TemporaryDirectory
    >>> ledger = Ledger.of([Report(text="Ash Corp is in talks with Birch Ltd.")])
    >>> with TemporaryDirectory() as folder, open_store(Path(folder, "deals.db")) as store:
    ...     store.add(ledger), store.add(ledger), store.ledger() == ledger
    (1, 0, True)

    Raises:
        ReadError: for a file that is no store, is from a later version, or cannot be opened.
    """
    place = Path(path)
    if read_only and not place.exists():
        raise ReadError(f"{place}: there is no such store")
    with _in_words(place):
        mode = "ro" if read_only else "rwc"
        connection = sqlite3.connect(f"{place.absolute().as_uri()}?mode={mode}", uri=True, timeout=WAIT, isolation_level=None)
        try:
            _prepare(connection, place, read_only)
        except BaseException:
            connection.close()
            raise
    return Store(place, connection)


class Store:
    """An open store; leave it with `close`, or use it in a `with` statement."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._read = tagged_reader(ENTRIES, converter())
        self._write = tagged_writer(ENTRIES, converter())

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        """The number of entries."""
        with _in_words(self.path):
            return int(self._connection.execute("SELECT count(DISTINCT id) FROM entry").fetchone()[0])

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def add(self, ledger: Ledger | Iterable[Entry]) -> int:
        """Add entries and return how many rows were new. All of them are there afterwards, or, on an error, none.

        Raises:
            EvidenceError: for a claim whose report is neither among them nor in the store.
            LoadError: for an entry that no file can hold.
            ReadError: if the file cannot be written, for instance because another writer holds it for too long.
        """
        entries = list(ledger)
        rows = [self._row(entry) for entry in entries]
        with _in_words(self.path), self._transaction():
            self._check_reports(entries)
            before = self._connection.total_changes
            self._connection.executemany("INSERT OR IGNORE INTO entry VALUES (?, ?, ?, ?, ?)", rows)
            return self._connection.total_changes - before

    def entries(self) -> Iterator[Entry]:
        """Read the entries one by one, in the order of their ids.

        Raises:
            LoadError: for a row that was changed.
        """
        with _in_words(self.path):
            for key, line in self._connection.execute("SELECT id, line FROM entry ORDER BY id, observed"):
                yield self._entry(key, line)

    def ledger(self) -> Ledger:
        """Return all of it as a ledger.

        Raises:
            LoadError: for a row that was changed.
            EvidenceError: if a claim does not read back from its report.
        """
        return Ledger.of(self.entries())

    def verify(self) -> Iterator[str]:
        """Read every row again, and every span against its report: one sentence for each thing that is wrong."""
        report: Report | None = None
        # a report's own row comes before the claims that stand in it
        query = "SELECT id, line FROM entry ORDER BY report_id, type = 'report' DESC, id, observed"
        try:
            for (said,) in self._connection.execute("PRAGMA integrity_check"):
                if said != "ok":
                    yield f"{self.path}: {said}"
            for key, line in self._connection.execute(query):
                try:
                    entry = self._entry(key, line)
                    if isinstance(entry, Report):
                        report = entry
                    elif isinstance(entry, Claim):
                        known = report if report is not None and report.id == entry.report_id else None
                        Ledger.of([known, entry] if known else [entry])
                except DealwatchError as error:
                    yield str(error)
        except sqlite3.Error as error:
            yield f"{self.path}: {error}; what follows was not read"

    def compact(self) -> None:
        """Give unused space back, and drop later observations of a report that was observed earlier; the ledger stays equal."""
        with _in_words(self.path):
            with self._transaction():
                self._connection.execute(
                    "DELETE FROM entry WHERE EXISTS (SELECT 1 FROM entry AS other WHERE other.id = entry.id"
                    " AND other.observed <> '' AND (entry.observed = '' OR other.observed < entry.observed))"
                )
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _row(self, entry: Entry) -> tuple[str, str, str, str, str]:
        try:
            line = encoded(self._write(entry))
        except Refused as refused:
            raise refused.as_load_error() from None
        seen = entry.observed_at if isinstance(entry, Report) else None
        observed = seen.astimezone(UTC).isoformat(timespec="microseconds") if seen else ""
        report_id = entry.id if isinstance(entry, Report) else getattr(entry, "report_id", "")
        return entry.id, observed, TAG_OF[type(entry)], report_id, line

    def _entry(self, key: str, line: str) -> Entry:
        try:
            entry: Entry = self._read(decoded(line), None)
        except Refused as refused:
            raise LoadError(f"{self.path}: row {key}: {refused.as_load_error()}") from None
        if entry.id != key:
            raise LoadError(f"{self.path}: row {key}: it holds {entry.id}: the row was changed")
        return entry

    def _check_reports(self, entries: list[Entry]) -> None:
        brought = {entry.id for entry in entries if isinstance(entry, Report)}
        for report_id in sorted({entry.report_id for entry in entries if isinstance(entry, Claim)} - brought):
            if not self._connection.execute("SELECT 1 FROM entry WHERE id = ? LIMIT 1", (report_id,)).fetchone():
                raise EvidenceError(f"claims stand in the report {report_id}, which is neither among them nor in {self.path}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


def _prepare(connection: sqlite3.Connection, path: Path, read_only: bool) -> None:
    """Bring a file to the tables of this version; another program's file is left alone."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    is_empty = not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    if mark != APPLICATION and not (is_empty and version == 0 and not read_only):
        raise ReadError(f"{path}: this is no store of dealwatch")
    if version > len(MIGRATIONS):
        raise ReadError(f"{path}: version {version} was written by a later dealwatch; this one reads up to {len(MIGRATIONS)}")
    if read_only:
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    if version == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]  # another process may have come first
        for step in MIGRATIONS[version:]:
            for statement in filter(str.strip, step.split(";")):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise ReadError(f"{path}: {error}") from error
