"""Golden reports: a folder of reports, and beside each the claims that a person has reviewed.

`name.txt` (or any file that `read_reports` reads) stands beside `name.golden.ndjson`, a ledger. `golden_claims` gives one case a
claim, for one test each; `write_golden` rewrites the files after a review of their diff.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from attrs import frozen

from dealwatch.convert import read_ledger, write_ledger
from dealwatch.domain.claim import Claim
from dealwatch.domain.ledger import Ledger
from dealwatch.domain.report import Report
from dealwatch.errors import ExtractorError, ReadError
from dealwatch.extract import BUILT_IN, extract_claims
from dealwatch.extract.plugins import Extractor
from dealwatch.reports import READERS, read_reports

SUFFIX: Final = ".golden.ndjson"


@frozen
class Golden:
    """A claim that is expected of a report (`is_expected`), or that is made and not expected."""

    name: str
    report: Report
    claim: Claim
    is_expected: bool

    def __str__(self) -> str:
        subject = f"{self.claim.subject.kind} {self.claim.subject}"
        return f"{self.name}{self.claim.evidence.span} {subject}: {self.claim.attribute} = {self.claim.value}"


def golden_claims(folder: str | Path, extractors: Mapping[str, Extractor] = BUILT_IN) -> Iterator[tuple[Golden, bool]]:
    """Give every expected claim of a folder, and every unexpected one, each with whether it is as it should be.

    Raises:
        ReadError: if the folder has no report with reviewed claims.
    """
    found = False
    for path, report, expected in _cases(Path(folder)):
        found = True
        made = {claim.id: claim for claim in extract_claims(report, extractors).claims}
        reviewed = {claim.id: claim for claim in expected.claims if claim.report_id == report.id}
        for claim_id, claim in reviewed.items():
            yield Golden(path.name, report, claim, True), claim_id in made
        for claim_id, claim in made.items():
            if claim_id not in reviewed:
                yield Golden(path.name, report, claim, False), False
    if not found:
        raise ReadError(f"{folder}: no report with reviewed claims; `write_golden` makes them")


def check_golden(folder: str | Path, extractors: Mapping[str, Extractor] = BUILT_IN) -> None:
    """Refuse extractors whose claims differ from the reviewed ones.

    Raises:
        ExtractorError: with a line for each claim that is missing or unexpected.
        ReadError: if the folder has no report with reviewed claims.
    """
    wrong = [
        f"{'missing' if case.is_expected else 'unexpected'}: {case}"
        for case, holds in golden_claims(folder, extractors)
        if not holds
    ]
    if wrong:
        raise ExtractorError("\n".join((f"{len(wrong)} claims differ from the golden ones in {folder}", *wrong)))


def write_golden(folder: str | Path, extractors: Mapping[str, Extractor] = BUILT_IN) -> tuple[Path, ...]:
    """Write what the extractors claim of each report of a folder beside it, to be reviewed; return the files."""
    written = []
    for path in _reports_in(Path(folder)):
        ledger = Ledger.union(extract_claims(report, extractors, on_error="raise") for report in read_reports(path))
        golden = path.with_name(f"{path.name}{SUFFIX}")
        write_ledger(ledger, golden)
        written.append(golden)
    return tuple(written)


def _reports_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in READERS and not path.name.endswith(SUFFIX))


def _cases(folder: Path) -> Iterator[tuple[Path, Report, Ledger]]:
    for path in _reports_in(folder):
        golden = path.with_name(f"{path.name}{SUFFIX}")
        if golden.exists():
            ledger = read_ledger(golden)
            for report in read_reports(path):
                yield path, report, ledger
