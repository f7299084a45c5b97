"""The jq line and the queries of docs/files-and-formats.md do what the page says."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dealwatch.convert import write_ledger
from dealwatch.domain.claim import Claim
from dealwatch.domain.ledger import Ledger
from dealwatch.domain.report import Report
from dealwatch.domain.subject import Subject
from dealwatch.domain.words import Stance

PAGE = (Path(__file__).parents[2] / "docs" / "files-and-formats.md").read_text("utf-8")
REPORT = Report(text="Ash Corp is in talks with Birch Ltd. Ash declined to comment.", outlet="Daily Leaf")
DEAL = Subject.quoted(REPORT, "deal", "is in talks")
ANSWER = Claim.from_quote(REPORT, quote="declined to comment", subject=DEAL, attribute="answer", value=Stance.DECLINED_TO_COMMENT)
LEDGER = Ledger.of([REPORT, ANSWER])


def line(start: str) -> str:
    """The line of the page that begins so."""
    found = re.search(rf"^    ({re.escape(start)}.*)$", PAGE, re.MULTILINE)
    assert found
    return found[1]


@pytest.mark.skipif(not shutil.which("jq"), reason="jq is not installed")
def test_the_jq_line(tmp_path: Path) -> None:
    """It prints the report's id and the quote."""
    write_ledger(LEDGER, tmp_path / "ledger.ndjson")
    command = line("jq -r")
    printed = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert printed == f"{REPORT.id}\tdeclined to comment\n"


def test_the_polars_query(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It counts the claims by attribute."""
    pl, parquet = pytest.importorskip("polars"), pytest.importorskip("pyarrow.parquet")
    from dealwatch.arrow import claim_table

    monkeypatch.chdir(tmp_path)
    parquet.write_table(claim_table(LEDGER), "claims.parquet")
    expression = line("pl.read_parquet")
    found = pl.read_parquet("claims.parquet").group_by("attribute").len()
    assert expression == 'pl.read_parquet("claims.parquet").group_by("attribute").len()'
    assert found.rows() == [("answer", 1)]


def test_the_duckdb_query(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It counts the answers by who gave them."""
    duckdb, parquet = pytest.importorskip("duckdb"), pytest.importorskip("pyarrow.parquet")
    from dealwatch.arrow import claim_table

    monkeypatch.chdir(tmp_path)
    parquet.write_table(claim_table(LEDGER), "claims.parquet")
    with duckdb.connect() as connection:
        assert connection.execute(line("SELECT root")).fetchall() == [("Daily Leaf", 1)]
