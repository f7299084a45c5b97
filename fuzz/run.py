"""Fuzz the readers and loaders: `python fuzz/run.py [TARGET ...] --seconds 60` with the extra `fuzz`.

Each target runs in a process of its own, so long and no longer, in bounded memory. An exception that is no DealwatchError, an
input that takes ten seconds, and a gigabyte of memory are findings: the input is kept in a folder that is printed, and the exit
code is 1. `python fuzz/run.py TARGET --input FILE` shows one again.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic

import atheris

LIMITS = ("-timeout=10", "-rss_limit_mb=1024", "-max_len=3000", "-verbosity=0", "-print_final_stats=1")

# the process that fuzzes follows all of dealwatch, and nothing below it
with atheris.instrument_imports(include=["dealwatch"]) if "--corpus" in sys.argv else nullcontext():
    from dealwatch.reports import READERS

    for reader in READERS.values():
        import_module(f"dealwatch.reports.{reader.partition('.')[0]}")
    from beginnings import beginnings
    from targets import TARGETS


def one(name: str, corpus: Path, seconds: int, runs: int, findings: Path) -> None:
    """Fuzz one target in this process, which ends with it."""
    for number, data in enumerate(beginnings(name)):
        (corpus / f"begin{number}").write_bytes(data)
    bounds = (f"-max_total_time={seconds}", f"-runs={runs}", f"-artifact_prefix={findings}/{name}-")
    atheris.Setup([sys.argv[0], *LIMITS, *bounds, str(corpus)], TARGETS[name])
    atheris.Fuzz()


def main() -> int:
    """Fuzz the targets named, or all, one after the other."""
    parser = argparse.ArgumentParser(description="Fuzz the readers and loaders.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all without it")
    parser.add_argument("--seconds", type=int, default=10, help="for each target (10)")
    parser.add_argument("--runs", type=int, default=1_000_000, help="at most, for each target (1000000)")
    parser.add_argument("--input", type=Path, help="run the one target on this file")
    parser.add_argument("--corpus", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--findings", type=Path, help=argparse.SUPPRESS)
    said = parser.parse_args()
    if unknown := set(said.targets) - set(TARGETS):
        parser.error(f"there is no target {min(unknown)!r}; there are {', '.join(TARGETS)}")
    if said.input:
        TARGETS[said.targets[0]](said.input.read_bytes())
        return 0
    if said.corpus:
        one(said.targets[0], said.corpus, said.seconds, said.runs, said.findings)
    findings = Path(mkdtemp(prefix="dealwatch-findings-"))
    broken = []
    for name in said.targets or TARGETS:
        begun = monotonic()
        options = ("--seconds", str(said.seconds), "--runs", str(said.runs), "--findings", str(findings))
        command = [sys.executable, os.fspath(Path(__file__)), name, *options, "--corpus", mkdtemp(prefix=f"dealwatch-{name}-")]
        try:
            done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=said.seconds * 10 + 300)
        except subprocess.TimeoutExpired:
            broken.append(name)
            print(f"{name}: FAILED, it did not end", flush=True)
            continue
        ran = next((line.split()[-1] for line in done.stderr.splitlines() if "number_of_executed_units" in line), "?")
        print(f"{name}: {ran} runs in {monotonic() - begun:.0f} s{', FAILED' if done.returncode else ''}", flush=True)
        if done.returncode:
            broken.append(name)
            told = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith(("INFO:", "WARNING:"))]
            print("\n".join(told)[-4000:])
    if broken:
        print(f"findings in {findings}: {', '.join(broken)}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
