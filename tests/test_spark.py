"""On Spark: the ledger and its digest are those of one process, whatever is tried again or comes twice."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import dealwatch as dw
from dealwatch import arrow

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("default")]

EXAMPLE = Path(__file__).parent.parent / "examples" / "spark" / "deals_of_an_archive.py"


def rows_of(reports: Iterable[dw.Report]) -> list[dict[str, Any]]:
    return [{name: getattr(report, name) for name in ("text", "outlet", "published", "lang", "title")} for report in reports]


def made_up() -> list[dw.Report]:
    """Two deals of several outlets over some weeks."""
    lines = [
        "{a} is in talks to buy {b}, two people familiar with the matter said. {b} declined to comment.",
        "{a} agreed to buy {b} for $1.5 billion, the companies said on Monday.",
        "{a} said it had completed the acquisition of {b}.",
    ]
    pairs = [("Ashford Paper Inc", "Birchley Ltd"), ("Cedarholm Motors", "Dornwick plc")]
    return [
        dw.Report(text=line.format(a=a, b=b), outlet=outlet, lang="en", published=date(2025, month, 7))
        for a, b in pairs
        for month, line in enumerate(lines, 1)
        for outlet in ("Daily Leaf", "Evening Oak")
    ]


@pytest.fixture(scope="module")
def example() -> ModuleType:
    """The example, as a script that is not on the path: Spark sends its functions to the workers."""
    cloudpickle = pytest.importorskip("pyspark.cloudpickle")
    spec = importlib.util.spec_from_file_location(EXAMPLE.stem, EXAMPLE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[EXAMPLE.stem] = module
    spec.loader.exec_module(module)
    cloudpickle.register_pickle_by_value(module)
    return module


@pytest.fixture(scope="module")
def spark(example: ModuleType) -> Iterator[Any]:
    found = example.session()
    yield found
    found.stop()


@pytest.fixture(scope="module")
def archive(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dw.Ledger]:
    """The seeds and some made-up reports in Parquet, every one of them twice; and their ledger by one process."""
    parquet = pytest.importorskip("pyarrow.parquet")
    pa = pytest.importorskip("pyarrow")
    reports = [*dw.read_reports(seeds), *made_up()]
    rows = [{**row, "published": str(row["published"])} for row in rows_of(reports)]
    place = tmp_path_factory.mktemp("archive")
    parquet.write_table(pa.Table.from_pylist(rows), place / "a.parquet")
    parquet.write_table(pa.Table.from_pylist(rows[::-1]), place / "b.parquet")
    return str(place), dw.Ledger.union(
        dw.extract_claims(dw.Report(**{**row, "published": report.published})) for row, report in zip(rows, reports, strict=True)
    )


def test_the_example_writes_the_ledger_of_one_process(
    example: ModuleType, spark: Any, archive: tuple[str, dw.Ledger], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With every report twice; and the deals of its blocks are those of the whole, where no other block knows more."""
    place, ledger = archive
    example.main(place, str(tmp_path))
    said = capsys.readouterr().out
    assert said.splitlines()[-1] == ledger.digest()
    assert said.startswith(f"{len(ledger.reports)} reports, {len(ledger.claims):,} claims, ")
    deals = spark.read.parquet(f"{tmp_path}/deals.parquet").toArrow().to_pylist()
    whole = {deal.id for deal in dw.resolve_deals(ledger).deals}
    made = {deal.id for deal in dw.resolve_deals(ledger).find("Ashford Paper Inc", "Birchley Ltd")}
    assert made <= {row["id"] for row in deals}
    assert len(whole & {row["id"] for row in deals}) >= len(whole) / 2


def test_a_task_that_dies_is_tried_again_and_changes_nothing(
    example: ModuleType, spark: Any, archive: tuple[str, dw.Ledger]
) -> None:
    """The first attempt of a task ends its process after it has already given entries."""
    place, ledger = archive

    def dying(batches: Iterable[Any]) -> Iterator[Any]:
        import os

        from pyspark import TaskContext

        from dealwatch import arrow

        for batch in arrow.extract_batches(batches):
            yield batch
            if TaskContext.get().attemptNumber() == 0 and TaskContext.get().partitionId() == 0:
                os._exit(9)

    entries = spark.read.parquet(place).repartition(3).mapInArrow(dying, arrow.SCHEMA)
    merged = entries.repartition(2, "id").mapInArrow(arrow.merge_batches, arrow.SCHEMA)
    [digest] = merged.coalesce(1).mapInArrow(example.digest_of, "digest string").first()
    assert digest == ledger.digest()
