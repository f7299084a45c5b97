"""A ledger as lines: appended, concatenated, searched, and read past what is broken."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from dealwatch.convert import read_entries, read_ledger, write_ledger
from dealwatch.domain.claim import Claim
from dealwatch.domain.ledger import Ledger
from dealwatch.domain.report import Report
from dealwatch.domain.subject import Subject
from dealwatch.domain.words import Status
from dealwatch.errors import LoadError, ReadError


def ledger_of(outlet: str) -> Ledger:
    """A report with one claim."""
    report = Report(text="Ash Corp is in talks with Birch Ltd.", outlet=outlet)
    talks = "is in talks"
    subject = Subject.quoted(report, "deal", talks)
    return Ledger.of([report, Claim.from_quote(report, quote=talks, subject=subject, attribute="status", value=Status.IN_TALKS)])


_NOON = datetime(2025, 7, 7, 12, tzinfo=UTC)
LEAF, BARK = ledger_of("Daily Leaf"), ledger_of("Evening Bark")


def lines(ledger: Ledger) -> list[bytes]:
    """The lines of a ledger, the header first."""
    file = BytesIO()
    write_ledger(ledger, file)
    return file.getvalue().splitlines(keepends=True)


class TestWriting:
    def test_a_file_is_the_same_for_equal_ledgers(self, tmp_path: Path) -> None:
        write_ledger(LEAF | BARK, tmp_path / "a.ndjson")
        write_ledger(BARK | LEAF, tmp_path / "b.ndjson")
        assert (tmp_path / "a.ndjson").read_bytes() == (tmp_path / "b.ndjson").read_bytes()
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.ndjson", "b.ndjson"]

    def test_every_line_can_be_selected_by_its_type_and_joined_by_its_ids(self) -> None:
        header, claim, report = [json.loads(line) for line in lines(LEAF)]
        assert header == {"format": 1, "type": "ledger"}
        assert (claim["type"], claim["value"]) == ("claim", {"type": "status", "value": "in_talks"})
        assert claim["evidence"]["report_id"] == report["id"]

    def test_appending_gives_the_union_also_behind_a_line_that_was_cut_off(self, tmp_path: Path) -> None:
        path = tmp_path / "log.ndjson"
        write_ledger(LEAF, path, append=True)
        path.write_bytes(path.read_bytes() + b'{"type":"claim","id')
        write_ledger(BARK, path, append=True)
        told: list[LoadError] = []
        assert read_ledger(path, on_error=told.append) == LEAF | BARK
        assert [str(error).startswith(f"{path}: line 4: $: no JSON") for error in told] == [True]

    def test_appending_to_what_is_empty_or_whole_adds_no_empty_line(self, tmp_path: Path) -> None:
        path = tmp_path / "log.ndjson"
        path.touch()
        write_ledger(LEAF, path, append=True)
        write_ledger(BARK, path, append=True)
        assert b"\n\n" not in path.read_bytes()
        assert not path.read_bytes().startswith(b"\n")
        assert read_ledger(path) == LEAF | BARK

    def test_a_failure_while_writing_leaves_the_old_file(self, tmp_path: Path) -> None:
        path = tmp_path / "a.ndjson"
        write_ledger(LEAF, path)
        kept = path.read_bytes()
        bad = LEAF.override("deal:1", "status", Subject("company", "Ash \ud800"), by="ana", at=_NOON, reason="x")
        with pytest.raises(LoadError, match="lone surrogate"):
            write_ledger(bad, path)
        assert path.read_bytes() == kept
        assert [found.name for found in tmp_path.iterdir()] == ["a.ndjson"]


class TestReading:
    def test_a_bad_line_raises_with_its_number(self) -> None:
        header, claim, report = lines(LEAF)
        with pytest.raises(LoadError, match=r"^line 3: \$\.value\.value: 'done' is no Status"):
            read_ledger(BytesIO(header + report + claim.replace(b'"value":"in_talks"', b'"value":"done"')))

    def test_bad_lines_are_told_and_the_rest_is_read(self) -> None:
        broken = [b"{\n", b"\n", b"[]\n", b'{"type":"gold"}\n', b"\xff\n", *lines(LEAF), b'{"type":"repo']
        told: list[LoadError] = []
        assert read_ledger(BytesIO(b"".join(broken)), on_error=told.append) == LEAF
        assert [str(error).partition(":")[0] for error in told] == ["line 1", "line 3", "line 4", "line 5", "line 9"]
        assert "the last line is cut off" in str(told[-1])

    def test_a_last_line_without_its_end_is_read_if_it_is_whole(self) -> None:
        assert read_ledger(BytesIO(b"".join(lines(LEAF))[:-1])) == LEAF

    def test_a_claim_whose_report_is_lost_is_told_and_left_out(self) -> None:
        header, claim, report = lines(LEAF)
        told: list[LoadError] = []
        read = read_ledger(
            BytesIO(header + claim + report.replace(b"Leaf", b"Loaf") + b"".join(lines(BARK))), on_error=told.append
        )
        assert read == BARK
        assert "is not the id of this content" in str(told[0])
        assert str(told[1]).startswith("line 2: the claim claim:")
        with pytest.raises(LoadError, match="which is not in the ledger"):
            read_ledger(BytesIO(header + claim))

    def test_a_later_format_is_refused(self) -> None:
        with pytest.raises(LoadError, match=r"line 1: \$\.format: format 2"):
            read_ledger(BytesIO(b'{"format":2,"type":"ledger"}\n'))

    def test_a_ledger_in_one_line_is_not_taken_for_a_header(self) -> None:
        with pytest.raises(LoadError, match=r"\$\.type"):
            read_ledger(BytesIO(b'{"format":1,"type":"ledger","entries":[]}\n'))

    def test_a_line_beyond_all_measure_is_told_without_filling_memory(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("dealwatch.convert.ndjson.MAX_LINE", 2000)
        told: list[LoadError] = []
        assert read_ledger(BytesIO(b"x" * 9000 + b"\n" + b"".join(lines(LEAF))), on_error=told.append) == LEAF
        assert [str(error).partition(":")[0] for error in told] == ["line 1"]

    def test_entries_come_one_by_one(self) -> None:
        found = read_entries(BytesIO(b"".join(lines(LEAF))))
        assert [(number, type(entry).__name__) for number, entry in found] == [(2, "Claim"), (3, "Report")]

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(ReadError, match=r"gone\.ndjson: No such file"):
            read_ledger(tmp_path / "gone.ndjson")
