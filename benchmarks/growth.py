"""How time and memory grow with the number of reports, each size in a process of its own.

    python benchmarks/growth.py [REPORTS ...]        # 2000 20000 where none is said

The reports are made up (`newswire.py`). Read the last column: the cost of one report against that at the first size. It stays
near 1 where the work is linear.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import process_time

sys.path.insert(0, str(Path(__file__).parent))

LINE = re.compile(r"^(\w+) ([\d.]+) (\d+) (\d+)$", re.MULTILINE)


def measure(count: int) -> None:
    """Print a line a step: its name, its CPU seconds, the peak of memory in MB, and how much came out."""
    from newswire import newswire

    import dealwatch as dw

    next(iter(dw.extract_claims(report) for report in newswire(1)))  # tables are read before the clock starts
    begun = process_time()

    def tell(step: str, size: int) -> None:
        nonlocal begun
        print(step, f"{process_time() - begun:.3f}", getrusage(RUSAGE_SELF).ru_maxrss // 1024, size, flush=True)
        begun = process_time()

    reports = list(newswire(count))
    tell("reports", len(reports))
    ledgers = [dw.extract_claims(report) for report in reports]
    tell("extract", sum(len(ledger) for ledger in ledgers))
    ledger = dw.Ledger.union(ledgers)
    tell("union", len(ledger))
    dossier = dw.resolve_deals(ledger)
    tell("resolve", len(dossier.deals))


def main(arguments: list[str]) -> None:
    """Measure each size, and print the table."""
    if arguments[:1] == ["--one"]:
        measure(int(arguments[1]))
        return
    first: dict[str, float] = {}
    print(f"{'reports':>9} {'step':8} {'CPU s':>9} {'ms each':>8} {'peak MB':>8} {'out':>9} each, against the first size")
    for count in [int(word) for word in arguments] or [2_000, 20_000]:
        run = subprocess.run([sys.executable, __file__, "--one", str(count)], capture_output=True, text=True, check=True)
        for step, seconds, peak, size in LINE.findall(run.stdout):
            each = float(seconds) / count
            ratio = each / first.setdefault(step, each)
            print(
                f"{count:>9,} {step:8} {float(seconds):9.2f} {each * 1e3:8.3f} {peak:>8} {int(size):>9,} {ratio:8.2f}", flush=True
            )


if __name__ == "__main__":
    main(sys.argv[1:])
