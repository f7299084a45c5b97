"""An archive of reports in Parquet -> its ledger and its deals in Parquet, on Spark (extra `spark`, Java 17).

    python examples/spark/deals_of_an_archive.py REPORTS.parquet OUT      # a column `text`, and others of a report

Three steps, and the claims never pass through the driver:
1. extract: every task reads its reports; entries are spread by report, so that what came twice meets and stays once.
2. unite: a tree of merges, three levels of fewer and fewer tasks, into OUT/ledger.parquet. A merge is a union, so a task that
   ran twice, or a report that came twice, changes nothing; the digest is that of a single process.
3. resolve: reports of one company and time meet in a block (`deal_keys`), and each block is resolved by itself, into
   OUT/deals.parquet. Of the blocks that see the same reports of a deal the first gives it. Names are then joined within a block
   only: what links two blocks, as a subsidiary named in one of them, is seen by `resolve_deals` of the whole ledger alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from time import monotonic

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession

import dealwatch as dw
from dealwatch import arrow
from dealwatch.blocking import deal_keys
from dealwatch.export.rows import DealRow

SPARK_TYPES = {
    "string": "string",
    "int64": "bigint",
    "date32[day]": "date",
    "decimal128(38, 6)": "decimal(38,6)",
    "bool": "boolean",
}
BLOCKED = f"block string, {arrow.SCHEMA}"
SCHEMA_OF_BLOCKED = arrow.entry_schema().insert(0, pa.field("block", pa.string()))
DEALS = ", ".join(f"{field.name} {SPARK_TYPES[str(field.type)]}" for field in arrow.table_schema(DealRow))


def ledger_of(reports: DataFrame, tasks: int) -> DataFrame:
    """Steps 1 and 2: the entries of all reports, each once, in one partition and in the order of ids."""
    entries = reports.mapInArrow(arrow.extract_batches, arrow.SCHEMA)
    for width in (tasks, max(2, tasks // 4), 1):
        entries = entries.repartition(width, "id").mapInArrow(arrow.merge_batches, arrow.SCHEMA)
    return entries


def deals_of(entries: DataFrame, tasks: int) -> DataFrame:
    """Step 3: the deals, a row each."""
    blocked = entries.filter("report_id != ''").repartition(tasks, "report_id").mapInArrow(in_blocks, BLOCKED)
    return blocked.repartition(tasks, "block").mapInArrow(resolved, DEALS)


def in_blocks(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Give every entry once for each block of its report; all entries of a report are in these batches."""
    batches = list(batches)
    keys = deal_keys(arrow.read_batches(batches))
    for batch in batches:
        rows = [(key, row) for row, report in enumerate(batch["report_id"].to_pylist()) for key in sorted(keys.get(report, ()))]
        yield batch.take([row for _, row in rows]).add_column(0, "block", pa.array([key for key, _ in rows], pa.string()))


def resolved(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Resolve each block by itself, and give the deals that are its own."""
    table = pa.Table.from_batches(batches, SCHEMA_OF_BLOCKED)
    rows: dict[str, list[int]] = {}
    for row, block in enumerate(table["block"].to_pylist()):
        rows.setdefault(block, []).append(row)
    for block in sorted(rows):
        ledger = arrow.read_batches(table.take(rows[block]).drop_columns("block").to_batches())
        keys = deal_keys(ledger)
        dossier = dw.resolve_deals(ledger)
        own = [_first_block([keys.get(claim.report_id, frozenset()) for claim in deal.claims]) == block for deal in dossier.deals]
        yield from arrow.deal_table(dossier).filter(pa.array(own, pa.bool_())).to_batches()


def _first_block(keys: list[frozenset[str]]) -> str | None:
    """The first of the blocks that see all reports of a deal."""
    return min(frozenset.intersection(*keys), default=None)


def digest_of(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The digest of a ledger, in the task that holds it: only one short text comes back to the driver."""
    yield pa.record_batch({"digest": [arrow.read_batches(batches).digest()]})


def session() -> SparkSession:
    """Start a local Spark with two workers, which tries a task up to four times."""
    os.environ["PYSPARK_PYTHON"] = sys.executable  # else the workers take another interpreter
    builder = SparkSession.builder.master("local[2,4]").appName("dealwatch").config("spark.ui.enabled", "false")
    return builder.config("spark.driver.memory", "1g").config("spark.sql.session.timeZone", "UTC").getOrCreate()


def main(reports: str, out: str, tasks: int = 4) -> None:
    """Read reports, write the ledger and the deals, and print the digest and the time."""
    spark = session()
    begun = monotonic()
    ledger_of(spark.read.parquet(reports), tasks).write.mode("overwrite").parquet(f"{out}/ledger.parquet")
    ledger = spark.read.parquet(f"{out}/ledger.parquet")
    deals_of(ledger, tasks).write.mode("overwrite").parquet(f"{out}/deals.parquet")
    [digest] = ledger.coalesce(1).mapInArrow(digest_of, "digest string").first()
    counted = {row["type"]: row["count"] for row in ledger.groupBy("type").count().collect()}
    deals = spark.read.parquet(f"{out}/deals.parquet").count()
    print(f"{counted['report']:,} reports, {counted['claim']:,} claims, {deals:,} deals; {monotonic() - begun:.1f} s")
    print(digest)


if __name__ == "__main__":
    main(*sys.argv[1:])
