"""Record batches in, record batches out: all that Spark, or any engine over Arrow, needs (extra `arrow`).

    reports = spark.read.parquet("news/")                                        # a column `text`, and others of a report
    entries = reports.mapInArrow(dealwatch.arrow.extract_batches, dealwatch.arrow.SCHEMA)
    merged  = entries.repartition(64, "id").mapInArrow(dealwatch.arrow.merge_batches, dealwatch.arrow.SCHEMA)
    ledger  = dealwatch.arrow.read_batches(merged.toArrow().to_batches())

A row is an entry of a ledger: its id, and its line of JSON. The union of rows is the union of ledgers, so a batch that comes
twice, a task that is tried again, and any order give the same digest. `claim_table`, `deal_table` and `party_table` are flat
tables for Parquet, DuckDB and data frames.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timezone
from decimal import Decimal
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, TypeAlias, get_args, get_type_hints

import attrs

from dealwatch.convert import scalars
from dealwatch.convert.document import converter, decoded, encoded
from dealwatch.convert.families import tagged_reader, tagged_writer
from dealwatch.convert.fields import Writer
from dealwatch.convert.names import ENTRIES, TAG_OF
from dealwatch.convert.refuse import Refused
from dealwatch.domain.canonical import content_id
from dealwatch.domain.deal import Dossier
from dealwatch.domain.ledger import Entry, Failure, Ledger
from dealwatch.domain.money import EXACT
from dealwatch.domain.report import Report
from dealwatch.errors import DealwatchError, InvalidValue, LoadError, MissingExtra
from dealwatch.export.rows import ClaimRow, DealRow, PartyRow, claim_rows, deal_rows, party_rows
from dealwatch.extract import BUILT_IN, extract_claims
from dealwatch.extract.plugins import Extractor

if TYPE_CHECKING:
    import pyarrow as pa

    RecordBatch: TypeAlias = pa.RecordBatch
    Schema: TypeAlias = pa.Schema
    Table: TypeAlias = pa.Table

SCHEMA: Final = "id string, type string, report_id string, observed string, line string"
"""The columns of an entry, as Spark writes a schema; `entry_schema()` is the same for pyarrow."""

REPORT_COLUMNS: Final = ("text", "outlet", "published", "lang", "url", "title", "observed_at", "replaces")
"""The columns that make a report; other columns are passed over. Only `text` must be there."""

ROWS: Final = 4096
"""How many entries go into a batch."""
MAX_BATCH: Final = 64_000_000
"""How many characters of lines go into a batch: far below the 2 GB that a column of texts can hold."""

DECIMALS: Final = 6
"""Decimal places of amounts in flat tables."""


def extract_batches(batches: Iterable[RecordBatch], extractors: Mapping[str, Extractor] | None = None) -> Iterator[RecordBatch]:
    """Read batches of reports (`REPORT_COLUMNS`), extract their claims, and give batches of entries (`SCHEMA`).

    A row that makes no report becomes a Failure, so that one bad row of millions stops nothing.

    Raises:
        InvalidValue: for batches without a column `text`.
        MissingExtra: without the extra `arrow`.
    """
    return entry_batches(_extracted(batches, BUILT_IN if extractors is None else extractors))


def merge_batches(batches: Iterable[RecordBatch]) -> Iterator[RecordBatch]:
    """Unite batches of entries: each entry once, in the order of ids; of a report the earliest observation.

    It is associative, commutative and idempotent: merge what was merged, in any order, and the rows are the same. All entries
    of the batches are in memory at once; repartition by `id` to bound them.
    """
    found: dict[str, tuple[str, str, str, str, str]] = {}
    for batch in batches:
        columns = [batch.column(name).to_pylist() for name in _COLUMNS]
        for row in zip(*columns, strict=True):
            kept = found.get(row[0])
            if kept is None or _age(row) < _age(kept):
                found[row[0]] = row
    return _batches(found[key] for key in sorted(found))


def entry_batches(entries: Iterable[Entry]) -> Iterator[RecordBatch]:
    """Give entries as batches (`SCHEMA`), in the order given; `entry_batches(ledger)` is a ledger for `merge_batches`."""
    write = tagged_writer(ENTRIES, converter())
    return _batches(_row(entry, write) for entry in entries)


def read_batches(batches: Iterable[RecordBatch]) -> Ledger:
    """Return the ledger of batches of entries, in any order and with any repetitions.

    Raises:
        LoadError: for a line that is no entry, or was changed.
        EvidenceError: if a claim's report is not among them.
    """
    return Ledger.of(_entries(batches))


def entry_schema() -> Schema:
    """Return `SCHEMA` as pyarrow has it."""
    pa = _pyarrow()
    return pa.schema([(name, pa.string()) for name in _COLUMNS])


def table_schema(row: type[ClaimRow] | type[DealRow] | type[PartyRow]) -> Schema:
    """Return the schema of a flat table, from the fields of its row."""
    pa = _pyarrow()
    kinds = {str: pa.string(), int: pa.int64(), bool: pa.bool_(), date: pa.date32(), Decimal: pa.decimal128(38, DECIMALS)}
    fields = []
    for name, hint in get_type_hints(row).items():
        parts = [part for part in (get_args(hint) or (hint,)) if part is not type(None)]
        fields.append(pa.field(name, kinds[parts[0]], nullable=bool(get_args(hint))))
    return pa.schema(fields)


def claim_table(ledger: Ledger) -> Table:
    """Return the claims in force, a row a claim.

    An amount that has over 32 digits, or over 6 behind the point, is null in its column; its text stands in `value`.
    """
    return _table(claim_rows(ledger), ClaimRow)


def deal_table(dossier: Dossier) -> Table:
    """Return the deals, a row a deal."""
    return _table(deal_rows(dossier), DealRow)


def party_table(dossier: Dossier) -> Table:
    """Return the parties, a row a party of a deal."""
    return _table(party_rows(dossier), PartyRow)


_COLUMNS: Final = tuple(column.split()[0] for column in SCHEMA.split(", "))


def _extracted(batches: Iterable[RecordBatch], extractors: Mapping[str, Extractor]) -> Iterator[Entry]:
    for batch in batches:
        if "text" not in batch.schema.names:
            raise InvalidValue(f"reports need a column 'text'; there are {', '.join(batch.schema.names)}")
        names = [name for name in REPORT_COLUMNS if name in batch.schema.names]
        columns = [batch.column(name).to_pylist() for name in names]
        for row in zip(*columns, strict=True):
            yield from _of_row(dict(zip(names, row, strict=True)), extractors)


def _of_row(row: dict[str, Any], extractors: Mapping[str, Extractor]) -> Iterable[Entry]:
    try:
        given: dict[str, Any] = dict(row)
        given.update((name, _time(row[name])) for name in ("published", "observed_at") if name in row)
        report = Report(**given)
    except (DealwatchError, Refused, TypeError, AttributeError) as error:
        named = content_id("row", tuple(str(value) for value in row.values()))
        return [Failure(named, "arrow", f"this row makes no report: {error}")]
    return extract_claims(report, extractors=extractors)


def _time(value: Any) -> date | datetime | None:
    """A day or a moment, also as text; the zone as an offset."""
    if isinstance(value, str):
        return scalars.read_day_or_moment(value)
    if isinstance(value, datetime) and (offset := value.utcoffset()) is not None:
        return value.replace(tzinfo=timezone(offset))
    found: date | datetime | None = value
    return found


def _row(entry: Entry, write: Writer) -> tuple[str, str, str, str, str]:
    seen = entry.observed_at if isinstance(entry, Report) else None
    observed = seen.astimezone(UTC).isoformat(timespec="microseconds") if seen else ""
    report_id = entry.id if isinstance(entry, Report) else getattr(entry, "report_id", "")
    try:
        return entry.id, TAG_OF[type(entry)], report_id, observed, encoded(write(entry))
    except Refused as refused:
        raise refused.as_load_error() from None


def _age(row: tuple[str, str, str, str, str]) -> tuple[bool, str, str]:
    """Earliest observation first, none last."""
    return row[3] == "", row[3], row[4]


def _entries(batches: Iterable[RecordBatch]) -> Iterator[Entry]:
    read = tagged_reader(ENTRIES, converter())
    for batch in batches:
        for key, line in zip(batch.column("id").to_pylist(), batch.column("line").to_pylist(), strict=True):
            try:
                entry: Entry = read(decoded(line), None)
            except Refused as refused:
                raise LoadError(f"row {key}: {refused.as_load_error()}") from None
            yield entry


def _batches(rows: Iterable[tuple[str, str, str, str, str]]) -> Iterator[RecordBatch]:
    pa, schema = _pyarrow(), entry_schema()
    kept: list[tuple[str, str, str, str, str]] = []
    size = 0
    for row in rows:
        kept.append(row)
        size += len(row[-1])
        if len(kept) >= ROWS or size >= MAX_BATCH:
            yield pa.record_batch([list(column) for column in zip(*kept, strict=True)], schema=schema)
            kept, size = [], 0
    if kept:
        yield pa.record_batch([list(column) for column in zip(*kept, strict=True)], schema=schema)


def _table(rows: Iterable[Any], kind: type[ClaimRow] | type[DealRow] | type[PartyRow]) -> Table:
    plain = [{name: _fitting(value) for name, value in attrs.asdict(row, recurse=False).items()} for row in rows]
    return _pyarrow().Table.from_pylist(plain, schema=table_schema(kind))


def _fitting(value: Any) -> Any:
    """An amount with no more digits than its column has; None for another one."""
    if not isinstance(value, Decimal):
        return value
    exponent = value.normalize(EXACT).as_tuple().exponent
    fits = isinstance(exponent, int) and exponent >= -DECIMALS and value.adjusted() < 38 - DECIMALS
    return value if fits else None


def _pyarrow() -> ModuleType:
    try:
        import pyarrow as pa
    except ImportError:
        raise MissingExtra.of("record batches", "arrow") from None
    module: ModuleType = pa
    return module
