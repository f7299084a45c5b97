"""The runner keeps a report whole, whatever one extractor does."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from dealwatch import Claim, Context, Report, Subject, Text, extract_claims

REPORT = Report(text="Ash Corp waits. Birch Ltd waits.", outlet="Daily Leaf", lang="en")


def named(report: Report, name: str) -> Claim:
    """The claim that a company is named so."""
    return Claim.from_quote(report, quote=name, subject=Subject("company", name), attribute="names", value=Text(name))


def leaving(report: Report, context: Context) -> Iterator[Claim]:
    """Ends the process, as a command line turned into an extractor does on a bad argument."""
    yield named(report, "Ash Corp")
    sys.exit("usage: model FILE")


def staying(report: Report, context: Context) -> Iterator[Claim]:
    """Does what it should."""
    yield named(report, "Birch Ltd")


def test_an_extractor_that_exits_ends_itself_only() -> None:
    """Its claims so far stay, the next extractor runs, and the reason is kept."""
    ledger = extract_claims(REPORT, {"leaving@1": leaving, "staying@1": staying})
    assert {str(claim.value) for claim in ledger.claims} == {"Ash Corp", "Birch Ltd"}
    assert [failure.error for failure in ledger.failures] == ["the extractor leaving@1 raised SystemExit: usage: model FILE"]
