"""The store: what was added is there, whatever happens, and what was changed is found."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from dealwatch.domain.claim import Claim
from dealwatch.domain.ledger import Ledger
from dealwatch.domain.report import Report
from dealwatch.domain.subject import Subject
from dealwatch.domain.words import Status
from dealwatch.errors import DealwatchError, EvidenceError, ReadError
from dealwatch.store import MIGRATIONS, open_store
from dealwatch.testing.strategies import ledgers


def ledger_of(number: int, observed_at: datetime | None = None) -> Ledger:
    """A report with one claim."""
    report = Report(text=f"Ash Corp is in talks with Birch Ltd, for the {number}th time.", observed_at=observed_at)
    subject = Subject.quoted(report, "deal", "is in talks")
    claim = Claim.from_quote(report, quote="is in talks", subject=subject, attribute="status", value=Status.IN_TALKS)
    return Ledger.of([report, claim])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store of the test's own is."""
    return tmp_path / "deals.db"


@given(st.lists(ledgers(max_reports=2, max_claims=2), max_size=3), st.randoms(use_true_random=False))
@settings(max_examples=6, deadline=None)
def test_a_store_holds_the_union_of_what_was_added_in_any_order(added: list[Ledger], chance: random.Random) -> None:
    """Adding twice, or in another order, changes nothing."""
    with tempfile.TemporaryDirectory() as folder:
        digests = []
        for name in ("one.db", "two.db"):
            chance.shuffle(added)
            with open_store(Path(folder, name)) as store:
                for ledger in [*added, *added]:
                    store.add(ledger)
                digests.append(store.ledger().digest())
                assert list(store.verify()) == []
        assert set(digests) == {Ledger.union(added).digest()}


class TestAdding:
    def test_it_tells_how_many_were_new(self, path: Path) -> None:
        with open_store(path) as store:
            assert (store.add(ledger_of(1)), store.add(ledger_of(1) | ledger_of(2)), len(store)) == (2, 2, 4)

    def test_the_earliest_observation_stays_whichever_came_first(self, path: Path) -> None:
        noon = datetime(2025, 7, 7, 12, tzinfo=UTC)
        with open_store(path) as store:
            for seen in (noon, None, noon - timedelta(hours=1), noon + timedelta(hours=1)):
                store.add(ledger_of(1, seen))
            assert [report.observed_at for report in store.ledger().reports] == [noon - timedelta(hours=1)]
            assert len(store) == 2
            before = store.ledger()
            store.compact()
            assert store.ledger() == before
            assert list(store.verify()) == []

    def test_a_claim_without_its_report_is_refused_and_nothing_of_it_is_added(self, path: Path) -> None:
        report, other = ledger_of(1).reports[0], ledger_of(2)
        [claim] = ledger_of(1).claims
        with open_store(path) as store:
            with pytest.raises(EvidenceError, match="neither among them nor in"):
                store.add([*other, claim])
            assert len(store) == 0
            store.add([report])
            assert store.add([claim]) == 1

    def test_a_reader_reads_while_a_writer_writes(self, path: Path) -> None:
        with open_store(path) as writer, open_store(path, read_only=True) as reader:
            writer.add(ledger_of(1))
            reading = reader.entries()
            next(reading)
            writer.add(ledger_of(2))
            assert len(list(reading)) == 1  # the reader sees what was there when it began
            assert len(reader) == 4

    def test_two_writers_take_turns(self, path: Path) -> None:
        with open_store(path) as one, open_store(path) as other:
            one.add(ledger_of(1))
            other.add(ledger_of(2))
            assert one.ledger() == ledger_of(1) | ledger_of(2)

    def test_a_read_only_store_takes_nothing(self, path: Path) -> None:
        open_store(path).close()
        with open_store(path, read_only=True) as store, pytest.raises(ReadError, match="readonly"):
            store.add(ledger_of(1))


class TestVerify:
    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ("UPDATE entry SET line = replace(line, 'Ash', 'Oak')", "is not the id of this content"),
            ("UPDATE entry SET id = 'claim:0' WHERE type = 'claim'", "the row was changed"),
            ("UPDATE entry SET line = substr(line, 1, 50)", "no JSON from character"),
            ("DELETE FROM entry WHERE type = 'report'", "which is not in the ledger"),
        ],
    )
    def test_what_was_changed_behind_its_back_is_told(self, path: Path, change: str, said: str) -> None:
        with open_store(path) as store:
            store.add(ledger_of(1))
            store._connection.execute(change)
            told = list(store.verify())
            assert any(said in sentence for sentence in told)
            with pytest.raises(DealwatchError):
                store.ledger()

    def test_a_page_that_was_overwritten_is_told(self, path: Path) -> None:
        with open_store(path) as store:
            for number in range(200):
                store.add(ledger_of(number))
            store.compact()
        content = bytearray(path.read_bytes())
        content[8192:12288] = b"\xff" * 4096
        path.write_bytes(content)
        with open_store(path) as store:
            assert list(store.verify())


class TestOpening:
    def test_a_file_that_is_no_store_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "a.db").write_text("not a database, not at all, and long enough to be looked at" * 20)
        with pytest.raises(ReadError, match=r"a\.db: file is not a database"):
            open_store(tmp_path / "a.db")

    def test_the_database_of_another_program_is_refused_and_left_alone(self, path: Path) -> None:
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE bookmarks (url)")
        connection.close()
        before = path.read_bytes()
        with pytest.raises(ReadError, match="this is no store of dealwatch"):
            open_store(path)
        assert path.read_bytes() == before

    def test_a_later_version_is_refused(self, path: Path) -> None:
        with open_store(path) as store:
            store._connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        with pytest.raises(ReadError, match="written by a later dealwatch"):
            open_store(path)

    def test_an_earlier_version_is_brought_up_to_date(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with open_store(path) as store:
            store.add(ledger_of(1))
        monkeypatch.setattr("dealwatch.store.MIGRATIONS", (*MIGRATIONS, "ALTER TABLE entry ADD COLUMN note TEXT"))
        with open_store(path) as store:
            assert store._connection.execute("SELECT note FROM entry").fetchall() == [(None,), (None,)]
            assert store.ledger() == ledger_of(1)

    def test_a_missing_place_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(ReadError, match="unable to open"):
            open_store(tmp_path / "gone" / "deals.db")
        with pytest.raises(ReadError, match="there is no such store"):
            open_store(tmp_path / "gone.db", read_only=True)


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
from test_store import ledger_of
from dealwatch.store import open_store
with open_store({path!r}) as store:
    print("ready", flush=True)
    for number in range(100_000):
        store.add(ledger_of({start} + number))
        print({start} + number, flush=True)
"""


def kill_at_random_points(path: Path, times: int) -> None:
    """Start a writer, kill it, and look: all that it had acknowledged is there, and verify finds nothing."""
    chance = random.Random(0)
    acknowledged: list[int] = []
    for turn in range(times):
        code = WRITER.format(here=str(Path(__file__).parent), path=str(path), start=turn * 1_000_000)
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            wanted = chance.randrange(1, 12)
            seen = [writer.stdout.readline() for _ in range(wanted)]
            writer.send_signal(signal.SIGKILL)
            seen += writer.stdout.readlines()
        acknowledged += [int(line) for line in seen if line.endswith("\n")]
    with open_store(path) as store:
        assert list(store.verify()) == []
        held = store.ledger()
    missing = [number for number in acknowledged if ledger_of(number).reports[0].id not in held]
    assert missing == []
    assert len(acknowledged) >= times


def test_nothing_that_was_acknowledged_is_lost_when_the_writer_is_killed(path: Path) -> None:
    """Killed at any moment, the file is whole."""
    kill_at_random_points(path, 4)


@pytest.mark.long
def test_nothing_that_was_acknowledged_is_lost_at_200_points(path: Path) -> None:
    """The same, often."""
    kill_at_random_points(path, 200)
