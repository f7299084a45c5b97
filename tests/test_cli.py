"""The command line: results on standard output, one clear sentence for what is wrong, and nothing else lost."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from dealwatch.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command line: its exit code, standard output and standard error."""

    def call(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


def test_the_main_job(run: Run, seeds: Path) -> None:
    """One command reads five reports and prints one main record, with footnotes and without complaint."""
    code, out, err = run("brief", seeds)
    assert (code, err) == (0, "")
    first = out.split("---")[0]
    assert "Nissan Motor" in first
    assert "Foxconn" in first
    assert "Oppama plant" in first
    assert "in talks" in first


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("latin.txt", "café".encode("latin-1"), "byte 4 (line 1) is 0xE9, which is no UTF-8"),
        ("empty.txt", b"", "holds no text"),
        ("blank.txt", b" \n\t\n", "holds no text"),
        ("nul.txt", b"Ash\0Corp", "is NUL"),
    ],
)
def test_a_bad_file_is_named_and_the_rest_is_read(
    run: Run, seeds: Path, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    """One unreadable report among others gets one sentence with its place; the other reports are read all the same."""
    for path in seeds.iterdir():
        shutil.copy(path, tmp_path)
    (tmp_path / name).write_bytes(content)
    code, out, err = run("brief", tmp_path)
    assert code == 1
    (line,) = err.splitlines()
    assert name in line
    assert says in line
    assert "in 5 reports" in out


def test_a_missing_path_and_an_empty_folder(run: Run, tmp_path: Path) -> None:
    """Each gets one sentence and a code that is not zero."""
    code, out, err = run("brief", tmp_path / "nowhere", tmp_path)
    assert (code, out) == (1, "")
    assert [line.partition(": ")[2].partition(": ")[2].partition(";")[0] for line in err.splitlines()] == [
        "there is no such file or folder",
        "no report in this folder",
    ]


def test_a_line_of_two_megabytes_is_read(run: Run, tmp_path: Path) -> None:
    """A text without a line break, with a deal in its midst, is read like any other."""
    text = "word " * 200_000 + "Ash Corp agreed to buy Birch Ltd for $5 million. " + "word " * 200_000
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    code, out, err = run("brief", tmp_path)
    assert (code, err) == (0, "")
    assert "Ash Corp has agreed to buy Birch Ltd" in " ".join(out.split())


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["breif"],
        ["brief"],
        ["brief", "x", "--format", "pdf"],
        ["brief", "x", "--as-of", "2025-07-06"],
        ["convert", "¥5", "AUD"],
    ],
    ids=["nothing", "misspelt", "no path", "unknown format", "time without zone", "no day"],
)
def test_a_command_that_is_not_understood(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2 and how it is used, as tools on Unix do."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: dealwatch" in capsys.readouterr().err


def test_extract_merge_why(run: Run, seeds: Path, tmp_path: Path) -> None:
    """A ledger of each part, united, is the ledger of the whole; and it can be asked why."""
    paths = sorted(seeds.glob("*.txt"))
    parts = []
    for number, part in enumerate((paths[:2], paths[2:])):
        code, out, err = run("extract", *part)
        assert (code, err) == (0, "")
        parts.append(tmp_path / f"{number}.ndjson")
        parts[-1].write_text(out, encoding="utf-8")
    whole = run("extract", seeds)[1]
    united = run("merge", *parts)[1]
    assert sorted(whole.splitlines()) == sorted(united.splitlines()[1:])
    (tmp_path / "all.ndjson").write_text(united, encoding="utf-8")
    code, out, err = run("why", tmp_path / "all.ndjson", "headcount", "--of", "Oppama plant")
    assert (code, err) == (0, "")
    assert "headcount = 3900 employees" in out
    assert "for: 3900 employees" in out
    assert run("brief", seeds)[1] == run("brief", "--ledger", tmp_path / "all.ndjson")[1]


def test_why_of_what_is_not_claimed(run: Run, seeds: Path, tmp_path: Path) -> None:
    """One sentence, not an empty answer."""
    (tmp_path / "l.ndjson").write_text(run("extract", seeds)[1], encoding="utf-8")
    code, out, err = run("why", tmp_path / "l.ndjson", "mood")
    assert (code, out) == (1, "")
    assert "no mood is claimed of any deal" in err


def test_a_broken_ledger_loses_only_its_broken_lines(run: Run, seeds: Path, tmp_path: Path) -> None:
    """A line that is no entry is told with its number, and the rest is merged."""
    lines = run("extract", seeds)[1].splitlines()
    (tmp_path / "l.ndjson").write_text("\n".join([*lines, '{"type":"clai', ""]), encoding="utf-8")
    code, out, err = run("merge", tmp_path / "l.ndjson")
    assert code == 1
    assert f"line {len(lines) + 1}" in err
    assert sorted(lines) == sorted(out.splitlines()[1:])


@pytest.mark.parametrize("form", ["markdown", "html", "json"])
def test_other_formats(run: Run, seeds: Path, form: str) -> None:
    """Markdown, one HTML page, and the dossier as JSON."""
    code, out, _ = run("brief", seeds, "--format", form)
    assert code == 0
    assert {"markdown": "# ", "html": "<!doctype html>", "json": "{"}[form] in out
    if form == "json":
        assert len(json.loads(out)["reports"]) == 5


def test_as_of_shows_only_what_was_observed(run: Run, tmp_path: Path) -> None:
    """A report observed later is not in an earlier brief; one that does not say when is in none."""
    (tmp_path / "a.txt").write_text("Ash Corp agreed to buy Birch Ltd.", encoding="utf-8")
    (tmp_path / "reports.toml").write_text('["a.txt"]\nobserved_at = 2025-07-07T12:00:00Z\n', encoding="utf-8")
    assert "1 report" in run("brief", tmp_path, "--as-of", "2025-07-08T00:00:00+00:00")[1]
    assert "0 reports" in run("brief", tmp_path, "--as-of", "2025-07-06T00:00:00+00:00")[1]


def test_convert_names_rate_day_and_source(run: Run) -> None:
    """The result, the rate, its day, its source and the method."""
    code, out, _ = run("convert", "A$7.1 billion", "JPY", "--on", "2025-03-31")
    assert code == 0
    assert "AUD 7,100,000,000 = JPY" in out
    assert "of 2025-03-31, European Central Bank" in out
    code, out, err = run("convert", "no amount", "JPY", "--on", "2025-03-31")
    assert (code, out) == (1, "")
    assert "is no amount of money" in err


def test_a_store_is_filled_shown_and_verified(run: Run, seeds: Path, tmp_path: Path) -> None:
    """What goes in comes out as the same ledger, and every span reads back."""
    file = tmp_path / "deals.db"
    assert run("store", "add", file, seeds)[0] == 0
    assert run("store", "add", file, seeds)[0] == 0
    shown = run("store", "show", file)[1]
    assert sorted(run("extract", seeds)[1].splitlines()) == sorted(shown.splitlines()[1:])
    assert run("store", "verify", file) == (0, "", "")
    assert run("store", "compact", file)[0] == 0


@pytest.mark.parametrize("action", ["show", "verify", "compact"])
def test_a_store_that_is_not_there_is_not_made_by_looking_at_it(run: Run, tmp_path: Path, action: str) -> None:
    """A mistyped name is told; it does not pass as an empty store in which all is well."""
    assert run("store", action, tmp_path / "deals.db")[::2] == (
        1,
        f"dealwatch: {tmp_path / 'deals.db'}: there is no such store\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_a_store_takes_reports_to_add_and_nothing_else(run: Run, seeds: Path, tmp_path: Path) -> None:
    """What would be passed over in silence is refused."""
    assert "say which reports to add" in run("store", "add", tmp_path / "deals.db")[2]
    assert "leave the paths out" in run("store", "show", tmp_path / "deals.db", seeds)[2]
    assert list(tmp_path.iterdir()) == []


def test_explain_says_which_rule_gave_which_claim(run: Run, seeds: Path) -> None:
    """Sentence by sentence, the rule and the claim."""
    code, out, _ = run("extract", "--explain", seeds)
    assert code == 0
    assert "status = in_talks" in out


def test_the_extractors_are_listed(run: Run) -> None:
    """Those built in, by name and version."""
    assert "deals@1  built in" in run("extractors")[1]


def test_a_reader_that_has_seen_enough_is_no_error(seeds: Path) -> None:
    """`dealwatch extract ... | head -1` ends quietly."""
    command = f"{sys.executable} -m dealwatch.cli extract {seeds} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


def test_watch_prints_what_a_new_report_changes(tmp_path: Path) -> None:
    """First the brief; then, for each new file, the changes; a copy changes nothing."""
    (tmp_path / "a.txt").write_text("Ash Corp is in talks to buy Birch Ltd, Ash Corp said.\n", encoding="utf-8")
    command = [sys.executable, "-m", "dealwatch.cli", "brief", "--watch", "--interval", "0.1", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watching:
        assert watching.stdout is not None
        try:
            line = ""
            while "Footnotes" not in line:
                line = watching.stdout.readline()
                assert line
            (tmp_path / "b.part").write_text(
                "Ash Corp agreed to buy Birch Ltd for A$5 million, Ash Corp said.\n", encoding="utf-8"
            )
            (tmp_path / "b.part").rename(tmp_path / "b.txt")
            while "value: + AUD 5,000,000" not in line:
                line = watching.stdout.readline()
                assert line
            assert "A$5 million" in line
        finally:
            watching.kill()


def test_watch_takes_a_changed_or_removed_file_for_what_it_is_now(tmp_path: Path) -> None:
    """What a file no longer says is gone; an interrupt is the end, not an error."""
    talks, agreed = (
        "Ash Corp is in talks to buy Birch Ltd, Ash Corp said.\n",
        "Ash Corp agreed to buy Birch Ltd, Ash Corp said.\n",
    )
    (tmp_path / "a.txt").write_text(talks, encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text(agreed, encoding="utf-8")
    command = [sys.executable, "-m", "dealwatch.cli", "brief", "--watch", "--interval", "0.1", str(tmp_path)]

    def interruptible() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever starts the tests in the background has it ignored

    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=interruptible
    ) as watching:
        assert watching.stdout is not None
        assert watching.stderr is not None

        def wait_for(words: str) -> None:
            while words not in (line := watching.stdout.readline() if watching.stdout else ""):
                assert line

        try:
            wait_for("Footnotes")
            (tmp_path / "b.txt").write_text(agreed, encoding="utf-8")
            wait_for("b.txt")
            wait_for("status: in talks -> agreed")
            (tmp_path / "b.txt").unlink()
            wait_for("b.txt")
            wait_for("status: agreed -> in talks")
            watching.send_signal(signal.SIGINT)
            assert watching.wait(10) == 0
            assert watching.stderr.read() == ""
        finally:
            watching.kill()


def test_watch_refuses_what_it_cannot_do(run: Run, tmp_path: Path) -> None:
    """A missing folder would be watched for ever, and a page is written once."""
    assert "there is no such file or folder" in run("brief", "--watch", tmp_path / "nowhere")[2]
    assert "--watch prints text" in run("brief", "--watch", tmp_path, "--format", "html")[2]


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colours_are_for_terminals(seeds: Path, environment: dict[str, str], coloured: bool) -> None:
    """On a terminal headings stand out, unless NO_COLOR says otherwise, and no line is wider than it."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "dealwatch.cli", "brief", str(seeds)]
    with subprocess.Popen(command, stdout=theirs, env={**os.environ, "COLUMNS": "80", "NO_COLOR": "", **environment}) as writing:
        os.close(theirs)
        parts = []
        with suppress(OSError):  # so Linux tells the end of a terminal
            while part := os.read(ours, 4096):
                parts.append(part)
        assert writing.wait() == 0
    os.close(ours)
    out = b"".join(parts).decode()
    assert coloured is ("\x1b[1m" in out)
    assert max(map(len, re.sub(r"\x1b\[[012]m", "", out).splitlines())) <= 80


def test_a_pipe_gets_no_colour(run: Run, seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes to a file or another program is plain, and nothing is said beside it."""
    monkeypatch.setenv("TERM", "xterm")
    _, out, err = run("brief", seeds)
    assert "\x1b" not in out
    assert err == ""


def test_an_unknown_locale_is_refused(run: Run, seeds: Path) -> None:
    """One sentence, and no brief in another one."""
    code, out, err = run("brief", seeds, "--locale", "xx")
    assert (code, out) == (1, "")
    assert "'xx' is no locale that CLDR knows" in err
    assert "20.000 employees" in run("brief", seeds, "--locale", "de-AT")[1].replace("\xa0", ".")


def test_a_gazetteer_joins_what_no_spelling_shows(run: Run, tmp_path: Path) -> None:
    """A company under two names is one, once a file says so; a file that cannot be read is named."""
    (tmp_path / "a.txt").write_text("Ash Corp is in talks to buy Birch Ltd, Ash Corp said.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Foxash Inc agreed to buy Birch Ltd, Birch Ltd said.", encoding="utf-8")
    known = tmp_path / "known.csv"
    known.write_text("name,aliases\nAsh Corp,Foxash Inc|Foxash\n", encoding="utf-8")
    assert "2 deals" in run("brief", tmp_path)[1]
    assert "1 deal in" in run("brief", tmp_path, "--gazetteer", known)[1]
    code, _, err = run("brief", tmp_path, "--gazetteer", tmp_path / "none.csv")
    assert code == 1
    assert "none.csv" in err
    known.write_text("title\nAsh\n", encoding="utf-8")
    assert "the column" in run("extract", tmp_path, "--gazetteer", known)[2]
