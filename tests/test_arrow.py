"""The seam to engines over Arrow: any batching, order and repetition gives the digest of one process."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from dealwatch import arrow
from dealwatch.domain.claim import Claim
from dealwatch.domain.deal import Dossier
from dealwatch.domain.ledger import Ledger
from dealwatch.domain.report import Report
from dealwatch.domain.subject import Subject
from dealwatch.domain.words import Status
from dealwatch.errors import InvalidValue, LoadError, MissingExtra
from dealwatch.export.rows import ClaimRow, DealRow, PartyRow
from dealwatch.testing.strategies import dossiers, ledgers

pa = pytest.importorskip("pyarrow")


def talks(report: Report, _: object) -> list[Claim]:
    """A small extractor."""
    if "is in talks" not in report.text:
        return []
    subject = Subject.quoted(report, "deal", "is in talks")
    return [Claim.from_quote(report, quote="is in talks", subject=subject, attribute="status", value=Status.IN_TALKS)]


EXTRACTORS = {"talks@1": talks}
ROWS = [
    {
        "text": f"Ash Corp is in talks with Birch Ltd, part {number}.",
        "outlet": "Daily Leaf",
        "published": date(2025, 7, number + 1),
    }
    for number in range(9)
]


def batches_of(rows: list[dict[str, Any]], size: int) -> list[Any]:
    """Rows as record batches of a size."""
    return [pa.RecordBatch.from_pylist(rows[start : start + size]) for start in range(0, len(rows), size)]


@given(st.integers(1, 9), st.integers(1, 4), st.randoms(use_true_random=False))
@settings(max_examples=8, deadline=None)
def test_any_partitioning_with_retries_gives_the_digest_of_one_process(size: int, parts: int, chance: random.Random) -> None:
    """Batches of any size, tasks that ran twice, partial merges in any order."""
    one = arrow.read_batches(arrow.extract_batches(batches_of(ROWS, 9), EXTRACTORS))
    tasks = batches_of(ROWS, size) + batches_of(ROWS[:3], 2)
    chance.shuffle(tasks)
    shards = [tasks[start::parts] for start in range(parts)]
    merged = [batch for shard in shards for batch in arrow.merge_batches(arrow.extract_batches(shard, EXTRACTORS))]
    chance.shuffle(merged)
    again = list(arrow.merge_batches(merged))
    assert arrow.read_batches(again).digest() == one.digest()
    assert [batch.to_pylist() for batch in arrow.merge_batches(again)] == [batch.to_pylist() for batch in again]
    assert len(one.claims) == 9


@given(ledgers(max_reports=2), ledgers(max_reports=2))
@settings(max_examples=8, deadline=None)
def test_merging_batches_is_uniting_ledgers(one: Ledger, other: Ledger) -> None:
    """The earliest observation stays, as in the ledger."""
    batches = [*arrow.entry_batches(one), *arrow.entry_batches(other)]
    assert arrow.read_batches(arrow.merge_batches(batches)).digest() == (one | other).digest()


@given(ledgers(max_reports=2), dossiers())
@settings(max_examples=4, deadline=None)
def test_flat_tables_hold_whatever_is_valid(ledger: Ledger, dossier: Dossier) -> None:
    """A row each, of one schema."""
    claims = arrow.claim_table(ledger)
    assert claims.num_rows == len(ledger.claims)
    assert claims.schema == arrow.table_schema(ClaimRow)
    assert arrow.deal_table(dossier).num_rows == len(dossier.deals)
    assert arrow.party_table(dossier).schema == arrow.table_schema(PartyRow)


class TestRows:
    def test_the_columns_of_a_report_are_taken_and_others_passed_over(self) -> None:
        row = {
            "text": "Ash Corp is in talks.",
            "published": datetime(2025, 7, 7, 8, tzinfo=UTC),
            "observed_at": "2025-07-07T08:00:00+09:00",
            "lang": None,
            "clicks": 3,
        }
        [report] = arrow.read_batches(arrow.extract_batches([pa.RecordBatch.from_pylist([row])], EXTRACTORS)).reports
        assert report.published == row["published"]
        assert report.observed_at == datetime(2025, 7, 6, 23, tzinfo=UTC)

    def test_a_bad_row_becomes_a_failure_and_stops_nothing(self) -> None:
        rows = [
            {"text": None, "published": None},
            {"text": "Ash is in talks", "published": "7 July"},
            {"text": "fine", "published": "2025-07-07"},
        ]
        ledger = arrow.read_batches(arrow.extract_batches([pa.RecordBatch.from_pylist(rows)], EXTRACTORS))
        assert [report.text for report in ledger.reports] == ["fine"]
        assert sorted(failure.error.partition(": ")[2] for failure in ledger.failures) == [
            "'7 July' where a day such as 2025-07-07 is needed",
            "the text of a report is a str, not NoneType",
        ]

    def test_batches_without_text_are_refused(self) -> None:
        with pytest.raises(InvalidValue, match="a column 'text'; there are body"):
            list(arrow.extract_batches([pa.RecordBatch.from_pylist([{"body": "x"}])]))

    def test_a_line_that_was_changed_is_told(self) -> None:
        [batch] = arrow.entry_batches([Report(text="Ash talks")])
        changed = [{**row, "line": row["line"].replace("Ash", "Oak")} for row in batch.to_pylist()]
        with pytest.raises(LoadError, match=r"row report:\w+: \$\.id"):
            arrow.read_batches([pa.RecordBatch.from_pylist(changed)])

    def test_batches_are_bounded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(arrow, "ROWS", 2)
        assert [batch.num_rows for batch in arrow.entry_batches([Report(text=word) for word in "abcde"])] == [2, 2, 1]
        monkeypatch.setattr(arrow, "MAX_BATCH", 10)
        assert [batch.num_rows for batch in arrow.entry_batches([Report(text=word) for word in "ab"])] == [1, 1]


class TestSchemas:
    def test_the_schema_that_spark_reads_is_that_of_the_batches(self) -> None:
        [batch] = arrow.entry_batches([Report(text="Ash talks")])
        assert ", ".join(f"{field.name} {field.type}" for field in batch.schema) == arrow.SCHEMA
        assert batch.schema == arrow.entry_schema()

    def test_a_flat_table_has_the_types_of_its_row(self) -> None:
        schema = arrow.table_schema(DealRow)
        assert (schema.field("id").type, schema.field("id").nullable) == (pa.string(), False)
        assert (schema.field("first_said").type, schema.field("first_said").nullable) == (pa.date32(), True)
        assert schema.field("amount").type == pa.decimal128(38, 6)
        assert schema.field("claims").type == pa.int64()

    def test_an_amount_beyond_its_column_is_null_and_never_rounded(self) -> None:
        assert arrow._fitting(Decimal("1E31")) == Decimal("1E31")
        assert arrow._fitting(Decimal("1.50000000")) == Decimal("1.5")
        assert arrow._fitting(Decimal("1E33")) is None
        assert arrow._fitting(Decimal("0.0000001")) is None


def test_the_absence_of_the_extra_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """It names what is to be installed."""
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match="record batches needs the extra 'arrow'"):
        arrow.entry_schema()


def test_a_data_frame_takes_a_table() -> None:
    """Polars, and every other that speaks Arrow."""
    pl = pytest.importorskip("polars")
    frame = pl.from_arrow(arrow.claim_table(arrow.read_batches(arrow.extract_batches(batches_of(ROWS, 9), EXTRACTORS))))
    assert frame.filter(pl.col("value") == "in_talks").height == 9
