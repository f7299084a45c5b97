"""What deal keys are worth: do the reports of one deal meet, and how uneven are the blocks?

    python benchmarks/blocking.py [FILE_OR_FOLDER ...]

Recall: of all pairs of reports that one deal joins, how many share a key. Skew: the largest block against the mean. Without paths
the seeds and 2,000 made-up reports are read.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from newswire import newswire

import dealwatch as dw
from dealwatch.blocking import deal_keys


def measure(name: str, reports: Iterable[dw.Report]) -> None:
    """Print a line on some reports."""
    ledger = dw.Ledger.union(dw.extract_claims(report) for report in reports)
    deals = dw.resolve_deals(ledger).deals
    told = [sorted({claim.report_id for claim in deal.claims}) for deal in deals]
    for days in (31, 366):
        keys = deal_keys(ledger, days)
        pairs = {pair for block in told for pair in combinations(block, 2)}
        met = sum(bool(keys[a] & keys[b]) for a, b in pairs)
        blocks = Counter(key for found in keys.values() for key in found)
        mean = blocks.total() / max(1, len(blocks))
        print(f"{name}, windows of {days} days: {len(ledger.reports):,} reports, {len(deals):,} deals")
        print(f"    recall: {met:,} of {len(pairs):,} pairs meet, at {blocks.total() / max(1, len(keys)):.1f} keys a report")
        print(f"    skew: {len(blocks):,} blocks of {mean:.1f} reports, the largest {max(blocks.values(), default=0):,}")


def main(paths: list[str]) -> None:
    """Measure and print."""
    if paths:
        measure(" ".join(paths), dw.read_reports(paths))
        return
    measure("seeds", dw.read_reports(Path(__file__).parent.parent / "seeds"))
    measure("made up", newswire(2000))


if __name__ == "__main__":
    main(sys.argv[1:])
