"""Golden reports: a folder of reports, and beside each the claims that a person has reviewed.

`name.txt` (or any file that `read_reports` reads) stands beside `name.txt.golden.ndjson`, a ledger. `GoldenTests`
(extractor_tests.py) has a test for each claim; `write_golden`, or `python -m dealwatch.testing FOLDER --write ...`, rewrites the
files after a review of what differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from attrs import frozen

from dealwatch.convert import read_ledger, write_ledger
from dealwatch.domain.claim import Claim
from dealwatch.domain.ledger import Ledger
from dealwatch.errors import ExtractorError, ReadError
from dealwatch.extract import BUILT_IN, extract_claims
from dealwatch.extract.plugins import Extractor
from dealwatch.reports import READERS, read_reports

SUFFIX: Final = ".golden.ndjson"


@frozen
class Golden:
    """A claim that was reviewed (`is_expected`), is made (`is_made`), or both, as all should be; `name` is the report's file."""

    name: str
    claim: Claim
    is_expected: bool
    is_made: bool

    @property
    def fault(self) -> str:
        """What is wrong with it in a word; empty where it is as it should be."""
        return "missing" if not self.is_made else "" if self.is_expected else "unexpected"

    def __str__(self) -> str:
        subject = f"{self.claim.subject.kind} {self.claim.subject}"
        return f"{self.name}{self.claim.evidence.span} {subject}: {self.claim.attribute} = {self.claim.value}"


def golden_claims(folder: str | Path, extractors: Mapping[str, Extractor] = BUILT_IN) -> Iterator[Golden]:
    """Give every claim that is expected of the reports of a folder, or made of them, in the order of the files.

    Raises:
        ReadError: for a folder without reports, a report without reviewed claims, and claims whose report is gone.
        ExtractorError: if an extractor fails.
    """
    place = Path(folder)
    paths = _reports_in(place)
    gone = {path.name for path in place.glob(f"*{SUFFIX}")} - {_golden_of(path).name for path in paths}
    if gone:
        raise ReadError(f"{place / min(gone)}: the report of these claims is gone; remove them, or bring it back")
    for path in paths:
        if not _golden_of(path).exists():
            raise ReadError(f"{path}: no claims of it were reviewed; write them with python -m dealwatch.testing {place} --write")
        reviewed = {claim.id: claim for claim in read_ledger(_golden_of(path)).claims}
        made = {claim.id: claim for claim in _made(path, extractors).claims}
        for claim_id, claim in (reviewed | made).items():
            yield Golden(path.name, claim, claim_id in reviewed, claim_id in made)


def check_golden(folder: str | Path, extractors: Mapping[str, Extractor] = BUILT_IN) -> None:
    """Refuse extractors whose claims differ from the reviewed ones.

    Raises:
        ExtractorError: with a line for each claim that is missing or unexpected, or if an extractor fails.
        ReadError: for a folder without reports, a report without reviewed claims, and claims whose report is gone.
    """
    wrong = [f"{golden.fault}: {golden}" for golden in golden_claims(folder, extractors) if golden.fault]
    if wrong:
        raise ExtractorError("\n".join((f"{len(wrong)} claims differ from the golden ones in {folder}", *wrong)))


def write_golden(folder: str | Path, extractors: Mapping[str, Extractor] = BUILT_IN) -> tuple[Path, ...]:
    """Write what the extractors claim of each report of a folder beside it, to be reviewed; return the files.

    Raises:
        ReadError: for a folder without reports.
        ExtractorError: if an extractor fails.
    """
    written = []
    for path in _reports_in(Path(folder)):
        write_ledger(_made(path, extractors), _golden_of(path))
        written.append(_golden_of(path))
    return tuple(written)


def _made(path: Path, extractors: Mapping[str, Extractor]) -> Ledger:
    return Ledger.union(extract_claims(report, extractors, on_error="raise") for report in read_reports(path))


def _golden_of(path: Path) -> Path:
    return path.with_name(f"{path.name}{SUFFIX}")


def _reports_in(folder: Path) -> list[Path]:
    """The reports of a folder."""
    if not folder.is_dir():
        raise ReadError(f"{folder}: there is no such folder")
    found = sorted(path for path in folder.iterdir() if path.suffix in READERS and not path.name.endswith(SUFFIX))
    if not found:
        raise ReadError(f"{folder}: no report in this folder; reports end in {', '.join(READERS)}")
    return found
