"""Plain text files, folders and the sidecar: what is read, and what is said when it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from dealwatch.domain.report import Report, Section, Span
from dealwatch.domain.words import SectionKind
from dealwatch.errors import ReadError
from dealwatch.reports import read_reports
from dealwatch.reports.sidecar import read_sidecar
from dealwatch.reports.text import decode

SEEDS = Path(__file__).parents[2] / "seeds"
TALKS = "Ash Corp is in talks with Birch Ltd."


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file of the test's folder."""

    def put(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return put


def refusal(path: Path) -> str:
    """The sentence with which a path is refused."""
    with pytest.raises(ReadError) as caught:
        list(read_reports(path))
    message = str(caught.value)
    assert str(path.name) in message
    return message


@given(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1).filter(
        lambda text: text.removeprefix("\ufeff").strip()
    )
)
def test_a_text_is_read_back_code_point_by_code_point(text: str) -> None:
    """Nothing but a byte order mark is dropped, nothing is normalised."""
    assert decode(text.encode()) == text.removeprefix("\ufeff")


class TestText:
    def test_line_ends_stay_and_a_byte_order_mark_is_no_text(self, write: Callable[..., Path]) -> None:
        [report] = read_reports(write("a.txt", b"\xef\xbb\xbfone\r\ntwo\rthree\n"))
        assert report.text == "one\r\ntwo\rthree\n"

    def test_a_line_of_two_megabytes_is_read(self, write: Callable[..., Path]) -> None:
        [report] = read_reports(write("a.txt", "x" * 2_000_000))
        assert len(report.text) == 2_000_000

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "holds no text"),
            (b" \n\t", "holds no text"),
            (b"fine\ncaf\xe9", "byte 9 (line 2) is 0xE9, which is no UTF-8"),
            (b"fine\nN\0UL", "character 7 (line 2) is NUL"),
            ("Ash".encode("utf-16"), "byte 1 (line 1) is 0xFF"),
        ],
    )
    def test_what_is_no_text_is_refused_at_its_place(self, write: Callable[..., Path], content: bytes, said: str) -> None:
        assert said in refusal(write("a.txt", content))

    def test_a_missing_path_is_named(self, tmp_path: Path) -> None:
        assert "no such file or folder" in refusal(tmp_path / "gone.txt")

    def test_an_unknown_suffix_is_refused_unless_one_is_said(self, write: Callable[..., Path]) -> None:
        path = write("a.doc", TALKS)
        assert ".doc is not known; say suffix=" in refusal(path)
        assert [report.text for report in read_reports(path, suffix=".txt")] == [TALKS]

    def test_a_file_too_large_for_a_report_is_refused(self, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("dealwatch.reports.text.MAX_BYTES", 10)
        assert "larger than" in refusal(write("a.txt", "x" * 11))


class TestFolders:
    def test_a_folder_is_read_to_its_depths_in_the_order_of_names(self, write: Callable[..., Path], tmp_path: Path) -> None:
        for name in ("b.txt", "a.txt", "z/c.txt", "y/d.txt", ".hidden.txt", ".git/e.txt", "picture.png"):
            write(name, name)
        assert [report.text for report in read_reports(tmp_path)] == ["a.txt", "b.txt", "y/d.txt", "z/c.txt"]

    def test_a_folder_without_reports_is_refused(self, tmp_path: Path) -> None:
        assert "no report in this folder" in refusal(tmp_path)

    def test_one_bad_file_of_five_is_told_and_the_others_are_read(self, write: Callable[..., Path], tmp_path: Path) -> None:
        for name in "abcde":
            write(f"{name}.txt", b"\xff" if name == "c" else TALKS + name)
        told: list[ReadError] = []
        assert [report.text[-1] for report in read_reports(tmp_path, on_error=told.append)] == ["a", "b", "d", "e"]
        assert [str(error).partition(": byte")[0] for error in told] == [str(tmp_path / "c.txt")]

    def test_reports_come_one_by_one(self, write: Callable[..., Path], tmp_path: Path) -> None:
        write("a.txt", TALKS)
        write("b.txt", b"\xff")
        reports = read_reports(tmp_path)
        assert next(reports).text == TALKS  # the bad file was not opened yet

    def test_several_paths_are_read_in_the_order_given(self, write: Callable[..., Path]) -> None:
        paths = [write(name, name) for name in ("b.txt", "a.txt")]
        assert [report.text for report in read_reports(paths)] == ["b.txt", "a.txt"]


class TestSidecar:
    def test_it_says_what_the_text_does_not(self, write: Callable[..., Path], tmp_path: Path) -> None:
        path = write("leaf.txt", TALKS)
        write(
            "reports.toml",
            """
            ["*"]
            lang = "en"
            ["leaf.txt"]
            outlet = "Daily Leaf"
            published = 2025-07-07T08:00:00+09:00
            observed_at = 2025-07-07T00:00:00Z
            lang = "en-AU"
            url = "https://leaf.example/1"
            sections = [{ kind = "post", start = 0, end = 8, author = "ash" }]
            ["leaf.txt".inferred]
            lang = "it writes A$"
            """,
        )
        [report] = read_reports(path)
        assert report == Report(
            text=TALKS,
            outlet="Daily Leaf",
            published=datetime(2025, 7, 7, 8, tzinfo=timezone(timedelta(hours=9))),
            lang="en-AU",
            url="https://leaf.example/1",
            observed_at=datetime(2025, 7, 7, tzinfo=UTC),
            sections=(Section(SectionKind.POST, Span(0, 8), author="ash"),),
        )
        assert read_sidecar(tmp_path)["leaf.txt"].inferred == {"lang": "it writes A$"}

    def test_a_star_describes_files_without_a_table(self, write: Callable[..., Path]) -> None:
        write("reports.toml", '["*"]\nlang = "de"\n["b.txt"]\noutlet = "B"')
        [a, b] = read_reports([write("a.txt", TALKS), write("b.txt", TALKS)])
        assert (a.lang, a.outlet, b.lang, b.outlet) == ("de", None, None, "B")

    def test_a_declared_charset_decodes_the_file(self, write: Callable[..., Path]) -> None:
        write("reports.toml", '["a.txt"]\ncharset = "shift_jis"')
        [report] = read_reports(write("a.txt", "日産".encode("shift_jis")))
        assert report.text == "日産"

    @pytest.mark.parametrize(
        ("row", "said"),
        [
            ("outlett = 'Leaf'", "'outlett' is no key of a report"),
            ("outlet = 3", "outlet is 3; it needs a text in quotes"),
            ("published = '2025-07-07'", "without quotes"),
            ("published = 2025-07-07T08:00:00", "has no offset"),
            ("observed_at = 2025-07-07", "it needs a date-time with its offset"),
            ("sections = [{kind = 'post', start = 0}]", "a section has kind, start and end"),
            ("sections = [{kind = 'poem', start = 0, end = 2}]", "'poem' is no kind of section"),
            ("sections = [{kind = 'post', start = 3, end = 3}]", "a span needs"),
            ("sections = [{kind = 'post', start = true, end = 3}]", "the start of a section is True"),
            ("inferred = {outlet = 'a guess'}", "'outlet' needs a key of the file's table"),
            ("lang = ", "Invalid value"),
            ("charset = 'klingon'", "'klingon' is no known charset"),
            ("sections = [{kind = 'post', start = 0, end = 999}]", "ends behind the text"),
        ],
    )
    def test_a_mistake_in_it_is_named(self, write: Callable[..., Path], tmp_path: Path, row: str, said: str) -> None:
        write("reports.toml", f'["a.txt"]\n{row}')
        write("a.txt", TALKS)
        with pytest.raises(ReadError, match=r"a\.txt|reports\.toml") as caught:
            list(read_reports(tmp_path))
        assert said in str(caught.value)

    def test_a_table_for_a_file_that_is_not_there_is_told(self, write: Callable[..., Path], tmp_path: Path) -> None:
        write("reports.toml", '["b.txt"]\nlang = "en"')
        write("a.txt", TALKS)
        told: list[ReadError] = []
        assert len(list(read_reports(tmp_path, on_error=told.append))) == 1
        assert "there is no file 'b.txt' beside it" in str(told[0])


def test_the_seeds_are_described_and_every_description_is_marked_as_inferred() -> None:
    """The five texts state no date: each one's day has its reason beside it."""
    reports = list(read_reports(SEEDS))
    assert [report.published for report in reports] == [
        date(2025, 7, 6),
        date(2025, 7, 7),
        date(2025, 7, 7),
        date(2025, 8, 1),
        date(2025, 7, 31),
    ]
    for described in read_sidecar(SEEDS).values():
        assert described.inferred.keys() == {"published", "lang"}
