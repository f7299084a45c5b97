"""Many processes give the output of one; what hangs, dies or was broken off loses nothing else."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from dealwatch.cli import main
from dealwatch.convert import read_entries, write_entries
from dealwatch.domain.claim import Claim
from dealwatch.domain.ledger import Failure
from dealwatch.domain.report import Report
from dealwatch.domain.subject import Subject
from dealwatch.domain.words import Status
from dealwatch.errors import ExtractorError, InvalidValue, ReadError
from dealwatch.jobs import WINDOW, Extracted, extract_all, extracted, unfinished


def talks(report: Report, _: object) -> Iterable[Claim]:
    """A small extractor, which some texts hang, kill or upset."""
    if "HANG" in report.text:
        time.sleep(600)
    if "DIE" in report.text:
        os._exit(7)
    if "UPSET" in report.text:
        raise ValueError("upset")
    subject = Subject.quoted(report, "deal", "in talks")
    return [Claim.from_quote(report, quote="in talks", subject=subject, attribute="status", value=Status.IN_TALKS)]


TALKS = {"talks@1": talks}
REPORTS = [Report(text=f"Ash Corp is in talks with Birch Ltd, part {number}.", outlet="Daily Leaf") for number in range(7)]


def bytes_of(answers: Iterable[Extracted]) -> bytes:
    return b"".join(answer.lines for answer in answers)


ALONE = [extracted(report, TALKS).lines for report in REPORTS]


def test_the_output_of_many_processes_is_that_of_one_byte_for_byte(seeds: Path, tmp_path: Path) -> None:
    """Also the order is that of the reports; with the real extractors, through the command line."""
    one, two = tmp_path / "one", tmp_path / "two"
    assert main(["extract", str(seeds), "--resume", str(one)]) == 0
    assert main(["extract", str(seeds), "--jobs", "2", "--resume", str(two)]) == 0
    assert one.read_bytes() == two.read_bytes()
    assert one.read_bytes().count(b'"type":"report"') == 5


def test_what_hangs_or_kills_its_process_is_cut_off_named_and_kept_as_a_failure() -> None:
    """The others come as ever, in their order, also behind it, and also with a single process."""
    texts = ["They are in talks.", "HANG on", "Now in talks.", "DIE now", "UPSET", "Still in talks."]
    reports = [Report(text=text, outlet="Daily Leaf") for text in texts]
    answers = list(extract_all(reports, 1, TALKS, seconds=2))
    assert [answer.report_id for answer in answers] == [report.id for report in reports]
    assert [failure.error for answer in answers for failure in answer.failures] == [
        "it took more than 2 seconds; left out: “HANG on”",
        "the process that read it ended (exit code 7); left out: “DIE now”",
        "the extractor talks@1 raised ValueError: upset",
    ]
    assert [line.count(b'"type":"claim"') for line in (answer.lines for answer in answers)] == [1, 0, 1, 0, 0, 1]
    entries = [entry for _, entry in read_entries(BytesIO(answers[1].lines))]
    assert [type(entry) for entry in entries] == [Failure, Report]


def test_reports_are_taken_no_faster_than_they_are_answered() -> None:
    """A slow first report holds back a window, not the archive."""
    taken = 0

    def endless() -> Iterator[Report]:
        nonlocal taken
        while True:
            taken += 1
            yield Report(text="HANG" if taken == 1 else f"in talks {taken}", outlet="Daily Leaf")

    answers = extract_all(endless(), 2, TALKS, seconds=3)
    first = next(answers)
    answers.close()
    assert len(first.failures) == 1
    assert 2 < taken <= WINDOW


def test_no_report_no_process() -> None:
    assert list(extract_all([], 3, TALKS)) == []


def test_less_than_one_process_is_refused() -> None:
    with pytest.raises(InvalidValue, match="0 processes can read nothing"):
        next(extract_all(REPORTS, 0, TALKS))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_file_broken_off_anywhere_is_finished_as_if_it_had_not_been(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever the byte: only the reports that it does not hold whole are read again, and the bytes are the same."""
    whole = b"".join(ALONE)
    path = tmp_path_factory.mktemp("broken") / "ledger.ndjson"
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    held = unfinished(path)
    with path.open("ab") as file:
        file.write(bytes_of(extracted(report, TALKS) for report in REPORTS if report.id not in held))
    assert path.read_bytes() == whole


def test_what_others_added_to_the_file_stays(tmp_path: Path) -> None:
    """A decision behind the last report, lines in the order of ids, and a last line without an end."""
    path = tmp_path / "ledger.ndjson"
    lines = sorted(b"".join(ALONE).splitlines(), key=lambda line: b'"type":"report"' in line)
    extra = BytesIO()
    write_entries([Failure(REPORTS[0].id, "mine@1", "out of paper")], extra)
    path.write_bytes(b"\n".join([*lines, extra.getvalue().rstrip()]))
    before = path.read_bytes()
    assert unfinished(path) == {report.id for report in REPORTS}
    assert path.read_bytes() == before + b"\n"
    assert unfinished(tmp_path / "none") == set()
    with pytest.raises(ReadError, match="directory"):
        unfinished(tmp_path)


class TestCommandLine:
    def test_a_report_that_takes_too_long_gives_exit_code_1(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        """One sentence on standard error, the rest on standard output."""
        place = tmp_path / "reports"
        place.mkdir()
        (place / "a.txt").write_text("HANG and be in talks.")
        (place / "b.txt").write_text("Ash is in talks.")
        monkeypatch.setattr("dealwatch.jobs.extract_all.__defaults__", (TALKS, 60.0))
        assert main(["extract", str(place), "--jobs", "2", "--limit", "2"]) == 1
        out, err = capsysbinary.readouterr()
        assert out.count(b'"type":"report"') == 2
        assert out.count(b'"type":"claim"') == 1
        assert "it took more than 2 seconds; left out: “HANG and be in talks.”" in err.decode()

    def test_resuming_adds_what_is_new_and_nothing_twice(self, tmp_path: Path) -> None:
        place, ledger = tmp_path / "reports", tmp_path / "ledger.ndjson"
        place.mkdir()
        (place / "a.txt").write_text("Ash Corp is in talks with Birch Ltd.")
        (place / "a2.txt").write_text("Ash Corp is in talks with Birch Ltd.")
        assert main(["extract", str(place), "--resume", str(ledger)]) == 0
        first = ledger.read_bytes()
        (place / "b.txt").write_text("Cedar Inc denied it.")
        assert main(["extract", str(place), "--resume", str(ledger)]) == 0
        assert ledger.read_bytes().startswith(first)
        assert ledger.read_bytes().count(b'"type":"report"') == 2

    @pytest.mark.parametrize("word", ["0", "-1", "two"])
    def test_a_number_of_processes_that_is_none_is_refused(self, word: str, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit, match="2"):
            main(["extract", "x", "--jobs", word])
        assert "is no number of processes; write 1 or more" in capsys.readouterr().err

    def test_explaining_is_for_one_process(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["extract", "x", "--explain", "--jobs", "2"]) == 1
        assert "leave --jobs and --resume out" in capsys.readouterr().err


def test_an_extractor_that_cannot_begin_is_an_error_not_a_hang() -> None:
    """Another process imports it by its name; here that import ends the process."""
    with pytest.raises(ExtractorError, match="ended before it began"):
        list(extract_all(REPORTS, 1, {"gone@1": _Unloadable()}))


class _Unloadable:
    def __call__(self, report: Report, _: object) -> list[Claim]:
        return []

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (3,)
