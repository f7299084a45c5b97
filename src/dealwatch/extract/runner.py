"""Runs extractors over a report: stamps their names, checks every claim, and keeps a failure as an entry of the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from time import monotonic
from types import MappingProxyType
from typing import Final, Literal

from dealwatch.domain.claim import Claim
from dealwatch.domain.ledger import Entry, Failure, Ledger
from dealwatch.domain.report import Report
from dealwatch.errors import ExtractorError
from dealwatch.extract.plugins import Extractor
from dealwatch.normalize.context import Context

MAX_CLAIMS: Final = 20_000
"""So many claims one extractor may make of one report."""
MAX_SECONDS: Final = 60.0
"""So long one extractor may take to go on making claims of one report."""


def run(
    report: Report,
    extractors: Mapping[str, Extractor],
    context: Context,
    on_error: Literal["keep", "raise"],
    max_claims: int = MAX_CLAIMS,
    max_seconds: float = MAX_SECONDS,
) -> Ledger:
    """Return the ledger of one report: the report, its claims, and a Failure for each extractor that broke off.

    Raises:
        ExtractorError: with `on_error="raise"`, if an extractor fails.
    """
    entries: dict[str, Entry] = {report.id: report}
    for name, extractor in extractors.items():
        try:
            for claim in _claims(report, name, extractor, context, max_claims, max_seconds):
                entries[claim.id] = claim  # what came before a fault stays
        except ExtractorError as error:
            if on_error == "raise":
                raise
            failure = Failure(report.id, name, str(error))
            entries[failure.id] = failure
    return Ledger(MappingProxyType(entries))  # every claim was checked as it came


def _claims(
    report: Report, name: str, extractor: Extractor, context: Context, max_claims: int, max_seconds: float
) -> Iterator[Claim]:
    """The checked claims of one extractor up to its first fault."""
    begun = monotonic()
    try:
        for number, claim in enumerate(extractor(report, context)):
            if number >= max_claims:
                raise ExtractorError(
                    f"the extractor {name} made more than {max_claims:,} claims of one report; the rest is left out"
                )
            if monotonic() - begun > max_seconds:
                raise ExtractorError(f"the extractor {name} took more than {max_seconds:g} seconds; the rest is left out")
            yield _checked(report, name, claim)
    except ExtractorError:
        raise
    except (Exception, SystemExit) as error:  # whatever a plugin does wrong, or leaves by, is its failure, not the report's
        raise ExtractorError(f"the extractor {name} raised {type(error).__name__}: {error}") from error


def _checked(report: Report, name: str, claim: object) -> Claim:
    if not isinstance(claim, Claim):
        raise ExtractorError(f"the extractor {name} returned a {type(claim).__name__} where a Claim belongs")
    for evidence in claim.all_evidence:
        if not report.proves(evidence):
            raise ExtractorError(
                f"the extractor {name} quotes {evidence.quote[:60]!r} at {evidence.span}, "
                f"which the report {report.id} does not have there"
            )
    return claim.by(name)
