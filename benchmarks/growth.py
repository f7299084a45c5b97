"""How time and memory grow with the number of reports, each size in a process of its own.

    python benchmarks/growth.py [REPORTS ...]                 # 2000 20000 where none is said
    python benchmarks/growth.py --by-hand [REPORTS ...]       # six claims a report without reading it: the merge alone

The reports are made up (`newswire.py`). Read the last column: the cost of one report against that at the first size. It stays
near 1 where the work is linear.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from resource import RUSAGE_SELF, getrusage
from time import process_time

from newswire import newswire, parties

import dealwatch as dw

LINE = re.compile(r"^(\w+) ([\d.]+) (\d+) (\d+)$", re.MULTILINE)


def by_hand(report: dw.Report) -> dw.Ledger:
    """Make the claims of a made-up report from what is known of it: its two parties, the type, the status and their names."""
    a, b = parties(report)
    deal = dw.Subject("deal", a, report.find(a))

    def say(subject: dw.Subject, attribute: str, value: dw.Value, quote: str) -> dw.Claim:
        return dw.Claim.from_quote(report, quote=quote, subject=subject, attribute=attribute, value=value)

    one, other = dw.Subject("company", a, report.find(a)), dw.Subject("company", b, report.find(b))
    said = [
        say(deal, "type", dw.DealType.ACQUISITION, a),
        say(deal, "status", dw.Status.COMPLETED if "completed" in report.text else dw.Status.IN_TALKS, a),
        say(deal, "acquirer", one, a),
        say(deal, "target", other, b),
        say(one, "names", dw.Text(a), a),
        say(other, "names", dw.Text(b), b),
    ]
    return dw.Ledger.of([report, *said])


def measure(count: int, read: Callable[[dw.Report], dw.Ledger]) -> None:
    """Print a line a step: its name, its CPU seconds, the peak of memory in MB, and how much came out."""
    read(next(newswire(1)))  # tables are read before the clock starts
    begun = process_time()

    def tell(step: str, size: int) -> None:
        nonlocal begun
        print(step, f"{process_time() - begun:.6f}", getrusage(RUSAGE_SELF).ru_maxrss // 1024, size, flush=True)
        begun = process_time()

    reports = list(newswire(count))
    tell("reports", len(reports))
    ledgers = [read(report) for report in reports]
    tell("extract", sum(len(ledger) for ledger in ledgers))
    ledger = dw.Ledger.union(ledgers)
    tell("union", len(ledger))
    dossier = dw.resolve_deals(ledger)
    tell("resolve", len(dossier.deals))


def main(arguments: list[str]) -> None:
    """Measure each size, and print the table."""
    if arguments[:1] == ["--one"]:
        measure(int(arguments[1]), by_hand if "--by-hand" in arguments else dw.extract_claims)
        return
    how = [word for word in arguments if word == "--by-hand"]
    first: dict[str, float] = {}
    print(f"{'reports':>9} {'step':8} {'CPU s':>9} {'ms each':>8} {'peak MB':>8} {'out':>9} each, against the first size")
    for count in [int(word) for word in arguments if word not in how] or [2_000, 20_000]:
        run = subprocess.run([sys.executable, __file__, "--one", str(count), *how], stdout=subprocess.PIPE, text=True, check=True)
        for step, seconds, peak, size in LINE.findall(run.stdout):
            each = max(float(seconds), 1e-6) / count
            ratio = each / first.setdefault(step, each)
            print(
                f"{count:>9,} {step:8} {float(seconds):9.2f} {each * 1e3:8.3f} {peak:>8} {int(size):>9,} {ratio:8.2f}", flush=True
            )


if __name__ == "__main__":
    main(sys.argv[1:])
