"""Golden reports: what was reviewed is expected, all of it and nothing else, and no report is passed over in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from dealwatch import Claim, Context, DealwatchError, ExtractorError, Report, Status, Subject
from dealwatch.testing import GoldenTests, check_golden, golden_claims, write_golden
from dealwatch.testing.__main__ import main
from dealwatch.testing.golden import Golden

TEXT = "Ash Corp will shut its Elmford plant. Birch Ltd will shut its Oakham plant."


def closures(report: Report, context: Context) -> Iterator[Claim]:
    """Every plant that is shut."""
    for found in re.finditer(r"shut its ([A-Z][a-z]{1,20} plant)", report.text):
        plant = Subject("plant", found[1])
        yield Claim.from_quote(report, quote=found[0], subject=plant, attribute="closure", value=Status.AGREED)


def first_closure(report: Report, context: Context) -> Iterator[Claim]:
    """Only the first of them."""
    yield from list(closures(report, context))[:1]


def broken(report: Report, context: Context) -> Iterator[Claim]:
    """None of them."""
    yield from first_closure(report, context)
    raise KeyError("Elmford")


MINE = {"mine@1": closures}
FEWER = {"mine@1": first_closure}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one report and its reviewed claims."""
    (tmp_path / "ash.txt").write_text(TEXT, encoding="utf-8")
    write_golden(tmp_path, MINE)
    return tmp_path


def test_what_was_written_is_what_is_expected(folder: Path) -> None:
    """One case a claim, each with nothing wrong."""
    assert [golden.fault for golden in golden_claims(folder, MINE)] == ["", ""]
    check_golden(folder, MINE)


def test_a_claim_that_is_no_longer_made_is_missing(folder: Path) -> None:
    """It is named with its report, its place and its value."""
    with pytest.raises(
        ExtractorError, match=r"1 claims differ.*\nmissing: ash\.txt\[\d+:74\) plant Oakham plant: closure = agreed"
    ):
        check_golden(folder, FEWER)


def test_a_claim_that_nobody_reviewed_is_unexpected(folder: Path) -> None:
    """More claims are a difference too."""
    write_golden(folder, FEWER)
    with pytest.raises(ExtractorError, match=r"unexpected: ash\.txt.*Oakham plant"):
        check_golden(folder, MINE)


def test_the_claims_of_a_text_that_was_edited_are_missing(folder: Path) -> None:
    """Claims stand in one text; they do not pass unseen because the text is another one now."""
    (folder / "ash.txt").write_text("Nothing is shut.", encoding="utf-8")
    assert [golden.fault for golden in golden_claims(folder, MINE)] == ["missing", "missing"]


def test_a_failing_extractor_is_no_difference_but_an_error(folder: Path) -> None:
    """Its reason is told, not only that claims are missing."""
    with pytest.raises(ExtractorError, match="raised KeyError: 'Elmford'"):
        check_golden(folder, {"mine@1": broken})
    with pytest.raises(ExtractorError, match="raised KeyError: 'Elmford'"):
        write_golden(folder, {"mine@1": broken})


def test_no_report_and_no_claim_is_passed_over(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A report without reviewed claims, claims without their report, an empty folder, none."""
    (folder / "new.txt").write_text("Cedar waits.", encoding="utf-8")
    with pytest.raises(DealwatchError, match=r"new\.txt: no claims of it were reviewed"):
        check_golden(folder, MINE)
    (folder / "new.txt").unlink()
    (folder / "ash.txt").rename(folder / "birch.txt")
    with pytest.raises(DealwatchError, match=r"ash\.txt\.golden\.ndjson: the report of these claims is gone"):
        check_golden(folder, MINE)
    with pytest.raises(DealwatchError, match="no report in this folder"):
        write_golden(tmp_path_factory.mktemp("empty"), MINE)
    with pytest.raises(DealwatchError, match="there is no such folder"):
        check_golden(folder / "gone", MINE)


class TestCommand:
    HERE = f"mine@1={__name__}:closures"

    def test_it_compares_and_it_writes(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([str(folder), self.HERE]) == 0
        assert main([str(folder), f"mine@1={__name__}:first_closure"]) == 1
        assert "missing: ash.txt" in capsys.readouterr().err
        assert main([str(folder), "--write", f"mine@1={__name__}:first_closure"]) == 0
        assert capsys.readouterr().out == f"{folder / 'ash.txt.golden.ndjson'}\n"
        check_golden(folder, FEWER)

    def test_without_a_name_the_built_in_extractors_run_and_one_can_be_chosen(self, folder: Path) -> None:
        assert main([str(folder), "--write"]) == 0
        assert main([str(folder)]) == 0
        assert main([str(folder), "--write", "plants@1"]) == 0
        assert {golden.claim.extractor for golden in golden_claims(folder)} >= {"plants@1"}

    @pytest.mark.parametrize(
        ("said", "why"),
        [
            ("nobody@1", "no extractor 'nobody@1'; say NAME=MODULE:FUNCTION, or one of"),
            ("mine@1=closures", "does not say where the extractor is"),
            ("mine@1=no_such_module:x", "No module named 'no_such_module'"),
            (f"mine@1={__name__}:nothing", "has no attribute 'nothing'"),
            (f"mine@1={__name__}:TEXT", "no callable but a str"),
        ],
    )
    def test_a_mistake_is_one_sentence(self, folder: Path, said: str, why: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([str(folder), said]) == 1
        told = capsys.readouterr().err
        assert why in told
        assert told.count("\n") == 1


@pytest.mark.parametrize(("extractor", "passed", "failed"), [("closures", 2, 0), ("first_closure", 1, 1)])
def test_each_claim_is_a_test_of_its_own(extractor: str, passed: int, failed: int, folder: Path) -> None:
    """As pytest itself makes them of the class: one a claim, and the missing one fails alone."""
    made: list[list[Golden]] = []

    class Asked:
        fixturenames = ("golden",)

        def parametrize(self, name: str, values: list[Golden], ids: object) -> None:
            made.append(values)

    class Mine(GoldenTests):
        pass

    Mine.folder, Mine.extractors = folder, {"mine@1": globals()[extractor]}
    Mine().pytest_generate_tests(Asked())  # type: ignore[arg-type]
    [cases] = made
    faults = [golden.fault for golden in cases]
    assert (faults.count(""), faults.count("missing")) == (passed, failed)
    for golden in cases:
        with pytest.raises(AssertionError, match=r"missing: ash\.txt") if golden.fault else nullcontext():
            Mine().test_golden(golden)
